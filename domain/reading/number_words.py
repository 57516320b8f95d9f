"""Numbers in words: `сім`, `сто двадцять`, `twenty-five`, `дві тисячі п'ятсот`. Whole ones below a million."""

from __future__ import annotations

import re

_WORDS = {
    0: "нуль ноль zero",
    1: "один одна одне одну одно one",
    2: "два дві две двоє двое two",
    3: "три троє трое three",
    4: "чотири четверо четыре four",
    5: "пять пятеро five",
    6: "шість шестеро шесть six",
    7: "сім семеро семь seven",
    8: "вісім восьмеро восемь eight",
    9: "девять nine",
    10: "десять ten",
    11: "одинадцять одиннадцать eleven",
    12: "дванадцять двенадцать twelve",
    13: "тринадцять тринадцать thirteen",
    14: "чотирнадцять четырнадцать fourteen",
    15: "пятнадцять пятнадцать fifteen",
    16: "шістнадцять шестнадцать sixteen",
    17: "сімнадцять семнадцать seventeen",
    18: "вісімнадцять восемнадцать eighteen",
    19: "девятнадцять девятнадцать nineteen",
    20: "двадцять двадцать twenty",
    30: "тридцять тридцать thirty",
    40: "сорок forty",
    50: "пятдесят пятьдесят fifty",
    60: "шістдесят шестьдесят sixty",
    70: "сімдесят семьдесят seventy",
    80: "вісімдесят восемьдесят eighty",
    90: "девяносто ninety",
    100: "сто",
    200: "двісті двести",
    300: "триста",
    400: "чотириста четыреста",
    500: "пятсот пятьсот",
    600: "шістсот шестьсот",
    700: "сімсот семьсот",
    800: "вісімсот восемьсот",
    900: "девятсот девятьсот",
}
_HUNDRED = "hundred"
_THOUSANDS = frozenset(("тисяча", "тисячу", "тисячі", "тисяч", "тысяча", "тысячу", "тысячи", "тысяч", "thousand"))
_VALUES = {word: value for value, words in _WORDS.items() for word in words.split()}
_VALUES |= {_HUNDRED: 100} | dict.fromkeys(_THOUSANDS, 1000)
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_SCALE = "|".join((_HUNDRED, *_THOUSANDS))
_SPELLED = re.compile(rf"(?<!\w)(?<!\bno )(?!(?<=\d )(?:{_SCALE})(?!\w))(?:{_WORD})(?:(?: and | |-)(?:{_WORD}))*(?!\w)")


def in_digits(line: str) -> str:
    """A folded line with its numbers in words written in digits; after a digit, `тисячі` is a scale and stays."""
    return _SPELLED.sub(lambda found: " ".join(map(str, _numbers(re.split(" and | |-", found[0])))), line)


def _numbers(words: list[str]) -> list[int]:
    """A word that cannot go on with the number before it begins the next one: `сім три тисячі` is 7 and 3,000."""
    done: list[int] = []
    whole, part, room = 0, 0, 0  # thousands, what is below them, and what the next word has to stay below
    for place, word in enumerate(words):
        value = _VALUES[word]
        if word in _THOUSANDS and part and not whole:
            whole, part, room = part * 1000, 0, 1000
        elif word == _HUNDRED and 0 < part < 100:
            part, room = part * 100, 100
        elif 0 < value < room:
            part, room = part + value, _room(value)
        else:
            done += [whole + part] if place else []
            whole, part, room = value // 1000 * 1000, value % 1000, _room(value)
    return [*done, whole + part]


def _room(value: int) -> int:
    """After hundreds come tens, after tens units, after units nothing."""
    return next((size for least, size in ((1000, 1000), (100, 100), (20, 10)) if value >= least), 0)
