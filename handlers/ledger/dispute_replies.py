"""The answers to a doubt about a day: corrected or stays, agreed or not, or nothing within seven days."""

from __future__ import annotations

from dataclasses import replace

from domain import reading
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.ledger import dispute as rules
from domain.ledger.dispute import DisputeState, DisputeStep
from domain.reading import Problem
from domain.states import COUNTING
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.ledger.dispute import LONGEST, plan_lapse, receiver_buttons
from handlers.ledger.overview import seen_by, whose_turn
from handlers.recipients import tell_owners
from handlers.results import corrections
from storage import people
from storage.agreement import promos
from storage.daily import daily_reports
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
        context.toast("menu/start.not_yours", alert=True)
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
        await people.expect_reply(context.tx, context.person.id, f"{what}:{dispute.id}")
        mute = [[Button("Without a word", "disp", (dispute.id, "mute"))]] if what == "stays" else []
        context.say(f"ledger/overview.ask_{what}", day=dispute.day, place=dispute.place, buttons=mute)
    else:
        await _take(context, dispute, STEPS[what])


async def _show(context: Context, dispute: Dispute) -> None:
    if dispute.standing is DisputeState.RECEIVER:
        await _say(context, dispute, "ledger/overview.doubted", dispute.receiver, receiver_buttons(dispute))
    else:
        await _say(context, dispute, f"ledger.they_{dispute.steps[-1]}", dispute.sender, _sender_buttons(dispute))


async def _say(context: Context, dispute: Dispute, text: str, business: int, buttons: list[list[Button]]) -> None:
    promo = await promos.by_clock(context.tx, dispute.promo_id)
    context.say(text, buttons=buttons, **seen_by(promo.terms if promo else None, dispute, business))


def _sender_buttons(dispute: Dispute) -> list[list[Button]]:
    return [[Button("Agreed", "disp", (dispute.id, "agreed")), Button("Not agreed", "disp", (dispute.id, "not"))]]


async def answer_correct(context: Context, number: str) -> None:
    """The right number for the day; it becomes the report's next revision."""
    dispute = await _mine(context, number)
    if dispute is None:
        return
    post = await daily_reports.post(context.tx, dispute.promo_id, dispute.location_id)
    if post is None or post.state not in COUNTING:
        await people.expect_reply(context.tx, context.person.id, "")
        context.say("daily/report.nothing_runs")
        return
    customers = reading.count(context.text, maximum=99_999)
    if not isinstance(customers, int):
        problem = customers if isinstance(customers, Problem) else Problem("not_a_number", context.text[:40])
        context.say(
            ("forms/problems.problem", "ledger/overview.ask_correct"),
            problem=problem,
            day=dispute.day,
            place=dispute.place,
        )
        return
    await people.expect_reply(context.tx, context.person.id, "")
    await _correct(context, post, dispute, customers)
    await _take(context, dispute, DisputeStep.CORRECTED, counted=customers)


async def _mine(context: Context, number: str) -> Dispute | None:
    """The dispute that this person was asked to answer, if it still waits for that."""
    dispute = await disputes.find(context.tx, number_of(number), context.person.owns)
    if dispute and dispute.standing is DisputeState.RECEIVER and dispute.receiver in context.person.owns:
        return dispute
    await people.expect_reply(context.tx, context.person.id, "")
    context.say("ledger/overview.answered" if dispute else "menu/start.not_yours")
    return None


async def _correct(context: Context, post: ReportingPlace, dispute: Dispute, customers: int) -> None:
    entries = await daily_reports.recent(context.tx, post.promo_id, post.location_id, dispute.day, dispute.day)
    was = next((entry for entry in entries if entry.day == dispute.day), None)
    blank = ReportEntry(dispute.day, 0, "reported", 0, None, None, post.currency, None, context.person.id)
    stood = was if was and was.state == "reported" else replace(blank, revision=was.revision if was else 0)
    await daily_reports.save(context.tx, post, rules.corrected(stood, customers, context.person.id), context.now)
    await corrections.noticed(context.work, post, dispute.day, context.person.id)


async def answer_stays(context: Context, number: str) -> None:
    """Why the count is right."""
    dispute = await _mine(context, number)
    if dispute is None:
        return
    words = reading.plain(context.text, longest=LONGEST)
    if isinstance(words, Problem):
        context.say(
            ("forms/problems.problem", "ledger/overview.ask_stays"), problem=words, day=dispute.day, place=dispute.place
        )
        return
    await people.expect_reply(context.tx, context.person.id, "")
    await _take(context, dispute, DisputeStep.STAYS, words=words)


async def _take(
    context: Context, dispute: Dispute, step: DisputeStep, *, words: str | None = None, counted: int | None = None
) -> None:
    if rules.take(dispute.steps, step) or not await disputes.step(
        context.tx, dispute, step, context.now, person_id=context.person.id, words=words, counted=counted
    ):
        context.say("ledger/overview.answered")
        return
    if context.person.pending_prompt == f"stays:{dispute.id}":
        await people.expect_reply(context.tx, context.person.id, "")
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
    for owner in await people.owners(context.tx, other):
        context.work.tell(
            context.work.reader(owner),
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
