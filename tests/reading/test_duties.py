"""What a side promises, line by line. In these tests it is Tuesday, 10 November 2026."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreement.terms import Duty
from domain.reading import Problem, duties

TODAY = date(2026, 11, 10)
DAY = date(2026, 11, 28)
FRIDAY = date(2026, 11, 13)
DATED = {
    "Постери до 28.11": ("Постери", DAY),
    "Постери 28.11": ("Постери", DAY),
    "Постери (28.11)": ("Постери", DAY),
    "Постери (до 28.11)": ("Постери", DAY),
    "Постери, 28.11": ("Постери", DAY),
    "Постери – 28.11": ("Постери", DAY),
    "Постери. До 28.11.": ("Постери.", DAY),
    "Постери (A3, 28.11)": ("Постери (A3)", DAY),
    "Постери до 28.11.26": ("Постери", DAY),
    "Постери до 28.11 включно": ("Постери", DAY),
    "Постери до 28 листопада": ("Постери", DAY),
    "Постери до 28.11 (субота)": ("Постери", DAY),
    "Постери не пізніше 28 листопада 2026 року": ("Постери", DAY),
    "Постери 50x70 до 28.11": ("Постери 50x70", DAY),
    "Бюджет 500 до 28.11": ("Бюджет 500", DAY),
    "Листівки від Zerno до 28.11": ("Листівки від Zerno", DAY),
    "Постери до п'ятниці": ("Постери", FRIDAY),
    "Плакаты до 28 ноября": ("Плакаты", DAY),
    "Плакаты к 28.11": ("Плакаты", DAY),
    "Плакаты до пятницы": ("Плакаты", FRIDAY),
    "Плакаты к пятнице": ("Плакаты", FRIDAY),
    "Плакаты завтра": ("Плакаты", date(2026, 11, 11)),
    "Плакаты до конца месяца": ("Плакаты", date(2026, 11, 30)),
    "Плакаты через 2 недели": ("Плакаты", date(2026, 11, 24)),
    "Posters by 28 Nov": ("Posters", DAY),
    "Posters by Sat, 28 Nov": ("Posters", DAY),
    "Posters by Nov 28th, 2026": ("Posters", DAY),
    "Posters by Friday": ("Posters", FRIDAY),
    "Posters, Friday": ("Posters", FRIDAY),
    "Posters until 2026-11-28": ("Posters", DAY),
    "Posters due 28/11": ("Posters", DAY),
}
NOT_DATED = [
    "Posts on 1 and 15 of each month",
    "Posts on 1 and 15 December",
    "Posts every Friday",
    "Posts on Mon, Wed, Fri",
    "Posts from 1 to 28 December",
    "Posts 1 to 28 December",
    "2 posts a week",
    "2 posts in a week",
    "poster 50x70",
    "Posters by 15",
    "Posters by next Friday",
    "Hang posters on 28.11 and remove them after",
    "Support 24/7",
    "Пости 1.12, 8.12",
    "Пости з 1 по 28 грудня",
    "Пости з 1.12",
    "Пости кожну п'ятницю",
    "Акція 1–28.12",
    "Акція 1 – 28.12",
    "Відкрити о 20.00",
    "Знижка до 12.50",
    "Знижка 12.5",
    "Листівки до кінця акції",
    "Пост до 15 числа",
    "Посты 1 и 15 декабря",
    "Посты каждую пятницу",
    "Цена 99.10",
]
PROVED = {
    "Постери, фото": ("Постери", None),
    "Постери з фото": ("Постери", None),
    "Постери (фото)": ("Постери", None),
    "Постери + фото": ("Постери", None),
    "Постери, фотозвіт": ("Постери", None),
    "Постери до 28.11, фото": ("Постери", DAY),
    "Постери до 28.11 фото": ("Постери", DAY),
    "Постери з фото до 28.11": ("Постери", DAY),
    "Постери (до 28.11, фото)": ("Постери", DAY),
    "Постери (фото, до 28.11)": ("Постери", DAY),
    "Постери (28.11) (фото)": ("Постери", DAY),
    "Плакаты с фото": ("Плакаты", None),
    "Плакаты, фотоотчёт, до 28.11": ("Плакаты", DAY),
    "Плакаты до 28.11 c фото": ("Плакаты", DAY),  # Latin c
    "Posters with a photo": ("Posters", None),
    "Posters with photo by 28 Nov": ("Posters", DAY),
    "Posters by 28 Nov, photo": ("Posters", DAY),
    "Posters by 28 Nov – photo report": ("Posters", DAY),
}
NOT_PROVED = ["Publish a photo", "Зробити фото", "Photo of the window each week", "Фото", "Фотоотчёт"]


def read(line: str) -> Duty:
    found = duties(line, TODAY)
    assert isinstance(found, list)
    (duty,) = found
    return duty


@pytest.mark.parametrize(("typed", "meant"), DATED.items(), ids=list(DATED))
def test_a_day_at_the_end_is_the_due_day(typed: str, meant: tuple[str, date]) -> None:
    assert read(typed) == Duty(what=meant[0], due=meant[1])


@pytest.mark.parametrize("typed", NOT_DATED)
def test_what_is_no_single_sure_day_at_the_end_stays_text(typed: str) -> None:
    assert read(typed) == Duty(what=typed)


@pytest.mark.parametrize(("typed", "meant"), PROVED.items(), ids=list(PROVED))
def test_a_photo_at_the_end_is_a_proof(typed: str, meant: tuple[str, date | None]) -> None:
    assert read(typed) == Duty(what=meant[0], due=meant[1], proof=True)


@pytest.mark.parametrize("typed", NOT_PROVED)
def test_a_photo_that_is_the_promise_itself_stays_text(typed: str) -> None:
    assert read(typed) == Duty(what=typed)
    assert read(f"{typed} до 28.11") == Duty(what=typed, due=DAY)


@pytest.mark.parametrize("bullet", ["- ", "-", "• ", "•", "— ", "* ", "1. ", "1.", "12) ", "1️⃣ ", "☐ "])
def test_bullets_and_numbers_of_lines_are_dropped(bullet: str) -> None:
    assert read(f"{bullet}Постери A3") == Duty(what="Постери A3")


def test_a_minus_before_a_number_is_no_bullet() -> None:
    assert read("-10 % на каву") == Duty(what="-10 % на каву")


def test_each_line_is_a_promise_and_so_is_each_part_between_semicolons() -> None:
    typed = "Постери до 28.11, фото\n\n  \r\n2 posts a week; флаєри; \n"
    assert duties(typed, TODAY) == [
        Duty(what="Постери", due=DAY, proof=True),
        Duty(what="2 posts a week"),
        Duty(what="флаєри"),
    ]


REFUSED = {
    "": Problem("empty"),
    " \n-\n;": Problem("empty"),
    "28.11": Problem("no_duty", said="28.11"),
    "Постери\nдо 28.11, з фото": Problem("no_duty", said="до 28.11, з фото"),
    "Постери до 31.04": Problem("impossible_date", said="31.04", example="15.12"),
    "Posters 31 Apr": Problem("impossible_date", said="31 Apr", example="15.12"),
    "Posters by 28.11.2025": Problem("past_day", said="Posters by 28.11.2025"),
    "я" * 101: Problem("too_long", said="я" * 39 + "…", limit=100, length=101),
    "a\n" * 9: Problem("too_many_lines", limit=8),
}


@pytest.mark.parametrize(("typed", "problem"), REFUSED.items(), ids=[text[:12] for text in REFUSED])
def test_what_cannot_be_a_promise_is_refused_by_name(typed: str, problem: Problem) -> None:
    assert duties(typed, TODAY) == problem


def test_the_day_and_the_photo_do_not_count_as_letters() -> None:
    assert read("я" * 100 + " до 28 листопада 2026 року, з фото") == Duty(what="я" * 100, due=DAY, proof=True)


@pytest.mark.parametrize("piece", ["до 28.11 ", "1-", "(", "- ", "1 ", "з фото ", "x", "1. ", "Mon, ", "12.5,"])
def test_5000_characters_are_answered_at_once(piece: str) -> None:
    typed = (piece * 5000)[:5000]
    duties("до 28.11 з фото", TODAY)
    started = time.process_time()
    duties(typed, TODAY)
    assert time.process_time() - started < 0.25


WORDS = st.text(alphabet="абвгґїєabcxyz’", min_size=4, max_size=9)
PROMISES = st.builds(
    Duty,
    what=st.lists(WORDS.filter(lambda word: word.strip("’")), min_size=1, max_size=8).map(" ".join),
    due=st.none() | st.dates(TODAY, date(2030, 12, 31)),
    proof=st.booleans(),
)


def shown(duty: Duty) -> str:
    return duty.what + (f", до {duty.due:%d.%m.%Y}" if duty.due else "") + (", з фото" if duty.proof else "")


@given(st.lists(PROMISES, min_size=1, max_size=8))
def test_promises_as_they_are_shown_are_read_as_the_same(promises: list[Duty]) -> None:
    assert duties("\n".join(f"• {shown(duty)}" for duty in promises), TODAY) == promises


@given(st.text(alphabet="0123456789.,-–()/ ;\nдофтпhby'#", max_size=60))
def test_any_text_gets_an_answer_and_never_an_error(text: str) -> None:
    assert isinstance(duties(text, TODAY), list | Problem)
