"""Vouchers for named members of staff: who gets one, and handing it over once."""

from __future__ import annotations

from collections.abc import Sequence

from domain import reading
from domain.reading import TypedCode
from domain.rewards.awards import AwardState
from handlers.asked import not_yours
from handlers.buttons import Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.codes import lockout
from handlers.context import Context, Work
from handlers.recipients import tell_now
from storage import people
from storage.business import businesses
from storage.people import Recipient
from storage.rewards import awards, vouchers
from storage.rewards.awards import Award
from storage.rewards.vouchers import Reward


async def ask_who(work: Work, award: Award) -> None:
    """Both have approved: the sender's owners name who gets one, the giver's owners know that vouchers will come."""
    await tell_now(work, award.sender, "rewards/rewards.who", award=award, buttons=await _candidates(work, award))
    await tell_now(work, award.giver, "rewards/rewards.they_name", award=award)


async def _staff(work: Work, business_id: int) -> Sequence[Recipient]:
    """The people of all its locations; of a business without staff, its owners."""
    found: dict[int, Recipient] = {}
    for place in await businesses.locations(work.tx, business_id):
        found |= {row.person_id: row for row in await people.staff(work.tx, place.id)}
    return list(found.values()) or await people.owners(work.tx, business_id)


async def _candidates(work: Work, award: Award) -> Rows:
    have = await vouchers.holders(work.tx, award.id)
    staff = (await _staff(work, award.sender))[:60]
    marks = {one.person_id: "✓ " for one in staff if one.person_id in have}
    lines = [(one.person_id, marks.get(one.person_id, "") + one.name) for one in staff]
    buttons = [Button(line, "name", (award.id, person), own=True) for person, line in lines]
    return in_rows(buttons, 2)


async def on_name(context: Context) -> None:
    """One more person gets a voucher of this award."""
    number, person = context.pressed[:2]
    award = await awards.find(context.tx, number_of(number), context.person.owns)
    if award is None or award.sender not in context.person.owns or award.standing is not AwardState.APPROVED:
        not_yours(context)
        return
    holder = next((one for one in await _staff(context.work, award.sender) if str(one.person_id) == person), None)
    if holder is None:
        context.toast("staff/staff.gone_already", alert=True)
        return
    reward = await vouchers.name(context.tx, award, holder.person_id, context.person.id, context.now)
    if reward is None:
        context.toast("rewards/rewards.has_one")
        return
    context.toast()
    context.edit("rewards/rewards.who", award=award, buttons=await _candidates(context.work, award))
    context.work.tell(context.work.reader(holder), "rewards/rewards.voucher", reward=reward)
    for owner in await people.owners(context.tx, award.giver):
        rows = [[Button("Handed over", "hand", (reward.id,))]]
        context.work.tell(context.work.reader(owner), "rewards/rewards.will_come", reward=reward, buttons=rows)


async def on_type_number(context: Context) -> None:
    """The counter's way: the number is typed."""
    promo_id = context.pressed[0]
    if not await vouchers.is_giver(context.tx, promo_id, context.person.owns, context.person.works_at):
        not_yours(context)
        return
    context.toast()
    await context.expect_reply("reward", promo_id)
    context.say("rewards/rewards.type_it")


async def answer_number(context: Context, promo_id: str) -> None:
    """Guesses count as those of any other code."""
    read = reading.code(context.text)
    if not isinstance(read, TypedCode):
        context.say("rewards/rewards.typo", buttons=[[Button("Leave it", "unhand")]])
        return
    if await lockout.locked(context):
        return
    reward = await vouchers.to_hand_over(context.tx, context.person.owns, context.person.works_at, number=read.digits)
    if reward is None:
        await lockout.wrong(context)
        return
    await context.expect_nothing()
    await _hand_over(context, reward)


async def on_leave(context: Context) -> None:
    context.toast()
    if context.person.pending_prompt.kind == "reward":
        await context.expect_nothing()
    context.edit("rewards/rewards.left")


async def on_hand_over(context: Context) -> None:
    reward = await vouchers.to_hand_over(
        context.tx, context.person.owns, context.person.works_at, reward_id=number_of(context.pressed[0])
    )
    if reward is None:
        not_yours(context)
        return
    context.toast()
    await _hand_over(context, reward)


async def _hand_over(context: Context, reward: Reward) -> None:
    """Once. Whoever hands over their own is seen doing it by both owners."""
    business = await businesses.find(context.tx, reward.giver)
    if not await vouchers.hand_over(context.tx, reward, context.person.id, context.now):
        context.say("rewards/rewards.used", reward=reward, zone=business.zone if business else context.app.default_zone)
        return
    context.say("rewards/rewards.handed", reward=reward)
    if reward.holder_id == context.person.id:
        for side in (reward.giver, reward.sender):
            await tell_now(context.work, side, "rewards/rewards.own", reward=reward)
        return
    for one in await _staff(context.work, reward.sender):
        if one.person_id == reward.holder_id:
            context.work.tell(context.work.reader(one), "rewards/rewards.you_got_it", reward=reward)
