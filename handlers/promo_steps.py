"""The twenty questions of a promo's ten steps, as a table. Set-up and negotiation ask the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.terms import REQUIRED, SECTIONS
from handlers import answers
from handlers.form_steps import Asked, Choice, Read, Step, nothing
from templates import label
from templates.words import N_

TEXT = answers.text(300)


def _own(*texts: str) -> Any:
    """Ready texts, kept in the words of the person who chose them."""

    def choices(asked: Asked) -> Sequence[Choice]:
        words = [label(text, asked.language) for text in texts]
        return [Choice(word, word, own=True) for word in words]

    return choices


def _numbers(*numbers: int) -> Any:
    return lambda asked: [Choice(str(number), number, own=True) for number in numbers]


def _spans(asked: Asked) -> Sequence[Choice]:
    """From next Monday, four or eight weeks."""
    monday = asked.today + timedelta(days=8 - asked.today.isoweekday())
    return [
        Choice(N_("4 weeks from next Monday"), _span(monday, 28)),
        Choice(N_("8 weeks from next Monday"), _span(monday, 56)),
    ]


def _span(first: Any, length: int) -> dict[str, str]:
    return {"first": first.isoformat(), "last": (first + timedelta(days=length - 1)).isoformat()}


def _step(field: str, read: Read, choices: Any = nothing, width: int = 2) -> Step:
    number = next(i for i, fields in enumerate(SECTIONS.values(), 1) if field in fields)
    return Step(field, read, number, choices, field in REQUIRED, width, calendar=field == "dates")


STEPS = (
    _step("title", answers.text(60), _own(N_("Flowers + coffee"), N_("Neighbours"))),
    _step("goal", answers.chosen("goal"), answers.choices("goal")),
    _step("target", answers.count(1, 10_000_000), _numbers(50, 100, 200, 500), width=4),
    _step("partners", answers.count(2, 5), _numbers(2, 3, 4, 5), width=4),
    _step("gain_initiator", TEXT, _own(N_("New customers from the partner"), N_("More visits on quiet days")), 1),
    _step("gain_partner", TEXT, _own(N_("New customers from the initiator"),
                                     N_("A present for its customers, at no cost")), 1),
    _step("mechanic", answers.chosen("mechanic"), answers.choices("mechanic")),
    _step("offer", TEXT, _own(N_("Show the partner's receipt: any coffee at −15 %"),
                              N_("Buy for 500 or more: a free dessert next door")), 1),
    _step("direction", answers.chosen("direction"), answers.choices("direction"), 1),
    _step("cost", answers.money),
    _step("limit", answers.count(1, 1_000_000), _numbers(100, 300, 1000), width=3),
    _step("dates", answers.span, _spans, 1),
    _step("resources", TEXT, _own(N_("Flyers at the till and posts in our channels"), N_("Printing of 500 cards")), 1),
    _step("needs", TEXT, _own(N_("The cards lie at the partner's till"), N_("A post in the partner's channel")), 1),
    _step("people", TEXT, _own(N_("Each owner tells the staff in five minutes before the start"),), 1),
    _step("client_base", answers.chosen("client_base"), answers.choices("client_base"), 1),
    _step("reporting", answers.chosen("reporting"), answers.choices("reporting"), 1),
    _step("minimum", answers.count(1, 1_000_000), _numbers(10, 30, 50), width=3),
    _step("split", answers.chosen("split"), answers.choices("split"), 1),
    _step("perk", TEXT, _own(N_("50 customers sent: a present for the staff who sent them"),), 1),
)  # fmt: skip
