"""Captions below pictures, with the longest names and the largest figures; letters large enough for a phone."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import pytest
from pypdf import PdfReader

from bot.rendering.typesetting import typeset
from domain.agreement.sharing import Topic
from domain.daily.totals import Pace
from domain.languages import LANGUAGES
from domain.ledger.referral_chart import ReferralFlow
from domain.measures.measure import UNITS, Unit
from domain.options import Measure
from domain.results.comparison import AVERAGE_CHECK, MeasureRow
from handlers.results import chart_menu
from templates.format.metrics import changed, compared
from templates.render import render
from tests.forms.test_limits import FIRST, LAST, NAME, PARTIES, PROMO, TERMS, length
from tests.rendering.samples import comparison, course, exchange

pytestmark = pytest.mark.slow

SMALLEST = 28
PACE = Pace(999_999_999_99, 999_999_999_99, True, Fraction(1, 3))
MISSING = [(party.name, 99) for party in PARTIES]
ROWS = [
    MeasureRow(name, unit, Topic.CUSTOMERS, Fraction(3), Fraction(1), Fraction(99_999_999))
    for name, unit in [*((one.value, UNITS[one]) for one in Measure), (AVERAGE_CHECK, Unit.MONEY)]
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.quick
def test_every_caption_fits_below_its_picture(language: str) -> None:
    known = [
        (compared(row.name, language), row.met, changed(row.change or Fraction(0), language, row.unit)) for row in ROWS
    ]
    flows = [ReferralFlow(one, other, 999_999, True, True) for one in PARTIES for other in PARTIES if one != other]
    goal = {
        "pace": PACE,
        "currency": "UAH",
        "goal": "revenue",
        "missing": 99,
        "until": LAST,
        "done_percent": 9_999,
        "gone_percent": 33,
    }
    captions: dict[str, dict[str, Any]] = {
        "results/charts.goal": {"title": NAME, **goal},
        "results/charts.comparison": {"name": NAME, "known": known, "better": 11},
        "results/charts.exchange": {
            "title": NAME,
            "minimum": 1_000_000,
            "most": chart_menu.MOST_FLOWS,
            "flows": flows,
            "missing": MISSING,
        },
        "groups/group.status": {
            "promo": PROMO,
            "terms": TERMS,
            "open": True,
            "used": 999_999_999,
            "pace": PACE,
            "currency": "UAH",
            "today": FIRST,
            "days_left": 28,
            "until": FIRST,
            "cancelled_by": NAME,
            "paused_by": NAME,
            "goes_on": FIRST,
        },
    }
    lengths = {name: length(render(name, language, **data)) for name, data in captions.items()}
    assert {name: size for name, size in lengths.items() if size > 1024} == {}


@pytest.mark.parametrize(
    ("name", "data"),
    [("burnup", course()), ("comparison", comparison(11, more="+1")), ("exchange", exchange(2)),
     ("exchange", exchange(3)), ("exchange", exchange(5))],
)  # fmt: skip
def test_no_letter_is_smaller_than_a_phone_shows(name: str, data: dict[str, Any]) -> None:
    sizes: set[float] = set()
    page = PdfReader(io.BytesIO(typeset(name, data, "pdf"))).pages[0]
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.add(size) if text.strip() else None)
    assert min(sizes) >= SMALLEST
