"""What documents call things, as msgids."""

from __future__ import annotations

from templates.words.msgid import N_

DOCUMENT_FIELDS = {
    "legal_name": N_("Name in the register"),
    "register_number": N_("Register or tax number"),
    "legal_address": N_("Registered address"),
    "full_name": N_("Your full name"),
    "capacity": N_("You sign as"),
}

DOCUMENTS = {
    "capacity": {
        "owner": N_("owner"),
        "director": N_("director"),
        "sole_trader": N_("sole trader"),
        "attorney": N_("by power of attorney"),
    }
}
