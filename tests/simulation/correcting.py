"""Second thoughts at random: edits, undo, Fix, and the other side's doubts."""

from __future__ import annotations

from datetime import date, timedelta

from tests.simulation.model import Numbers
from tests.simulation.reporting import answers, numbers, old_day_stands, past_day, says_day, too_late
from tests.simulation.stage import SHOPS, Stage
from tests.world.town import Actor


async def edits(stage: Stage, who: Actor) -> None:
    """A message that counted is written anew."""
    mine = [one for one in stage.counted.get(stage.name(who), []) if (stage.today - one[2]).days <= 7]
    line, said = numbers(stage)
    message, place, day = stage.dice.choice(mine) if mine else (None, "", stage.today)
    if message and message.words != line:
        stage.notes(f"{stage.name(who)} edits “{message.words}” of {day} into “{line}”")
        after = stage.telegram.ticks
        await who.edits(message, line)
        if await answers(stage, who, "replace", after):
            stage.model.corrects(stage.name(who), place, day, stage.model.beside(place, day, said, stage.card))


async def undoes(stage: Stage, who: Actor) -> None:
    stage.notes(f"{stage.name(who)} undoes")
    after = stage.telegram.ticks
    await who.says(stage.dice.choice(("/undo", "отмена", "скасувати")))
    if await old_day_stands(stage, who, after):
        stage.model.undoes(stage.name(who), stage.now)


async def taps_undo(stage: Stage, who: Actor) -> None:
    """The button under what was just saved, maybe twice."""
    after, day = stage.telegram.ticks, past_day(stage)
    line, said = numbers(stage)
    await says_day(stage, who, f"{day.day}.{day.month:02} {line}", day, said)
    if stage.find(who, "undo:", after):
        stage.notes(f"{stage.name(who)} taps Undo of {day}")
        await stage.taps(who, "undo:", twice=stage.dice.random() < 0.3, after=after)
        stage.model.takes_back(stage.name(who), stage.own(who), day, stage.now)


async def fixes(stage: Stage, who: Actor) -> None:
    """Fix, then the right numbers, whatever stood."""
    day = past_day(stage, 7 if who in stage.cashiers else 20)
    line, said = numbers(stage)
    if too_late(stage, who, day):
        return
    stage.notes(f"{stage.name(who)} fixes {day}: “{line}”")
    await stage.forges(who, f"fix:{stage.cast.promo}:{SHOPS[stage.own(who)]}:{day}")
    after = stage.telegram.ticks
    message = await who.says(line)
    await answers(stage, who, "replace", after, stays=True)
    if not await old_day_stands(stage, who, after):
        return
    said = stage.model.beside(stage.own(who), day, said, stage.card)
    stage.model.corrects(stage.name(who), stage.own(who), day, said)
    stage.counted.setdefault(stage.name(who), []).append((message, stage.own(who), day))


async def doubts(stage: Stage, who: Actor) -> None:
    """An owner doubts a day of the other's counter, who corrects it or stays with it."""
    sender = stage.dice.choice(stage.owners)
    receiver = next(one for one in stage.owners if one is not sender)
    place, day = stage.own(receiver), past_day(stage, 6)
    if not stage.counts or (place, day) in stage.doubted or day < stage.today - timedelta(days=6):
        return
    stage.doubted.add((place, day))
    stage.notes(f"{stage.name(sender)} doubts {day} at {place}")
    after = stage.telegram.ticks
    await stage.forges(sender, f"dis:{stage.cast.promo}:{SHOPS[place]}:{day}")
    await sender.says("We handed out more cards")
    if stage.dice.random() < 0.6:
        count = stage.model.uses_of(place, day) + stage.dice.randrange(12)
        stage.notes(f"{stage.name(receiver)} corrects it to {count}")
        await _presses_dispute(stage, receiver, "correct", after)
        was = stage.model.stands(place, day)
        await receiver.says(str(count))
        stage.model.recounts(stage.name(receiver), place, day, count)
        if was and not was.closed and was.sales is not None and count != was.customers:
            await _settles_sales(stage, receiver, place, day, was, count, after)
    else:
        await _presses_dispute(stage, receiver, "stays", after)
        await receiver.says("We counted the cards")
    await _presses_dispute(stage, sender, stage.dice.choice(("agreed", "not")), after)


async def _settles_sales(stage: Stage, who: Actor, place: str, day: date, was: Numbers, count: int, after: int) -> None:
    """No customers, no sum; otherwise one of the sums that are offered."""
    sales = 0
    if count:
        found = [
            button.data or ""
            for message in who.screen
            for button in message.buttons
            if message.order > after and (button.data or "").startswith("dsum:")
        ]
        alike = (2 * (was.sales or 0) * count + was.customers) // (2 * was.customers) if was.customers else was.sales
        assert {int(data.split(":")[-1]) for data in found} == {alike, was.sales}
        chosen = stage.dice.choice(sorted(found))
        sales = int(chosen.split(":")[-1])
        await stage.taps(who, chosen, after=after)
    stage.model.settles_sales(place, day, sales)


async def _presses_dispute(stage: Stage, who: Actor, answer: str, after: int) -> None:
    found = stage.find(who, "disp:", after)
    assert found, f"{stage.name(who)} is not asked about the dispute"
    await stage.taps(who, f"disp:{found[1].split(':')[1]}:{answer}", twice=stage.dice.random() < 0.2, after=after)
