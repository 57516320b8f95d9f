"""Proposing to a partner: the invitation link, who opens it, and the proposal's end if nobody answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from domain.agreement.answers import from_answers, to_answers
from domain.agreement.signing import expires
from domain.schedule.plan import proposal
from domain.states import State
from handlers.agreement import decline, negotiation, pitch
from handlers.business import profile
from handlers.buttons import Button, Link, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import dialogue as form_dialogue
from handlers.forms import reminder
from handlers.recipients import tell_others
from storage import forms
from storage.agreement import history, open_invitations, promos, section_replies, transitions, versions
from storage.agreement.promos import AnyPromo, Promo
from storage.business import businesses as stored_businesses
from storage.business import invitations
from storage.business.businesses import Business
from storage.business.invitations import PromoInvitation
from storage.forms import Form
from storage.queues import schedule
from templates.render import plain
from templates.words.msgid import N_


async def propose(context: Context, form: Form) -> None:
    """The card is complete: give the owner a link to pass on. A second time, a new link replaces the old."""
    promo = await promos.find_any(context.tx, form.subject, context.person.owns)
    if promo is None or promo.state not in (State.DRAFT, State.PROPOSED):
        context.say("agreement/negotiation.not_open")
        return
    until = expires(context.now)
    await transitions.rename(context.tx, promo.id, form.answers["title"])
    await transitions.proposed(context.tx, promo.id, context.now)
    if promo.state is State.DRAFT:
        await transitions.move(
            context.tx, promo, State.PROPOSED, context.now, person_id=context.person.id, business_id=promo.business_id
        )
    await _lapses(context, promo.id, until)
    known = await transitions.earlier_partners(context.tx, promo.id)
    if known and len(known) < form.answers["partners"]:
        await _again(context, promo.id, form, known)
    else:
        await _by_link(context, promo, form, until)


async def _lapses(context: Context, promo_id: str, until: datetime) -> None:
    """An open proposal ends by itself, with a reminder before."""
    await transitions.expire_at(context.tx, promo_id, until)
    for kind in ("expiry_reminder", "expire"):
        await schedule.cancel(context.tx, kind, promo_id)
    await schedule.plan(context.tx, proposal(promo_id, until))


async def _again(context: Context, promo_id: str, form: Form, partners: list[int]) -> None:
    """The partners of last time need no link: they are in, and may leave or change as ever."""
    for business in partners:
        await promos.enter(context.tx, promo_id, business, context.now)
    await _first_version(context, promo_id, form.answers, partners[0])
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None:
        return
    party = promo.terms.party_of(promo.business_id)
    await tell_others(
        context.work,
        promo_id,
        promo.business_id,
        "agreement/proposal.again",
        title=promo.title,
        name=party.name if party else "",
    )
    await context.expect_nothing()
    context.say("agreement/proposal.sent_again", title=promo.title)
    await negotiation.show(context, promo)


async def _by_link(context: Context, promo: AnyPromo, form: Form, until: datetime) -> None:
    await invitations.revoke(context.tx, "partner", context.now, promo_id=promo.id)
    partners, title = form.answers["partners"], form.answers["title"]
    token = await invitations.make(
        context.tx, "partner", context.person.id, context.now, until, uses=partners - 1, promo_id=promo.id
    )
    link = context.app.link(f"b_{token}")
    await reminder.sent(context, form)
    await form_dialogue.ask(context, form, edit=True)  # the card stays open for changes, its buttons are new
    await context.expect_nothing()
    context.say(
        "agreement/proposal.pass_it_on",
        title=title,
        link=link,
        until=until,
        zone=context.app.default_zone,
        partners=partners,
        renewed=promo.state is State.PROPOSED,
        buttons=[[share(context, link, title)], pitch.buttons(promo.id)],
    )


def share(context: Context, link: str, title: str) -> Link:
    words = plain("agreement/proposal.share_text", context.person.language, title=title)
    return Link(N_("Pass it on ▶"), f"https://t.me/share/url?url={quote(link)}&text={quote(words)}")


async def open_link(context: Context, token: str) -> None:
    """?start=b_…: what is proposed and by whom, then the choice of the business that answers."""
    row = await invitations.find_promo(context.tx, "partner", token, context.now)
    promo = await promos.find_any(context.tx, row.promo_id, context.person.owns) if row else None
    if row and promo:
        await _open_own(context, row, promo)
    elif row is None or not row.open:
        context.say("agreement/proposal.link_is_over")
    else:
        await invitations.opened(context.tx, row.token_hash, context.person.id, context.now)
        await show(context, row.promo_id)


async def _open_own(context: Context, row: PromoInvitation, promo: AnyPromo) -> None:
    """A side that is in already: the initiator passes the link on, a partner sees the promo."""
    if promo.slot == 1 and row.open:
        context.say("agreement/proposal.own_link")
    elif isinstance(promo, Promo):
        await negotiation.show(context, promo)


async def show(context: Context, promo_id: str) -> None:
    """The pitch for somebody who has been invited and has not answered."""
    found = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    idea = await pitch.idea(context, promo_id) if found else None
    if idea is None:
        context.say("agreement/proposal.link_is_over")
        return
    own = await stored_businesses.some(context.tx, context.person.owns)
    context.say(("agreement/pitch.message", "agreement/proposal.who_answers"), buttons=_as_whom(promo_id, own), **idea)


def _as_whom(promo_id: str, own: list[Business]) -> Rows:
    rows = [[Button("Answer as %(name)s", "join", (promo_id, row.id), words={"name": row.name})] for row in own]
    rows.append([Button("Answer: 5 questions about my business", "join", (promo_id, "new"))])
    return [*rows, [Button("Not for us", "notus", (promo_id,)), Button("As a PDF", "pitch", (promo_id, "pdf"))]]


async def on_join(context: Context) -> None:
    promo_id, business = context.pressed[:2]
    context.toast()
    invited = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    if business == "new" and invited:
        await profile.start_profile(context, then=f"join-{promo_id}")
    elif context.person.is_owner(number_of(business)):
        await join(context, number_of(business), promo_id)
    else:
        context.say("agreement/proposal.link_is_over")


async def join(context: Context, business_id: int, promo_id: str) -> None:
    """A business comes in: it takes a use of the link, and the terms get a version that names it."""
    already = await promos.on_the_table(context.tx, promo_id, frozenset({business_id}))
    if already:
        await negotiation.show(context, already)
        return
    found = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    answers = await forms.answers_of(context.tx, "setup", promo_id)
    if found is None or answers is None or not await _has_room(context, promo_id, answers):
        context.say("agreement/proposal.link_is_over")
        return
    await invitations.use(context.tx, found.token_hash, context.now)
    await promos.enter(context.tx, promo_id, business_id, context.now)
    await _first_version(context, promo_id, answers, business_id)
    await _greet(context, promo_id, business_id)


async def _has_room(context: Context, promo_id: str, answers: Mapping[str, Any]) -> bool:
    """The sides may have agreed on fewer meanwhile."""
    promo = await promos.by_clock_any(context.tx, promo_id)
    wanted = promo.terms.partners if isinstance(promo, Promo) else answers["partners"]
    return len(await promos.parties(context.tx, promo_id)) < wanted


async def _first_version(context: Context, promo_id: str, answers: Mapping[str, Any], came: int) -> None:
    """A version that names everybody who is in: the form's terms, or those that were negotiated so far."""
    initiator = await promos.by_clock_any(context.tx, promo_id)
    business = await stored_businesses.find(context.tx, initiator.business_id) if initiator else None
    if initiator is None or business is None:
        return
    parties = await promos.parties(context.tx, promo_id)
    given = to_answers(initiator.terms) if isinstance(initiator, Promo) else answers
    terms = from_answers(given, promo_id, business.currency, parties)
    person = await history.creator(context.tx, promo_id)
    number = await versions.cut_version(context.tx, terms, initiator, person, context.now)
    if isinstance(initiator, Promo) and number:
        await section_replies.carry_over(context.tx, promo_id, initiator.version, number, ())
    await forms.finish_all(context.tx, "setup", promo_id, context.now)
    if initiator.state is State.PROPOSED:
        await transitions.move(
            context.tx, initiator, State.NEGOTIATING, context.now, person_id=context.person.id, business_id=came
        )


async def _greet(context: Context, promo_id: str, business_id: int) -> None:
    promo = await promos.find(context.tx, promo_id, frozenset({business_id}))
    name = next(p.name for p in promo.terms.parties if p.business_id == business_id) if promo else ""
    await tell_others(context.work, promo_id, business_id, "agreement/proposal.partner_came", name=name)
    if promo:
        await negotiation.show(context, promo)


async def on_not_for_us(context: Context) -> None:
    """A no before joining: the initiator is told, the link is over."""
    promo_id = context.pressed[0]
    found = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    context.toast()
    if found is None:
        context.edit("agreement/proposal.link_is_over")
        return
    await context.expect_reply("decline", promo_id)
    context.edit("agreement/decline.why_not", goes_on=False, amendment=False, buttons=decline.reasons(promo_id))
