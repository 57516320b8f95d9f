"""Which weeks are counted, when they may be entered, and what a sheet of them says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain import measure_sheet, measuring
from domain.choices import Goal, Measure, Mechanic
from domain.measure_sheet import Cell, Sheet
from domain.measures import Phase, Series
from domain.terms import Offer, Party, Side, Terms

BASELINE = (Measure.CUSTOMERS, Measure.REVENUE, Measure.SATISFACTION)
MONDAY = date(2026, 11, 30)


def terms(days: int = 28, starts: date = MONDAY) -> Terms:
    return Terms(
        promo_id="a0b1c2d3e4", parties=(Party(slot=1, business_id=1, name="Zerno", city="Kyiv"),), currency="UAH",
        title="Flowers", goal=Goal.RECEIPTS, target=9, partners=2, sides=(Side(slot=1),), starts=starts,
        ends=starts + timedelta(days=days - 1), baseline=BASELINE,
        mechanic=Mechanic.DISCOUNT, offers=(Offer(what="15 % off"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "count", "last"), [(28, 4, 27), (30, 4, 27), (3, 1, 2), (7, 1, 6), (91, 13, 90), (120, 13, 90)]
)
def test_a_promo_has_its_whole_weeks_at_most_thirteen(days: int, count: int, last: int) -> None:
    weeks = measuring.weeks(terms(days), Phase.DURING)
    assert len(weeks) == count
    assert (weeks[0].first, weeks[-1].last) == (MONDAY, MONDAY + timedelta(days=last))


def test_four_weeks_around_it_whatever_the_weekday() -> None:
    wednesday = terms(10, date(2026, 12, 2))
    before, after = (measuring.weeks(wednesday, phase) for phase in (Phase.BEFORE, Phase.AFTER))
    assert (before[0].first, before[-1].last, len(before)) == (date(2026, 11, 4), date(2026, 12, 1), 4)
    assert (after[0].first, after[-1].last, len(after)) == (date(2026, 12, 12), date(2027, 1, 8), 4)


@pytest.mark.parametrize(
    ("today", "due"),
    [("2026-11-01", Phase.BEFORE), ("2026-12-27", Phase.BEFORE), ("2026-12-28", Phase.DURING),
     ("2027-01-24", Phase.DURING), ("2027-01-25", Phase.AFTER)],
)  # fmt: skip
def test_the_latest_phase_whose_weeks_are_over_is_due(today: str, due: Phase) -> None:
    assert measuring.now_due(terms(), date.fromisoformat(today)) is due


def test_the_next_missing_one_is_below_the_last_answer() -> None:
    entered = (Series(1, Measure.REVENUE, Phase.BEFORE, (1,), "UAH"),)
    lacking = measuring.missing(terms(), entered, 1, Phase.BEFORE)
    assert lacking == (Measure.CUSTOMERS, Measure.SATISFACTION)
    assert measuring.missing(terms(), entered, 2, Phase.BEFORE) == BASELINE
    assert measuring.following(terms(), lacking, None) is Measure.CUSTOMERS
    assert measuring.following(terms(), lacking, Measure.CUSTOMERS) is Measure.SATISFACTION
    assert measuring.following(terms(), lacking, Measure.SATISFACTION) is None


def test_each_side_is_reminded_twice_at_its_own_ten_o_clock() -> None:
    first, second = measuring.reminders(terms(), {1: "Europe/Kyiv"})
    assert (first.kind, first.subject, first.at.isoformat()) == (
        "measures_during", "a0b1c2d3e4:1", "2026-12-28T08:00:00+00:00")  # fmt: skip
    assert (second.kind, second.at.isoformat()) == ("measures_after", "2027-01-25T08:00:00+00:00")
    assert measuring.reminders(terms().model_copy(update={"baseline": ()}), {1: "Europe/Kyiv"}) == ()


LABELS = {"Customers": Measure.CUSTOMERS, "Клієнти": Measure.CUSTOMERS, "Revenue": Measure.REVENUE}
ROWS: list[tuple[tuple[Cell, ...], object]] = [
    (("Customers", "120", Decimal(135)), (120, 135)),
    (("клієнти", "1 200", "1\u00a0300"), (1200, 1300)),
    (("Revenue, UAH", "12400,5", Decimal("13100.25")), (1240050, 1310025)),
    (("Revenue", "12 400 грн"), (1240000,)),
    (("Revenue", Decimal("1.2")), (120,)),
    (("Customers", ""), ()),
    (("Customers",), ()),
    (("Customers", "", "5"), "B1 gap"),
    (("Customers", "1.234"), (1234,)),
    (("Revenue", "1.234"), "B1 two_ways"),
    (("Revenue", Decimal("1.234")), "B1 too_precise"),
    (("Customers", "=1+1"), "B1 formula"),
    (("Customers", Decimal("12.5")), "B1 whole"),
    (("Customers", Decimal(-1)), "B1 negative"),
    (("Customers", "1", "2", "3", "4", "5"), "F1 no_such_week"),
    (("Customers", "?"), "B1 no_data"),
    (("Guests", "1", "2"), "A1 unknown"),
    (("Numbers", "2–8 Nov"), ()),
    (("", "1"), "A1 unknown"),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_one_row(row: tuple[Cell, ...], expected: object) -> None:
    filled = measure_sheet.read(Sheet((row,)), LABELS, "UAH", 4)
    wrong = " ".join(f"{one.place} {one.reason}" for one in filled.wrong)
    assert (wrong or next(iter(filled.numbers.values()), ())) == expected


def test_a_measure_stands_once_and_the_mark_says_whose_it_is() -> None:
    sheet = Sheet((("Customers", "1"), ("Клієнти", "2"), (), ("Do not change: a0b1c2d3e4-after",)))
    assert [one.reason for one in measure_sheet.read(sheet, LABELS, "UAH", 4).wrong] == ["twice"]
    assert measure_sheet.meant(sheet) == ("a0b1c2d3e4", Phase.AFTER)
    assert measure_sheet.meant(Sheet(())) is None
    assert (measure_sheet.letters(1), measure_sheet.letters(25), measure_sheet.letters(26)) == ("B", "Z", "AA")
