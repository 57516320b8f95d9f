"""A side's changes to the terms: collected in a form, then sent as one new version that everybody is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from domain.agreement.answers import Change, differing, from_answers, to_answers
from domain.agreement.fields import FIELD, filled, section_of
from domain.agreement.signing import expires
from domain.agreement.terms import Terms
from domain.schedule.plan import proposal
from domain.states import AGREED, State
from handlers.agreement import views
from handlers.agreement.negotiation import mine, show
from handlers.agreement.questions import STEPS
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import dialogue
from handlers.forms import sections as forms_sections
from handlers.forms.steps import Asked, FormKind, Shown, TermsView, lacking
from handlers.forms.view import later_button, resume_button
from handlers.recipients import tell_others
from storage import forms as stored_forms
from storage.agreement import promos, section_replies, transitions, versions
from storage.agreement.promos import Promo
from storage.forms import Form
from storage.queues import schedule
from templates.format.answers import View
from templates.words.msgid import N_

MOST_SHOWN = 25
AMENDABLE = frozenset({State.SIGNED, State.RUNNING, State.PAUSED})


async def on_change(context: Context) -> None:
    """Ask for the new value of one field, with the set-up's own question."""
    _, version, field = context.pressed[:3]
    promo = await mine(context, version)
    if promo is None or field not in FIELD:
        return
    context.toast()
    await _collect(context, promo, promo.terms, field)


async def on_amend(context: Context) -> None:
    """A signed promo: from which day, then what. One that lies on the table is shown instead."""
    promo = await promos.on_the_table(context.tx, context.pressed[0], context.person.owns)
    if promo is None or promo.state not in AMENDABLE:
        not_yours(context)
    elif promo.amendment:
        context.toast()
        await show(context, promo)
    else:
        context.toast()
        await _collect(context, promo, promo.terms, "in_force_from")


async def press_move(context: Context) -> None:
    """A promo that could not start: other dates, in force from tomorrow."""
    promo = await promos.on_the_table(context.tx, context.pressed[0], context.person.owns)
    if promo is None:
        return
    context.toast()
    if promo.amendment:
        await show(context, promo)
        return
    tomorrow = {"in_force_from": (context.today + timedelta(days=1)).isoformat()}
    await dialogue.begin(context, CHANGE, promo.id, _begun(promo, promo.terms) | tomorrow, "dates")


async def _collect(context: Context, promo: Promo, terms: Terms, field: str) -> None:
    """The person's open changes to this promo, or new ones, at one field."""
    await dialogue.begin(context, CHANGE, promo.id, _begun(promo, terms), field)


def _begun(promo: Promo, terms: Terms) -> dict[str, Any]:
    answers = filled(to_answers(terms)) | {"currency": terms.currency, "base": promo.version}
    if promo.state is State.SIGNED:
        answers["unstarted"] = True  # a first day that has come may still be moved
    return answers | {"in_force_from": None} if promo.state in AGREED and not promo.open else answers


async def look(context: Context, form: Form) -> TermsView:
    promo = await promos.on_the_table(context.tx, form.subject, context.person.owns)
    before = await versions.terms_of(context.tx, form.subject, form.answers["base"]) if promo else None
    if promo is None or before is None:
        return TermsView(View())
    view = await views.of_terms(context.work, before)
    return TermsView(views.of_answers(form.answers, view.names, view.places), before=to_answers(before))


def card(form: Form, given: Asked, revision: int) -> Shown:
    """What this side wants to change, old → new."""
    changed, missing = differing(given.look.before, form.answers), lacking(form)
    send = Button("Send to the partners ▶", "f", (form.id, revision, "ok"))
    drop = Button("Drop my changes", "unchange", (form.id,))
    rows: Rows = [
        *([[send]] if _real(changed) and not missing else []),
        *forms_sections.section_buttons(form, given, revision),
        [drop, later_button(form, revision)],
    ]
    data = {
        "changes": changed,
        "view": given.view,
        "lacking": missing,
        "title": form.answers.get("title"),
        "room": room(changed),
        "most": MOST_SHOWN,
    }
    return ("agreement/changes.card",), rows, data


def _real(changed: tuple[Change, ...]) -> bool:
    """Only the day that changes apply from is no change."""
    return any(change.field != "in_force_from" for change in changed)


def room(changed: tuple[Change, ...]) -> int:
    """How long old and new may each be; a message shows the first `MOST_SHOWN` changes."""
    return forms_sections.room(2 * min(len(changed), MOST_SHOWN))


async def on_drop_changes(context: Context) -> None:
    form = await stored_forms.find(context.tx, number_of(context.pressed[0]), context.person.id)
    if form is None or form.kind != "change":
        context.toast("forms/forms.gone")
        return
    context.toast()
    await _close(context, form)
    context.edit("agreement/changes.dropped")


async def _close(context: Context, form: Form) -> None:
    await stored_forms.finish(context.tx, form.id, context.now)
    await context.expect_nothing()


async def send(context: Context, form: Form) -> None:
    """A new version; signatures belong to the old one and are gone with it."""
    promo = await promos.on_the_table(context.tx, form.subject, context.person.owns)
    if promo is None or not (promo.open or promo.state in AMENDABLE):
        await _close(context, form)
        context.say("agreement/negotiation.not_open")
    elif promo.agreed:
        context.say(
            "agreement/changes.waits",
            version=promo.version,
            day=promo.terms.in_force_from,
            buttons=[[resume_button(form)]],
        )
    elif promo.version != form.answers["base"]:
        await _rebase(context, form, promo, promo.terms, "agreement/changes.meanwhile")
    elif promo.state in AGREED and "in_force_from" not in form.answers:
        await _rebase(context, form, promo, promo.terms, "agreement/changes.signed_meanwhile")
    else:
        await _cut(context, form, promo, promo.terms)


async def _rebase(context: Context, form: Form, promo: Promo, terms: Terms, why: str) -> None:
    """Somebody was faster: what this side typed is kept, on top of what is on the table now."""
    before = await versions.terms_of(context.tx, promo.id, form.answers["base"])
    own = differing(to_answers(before), form.answers) if before else ()
    answers = _begun(promo, terms) | {change.field: change.new for change in own}
    context.say(why, version=promo.version)
    await dialogue.ask(context, replace(form, answers=filled(answers), field=None))


async def _cut(context: Context, form: Form, promo: Promo, terms: Terms) -> None:
    new = from_answers(form.answers, promo.id, terms.currency, terms.parties)
    changed = differing(to_answers(terms), to_answers(new))
    if not _real(changed):
        context.say("agreement/changes.same")
        return
    signed = (await promos.standing(context.tx, promo)).signed
    number = await versions.cut_version(context.tx, new, promo, context.person.id, context.now)
    if number is None:
        await _rebase(context, form, promo, terms, "agreement/changes.meanwhile")
        return
    await _close(context, form)
    await _statuses(context, promo, number, {section_of(change.field) for change in changed})
    if promo.state in AGREED:
        await _wait_for_answers(context, promo)
    await _announce(context, promo, new, number, changed, signed=bool(signed))


async def _statuses(context: Context, promo: Promo, number: int, sections: set[str]) -> None:
    """What was said of other sections still holds; one's own change is one's own yes."""
    await transitions.answered(context.tx, promo, context.now)
    await section_replies.carry_over(context.tx, promo.id, promo.version, number, sections)
    fresh = replace(promo, version=number)
    for section in sections:
        await section_replies.answer(
            context.tx, fresh, section, what="accepted", person_id=context.person.id, now=context.now
        )


async def _wait_for_answers(context: Context, promo: Promo) -> None:
    """An amendment lapses like a proposal if it is not signed."""
    until = expires(context.now)
    await transitions.expire_at(context.tx, promo.id, until)
    for kind in ("expiry_reminder", "expire"):
        await schedule.cancel(context.tx, kind, promo.id)
    await schedule.plan(context.tx, proposal(promo.id, until))


async def _announce(
    context: Context, promo: Promo, new: Terms, number: int, changed: tuple[Change, ...], *, signed: bool
) -> None:
    party = new.party_of(promo.business_id)
    data: dict[str, Any] = {
        "changes": changed,
        "version": number,
        "title": new.title,
        "room": room(changed),
        "most": MOST_SHOWN,
        "view": await views.of_terms(context.work, new),
        "amendment": promo.state in AGREED,
        "signed": signed,
    }
    sign = Button("✍ Sign version %(n)s", "sign", (promo.id, number), words={"n": number})
    await tell_others(
        context.work,
        promo.id,
        promo.business_id,
        "agreement/changes.they_changed",
        who=party.name if party else "",
        buttons=[[sign], [Button("Look at it", "promo", (promo.id,))]],
        **data,
    )
    context.say("agreement/changes.you_changed", **data)
    fresh = await promos.on_the_table(context.tx, promo.id, frozenset({promo.business_id}))
    if fresh:
        await show(context, fresh)


CHANGE = FormKind(
        "change", STEPS, last=10, finish=send, finish_text=N_("Send to the partners ▶"), card=card, derive=filled,
        look=look, texts="agreement/setup", head="agreement/changes.head", linear=False,
    )  # fmt: skip
