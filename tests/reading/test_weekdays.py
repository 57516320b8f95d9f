"""On which days a shop is open, as people type it."""

from __future__ import annotations

import pytest

from domain.reading import Problem, weekdays

DAYS = {
    **dict.fromkeys(
        ("без вихідних", "Без выходных", "щодня", "кожен день", "каждый день", "ежедневно", "every day", "Daily",
         "no days off", "7 днів на тиждень", "7 days", "24/7", "працюємо без вихідних", "1-7", "пн-нд", "Mon-Sun"),
        "1234567",
    ),
    **dict.fromkeys(
        ("будні", "по будням", "weekdays", "робочі дні", "пн-пт", "з понеділка по п'ятницю", "from Monday to Friday",
         "Mon to Fri", "1-5", "1,2,3,4,5", "1 2 3 4 5", "пн – пт."),
        "12345",
    ),
    **dict.fromkeys(
        ("щодня крім неділі", "крім нд", "кроме воскресенья", "every day except Sunday", "вихідний неділя", "пн-сб",
         "выходной: воскресенье", "closed on Sunday", "без неділі", "1-6"),
        "123456",
    ),
    "вт-сб": "23456", "с вт по сб": "23456", "пн, ср і пт": "135", "Mon, Wed and Fri": "135", "пн, п’ятниця": "15",
    "вт-сб і пн": "123456", "сб-нд": "67", "сб-пн": "167", "у вівторок": "2", "sat & sun": "67",
    "пн-пт крім ср": "1245", "усі дні, крім неділі та понеділка": "23456",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "days"), DAYS.items(), ids=map(ascii, DAYS))
def test_weekdays_are_read(typed: str, days: str) -> None:
    assert weekdays(typed) == frozenset(map(int, days))


@pytest.mark.parametrize(
    "typed",
    ["", "0-6", "1-8", "12", "сьогодні", "крім", "щодня крім", "5 днів", "вихідний", "-", "1-2-3", "іноді крім нд"],
)
def test_what_is_no_weekday_is_refused_with_an_example(typed: str) -> None:
    read = weekdays(typed)
    assert isinstance(read, Problem)
    assert (read.reason, read.example) == ("weekdays", "1-6")
