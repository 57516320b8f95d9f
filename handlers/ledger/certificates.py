"""Paper certificates that came back, counted by week; where counts differ, both sides explain."""

from __future__ import annotations

from domain import reading
from domain.agreement.terms import Party, Terms
from domain.calendar import Week, promo_weeks
from domain.ledger import counts as ledger_counts
from domain.ledger import mismatch as rules
from domain.ledger.mismatch import WeekCounts
from domain.options import Counts, Mechanic, Sharing
from domain.reading import Problem
from handlers.asked import not_yours, today_of
from handlers.buttons import Button, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.ledger.photo_requests import live_promo
from handlers.recipients import tell_now
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from storage.ledger import checks
from templates.format import values

LONGEST = 300


async def on_certificates(context: Context) -> None:
    """Which week, then the number."""
    promo_id, week = context.pressed[:2]
    promo = await live_promo(context, promo_id)
    if promo is None:
        return
    weeks = {str(one.number): one for one in await _weeks(context, promo, promo.terms)}
    if promo.business_id not in {party.business_id for party in promo.terms.receivers()}:
        context.toast("daily/report.no_counter", alert=True)
    elif not weeks or (week and week not in weeks):
        context.toast("ledger/photo_requests.no_week", alert=True)
    elif not week:
        context.toast()
        language = context.person.language
        buttons = [
            Button(values.span(one.first, one.last, language), "certs", (promo.id, number), own=True)
            for number, one in weeks.items()
        ]
        context.say("ledger/photo_requests.which_week", buttons=in_rows(buttons, 2))
    else:
        context.toast()
        await context.expect_reply("certs", promo.id, week)
        context.say("ledger/photo_requests.how_many", week=weeks[week])


async def _weeks(context: Context, promo: Promo, terms: Terms) -> tuple[Week, ...]:
    places = await businesses.places(context.tx, promo.id)
    return rules.weeks_begun(terms, today_of(context, promo, places))


async def answer_count(context: Context, promo_id: str, week: str) -> None:
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    weeks = {str(one.number): one for one in await _weeks(context, promo, promo.terms)} if promo else {}
    if promo is None or week not in weeks:
        await context.expect_nothing()
        not_yours(context)
        return
    count = reading.count(context.text, maximum=99_999)
    if not isinstance(count, int):
        problem = count if isinstance(count, Problem) else Problem("not_a_number", context.text[:40])
        context.say(("forms/problems.problem", "ledger/photo_requests.how_many"), problem=problem, week=weeks[week])
        return
    await context.expect_nothing()
    await checks.count(
        context.tx,
        promo.id,
        promo.business_id,
        week=int(week),
        number=count,
        person_id=context.person.id,
        now=context.now,
    )
    context.say("ledger/photo_requests.counted", week=weeks[week], count=count)
    counts = await _counts(context.work, promo, promo.terms, promo.business_id, weeks[week])
    receiver = promo.terms.party_of(promo.business_id)
    if receiver and counts.differ:
        await _ask_why(context.work, promo, promo.terms, receiver, counts)


async def _counts(work: Work, promo: Promo, terms: Terms, business_id: int, week: Week) -> WeekCounts:
    entries = await daily_reports.counted(work.tx, promo.id, week.first, week.last)
    places = await businesses.places(work.tx, promo.id)
    reported = rules.reported(terms, places, entries, business_id, week)
    certificates = await checks.certificates(work.tx, promo.id, business_id, week.number)
    codes = await checks.by_codes(work.tx, promo.id, business_id, week.first, week.last)
    return WeekCounts(week.number, codes, certificates, reported)


def _concerned(terms: Terms, receiver: Party) -> list[Party]:
    """The receiver, and whoever may have sent the customers."""
    return [p for p in terms.parties if p == receiver or ledger_counts.may_doubt(terms, p.slot, receiver.slot)]


async def standing(work: Work, promo: Promo, number: int) -> None:
    """After a week: where only codes count and reports tell of more, both owners are asked, once for that week."""
    if promo.terms.mechanic is not Mechanic.VOUCHER or promo.terms.counted is Counts.ALL:
        return
    week = promo_weeks(promo.terms.starts, promo.terms.ends)[number - 1]
    for receiver in promo.terms.receivers():
        counts = await _counts(work, promo, promo.terms, receiver.business_id, week)
        if counts.differ:
            await _ask_why(work, promo, promo.terms, receiver, counts)


async def _ask_why(work: Work, promo: Promo, terms: Terms, receiver: Party, counts: WeekCounts) -> None:
    """Once for each week and owner."""
    args = (promo.id, receiver.business_id, counts.week)
    for party in _concerned(terms, receiver):
        await tell_now(
            work,
            party.business_id,
            "ledger/photo_requests.differ",
            name=receiver.name,
            title=promo.title,
            counts=counts,
            figures=party == receiver or terms.share_customers is not Sharing.HIDDEN,
            buttons=[[Button("Explain", "expl", args)]],
            key=f"explain:{promo.id}:{receiver.business_id}:{counts.week}",
        )


async def on_explain(context: Context) -> None:
    promo_id, business, week = context.pressed[:3]
    if await _explained(context, promo_id, business, week) is None:
        not_yours(context)
        return
    context.toast()
    await context.expect_reply("explain", promo_id, business, week)
    context.say("ledger/photo_requests.why", week=number_of(week))


async def _explained(context: Context, promo_id: str, business: str, week: str) -> tuple[Promo, Party] | None:
    """The asker's promo and the side whose counts differ, if the asker is concerned."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    receiver = promo.terms.party_of(number_of(business)) if promo else None
    if promo is None or receiver is None:
        return None
    own = promo.terms.party_of(promo.business_id)
    weeks = [one for one in await _weeks(context, promo, promo.terms) if str(one.number) == week]
    counts = [await _counts(context.work, promo, promo.terms, receiver.business_id, one) for one in weeks]
    asked = any(one.certificates is not None or one.differ for one in counts)
    return (promo, receiver) if own in _concerned(promo.terms, receiver) and asked else None


async def answer_explain(context: Context, promo_id: str, business: str, week: str) -> None:
    """A side's words; both sides read all that was said."""
    found = await _explained(context, promo_id, business, week)
    if found is None:
        await context.expect_nothing()
        not_yours(context)
        return
    words = reading.plain(context.text, longest=LONGEST)
    if isinstance(words, Problem):
        context.say(("forms/problems.problem", "ledger/photo_requests.why"), problem=words, week=number_of(week))
        return
    await context.expect_nothing()
    promo, receiver = found
    if not await checks.explain(
        context.tx,
        promo.id,
        receiver.business_id,
        week=number_of(week),
        business_id=promo.business_id,
        words=words,
        person_id=context.person.id,
        now=context.now,
    ):
        context.say("ledger/photo_requests.explained_already")
        return
    said = await checks.explanations(context.tx, promo.id, receiver.business_id, number_of(week))
    for party in _concerned(promo.terms, receiver):
        await tell_now(
            context.work,
            party.business_id,
            "ledger/photo_requests.explained",
            name=receiver.name,
            week=number_of(week),
            said=said,
        )
