"""Duties as people see them: a promo's list, one of them, done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.duties.duty import MOST_SNOOZES, DutyKind, TrackedDuty
from domain.states import EVER_AGREED
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.duties import duties
from storage.duties.duties import Listed
from templates.format.duties import duty_words
from templates.format.values import cut

ON_A_BUTTON = 24
ROOM, BESIDE = 3200, 45
"""Characters that a list's lines may take; of each line, those beside the duty's own words."""


async def on_duties(context: Context) -> None:
    """A promo's duties: the own ones to do, the partners' with how far they are."""
    promo = await _promo(context, context.pressed[0])
    if promo:
        context.toast()
        await show(context, promo)


async def _promo(context: Context, promo_id: str) -> Promo | None:
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return None
    return promo


async def show(context: Context, promo: Promo, edit: bool = False) -> None:
    rows = await duties.of_promo(context.tx, promo.id)
    speak = context.edit if edit else context.say
    speak(
        "duties/duties.list",
        title=promo.title,
        sides=_by_side(rows),
        owns=context.person.owns,
        room=_room(len(rows)),
        buttons=_list_buttons(context, rows),
    )


def _room(count: int) -> int:
    return max(12, min(120, ROOM // max(1, count) - BESIDE))


def _by_side(rows: Sequence[Listed]) -> list[tuple[int, str, list[Listed]]]:
    """Each business with its duties, in the order that they came."""
    names = {row.business_id: row.business for row in rows}
    return [(number, name, [row for row in rows if row.business_id == number]) for number, name in names.items()]


def _list_buttons(context: Context, rows: Sequence[Listed]) -> Rows:
    """The own open ones to finish at once; what can be looked at opens its page."""
    shown: list[list[Button]] = []
    for row in rows:
        own = context.person.is_owner(row.business_id)
        words = cut(duty_words(row, context.person.language), context.person.language, ON_A_BUTTON)
        page = Button(f"{words} ▶", "duty", (row.id,), own=True)
        if own and row.open:
            shown.append([page, finish(row, "list")])
        elif row.state == "done":
            shown.append([page])
    return shown[:40]


def finish(row: TrackedDuty, back: str = "") -> Button:
    """What ends the duty: a photo where one is agreed, otherwise a word."""
    if row.proof:
        return Button("Send a photo", "prove", (row.id,))
    return Button("Done", "done", (row.id, back))


def to_do(row: TrackedDuty) -> Rows:
    """The buttons of a reminder."""
    return [[finish(row)], [Button("In 1 h", "later", (row.id, "hour")), Button("Tomorrow", "later", (row.id, "day"))]]


async def on_duty(context: Context) -> None:
    """One duty with everything that this person may do about it."""
    number = number_of(context.pressed[0])
    row = await duties.seen(context.tx, number, context.person.owns) or await duties.own(
        context.tx, number, context.person
    )
    if row is None:
        not_yours(context)
        return
    context.toast()
    await page(context, row)


async def page(context: Context, row: TrackedDuty) -> None:
    own = await duties.own(context.tx, row.id, context.person)
    asked = await duties.last_step(context.tx, row.id, "questioned")
    proof = await duties.last_step(context.tx, row.id, "done")
    given = await _given(context, row) if own else ""
    context.say(
        "duties/duties.one",
        **facts(row),
        given=given,
        question=asked.words if asked else None,
        buttons=_page_buttons(context, row, bool(own), bool(proof and proof.file_id)),
    )


async def _given(context: Context, row: TrackedDuty) -> str:
    """The name of whoever does it, for their own side only."""
    staff = await people.of_business(context.tx, row.business_id)
    return next((one.name for one in staff if one.person_id == row.person_id), "")


def facts(row: TrackedDuty) -> dict[str, Any]:
    """What every text about a duty may speak of."""
    return {
        "duty": row,
        "title": row.title,
        "due": row.due,
        "consent": row.kind is DutyKind.MAILING,
        "snoozes": MOST_SNOOZES,
    }


def _page_buttons(context: Context, row: TrackedDuty, own: bool, proved: bool) -> Rows:
    is_open = row.open
    rows: list[list[Button]] = []
    if own and is_open:
        rows.append([finish(row)])
    if is_open and context.person.is_owner(row.business_id):
        rows.append([Button("Who does it", "give", (row.id,))])
    if proved:
        rows.append([Button("Look at the photo", "proof", (row.id,))])
    if row.state == "done" and not own and row.promo_state in EVER_AGREED:
        rows.append([Button("Question it", "doubt", (row.id,))])
    return rows


async def own(context: Context) -> TrackedDuty | None:
    """The duty that a button names, if this person may do it."""
    row = await duties.own(context.tx, number_of(context.pressed[0]), context.person)
    if row is None:
        not_yours(context)
    return row


async def on_done(context: Context) -> None:
    """Done, by a word. Where a photo is agreed, only that ends it."""
    row = await own(context)
    if row is None:
        return
    if not row.open or row.proof:
        context.toast("duties/duties.photo_agreed" if row.open else "duties/duties.done_already", alert=True)
        return
    context.toast()
    await finished(context, row)
    promo = await promos.find(context.tx, row.promo_id, context.person.owns)
    if context.pressed[1] == "list" and promo:
        await show(context, promo, edit=True)
    else:
        context.edit("duties/duties.done", **facts(row))


async def finished(context: Context, row: TrackedDuty, file: tuple[str, str] | None = None) -> bool:
    """Write it down; whoever questioned it is told. False when it was done already."""
    if not await duties.done(context.tx, row.id, context.person.id, context.now, file):
        return False
    asked = await duties.last_step(context.tx, row.id, "questioned")
    if asked and asked.person_id:
        await _answer(context, row, asked.person_id)
    return True


async def _answer(context: Context, row: TrackedDuty, person_id: int) -> None:
    """To the owner who had questioned it, while they still own a side."""
    for party in await promos.parties(context.tx, row.promo_id):
        if party.business_id == row.business_id:
            continue
        for owner in await people.owners(context.tx, party.business_id):
            if owner.person_id == person_id:
                look = Button("Look at it", "duty", (row.id,))
                context.work.tell(context.work.reader(owner), "duties/duties.answered", **facts(row), buttons=[[look]])
