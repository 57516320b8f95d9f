"""What people do at random, and how often. An act tells the model what its person meant, never what the product did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from tests.simulation.correcting import doubts, edits, fixes, taps_undo, undoes
from tests.simulation.dealing import confirms, gives_back, guesses, redeems, spends
from tests.simulation.reporting import (
    adjusts,
    answers_nudge,
    asks_to_report,
    closes,
    names_sum,
    past_day,
    reports_day,
    reports_in_group,
    reports_today,
    taps_number,
)
from tests.simulation.stage import SHOPS, Stage
from tests.world.town import Actor

Act = Callable[[Stage, Actor], Awaitable[None]]
NONSENSE = ("hello", "7 or 8", "nan", "a dozen", "/cancel", "/help", "31.12 5", "1.10 3", "-5 -5", "12 new 20")


async def errs(stage: Stage, who: Actor) -> None:
    """Nonsense, a sticker, a voice message."""
    if stage.dice.random() < 0.3:
        await who.sends(stage.dice.choice(("sticker", "voice", "photo")))
    else:
        await who.says(stage.dice.choice(NONSENSE))


async def puts_off(stage: Stage, who: Actor) -> None:
    """In an hour, or tomorrow: nothing is said about the day."""
    await stage.taps(who, stage.dice.choice(("hour:", "morrow:")), twice=stage.dice.random() < 0.2)


async def old_button(stage: Stage, who: Actor) -> None:
    """A press that had its effect already."""
    old = [
        (one, data)
        for one, data in stage.pressed
        if data.partition(":")[0] in ("q", "undo", "disp", "spent", "settled")
    ]
    if old:
        one, data = stage.dice.choice(old)
        stage.notes(f"{stage.name(one)} presses an old “{data.partition(chr(58))[0]}”")
        await stage.forges(one, data)


async def strangers_button(stage: Stage, who: Actor) -> None:
    """Zoe, or somebody of the other shop, with a client of their own making."""
    strangers = [one for one in stage.cashiers if stage.own(one) != stage.own(who)]
    other = stage.dice.choice([stage.cast.zoe, *strangers])
    data = f"rep:{stage.cast.promo}:{SHOPS[stage.own(who)]}:{past_day(stage)}:9"
    stage.notes(f"{stage.name(other)} forges a report of {stage.own(who)}")
    press = await stage.forges(other, data)
    assert press.answer or stage.doubtful, "no answer to a stranger's press"


async def redelivered(stage: Stage, who: Actor) -> None:
    """Telegram repeats what it delivered within the last day, in any order."""
    recent = [number for number, at in stage.delivered.items() if stage.now - at < timedelta(hours=24)]
    again = stage.dice.sample(recent, min(len(recent), stage.dice.randrange(1, 12)))
    stage.notes(f"Telegram repeats {len(again)} updates")
    stage.telegram.redeliver(again)
    await stage.bot.settle()


EVENING: dict[Act, int] = {
    reports_today: 10,
    taps_number: 6,
    asks_to_report: 1,
    reports_in_group: 2,
    puts_off: 1,
    adjusts: 2,
    errs: 1,
    redelivered: 1,
}
ANY_TIME: dict[Act, int] = {
    answers_nudge: 4, reports_day: 4, taps_number: 2, closes: 1, adjusts: 2, names_sum: 2, edits: 4, undoes: 3,
    taps_undo: 2, fixes: 3, redeems: 6, gives_back: 3, guesses: 1, doubts: 2, spends: 2, errs: 2, old_button: 2,
    strangers_button: 1, puts_off: 2, confirms: 3, redelivered: 2,
}  # fmt: skip
