"""What people do at random, and what they mean by it: each act tells the model, never the product, what must come out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from domain.codes import complete
from sandbox.model import Message
from tests.simulation.model import Numbers
from tests.simulation.stage import SHOPS, Stage
from tests.town import Actor

Act = Callable[[Stage, Actor], Awaitable[None]]
NONSENSE = ("hello", "7 or 8", "nan", "a dozen", "/cancel", "/help", "31.12 5", "1.10 3", "-5 -5", "12 new 20")
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


async def answers(stage: Stage, who: Actor, intent: str, after: int) -> str | None:
    """Until nothing is asked any more; None for somebody who walks away from a question. One that came twice, because
    of a double tap or a lost answer of Telegram's, is answered once."""
    for _ in range(5):
        asked = stage.find(who, "q:", after)
        if asked is None:
            return intent
        if stage.dice.random() < 0.08:
            return None
        flags = {button.data.rsplit(":", 1)[1]: button.data for button in asked[0].buttons if button.data}
        if "replace" in flags and intent not in flags:
            intent = "replace"
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
    if answer and stage.model.reports(name, place, day, said, answer):
        stage.counted.setdefault(name, []).append((message, place, day))


async def owner_decides(stage: Stage, place: str, day: date, said: Numbers, intent: str, after: int) -> None:
    """More than a week back: the owner takes it, and says how, or not."""
    owner, take = stage.owner_of(place), stage.dice.random() < 0.7
    asked = stage.find(owner, "q:", after)
    assert asked, "the owner is not asked"
    number = asked[1].split(":")[1]
    stage.notes(f"{stage.name(owner)} {'takes' if take else 'refuses'} it")
    await stage.taps(owner, f"q:{number}:{'owner_ok' if take else 'refuse'}", after=after)
    answer = await answers(stage, owner, intent, after) if take else None
    if answer:
        stage.model.reports(stage.name(owner), place, day, said, answer)


async def reports_today(stage: Stage, who: Actor) -> None:
    """A lone line after closing."""
    if stage.runs and stage.now.hour >= 20:
        line, said = numbers(stage)
        await says_day(stage, who, line, stage.today, said)


async def answers_nudge(stage: Stage, who: Actor) -> None:
    """In the morning a lone line is about the day that the bot asks about, while that has none."""
    yesterday = stage.today - timedelta(days=1)
    name, place = stage.name(who), stage.own(who)
    nudged = any("Yesterday's number" in m.words and m.date.astimezone(stage.now.tzinfo).date() == stage.today
                 for m in who.screen)  # fmt: skip
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
    await stage.taps(who, data, twice=stage.dice.random() < 0.2 and not late)
    if late:
        await owner_decides(stage, place, day, said, intent, after)
        return
    answer = await answers(stage, who, intent, after)
    if answer:
        stage.model.reports(name, place, day, said, answer)


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


async def edits(stage: Stage, who: Actor) -> None:
    """A message that counted is written anew."""
    mine = [one for one in stage.counted.get(stage.name(who), []) if (stage.today - one[2]).days <= 7]
    line, said = numbers(stage)
    message, place, day = stage.dice.choice(mine) if mine else (None, "", stage.today)
    if message and message.words != line:
        stage.notes(f"{stage.name(who)} edits “{message.words}” of {day} into “{line}”")
        await who.edits(message, line)
        stage.model.corrects(stage.name(who), place, day, said)


async def undoes(stage: Stage, who: Actor) -> None:
    stage.notes(f"{stage.name(who)} undoes")
    await who.says(stage.dice.choice(("/undo", "отмена", "скасувати")))
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
    for _ in range(2):
        asked = stage.find(who, "q:", after)
        if asked:
            await stage.taps(who, asked[1], after=after)
    stage.model.corrects(stage.name(who), stage.own(who), day, said)
    stage.counted.setdefault(stage.name(who), []).append((message, stage.own(who), day))


async def redeems(stage: Stage, who: Actor) -> None:
    """Any code, also a used one, a void one, one of the own shop; sometimes two people at once."""
    code, place = stage.dice.choice(stage.codes), stage.own(who)
    stage.notes(f"{stage.name(who)} redeems {code}")
    after = stage.telegram.ticks
    await who.says(f"{code[:4]} {code[4:]}")
    if stage.find(who, "redeem:", after):
        if stage.dice.random() < 0.3:
            other = stage.owner_of(place)
            stage.telegram.forges(other.person, other.last, f"redeem:{code}")
        await stage.taps(who, "redeem:", twice=stage.dice.random() < 0.3, after=after)
    if stage.runs:
        stage.model.redeems(code, place, stage.today)


async def gives_back(stage: Stage, who: Actor) -> None:
    """An owner makes a use, or an unused code, void."""
    code, owner = stage.dice.choice(stage.codes), stage.dice.choice(stage.owners)
    use, after = stage.model.used(code), stage.telegram.ticks
    await owner.says(code)
    if stage.find(owner, f"void:{code}", after):
        stage.notes(f"{stage.name(owner)} makes {code} void" + (" (its use)" if use else ""))
        after = stage.telegram.ticks
        await stage.taps(owner, f"void:{code}")
        found = stage.find(owner, f"void:{code}", after)
        assert found, "no reason is asked"
        await stage.taps(owner, found[1], twice=stage.dice.random() < 0.3, after=after)
        stage.model.gives_back(code)


async def guesses(stage: Stage, who: Actor) -> None:
    """A typo is no guess; a number that nobody has made is one, and they are not many."""
    code = stage.dice.choice(stage.codes)
    await who.says(code[:-1] + str((int(code[-1]) + 1) % 10))
    if stage.now - stage.last_wrong > timedelta(minutes=15):
        stage.last_wrong = stage.now
        wrong = complete(f"{stage.dice.randrange(10**7):07}")
        if wrong not in stage.codes:
            await who.says(wrong)


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
        count = stage.dice.randrange(12)
        stage.notes(f"{stage.name(receiver)} corrects it to {count}")
        await _presses_dispute(stage, receiver, "correct", after)
        await receiver.says(str(count))
        stage.model.recounts(stage.name(receiver), place, day, count)
    else:
        await _presses_dispute(stage, receiver, "stays", after)
        await receiver.says("We counted the cards")
    await _presses_dispute(stage, sender, stage.dice.choice(("agreed", "not")), after)


async def _presses_dispute(stage: Stage, who: Actor, answer: str, after: int) -> None:
    found = stage.find(who, "disp:", after)
    assert found, f"{stage.name(who)} is not asked about the dispute"
    await stage.taps(who, f"disp:{found[1].split(':')[1]}:{answer}", twice=stage.dice.random() < 0.2, after=after)


async def spends(stage: Stage, who: Actor) -> None:
    """An expense with its purpose, common or not; or left without one, which does not count."""
    owner = stage.dice.choice(stage.owners)
    hundreds, common = stage.dice.randrange(1, 30), stage.dice.choice(("common", "common", "own"))
    after = stage.telegram.ticks
    stage.notes(f"{stage.name(owner)} spends {hundreds}00, {common}")
    await owner.says(f"/expense {hundreds}00 flyers")
    asked = stage.find(owner, "spent:", after)
    assert asked, "not asked what for"
    number = int(asked[1].split(":")[1])
    if stage.dice.random() < 0.15:
        return
    await stage.taps(owner, f"spent:{number}:marketing", twice=stage.dice.random() < 0.3, after=after)
    await stage.taps(owner, f"spent:{number}:marketing:{common}", twice=stage.dice.random() < 0.3, after=after)
    if common == "common":
        stage.model.common[number] = (stage.own(owner), hundreds * 100_00)
    if stage.dice.random() < 0.25:
        stage.notes(f"{stage.name(owner)} takes it back")
        await stage.forges(owner, f"unspend:{stage.cast.promo}:{number}:0")
        stage.model.common.pop(number, None)


async def errs(stage: Stage, who: Actor) -> None:
    """Nonsense, a sticker, a voice message."""
    if stage.dice.random() < 0.3:
        await who.sends(stage.dice.choice(("sticker", "voice", "photo")))
    else:
        await who.says(stage.dice.choice(NONSENSE))


async def old_button(stage: Stage, who: Actor) -> None:
    """A press that had its effect already."""
    old = [(one, data) for one, data in stage.pressed if data.partition(":")[0] in ("q", "undo", "disp", "spent")]
    if old:
        one, data = stage.dice.choice(old)
        stage.notes(f"{stage.name(one)} presses the old button {data}")
        await stage.forges(one, data)


async def strangers_button(stage: Stage, who: Actor) -> None:
    """Zoe, or somebody of the other shop, with a client of their own making."""
    strangers = [one for one in stage.cashiers if stage.own(one) != stage.own(who)]
    other = stage.dice.choice([stage.cast.zoe, *strangers])
    data = f"rep:{stage.cast.promo}:{SHOPS[stage.own(who)]}:{past_day(stage)}:9"
    stage.notes(f"{stage.name(other)} forges {data}")
    press = await stage.forges(other, data)
    assert press.answer or stage.doubtful, "no answer to a stranger's press"


async def redelivered(stage: Stage, who: Actor) -> None:
    """Telegram repeats what it delivered within the last day, in any order."""
    recent = [
        number
        for number, update in stage.telegram.queue.history.items()
        if _at(update) > stage.now.timestamp() - 80_000
    ]
    again = stage.dice.sample(recent, min(len(recent), stage.dice.randrange(1, 12)))
    stage.notes(f"Telegram repeats {len(again)} updates")
    stage.telegram.redeliver(again)
    await stage.bot.settle()


def _at(update: dict[str, object]) -> int:
    part = update.get("message") or update.get("edited_message") or {}
    return int(part.get("edit_date") or part.get("date") or 0) if isinstance(part, dict) else 0


EVENING: dict[Act, int] = {reports_today: 10, taps_number: 6, asks_to_report: 1, adjusts: 2, errs: 1, redelivered: 1}
ANY_TIME: dict[Act, int] = {
    answers_nudge: 4, reports_day: 4, taps_number: 2, closes: 1, adjusts: 2, names_sum: 2, edits: 4, undoes: 3,
    taps_undo: 2, fixes: 3, redeems: 6, gives_back: 3, guesses: 1, doubts: 2, spends: 2, errs: 2, old_button: 2,
    strangers_button: 1, redelivered: 2,
}  # fmt: skip
Said = Message
