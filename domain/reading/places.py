"""Time zones by their IANA name or by a city (names: tzdata; other spellings: the table below)."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from domain.lazy import lazy_re
from domain.reading.answers import Problem, short
from domain.reading.characters import APOSTROPHES, one_line
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded, plain

_AREAS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)
_RENAMED = {
    "europe/kiev": "Europe/Kyiv", "europe/uzhgorod": "Europe/Kyiv", "europe/zaporozhye": "Europe/Kyiv",
    "asia/calcutta": "Asia/Kolkata", "asia/katmandu": "Asia/Kathmandu", "asia/rangoon": "Asia/Yangon",
    "asia/saigon": "Asia/Ho_Chi_Minh", "america/buenos_aires": "America/Argentina/Buenos_Aires",
    "utc": "UTC", "etc/utc": "UTC",
}  # fmt: skip
_CITIES = {
    "Europe/Kyiv": (
        "київ киев kyiv kiev, львів львов lviv lvov, одеса одесса odesa odessa, харків харьков kharkiv kharkov, "
        "дніпро днепр dnipro, вінниця винница vinnytsia, запоріжжя запорожье zaporizhzhia, полтава poltava, "
        "чернівці черновцы chernivtsi, житомир zhytomyr, рівне ровно rivne, луцьк луцк lutsk, "
        "тернопіль тернополь ternopil, ужгород uzhhorod, хмельницький хмельницкий khmelnytskyi, "
        "черкаси черкассы cherkasy, чернігів чернигов chernihiv, суми сумы sumy, миколаїв николаев mykolaiv, "
        "херсон kherson, франківськ франковск frankivsk, україна украина ukraine"
    ),
    "Europe/Warsaw": (
        "варшава warszawa warsaw, краків краков kraków krakow, вроцлав wrocław wroclaw, "
        "гданськ гданьск gdańsk gdansk, познань poznań poznan, лодзь łódź lodz, люблін люблин lublin, "
        "польща польша poland polska"
    ),
    "Europe/Berlin": (
        "берлін берлин berlin, мюнхен münchen munich, гамбург hamburg, франкфурт frankfurt, кельн köln cologne, "
        "німеччина германия germany"
    ),
    "Europe/London": "лондон london, манчестер manchester, единбург эдинбург edinburgh, британія британия england uk",
    "Asia/Almaty": "алмати алматы almaty алма-ата, астана astana, шимкент шымкент, казахстан kazakhstan",
    "Europe/Prague": "прага praha prague, брно brno, чехія чехия",
    "Europe/Bucharest": "бухарест bucurești bucuresti bucharest, клуж cluj, румунія румыния romania",
    "Europe/Chisinau": "кишинів кишинев chișinău chisinau, молдова moldova",
    "Europe/Moscow": "москва moscow, петербург санкт-петербург saint-petersburg",
    "Europe/Minsk": "мінськ минск minsk",
    "Europe/Vilnius": "вільнюс вильнюс vilnius",
    "Europe/Riga": "рига riga",
    "Europe/Tallinn": "таллінн таллинн таллин tallinn",
    "Europe/Budapest": "будапешт budapest",
    "Europe/Vienna": "відень вена wien vienna",
    "Europe/Bratislava": "братислава bratislava",
    "Europe/Paris": "париж paris",
    "Europe/Rome": "рим roma rome, мілан милан milano",
    "Europe/Madrid": "мадрид madrid, барселона barcelona",
    "Europe/Lisbon": "лісабон лиссабон lisboa lisbon",
    "Europe/Amsterdam": "амстердам amsterdam",
    "Europe/Sofia": "софія софия sofia",
    "Europe/Istanbul": "стамбул istanbul, анкара ankara",
    "Asia/Tbilisi": "тбілісі тбилиси tbilisi, батумі батуми batumi",
    "Asia/Yerevan": "єреван ереван yerevan",
    "Asia/Baku": "баку baku",
    "Asia/Tashkent": "ташкент tashkent",
    "Asia/Bishkek": "бішкек бишкек bishkek",
    "Asia/Dubai": "дубай dubai",
    "Asia/Jerusalem": "тель-авів тель-авив",
    "America/New_York": "нью-йорк new-york",
    "America/Los_Angeles": "лос-анджелес los-angeles",
    "America/Toronto": "торонто toronto",
}
_WORD = lazy_re(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
_WORDS = ALL.cities
_SHORT = lazy_re(rf"^{one_of(_WORDS.short)}\. ")


def zone(text: str) -> str | Problem:
    """The IANA zone. Abbreviations such as `EST` know no summer time, so they are refused; use a city."""
    name = folded(text).strip(" .").replace(" ", "_")
    if not name:
        return Problem("empty", example="Europe/Kyiv")
    return (
        _names().get(name)
        or zone_of_city(text)
        or Problem("unknown_zone", said=short(one_line(text)), example="Europe/Kyiv")
    )


def city(text: str, longest: int) -> str | Problem:
    """A city's name with capitals: `івано-франківськ`, `san francisco`. A word that has one is left as it is."""
    name = plain(text, longest=longest)
    return name if isinstance(name, Problem) else _WORD.sub(_capitalised, name)


def _capitalised(found: re.Match[str]) -> str:
    """Not the small words inside a name, nor what stands beside it: `ростов-на-дону`, `м. київ`."""
    word, rest = found[0], found.string[found.end() :]
    inside = found.start() > 0 and rest and word in _WORDS.small
    beside = rest.startswith(".") or folded(word) in _WORDS.kinds
    return word if word != word.lower() or inside or beside else word[0].upper() + word[1:]


def zone_of_city(city: str) -> str | None:
    """The zone to suggest for a city; None for one that is not known here."""
    return next((zone for name in _names_of(city) if (zone := _cities().get(name))), None)


def city_key(city: str) -> str:
    """The same for every spelling of a city: `Київ`, `Киев`, `м. Kyiv`. One that is not known here is its own."""
    names = _names_of(city)
    return next((key for name in names if (key := _spellings().get(name))), names[1])


def _names_of(city: str) -> tuple[str, str, str]:
    """As it is typed, with dashes, and its last part: `Івано-Франківськ` is known as `франківськ`."""
    name = _SHORT.sub("", folded(city).strip(" ."))
    return name, name.replace(" ", "-"), name.split("-")[-1]


@cache
def _names() -> dict[str, str]:
    known = {name.casefold(): name for name in available_timezones() if name.split("/")[0] in _AREAS}
    return known | _RENAMED


@cache
def _cities() -> dict[str, str]:
    """The last part of every zone's name, and the spellings above."""
    tails = {name.split("/")[-1].replace("_", "-").casefold(): name for name in sorted(set(_names().values()))}
    return tails | {name: zone for zone, cities in _CITIES.items() for name in folded(cities).replace(",", " ").split()}


@cache
def _spellings() -> dict[str, str]:
    """Every spelling above → the first one of its city."""
    cities = [folded(city).split() for cities in _CITIES.values() for city in cities.split(",")]
    return {name: names[0] for names in cities for name in names}
