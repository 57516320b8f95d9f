"""Words, names, coupon numbers, zones and times of day."""

from __future__ import annotations

import unicodedata
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.check_digit import complete, grouped, is_valid
from domain.reading import (
    Problem,
    TypedCode,
    Typo,
    city,
    clock_time,
    code,
    plain,
    same_word,
    yes_no,
    zone,
    zone_of_city,
)


@pytest.mark.parametrize("typed", ["так", "Да", "YES", "ок", "ага!", "👍🏽", "✅", "Гаразд."])
def test_a_yes_is_a_yes_in_every_language(typed: str) -> None:
    assert yes_no(typed) is True


@pytest.mark.parametrize("typed", ["ні", "Нет", "no", "NO!", "❌"])
def test_a_no_is_a_no_in_every_language(typed: str) -> None:
    assert yes_no(typed) is False


@pytest.mark.parametrize("typed", ["", "maybe", "так, але", "yes or no", "7"])
def test_anything_else_is_neither(typed: str) -> None:
    assert yes_no(typed) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("КАВА", "кава"), ("КАВА", "KABA"), ("кAвa", "кава"), ("М'ЯТА", "м’ята"), ("м`ята", "МʼЯТА"), ("Ёлка", "елка")],
)
def test_code_words_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert same_word(one, other)


def test_different_code_words_are_different() -> None:
    assert not same_word("кава", "какао")
    assert not same_word("", "")


@pytest.mark.parametrize(
    "typed",
    [
        "48217308",
        "4821 7308",
        "4821-7308",
        "48.21.73.08",
        "4821\u00a07308",
        " 4 8 2 1 7 3 0 8 ",
        "４８２１７３０８",
        "٤٨٢١٧٣٠٨",
    ],
)
def test_a_coupon_number_is_read_however_it_is_spaced(typed: str) -> None:
    assert code(typed) == TypedCode("48217308")


def test_a_wrong_check_digit_is_a_typo_and_not_an_unknown_code() -> None:
    assert code("4821 7309") == Typo("48217309")


@pytest.mark.parametrize("typed", ["", "4821730", "482173081", "4821 7308 x", "кава", "12,345,678"])
def test_anything_but_eight_digits_is_no_coupon_number(typed: str) -> None:
    assert code(typed) is None


@given(st.integers(0, 9_999_999), st.integers(0, 7), st.integers(1, 9))
def test_every_wrong_digit_and_every_swap_of_neighbours_is_noticed(seven: int, at: int, by: int) -> None:
    digits = complete(f"{seven:07}")
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    swapped = digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
    assert is_valid(digits)
    assert not is_valid(wrong)
    assert swapped == digits or not is_valid(swapped)
    assert code(grouped(digits)) == TypedCode(digits)


def test_a_coupon_number_is_made_from_seven_digits_only() -> None:
    with pytest.raises(ValueError, match="seven digits"):
        complete("12345678")
    assert not is_valid("٤٨٢١٧٣٠٨")


NAMES = {
    "  Zerno \t&  Co ": "Zerno & Co",
    "Zer\u202eno\u2066": "Zerno",
    "Zer\x00no\x1b": "Zerno",
    "\ud800Zerno": "Zerno",
    "Кав\u200dа\u200b": "Кава",
    "Zerno\nCafé": "Zerno Café",
    "Cafe\u0301": "Café",
    "👩\u200d🍳 Кухня": "👩\u200d🍳 Кухня",
    "<b": "<b",
    "&lt;": "&lt;",
    "</a>": "</a>",
    "{{7*7}}": "{{7*7}}",
    "'; DROP TABLE": "'; DROP TABLE",
    "М’ята": "М’ята",
}


@pytest.mark.parametrize(("typed", "kept"), NAMES.items(), ids=map(ascii, NAMES))
def test_a_name_is_kept_as_it_looks(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "\u200b\u2066", "\u0301\u0301", "\x00", "\u3164"])
def test_a_name_that_cannot_be_seen_is_empty(typed: str) -> None:
    assert plain(typed) == Problem("empty")


def test_a_name_of_4096_characters_is_too_long() -> None:
    assert plain("я" * 4096, longest=60) == Problem("too_long", limit=60, length=4096)
    assert plain("я" * 60, longest=60) == "я" * 60


@given(st.text(max_size=60) | st.text(alphabet="aя\u0301\u0327\u202e\u200b \n👩\u200d", max_size=60))
def test_a_kept_name_has_nothing_hidden_and_no_flood_of_marks(text: str) -> None:
    kept = plain(text)
    if isinstance(kept, Problem):
        return
    assert plain(kept) == kept
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} or c in "\u202e\u200b" for c in kept)
    marks = [unicodedata.category(c) in {"Mn", "Me"} for c in kept]
    assert not any(all(marks[i : i + 3]) for i in range(len(marks) - 2))


CITIES = {
    "київ": "Київ", "Київ": "Київ", "KYIV": "KYIV", "san francisco": "San Francisco", "біла церква": "Біла Церква",
    "івано-франківськ": "Івано-Франківськ", "Івано-франківськ": "Івано-Франківськ",
    "кам'янець-подільський": "Кам'янець-Подільський", "кам’янське": "Кам’янське",
    "ростов-на-дону": "Ростов-на-Дону", "м. київ": "м. Київ", "смт ворохта": "смт Ворохта", "o'fallon": "O'fallon",
    "stratford-upon-avon": "Stratford-upon-Avon", "rio de janeiro": "Rio de Janeiro", "los angeles": "Los Angeles",
    "la paz": "La Paz", "новый уренгой": "Новый Уренгой", "київська область": "Київська область", "łódź": "Łódź",
    " нью йорк ": "Нью Йорк", "ужгород, центр": "Ужгород, Центр",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), CITIES.items())
def test_a_city_has_its_capitals(typed: str, kept: str) -> None:
    assert city(typed, 60) == kept


def test_a_city_that_is_no_text_is_refused() -> None:
    assert city(" ", 60) == Problem("empty")
    assert city("я" * 61, 60) == Problem("too_long", limit=60, length=61)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("europe/warsaw", "Europe/Warsaw"),
        ("America/Santiago", "America/Santiago"),
        ("Київ", "Europe/Kyiv"),
        ("киев", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("м. Львів", "Europe/Kyiv"),
        ("Івано-Франківськ", "Europe/Kyiv"),
        ("Варшава", "Europe/Warsaw"),
        ("Kraków", "Europe/Warsaw"),
        ("Berlin", "Europe/Berlin"),
        ("London", "Europe/London"),
        ("Алматы", "Asia/Almaty"),
        ("New York", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_read_from_its_name_or_a_city(typed: str, name: str) -> None:
    assert zone(typed) == name


@pytest.mark.parametrize("typed", ["EST", "Mars/X", "../../etc/passwd", "GMT+2", "Etc/GMT-2", "posixrules", "Kyiv/"])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    read = zone(typed)
    assert isinstance(read, Problem)
    assert read.reason == "unknown_zone"


def test_a_city_nobody_listed_suggests_nothing() -> None:
    assert zone_of_city("Zmerynka") is None
    assert zone_of_city("Одеса") == "Europe/Kyiv"


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("20:00", time(20)),
        ("20.00", time(20)),
        ("20", time(20)),
        ("2000", time(20)),
        ("8pm", time(20)),
        ("8 p.m.", time(20)),
        ("о 20", time(20)),
        ("о 20 год.", time(20)),
        ("в 20:30", time(20, 30)),
        ("at 9:30", time(9, 30)),
        ("8 вечора", time(20)),
        ("9 утра", time(9)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("２０：００", time(20)),
        ("0:00", time(0)),
    ],
)
def test_a_time_of_day_is_read(typed: str, at: time) -> None:
    assert clock_time(typed) == at


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("24:00", "impossible_time"),
        ("20:60", "impossible_time"),
        ("13 pm", "impossible_time"),
        ("99", "impossible_time"),
        ("ввечері", "not_a_time"),
        ("-5", "not_a_time"),
        ("", "empty"),
    ],
)
def test_a_time_that_cannot_be_is_refused(typed: str, reason: str) -> None:
    read = clock_time(typed)
    assert isinstance(read, Problem)
    assert read.reason == reason
