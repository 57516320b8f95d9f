"""Telegram's limits, with the longest texts and names that people may give."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.routes.forms import FORMS
from domain.agreement.answers import differing, from_answers, to_answers
from domain.agreement.comparison import balance
from domain.agreement.fields import SECTIONS, of_section
from domain.agreement.terms import Party
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import EVERY_DAY, Closing, promo_weeks
from domain.daily.totals import DayTotals
from domain.languages import LANGUAGES
from domain.results.advice import Beside, advise
from domain.results.facts import MetricInputs
from domain.results.weekly import weekly
from domain.schedule.plan import Place
from domain.staff.training import Taught
from domain.states import State
from handlers.agreement import change_requests, comparison, history, negotiation
from handlers.agreement.questions import STEPS
from handlers.buttons import keyboard
from handlers.forms import sections, steps
from handlers.forms.steps import Asked, Shown, TermsView
from handlers.forms.view import question
from handlers.results import weekly as results_weekly
from storage.agreement.promos import Promo
from storage.business.legal_details import LegalDetails
from storage.forms import Form
from templates.format.answers import View
from templates.render import render
from templates.words.words import WORDS

steps.use(lambda: FORMS)
LONG = "Щ" * 300
SENTENCE, SHORT = "Щ" * 150, "Щ" * 100
NAME = "Кавʼярня «Зерно» на Подолі біля річкового вокзалу, другий поверх"[:60]
FIRST, LAST = date(2026, 11, 30), date(2026, 12, 27)
DAYS = {"first": FIRST.isoformat(), "last": LAST.isoformat()}
DUTIES = [{"what": SHORT, "due": FIRST.isoformat(), "proof": True}] * 8
PLACES = tuple(Place(n, 1 + n % 5, NAME, "Europe/Kyiv", EVERY_DAY, Closing(time(20))) for n in range(1, 11))
AT_PLACES = [{"location_id": p.location_id, "name": NAME, "what": SHORT, "limit": 1_000_000} | DAYS for p in PLACES]
OFFER = {
    "what": SENTENCE, "condition": SENTENCE, "receiver": 1, "giver": 2, "channel": "online", "cost": 99_999_999,
    "limit": 1_000_000, "daily": 100_000, "cap": 99_999_999, "places": AT_PLACES,
}  # fmt: skip
PERK = {"what": SHORT, "at": 1_000_000, "giver": 5, "repeats": "every"}
ANSWERS: dict[str, Any] = {
    "title": NAME, "partner_name": NAME,
    "goal": "revenue", "target": 10_000_000, "partners": 5, "scale": "pilot", "budget": 99_999_999,
    "taking_part": [p.location_id for p in PLACES], "mechanic": "code_word", "word": "Щ" * 20, "offers": 5,
    "dates": DAYS, "in_force_from": FIRST.isoformat(), "people": LONG, "client_base": "posts",
    "mailing_volume": 10_000_000, "mailing_period": SHORT, "mailing_person": SHORT, "reporting": "new",
    "baseline": [*WORDS["measure"]], "share_customers": "totals", "share_sales": "hidden", "share_margin": "detail",
    "minimum": 1_000_000, "split": "locomotive", "shares": [60, 10, 10, 10, 10], "pay": 99_999_999,
    "printed": "uk+en", "clauses": [*WORDS["clause"]], "prevails": "uk",
    "bonus_from": 1_000_000, "bonus": 99_999_999, "penalty": 99_999_999, "perks": 5,
} | {
    f"{side}.{n}": value for n in range(1, 6) for side, value in (("gain", LONG), ("brings", DUTIES))
} | {f"o{n}.{part}": value for n in range(1, 6) for part, value in OFFER.items()} | {
    f"p{n}.{part}": value for n in range(1, 6) for part, value in PERK.items()
}  # fmt: skip
PARTIES = tuple(Party(slot=n, business_id=n, name=NAME, city="Київ") for n in range(1, 6))
TERMS = from_answers(ANSWERS, "abcdefabcd", "UAH", PARTIES)
PROMO = Promo("abcdefabcd", NAME, State.NEGOTIATING, 12, 1, 1, TERMS, None)
VIEW = View("UAH", {p.slot: p.name for p in PARTIES}, 5, 5, 5, {p.location_id: p.name for p in PLACES})
LOOKED = Asked(ANSWERS, FIRST, "uk", TermsView(VIEW))
TWO = from_answers(
    ANSWERS | {"partners": 2, "offers": 1, "o1.receiver": 0, "taking_part": None}, "abcdefabcd", "UAH", PARTIES[:2]
)
COUNTERS = tuple(Place(n, n, NAME, "Europe/Kyiv", EVERY_DAY, Closing(time(20))) for n in (1, 2))
EARLY = datetime(2026, 11, 24, tzinfo=UTC)
FORM = Form(10**9, 10**9, "setup", "abcdefabcd", ANSWERS, 10**6, None, None)


def length(text: str) -> int:
    """As Telegram counts: UTF-16 units of the visible text."""
    return len(text.encode("utf-16-le")) // 2


def fits(shown: Shown, language: str) -> None:
    """The words and the keyboard, as Telegram takes them."""
    texts, rows, data = shown
    assert length(render(texts, language, **data)) <= 4096
    keys = keyboard(rows, language)["inline_keyboard"]
    assert sum(len(row) for row in keys) <= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_and_every_page_of_a_form_fit(language: str) -> None:
    given = replace(LOOKED, language=language)
    fits(sections.card(FORM, given, 10**6), language)
    for section in SECTIONS:
        fits(sections.page(FORM, given, section, of_section(section, ANSWERS)), language)
    for step in STEPS:
        fits(question(FORM, step, given, 10**6), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_of_everything_fit(language: str) -> None:
    given = Asked(ANSWERS, FIRST, language, TermsView(VIEW, before={"currency": "UAH"}))
    fits(change_requests.card(replace(FORM, kind="change"), given, 10**6), language)
    every = differing({}, ANSWERS)
    said = {
        "changes": every,
        "version": 12,
        "title": NAME,
        "view": VIEW,
        "amendment": True,
        "who": NAME,
        "room": change_requests.room(every),
        "most": change_requests.MOST_SHOWN,
    }
    assert length(render("agreement/changes.they_changed", language, **said)) <= 4096


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_terms_fit_one_message(language: str) -> None:
    answers = to_answers(TERMS)
    data = {
        "promo": PROMO,
        "answers": answers,
        "ready": frozenset(answers),
        "sections": negotiation.lines_of(TERMS),
        "view": VIEW,
        "mine": dict.fromkeys(SECTIONS, "declined"),
        "signed": {1},
        "waiting": [NAME] * 5,
        "missing_partners": 0,
        "against": dict.fromkeys(SECTIONS, [NAME] * 4),
        "remarked": set(SECTIONS),
        "room": sections.room(sum(len(fields) for _, fields in negotiation.lines_of(TERMS)), 600),
    }
    assert length(render("agreement/negotiation.card", language, **data)) <= 4096
    remarks = [{"objection": True, "business": NAME, "text": LONG}] * negotiation.REMARKS_SHOWN
    for number, section in enumerate(SECTIONS, 1):
        fields = of_section(section, answers)
        page = {
            "section": section,
            "fields": fields,
            "answers": answers,
            "view": VIEW,
            "number": number,
            "title": NAME,
            "remarks": remarks,
            "room": negotiation.room_beside(len(remarks), len(fields)),
        }
        assert length(render("agreement/negotiation.section", language, **page)) <= 4096


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_long_screens_fit(language: str) -> None:
    sides = balance(TERMS)
    fair = {"title": NAME, "version": 12, "sides": sides, "terms": TERMS, "view": VIEW, "room": comparison.room(sides)}
    own = {"name": NAME, "city": NAME, "category": "cafe"}
    events = [{"at": EARLY, "kind": "objection", "version": 1, "business": NAME, "section": "offer", "words": LONG}]
    signed = [{"business": NAME, "person": NAME, "at": EARLY}] * 5
    lines = negotiation.lines_of(TERMS)
    screens: dict[str, dict[str, Any]] = {
        "agreement/signing.terms": {
            "promo": PROMO,
            "sections": lines,
            "answers": to_answers(TERMS),
            "view": VIEW,
            "fingerprint": "f" * 64,
            "room": sections.room(sum(len(fields) for _, fields in lines), 1000),
            "signatures": signed,
        },
        "agreement/signing.confirm": {
            "title": NAME,
            "version": 12,
            "party": PARTIES[0],
            "details": LegalDetails("Щ" * 120, "1" * 40, "Щ" * 150, "Щ" * 100, "Щ" * 60),
            "signatory": NAME,
            "binding": [("n" * 99, "v" * 999)] * 3,
            "costs": [("n" * 99, "v" * 999)] * 60,
            "most": 12,
            "reveals": True,
            "warnings": ["short"],
            "crowd": True,
            "from_day": FIRST,
            "ended": 500,
            "against": [(NAME, section) for section in SECTIONS] * 4,
            "view": VIEW,
            "fingerprint": "f" * 64,
        },
        "agreement/pilot.outcome": {"title": NAME, "outcome": "stop", "votes": [(NAME, "extend")] * 5},
        "agreement/comparison.screen": fair,
        "agreement/pitch.message": {"own": own, "partner": NAME, "answers": ANSWERS, "view": VIEW},
        "agreement/history.page": {"title": NAME, "events": events * history.PAGE, "zone": "Europe/Kyiv", "hours": 21},
        "groups/group.started": {"title": NAME, "terms": TERMS},
        "menu/promo_card.for_staff": {
            "promo": PROMO,
            "terms": TERMS,
            "here": [(NAME, Taught(SHORT, None, 1, FIRST, FIRST))] * 10,
        },
    }
    captions: dict[str, dict[str, Any]] = {
        "agreement/signing.pdf_caption": {"title": NAME, "version": 12, "fingerprint": "f" * 64, "complete": True},
        "agreement/pitch.pdf_caption": {"title": NAME},
        "agreement/signing.calendar_caption": {"title": NAME},
    }
    assert max(length(render(name, language, **data)) for name, data in captions.items()) <= 1024
    lengths = {name: length(render(name, language, **data)) for name, data in screens.items()}
    assert {name: size for name, size in lengths.items() if size > 4096} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reported", ["all", "one", "none"])
def test_the_weekly_caption_fits_below_a_picture(language: str, reported: str) -> None:
    weeks = promo_weeks(FIRST, LAST)
    days = [FIRST + timedelta(days=n) for n in range({"all": 7, "one": 1, "none": 0}[reported])]
    entries = [
        DayTotals(place, day, False, 99_999 if place == 1 else 1, 1, 9_999_999_999, currency)
        for place, currency in ((1, "UAH"), (2, "EUR"))
        for day in days
    ]
    report = weekly(TermsInForce(TWO), COUNTERS, entries, weeks, 1)
    assert (advise(report, TWO, Beside()) is not None) == (reported == "all")
    known = MetricInputs(TWO, COUNTERS, tuple(entries), (), (), (), {}, {}, 6, weeks[0].last, TermsInForce(TWO))
    words = results_weekly.words(PROMO, report, known)
    assert length(render("results/weekly.caption", language, **words)) <= 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_ready_answers_fit_their_buttons_whole(language: str) -> None:
    asked = Asked({}, FIRST, language, TermsView(View(), "cafe"))
    long = [choice.text for step in STEPS for choice in step.choices(asked) if len(choice.text) > 60]
    assert long == []
