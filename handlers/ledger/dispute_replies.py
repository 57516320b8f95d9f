"""The answers to a doubt about a day: corrected or stays, agreed or not, or nothing within seven days."""

from __future__ import annotations

from domain import reading
from domain.ledger import dispute as rules
from domain.ledger.dispute import DisputeState, DisputeStep
from domain.prompt import Prompt
from domain.reading import Problem
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.ledger.dispute import LONGEST, plan_lapse, receiver_buttons
from handlers.ledger.overview import seen_by, whose_turn
from handlers.recipients import tell_now, tell_owners
from storage.agreement import promos
from storage.ledger import disputes
from storage.ledger.disputes import Dispute

STEPS = {
    "stays": DisputeStep.STAYS,
    "mute": DisputeStep.STAYS,
    "agreed": DisputeStep.AGREED,
    "not": DisputeStep.NOT_AGREED,
}


async def on_dispute_reply(context: Context) -> None:
    """A button below a dispute; without a word it shows the dispute again."""
    number, what = context.pressed[:2]
    dispute = await disputes.find(context.tx, number_of(number), context.person.owns)
    if dispute is None:
        not_yours(context)
        return
    if what not in ("", "correct", *STEPS):
        context.toast("menu/start.old_button")
        return
    if whose_turn(dispute) not in context.person.owns or _not_their_word(dispute, what):
        context.toast("ledger/overview.answered", alert=True)
        return
    context.toast()
    await _act(context, dispute, what)


def _not_their_word(dispute: Dispute, what: str) -> bool:
    """The receiver corrects or stays with it; the sender agrees or not."""
    sender_turn = dispute.standing is DisputeState.SENDER
    return bool(what) and (what in ("agreed", "not")) is not sender_turn


async def _act(context: Context, dispute: Dispute, what: str) -> None:
    if what == "":
        await _show(context, dispute)
    elif what in ("correct", "stays"):
        await context.expect_reply(what, dispute.id)
        mute = [[Button("Without a word", "disp", (dispute.id, "mute"))]] if what == "stays" else []
        context.say(f"ledger/overview.ask_{what}", day=dispute.day, place=dispute.place, buttons=mute)
    else:
        await take(context, dispute, STEPS[what])


async def _show(context: Context, dispute: Dispute) -> None:
    if dispute.standing is DisputeState.RECEIVER:
        await _say(context, dispute, "ledger/overview.doubted", dispute.receiver, receiver_buttons(dispute))
    else:
        await _say(
            context, dispute, f"ledger/overview.they_{dispute.steps[-1]}", dispute.sender, _sender_buttons(dispute)
        )


async def _say(context: Context, dispute: Dispute, text: str, business: int, buttons: list[list[Button]]) -> None:
    promo = await promos.by_clock(context.tx, dispute.promo_id)
    context.say(text, buttons=buttons, **seen_by(promo.terms if promo else None, dispute, business))


def _sender_buttons(dispute: Dispute) -> list[list[Button]]:
    return [[Button("Agreed", "disp", (dispute.id, "agreed")), Button("Not agreed", "disp", (dispute.id, "not"))]]


async def mine(context: Context, number: str) -> Dispute | None:
    """The dispute that this person was asked to answer, if it still waits for that."""
    dispute = await disputes.find(context.tx, number_of(number), context.person.owns)
    if dispute and dispute.standing is DisputeState.RECEIVER and dispute.receiver in context.person.owns:
        return dispute
    await context.expect_nothing()
    context.say("ledger/overview.answered" if dispute else "menu/start.not_yours")
    return None


async def answer_stays(context: Context, number: str) -> None:
    """Why the count is right."""
    dispute = await mine(context, number)
    if dispute is None:
        return
    words = reading.plain(context.text, longest=LONGEST)
    if isinstance(words, Problem):
        context.say(
            ("forms/problems.problem", "ledger/overview.ask_stays"), problem=words, day=dispute.day, place=dispute.place
        )
        return
    await context.expect_nothing()
    await take(context, dispute, DisputeStep.STAYS, words=words)


async def take(
    context: Context, dispute: Dispute, step: DisputeStep, *, words: str | None = None, counted: int | None = None
) -> None:
    if rules.take(dispute.steps, step) or not await disputes.step(
        context.tx, dispute, step, context.now, person_id=context.person.id, words=words, counted=counted
    ):
        context.say("ledger/overview.answered")
        return
    if context.person.pending_prompt == Prompt.of("stays", dispute.id):
        await context.expect_nothing()
    fresh = await disputes.by_clock(context.tx, dispute.id)
    if fresh:
        await _tell(context, fresh, step)


async def _tell(context: Context, dispute: Dispute, step: DisputeStep) -> None:
    """The other side learns it; of the receiver's answer the sender says once whether that settles it."""
    waits = dispute.standing is DisputeState.SENDER
    mine, other = (dispute.receiver, dispute.sender) if waits else (dispute.sender, dispute.receiver)
    promo = await promos.by_clock(context.tx, dispute.promo_id)
    terms = promo.terms if promo else None
    if waits:
        await plan_lapse(context.work, dispute)
    context.say(f"ledger/overview.you_{step}", **seen_by(terms, dispute, mine))
    await tell_now(
        context.work,
        other,
        f"ledger/overview.they_{step}",
        buttons=_sender_buttons(dispute) if waits else (),
        **seen_by(terms, dispute, other),
    )


async def lapse(work: Work, subject: str, period: str) -> None:
    """Seven days without an answer: the count stands as it is, and both sides are told."""
    dispute = await disputes.by_clock(work.tx, number_of(subject))
    if dispute is None or len(dispute.steps) != number_of(period) or rules.take(dispute.steps, DisputeStep.LAPSED):
        return
    silent = dispute.receiver_name if dispute.standing is DisputeState.RECEIVER else dispute.sender_name
    if not await disputes.step(work.tx, dispute, DisputeStep.LAPSED, work.now):
        return
    await tell_owners(
        work,
        (dispute.sender, dispute.receiver),
        "ledger/overview.lapsed",
        dispute=dispute,
        name=silent,
        key=f"dispute_lapse:{dispute.id}",
    )
