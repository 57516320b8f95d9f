"""On which days of the week a shop is open: `вт-сб`, `пн, ср і пт`, `без вихідних`, `щодня крім неділі`, `1-6`."""

from __future__ import annotations

import re

from domain.reading.answers import Problem, short
from domain.reading.calendar_words import WEEKDAY, weekday_of
from domain.reading.characters import SHORT_INPUT
from domain.reading.words import folded

EXAMPLE = "1-6"
ALL = frozenset(range(1, 8))
_EVERY = re.compile(
    r"(?:працюємо |работаем |open )?(?:"
    r"без (?:вихідних|выходных)|(?:no|without) days? off|щодня|щоденно|(?:кожен|кажд\w+) день|кожного дня|ежедневно"
    r"|(?:усі|всі|все) (?:дні|дни)|all days|every ?day|daily|all (?:the )?week|7 (?:днів|дней|days)(?: .{0,20})?"
    r"|(?:весь|цілий) тиждень|(?:всю|целую) неделю|24/7|7/7|завжди|всегда|always)"
)
_WORKING = re.compile(
    r"(?:в |у |по |on )?(?:будні|буднях|буднями|будни|будням|weekdays|(?:робочі|рабочие|working) \w+)(?: дні| дни)?"
)
_BUT = re.compile(
    r"(?:(?P<of>.+?),? )?(?:крім|окрім|кроме|except|but|без|вихідн(?:ий|і)|выходн(?:ой|ые)|closed(?: on)?|days? off)"
    r"[ :-]+(?P<days>.+)"
)
_NAME = re.compile(rf"(?<![^\W_])(?:{WEEKDAY})(?![^\W_])\.?")
_RANGE = re.compile(r"(?:(?:з|із|зі|с|со|від|от|from) )?([1-7]) ?(?:-|по|до|to|till|until|through) ?([1-7])")
_LIST = re.compile(r"[1-7](?:-[1-7])?(?:(?:, ?| | (?:і|й|та|и|and|&|\+) | ?& ?| ?\+ ?)[1-7](?:-[1-7])?)*")


def weekdays(text: str) -> frozenset[int] | Problem:
    """Monday 1 to Sunday 7."""
    line = folded(text[:SHORT_INPUT]).strip(" .!")
    days = _days(line)
    return days or Problem("weekdays", said=short(line), example=EXAMPLE)


def _days(line: str) -> frozenset[int]:
    """Nothing for what is no weekdays."""
    if _EVERY.fullmatch(line):
        return ALL
    if _WORKING.fullmatch(line):
        return ALL - {6, 7}
    but = _BUT.fullmatch(line)
    less = _listed(but["days"]) if but else frozenset()
    return (_days(but["of"]) if but["of"] else ALL) - less if but and less else _listed(line)


def _listed(line: str) -> frozenset[int]:
    digits = _NAME.sub(lambda found: str(weekday_of(found[0].rstrip("."))), line)
    plain = _RANGE.sub(r"\1-\2", re.sub(r"^(?:у|в|во|on) ", "", digits))
    if not _LIST.fullmatch(plain):
        return frozenset()
    return frozenset(day for one in re.findall(r"[1-7](?:-[1-7])?", plain) for day in _between(one))


def _between(one: str) -> list[int]:
    """`2-6`, and over the week's end `6-1`."""
    first, last = int(one[0]), int(one[-1])
    return [(first + day - 1) % 7 + 1 for day in range((last - first) % 7 + 1)]
