"""Seven, three and one day before the start: what is not ready on a side, with buttons to do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.agreement.terms import Party, Terms
from domain.duties.duty import TrackedDuty
from domain.lifecycle import readiness
from domain.lifecycle.readiness import LAST, CounterReadiness, Gap, Point, ReadinessFacts, SideReadiness, Waiting
from domain.measures.measure import Phase
from domain.options import Mechanic
from domain.schedule import plan
from domain.schedule.due_names import SideSubject, StepOfDay
from domain.staff.training import hands_out
from domain.states import State
from handlers.buttons import Button, Key, Rows
from handlers.codes import card_sheets
from handlers.context import Work
from handlers.measures import entry
from handlers.recipients import tell_owners
from handlers.staff import progress
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.codes import use_counts
from storage.duties import duties
from storage.groups import groups
from storage.measures import measures as stored_measures

MOST_POINTS = 12


async def facts(work: Work, promo: Promo, terms: Terms) -> ReadinessFacts:
    """Everything that says whether a promo can start."""
    group = await groups.of_promo(work.tx, promo.id)
    counting = {place.location_id for place in plan.counting(terms, await businesses.places(work.tx, promo.id))}
    classes = await progress.classes(work, promo.id, terms)
    waiting = await duties.open_before(work.tx, promo.id, terms.starts)
    sides = tuple(
        [
            _side(
                party.business_id,
                classes,
                waiting=waiting,
                counting=counting,
                made=await _codes(work, terms, party),
                entered=await _baseline(work, terms, party),
            )
            for party in terms.parties
        ]
    )
    return ReadinessFacts(bool(group and not group.lost_at), sides)


async def _codes(work: Work, terms: Terms, party: Party) -> int | None:
    """How many codes a side has made, where it hands vouchers out."""
    gives = terms.mechanic is Mechanic.VOUCHER and any(hands_out(offer, party.slot) for offer in terms.offers)
    return await use_counts.contacts(work.tx, terms.promo_id, party.business_id) if gives else None


async def _baseline(work: Work, terms: Terms, party: Party) -> bool | None:
    """Whether a side has entered every measure before the promo, where the terms compare any."""
    entered = await stored_measures.of_business(work.tx, terms.promo_id, party.business_id)
    return not entry.missing(terms, entered, Phase.BEFORE) if terms.baseline else None


def _side(
    business_id: int,
    classes: Sequence[progress.Class],
    waiting: Sequence[TrackedDuty],
    counting: set[int],
    made: int | None,
    entered: bool | None,
) -> SideReadiness:
    counters = tuple(
        CounterReadiness(
            one.place.location_id, one.place.name, len(one.members), one.trained, one.place.location_id in counting
        )
        for one in classes
        if one.place.business_id == business_id
    )
    due = tuple(Waiting(row.id, row.proof and row.dated) for row in waiting if row.business_id == business_id)
    return SideReadiness(business_id, counters, due, codes_made=made, baseline_entered=entered)


async def told(work: Work, promo: Promo, found: Sequence[Point]) -> dict[str, Any]:
    """What the texts about points need: the points and the duties that they name."""
    rows = {row.id: row for row in await duties.of_promo(work.tx, promo.id)}
    return {"title": promo.title, "points": found[:MOST_POINTS], "more": len(found) - MOST_POINTS, "duties": rows}


def fixes(promo: Promo, found: Sequence[Point]) -> Rows:
    """A button for each kind of thing that is missing."""
    gaps = [point.gap for point in found]
    rows: list[Sequence[Key]] = []
    if Gap.GROUP in gaps:
        rows.append([Button("Link our group", "group", (promo.id,))])
    for point in found:
        if point.gap is Gap.STAFF and point.counter:
            here = point.counter
            rows.append([Button("Invite staff: %(name)s", "invite", (here.location_id,), words={"name": here.name})])
    if Gap.DUTY in gaps:
        rows.append([Button("Duties", "duties", (promo.id,))])
    if Gap.CODES in gaps:
        rows += card_sheets.opening(promo)
    if Gap.BASELINE in gaps:
        rows += entry.opening(promo)
    if Gap.TRAINING in gaps:
        rows.append([Button("Who is trained", "trained", (promo.id,))])
    return rows


async def remind(work: Work, subject: str, period: str) -> None:
    """To one side's owners, while the start is still on that day; "all is ready" only on the last day."""
    side, planned = SideSubject.read(subject), StepOfDay.read(period)
    before = int(planned.step)
    promo = await promos.find(work.tx, side.promo_id, frozenset({side.business_id}))
    if promo is None or promo.state is not State.SIGNED or promo.terms.starts != planned.day:
        return
    found = readiness.points(await facts(work, promo, promo.terms), promo.business_id)
    if not found and before != LAST:
        return
    data = await told(work, promo, found)
    await tell_owners(
        work,
        [promo.business_id],
        "lifecycle/readiness.lacking" if found else "lifecycle/readiness.ready",
        **data,
        days=before,
        day=planned.day,
        buttons=fixes(promo, found),
        key=f"ready:{subject}:{period}",
    )
