"""What the people of the autumn do, day by day: the habit of each counter, and the days that are different."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.world.autumn import FIRST, LAST, SHOPS, Autumn, Counter
from tests.world.town import KYIV, Actor

Act = Callable[[Autumn], Awaitable[None]]
USUAL = {"Поділ": 4, "Центр": 3, "Пекарня": 4, "Онлайн": 2, "Hall": 3}


@dataclass(frozen=True)
class Event:
    """Somebody does something at a moment; `what` is the heading's word for it."""

    at: datetime
    what: str
    act: Act


def taps(name: str, data: str, *more: str) -> Act:
    """Buttons by their data, one after another."""

    async def act(cast: Autumn) -> None:
        for one in (data, *more):
            await cast.taps(name, one)

    return act


def says(name: str, *texts: str) -> Act:
    async def act(cast: Autumn) -> None:
        for text in texts:
            await cast.actors[name].says(text)

    return act


def proves(name: str, what: str, business: str) -> Act:
    async def act(cast: Autumn) -> None:
        await cast.taps(name, f"prove:{await cast.number(what, business)}")
        await cast.actors[name].sends("photo")

    return act


def does(name: str, what: str, business: str) -> Act:
    async def act(cast: Autumn) -> None:
        await cast.taps(name, f"done:{await cast.number(what, business)}")

    return act


def learns(name: str, place: str, stumbles: bool = False) -> Act:
    """Tries the letters of each question in turn; who stumbles begins with the wrong end."""

    async def act(cast: Autumn) -> None:
        await cast.taps(name, f"learn:{{promo}}:{cast.at[place]}")
        for _ in range(12):
            letters = _letters(cast.actors[name])
            if not letters:
                return
            await _tries(cast, name, letters, stumbles)

    return act


def _letters(who: Actor) -> list[str]:
    return [button.text for button in who.last.buttons if (button.data or "").startswith("quiz:")]


async def _tries(cast: Autumn, name: str, letters: list[str], stumbles: bool) -> None:
    who = cast.actors[name]
    before = who.last.words.rsplit("\n\n", 1)[-1]
    for letter in reversed(letters) if stumbles else letters:
        if not _letters(who) or who.last.words.rsplit("\n\n", 1)[-1] != before:
            return
        await who.taps(letter)


def on(day: date, hour: int, minute: int = 0, zone: ZoneInfo = KYIV) -> datetime:
    return datetime.combine(day, time(hour, minute), zone)


def oct_(day: int, hour: int, minute: int = 0, zone: ZoneInfo = KYIV) -> datetime:
    return on(date(2026, 10, day), hour, minute, zone)


def working(counter: Counter) -> list[date]:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    return [day for day in days if str(day.isoweekday()) in counter.days]


def count(place: str, day: date) -> int:
    """A few more on Fridays and at the weekend."""
    return USUAL[place] + day.day % 2 + (day.isoweekday() == 5)


DIFFERENT = {
    ("Поділ", date(2026, 10, 6)): 4, ("Пекарня", date(2026, 10, 8)): 5, ("Hall", date(2026, 10, 9)): 3,
    ("Пекарня", date(2026, 10, 10)): 7, ("Центр", date(2026, 10, 14)): 0, ("Поділ", date(2026, 10, 15)): 12,
    ("Центр", date(2026, 10, 17)): 6, ("Онлайн", date(2026, 10, 20)): 1, ("Hall", date(2026, 10, 31)): None,
}  # fmt: skip
"""Days without the habit, and what stands for them in the end; None: nobody ever reports."""
EARLY = {("Пекарня", date(2026, 10, 10))}
"""Reported before closing, so nobody is asked."""
NUDGED = {("Поділ", date(2026, 10, 6)), ("Пекарня", date(2026, 10, 8)), ("Центр", date(2026, 10, 17)),
          ("Онлайн", date(2026, 10, 20)), ("Hall", date(2026, 10, 31))}  # fmt: skip
"""Nothing until nine next morning."""
ESCALATED = NUDGED - {("Поділ", date(2026, 10, 6))}
"""Nothing until eleven either."""


def stands(place: str, day: date) -> int | None:
    return DIFFERENT.get((place, day), count(place, day))


def habits() -> list[Event]:
    """Soon after closing one of the staff taps, or types: on every third day, and what has no button."""
    return [
        _habit(counter, day, shop.zone)
        for shop in SHOPS
        for counter in shop.counters
        for day in working(counter)
        if (counter.name, day) not in DIFFERENT
    ]


def _habit(counter: Counter, day: date, zone: ZoneInfo) -> Event:
    who, number = counter.staff[day.day % len(counter.staff)].name, count(counter.name, day)
    at = datetime.combine(day, time(*counter.closes), zone) + timedelta(minutes=3 + day.day % 4)
    if day.day % 3 and number <= 5:
        return Event(at, f"{who} taps {number}", taps(who, f":{{{counter.name}}}:{day}:{number}"))
    line = f"{number} {number * 150}"
    return Event(at, f"{who} writes “{line}”", says(who, line))


def story() -> list[Event]:
    """What is different, in the order that it happens."""
    return sorted([*habits(), *BEFORE, *DURING, *AFTER], key=lambda event: event.at)


def sept(day: int, hour: int, minute: int = 0) -> datetime:
    return on(date(2026, 9, day), hour, minute)


def nov(day: int, hour: int, minute: int = 0) -> datetime:
    return on(date(2026, 11, day), hour, minute)


async def _signed(cast: Autumn) -> None:
    for name in ("Марта", "Kasia", "Олена"):
        cast.town.telegram.forges(cast.actors[name].person, cast.actors[name].last, f"signed:{cast.promo}:1")
        await cast.town.settle()


async def _linked(cast: Autumn) -> None:
    olena = cast.actors["Олена"]
    await olena.presses("Link our group")
    await olena.opens(olena.link(r"startgroup=g_"), group=cast.group)


async def _in_group(cast: Autumn) -> None:
    await cast.actors["Софія"].says("/report 7", cast.group)


BEFORE = [
    Event(sept(25, 10, 5), "Марта, Kasia and Олена sign", _signed),
    Event(sept(25, 10, 15), "Олена links the group", _linked),
    Event(sept(25, 12), "Тарас learns the offer at once", learns("Тарас", "Поділ")),
    Event(sept(28, 15), "Софія learns it with two slips", learns("Софія", "Пекарня", stumbles=True)),
    Event(sept(29, 9, 30), "Тарас sends the photo of the flyers", proves("Тарас", "300 листівок", "Зерно")),
    Event(sept(30, 13), "Jan and Dasha learn it", learns("Jan", "Hall")),
    Event(sept(30, 13, 5), "", learns("Dasha", "Онлайн")),
    Event(on(date(2026, 10, 2), 12), "Богдан learns it", learns("Богдан", "Центр")),
    Event(on(date(2026, 10, 4), 12), "Марта says, a day late, that the poster hangs",
          does("Марта", "плакат на двери", "Пион")),
]  # fmt: skip
DURING = [
    Event(oct_(7, 9, 10), "Тарас taps 4 on the reminder", taps("Тарас", ":{Поділ}:2026-10-06:4")),
    Event(oct_(9, 11, 30), "Марта enters 5 for her bakery's Thursday",
          taps("Марта", "fix:{promo}:{Пекарня}:2026-10-08")),
    Event(oct_(9, 11, 31), "", says("Марта", "5")),
    Event(oct_(9, 21, 5, SHOPS[2].zone), "Jan puts it off for an hour", taps("Jan", "hour:{promo}:{Hall}:2026-10-09")),
    Event(oct_(9, 22, 10, SHOPS[2].zone), "Jan taps 3", taps("Jan", ":{Hall}:2026-10-09:3")),
    Event(oct_(10, 19, 50), "Софія reports in the group before closing: /report 7", _in_group),
    Event(oct_(14, 19, 4), "Лев taps “Closed today”", taps("Лев", ":{Центр}:2026-10-14:closed")),
    Event(oct_(15, 20, 6), "Іра writes “9”, then “12”, and replaces", says("Іра", "9", "12")),
    Event(oct_(15, 20, 7), "", taps("Іра", ":replace")),
    Event(oct_(18, 12, 30), "Лев writes “вчера 6”", says("Лев", "вчера 6")),
    Event(oct_(20, 10, 30), "Олена approves the reward", taps("Олена", ":yes")),
    Event(oct_(20, 12), "Марта approves it too, and it is for Софія", taps("Марта", ":yes", "name:")),
    Event(oct_(21, 12), "Олена hands the cake over", taps("Олена", "hand:")),
    Event(oct_(21, 9, 20), "Dasha puts Tuesday off until tomorrow",
          taps("Dasha", "morrow:{promo}:{Онлайн}:2026-10-20")),
    Event(oct_(22, 9, 5), "Dasha taps 1 for Tuesday", taps("Dasha", ":{Онлайн}:2026-10-20:1")),
]  # fmt: skip
AFTER = [
    Event(nov(5, 9, 15), "Тарас has taken the materials down", does("Тарас", "", "Зерно")),
    Event(nov(8, 10), "Марта too", does("Марта", "", "Пион")),
]
END = nov(14, 12)
