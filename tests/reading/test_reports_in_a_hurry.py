"""Daily reports as people type them in a hurry, on Tuesday, 15 December 2026, in hryvnias."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.money import Money
from domain.reading import (
    Adjust,
    Ambiguous,
    CodeOrReport,
    CodeSeen,
    Confirm,
    CountOrMoney,
    Newcomers,
    OneDay,
    Problem,
    Report,
    Typo,
    by_day,
    coupon,
    report,
)

TODAY = date(2026, 12, 15)
YESTERDAY = date(2026, 12, 14)


def hryvnias(whole: int, kopiyky: int = 0) -> Money:
    return Money(whole * 100 + kopiyky, "UAH")


def read(text: str) -> Any:
    return report(text, today=TODAY, currency="UAH")


SEVEN, FIVE, NOBODY = Report(None, 7), Report(None, 5), Report(None, 0)
SUM = Report(None, 7, hryvnias(3400))
NEW = Report(None, 7, hryvnias(3400), 2)
YESTERDAYS = Report(YESTERDAY, 7, hryvnias(3400))

IN_ANY_ORDER = (
    "сума 3400 клієнтів 7", "клієнтів 7 сума 3400", "сумма 3400, 7 человек", "касса 3400, 7 чел", "3400 за 7",
    "7 за 3400",
    "7 на 3400", "3400 грн 7 клієнтів", "3400 грн 7", "на 3400 грн 7 чол", "7 клієнтів 3400", "sales 3400, 7 customers",
    "3400 uah for 7 customers", "7 customers for 3400", "сума 3 400, 7 чел", "у нас 7 клієнтів на суму 3400",
    "7 клієнтів, 3400 грн", "виручка 3400 грн, 7 людей",
)  # fmt: skip
WITH_MARKS_AROUND = ("7!", "7?", "~7", "≈7", "7 👍", "7️⃣", "7 ✅", "(7)", "«7»", "десь 7", "около 7", "about 7", "7!!!")
APART = (
    "7 - 3400", "7 – 3400", "7 — 3400", "7-3400", "7/3400", "7 / 3400", "7|3400", "7 | 3400", "7 3400,-", "7 3400.-",
    "7шт 3400", "7 клієнтів - 3400 грн", "7 3 400 грн 00 коп",
)  # fmt: skip
IN_WORDS: dict[str, Report] = {
    "сім": SEVEN, "семь": SEVEN, "seven": SEVEN, "семеро": SEVEN, "чотири 3100": Report(None, 4, hryvnias(3100)),
    "сім три тисячі чотириста": SUM, "семь на три тысячи четыреста": SUM, "сто двадцять": Report(None, 120),
    "twenty-five": Report(None, 25), "вчора сім": Report(YESTERDAY, 7), "zero": NOBODY,
    "ноль 0": Report(None, 0, hryvnias(0)),
}  # fmt: skip
NOBODY_CAME = (
    "никого не было", "нікого не було", "не було", "не было", "без клієнтів", "без клиентов", "нет никого",
    "клієнтів не було", "никто не пришел", "ніхто не приходив", "no one came", "nobody came", "there were no customers",
    "not a single customer", "ни одного", "жодного клієнта", "Нікого!", "пусто",
)  # fmt: skip
NEW_ONES = (
    "7 (2 нові) 3400", "7 3400 из них 2 новых", "7 3400, з них 2 нові", "7 3400 +2 нових",
    "нових 2 з 7 3400", "7 3400 of them 2 new", "7 на 3400, у тому числі 2 нових", "2 нових, 7 клієнтів, 3400 грн",
    "7 3400 new: 2", "сім 3400 нових дві",
)  # fmt: skip
READ: dict[str, Any] = {
    **dict.fromkeys(IN_ANY_ORDER, SUM), **dict.fromkeys(WITH_MARKS_AROUND, SEVEN), **dict.fromkeys(APART, SUM),
    **IN_WORDS, **dict.fromkeys(NOBODY_CAME, NOBODY), **dict.fromkeys(NEW_ONES, NEW),
    "7 3 400 грн 50 коп": Report(None, 7, hryvnias(3400, 50)),
    "7 3400 грн 5 коп": Report(None, 7, hryvnias(3400, 5)),
    "5 людей на 2300, з них 2 нові": Report(None, 5, hryvnias(2300), 2),
    "7 из них 2 новых": Report(None, 7, None, 2),
    "нових 2 з 7": Report(None, 7, None, 2),
    "2 new of 7": Report(None, 7, None, 2),
    "2 нових, 7 клієнтів": Report(None, 7, None, 2),
    "7, без нових": Report(None, 7, None, 0),
    "7, нових нема": Report(None, 7, None, 0),
    "новых ноль": Newcomers(0),
    "2 new": Newcomers(2),
    "вчора нових 2": Newcomers(2, YESTERDAY),
    "за вчора 4": Report(YESTERDAY, 4),
    "4 за вчора": Report(YESTERDAY, 4),
    "4 for yesterday": Report(YESTERDAY, 4),
    "за 14.12 4": Report(YESTERDAY, 4),
    "вчора - 4": Report(YESTERDAY, 4),
    "вчора – 7 - 3400": YESTERDAYS,
    "вчора -1": Adjust(-1, YESTERDAY),
    "вчора никого не было": Report(YESTERDAY, 0),
    "7 вчора 3400": YESTERDAYS,
    "7 за вчора 3400": YESTERDAYS,
    "7 3400 14.12": YESTERDAYS,
    "7 14.12.26": Report(YESTERDAY, 7),
    "+2 900": Adjust(2, None, hryvnias(900)),
    "+2 на 900 грн": Adjust(2, None, hryvnias(900)),
    "вчора +2 900": Adjust(2, YESTERDAY, hryvnias(900)),
    "7 3400 карткою 2000 готівкою 1400": SUM,
    "7 3400 картой 2000, наличными 1400": SUM,
    "7 3400 card 2000 cash 1400": SUM,
    "7 карткою 2000 готівкою 1400": SUM,
    "7 2000 карткою 1400 готівкою": SUM,
    "7 3400, карткою 2000": SUM,
    "7 3400 готівкою": SUM,
    "так 10": Report(None, 10, sure=True),
    "да, 10": Report(None, 10, sure=True),
    "yes, 10 3400": Report(None, 10, hryvnias(3400), sure=True),
    "ні, 10": Report(None, 10),
    "No, 10": Report(None, 10),
    "7 0": Report(None, 7, hryvnias(0)),
    "7 клієнтів 5 грн": Report(None, 7, hryvnias(5)),
}  # fmt: skip
CORRECTED: dict[str, Report] = {
    **dict.fromkeys(
        (
            "no wait, 7",
            "ой ні зачекай 7",
            "нет подожди не 12 а 7",
            "oops, not 12 but 7",
            "точнее 7",
            "ten, no, seven",
            "12 вернее 7",
            "насправді 7",
        ),
        Report(None, 7, corrects=True),
    ),
    **dict.fromkeys(
        (
            "вчора помилилась, там було не 5 а 7",
            "sorry yesterday was 7 not 5",
            "исправь вчера на 7",
            "correct yesterday to 7",
            "вчера 10, нет, 7",
            "вчора 5 ой 7",
            "вчера 7 а не 5",
        ),
        Report(YESTERDAY, 7, corrects=True),
    ),
}
READ |= CORRECTED | {
    "сьогодні було штук сім дякую": Report(TODAY, 7),
    "спасибо, сегодня человек семь": Report(TODAY, 7),
    "good evening, seven people, thanks": SEVEN,
    "доброго вечора, 7 3400": SUM,
    "7 in total, 2 of those were new ones, 3400": NEW,
    "seven people, two of them new, about three thousand four hundred": NEW,
    "7, 2 из них новые, сумма 3400": NEW,
    "никого не было дождь весь день": Confirm(Report(None, 0, note="дождь весь день")),
    "7 3400 but the register broke at noon": Confirm(replace(SUM, note="the register broke at noon")),
    "вчора 7 клієнтів, весь день дощ": Confirm(Report(YESTERDAY, 7, note="весь день дощ")),
    "я вчера забыла отправить, было 7": Confirm(Report(YESTERDAY, 7, note="я забыла отправить")),
    "7 клієнтів, весь день дощ": Confirm(Report(None, 7, note="весь день дощ")),
}
EITHER_WAY = Ambiguous((SUM, Report(None, 3400, hryvnias(7))))
ASKED: dict[str, Any] = {
    **dict.fromkeys(("3400 7", "3400 клієнтів 7", "3400|7", "3400 на 7", "3 400 7"), EITHER_WAY),
    "7\n5": Ambiguous((Report(None, 5, hryvnias(7)), Report(None, 7, hryvnias(5)))),
    "12 7.50": Confirm(Report(None, 12, hryvnias(7, 50))),
    "7 14.12": Ambiguous((Report(YESTERDAY, 7), Report(None, 7, hryvnias(14, 12)))),
    "7 по 480": Confirm(Report(None, 7, hryvnias(3360))),
    "7*480": Confirm(Report(None, 7, hryvnias(3360))),
    "7 x 480": Confirm(Report(None, 7, hryvnias(3360))),
    "7 клієнтів по 480 грн": Confirm(Report(None, 7, hryvnias(3360))),
    "480*7": Ambiguous((Report(None, 7, hryvnias(3360)), Report(None, 480, hryvnias(3360)))),
    "7 2 new 5": Confirm(Report(None, 7, hryvnias(2), 5)),
    "2 new 7": Confirm(Report(None, 7, None, 2)),
    "2 new 7 3400": Confirm(NEW),
    "7 new 9": Confirm(Report(None, 9, None, 7)),
    "сім тисяч": CountOrMoney(Report(None, 7000), hryvnias(7000)),
    "482 7308": CodeOrReport(Report(None, 482, hryvnias(7308))),
    "4821 730": Ambiguous((Report(None, 730, hryvnias(4821)), Report(None, 4821, hryvnias(730)))),
}  # fmt: skip
REFUSED = {
    "12 - 13": "two_numbers",
    "12 / 13": "two_numbers",
    "7 за 2": "two_numbers",
    "7 3400 карткою 2000 готівкою 1500": "parts",
    "7 3400 2000 карткою 1400 готівкою": "parts",
    "7 ❌": "not_understood",
    "7 в 14": "not_understood",
    "new 9 7": "new_more_than_count",
    "нікого, на жаль": "no_number",
    "ще не було": "no_number",
    "нет": "no_number",
    "так": "no_number",
}


@pytest.mark.parametrize(("typed", "meant"), READ.items(), ids=map(ascii, READ))
def test_what_means_one_thing_is_read(typed: str, meant: object) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), ASKED.items(), ids=map(ascii, ASKED))
def test_what_may_mean_two_things_is_asked(typed: str, meant: object) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(("typed", "reason"), REFUSED.items(), ids=map(ascii, REFUSED))
def test_what_may_mean_anything_is_refused_with_an_example(typed: str, reason: str) -> None:
    said = read(typed)
    assert isinstance(said, Problem)
    assert said.reason == reason


WRONG_CODES = ("4821730", "482173080", "4821 730", "4821-730", "48 21 73 0", "код 482 7308", "4 8 2 1 7 3 0")


@pytest.mark.parametrize("typed", WRONG_CODES)
def test_a_code_with_a_digit_missing_or_too_many_is_no_number(typed: str) -> None:
    assert isinstance(coupon(typed), Typo)


@pytest.mark.parametrize("typed", ["482 7308", "7 340050", "12 34567", "1234", "7 3400"])
def test_what_can_be_a_report_is_no_wrong_code(typed: str) -> None:
    assert coupon(typed) is None


def test_seven_digits_alone_are_a_wrong_code_wherever_they_are_typed() -> None:
    assert read("1317308") == Typo("1317308")
    assert coupon("4821 7308") == CodeSeen("48217308")


def days(*lines: str) -> tuple[OneDay, ...]:
    """Each as `2026-12-14 7`."""
    parted = [(date.fromisoformat(line[:10]), line[11:]) for line in lines]
    return tuple(OneDay(f"{day:%d.%m.%Y} {rest}", day) for day, rest in parted)


BOTH = days("2026-12-14 7", "2026-12-15 5")
SEVERAL = {
    **dict.fromkeys(
        (
            "вчора 7, сьогодні 5", "вчера 7 сегодня 5", "yesterday 7, today 5", "7 вчора, 5 сьогодні",
            "7 вчора 5 сьогодні", "14.12 7; 15.12 5", "14.12 7 15.12 5", "14 грудня 7, 15 грудня 5",
            "вчора 7\nсьогодні 5", "пн 7 вт 5",
            "понеділок: 7, вівторок: 5", "за вчора сім, за сьогодні п'ять",
        ),
        BOTH,
    ),
    "вчора 7, 3400, нових 2; сьогодні зачинено": days("2026-12-14 7 3400 нових 2", "2026-12-15 зачинено"),
    "вчора 7 # дощ\nсьогодні 5": days("2026-12-14 7 #дощ", "2026-12-15 5"),
    "вс 3 пн 7 вт 5": days("2026-12-13 3", "2026-12-14 7", "2026-12-15 5"),
}  # fmt: skip
ONE = (
    "7",
    "вчора 7",
    "14.12 7 3400.50",
    "вчора 7, вчора 5",
    "вчора 7, 3400",
    "7 3400",
    "завтра 7, сьогодні 5",
    "14.12 7 12.10 2",
)


@pytest.mark.parametrize(("typed", "meant"), SEVERAL.items(), ids=map(ascii, SEVERAL))
def test_days_in_one_message_are_told_apart(typed: str, meant: tuple[OneDay, ...]) -> None:
    assert by_day(typed, TODAY) == meant
    assert all(not isinstance(read(one.text), Problem) for one in meant)


@pytest.mark.parametrize("typed", ONE, ids=ascii)
def test_any_other_message_stays_as_it_is(typed: str) -> None:
    assert by_day(typed, TODAY) == (OneDay(typed),)


def test_weekdays_against_their_order_may_be_of_this_week_or_the_last() -> None:
    said = by_day("вт 7 ср 5", TODAY)
    assert said == Ambiguous((days("2026-12-08 7", "2026-12-09 5"), days("2026-12-15 7", "2026-12-09 5")))
    assert by_day("вт 7 ср 5", date(2026, 12, 16)) == days("2026-12-15 7", "2026-12-16 5")


@given(st.integers(1, 999), st.integers(1, 10**7))
def test_a_sum_below_the_count_is_never_taken_unasked(customers: int, hryvnia: int) -> None:
    said = read(f"{customers} {hryvnia}")
    if isinstance(said, Report) and said.sales:
        assert said.sales.amount >= said.customers


@given(st.text(alphabet="0123456789 .,+-/|;\nвчорасгднипнтнових#", max_size=40) | st.text(max_size=40))
def test_any_text_can_be_told_apart(text: str) -> None:
    found = by_day(text, TODAY)
    assert found


@pytest.mark.parametrize(
    "said", ["нічого не працює вже бісить", "ничего не понимаю в этом", "не було світла весь день"]
)
def test_nothing_works_is_no_zero(said: str) -> None:
    assert isinstance(read(said), Problem)


@pytest.mark.parametrize("asked", ["7 людей це багато?", "7 customers is that good?", "7 клиентов это мало?"])
def test_a_question_with_a_number_is_no_report(asked: str) -> None:
    assert isinstance(read(asked), Problem)


@pytest.mark.parametrize("said", ["5 клиентов недовольны", "зачекай 5 хвилин", "в 7 приду", "скидка 20", "2 питання"])
def test_another_number_is_no_report(said: str) -> None:
    assert isinstance(read(said), Problem)
