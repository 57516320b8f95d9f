"""What of the terms binds a side most, and everything that costs or gives away: what stands above its signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from domain.agreement.fields import applicable, base_of
from domain.agreement.terms import EACH

MOST = 3
BINDING = ("penalty", "pay", "bonus", "o.cost", "o.cap", "o.limit", "shares", "p.what", "minimum", "split", "dates")
"""What binds most comes first: what is paid for too little, for each customer, once; then what uses and costs take."""
COSTS = frozenset(
    {
        *BINDING,
        "o.daily",
        "o.giver",
        "p.at",
        "p.giver",
        "p.repeats",
        "bonus_from",
        "lost_days",
        "notice_days",
        "netting",
        "vat",
        "pause_days",
        "resumed_by",
        "silence_days",
        "pay_days",
        "counted",
        "share_customers",
        "share_sales",
        "share_margin",
    }
) - {"dates"}


def binding(answers: Mapping[str, Any], slot: int) -> tuple[str, ...]:
    """The three fields that bind a side most."""
    there = [field for field in _concerning(answers, slot) if base_of(field)[0] in BINDING]
    return tuple(sorted(there, key=lambda field: BINDING.index(base_of(field)[0]))[:MOST])


def costs(answers: Mapping[str, Any], slot: int) -> tuple[str, ...]:
    """The other fields that cost, limit or show something, in the order of the form."""
    first = binding(answers, slot)
    return tuple(f for f in _concerning(answers, slot) if f not in first and base_of(f)[0] in COSTS)


def _concerning(answers: Mapping[str, Any], slot: int) -> Iterator[str]:
    """Answered fields, of offers and rewards only those that the side honours or gives."""
    for field in applicable(answers):
        base, n = base_of(field.name)
        if base == "pay" and n != slot and (n or answers.get(f"pay.{slot}") is not None):
            continue
        whose = {"o": f"o{n}.receiver", "p": f"p{n}.giver"}.get(base[:1] if "." in base else "")
        if answers.get(field.name) is not None and (whose is None or answers.get(whose) in (EACH, None, slot)):
            yield field.name
