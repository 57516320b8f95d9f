"""Time zones by their IANA name or by a city (names: tzdata; other spellings: the table below)."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from domain.reading.answers import Problem, short
from domain.reading.characters import one_line
from domain.reading.words import folded

_AREAS = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
_RENAMED = {
    "europe/kiev": "Europe/Kyiv", "europe/uzhgorod": "Europe/Kyiv", "europe/zaporozhye": "Europe/Kyiv",
    "asia/calcutta": "Asia/Kolkata", "asia/katmandu": "Asia/Kathmandu", "asia/rangoon": "Asia/Yangon",
    "asia/saigon": "Asia/Ho_Chi_Minh", "america/buenos_aires": "America/Argentina/Buenos_Aires",
    "utc": "UTC", "etc/utc": "UTC",
}  # fmt: skip
_CITIES = {
    "Europe/Kyiv": (
        "київ киев kyiv kiev львів львов lviv lvov одеса одесса odesa odessa харків харьков kharkiv "
        "kharkov дніпро днепр dnipro вінниця винница vinnytsia запоріжжя запорожье zaporizhzhia полтава "
        "poltava чернівці черновцы chernivtsi житомир zhytomyr рівне ровно rivne луцьк луцк lutsk "
        "тернопіль тернополь ternopil ужгород uzhhorod хмельницький хмельницкий черкаси черкассы cherkasy "
        "чернігів чернигов chernihiv суми сумы sumy миколаїв николаев mykolaiv херсон kherson франківськ "
        "україна украина ukraine"
    ),
    "Europe/Warsaw": (
        "варшава warszawa краків краков kraków krakow вроцлав wrocław wroclaw гданськ гданьск gdańsk "
        "gdansk познань poznań poznan лодзь łódź lodz люблін люблин lublin польща польша poland polska"
    ),
    "Europe/Berlin": (
        "берлін берлин мюнхен münchen munich гамбург hamburg франкфурт frankfurt кельн köln cologne "
        "німеччина германия germany"
    ),
    "Europe/London": "лондон манчестер manchester единбург эдинбург edinburgh британія британия england uk",
    "Asia/Almaty": "алмати алматы almaty алма-ата астана astana шимкент шымкент казахстан kazakhstan",
    "Europe/Prague": "прага praha брно brno чехія чехия",
    "Europe/Bucharest": "бухарест bucurești bucuresti клуж cluj румунія румыния romania",
    "Europe/Chisinau": "кишинів кишинев chișinău молдова moldova",
    "Europe/Moscow": "москва moscow петербург санкт-петербург saint-petersburg",
    "Europe/Minsk": "мінськ минск",
    "Europe/Vilnius": "вільнюс вильнюс",
    "Europe/Riga": "рига",
    "Europe/Tallinn": "таллінн таллинн таллин",
    "Europe/Budapest": "будапешт",
    "Europe/Vienna": "відень вена wien",
    "Europe/Bratislava": "братислава",
    "Europe/Paris": "париж",
    "Europe/Rome": "рим roma мілан милан milano",
    "Europe/Madrid": "мадрид барселона barcelona",
    "Europe/Lisbon": "лісабон лиссабон lisboa",
    "Europe/Amsterdam": "амстердам",
    "Europe/Sofia": "софія софия",
    "Europe/Istanbul": "стамбул анкара",
    "Asia/Tbilisi": "тбілісі тбилиси батумі батуми",
    "Asia/Yerevan": "єреван ереван",
    "Asia/Baku": "баку",
    "Asia/Tashkent": "ташкент",
    "Asia/Bishkek": "бішкек бишкек",
    "Asia/Dubai": "дубай",
    "Asia/Jerusalem": "тель-авів тель-авив",
    "America/New_York": "нью-йорк",
    "America/Los_Angeles": "лос-анджелес",
    "America/Toronto": "торонто",
}


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


def zone_of_city(city: str) -> str | None:
    """The zone to suggest for a city; None for one that is not known here."""
    name = folded(city).strip(" .").removeprefix("м. ").removeprefix("г. ")
    return _cities().get(name) or _cities().get(name.replace(" ", "-")) or _cities().get(name.split("-")[-1])


@cache
def _names() -> dict[str, str]:
    known = {name.casefold(): name for name in available_timezones() if name.split("/")[0] in _AREAS}
    return known | _RENAMED


@cache
def _cities() -> dict[str, str]:
    """The last part of every zone's name, and the spellings above."""
    tails = {name.split("/")[-1].replace("_", "-").casefold(): name for name in set(_names().values())}
    return tails | {folded(city): zone for zone, cities in _CITIES.items() for city in cities.split()}
