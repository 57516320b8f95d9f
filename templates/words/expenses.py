"""What is said of money: what an expense was for, what a settlement hangs on."""

from __future__ import annotations

from templates.words.msgid import N_

MONEY: dict[str, dict[str, str]] = {
    "purpose": {
        "marketing": N_("Marketing: flyers, ads, posts"),
        "perk": N_("A reward for the partners' staff"),
        "other": N_("Something else"),
    },
    "counted": {"codes": N_("Redeemed codes"), "all": N_("Everybody, also without a card")},
    "sums": {
        "before": N_("Before the discount, or nothing is taken off"),
        "after": N_("After the discount: what was paid"),
    },
    "lost_days": {"own": N_("Lost days count for who caused them"), "nobody": N_("Lost days count for nobody")},
    "open": {"pay": N_("pay"), "bonus": N_("bonus"), "penalty": N_("penalty")},
    "purpose_short": {"marketing": N_("marketing"), "perk": N_("reward"), "other": N_("other")},
}
