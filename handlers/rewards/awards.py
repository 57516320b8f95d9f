"""Rewards for staff: both sides' owners approve, the sender's owner names who gets one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.agreement.terms import Terms
from domain.options import Sharing
from domain.rewards import awards as rewards_awards
from domain.rewards.awards import AwardState, Known, RewardGoal
from domain.states import COUNTING
from handlers import attribution
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.recipients import tell_now, tell_owners
from handlers.rewards import vouchers
from storage.agreement import promos
from storage.rewards import awards as stored
from storage.rewards.awards import Award

ANSWERS = {"yes": "approved", "later": "not_yet"}


async def check(work: Work, subject: str, period: str) -> None:
    """Each morning: what the counts have earned since, and what a correction has taken back."""
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or promo.state not in COUNTING or not promo.terms.perks:
        return
    counts = await goals(work, promo.id, promo.terms)
    now = rewards_awards.reached(counts)
    slots = {party.business_id: party.slot for party in promo.terms.parties}
    awards = {_key(one, slots): one for one in await stored.of_promo(work.tx, promo.id)}
    found = rewards_awards.news(
        now, [Known(key, one.standing, _earned(one, key, counts)) for key, one in awards.items()]
    )
    at = {party.slot: party.business_id for party in promo.terms.parties}
    for one in found.ask:
        await _ask(
            work, await stored.ask(work.tx, promo.id, one, giver=at[one.giver], sender=at[one.sender], now=work.now)
        )
    for key in found.withdraw:
        await stored.withdraw(work.tx, awards[key].id, work.now)
        await _tell(work, awards[key], "rewards/rewards.withdrawn", f"perk_gone:{awards[key].id}:{awards[key].asked}")
    for key in found.stays:
        await _tell(work, awards[key], "rewards/rewards.stays", f"perk_stays:{awards[key].id}")


def _earned(one: Award, key: tuple[int, int, int, int], counts: Sequence[RewardGoal]) -> bool:
    """A direction without a goal has lost its perk by a change of the terms, and no customer."""
    return all(goal.count >= one.reached for goal in counts if (goal.giver, goal.sender) == key[1:3])


async def goals(work: Work, promo_id: str, terms: Terms) -> tuple[rewards_awards.RewardGoal, ...]:
    """How far each direction has come."""
    return rewards_awards.goals(terms, await attribution.totals(work, promo_id, terms))


async def approved(work: Work, promo_id: str, terms: Terms) -> Counter[tuple[int, int, int]]:
    """(perk, giver, sender), by slot → how many of its rewards both sides approved."""
    slots = {party.business_id: party.slot for party in terms.parties}
    awards = await stored.of_promo(work.tx, promo_id)
    return Counter(_key(one, slots)[:3] for one in awards if one.standing is AwardState.APPROVED)


def _key(one: Award, slots: dict[int, int]) -> tuple[int, int, int, int]:
    return one.perk, slots.get(one.giver, 0), slots.get(one.sender, 0), one.nth


async def _ask(work: Work, award: Award) -> None:
    await _tell(work, award, "rewards/rewards.question", f"perk:{award.id}:{award.asked}", _choices(award))


def _choices(award: Award, said: str = "") -> Rows:
    approve = Button("Approve", "perk", (award.id, award.asked, "yes"))
    return (
        [[approve]] if said == "not_yet" else [[approve, Button("Not yet", "perk", (award.id, award.asked, "later"))]]
    )


async def _tell(work: Work, award: Award, text: str, key: str, buttons: Rows = ()) -> None:
    """To the owners of both sides, never at night."""
    await tell_owners(work, (award.giver, award.sender), text, buttons=buttons, award=award, key=key)


async def on_award(context: Context) -> None:
    """A side's word; the second yes makes it so."""
    number, asked, what = context.pressed[:3]
    award = await stored.find(context.tx, number_of(number), context.person.owns)
    if award is None or what not in ANSWERS:
        not_yours(context)
        return
    if award.standing is not AwardState.ASKED or asked != str(award.asked):
        context.toast("rewards/rewards.over", alert=True)
        return
    context.toast()
    for side in {award.giver, award.sender} & context.person.owns:
        if award.said.get(side) != "approved":
            await stored.answer(
                context.tx, award, side, what=ANSWERS[what], person_id=context.person.id, now=context.now
            )
    fresh = await stored.find(context.tx, award.id, context.person.owns)
    if fresh:
        await _answered(context, fresh, ANSWERS[what])


async def _answered(context: Context, award: Award, said: str) -> None:
    if award.standing is AwardState.APPROVED:
        context.edit("rewards/rewards.approved", award=award)
        await vouchers.ask_who(context.work, award)
        return
    mine = award.giver if award.giver in context.person.owns else award.sender
    other = award.sender if mine == award.giver else award.giver
    names = {award.giver: award.giver_name, award.sender: award.sender_name}
    context.edit(
        f"rewards/rewards.you_{said}",
        award=award,
        other=names[other],
        buttons=_choices(award, said) if said == "not_yet" else (),
    )
    if said == "not_yet":
        await tell_now(context.work, other, "rewards/rewards.they_not_yet", award=award, side=names[mine])


MOST_GOALS = 5


def shown_goals(terms: Terms, every: tuple[RewardGoal, ...], viewer: int) -> list[tuple[str, str, RewardGoal]]:
    """Some, with the names of who earns and who gives."""
    names = {party.slot: party.name for party in terms.parties}
    return [(names[goal.sender], names[goal.giver], goal) for goal in own_goals(terms, every, viewer)][:MOST_GOALS]


def own_goals(terms: Terms, every: tuple[RewardGoal, ...], viewer: int) -> list[RewardGoal]:
    """The rewards that the viewer's side gives or earns, as far as it may see the counts."""
    open_ = terms.share_customers != Sharing.HIDDEN
    return [goal for goal in every if viewer == goal.giver or (viewer == goal.sender and open_)]
