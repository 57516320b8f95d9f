"""Words for months, weekdays, days near today and lengths of time, in Ukrainian, Russian and English."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = (
    "січень січня січні январь января январе january",
    "лютий лютого лютому февраль февраля феврале february",
    "березень березня березні март марта марте march",
    "квітень квітня квітні апрель апреля апреле april",
    "травень травня травні май мая мае may",
    "червень червня червні июнь июня июне june",
    "липень липня липні июль июля июле july",
    "серпень серпня серпні август августа августе august",
    "вересень вересня вересні сентябрь сентября сентябре september",
    "жовтень жовтня жовтні октябрь октября октябре october",
    "листопад листопада листопаді ноябрь ноября ноябре november",
    "грудень грудня грудні декабрь декабря декабре december",
)
_WEEKDAYS = (
    "понеділок понеділка понеділку пн пон понедельник понедельника понедельнику monday mon",
    "вівторок вівторка вівторку вт вівт втор вторник вторника вторнику tuesday tue tues",
    "середа середу середи сер ср среда среду среды среде wednesday wed weds",
    "четвер четверга чт четв четверг четвергу thursday thu thur thurs",
    "пятниця пятницю пятниці пт пятн пятница пятницу пятницы пятнице friday fri",
    "субота суботу суботи сб суб суббота субботу субботы субботе saturday sat",
    "неділя неділю неділі нд нед воскресенье воскресенья воскресенью воскр вс sunday sun",
)
_NEAR = {
    "сьогодні": 0, "сегодня": 0, "today": 0,
    "завтра": 1, "tomorrow": 1,
    "вчора": -1, "учора": -1, "вчера": -1, "yesterday": -1,
    "післязавтра": 2, "послезавтра": 2, "the day after tomorrow": 2, "day after tomorrow": 2,
    "позавчора": -2, "позавчера": -2, "the day before yesterday": -2, "day before yesterday": -2,
}  # fmt: skip
_FEW = {
    "a": 1, "an": 1, "one": 1, "один": 1, "одну": 1, "одна": 1,
    "two": 2, "дві": 2, "два": 2, "две": 2,
    "three": 3, "три": 3,
    "four": 4, "чотири": 4, "четыре": 4,
}  # fmt: skip
_UNITS = {
    "day": r"дн(?:і|ів|я|ей)|день|days?",
    "week": r"тиж(?:день|ні|нів|ня)?|недел(?:я|и|ь|ю)|нед|weeks?|wks?",
    "month": r"місяц(?:ь|і|ів|я)|міс|месяц(?:а|ев)?|мес|months?",
    "year": r"рік|роки|років|року|года?|лет|years?",
}

NEAR = "|".join(sorted((re.escape(word) for word in _NEAR), key=len, reverse=True))
MONTH = "|".join(sorted({word[:3] for words in _MONTHS for word in words.split()}))
"""How a month's name begins."""
WEEKDAY = "|".join(sorted((word for words in _WEEKDAYS for word in words.split()), key=len, reverse=True))
UNIT = "|".join(_UNITS.values())
FEW = "|".join(sorted(_FEW, key=len, reverse=True))
LAST_DAY = r"кінця|кінець|кінці|конца|конец|конце|end|the end"


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name or its first three letters or more; None for any other word."""
    word = word.casefold()
    return _place(word, _MONTHS, 3)


def weekday_of(word: str) -> int:
    """ISO weekday of a word that matched WEEKDAY."""
    return _place(word.casefold(), _WEEKDAYS, 9) or 0


def near(word: str) -> timedelta:
    """How far from today the word is that matched NEAR."""
    return timedelta(days=_NEAR[word.casefold()])


def few(word: str | None) -> int:
    """A small number in digits or letters; no word at all means one."""
    return _FEW.get(word.casefold()) or int(word) if word else 1


def unit_of(word: str) -> str:
    """`day`, `week`, `month` or `year` for a word that matched UNIT."""
    return next(unit for unit, words in _UNITS.items() if re.fullmatch(words, word, re.IGNORECASE))


def later(day: date, amount: int, unit: str) -> date | None:
    """`day` moved by some units; the 31st becomes a shorter month's last day. None outside 2000–2100."""
    if unit in {"day", "week"}:
        moved = day + timedelta(days=amount * (7 if unit == "week" else 1))
        return moved if 2000 <= moved.year <= 2100 else None
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "year" else 1)
    if not 2000 <= months // 12 <= 2100:
        return None
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, last_of(first, "month").day))


def last_of(day: date, unit: str) -> date:
    """The last day of the week, month or year that holds `day`."""
    if unit == "week":
        return day + timedelta(days=7 - day.isoweekday())
    if unit == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return day.replace(month=12, day=31) if unit == "year" else day


def _place(word: str, names: tuple[str, ...], shortest: int) -> int | None:
    """Where, from 1, a word is listed, whole or, from `shortest` letters on, its beginning."""
    for place, forms in enumerate(names, start=1):
        if any(form == word or (len(word) >= shortest and form.startswith(word)) for form in forms.split()):
            return place
    return None
