"""Telegram's limits, with the longest texts and names that people may give."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from domain.calendar import EVERY_DAY, promo_weeks
from domain.diagnosis import advise
from domain.lifecycle import State
from domain.metrics import Entry
from domain.plan import Place
from domain.terms import SECTIONS, Party, from_answers, to_answers
from domain.weekly import weekly
from handlers import weekly_report
from handlers.form_steps import Asked
from handlers.promo_steps import STEPS
from storage.promos import Promo
from templates import LANGUAGES, render

LONG = "Щ" * 300
NAME = "Кавʼярня «Зерно» на Подолі біля річкового вокзалу, другий поверх"[:60]
FIRST, LAST = date(2026, 11, 30), date(2026, 12, 27)
ANSWERS = {
    "title": NAME, "goal": "revenue", "target": 10_000_000, "partners": 2, "gain_initiator": LONG, "gain_partner": LONG,
    "mechanic": "event", "offer": LONG, "direction": "both", "cost": 99_999_999, "limit": 1_000_000,
    "dates": {"first": FIRST.isoformat(), "last": LAST.isoformat()}, "resources": LONG, "needs": LONG, "people": LONG,
    "client_base": "posts", "reporting": "new", "minimum": 1_000_000, "split": "equal", "perk": LONG,
}  # fmt: skip
PARTIES = tuple(Party(slot=n, business_id=n, name=NAME, city="Київ") for n in (1, 2))
TERMS = from_answers(ANSWERS, "abcdefabcd", "UAH", PARTIES)
PROMO = Promo("abcdefabcd", NAME, State.NEGOTIATING, 12, 1, 1, TERMS, None)
PLACES = tuple(Place(n, n, NAME, "Europe/Kyiv", EVERY_DAY, time(20)) for n in (1, 2))


def length(text: str) -> int:
    """As Telegram counts: UTF-16 units of the visible text."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_terms_fit_one_message(language: str) -> None:
    data = {
        "promo": PROMO, "answers": to_answers(TERMS), "sections": SECTIONS, "accepted": set(SECTIONS), "signed": {1},
        "currency": "UAH", "waiting": [NAME, NAME], "missing_partners": 0,
    }  # fmt: skip
    assert length(render("negotiation.card", language, **data)) <= 4096
    steps = [(step.field, to_answers(TERMS)[step.field], True) for step in STEPS]
    card = render("setup.card", language, title=NAME, steps=steps, lacking=[], currency="UAH")
    assert length(card) <= 4096


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reported", ["all", "one", "none"])
def test_the_weekly_caption_fits_below_a_picture(language: str, reported: str) -> None:
    weeks = promo_weeks(FIRST, LAST)
    days = [FIRST + timedelta(days=n) for n in range({"all": 7, "one": 1, "none": 0}[reported])]
    entries = [
        Entry(place, day, False, 99_999 if place == 1 else 1, 1, 9_999_999_999, currency)
        for place, currency in ((1, "UAH"), (2, "EUR"))
        for day in days
    ]
    report = weekly(TERMS, PLACES, entries, weeks, 1)
    assert (advise(report, TERMS) is not None) == (reported == "all")
    words = weekly_report.words(PROMO, TERMS, report)
    assert length(render("weekly.caption", language, **words)) <= 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_ready_answers_fit_their_buttons_whole(language: str) -> None:
    asked = Asked({}, FIRST, "UAH", language)
    long = [choice.text for step in STEPS for choice in step.choices(asked) if len(choice.text) > 60]
    assert long == []
