"""Every message of four weeks: once, to the right person, in their language, at the right local time, and no other.

`four_weeks.txt` is the whole story for a person to read. After a change that is meant to change it:
`TANDEM_REWRITE=1 uv run pytest -m slow tests/test_four_weeks.py`, then read the difference line by line.
"""

from __future__ import annotations

import os
import re
from collections import Counter as Count
from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio

from tests.four_weeks import ENDS, SHOPS, STAFF, STARTS, FourWeeks, Line, lived, story
from tests.town import a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
MEMORY = Path("/dev/shm")
GOLDEN = Path(__file__).with_name("four_weeks.txt")
QUESTION = {
    "uk": "Скільки клієнтів прийшло за акцією «", "ru": "Сколько клиентов пришло по акции «",
    "en": "How many customers came with the promo “",
}  # fmt: skip
NUDGE = {"uk": "ще немає числа", "ru": "Числа за вчера ещё нет", "en": "number is still missing"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def life() -> AsyncIterator[FourWeeks]:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        async with a_town(Path(folder)) as town:
            yield await lived(town)


def by_itself(life: FourWeeks) -> list[Line]:
    return [line for line in life.said if not line.reply]


def name_of(line: Line) -> str:
    return line.who.partition(" (")[0]


async def test_the_story_is_the_one_that_was_read_and_found_right(life: FourWeeks) -> None:
    told = re.sub(r"\b[0-9a-f]{20,64}\b", "…", story(life))
    if os.environ.get("TANDEM_REWRITE"):
        GOLDEN.write_text(told)
    assert told.splitlines() == GOLDEN.read_text().splitlines()


async def test_every_counter_is_asked_once_on_each_of_its_working_days_at_its_closing_time(life: FourWeeks) -> None:
    asked = Count(
        (name_of(line), line.at.date(), line.at.strftime("%H:%M"))
        for line in by_itself(life)
        if QUESTION[line.language] in line.words and name_of(line) in STAFF
    )
    every = [STARTS + timedelta(days=n) for n in range((ENDS - STARTS).days + 1)]
    wanted = Count(
        (name, day, counter.closes)
        for name, (_, counter) in STAFF.items()
        for day in every
        if str(day.isoweekday()) in counter.weekdays
    )
    again = {("Vera", date(2027, 3, 10), "22:10"), ("Ira", date(2027, 3, 18), "20:10")}  # asked for in an hour
    assert asked == wanted + Count(again)


async def test_only_who_sent_nothing_is_reminded_in_the_morning_and_the_owner_after_that(life: FourWeeks) -> None:
    nudged = {(name_of(line), line.at.date()) for line in by_itself(life) if NUDGE[line.language] in line.words}
    assert nudged == {
        *((name, date(2027, 3, 10)) for name in ("Bohdan", "Anna")),
        *((name, date(2027, 3, 14)) for name in ("Taras", "Sofia", "Ira", "Max", "Vera", "Lev", "Yana")),
    }
    entering = {"uk": "Внесіть число", "ru": "Внесите его", "en": "You can enter it"}
    told = [line for line in by_itself(life) if entering[line.language] in line.words]
    assert Count((name_of(line), line.at.date()) for line in told) == {
        ("Olena", date(2027, 3, 10)): 1, ("Olena", date(2027, 3, 14)): 1, ("Marta", date(2027, 3, 14)): 2,
        ("Nadia", date(2027, 3, 14)): 1,
    }  # fmt: skip
    assert {line.at.hour for line in told} == {11}


async def test_at_night_nobody_hears_anything_but_the_closing_question(life: FourWeeks) -> None:
    late = [
        line for line in by_itself(life)
        if not time(9) <= line.at.time() <= time(20) and QUESTION[line.language] not in line.words
    ]  # fmt: skip
    assert [str(line) for line in late] == []


async def test_nothing_is_said_twice_to_the_same_person(life: FourWeeks) -> None:
    said = Count((line.who, line.at.date(), line.words) for line in by_itself(life))
    again = [words[:40] for (_, _, words), times in said.items() if times > 1]
    assert again == [
        words for words in again if QUESTION["ru"] in words or words.startswith(("ср, 10", "чт, 18"))
    ]  # fmt: skip


async def test_everybody_hears_their_own_language(life: FourWeeks) -> None:
    cyrillic = re.compile(r"[а-яіїєґ]", re.IGNORECASE)
    for line in life.said:
        if line.language == "en":
            assert not cyrillic.search(line.words), line
        else:
            assert cyrillic.search(line.words), line
        assert not (line.language == "ru" and re.search(r"[іїєґ]", line.words)), line
        assert not (line.language == "uk" and re.search(r"[ыэъё]", line.words)), line


async def test_nobody_hears_of_a_counter_that_is_not_theirs(life: FourWeeks) -> None:
    places = {counter.name: shop for shop in SHOPS for counter in shop.counters if counter.name != "Bloom"}
    for line in by_itself(life):
        for place, shop in places.items():
            if line.who == "the group" or f", {place}" not in line.words:
                continue
            mine = STAFF[name_of(line)][1].name == place if name_of(line) in STAFF else name_of(line) == shop.owner
            assert mine, line


async def test_the_group_never_reads_the_name_of_a_cashier(life: FourWeeks) -> None:
    posts = [line.words for line in life.said if line.who == "the group"]
    assert len(posts) == len(set(posts))
    assert not [post for post in posts for name in STAFF if name in post]


async def test_everything_that_was_to_leave_has_left(life: FourWeeks) -> None:
    kept = await life.town.database("SELECT method, error FROM outbox WHERE state != 'sent'")
    assert [row["method"] for row in kept] == ["pinChatMessage"]  # nobody made the bot an administrator
    left = await life.town.database("SELECT kind FROM due WHERE state = 'waiting' OR state = 'dead'")
    assert left == []
