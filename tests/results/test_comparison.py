"""Before and after, on the figures of the product's own example."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from domain.measures.measure import Phase, Series, decimals
from domain.options import Measure
from domain.results.comparison import MeasureRow, compare

EXAMPLE: dict[Measure, tuple[Fraction | int, Fraction | int]] = {  # a week before → a week after, in whole units
    Measure.CUSTOMERS: (100, 150),
    Measure.REVENUE: (1000, 1500),
    Measure.REPEAT: (15, 30),
    Measure.SUBSCRIBERS: (250, 350),
    Measure.FEEDBACK: (200, 300),
    Measure.COMPLAINTS: (5, 1),
    Measure.SATISFACTION: (Fraction("3.7"), Fraction("4.5")),
    Measure.REVIEWS: (20, 35),
    Measure.TRAFFIC: (500, 800),
}
BY_HAND = {  # before, after, change (percent; points for repeat customers)
    "customers": (100, 150, 50),  # 50 / 100
    "revenue": (1000, 1500, 50),  # 500 / 1000
    "repeat": (15, 30, 15),  # 30 − 15 points
    "subscribers": (250, 350, 40),  # 100 / 250
    "feedback": (200, 300, 50),  # 100 / 200
    "complaints": (5, 1, None),  # too few to tell
    "satisfaction": (Fraction("3.7"), Fraction("4.5"), Fraction(800, 37)),  # 0.8 / 3.7 = 21.6 %
    "reviews": (20, 35, 75),  # 15 / 20
    "traffic": (500, 800, 60),  # 300 / 500
    "average_check": (10, 10, 0),  # 1000 / 100 and 1500 / 150
}


def series(measure: Measure, phase: Phase, *weeks: Fraction | int, business: int = 1) -> Series:
    scale = 10 ** decimals(measure, "EUR")
    return Series(business, measure, phase, tuple(int(week * scale) for week in weeks), "EUR")


def example() -> list[Series]:
    return [
        one
        for measure, (before, after) in EXAMPLE.items()
        for one in (series(measure, Phase.BEFORE, before), series(measure, Phase.AFTER, after))
    ]


def test_the_example_comes_out_figure_by_figure_but_one_week_each_decides_nothing() -> None:
    rows = compare(example(), 1, EXAMPLE)
    assert {row.name: (row.before, row.after, row.change) for row in rows} == BY_HAND
    assert [row.met for row in rows] == [None] * len(rows)


def test_without_a_baseline_nothing_is_compared() -> None:
    only_after = [one for one in example() if one.phase is Phase.AFTER]
    assert {(row.before, row.change, row.met) for row in compare(only_after, 1, EXAMPLE)} == {(None, None, None)}


def test_weeks_are_averaged_but_subscribers_are_what_the_last_week_says() -> None:
    rows = {
        row.name: row
        for row in compare(
            [
                series(Measure.CUSTOMERS, Phase.BEFORE, 120, 135, 128, 140),
                series(Measure.SUBSCRIBERS, Phase.BEFORE, 240, 244, 249, 251),
            ],
            1,
            (Measure.CUSTOMERS, Measure.SUBSCRIBERS),
        )
    }
    assert rows["customers"].before == Fraction(523, 4)  # 120 + 135 + 128 + 140 = 523
    assert rows["subscribers"].before == 251


def test_the_promo_itself_stands_in_while_the_weeks_after_are_not_known() -> None:
    row = compare(
        [series(Measure.CUSTOMERS, Phase.BEFORE, 100), series(Measure.CUSTOMERS, Phase.DURING, 130)],
        1,
        (Measure.CUSTOMERS,),
    )[0]
    assert (row.now, row.change, row.met) == (Fraction(130), Fraction(30), None)


def test_a_partner_s_numbers_and_measures_nobody_picked_stay_out() -> None:
    mixed = [*example(), series(Measure.CUSTOMERS, Phase.BEFORE, 7, business=2)]
    rows = compare(mixed, 1, (Measure.CUSTOMERS,))
    assert [(row.name, row.before) for row in rows] == [("customers", Fraction(100))]


def test_receipts_make_the_average_check_where_they_were_counted() -> None:
    rows = compare(
        [
            series(Measure.CUSTOMERS, Phase.BEFORE, 100),
            series(Measure.RECEIPTS, Phase.BEFORE, 80),
            series(Measure.REVENUE, Phase.BEFORE, 1000),
        ],
        1,
        (Measure.CUSTOMERS, Measure.RECEIPTS, Measure.REVENUE),
    )
    check = rows[-1]
    assert isinstance(check, MeasureRow) and check.before == Fraction(25, 2)  # 1000 / 80


def row_of(measure: Measure, *phases: Series, lengths: tuple[int, ...] = ()) -> MeasureRow:
    return compare(phases, 1, (measure,), lengths)[0]


def test_three_and_five_are_too_few_to_tell() -> None:
    few = row_of(
        Measure.CUSTOMERS,
        series(Measure.CUSTOMERS, Phase.BEFORE, 1, 1, 1),
        series(Measure.CUSTOMERS, Phase.AFTER, 1, 2, 2),
    )
    assert (few.before, few.after) == (Fraction(1), Fraction(5, 3))
    assert (few.is_few, few.change, few.met) == (True, None, None)


def test_no_complaint_before_and_after_is_neither_better_nor_worse() -> None:
    none = row_of(
        Measure.COMPLAINTS,
        series(Measure.COMPLAINTS, Phase.BEFORE, 0, 0, 0, 0),
        series(Measure.COMPLAINTS, Phase.AFTER, 0, 0, 0, 0),
    )
    assert (none.change, none.met) == (None, None)


def test_a_steady_shop_that_doubles_is_better_and_one_that_grew_all_along_is_not() -> None:
    """100 ± 1 a week, then 200 ± 2; and 100, 110, 121, … by ten percent a week throughout: the trend explains it."""
    steady = row_of(
        Measure.CUSTOMERS,
        series(Measure.CUSTOMERS, Phase.BEFORE, 101, 99, 99, 101),
        series(Measure.CUSTOMERS, Phase.DURING, 202, 198, 198, 202),
    )
    assert steady.met is True and steady.range and steady.range.low > 80 and steady.range.high < 125
    growing = row_of(
        Measure.CUSTOMERS,
        series(Measure.CUSTOMERS, Phase.BEFORE, 1001, 1099, 1209, 1332),
        series(Measure.CUSTOMERS, Phase.DURING, 1463, 1612, 1772, 1947),
    )
    assert growing.change and growing.change > 40
    assert growing.met is None


def test_a_half_means_worse_and_fewer_complaints_mean_better() -> None:
    halved = (
        series(Measure.COMPLAINTS, Phase.BEFORE, 101, 99, 99, 101),
        series(Measure.COMPLAINTS, Phase.DURING, 51, 49, 49, 51),
    )
    assert row_of(Measure.COMPLAINTS, *halved).met is True
    assert row_of(Measure.CUSTOMERS, *(replace(one, measure=Measure.CUSTOMERS) for one in halved)).met is False


def test_short_weeks_at_the_ends_of_a_promo_are_divided_by_their_days() -> None:
    """From Thursday to Wednesday at 70 a week: 40, 70, 30 in 4, 7 and 3 days. 140 in 14 days are 70 a week."""
    row = row_of(
        Measure.CUSTOMERS,
        series(Measure.CUSTOMERS, Phase.BEFORE, 70, 70, 70, 70),
        series(Measure.CUSTOMERS, Phase.DURING, 40, 70, 30),
        lengths=(4, 7, 3),
    )
    assert (row.during, row.change) == (Fraction(70), Fraction(0))


def test_the_average_check_is_divided_by_the_same_thing_throughout() -> None:
    """Customers before and receipts during would make 100 → 200 of one and the same trade."""
    mixed = [
        series(Measure.REVENUE, Phase.BEFORE, 1000),
        series(Measure.CUSTOMERS, Phase.BEFORE, 10),
        series(Measure.REVENUE, Phase.DURING, 1000),
        series(Measure.RECEIPTS, Phase.DURING, 5),
    ]
    check = compare(mixed, 1, (Measure.REVENUE, Measure.RECEIPTS, Measure.CUSTOMERS))[-1]
    assert (check.before, check.during, check.change) == (None, Fraction(200), None)
