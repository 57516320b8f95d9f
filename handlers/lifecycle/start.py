"""The start: at midnight if nothing holds it back, otherwise by an owner's word, or a day late by itself."""

from __future__ import annotations

from datetime import date, time, timedelta

from domain.agreement.terms import Terms
from domain.calendar import local_day, to_utc
from domain.lifecycle import readiness
from domain.lifecycle.readiness import Point, ReadinessFacts
from domain.schedule.due_names import Nth
from domain.schedule.plan import Due
from domain.states import State
from handlers.agreement import amendment, change_requests
from handlers.asked import own_promo
from handlers.buttons import Button
from handlers.context import Context, Work
from handlers.duties import reminders
from handlers.lifecycle import milestones
from handlers.lifecycle.readiness import facts, fixes, told
from handlers.recipients import tell_others, tell_owners
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.queues import schedule


async def start(work: Work, subject: str, period: str) -> None:
    """At the first midnight the promo counts; the group reads it in the morning."""
    promo = await _waiting(work, subject, period)
    if promo and not readiness.held(await facts(work, promo, promo.terms)):
        await _begin(work, subject, period)


async def in_time(work: Work, promo_id: str) -> None:
    """A report came before the clock did: what the clock owes the promo by now, new terms and the start, goes first."""
    for row in await schedule.overdue(work.tx, promo_id, tuple(BEGINNING), work.now):
        if await schedule.take(work.tx, row.id, "done", work.now):
            await BEGINNING[row.kind](work, promo_id, row.period)


async def _begin(work: Work, subject: str, period: str) -> None:
    await milestones.step(work, subject, period, State.RUNNING, "groups/group.started")


async def _waiting(work: Work, promo_id: str, day: str) -> Promo | None:
    """The promo, while it is signed and is to start on that day."""
    promo = await promos.by_clock(work.tx, promo_id)
    due_then = promo and promo.state is State.SIGNED and promo.terms.starts.isoformat() == day
    return promo if due_then else None


async def ask(work: Work, subject: str, period: str) -> None:
    """On the morning of the first day, the owners of all sides; or it starts, if all was done meanwhile."""
    promo = await _waiting(work, subject, period)
    if promo is None:
        return
    known = await facts(work, promo, promo.terms)
    if not readiness.held(known):
        await _begin(work, subject, period)
        return
    for party in promo.terms.parties:
        found = readiness.points(known, party.business_id)
        await _question(work, promo, party.business_id, _all_blocking(promo.terms, known), found)


def _all_blocking(terms: Terms, known: ReadinessFacts) -> list[tuple[str, Point]]:
    """Whose point it is, and the point; what all lack is said once."""
    found: dict[Point, str] = {}
    for party in terms.parties:
        for point in readiness.points(known, party.business_id):
            if point.blocks:
                found.setdefault(point, party.name)
    return [(name, point) for point, name in found.items()]


async def _question(
    work: Work, promo: Promo, business_id: int, holding: list[tuple[str, Point]], own: tuple[Point, ...]
) -> None:
    data = await told(work, promo, [point for _, point in holding])
    choice = [Button("Start anyway", "anyway", (promo.id,)), Button("Move the date", "movestart", (promo.id,))]
    await tell_owners(
        work,
        [business_id],
        "lifecycle/readiness.held",
        **data,
        names=[name for name, _ in holding],
        buttons=[choice, *fixes(promo, [point for point in own if point.blocks])],
        key=f"held:{promo.id}:{promo.terms.starts}",
    )


async def late(work: Work, subject: str, period: str) -> None:
    """The next midnight: nobody answered, so it starts. While a change of the date lies on the table it waits on."""
    midnight = Nth.read(period)
    promo = await _waiting(work, subject, midnight.of)
    if promo is None:
        return
    zone = next(iter((await reminders.zones_of(work, promo.id)).values()), work.app.default_zone)
    if await _being_moved(work, promo, local_day(work.now, zone)):
        at = to_utc(local_day(work.now, zone) + timedelta(days=1), time(0), zone)
        await schedule.plan(work.tx, [Due("start_late", subject, str(Nth(midnight.of, midnight.number + 1)), at)])
        return
    await _begin(work, subject, midnight.of)
    sides = [party.business_id for party in promo.terms.parties]
    await tell_owners(
        work, sides, "lifecycle/readiness.started_late", title=promo.title, key=f"started_late:{promo.id}"
    )


BEGINNING = {"in_force": amendment.in_force, "start": start, "start_late": late}


async def _being_moved(work: Work, promo: Promo, today: date) -> bool:
    """Whether a later start is proposed, or signed and not yet in force."""
    proposed = await promos.on_the_table(work.tx, promo.id, frozenset({promo.business_id})) if promo.amendment else None
    return bool(proposed and proposed.terms and proposed.terms.starts > today)


async def _held(context: Context) -> Promo | None:
    """The asker's promo, on or after its first day, while it waits."""
    promo = await own_promo(context, context.pressed[0])
    if promo is None:
        return None
    zone = next(iter((await reminders.zones_of(context.work, promo.id)).values()), context.app.default_zone)
    if promo.state is not State.SIGNED or promo.terms.starts > local_day(context.now, zone):
        context.toast("lifecycle/readiness.not_waiting", alert=True)
        return None
    return promo


async def on_start_anyway(context: Context) -> None:
    """One owner's word starts it for all; the others are told by whom."""
    promo = await _held(context)
    if promo is None:
        return
    context.toast()
    context.edit("lifecycle/readiness.you_started", title=promo.title)
    party = promo.terms.party_of(promo.business_id)
    await tell_others(
        context.work,
        promo.id,
        promo.business_id,
        "lifecycle/readiness.they_started",
        title=promo.title,
        who=party.name if party else "",
    )
    await milestones.step(
        context.work,
        promo.id,
        promo.terms.starts.isoformat(),
        State.RUNNING,
        "groups/group.started",
        person_id=context.person.id,
        business_id=promo.business_id,
        reason="start anyway",
    )


async def on_move_start(context: Context) -> None:
    """The form of changes, at the dates; what is proposed already is shown."""
    if await _held(context):
        await change_requests.press_move(context)
