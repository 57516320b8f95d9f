"""The receiver corrects a doubted day: its customers, and the sales that belong to them."""

from __future__ import annotations

from msgspec.structs import replace

from domain import reading
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.ledger import dispute as rules
from domain.ledger.dispute import DisputeState, DisputeStep
from domain.money import Money
from domain.prompt import Prompt
from domain.reading import Problem
from domain.states import DISPUTABLE
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.daily.places import say_nothing_runs
from handlers.ledger.dispute_replies import mine, take
from handlers.results import corrections
from storage.codes import use_counts
from storage.daily import daily_reports, reporting_places
from storage.ledger import disputes
from storage.ledger.disputes import Dispute
from templates.format import values

MOST_CUSTOMERS = 99_999


async def answer_correct(context: Context, number: str) -> None:
    """The right number for the day; it becomes the report's next revision."""
    dispute = await mine(context, number)
    if dispute is None:
        return
    post = await reporting_places.post(context.tx, dispute.promo_id, dispute.location_id)
    if post is None or post.state not in DISPUTABLE:
        await context.expect_nothing()
        await say_nothing_runs(context)
        return
    customers = reading.count(context.text, maximum=MOST_CUSTOMERS)
    if not isinstance(customers, int):
        problem = customers if isinstance(customers, Problem) else Problem("not_a_number", context.text[:40])
        context.say(
            ("forms/problems.problem", "ledger/overview.ask_correct"),
            problem=problem,
            day=dispute.day,
            place=dispute.place,
        )
        return
    by_codes = await use_counts.by_codes(context.tx, post, dispute.day)
    if by_codes and customers < by_codes:
        fewer = Problem("fewer_than_codes", said=str(customers), limit=by_codes)
        context.say(
            ("forms/problems.problem", "ledger/overview.ask_correct"),
            problem=fewer,
            day=dispute.day,
            place=dispute.place,
        )
        return
    was = await _stands(context, post, dispute)
    if rules.asks_for_sales(was, customers) and was:
        await context.expect_reply("sales", dispute.id, customers)
        await _ask_sales(context, dispute, was, customers)
        return
    await context.expect_nothing()
    await _correct(context, post, dispute, customers, None)


async def _ask_sales(context: Context, dispute: Dispute, was: ReportEntry, customers: int) -> None:
    """The sum belongs to the customers: in proportion, as it is, or typed."""
    kept, alike, language = was.sales or 0, rules.sales_in_proportion(was, customers), context.person.language
    sums = [one for one in dict.fromkeys((alike, kept)) if one is not None]
    context.say(
        "ledger/overview.ask_sales",
        day=dispute.day,
        old=was.customers,
        new=customers,
        sum=Money(kept, was.currency),
        alike=None if alike is None else Money(alike, was.currency),
        buttons=[
            [Button(values.money(Money(one, was.currency), language), "dsum", (dispute.id, customers, one), own=True)]
            for one in sums
        ],
    )


async def answer_sales(context: Context, number: str, customers: str) -> None:
    """The right sum for the corrected day, typed."""
    dispute = await mine(context, number)
    post = await reporting_places.post(context.tx, dispute.promo_id, dispute.location_id) if dispute else None
    if dispute is None or post is None:
        return
    said = reading.money(context.text, post.currency)
    was = await _stands(context, post, dispute)
    if not isinstance(said, Money) or was is None:
        problem = said if isinstance(said, Problem) else Problem("no_sum", context.text[:40])
        context.say("forms/problems.problem", problem=problem)
        if was:
            await _ask_sales(context, dispute, was, number_of(customers))
        return
    await context.expect_nothing()
    await _correct(context, post, dispute, number_of(customers), said.minor)


async def on_sum(context: Context) -> None:
    """One of the sums that were offered."""
    number, customers, sales = (number_of(argument) for argument in context.pressed[:3])
    dispute = await disputes.find(context.tx, number, context.person.owns)
    post = await reporting_places.post(context.tx, dispute.promo_id, dispute.location_id) if dispute else None
    if dispute is None or post is None or dispute.receiver not in context.person.owns:
        not_yours(context)
        return
    if dispute.standing is not DisputeState.RECEIVER or customers > MOST_CUSTOMERS or sales > reading.MOST_MINOR:
        context.toast("ledger/overview.answered", alert=True)
        return
    context.toast()
    if context.person.pending_prompt == Prompt.of("sales", number, customers):
        await context.expect_nothing()
    await _correct(context, post, dispute, customers, sales)


async def _stands(context: Context, post: ReportingPlace, dispute: Dispute) -> ReportEntry | None:
    entries = await daily_reports.recent(context.tx, post.promo_id, post.location_id, dispute.day, dispute.day)
    return next((entry for entry in entries if entry.day == dispute.day), None)


async def _correct(context: Context, post: ReportingPlace, dispute: Dispute, customers: int, sales: int | None) -> None:
    """The report's next revision, and the answer to the doubt."""
    was = await _stands(context, post, dispute)
    blank = ReportEntry(
        day=dispute.day, state="reported", customers=0, currency=post.currency, person_id=context.person.id
    )
    stood = was if was and was.state == "reported" else replace(blank, revision=was.revision if was else 0)
    by_codes = await use_counts.by_codes(context.tx, post, dispute.day)
    entry = rules.corrected(stood, max(customers, by_codes or 0), context.person.id, sales, by_codes)
    await daily_reports.save(context.tx, post, entry, context.now)
    await corrections.noticed(context.work, post, dispute.day, context.person.id)
    await take(context, dispute, DisputeStep.CORRECTED, counted=customers)
