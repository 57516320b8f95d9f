"""A sender doubts a day: place, day and reason are picked; the receiver's owners are asked."""

from __future__ import annotations

from datetime import date

from domain import reading
from domain.agreement.terms import Terms
from domain.ledger import counts
from domain.ledger import dispute as rules
from domain.reading import Problem
from domain.schedule.plan import Due, Place, counting
from domain.states import DISPUTABLE, EVER_AGREED
from handlers.asked import not_yours, own_promo, today_of
from handlers.buttons import Button, day_of, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.ledger.overview import seen_by
from handlers.recipients import tell_now
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from storage.ledger import disputes
from storage.ledger.disputes import Dispute
from storage.queues import schedule
from templates.format import values

LONGEST = 300


async def on_dispute(context: Context) -> None:
    """Step by step: at which counter, which day, then why in words."""
    promo_id, location, day = context.pressed[:3]
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return
    places = await _doubtable(context, promo, promo.terms)
    place = next((one for one in places if str(one.location_id) == location), None)
    if not places or (location and place is None):
        not_yours(context)
    elif place is None and len(places) > 1:
        context.toast()
        rows = [[Button(one.name, "dis", (promo.id, one.location_id), own=True)] for one in places]
        context.say("ledger/overview.which_place", buttons=rows)
    else:
        await _of_place(context, promo, promo.terms, place or places[0], day_of(day))


async def _doubtable(context: Context, promo: Promo, terms: Terms) -> list[Place]:
    """The counters to which this side may have sent customers, while days are still corrected."""
    if promo.state not in DISPUTABLE:
        return []
    receivers = {p.business_id for p in terms.receivers() if counts.may_doubt(terms, promo.slot, p.slot)}
    places = counting(terms, await businesses.places(context.tx, promo.id))
    return [place for place in places if place.business_id in receivers]


async def _of_place(context: Context, promo: Promo, terms: Terms, place: Place, day: date | None) -> None:
    today = today_of(context, promo, (place,))
    changed = await disputes.changed_since(context.tx, promo.id, place.location_id, context.now - rules.OPEN_FOR)
    days = rules.open_days(counts.recent_days(terms, today), changed, today)
    known = await disputes.known(context.tx, promo.id, place.location_id, promo.business_id)
    refusal = rules.open_for(day, days, day in known) if day else None
    if refusal:
        context.toast(f"ledger/overview.{refusal.reason}", alert=True)
        return
    context.toast()
    if day:
        await context.expect_reply("dispute", promo.id, place.location_id, day)
        context.say("ledger/overview.why", place=place.name, day=day)
        return
    language = context.person.language
    buttons = [
        Button(values.day(one, language), "dis", (promo.id, place.location_id, one), own=True)
        for one in days
        if one not in known
    ]
    context.say(
        "ledger/overview.which_day" if buttons else "ledger/overview.no_day",
        place=place.name,
        buttons=in_rows(buttons, 3),
    )


async def answer_why(context: Context, promo_id: str, location: str, day: str) -> None:
    """The reason, which makes the dispute."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    places = await _doubtable(context, promo, promo.terms) if promo else []
    place = next((one for one in places if one.location_id == number_of(location)), None)
    if promo is None or place is None:
        await context.expect_nothing()
        not_yours(context)
        return
    words = reading.plain(context.text, longest=LONGEST)
    if isinstance(words, Problem):
        context.say(
            ("forms/problems.problem", "ledger/overview.why"),
            problem=words,
            place=place.name,
            day=date.fromisoformat(day),
        )
        return
    await context.expect_nothing()
    await _open(context, promo, promo.terms, place=place, day=date.fromisoformat(day), words=words)


async def _open(context: Context, promo: Promo, terms: Terms, place: Place, day: date, words: str) -> None:
    entries = await daily_reports.counted(context.tx, promo.id, day, day)
    stands = counts.day_at(place, day, entries)
    number = await disputes.add(
        context.tx,
        promo.id,
        place.location_id,
        day=day,
        business_id=promo.business_id,
        counted=stands.customers,
        words=words,
        person_id=context.person.id,
        now=context.now,
    )
    dispute = await disputes.find(context.tx, number, context.person.owns) if number else None
    if dispute is None:
        context.say("ledger/overview.already")
        return
    await plan_lapse(context.work, dispute)
    context.say("ledger/overview.opened", **seen_by(terms, dispute, promo.business_id))
    await tell_now(
        context.work,
        dispute.receiver,
        "ledger/overview.doubted",
        buttons=receiver_buttons(dispute),
        **seen_by(terms, dispute, dispute.receiver),
    )


def receiver_buttons(dispute: Dispute) -> list[list[Button]]:
    return [
        [Button("Correct the day", "disp", (dispute.id, "correct")), Button("It stays", "disp", (dispute.id, "stays"))]
    ]


async def plan_lapse(work: Work, dispute: Dispute) -> None:
    """Whoever's turn it is has seven days."""
    at = work.now + rules.LAPSES
    await schedule.plan(work.tx, [Due("dispute_lapse", str(dispute.id), str(len(dispute.steps)), at)])
