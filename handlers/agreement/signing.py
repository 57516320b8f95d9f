"""Signing one exact version, and what a signed agreement sets going."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.agreement import binding, signing
from domain.agreement.answers import to_answers
from domain.agreement.sharing import reveals_customers
from domain.agreement.signing import SigningStatus
from domain.agreement.terms import Terms
from domain.codes.offer_moves import moves
from domain.matching.compatibility import Verdict
from domain.states import AGREED, Refusal, State
from handlers.agreement import amendment, documents, negotiation, views
from handlers.asked import own_promo
from handlers.buttons import TO_TABLE, Button, Link, Rows
from handlers.context import Context
from handlers.recipients import tell_now
from handlers.schedule import planning
from storage import people
from storage.agreement import promos, section_replies, signatures, transitions, versions
from storage.agreement.promos import Promo
from storage.business import businesses, invitations, legal_details
from storage.business.legal_details import LegalDetails
from storage.codes import offer_moves
from storage.groups import groups
from storage.matching import compatibility
from templates.format.answers import named, told
from templates.words.msgid import N_

GROUP_LINK_LIVES = timedelta(days=30)


async def on_sign(context: Context) -> None:
    """The last screen before a signature: what is signed, as whom, and what is warned about."""
    version = context.pressed[1]
    promo = await _signable(context, version)
    if promo is None:
        return
    context.toast()
    stops = await _stops(context, promo, promo.terms)
    if stops and context.pressed[2] != "sure":
        _first_confirm(context, promo, stops)
        return
    party = promo.terms.party_of(promo.business_id)
    row = await versions.version(context.tx, promo.id, promo.version)
    details = await legal_details.find(context.tx, promo.business_id, context.person.id)
    buttons = [
        [Button("◀ Not yet", "promo", (promo.id, TO_TABLE)), Button("Who gives and gets what", "fair", (promo.id,))],
        [Button("✍ I sign version %(n)s", "signed", (promo.id, version), words={"n": version})],
        [_stands_as(details, promo.business_id, promo.id, version)],
    ]
    context.say(
        "agreement/signing.confirm",
        title=promo.title,
        version=version,
        party=party,
        details=details,
        signatory=context.person.name,
        warnings=signing.date_warnings(promo.terms),
        **await _costs(context, promo, promo.terms),
        reveals=reveals_customers(promo.terms),
        crowd=len(promo.terms.parties) > 2,
        ended=await _ended(context, promo.id, promo.terms),
        against=await _objections(context, promo, promo.terms),
        from_day=promo.terms.in_force_from,
        view=await views.of_terms(context.work, promo.terms),
        fingerprint=row.fingerprint if row else "",
        buttons=buttons,
    )


def _stands_as(details: LegalDetails | None, *where: object) -> Button:
    """The way to how the side and its signatory are named; nobody has to go it."""
    known = details is not None and details.are_known
    text = N_("✎ How we stand in the document") if known else N_("Add legal name, number, address")
    return Button(text, "legal", where)


MOST_COSTS = 15


async def _costs(context: Context, promo: Promo, terms: Terms) -> dict[str, Any]:
    """What stands above the signature: the three lines that bind this side most, then all else that costs."""
    answers, language = to_answers(terms), context.person.language
    view = await views.of_terms(context.work, terms)

    def lines(names: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(named(name, language, view), told(answers, name, language, view)) for name in names]

    return {
        "binding": lines(binding.binding(answers, promo.slot)),
        "costs": lines(binding.costs(answers, promo.slot)),
        "most": MOST_COSTS,
    }


async def _stops(context: Context, promo: Promo, terms: Terms) -> list[str]:
    """The partners with whom this side's check of fit came out as Stop."""
    names = {party.business_id: party.name for party in terms.parties}
    checks = await compatibility.verdicts(context.tx, names)
    pairs = [{check.one, check.other} for check in checks if check.verdict is Verdict.STOP]
    return [names[other] for pair in pairs if promo.business_id in pair for other in pair - {promo.business_id}]


def _first_confirm(context: Context, promo: Promo, stops: list[str]) -> None:
    """A Stop is advice; it asks once more."""
    sure = Button("Go on to the signature", "sign", (promo.id, promo.version, "sure"))
    rows = [[Button("◀ Not yet", "promo", (promo.id, TO_TABLE)), Button("Do we fit? ▶", "fit", (promo.id,))], [sure]]
    context.say("agreement/signing.advised_against", names=stops, title=promo.title, buttons=rows)


async def _ended(context: Context, promo_id: str, terms: Terms) -> int:
    """How many codes that are out the change would end."""
    now = await promos.find(context.tx, promo_id, context.person.owns)
    moved = moves(now.terms, terms) if now and now.state in AGREED else ()
    return await offer_moves.out(context.tx, promo_id, moved)


async def _objections(context: Context, promo: Promo, terms: Terms) -> list[tuple[str, str]]:
    """Who said "not like this" to which section."""
    names = {party.business_id: party.name for party in terms.parties}
    said = await section_replies.answers(context.tx, promo)
    return [
        (names[row.business_id], row.section) for row in said if row.answer == "declined" and row.business_id in names
    ]


async def _signable(context: Context, version: str) -> Promo | None:
    """Signing is for owners, in private, and for the newest version only."""
    if context.here.chat_id != context.person.telegram_id:
        context.toast("agreement/signing.only_private", alert=True)
        return None
    return await negotiation.mine(context, version)


async def on_confirm_signature(context: Context) -> None:
    promo = await _signable(context, context.pressed[1])
    if promo is None:
        return
    decision = signing.sign(await promos.standing(context.tx, promo), promo.business_id, promo.version)
    if isinstance(decision, Refusal):
        context.toast(f"agreement/negotiation.{decision.reason}", alert=True)
        return
    context.toast()
    await transitions.answered(context.tx, promo, context.now)
    await signatures.sign(context.tx, promo, context.person.id, context.now)
    context.edit("agreement/signing.you_signed", title=promo.title, version=promo.version)
    if not decision.complete:
        await _pass_on(context, promo, await promos.standing(context.tx, promo))
    elif promo.state in AGREED:
        await amendment.agreed(context.work, promo)
    else:
        await _complete(context, promo)


async def _pass_on(context: Context, promo: Promo, standing: SigningStatus) -> None:
    """The others learn that one has signed and that the rest is up to them."""
    party = promo.terms.party_of(promo.business_id)
    sign = Button("✍ Sign version %(n)s", "sign", (promo.id, promo.version), words={"n": promo.version})
    for business in standing.parties - standing.signed:
        await tell_now(
            context.work,
            business,
            "agreement/signing.they_signed",
            name=party.name if party else "",
            title=promo.title,
            version=promo.version,
            buttons=[[sign], [Button("Look at it", "promo", (promo.id,))]],
        )


async def _complete(context: Context, promo: Promo) -> None:
    """All have signed the same version: plan everything, tell everybody, hand out the PDF."""
    terms = promo.terms
    await transitions.move(
        context.tx, promo, State.SIGNED, context.now, person_id=context.person.id, business_id=promo.business_id
    )
    await invitations.revoke(context.tx, "partner", context.now, promo_id=promo.id)
    await planning.plan_ahead(context.work, promo)
    for party in terms.parties:
        for owner in await people.owners(context.tx, party.business_id):
            await documents.send_pdf(
                context.work,
                context.work.reader(owner),
                promo,
                caption="agreement/signing.signed_by_all",
                key=f"signed:{promo.id}:{owner.person_id}",
                buttons=await next_steps(context, promo, party.business_id),
            )


async def next_steps(context: Context, promo: Promo, business_id: int) -> Rows:
    """What an owner can do with a signed promo: link the group, while it has none, and invite the staff."""
    places = await businesses.locations(context.tx, business_id)
    staff = [[Button("Invite staff: %(name)s", "invite", (place.id,), words={"name": place.name})] for place in places]
    linked = await groups.of_promo(context.tx, promo.id)
    group = [] if linked and not linked.lost_at else [[Button("Link our group", "group", (promo.id,))]]
    return [*group, *staff]


async def on_link_group(context: Context) -> None:
    """A link that adds the bot to a group and ties the group to the promo."""
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo is None:
        return
    context.toast()
    token = await invitations.make(
        context.tx, "group", context.person.id, context.now, context.now + GROUP_LINK_LIVES, uses=5, promo_id=promo.id
    )
    link = context.app.group_link(f"g_{token}")
    context.say(
        "groups/group.how_to_link", title=promo.title, link=link, buttons=[[Link(N_("Choose the group ▶"), link)]]
    )
