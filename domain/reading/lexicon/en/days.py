"""English: the days of a month by their number."""

from __future__ import annotations

from collections.abc import Mapping

from domain.reading.lexicon.parts import Words

NTH: Mapping[int, Words] = {
    1: ("first",),
    2: ("second",),
    3: ("third",),
    4: ("fourth",),
    5: ("fifth",),
    6: ("sixth",),
    7: ("seventh",),
    8: ("eighth",),
    9: ("ninth",),
    10: ("tenth",),
    11: ("eleventh",),
    12: ("twelfth",),
    13: ("thirteenth",),
    14: ("fourteenth",),
    15: ("fifteenth",),
    16: ("sixteenth",),
    17: ("seventeenth",),
    18: ("eighteenth",),
    19: ("nineteenth",),
    20: ("twentieth",),
    30: ("thirtieth",),
}
