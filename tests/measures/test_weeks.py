"""Which weeks are counted, when they may be entered, and what a sheet of them says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.agreement.terms import Offer, Party, SideTerms, Terms
from domain.measures import weeks
from domain.measures.measure import Phase
from domain.options import Goal, Measure, Mechanic
from domain.reading.weekly_numbers import measure_sheet
from domain.reading.weekly_numbers.measure_sheet import Cell, Sheet

BASELINE = (Measure.CUSTOMERS, Measure.REVENUE, Measure.SATISFACTION)
MONDAY, WEDNESDAY = date(2026, 11, 30), date(2026, 12, 2)


def terms() -> Terms:
    return Terms(
        promo_id="a0b1c2d3e4",
        parties=(Party(slot=1, business_id=1, name="Zerno", city="Kyiv"),),
        currency="UAH",
        title="Flowers",
        goal=Goal.RECEIPTS,
        target=9,
        partners=2,
        sides=(SideTerms(slot=1),),
        starts=MONDAY,
        ends=date(2026, 12, 27),
        baseline=BASELINE,
        mechanic=Mechanic.DISCOUNT,
        offers=(Offer(what="15 % off"),),
    )


def test_four_weeks_around_it_whatever_the_weekday_and_its_own_between() -> None:
    before, during, after = (weeks.weeks(phase, WEDNESDAY, date(2026, 12, 11)) for phase in Phase)
    assert (before[0].first, before[-1].last, len(before)) == (date(2026, 11, 4), date(2026, 12, 1), 4)
    assert [(one.first.day, one.last.day) for one in during] == [(2, 6), (7, 11)]
    assert (after[0].first, after[-1].last, len(after)) == (date(2026, 12, 12), date(2027, 1, 8), 4)


def test_each_side_is_reminded_once_at_its_own_ten_o_clock() -> None:
    (one,) = weeks.reminders(terms(), {1: "Europe/Kyiv"})
    assert (one.kind, one.subject, one.at.isoformat()) == (
        "measures_after",
        "a0b1c2d3e4:1",
        "2027-01-25T08:00:00+00:00",
    )
    assert weeks.reminders(terms().model_copy(update={"baseline": ()}), {1: "Europe/Kyiv"}) == ()


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
    (("Customers", "1.234"), "B1 sum_twice"),
    (("Revenue", "1.234"), "B1 sum_twice"),
    (("Revenue", Decimal("1.234")), "B1 too_precise"),
    (("Customers", "=1+1"), "B1 formula"),
    (("Customers", Decimal("12.5")), "B1 whole"),
    (("Revenue", "12 400; 13 100"), "B1 too_many_weeks"),
    (("Customers", Decimal(-1)), "B1 negative"),
    (("Customers", "1", "2", "3", "4", "5"), "F1 no_such_week"),
    (("Customers", "?"), "B1 not_a_number"),
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
