"""One promo's life from its signatures to the final report, with people, faults and crashes drawn from the seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sandbox.town.model import Message
from tests.simulation.checks import codes, complaints, days, ledger
from tests.simulation.machine import POINTS, Fuse
from tests.simulation.model import Numbers
from tests.simulation.people import ANY_TIME, EVENING, Act
from tests.simulation.reporting import ANSWERS, answers, numbers
from tests.simulation.stage import SHOPS, Stage, a_stage
from tests.world.town import Actor

CRASH, FAULT, HELD, DOWN, BREAKDOWN, JUMP, CLEANED, QUIET = 0.15, 0.1, 0.1, 0.05, 0.05, 0.05, 0.2, 0.7
BEGINS = date(2026, 11, 30)


@dataclass(frozen=True)
class Life:
    """What became of a seed: its diary, what was wrong, and how often the bot was killed in it."""

    seed: int
    diary: tuple[str, ...]
    wrong: tuple[str, ...]
    crashes: int

    def __str__(self) -> str:
        lines = (*self.diary, *(f"✗ {one}" for one in self.wrong), "")
        return "\n".join(lines) + f"to replay: uv run python -m tests.simulation {self.seed}"


async def life(seed: int, folder: Path) -> Life:
    """Lived to the end, or to the first thing that is wrong."""
    async with a_stage(seed, folder) as stage:
        try:
            wrong = await _lives(stage) or await _ends(stage)
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
        return Life(seed, tuple(stage.diary), tuple(wrong), len(stage.bot.crashes))


async def _lives(stage: Stage) -> list[str]:
    """Every day to the close: what the clock does, and what people do in between; after the end mostly nothing."""
    last = stage.model.ends + timedelta(days=8)
    while stage.today <= last:
        day = stage.today
        quiet = not stage.runs and stage.dice.random() < QUIET
        if not quiet and (wrong := await _day(stage, day)):
            return wrong
        if stage.today == day:
            await _time_goes(stage, day + timedelta(days=1), 9, 1)
    return []


async def _time_goes(stage: Stage, day: date, hour: int, minute: int) -> None:
    """What the clock does may fail in the middle as well."""
    with trouble(stage):
        await stage.moves(day, hour, minute)


async def _day(stage: Stage, day: date) -> list[str]:
    busy = 0.7 if stage.runs else 0.6
    for hour in (9, 11, 15) if stage.runs else (11,):
        await _time_goes(stage, day, hour, 2)
        if stage.counts and stage.dice.random() < busy and (wrong := await _acts(stage, ANY_TIME)):
            return wrong
    await _weather(stage)
    if stage.runs:
        await _time_goes(stage, day, 20, 1)
    for _ in range(3 if stage.runs else 0):
        if wrong := await _acts(stage, EVENING):
            return wrong
    if stage.dice.random() < CLEANED:
        await stage.bot.program.ticker.clean()
    return await _is_down(stage) if stage.dice.random() < DOWN else []


async def _acts(stage: Stage, choices: dict[Act, int]) -> list[str]:
    """One act of one person, a few minutes later, maybe with a fault or a crash in the middle; then all is compared."""
    stage.telegram.clock.move(timedelta(minutes=stage.dice.randrange(1, 9)))
    who = stage.dice.choice((*stage.cashiers, *stage.cashiers, *stage.owners))
    act = stage.dice.choices(list(choices), list(choices.values()))[0]
    after, pressed = stage.telegram.ticks, len(stage.telegram.presses_by_id)
    with trouble(stage):
        await act(stage, who)
    stage.remembers()
    return [*days(stage), *codes(stage), *_unanswered(stage, after, pressed)]


@contextmanager
def trouble(stage: Stage) -> Iterator[None]:
    """Maybe a fuse is lit, maybe Telegram fails at times, until this is over."""
    stage.killed = len(stage.bot.crashes)
    _arms(stage)
    yield
    stage.troubled, stage.bot.fuse.point = stage.doubtful, ""
    _calms(stage)
    for crash in stage.bot.crashes[stage.killed :]:
        stage.notes(f"the bot died: {crash}")


def _arms(stage: Stage) -> None:
    dice, faults = stage.dice, stage.telegram.faults
    if dice.random() < CRASH:
        fuse: Fuse = stage.bot.fuse
        fuse.point, fuse.left = dice.choice(POINTS), dice.randrange(1, 7)
    if dice.random() < FAULT:
        fault = dice.choice((faults.lose_answer, faults.lose_request, faults.down))(dice.randrange(1, 3))
        stage.notes(f"Telegram: {fault.kind}")
    elif dice.random() < FAULT:
        faults.add("429", times=dice.randrange(1, 3))
        stage.notes("Telegram: 429")
    elif dice.random() < HELD:
        stage.bot.held.add(stage.group.id)
        stage.held_until = stage.now + timedelta(hours=1)
        stage.notes("Telegram: the group has to wait for half an hour")


def _calms(stage: Stage) -> None:
    stage.lost += sum(rule.hits for rule in stage.telegram.faults.rules if rule.kind == "lose_answer")
    stage.telegram.faults.clear()
    stage.bot.held.clear()


def _unanswered(stage: Stage, after: int, pressed: int = -1) -> list[str]:
    """Each message gets an answer of its own, and each press, unless something went wrong meanwhile."""
    found = []
    chats = [who.chat for who in (*stage.owners, *stage.cashiers)]
    for chat in (*chats, *([stage.group] if stage.now > stage.held_until else [])):
        fresh: list[Message] = [message for message in chat.messages if message.order > after]
        said = sum(not message.from_bot for message in fresh)
        if said > sum(message.from_bot for message in fresh):
            found.append(f"in {chat.title or 'private'} {said} things were said and answered less")
    presses = list(stage.telegram.presses_by_id.values())[pressed:] if pressed >= 0 and not stage.troubled else []
    return found + [f"no answer to the press {press.data}" for press in presses if press.answer is None]


async def _weather(stage: Stage) -> None:
    """The clock jumps an hour and back; Telegram is down for hours."""
    if stage.dice.random() < JUMP:
        hours = stage.dice.choice((-1, 1))
        stage.notes(f"the clock jumps by {hours:+} h and back")
        for step in (hours, -hours):
            stage.telegram.clock.move(timedelta(hours=step))
            await stage.bot.tick()
            await stage.bot.settle()
    if stage.dice.random() < BREAKDOWN:
        await _breaks_down(stage)


async def _breaks_down(stage: Stage) -> None:
    stage.notes("Telegram is down for hours")
    stage.telegram.faults.down()
    for _ in range(stage.dice.randrange(1, 5)):
        stage.telegram.clock.move(timedelta(hours=1))
        await stage.bot.tick()
        for _ in range(3):
            await stage.bot.guarded(stage.bot.program.round)
    _calms(stage)
    stage.telegram.clock.move(timedelta(minutes=2))
    await stage.bot.settle()


async def _is_down(stage: Stage) -> list[str]:
    """The bot is down for days, in which cashiers report all the same; then it is started and all is answered."""
    until = stage.today + timedelta(days=stage.dice.randrange(1, 4))
    if not stage.counts or until >= stage.model.ends + timedelta(days=8):
        return []
    stage.notes(f"the bot is down until {until}")
    after, said = stage.telegram.ticks, []
    for who in stage.cashiers:
        day = stage.today + timedelta(days=stage.dice.randrange((until - stage.today).days))
        if day <= stage.model.ends:
            said.append((day, who))
    waiting = [_speaks(stage, who, day) for day, who in sorted(said, key=lambda one: one[0])]
    stage.telegram.clock.set(stage.now.replace(hour=9, minute=1) + (until - stage.today))
    await stage.bot.restart()
    await stage.bot.settle()
    await stage.bot.tick()
    await stage.bot.settle()
    return await _catch_up(stage, waiting, after)


Waiting = tuple[Actor, Message, date, Numbers]


def _speaks(stage: Stage, who: Actor, day: date) -> Waiting:
    """In the evening of that day, into the void."""
    stage.telegram.clock.set(max(stage.now.replace(hour=21) + (day - stage.today), stage.now))
    stage.telegram.clock.move(timedelta(minutes=1))
    line, meant = numbers(stage)
    stage.notes(f"{stage.name(who)} writes “{line}” to a bot that is down")
    return who, stage.telegram.says(who.person, None, line), day, meant


async def _catch_up(stage: Stage, waiting: list[Waiting], after: int) -> list[str]:
    for who, message, day, meant in waiting:
        name, place, intent = stage.name(who), stage.own(who), stage.dice.choice(ANSWERS)
        answer = await answers(stage, who, intent, after)
        said = stage.model.beside(place, day, meant, stage.card)
        if answer and stage.model.reports(name, place, day, said, answer):
            stage.counted.setdefault(name, []).append((message, place, day))
    return [*days(stage), *codes(stage), *_unanswered(stage, after)]


async def _ends(stage: Stage) -> list[str]:
    """Two days after the close everything has been said; then all is compared."""
    stage.telegram.faults.clear()
    for ahead in (9, 20, 33, 44):
        await stage.moves(stage.model.ends + timedelta(days=9 + ahead // 24), ahead % 24, 5)
    olena = stage.owners[0]
    await stage.forges(olena, f"ledger:{stage.cast.promo}")
    return [*complaints(stage), *ledger(stage, olena.last.words)]


assert len(SHOPS) == 2
