"""What documents call things, as msgids."""

from __future__ import annotations

from templates.words.msgid import N_

DOCUMENT_FIELDS = {
    "legal_name": N_("Name in the register"),
    "register_number": N_("Register or tax number"),
    "legal_address": N_("Registered address"),
    "full_name": N_("Your full name"),
    "capacity": N_("You sign as"),
    "clauses": N_("Standard clauses"),
    "prevails": N_("Language that prevails"),
}

DOCUMENTS = {
    "capacity": {
        "owner": N_("owner"),
        "director": N_("director"),
        "sole_trader": N_("sole trader"),
        "attorney": N_("by power of attorney"),
    },
    "clause": {
        "signing.1": N_("Signing in Telegram"),
        "whole.1": N_("Nothing else is agreed"),
        "changes.1": N_("Changes"),
        "customers.1": N_("Own customers"),
        "names.1": N_("Names and logos"),
        "data.1": N_("Personal data"),
        "mailing.1": N_("Mailing"),
        "talks.1": N_("Disputes"),
    },
    "clause_text": {
        "signing.1": N_(
            "The sides accept that this agreement, its changes and the settlement are signed by a press in Telegram, "
            "and do not deny a signature for that reason alone."
        ),
        "whole.1": N_("What is not named in this document was not agreed. Earlier talks and messages do not count."),
        "changes.1": N_("The terms change only by a new version that all sides sign."),
        "customers.1": N_("Each side answers to its customers for its own goods and services."),
        "names.1": N_(
            "Each side may use the name and logo of the others for this promo and while it runs, and for nothing else."
        ),
        "data.1": N_(
            "No side gives another personal data of its customers. Each answers for the data that it keeps; of "
            "customers the sides tell each other numbers only."
        ),
        "mailing.1": N_(
            "No side gets the list of another's customers. Whoever writes to customers writes to their own only, to "
            "those who have agreed to it, and stops when they ask."
        ),
        "talks.1": N_(
            "If something goes wrong, the sides talk first. What they have not settled in 30 days may go to court."
        ),
    },
}
