"""Reports at random, by line, by button, late or in the morning: each act tells the model what was meant."""

from __future__ import annotations

from datetime import date, timedelta

from tests.simulation.dealing import other_agrees
from tests.simulation.model import Numbers
from tests.simulation.stage import Stage
from tests.world.town import KYIV, Actor

ANSWERS = ("replace", "add", "keep")
CLOSED = ("closed", "закрыто", "вихідний")
NOTHING = ("0", "ничего", "нема", "nobody")


def numbers(stage: Stage) -> tuple[str, Numbers]:
    """A line as a cashier types it, and what it says."""
    dice = stage.dice
    customers = dice.choice((*range(10), 12, 40))
    if dice.random() < 0.15:
        return dice.choice(NOTHING), Numbers(0)
    sales = dice.randrange(1, 90) * 50 if dice.random() < 0.5 else None
    new = dice.randrange(customers + 1) if dice.random() < 0.3 else None
    line = f"{customers}" + (f" {sales}" if sales else "") + (f" new {new}" if new is not None else "")
    return line, Numbers(customers, new, sales * 100 if sales else None)


def too_late(stage: Stage, who: Actor, day: date) -> bool:
    """Staff report a week back; further back the owner decides."""
    return (stage.today - day).days > 7 and who not in stage.owners


def past_day(stage: Stage, back: int = 7) -> date:
    """A day of the promo that has come, so many days back if there is one; else the last."""
    last = min(stage.today, stage.model.ends)
    first = max(stage.model.starts, stage.today - timedelta(days=back))
    return first + timedelta(days=stage.dice.randrange((last - first).days + 1)) if first <= last else stage.model.ends


async def answers(stage: Stage, who: Actor, intent: str, after: int, stays: bool = False) -> str | None:
    """Until nothing is asked any more; None for somebody who walks away from a question. One that came twice, because
    of a double tap or a lost answer of Telegram's, is answered once."""
    stage.card = None
    for _ in range(6):
        asked = stage.find(who, "q:", after)
        if asked is None:
            return intent
        if not stays and stage.dice.random() < 0.08:
            return None
        flags = {button.data.rsplit(":", 1)[1]: button.data for button in asked[0].buttons if button.data}
        if "replace" in flags and intent not in flags:
            intent = "replace"
        if "codes" in flags:
            flag = stage.card = stage.dice.choice(sorted({"total", "beside", "codes"} & flags.keys()))
        else:
            flag = next(flag for flag in ("usual", "count", intent, "n0") if flag in flags)
        data, since, after = flags[flag], after, stage.telegram.ticks
        await stage.taps(who, data, twice=stage.dice.random() < 0.2, after=since)
    raise AssertionError("asked without end")


async def says_day(stage: Stage, who: Actor, line: str, day: date, said: Numbers) -> None:
    """A line about a day, and whatever is asked back."""
    after, intent, name, place = stage.telegram.ticks, stage.dice.choice(ANSWERS), stage.name(who), stage.own(who)
    stage.notes(f"{name} writes “{line}” for {day} (would {intent})")
    late = too_late(stage, who, day)
    message = await who.says(line)
    if late:
        await owner_decides(stage, place, day, said, intent, after)
        return
    answer = await answers(stage, who, intent, after)
    stands = await old_day_stands(stage, who, after)
    said = stage.model.beside(place, day, said, stage.card)
    if answer and stands and stage.model.reports(name, place, day, said, answer):
        stage.counted.setdefault(name, []).append((message, place, day))


async def old_day_stands(stage: Stage, who: Actor, after: int) -> bool:
    """A change of a day long over, on which money hangs, waits for the other side."""
    return await other_agrees(stage, stage.owner_of(stage.own(who)), "oldday", after)


async def owner_decides(stage: Stage, place: str, day: date, said: Numbers, intent: str, after: int) -> None:
    """More than a week back: the owner takes it, and says how, or not."""
    owner, take = stage.owner_of(place), stage.dice.random() < 0.7
    asked = stage.find(owner, "q:", after)
    assert asked, "the owner is not asked"
    number = asked[1].split(":")[1]
    stage.notes(f"{stage.name(owner)} {'takes' if take else 'refuses'} it")
    asked_since, after = after, stage.telegram.ticks
    await stage.taps(owner, f"q:{number}:{'owner_ok' if take else 'refuse'}", after=asked_since)
    answer = await answers(stage, owner, intent, after) if take else None
    if answer and await old_day_stands(stage, owner, after):
        said = stage.model.beside(place, day, said, stage.card)
        stage.model.reports(stage.name(owner), place, day, said, answer)


async def reports_today(stage: Stage, who: Actor) -> None:
    """A lone line after closing."""
    if stage.runs and stage.now.hour >= 20:
        line, said = numbers(stage)
        await says_day(stage, who, line, stage.today, said)


async def reports_in_group(stage: Stage, who: Actor) -> None:
    """Before everybody; what is asked back is asked in private."""
    line, said = numbers(stage)
    if stage.runs and stage.now.hour >= 20 and who in stage.cashiers:
        after, intent, name = stage.telegram.ticks, stage.dice.choice(ANSWERS), stage.name(who)
        stage.notes(f"{name} reports “{line}” in the group (would {intent})")
        message = await who.says(f"/report@tandem_bot {line}", stage.group)
        answer = await answers(stage, who, intent, after)
        said = stage.model.beside(stage.own(who), stage.today, said, stage.card)
        if answer and stage.model.reports(name, stage.own(who), stage.today, said, answer):
            stage.counted.setdefault(name, []).append((message, stage.own(who), stage.today))


async def answers_nudge(stage: Stage, who: Actor) -> None:
    """In the morning a lone line is about the day that the bot asked about last, while that has none."""
    yesterday = stage.today - timedelta(days=1)
    name, place = stage.name(who), stage.own(who)
    asked = [m for m in who.screen if "How many customers came" in m.words][-1:]
    nudged = any("Yesterday's number" in m.words and m.date.astimezone(KYIV).date() == stage.today for m in asked)
    open_ = stage.model.stands(place, yesterday) is None and stage.model.starts <= yesterday <= stage.model.ends
    if nudged and open_ and stage.now.hour < 12 and name not in ("Olena", "Marta"):
        line, said = numbers(stage)
        await says_day(stage, who, line, yesterday, said)


async def reports_day(stage: Stage, who: Actor) -> None:
    """A line that names its day."""
    day = past_day(stage, 12)
    line, said = numbers(stage)
    yesterday = day == stage.today - timedelta(days=1) and stage.dice.random() < 0.5
    named = stage.dice.choice(("yesterday", "вчора", "вчера")) if yesterday else f"{day.day}.{day.month:02}"
    if day <= stage.today:
        await says_day(stage, who, f"{named} {line}", day, said)


async def taps_number(stage: Stage, who: Actor) -> None:
    """A number, or “closed”, on the newest question, however old that is."""
    asked = stage.find(who, "rep:")
    if asked is None:
        return
    _, _, _, day_text, _ = asked[1].split(":")
    day = date.fromisoformat(day_text)
    offered = [
        b.data for b in asked[0].buttons if b.data and b.data.startswith("rep:") and not b.data.endswith("other")
    ]
    data, intent, after = stage.dice.choice(offered), stage.dice.choice(ANSWERS), stage.telegram.ticks
    what, name, place = data.rsplit(":", 1)[1], stage.name(who), stage.own(who)
    stage.notes(f"{name} taps {what} for {day} (would {intent})")
    said = Numbers(0, closed=True) if what == "closed" else Numbers(int(what))
    late = too_late(stage, who, day)
    before_codes = not said.closed and said.customers < stage.model.uses_of(place, day)
    await stage.taps(who, data, twice=stage.dice.random() < 0.2 and not late and not before_codes)
    if before_codes:
        return  # nothing is saved, the question comes anew
    if late:
        await owner_decides(stage, place, day, said, intent, after)
        return
    answer = await answers(stage, who, intent, after)
    if answer:
        stage.model.reports(name, place, day, stage.model.beside(place, day, said, stage.card), answer)


async def asks_to_report(stage: Stage, who: Actor) -> None:
    """/report, then a tap."""
    if stage.runs:
        await who.says("/report")
        await taps_number(stage, who)


async def closes(stage: Stage, who: Actor) -> None:
    day, word = past_day(stage), stage.dice.choice(CLOSED)
    if day <= stage.today:
        await says_day(stage, who, f"{day.day}.{day.month:02} {word}", day, Numbers(0, closed=True))


async def adjusts(stage: Stage, who: Actor) -> None:
    """+1, -1 of today, or of a day that is named."""
    by = stage.dice.choice((1, 1, 1, -1, 2))
    today = stage.runs and stage.now.hour >= 20
    day = stage.today if today else past_day(stage)
    line = f"{by:+}" if today else f"{day.day}.{day.month:02} {by:+}"
    if too_late(stage, who, day):
        return
    stage.notes(f"{stage.name(who)} writes “{line}”")
    message = await who.says(line)
    if stage.model.adjusts(stage.name(who), stage.own(who), day, by):
        stage.counted.setdefault(stage.name(who), []).append((message, stage.own(who), day))


async def names_sum(stage: Stage, who: Actor) -> None:
    """A lone big number for a day that has its count: it is money."""
    day = past_day(stage)
    stands, after, sales = stage.model.stands(stage.own(who), day), stage.telegram.ticks, stage.dice.randrange(20, 90)
    if stands is None or stands.closed or too_late(stage, who, day):
        return
    stage.notes(f"{stage.name(who)} names the sum {sales}00 of {day}")
    await who.says(f"{day.day}.{day.month:02} {sales}00")
    asked = stage.find(who, "q:", after)
    assert asked, "not asked whether it is money"
    await stage.taps(who, asked[1].rsplit(":", 1)[0] + ":money", after=after)
    stage.model.sells(stage.name(who), stage.own(who), day, sales * 100_00)
