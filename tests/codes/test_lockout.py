"""Guessing codes (G24): five in ten minutes lock out, longer each time; unknown and foreign are the same answer."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from domain.codes.redemption import LOCKS, STRIKES, WINDOW
from sandbox.clock import Clock
from tests.world.databases import PROCESSES
from tests.world.mall import Mall, wrong
from tests.world.town import START, Actor, a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
UNKNOWN = "There is no such code for you here. Compare it with the card, digit by digit."
LOCKED = "Too many wrong codes. Codes can be tried again after"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    """On a clock that stands still between moves, so that a lockout ends at an exact second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Clock, "now", lambda clock: START.astimezone(UTC) + clock.offset)
        async with a_town(tmp_path_factory.mktemp("guesses")) as town:
            yield await Mall(town).built()
            assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    await built.codes(1, giver="Bloom", promo=built.foreign)
    return built


async def guesses(who: Actor, count: int, dice: random.Random) -> None:
    for _ in range(count):
        await who.says(wrong(dice))


async def test_five_wrong_codes_lock_out_for_ten_minutes_an_hour_a_day(mall: Mall) -> None:
    dice, (good,) = random.Random(1), await mall.codes()
    for pause in LOCKS:
        await guesses(mall.zoe, STRIKES - 1, dice)
        await mall.zoe.says(good)
        assert "15 % off" in mall.zoe.last.words
        await guesses(mall.zoe, 1, dice)
        assert "That was the fifth wrong one" in mall.zoe.last.words
        await mall.zoe.says(f"/start c_{good}")
        assert LOCKED in mall.zoe.last.words
        await mall.town.restart()
        mall.town.telegram.clock.move(pause - timedelta(seconds=30))
        await mall.zoe.says(good)
        assert LOCKED in mall.zoe.last.words
        mall.town.telegram.clock.move(timedelta(seconds=31))
        await mall.zoe.says(good)
        assert "15 % off" in mall.zoe.last.words


@pytest.mark.quick
async def test_a_week_without_a_lockout_begins_anew(mall: Mall) -> None:
    dice = random.Random(2)
    await guesses(mall.zoe, STRIKES, dice)
    mall.town.telegram.clock.move(timedelta(days=8))
    await guesses(mall.zoe, STRIKES, dice)
    levels = [row["level"] for row in await mall.rows("SELECT level FROM lockout ORDER BY id")]
    assert levels == [1, 1]


async def test_slow_mistakes_are_forgiven(mall: Mall) -> None:
    dice = random.Random(3)
    for _ in range(20):
        await guesses(mall.ira, 1, dice)
        mall.town.telegram.clock.move(WINDOW / 4 + timedelta(seconds=1))
    assert await mall.rows("SELECT * FROM lockout") == []


async def test_a_business_is_locked_by_its_people_together_and_its_owner_is_told(mall: Mall) -> None:
    dice, (good,) = random.Random(4), await mall.codes()
    await guesses(mall.ira, 3, dice)
    await guesses(mall.max, 2, dice)
    assert "Five wrong codes in ten minutes at your business; the last one came from Max" in mall.marta.last.words
    for who in (mall.ira, mall.max, mall.marta):
        await who.says(good)
        assert LOCKED in who.last.words
    await mall.ira.says("3")
    mall.ira.sees_exactly("Saved: Mon 23 Nov · Peony, Podil: 3 customers")
    await mall.zoe.says(good)
    assert "15 % off" in mall.zoe.last.words


async def test_a_locked_cashier_redeems_nothing_even_from_an_open_card(mall: Mall) -> None:
    (good,) = await mall.codes()
    await mall.ira.says(good)
    card = mall.ira.last
    await guesses(mall.max, STRIKES, random.Random(5))
    await mall.ira.presses("Redeem", card)
    assert await mall.uses() == 0
    await mall.town.waits(minutes=10)
    await mall.ira.presses("Redeem", card)
    assert await mall.uses() == 1


async def test_forged_presses_are_guesses_too(mall: Mall) -> None:
    dice = random.Random(6)
    for n in range(STRIKES):
        mall.presses(mall.zoe, f"{'redeem' if n % 2 else 'void'}:{wrong(dice)}:0:0")
    await mall.town.settle()
    await mall.zoe.says((await mall.codes())[0])
    assert LOCKED in mall.zoe.last.words


async def test_rubbish_in_a_button_breaks_nothing(mall: Mall) -> None:
    for data in ("redeem", "redeem:x:y", "void:::", "void:12345678:-1:99", "issue:a:b", "cards:no:1:2:3", "unvoid"):
        mall.presses(mall.fedir, data)
    await mall.town.settle()
    assert await mall.rows("SELECT 1 FROM inbox WHERE tries > 0 OR state != 'done'") == []


class Ledger:
    """An independent account of who is locked out: the promise in twenty lines."""

    def __init__(self) -> None:
        self.strikes: dict[str, list[datetime]] = {}
        self.locks: dict[str, tuple[int, datetime]] = {}

    def locked(self, subjects: list[str], now: datetime) -> bool:
        return any(now < self.locks[one][1] for one in subjects if one in self.locks)

    def wrong(self, subjects: list[str], now: datetime) -> bool:
        """Count it; whether it was the last straw for one of them."""
        struck = [self._strike(subject, now) for subject in subjects]
        return any(struck)

    def _strike(self, subject: str, now: datetime) -> bool:
        fresh = [at for at in self.strikes.get(subject, []) if now - at < WINDOW] + [now]
        level, until = self.locks.get(subject, (0, now - timedelta(days=30)))
        self.strikes[subject] = fresh
        if len(fresh) < STRIKES:
            return False
        level = min(level + 1, len(LOCKS)) if now - until < timedelta(days=7) else 1
        self.locks[subject], self.strikes[subject] = (level, now + LOCKS[level - 1]), []
        return True


PEOPLE = {"Zoe": ["Zoe"], "Petro": ["Petro", "Bloom", "Quince"], "Fedir": ["Fedir", "Bloom"]}


async def lives_through_guesses(mall: Mall, rounds: int, at_once: int, seed: int) -> None:
    """A stranger and other shops' people try unknown and foreign codes, some before the first is answered: one answer,
    and locked as promised."""
    dice, book, codes = random.Random(seed), Ledger(), await mall.codes(50)
    seen: set[tuple[bool, str]] = set()
    for n in range(rounds):
        tries = {
            "Zoe": [False] * at_once,
            dice.choice(("Petro", "Fedir")): [dice.random() < 0.5 for _ in range(at_once)],
        }
        for name, foreign in tries.items():
            for one in foreign:
                digits = dice.choice(codes) if one else wrong(dice, codes)
                mall.town.telegram.says(mall.people[name].person, None, digits)
        await mall.town.settle()
        now = mall.town.telegram.clock.now()
        for name, foreign in tries.items():
            for one, answer in zip(foreign, mall.people[name].screen[-at_once:], strict=True):
                if book.locked(PEOPLE[name], now):
                    assert LOCKED in answer.words, n
                else:
                    assert ("That was the fifth" in answer.words) == book.wrong(PEOPLE[name], now), n
                    seen.add((one, answer.words.split("\n")[0]))
        mall.town.telegram.clock.move(timedelta(seconds=dice.choice((1, 5, 60, 400, 4000))))
        if n == rounds // 2:
            await mall.town.restart()
    assert seen == {(False, UNKNOWN), (True, UNKNOWN)}
    assert {level for level, _ in book.locks.values()} & {2, 3}, "they were locked out, and again"


async def test_a_hundred_guesses_learn_nothing(mall: Mall) -> None:
    await lives_through_guesses(mall, 50, 1, 7)


async def test_ten_thousand_guesses_learn_nothing(mall: Mall) -> None:
    """A thousand, where two processes share the work."""
    await lives_through_guesses(mall, 1_250 if PROCESSES == 1 else 125, 4, 8)
