"""Proposing to a partner: the invitation link, who opens it, and the proposal's end if nobody answers."""

from __future__ import annotations

from urllib.parse import quote

from domain.agreement import expires
from domain.lifecycle import OPEN_PROPOSAL, State
from domain.plan import proposal
from domain.terms import from_answers
from handlers import businesses, negotiation
from handlers import forms as form_dialogue
from handlers.buttons import Button, Link, Rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from storage import businesses as stored_businesses
from storage import due, forms, invitations, people, promos, versions
from storage.db import Row
from storage.forms import Form
from templates import plain
from templates.words import N_


async def propose(context: Context, form: Form) -> None:
    """The card is complete: give the owner a link to pass on. A second time, a new link replaces the old."""
    promo = await promos.find(context.tx, form.subject, context.person.owns)
    if promo is None or promo.state not in (State.DRAFT, State.PROPOSED):
        context.say("negotiation.not_open")
        return
    until = expires(context.now)
    title = form.answers["title"]
    await promos.rename(context.tx, promo.id, title)
    if promo.state is State.DRAFT:
        await promos.move(
            context.tx, promo, State.PROPOSED, context.now, person_id=context.person.id, business_id=promo.business_id
        )
    await invitations.revoke(context.tx, "partner", context.now, promo_id=promo.id)
    await promos.expire_at(context.tx, promo.id, until)
    await due.cancel(context.tx, "expiry_reminder", promo.id)
    await due.cancel(context.tx, "expire", promo.id)
    await due.plan(context.tx, proposal(promo.id, until))
    token = await invitations.make(
        context.tx, "partner", context.person.id, context.now, until,
        uses=form.answers["partners"] - 1, promo_id=promo.id,
    )  # fmt: skip
    link = context.app.link(f"b_{token}")
    await form_dialogue.ask(context, form, edit=True)  # the card stays open for changes, its buttons are new
    await people.listen(context.tx, context.person.id, "")
    context.say("proposals.pass_it_on", title=title, link=link, until=until, zone=context.app.default_zone,
                partners=form.answers["partners"], buttons=[[share(context, link, title)]])  # fmt: skip


def share(context: Context, link: str, title: str) -> Link:
    words = plain("proposals.share_text", context.person.language, title=title)
    return Link(N_("Pass it on ▶"), f"https://t.me/share/url?url={quote(link)}&text={quote(words)}")


async def open_link(context: Context, token: str) -> None:
    """?start=b_…: what is proposed and by whom, then the choice of the business that answers."""
    row = await invitations.find(context.tx, "partner", token, context.now)
    promo = await promos.find(context.tx, row["promo_id"], context.person.owns) if row else None
    if row and promo:
        await _open_own(context, row, promo)
    elif row is None or not row["open"]:
        context.say("proposals.link_is_over")
    else:
        await invitations.opened(context.tx, row["token_hash"], context.person.id, context.now)
        await show(context, row["promo_id"])


async def _open_own(context: Context, row: Row, promo: promos.Promo) -> None:
    """A side that is in already: the initiator passes the link on, a partner sees the promo."""
    if promo.slot == 1 and row["open"]:
        context.say("proposals.own_link")
    else:
        await negotiation.show(context, promo)


async def show(context: Context, promo_id: str) -> None:
    """The proposal for somebody who has been invited and has not answered."""
    found = await promos.by_invitation(context.tx, promo_id, context.person.id, context.now)
    answers = await forms.answers_of(context.tx, "setup", promo_id)
    if found is None or answers is None:
        context.say("proposals.link_is_over")
        return
    own = await stored_businesses.some(context.tx, context.person.owns)
    context.say("proposals.invitation", initiator=found["business"], city=found["city"], answers=answers,
                currency=answers.get("currency"), buttons=_as_whom(promo_id, own))  # fmt: skip


def _as_whom(promo_id: str, own: list[Row]) -> Rows:
    rows = [[Button("Answer as %(name)s", "join", (promo_id, row["id"]), words={"name": row["name"]})] for row in own]
    rows.append([Button("Answer: five questions about my business", "join", (promo_id, "new"))])
    return [*rows, [Button("Not for us", "notus", (promo_id,))]]


async def press_join(context: Context) -> None:
    promo_id, business = context.pressed[:2]
    context.toast()
    invited = await promos.by_invitation(context.tx, promo_id, context.person.id, context.now)
    if business == "new" and invited:
        await businesses.start_profile(context, then=f"join-{promo_id}")
    elif context.person.is_owner(number_of(business)):
        await join(context, number_of(business), promo_id)
    else:
        context.say("proposals.link_is_over")


async def join(context: Context, business_id: int, promo_id: str) -> None:
    """A business comes in: it takes a use of the link, and the terms get a version that names it."""
    already = await promos.find(context.tx, promo_id, frozenset({business_id}))
    if already:
        await negotiation.show(context, already)
        return
    found = await promos.by_invitation(context.tx, promo_id, context.person.id, context.now)
    answers = await forms.answers_of(context.tx, "setup", promo_id)
    if found is None or answers is None or not await invitations.use(context.tx, found["token_hash"], context.now):
        context.say("proposals.link_is_over")
        return
    await promos.enter(context.tx, promo_id, business_id, context.now)
    terms = from_answers(answers, promo_id, found["currency"], await promos.parties(context.tx, promo_id))
    initiator = await promos.by_clock(context.tx, promo_id)
    if initiator is None:
        return
    if initiator.terms:
        terms = initiator.terms.model_copy(update={"parties": terms.parties})
    await versions.cut_version(
        context.tx, terms, initiator.version + 1, initiator.business_id, found["created_by"], context.now
    )
    await forms.finish_all(context.tx, "setup", promo_id, context.now)
    if initiator.state is State.PROPOSED:
        await promos.move(
            context.tx, initiator, State.NEGOTIATING, context.now, person_id=context.person.id, business_id=business_id
        )
    await _greet(context, promo_id, business_id)


async def _greet(context: Context, promo_id: str, business_id: int) -> None:
    promo = await promos.find(context.tx, promo_id, frozenset({business_id}))
    name = next(p.name for p in promo.terms.parties if p.business_id == business_id) if promo and promo.terms else ""
    await negotiation.tell_others(context.work, promo_id, business_id, "proposals.partner_came", name=name)
    if promo:
        await negotiation.show(context, promo)


async def press_not_for_us(context: Context) -> None:
    """A no before joining: the initiator is told, the link is over."""
    promo_id = context.pressed[0]
    found = await promos.by_invitation(context.tx, promo_id, context.person.id, context.now)
    context.toast()
    if found is None:
        context.edit("proposals.link_is_over")
        return
    await people.listen(context.tx, context.person.id, f"decline:{promo_id}")
    context.edit("negotiation.why_not", buttons=negotiation.reasons(context, promo_id))


async def remind(work: Work, subject: str, period: str) -> None:
    """A day before an open proposal lapses, everybody who has not signed is told once."""
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or promo.state not in OPEN_PROPOSAL or promo.expires_at is None:
        return
    standing = await promos.standing(work.tx, promo)
    for business in standing.parties - standing.signed or standing.parties:
        for owner in await people.owners(work.tx, business):
            work.tell(
                work.reader(owner), "proposals.expires_soon", title=promo.title, until=promo.expires_at,
                zone=work.app.default_zone, buttons=[[Button("Look at it", "promo", (promo.id,))]], again=False,
                key=f"expiry:{promo.id}:{period}:{owner['person_id']}",
            )  # fmt: skip


async def expire(work: Work, subject: str, period: str) -> None:
    promo = await promos.by_clock(work.tx, subject)
    if promo is None or promo.state not in OPEN_PROPOSAL:
        return
    if promo.expires_at is None or promo.expires_at > work.now:
        return
    await promos.move(work.tx, promo, State.EXPIRED, work.now, reason="no answer in time")
    await invitations.revoke(work.tx, "partner", work.now, promo_id=promo.id)
    await negotiation.tell_others(work, promo.id, None, "proposals.expired", title=promo.title)


businesses.then("join", join)
