"""Names of what terms say: their sections, and the values that are chosen from."""

from __future__ import annotations

from templates.words.msgid import N_

TERMS: dict[str, dict[str, str]] = {
    "section": {
        "goal": N_("Goal"),
        "gains": N_("What each gains"),
        "offer": N_("Offer"),
        "dates": N_("Dates"),
        "resources": N_("Initiator brings"),
        "needs": N_("Partners bring"),
        "people": N_("People and training"),
        "client_base": N_("Client base"),
        "reporting": N_("Reporting"),
        "money": N_("Money and rewards"),
        "ending": N_("If it ends early"),
        "document": N_("Document"),
    },
    "sharing": {
        "hidden": N_("Not shown to partners"),
        "totals": N_("Partners see totals"),
        "detail": N_("Partners see each day"),
    },
    "client_base": {
        "none": N_("Not used"),
        "mailing": N_("Each mails its own customers"),
        "posts": N_("Posts in each other's channels"),
    },
    "reporting": {
        "customers": N_("Customers only"),
        "sales": N_("Customers and sales"),
        "new": N_("Customers, sales and new ones"),
    },
    "split": {
        "own": N_("Each pays its own costs"),
        "equal": N_("All costs in equal parts"),
        "percent": N_("In agreed shares"),
        "locomotive": N_("Locomotive and wagon (one funds more)"),
    },
    "counted": {"codes": N_("Redeemed codes"), "all": N_("Everybody, also without a card")},
    "sums": {"before": N_("Before the discount, if there is one"), "after": N_("After the discount: what was paid")},
    "lost_days": {"own": N_("Lost days count for who caused them"), "nobody": N_("Lost days count for nobody")},
    "vat": {
        "unsaid": N_("VAT: nothing is agreed"),
        "included": N_("VAT, if any, is included"),
        "added": N_("VAT is added"),
        "none": N_("Nobody pays VAT"),
    },
    "netting": {"all": N_("Set off among all, the fewest payments"), "pairs": N_("Each two sides pay each other")},
    "resumed_by": {"who_paused": N_("Whoever paused"), "anybody": N_("Any side")},
}
