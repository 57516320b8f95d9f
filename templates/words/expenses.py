"""What an expense was for, in words."""

from __future__ import annotations

from templates.words.msgid import N_

MONEY: dict[str, dict[str, str]] = {
    "purpose": {
        "marketing": N_("Marketing: flyers, ads, posts"),
        "perk": N_("A reward for the partners' staff"),
        "other": N_("Something else"),
    },
    "purpose_short": {"marketing": N_("marketing"), "perk": N_("reward"), "other": N_("other")},
}
