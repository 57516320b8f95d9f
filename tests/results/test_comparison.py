"""Before and after, on the figures of the product's own example."""

from __future__ import annotations

from fractions import Fraction

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
BY_HAND = {  # before, after, change (percent; points for repeat customers), met
    "customers": (100, 150, 50, True),  # 50 / 100
    "revenue": (1000, 1500, 50, True),  # 500 / 1000
    "repeat": (15, 30, 15, True),  # 30 − 15 points
    "subscribers": (250, 350, 40, True),  # 100 / 250
    "feedback": (200, 300, 50, True),  # 100 / 200
    "complaints": (5, 1, -80, True),  # −4 / 5, fewer is better
    "satisfaction": (Fraction("3.7"), Fraction("4.5"), Fraction(800, 37), True),  # 0.8 / 3.7 = 21.6 %
    "reviews": (20, 35, 75, True),  # 15 / 20
    "traffic": (500, 800, 60, True),  # 300 / 500
    "average_check": (10, 10, 0, False),  # 1000 / 100 and 1500 / 150: +10 % is asked for
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


def test_the_example_comes_out_figure_by_figure_with_the_average_check_missed() -> None:
    rows = compare(example(), 1, EXAMPLE)
    assert {row.name: (row.before, row.after, row.change, row.met) for row in rows} == BY_HAND


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
    assert (row.now, row.change, row.met) == (Fraction(130), Fraction(30), True)


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


def test_from_nothing_no_percentage_is_made_yet_it_is_better() -> None:
    row = compare(
        [series(Measure.REVIEWS, Phase.BEFORE, 0), series(Measure.REVIEWS, Phase.AFTER, 3)], 1, (Measure.REVIEWS,)
    )[0]
    assert (row.change, row.met) == (None, True)
