"""Who bears how much, in whole percents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading import Problem, shares

READ = {
    "60/40": [60, 40],
    "60 / 40": [60, 40],
    "60 40": [60, 40],
    "60:40": [60, 40],
    "60-40": [60, 40],
    "60 – 40": [60, 40],
    "60,40": [60, 40],
    "60 % и 40 %": [60, 40],
    "60 % та 40 %": [60, 40],
    "60% i 40%": [60, 40],  # Latin i
    "60 на 40": [60, 40],
    "60 percent and 40 percent": [60, 40],
    "60 відсотків, 40 відсотків": [60, 40],
    "６０/４０": [60, 40],
    "70": [70, 30],
    "70 %": [70, 30],
    "100": [100, 0],
    "0/100": [0, 100],
    "50, 25, 25": [50, 25, 25],
    "50,25,25": [50, 25, 25],
    "70 15 15": [70, 15, 15],
    "20/20/20/20/20": [20] * 5,
    "0/50/50": [0, 50, 50],
    "100/0/0/0": [100, 0, 0, 0],
}
ALONE = {
    ("70", 3): [70, 15, 15],
    ("50", 4): [50, 17, 17, 16],
    ("70", 5): [70, 8, 8, 7, 7],
    ("97", 5): [97, 1, 1, 1, 0],
    ("100", 3): [100, 0, 0],
}
REFUSED = {
    ("", 2): ("empty", "60/40"),
    ("60/50", 2): ("shares", "60/40"),
    ("50/50", 3): ("shares", "50/25/25"),
    ("25/25/25/25", 2): ("shares", "60/40"),
    ("101", 2): ("shares", "60/40"),
    ("1000", 2): ("shares", "60/40"),
    ("-10/110", 2): ("negative", "60/40"),
    ("110 -10", 2): ("negative", "60/40"),
    ("60/-40", 2): ("negative", "60/40"),
    ("33.3/66.7", 2): ("whole", "60/40"),
    ("33,3 33,3 33,4", 3): ("whole", "50/25/25"),
    ("порівну", 2): ("not_a_number", "60/40"),
    ("9" * 5000, 2): ("shares", "60/40"),
}


@pytest.mark.parametrize(("typed", "meant"), READ.items(), ids=list(READ))
def test_shares_are_read_by_side(typed: str, meant: list[int]) -> None:
    assert shares(typed, max(len(meant), 2)) == meant


@pytest.mark.parametrize(("typed", "meant"), ALONE.items(), ids=[f"{text} of {sides}" for text, sides in ALONE])
def test_one_share_is_the_first_sides_and_the_others_bear_the_rest_equally(
    typed: tuple[str, int], meant: list[int]
) -> None:
    assert shares(*typed) == meant


@pytest.mark.parametrize(("typed", "why"), REFUSED.items(), ids=[f"{text[:12]} of {sides}" for text, sides in REFUSED])
def test_what_does_not_divide_the_whole_is_refused(typed: tuple[str, int], why: tuple[str, str]) -> None:
    read = shares(*typed)
    assert isinstance(read, Problem)
    assert (read.reason, read.example) == why
    assert read.reason != "shares" or read.limit == typed[1]


@given(st.integers(2, 5).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(1, 90), min_size=n, max_size=n))))
def test_shares_as_they_are_shown_are_read_as_the_same(drawn: tuple[int, list[int]]) -> None:
    sides, parts = drawn
    whole = [*parts[:-1], 100 - sum(parts[:-1])]
    read = shares("/".join(map(str, whole)), sides)
    assert read == whole if whole[-1] >= 0 else isinstance(read, Problem)


@given(st.text(alphabet="0123456789%/:,.- иand", max_size=40), st.integers(2, 5))
def test_any_text_gets_whole_parts_of_100_or_a_reason(text: str, sides: int) -> None:
    read = shares(text, sides)
    assert isinstance(read, Problem) or (len(read) == sides and sum(read) == 100 and min(read) >= 0)
