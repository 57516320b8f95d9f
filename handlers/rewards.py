"""Vouchers for named members of staff: who gets one, and handing it over once."""

from __future__ import annotations

from domain import reading
from domain.perks import Standing
from domain.reading import Code
from handlers import guesses
from handlers.buttons import Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from storage import businesses, people, perks
from storage.db import Row
from storage.perks import Award, Reward


async def ask_who(work: Work, award: Award) -> None:
    """Both have approved: the sender's owners name who gets one, the giver's owners know that vouchers will come."""
    for owner in await people.owners(work.tx, award.sender):
        work.tell(work.reader(owner), "perks.who", award=award, buttons=await _candidates(work, award))
    for owner in await people.owners(work.tx, award.giver):
        work.tell(work.reader(owner), "perks.they_name", award=award)


async def _staff(work: Work, business_id: int) -> list[Row]:
    """The people of all its locations; of a business without staff, its owners."""
    found: dict[int, Row] = {}
    for place in await businesses.locations(work.tx, business_id):
        found |= {row["person_id"]: row for row in await people.staff(work.tx, place["id"])}
    return list(found.values()) or await people.owners(work.tx, business_id)


async def _candidates(work: Work, award: Award) -> Rows:
    have = await perks.holders(work.tx, award.id)
    staff = (await _staff(work, award.sender))[:60]
    marks = {one["person_id"]: "✓ " for one in staff if one["person_id"] in have}
    lines = [(one["person_id"], marks.get(one["person_id"], "") + one["name"]) for one in staff]
    buttons = [Button(line, "name", (award.id, person), own=True) for person, line in lines]
    return in_rows(buttons, 2)


async def press_name(context: Context) -> None:
    """One more person gets a voucher of this award."""
    number, person = context.pressed[:2]
    award = await perks.find(context.tx, number_of(number), context.person.owns)
    if award is None or award.sender not in context.person.owns or award.standing is not Standing.APPROVED:
        context.toast("start.not_yours", alert=True)
        return
    holder = next((one for one in await _staff(context.work, award.sender) if str(one["person_id"]) == person), None)
    if holder is None:
        context.toast("staff.gone_already", alert=True)
        return
    reward = await perks.name(context.tx, award, holder["person_id"], context.person.id, context.now)
    if reward is None:
        context.toast("perks.has_one")
        return
    context.toast()
    context.edit("perks.who", award=award, buttons=await _candidates(context.work, award))
    context.work.tell(context.work.reader(holder), "perks.voucher", reward=reward)
    for owner in await people.owners(context.tx, award.giver):
        rows = [[Button("Handed over", "hand", (reward.id,))]]
        context.work.tell(context.work.reader(owner), "perks.will_come", reward=reward, buttons=rows)


async def press_type(context: Context) -> None:
    """The counter's way: the number is typed."""
    promo_id = context.pressed[0]
    if not await perks.is_giver(context.tx, promo_id, context.person.owns, context.person.works_at):
        context.toast("start.not_yours", alert=True)
        return
    context.toast()
    await people.listen(context.tx, context.person.id, f"reward:{promo_id}")
    context.say("perks.type_it")


async def answer_number(context: Context, promo_id: str) -> None:
    """Guesses count as those of any other code."""
    read = reading.code(context.text)
    if not isinstance(read, Code):
        context.say("perks.typo", buttons=[[Button("Leave it", "unhand")]])
        return
    if await guesses.locked(context):
        return
    reward = await perks.to_hand_over(context.tx, context.person.owns, context.person.works_at, number=read.digits)
    if reward is None:
        await guesses.wrong(context)
        return
    await people.listen(context.tx, context.person.id, "")
    await _hand_over(context, reward)


async def press_leave(context: Context) -> None:
    context.toast()
    if context.person.listening.startswith("reward:"):
        await people.listen(context.tx, context.person.id, "")
    context.edit("perks.left")


async def press_hand(context: Context) -> None:
    reward = await perks.to_hand_over(
        context.tx, context.person.owns, context.person.works_at, reward_id=number_of(context.pressed[0])
    )
    if reward is None:
        context.toast("start.not_yours", alert=True)
        return
    context.toast()
    await _hand_over(context, reward)


async def _hand_over(context: Context, reward: Reward) -> None:
    """Once. Whoever hands over their own is seen doing it by both owners."""
    business = await businesses.find(context.tx, reward.giver)
    if not await perks.hand_over(context.tx, reward, context.person.id, context.now):
        context.say("perks.used", reward=reward, zone=business["zone"] if business else context.app.default_zone)
        return
    context.say("perks.handed", reward=reward)
    if reward.holder_id == context.person.id:
        for side in (reward.giver, reward.sender):
            for owner in await people.owners(context.tx, side):
                context.work.tell(context.work.reader(owner), "perks.own", reward=reward)
        return
    for one in await _staff(context.work, reward.sender):
        if one["person_id"] == reward.holder_id:
            context.work.tell(context.work.reader(one), "perks.you_got_it", reward=reward)
