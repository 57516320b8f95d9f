"""What is said of money: what an expense was for, what a settlement hangs on."""

from __future__ import annotations

from templates.words.msgid import N_

MONEY: dict[str, dict[str, str]] = {
    "purpose": {
        "marketing": N_("Marketing: flyers, ads, posts"),
        "perk": N_("A reward for the partners' staff"),
        "other": N_("Something else"),
    },
    "open": {"pay": N_("pay"), "bonus": N_("bonus"), "penalty": N_("penalty")},
    "purpose_short": {"marketing": N_("marketing"), "perk": N_("reward"), "other": N_("other")},
}
