"""Requests: one open per pair, a no for a month, five a day, two weeks to answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.matching.introduction import IntroductionStatus, Request, Stand, may_answer, may_ask, standing
from domain.reading import city_key, without_contacts
from domain.states import Refusal

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def request(asker: int, days_ago: float, answer: str | None = None, answered: float = 0) -> Request:
    at = NOW - answered * DAY if answer else None
    return Request(1, asker, 3 - asker, None, NOW - days_ago * DAY, answer, at)


@pytest.mark.parametrize(
    ("between", "stand"),
    [
        ((), Stand.NEW),
        ((request(1, 13.9),), Stand.WAITING),
        ((request(1, 14),), Stand.NEW),
        ((request(2, 1),), Stand.THEY_ASK),
        ((request(2, 15),), Stand.NEW),
        ((request(1, 40, "no", 29),), Stand.REFUSED),
        ((request(1, 40, "no", 30),), Stand.NEW),
        ((request(2, 5, "no", 4),), Stand.NEW),
        ((request(1, 400, "yes", 399),), Stand.AGREED),
        ((request(2, 1), request(1, 9, "no", 8)), Stand.THEY_ASK),
        ((request(1, 20), request(1, 60, "yes", 59)), Stand.AGREED),
    ],
)
def test_how_two_businesses_stand(between: tuple[Request, ...], stand: Stand) -> None:
    assert standing(1, between, NOW).stand is stand


def test_a_refused_one_knows_from_when_it_may_be_repeated() -> None:
    assert standing(1, (request(1, 3, "no", 2),), NOW).again_from == NOW + 28 * DAY


@pytest.mark.parametrize(
    ("hours_ago", "refusal"),
    [
        ((1, 2, 3, 4), None),
        ((1, 2, 3, 4, 5), Refusal("enough_today")),
        ((1, 2, 3, 4, 13), None),  # 23 Nov, 12:00 in Kyiv: the last one was yesterday
        ((0, 0, 0, 0, 0, 30), Refusal("enough_today")),
    ],
)
def test_five_a_day_of_the_business_s_own_zone(hours_ago: tuple[float, ...], refusal: Refusal | None) -> None:
    asked = [NOW - timedelta(hours=hours) for hours in hours_ago]
    assert may_ask(IntroductionStatus(Stand.NEW), asked, "Europe/Kyiv", NOW) == refusal


@pytest.mark.parametrize("stand", [stand for stand in Stand if stand is not Stand.NEW])
def test_whoever_stands_otherwise_may_not_ask(stand: Stand) -> None:
    assert may_ask(IntroductionStatus(stand), (), "Europe/Kyiv", NOW) == Refusal(stand)


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (request(1, 13.9), None),
        (request(1, 14), Refusal("lapsed")),
        (request(1, 1, "no"), Refusal("answered")),
        (request(1, 50, "yes", 49), Refusal("answered")),
    ],
)
def test_an_answer_is_given_once_and_in_time(made: Request, refusal: Refusal | None) -> None:
    assert may_answer(made, NOW) == refusal


@pytest.mark.parametrize(
    "spellings",
    [
        ("Київ", "Киев", " KYIV ", "м. Київ", "г. Киев", "kiev"),
        ("Івано-Франківськ", "Ивано-Франковск", "Ivano-Frankivsk"),
        ("Краків", "Kraków", "krakow", "Краков"),
        ("New York", "нью-йорк", "Нью Йорк"),
        ("Smalltown", "SMALLTOWN ", "smalltown."),
        ("Кривий Ріг", "кривий-ріг"),
    ],
)
def test_a_city_is_one_however_it_is_written(spellings: tuple[str, ...]) -> None:
    assert len({city_key(city) for city in spellings}) == 1


def test_different_cities_differ() -> None:
    cities = ("Київ", "Львів", "Харків", "Франкфурт", "Франківськ", "Smalltown", "Bigtown", "")
    assert len({city_key(city) for city in cities}) == len(cities)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("families, call 050 123-45-67", "families, call …"),
        ("+380501234567 or +38 (050) 123 45 67", "… or …"),
        ("@marta_peony, t.me/marta, https://peony.ua/x", "…, … …"),
        ("write to marta@peony.com.ua", "write to …"),
        ("students, 18-25 years, 300-500 UAH", "students, 18-25 years, 300-500 UAH"),
        ("open 08:00-20:00 since 12.05.2019", "open 08:00-20:00 since 12.05.2019"),
        ("Comfy.ua @ the corner", "Comfy.ua @ the corner"),
    ],
)
def test_addresses_are_left_out_and_nothing_else(said: str, kept: str) -> None:
    assert without_contacts(said) == kept
