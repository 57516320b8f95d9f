"""What is echoed is what is stored: random days, counts, sums and notes as people type them, in three languages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.daily.unusual import MANY
from tests.daily.test_report_grammar import newest
from tests.world.counters import Counters, counters

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
TODAY = date(2026, 12, 9)
LANGUAGES = ("uk", "ru", "en")
BACK = {
    "uk": ("сьогодні", "вчора", "позавчора"),
    "ru": ("сегодня", "вчера", "позавчера"),
    "en": ("today", "yesterday", "day before yesterday"),
}
WEEKDAYS = {
    "uk": ("понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "wed", "Thu", "Friday", "sat", "Sunday"),
}
MONTH = {"uk": ("грудня", "груд"), "ru": ("декабря", "дек"), "en": ("December", "dec")}
MONTHS = {"лист": 11, "груд": 12, "нояб": 11, "дек": 12, "Nov": 11, "Dec": 12}
THOUSANDS = {"uk": ("к", "тис", " тис."), "ru": ("к", "тыс", " тыс."), "en": ("k", "K", " k")}
SPACES = ("", " ", "\u00a0", "\u202f", "\u2009")
WORTH = ("", " грн", "грн", "₴", " ₴", " UAH", " uah", " грн.")
NEW = {"uk": ("нов", "нових"), "ru": ("нов", "новых"), "en": ("new", "new")}
NOTES = {"uk": "дощ, 3 години", "ru": "дождь; было 5 групп", "en": "rain till 4 pm"}


@dataclass(frozen=True)
class Typed:
    """A message, and what it means."""

    text: str
    day: date
    customers: int
    sales: int | None
    new: int | None
    note: str | None


@st.composite
def days(draw: st.DrawFn, language: str) -> tuple[str, date]:
    """Today or up to seven days back, as one of seven ways says it."""
    back = draw(st.integers(0, 7))
    day = TODAY - timedelta(days=back)
    ways = [
        f"{day:%d.%m}",
        f"{day.day}.{day.month}",
        f"{day:%d.%m.%y}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
        *(f"{day.day} {month}" for month in MONTH[language]),
    ]
    ways += [BACK[language][back]] if back < 3 else []
    ways += [WEEKDAYS[language][day.weekday()]] if 0 < back < 7 else []
    ways += [""] if back == 0 else []
    said = draw(st.sampled_from(ways))
    return draw(st.sampled_from([said, said.capitalize()])), day


@st.composite
def sums(draw: st.DrawFn, language: str) -> tuple[str, int | None]:
    """Nothing, a number with its groups and cents, or thousands with a suffix; in minor units."""
    kind = draw(st.sampled_from(["none", "plain", "cents", "thousands", "swiss"]))
    worth, point = draw(st.sampled_from(WORTH)), draw(st.sampled_from(",."))
    if kind == "none":
        return "", None
    if kind == "thousands":
        tenths = draw(st.integers(1, 999))  # a hundred and more
        whole = f"{tenths // 10}{point}{tenths % 10}" if tenths % 10 else str(tenths // 10)
        worth = worth if worth[:1] != "г" else f" {worth}"
        return f"{whole}{draw(st.sampled_from(THOUSANDS[language]))}{worth}", tenths * 100 * 100
    whole_units, cents = draw(st.integers(MANY, 999_999)), draw(st.integers(0, 99)) if kind == "cents" else 0
    space = "'" if kind == "swiss" else draw(st.sampled_from(SPACES))
    grouped = f"{whole_units:,}".replace(",", space)
    return f"{grouped}{f'{point}{cents:02}' if kind == 'cents' else ''}{worth}", whole_units * 100 + cents


@st.composite
def messages(draw: st.DrawFn, language: str) -> Typed:
    said, day = draw(days(language))
    sum_, sales = draw(sums(language))
    customers = draw(st.integers(0, MANY - 1))  # more, or a sum below them, is asked about
    new = draw(st.none() | st.integers(0, customers))
    fresh = "" if new is None else draw(st.sampled_from([f"{word} {new}" for word in NEW[language]]))
    note = draw(st.sampled_from([None, NOTES[language]]))
    noted = f"# {note}" if note else ""
    return Typed(" ".join(filter(None, (said, str(customers), sum_, fresh, noted))), day, customers, sales, new, note)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=LANGUAGES)
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Counters]:
    """Wed 9 Dec, 12:30, and a cashier of that language."""
    async with counters(languages=(request.param,)) as made:
        await made.town.moves_to("2026-12-09 12:30")
        made.keeps()
        yield made


def echoed(words: str) -> tuple[date, int, int | None, int | None]:
    """Day, count, sum in minor units and new customers, read from the reply as a person would."""
    line = words.replace("\u00a0", " ").splitlines()[0]
    found = re.search(r"(\d{1,2}) (\w{3,4})", line)
    assert found, words
    said = line[found.end() :].rpartition("Zerno:")[2]
    count = re.match(r" *([\d ,]+?) [^\W\d]+", said)
    assert count, words
    sales = re.search(r", ([\d ]+)(?:[.,](\d\d))? ₴", said)
    new = re.search(r": (\d+)(?= ·|$)", said)
    return (
        date(2026, MONTHS[found[2]], int(found[1])),
        int(re.sub(r"\D", "", count[1])),
        int(sales[1].replace(" ", "")) * 100 + int(sales[2] or 0) if sales else None,
        int(new[1]) if new else None,
    )


async def holds(shop: Counters, typed: Typed) -> None:
    taras = (await shop.again()).taras
    await taras.says(typed.text)
    report = await newest(taras)
    assert report, f"{typed} is answered: {taras.last.words}"
    stored = (date.fromisoformat(report["day"]), report["customers"], report["sales"], report["new_customers"])
    assert stored == (typed.day, typed.customers, typed.sales, typed.new), typed
    assert report["note"] == typed.note
    assert echoed(taras.last.words) == stored
    assert (typed.note or "") in taras.last.words


FIXTURE = [HealthCheck.function_scoped_fixture]


@settings(max_examples=8, deadline=None, suppress_health_check=FIXTURE)
@given(data=st.data())
@pytest.mark.quick
async def test_what_is_echoed_is_what_is_stored(shop: Counters, data: st.DataObject) -> None:
    await holds(shop, data.draw(messages(shop.taras.language)))


@pytest.mark.slow
@settings(max_examples=500, deadline=None, suppress_health_check=FIXTURE)
@given(data=st.data())
async def test_hundreds_of_messages_are_stored_as_they_are_echoed(shop: Counters, data: st.DataObject) -> None:
    await holds(shop, data.draw(messages(shop.taras.language)))
