"""The partners' answers to a version, section by section: yes, not like this, a comment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain import reading
from domain.agreement.answers import to_answers
from domain.agreement.fields import SECTIONS, brief, may_change, of_section
from domain.agreement.ready_promos import READY, untouched
from domain.agreement.signing import may_answer
from domain.agreement.terms import Terms
from domain.reading import Problem
from handlers.agreement import views
from handlers.asked import not_yours
from handlers.buttons import TO_TABLE, Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms.sections import card_room, room
from handlers.recipients import tell_others
from storage import forms
from storage.agreement import promos, section_replies, transitions
from storage.agreement.promos import Promo
from templates.catalogue import word
from templates.format.answers import named_briefly

REMARKS_SHOWN = 5
LONGEST_REMARK = 300
MARKS = {"accepted": "✓ ", "declined": "✗ ", "": ""}


async def show(context: Context, promo: Promo, edit: bool = False) -> None:
    """The version on the table with what the sides have said of it."""
    standing = await promos.standing(context.tx, promo)
    said = await section_replies.answers(context.tx, promo)
    mine = {row.section: row.answer for row in said if row.business_id == promo.business_id}
    names = {party.business_id: party.name for party in promo.terms.parties}
    answers, lines = to_answers(promo.terms), lines_of(promo.terms)
    view = await views.of_terms(context.work, promo.terms)
    data = {
        "promo": promo,
        "terms": promo.terms,
        "answers": answers,
        "ready": await _ready_made(context, promo.id, answers),
        "mine": mine,
        "sections": lines,
        "room": card_room(lines, answers, view, context.person.language, 600),
        "view": view,
        "remarked": await section_replies.remarked(context.tx, promo.id),
        "against": {
            section: [names[row.business_id] for row in said if (row.section, row.answer) == (section, "declined")]
            for section in SECTIONS
        },
        "signed": standing.signed,
        "missing_partners": standing.expected - len(standing.parties),
        "waiting": [p.name for p in promo.terms.parties if p.business_id not in standing.signed],
    }
    speak = context.edit if edit else context.say
    speak("agreement/negotiation.card", buttons=_card_buttons(context, promo, mine, standing.signed), **data)


async def _ready_made(context: Context, promo_id: str, answers: Mapping[str, Any]) -> frozenset[str]:
    """The fields that are as the ready promo had them: nobody has thought about these yet."""
    proposed = await forms.answers_of(context.tx, "setup", promo_id) or {}
    return untouched(proposed.get(READY, {}), answers)


def lines_of(terms: Terms) -> list[tuple[str, list[str]]]:
    """Each section with its answered fields, in brief."""
    answers = to_answers(terms)
    return [(section, brief(section, answers)) for section in SECTIONS]


def _card_buttons(context: Context, promo: Promo, mine: dict[str, str], signed: frozenset[int]) -> Rows:
    """Answering is for an open version; the rest can always be looked at."""
    more = [Button("Who gives and gets what", "fair", (promo.id,)), Button("History", "hist", (promo.id, 0))]
    fit = Button("Do we fit? ▶", "fit", (promo.id,))
    if not promo.open or promo.business_id in signed:
        return [more]
    sections = [
        Button(
            f"{MARKS[mine.get(section, '')]}{i}. {word('section', section, context.person.language)}",
            "sec",
            (promo.id, promo.version, i),
            own=True,
        )
        for i, section in enumerate(SECTIONS, 1)
    ]
    sign = Button("✍ Sign version %(n)s", "sign", (promo.id, promo.version), words={"n": promo.version})
    return [[sign], *in_rows(sections, 2), more, [fit, Button("Decline", "no", (promo.id, promo.version))]]


async def mine(context: Context, version: str | None = None) -> Promo | None:
    """The pressed button's promo, if it is the asker's and still the version that the button speaks of."""
    promo = await promos.on_the_table(context.tx, context.pressed[0], context.person.owns)
    if promo is None:
        not_yours(context)
        return None
    refusal = may_answer(await promos.standing(context.tx, promo), promo.business_id, number_of(version or ""))
    if refusal:
        context.toast(f"agreement/negotiation.{refusal.reason}", alert=True)
        if refusal.reason == "old_version":
            await show(context, promo)
        return None
    return promo


async def on_section(context: Context) -> None:
    """One section with its comments and its own buttons."""
    _, version, number = context.pressed[:3]
    promo = await mine(context, version)
    if promo:
        context.toast()
        await _section_page(context, promo, section_at(number), edit=True)


async def _section_page(context: Context, promo: Promo, section: str, edit: bool) -> None:
    number, answers = SECTIONS.index(section) + 1, to_answers(promo.terms)
    fields = of_section(section, answers)
    view = await views.of_terms(context.work, promo.terms)
    args = (promo.id, promo.version)
    change = [
        Button(f"✎ {named_briefly(field, context.person.language, view)}", "chg", (*args, field), own=True)
        for field in fields
        if may_change(field, answers)
    ]
    rows: Rows = [
        [Button("✓ Accept", "acc", (*args, number)), Button("✗ Not like this", "obj", (*args, number))],
        *in_rows(change, 2),
        [Button("Comment", "rem", (*args, number)), Button("◀ All sections", "promo", (promo.id, TO_TABLE))],
    ]
    remarks = await section_replies.remarks(context.tx, promo.id, section, REMARKS_SHOWN)
    speak = context.edit if edit else context.say
    speak(
        "agreement/negotiation.section",
        section=section,
        fields=fields,
        answers=answers,
        view=view,
        number=number,
        title=promo.title,
        remarks=remarks,
        room=room_beside(len(remarks), len(fields)),
        buttons=rows,
    )


def room_beside(remarks: int, fields: int) -> int:
    return room(fields, 200 * remarks)


def section_at(number: str) -> str:
    return SECTIONS[min(max(number_of(number), 1), len(SECTIONS)) - 1]


async def on_accept(context: Context) -> None:
    _, version, number = context.pressed[:3]
    promo = await mine(context, version)
    if promo is None:
        return
    context.toast("agreement/negotiation.accepted")
    await transitions.answered(context.tx, promo, context.now)
    await section_replies.answer(
        context.tx, promo, section_at(number), what="accepted", person_id=context.person.id, now=context.now
    )
    await show(context, promo, edit=True)


async def on_remark(context: Context) -> None:
    await _ask_words(context, "remark", "agreement/negotiation.your_remark")


async def on_object(context: Context) -> None:
    await _ask_words(context, "object", "agreement/negotiation.your_objection")


async def _ask_words(context: Context, kind: str, text: str) -> None:
    _, version, number = context.pressed[:3]
    promo = await mine(context, version)
    if promo is None:
        return
    context.toast()
    await context.expect_reply(kind, promo.id, number)
    context.say(text, section=section_at(number), buttons=[[Button("◀ All sections", "promo", (promo.id, TO_TABLE))]])


async def answer_remark(context: Context, promo_id: str, number: str) -> None:
    await _take_words(context, promo_id, number, objection=False)


async def answer_objection(context: Context, promo_id: str, number: str) -> None:
    await _take_words(context, promo_id, number, objection=True)


async def _take_words(context: Context, promo_id: str, number: str, *, objection: bool) -> None:
    """A comment stays with its section, whatever became of the version meanwhile; an objection marks the newest."""
    promo, section = await promos.on_the_table(context.tx, promo_id, context.person.owns), section_at(number)
    if promo is None or not promo.open:
        await context.expect_nothing()
        context.say("agreement/negotiation.not_open")
        return
    words = reading.plain(context.text, longest=LONGEST_REMARK)
    if isinstance(words, Problem):
        context.say("forms/problems.problem", problem=words)
        return
    await context.expect_nothing()
    await comment(context, promo, section, words, objection=objection)
    await _section_page(context, promo, section, edit=False)


async def comment(context: Context, promo: Promo, section: str, words: str, *, objection: bool = False) -> None:
    """It stands with its section and goes to the other sides, who can answer it."""
    await transitions.answered(context.tx, promo, context.now)
    await section_replies.say(
        context.tx, promo, section, text=words, person_id=context.person.id, now=context.now, objection=objection
    )
    if objection:
        await section_replies.answer(
            context.tx, promo, section, what="declined", person_id=context.person.id, now=context.now
        )
    party = promo.terms.party_of(promo.business_id)
    place = SECTIONS.index(section) + 1
    reply = Button("Answer", "answer", (promo.id, place))
    look = Button("Look at it", "sec", (promo.id, promo.version, place))
    await tell_others(
        context.work,
        promo.id,
        promo.business_id,
        "agreement/negotiation.they_object" if objection else "agreement/negotiation.they_say",
        who=party.name if party else "",
        title=promo.title,
        section=section,
        words=words,
        buttons=[[reply, look]],
    )
