"""Placeholder until the helper's work is merged."""

from __future__ import annotations

from dataclasses import dataclass

from templates.words import N_


@dataclass(frozen=True)
class Example:
    goods: str
    offer: str
    condition: str
    brings: str
    perk: str


EXAMPLES = {
    "cafe": Example(
        N_("coffee"),
        N_("15 % off any coffee"),
        N_("a receipt of the partner"),
        N_("flyers at the till"),
        N_("a coffee every morning for a week"),
    )
}
