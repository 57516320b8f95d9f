"""What is different at single locations. In these tests it is Tuesday, 10 November 2026."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agreement.terms import PlaceTerms
from domain.reading import Problem, place_terms

TODAY = date(2026, 11, 10)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 15)
PLACES = [(1, "Podil"), (2, "Поділ"), (3, "Подол"), (4, "Кав’ярня «Зерно»"), (5, "Хрещатик 2"), (6, "Online: shop")]
LINES = {
    "Podil: 10 % off, 50 uses, 1–15.12": ("10 % off", 50, FIRST, LAST),
    "Podil: 50 uses, 1-15 Dec, 10 % off": ("10 % off", 50, FIRST, LAST),
    "Поділ: знижка 10 %, 50 разів, 1–15.12": ("знижка 10 %", 50, FIRST, LAST),
    "Поділ: знижка 10,5 %, не більше 50, з 1 по 15 грудня": ("знижка 10,5 %", 50, FIRST, LAST),
    "Подол: скидка 10 %, не больше 50, до 15.12": ("скидка 10 %", 50, None, LAST),
    "Подол: скидка 10 %; 50 использований; с 1.12": ("скидка 10 %", 50, FIRST, None),
    "Podil: max 50": (None, 50, None, None),
    "Podil: up to 50 times": (None, 50, None, None),
    "Podil: 1 200 uses": (None, 1200, None, None),
    "Podil: 50 customers": (None, 50, None, None),
    "Поділ: до 50 разів": (None, 50, None, None),
    "Поділ: 50 використань": (None, 50, None, None),
    "Podil: from 1 Dec, until 15 Dec": (None, None, FIRST, LAST),
    "Podil: 15.12": (None, None, LAST, LAST),
    "Podil: December": (None, None, FIRST, date(2026, 12, 31)),
    "Podil: Tue, 1 Dec – Tue, 15 Dec, 15 days, coffee": ("coffee", None, FIRST, LAST),
    "Поділ: вт, 1 груд. – вт, 15 груд., 15 днів, кава": ("кава", None, FIRST, LAST),
    "Поділ: кава 1+1, круасан": ("кава 1+1, круасан", None, None, None),
    "Поділ: знижка до 50": ("знижка до 50", None, None, None),
    "Поділ: 2-1": ("2-1", None, None, None),
    "Поділ: 3 рази на тиждень": ("3 рази на тиждень", None, None, None),
}
BEGUN = {"Podil: December": (1, 31), "Podil: 1-15.12": (1, 15), "Podil: 10 % off, 1–28.12": (1, 28)}
NAMES = {
    "podil": 1,
    "PODIL": 1,
    "Pod": 1,
    "пoдiл": 2,  # Latin o and i
    "Подо": 3,
    "кавярня": 4,
    "Кав'ярня «Зерно»": 4,
    "Зерно": 4,
    "хрещатик": 5,
    "Хрещатик2": 5,
    "Online: shop": 6,
    "shop": 6,
}


@pytest.mark.parametrize(("typed", "days"), BEGUN.items())
def test_days_that_have_begun_are_this_years(typed: str, days: tuple[int, int]) -> None:
    found = place_terms(typed, PLACES, date(2026, 12, 10))
    assert isinstance(found, list)
    (read,) = found
    assert (read.first, read.last) == tuple(date(2026, 12, day) for day in days)


@pytest.mark.parametrize(("typed", "meant"), LINES.items(), ids=list(LINES))
def test_a_line_says_what_how_often_and_when(typed: str, meant: tuple[str, int, date, date]) -> None:
    read = place_terms(typed, PLACES, TODAY)
    assert isinstance(read, list)
    assert [(it.what, it.limit, it.first, it.last) for it in read] == [meant]


@pytest.mark.parametrize(("typed", "meant"), NAMES.items(), ids=list(NAMES))
def test_a_place_is_known_by_its_name_or_a_part_that_only_it_has(typed: str, meant: int) -> None:
    assert place_terms(f"{typed}: 50 uses", PLACES, TODAY) == [
        PlaceTerms(location_id=meant, name=dict(PLACES)[meant], limit=50)
    ]


REFUSED = {
    "": ("empty", ""),
    "Oboloñ: 50 uses": ("place", "Oboloñ"),
    "Под: 50 раз": ("place", "Под"),  # Поділ or Подол?
    "il: 50 uses": ("place", "il"),
    "10 % off": ("place", "10 % off"),
    "Podil": ("no_place_terms", "Podil"),
    "Podil: ,": ("no_place_terms", "Podil: ,"),
    "Podil: 50 uses\npodil: 40 uses": ("place_twice", "Podil"),
    "Podil: 0 uses": ("too_small", "0 uses"),
    "Podil: -5 uses": ("negative", "-5"),
    "Podil: 500000 uses": ("too_big", "500000"),
    "Podil: 1.000 uses": ("not_a_number", "1.000 uses"),
    "Podil: 50 uses, max 60": ("too_many_numbers", "50 uses, max 60"),
    "Podil: 1–5.12, 8–9.12": ("too_many_numbers", "1–5.12, 8–9.12"),
    "Podil: 1–31.04": ("impossible_date", "31.04"),
    "Podil: from 15 Dec, until 1 Dec": ("start_after_end", "Podil: from 15 Dec, until 1 Dec"),
    "Podil: 15–1.12": ("start_after_end", "15.12 - 1.12"),
    "Podil: until 1.11.2026": ("past_day", "Podil: until 1.11.2026"),
    "Podil: " + "я" * 101: ("too_long", "Podil: " + "я" * 32 + "…"),
    "Podil: 5 uses\n" * 11: ("too_many_lines", ""),
}


@pytest.mark.parametrize(("typed", "why"), REFUSED.items(), ids=[text[:20] for text in REFUSED])
def test_what_cannot_be_kept_is_refused_by_name(typed: str, why: tuple[str, str]) -> None:
    read = place_terms(typed, PLACES, TODAY)
    assert isinstance(read, Problem)
    assert (read.reason, read.said) == why


def test_a_place_that_nobody_knows_gets_one_that_is_known_as_an_example() -> None:
    assert place_terms("Obolon: 5 uses", PLACES, TODAY) == Problem("place", said="Obolon", example="Podil")
    assert place_terms("Obolon: 5 uses", [], TODAY) == Problem("place", said="Obolon")


def test_two_places_of_one_name_cannot_be_told_apart() -> None:
    read = place_terms("Центр: 5 разів", [(1, "Центр"), (2, "центр")], TODAY)
    assert read == Problem("place", said="Центр", example="Центр")


@pytest.mark.parametrize("piece", ["a, ", "1-", "1,", "1.12 - ", ":", "до ", "- ", "5 uses, ", "x"])
def test_5000_characters_are_answered_at_once(piece: str) -> None:
    place_terms("Podil: 1–15.12", PLACES, TODAY)
    for length in (290, 5000):
        typed = ("Podil: " + piece * length)[:length]
        started = time.process_time()
        place_terms(typed, PLACES, TODAY)
        assert time.process_time() - started < 0.25


WORD = st.text(alphabet="абвгґїєabcxyz", min_size=4, max_size=9)
DAYS = st.dates(TODAY, date(2030, 12, 31))


@st.composite
def terms_of(draw: st.DrawFn, place: tuple[int, str]) -> PlaceTerms:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    what = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
    return PlaceTerms(
        location_id=place[0],
        name=place[1],
        what=draw(st.none() | what),
        limit=draw(st.integers(1, 100_000)),
        first=draw(st.sampled_from([None, first])),
        last=draw(st.sampled_from([None, last])),
    )


def shown(terms: PlaceTerms) -> str:
    first, last = terms.first and f"{terms.first:%d.%m.%Y}", terms.last and f"{terms.last:%d.%m.%Y}"
    span = f"{first}–{last}" if first and last else f"з {first}" if first else f"до {last}" if last else None
    return f"{terms.name}: " + ", ".join(piece for piece in (terms.what, f"{terms.limit} разів", span) if piece)


@settings(max_examples=30)
@given(st.tuples(*map(terms_of, PLACES)))
def test_terms_as_they_are_shown_are_read_as_the_same(terms: tuple[PlaceTerms, ...]) -> None:
    assert place_terms("\n".join(map(shown, terms)), PLACES, TODAY) == list(terms)


@given(st.text(alphabet="0123456789.,-–: ;\nPodilдоз%", max_size=60))
def test_any_text_gets_an_answer_and_never_an_error(text: str) -> None:
    assert isinstance(place_terms("Podil:" + text, PLACES, TODAY), list | Problem)
