"""Whatever the names, what is said while a promo runs fits Telegram's limits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from domain.agreement.terms import Party
from domain.languages import LANGUAGES
from domain.ledger.counts import CounterDays, DayCount, LedgerLine
from domain.ledger.dispute import DisputeStep
from domain.rewards.awards import RewardGoal
from handlers.daily import catch_up
from handlers.ledger import overview
from handlers.rewards.awards import MOST_GOALS
from storage.ledger.disputes import Dispute
from templates.render import render
from tests.daily.test_missed import POST

NAME, TEXT = "Ж" * 64, "Щ" * 300
FIRST = date(2026, 11, 30)
DAYS = [FIRST + timedelta(days=n) for n in range(7)]
PARTIES = [Party(slot=n, business_id=n, name=NAME, city="Київ") for n in range(1, 6)]
DISPUTE = Dispute(1, "p", NAME, 1, NAME * 2, FIRST, 1, 2, NAME, NAME, 99_999, TEXT, (DisputeStep.STAYS,), 99_999, TEXT)


def page() -> dict[str, Any]:
    counter = CounterDays(NAME * 2, tuple(DayCount(day, 99_999, "reported") for day in DAYS))
    lines = [
        LedgerLine(a, b, 99_999, True, (counter,) * 20 if a is None else (), False, True)
        for b in PARTIES
        for a in (None, PARTIES[-b.slot])
    ]
    goals = [(NAME, NAME, RewardGoal(1, 1, 2, TEXT, 99, 99_999, 1, 99_999))] * MOST_GOALS
    return {
        "title": NAME,
        "lines": lines,
        "more": True,
        "by_week": False,  # where single days are shown, there are no totals by week
        "early": False,
        "goals": goals,
        "minimum": 99_999,
        "by_codes": True,
        "business": 1,
        "room": overview.MOST_COUNTERS,
        "disputes": [DISPUTE] * overview.MOST_DISPUTES,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_screens_fit(language: str) -> None:
    one = {"dispute": DISPUTE, "figures": True}
    caught = {"places": [(POST, DAYS)] * catch_up.MOST_PLACES, "more": 99, "left_out": 99, "unasked": DAYS}
    screens = {
        "ledger/overview.page": page(),
        "ledger/overview.doubted": one,
        "ledger/overview.they_stays": one,
        "daily/report.catch_up": caught,
    }
    lengths = {name: len(render(name, language, **data).encode("utf-16-le")) // 2 for name, data in screens.items()}
    assert {name: size for name, size in lengths.items() if size > 4096} == {}
