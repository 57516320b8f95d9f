"""Who sent whom how many, for the owners of a promo's businesses; and the doubts about single days."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.agreement.sharing import Topic, shared_today
from domain.agreement.terms import Terms
from domain.check_digit import Mode, mode
from domain.daily.totals import DayTotals
from domain.ledger import counts
from domain.ledger.dispute import OPEN, DisputeState
from domain.options import Counts, Sharing
from domain.rewards import awards
from domain.schedule.plan import Place
from domain.states import AGREED, DISPUTABLE
from handlers import attribution
from handlers.asked import own_promo, today_of
from handlers.buttons import Button, Rows, shorten, to_card
from handlers.context import Context
from handlers.rewards.awards import shown_goals
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from storage.ledger import disputes
from storage.ledger.disputes import Dispute
from templates.format import values

MOST_LINES = 10
MOST_COUNTERS = 5
MOST_DISPUTES = 6


async def on_ledger(context: Context) -> None:
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo is None:
        return
    context.toast()
    places = await businesses.places(context.tx, promo.id)
    today = today_of(context, promo, places)
    until = shared_today(promo.terms, today, Topic.CUSTOMERS)
    entries = await _entries(context, promo, places, until)
    made = counts.seen_by(
        promo.slot,
        await attribution.totals(context.work, promo.id, promo.terms),
        await attribution.totals(context.work, promo.id, promo.terms, until),
    )
    lines = counts.lines(promo.terms, places, entries=entries, totals=made, viewer=promo.slot, today=today)
    known = await disputes.of_business(context.tx, promo.id, promo.business_id, MOST_DISPUTES)
    context.say(
        "ledger/overview.page",
        buttons=_buttons(context, promo, lines, known),
        title=promo.title,
        lines=lines[:MOST_LINES],
        more=len(lines) > MOST_LINES,
        goals=shown_goals(promo.terms, awards.goals(promo.terms, made), promo.slot),
        early=until < promo.terms.starts,
        by_week=promo.terms.share_customers is Sharing.TOTALS,
        minimum=promo.terms.minimum,
        by_codes=promo.terms.counted is Counts.CODES and mode(promo.terms.mechanic) is Mode.SINGLE,
        disputes=known,
        business=promo.business_id,
        room=MOST_COUNTERS,
    )


async def _entries(context: Context, promo: Promo, places: tuple[Place, ...], until: date) -> list[DayTotals]:
    """Of the partners those that their totals are made from."""
    own = {place.location_id for place in places if place.business_id == promo.business_id}
    every = await daily_reports.counted(context.tx, promo.id, promo.terms.starts, promo.terms.ends)
    return [one for one in every if one.location_id in own or one.day <= until]


def _buttons(context: Context, promo: Promo, lines: tuple[counts.LedgerLine, ...], known: list[Dispute]) -> Rows:
    doubt = [[Button("Dispute a day", "dis", (promo.id,))]] if _may_doubt(promo, lines) else []
    waiting = [
        [
            Button(
                "%(day)s · %(place)s: answer",
                "disp",
                (one.id,),
                words={"day": values.day(one.day, context.person.language), "place": shorten(one.place, 30)},
            )
        ]
        for one in known
        if whose_turn(one) == promo.business_id
    ]
    hand = [[Button("Hand over a reward", "reward", (promo.id,))]] if promo.terms.perks else []
    look = [[Button("Look at a partner's counter", "check", (promo.id,))]]
    return [*waiting, *doubt, *hand, *look, [to_card(promo.id)]]


def _may_doubt(promo: Promo, lines: tuple[counts.LedgerLine, ...]) -> bool:
    return promo.state in DISPUTABLE and any(line.doubtable for line in lines)


def whose_turn(dispute: Dispute) -> int | None:
    """The business that has to answer now."""
    turns = {DisputeState.RECEIVER: dispute.receiver, DisputeState.SENDER: dispute.sender}
    return turns[dispute.standing] if dispute.standing in OPEN else None


def seen_by(terms: Terms | None, dispute: Dispute, business_id: int) -> dict[str, Any]:
    """A dispute in words; figures only where that side may see single days."""
    figures = business_id == dispute.receiver or (terms is not None and terms.share_customers is Sharing.DETAIL)
    return {"dispute": dispute, "figures": figures}
