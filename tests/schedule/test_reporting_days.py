"""Of which days a place owes a report: the table, and every figure that misses reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import Closing, WorkingDays, promo_weeks
from domain.daily.facts import ReportingPlace
from domain.daily.missed import missing
from domain.daily.totals import DayTotals
from domain.ledger.attribution import missing_reports
from domain.ledger.counts import day_at
from domain.options import Goal, Mechanic
from domain.results.burnup import burn_up
from domain.results.weekly import weekly
from domain.schedule.plan import Place, at_work
from domain.schedule.reporting_days import Pause, owed
from domain.states import State

MON, SUN = date(2026, 11, 30), date(2026, 12, 6)
SIX = WorkingDays.of("1,2,3,4,5,6")


def at(day: int, hour: int) -> datetime:
    """A moment of December 2026 by Kyiv's clock."""
    return datetime(2026, 12, day, hour - 2, tzinfo=UTC)


def place(number: int = 1, *, shut: date | None = None, pauses: tuple[Pause, ...] = ()) -> Place:
    return Place(number, number, f"Shop {number}", "Europe/Kyiv", SIX, Closing(time(20)), shut, pauses)


@pytest.mark.parametrize(
    ("shut", "pauses", "days"),
    [
        (None, (), [30, 1, 2, 3, 4, 5]),
        (date(2026, 12, 3), (), [30, 1, 2]),
        (date(2026, 11, 30), (), []),
        (date(2026, 10, 1), (), []),
        (None, (Pause(at(2, 12), at(4, 10)),), [30, 1, 4, 5]),  # Friday is asked about again
        (None, (Pause(at(2, 21), at(3, 19)),), [30, 1, 2, 3, 4, 5]),  # between two closings
        (None, (Pause(at(2, 20), at(3, 20)),), [30, 1, 3, 4, 5]),  # from a closing to the next
        (None, (Pause(at(2, 12), None),), [30, 1]),
        (None, (Pause(at(1, 12), at(1, 22)), Pause(at(3, 12), at(3, 22))), [30, 2, 4, 5]),
        (date(2026, 12, 4), (Pause(at(1, 12), at(2, 12)),), [30, 2, 3]),
    ],
)
def test_a_report_is_owed_of_working_days_without_a_pause_until_the_shop_closes_for_good(
    shut: date | None, pauses: tuple[Pause, ...], days: list[int]
) -> None:
    assert [day.day for day in place(shut=shut, pauses=pauses).owed(MON, SUN)] == days


def test_a_bar_that_closes_in_the_night_is_paused_by_its_own_closing() -> None:
    bar = Place(1, 1, "Bar", "Europe/Kyiv", SIX, Closing(time(2)), None, ())
    assert [day.day for day in owed(bar, MON, SUN, [Pause(at(2, 23), at(3, 10))])] == [30, 1, 3, 4, 5]


TERMS = Terms(
    promo_id="0123456789", currency="UAH", title="Flowers + coffee", goal=Goal.RECEIPTS, target=100, partners=2,
    mechanic=Mechanic.DISCOUNT,
    parties=tuple(Party(slot=n, business_id=n, name=f"Shop {n}", city="Kyiv") for n in (1, 2)),
    offers=(Offer(what="15 % off"),), sides=(SideTerms(slot=1), SideTerms(slot=2)), starts=MON, ends=date(2026, 12, 13),
)  # fmt: skip
PAUSED = (Pause(at(2, 12), at(4, 10)),)
PLACES = (place(1, pauses=PAUSED), place(2, shut=date(2026, 12, 3), pauses=PAUSED))
ENTRIES = [DayTotals(number, day, False, 5, None, None, "UAH") for number in (1, 2) for day in (MON,)]


def test_a_week_misses_neither_days_of_a_pause_nor_what_a_closed_shop_no_longer_says() -> None:
    """Owed: Mon, Tue, Fri, Sat of the first, Mon and Tue of the second; said: both Mondays."""
    week = weekly(TermsInForce(TERMS), PLACES, ENTRIES, promo_weeks(MON, TERMS.ends), 1)
    assert (week.used, week.reported, week.expected) == (10, 2, 6)
    assert [(one.place, one.day.day) for one in week.missing] == [
        ("Shop 1", 1),
        ("Shop 1", 4),
        ("Shop 1", 5),
        ("Shop 2", 1),
    ]
    assert [mark.kind for mark in week.sides[1].days] == ["reported", "missing", "paused", "off", "off", "off", "off"]
    quiet = weekly(TermsInForce(TERMS), PLACES, [], promo_weeks(MON, TERMS.ends), 1)
    assert [one.location_id for one in quiet.silent] == [1], "of a closed shop nobody is reminded"


def test_a_day_in_a_pause_that_was_reported_counts_all_the_same() -> None:
    week = weekly(
        TermsInForce(TERMS),
        PLACES,
        [*ENTRIES, DayTotals(1, date(2026, 12, 2), False, 3, None, None, "UAH")],
        promo_weeks(MON, TERMS.ends),
        1,
    )
    assert (week.used, week.reported, week.expected) == (13, 2, 6)


def test_settlement_ledger_and_picture_miss_the_same_days() -> None:
    assert missing_reports(TERMS, PLACES, ENTRIES, date(2026, 12, 7)) == {1: 3, 2: 1}
    assert [day_at(PLACES[1], date(2026, 12, n), ENTRIES).kind for n in (1, 2, 5)] == ["missing", "off", "off"]
    picture = burn_up(TERMS, PLACES, ENTRIES, SUN, over=SUN, by_day=True)
    assert picture
    assert picture.missing == (1, 4, 5)


def test_the_word_about_several_days_leaves_a_pause_out() -> None:
    post = ReportingPlace(
        "p", "T", State.RUNNING, MON, TERMS.ends, 1, "Shop 1", 1, "UAH", "Europe/Kyiv", Closing(time(20)), SIX
    )
    assert [day.day for day in missing(post, [], at(7, 9), PAUSED)] == [30, 1, 4, 5]


def test_at_work_are_the_shops_that_are_not_closed_for_good() -> None:
    assert at_work(PLACES) == PLACES[:1]
