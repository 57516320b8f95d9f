"""Signing one exact version, the PDF that says so, and what a signed agreement sets going."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from domain import agreement
from domain.agreement import Standing
from domain.lifecycle import AGREED, Refusal, State
from domain.terms import SECTIONS, Terms, to_answers
from handlers import negotiation, planning
from handlers.buttons import Button, Link, Rows
from handlers.context import Context, Reader, Work
from storage import businesses, invitations, people, promos, versions
from storage.db import moment
from storage.promos import Promo
from templates import label, plain, word
from templates.formats import utc
from templates.values import shown
from templates.words import N_

GROUP_LINK_LIVES = timedelta(days=30)
FINGERPRINT_LENGTH = 64


async def press_sign(context: Context) -> None:
    """The last screen before a signature: what is signed, as whom, and what is warned about."""
    version = context.pressed[1]
    promo = await _signable(context, version)
    if promo is None or promo.terms is None:
        return
    context.toast()
    party = promo.terms.party_of(promo.business_id)
    row = await versions.version(context.tx, promo.id, promo.version)
    buttons = [
        [Button("◀ Not yet", "promo", (promo.id,))],
        [Button("✍ I sign version %(n)s", "signed", (promo.id, version), words={"n": version})],
    ]
    context.say(
        "agreements.confirm", title=promo.title, version=version, name=party.name if party else "",
        warnings=agreement.date_warnings(promo.terms), crowd=len(promo.terms.parties) > 2,
        fingerprint=row["fingerprint"] if row else "", buttons=buttons,
    )  # fmt: skip


async def _signable(context: Context, version: str) -> Promo | None:
    """Signing is for owners, in private, and for the newest version only."""
    if context.here.chat_id != context.person.telegram_id:
        context.toast("agreements.only_private", alert=True)
        return None
    return await negotiation.mine(context, version)


async def press_signed(context: Context) -> None:
    promo = await _signable(context, context.pressed[1])
    if promo is None:
        return
    decision = agreement.sign(await promos.standing(context.tx, promo), promo.business_id, promo.version)
    if isinstance(decision, Refusal):
        context.toast(f"negotiation.{decision.reason}", alert=True)
        return
    context.toast()
    await versions.sign(context.tx, promo, context.person.id, context.now)
    context.edit("agreements.you_signed", title=promo.title, version=promo.version)
    if decision.complete:
        await _complete(context, promo)
    else:
        await _pass_on(context, promo, await promos.standing(context.tx, promo))


async def _pass_on(context: Context, promo: Promo, standing: Standing) -> None:
    """The others learn that one has signed and that the rest is up to them."""
    name = await _side(promo)
    sign = Button("✍ Sign version %(n)s", "sign", (promo.id, promo.version), words={"n": promo.version})
    for business in agreement.waiting_for(standing):
        for owner in await people.owners(context.tx, business):
            context.work.tell(
                context.work.reader(owner), "agreements.they_signed", name=name, title=promo.title,
                version=promo.version, buttons=[[sign], [Button("Look at it", "promo", (promo.id,))]],
            )  # fmt: skip


async def _side(promo: Promo) -> str:
    party = promo.terms.party_of(promo.business_id) if promo.terms else None
    return party.name if party else ""


async def _complete(context: Context, promo: Promo) -> None:
    """All have signed the same version: plan everything, tell everybody, hand out the PDF."""
    terms = promo.terms
    if terms is None:
        return
    await promos.move(
        context.tx, promo, State.SIGNED, context.now, person_id=context.person.id, business_id=promo.business_id
    )
    await planning.plan_ahead(context.work, promo)
    for party in terms.parties:
        for owner in await people.owners(context.tx, party.business_id):
            reader = context.work.reader(owner)
            await send_pdf(context.work, reader, promo, key=f"signed:{promo.id}:{owner['person_id']}")
            context.work.tell(
                reader, "agreements.what_next", title=promo.title,
                buttons=await next_steps(context, promo, party.business_id),
            )  # fmt: skip


async def next_steps(context: Context, promo: Promo, business_id: int) -> Rows:
    """What an owner can do with a signed promo: link the group, invite the staff."""
    places = await businesses.locations(context.tx, business_id)
    staff = [
        [Button("Invite staff: %(name)s", "invite", (place["id"],), words={"name": place["name"]})] for place in places
    ]
    return [[Button("Link our group", "group", (promo.id,))], *staff]


async def press_group(context: Context) -> None:
    """A link that adds the bot to a group and ties the group to the promo."""
    promo = await promos.find(context.tx, context.pressed[0], context.person.owns)
    if promo is None or promo.state not in AGREED:
        context.toast("start.not_yours", alert=True)
        return
    context.toast()
    token = await invitations.make(
        context.tx, "group", context.person.id, context.now, context.now + GROUP_LINK_LIVES, uses=5, promo_id=promo.id
    )
    link = context.app.group_link(f"g_{token}")
    context.say("groups.how_to_link", title=promo.title, link=link, buttons=[[Link(N_("Choose the group ▶"), link)]])


async def press_pdf(context: Context) -> None:
    promo = await promos.find(context.tx, context.pressed[0], context.person.owns)
    if promo is None or promo.version == 0:
        context.toast("start.not_yours", alert=True)
        return
    context.toast()
    await send_pdf(context.work, context.me, promo)


async def send_pdf(work: Work, reader: Reader, promo: Promo, key: str | None = None) -> None:
    """The newest version as a file: what to draw goes along as words and is drawn on the way out."""
    row = await versions.version(work.tx, promo.id, promo.version)
    if row is None or promo.terms is None:
        return
    signatures = await versions.signatures(work.tx, promo.id, promo.version)
    data = _pdf_words(promo, promo.terms, dict(row), [dict(one) for one in signatures], reader.language)
    work.tell(
        reader, "agreements.pdf_caption", title=promo.title, version=promo.version, fingerprint=row["fingerprint"],
        complete=all(one["signed_at"] for one in signatures), drawing=("agreement", data), key=key,
    )  # fmt: skip


def _pdf_words(
    promo: Promo, terms: Terms, version: dict[str, Any], signatures: list[dict[str, Any]], language: str
) -> dict[str, Any]:
    def say(text: str, **data: Any) -> str:
        return label(text, language, **data)

    complete = all(one["signed_at"] for one in signatures)
    not_yet = say(N_("not signed yet"))
    return {
        "lang": language,
        "title": promo.title,
        "subtitle": say(N_("Agreement on a joint promotion, version %(n)s"), n=promo.version),
        "status": say(N_("Signed by all sides")) if complete else say(N_("Not in force: signatures are missing")),
        "parties": {
            "title": say(N_("Parties")),
            "head": [say(N_("Business")), say(N_("City, address")), say(N_("Signatory"))],
            "rows": [
                [one["business"], ", ".join(filter(None, (one["city"], one["address"]))), one["person"] or not_yet]
                for one in signatures
            ],
        },
        "sections": _pdf_sections(terms, language),
        "signatures": {
            "title": say(N_("Signatures")),
            "head": [say(N_("Business")), say(N_("Signatory")), say(N_("Time (UTC)"))],
            "rows": [
                [
                    one["business"],
                    one["person"] or "—",
                    utc(moment(one["signed_at"]), language) if one["signed_at"] else not_yet,
                ]
                for one in signatures
            ],
        },
        "fingerprint": {"label": say(N_("Fingerprint (SHA-256)")), "value": version["fingerprint"]},
        "note": plain("agreements.pdf_note", language, promo=promo.id),
        "page_label": say(N_("page")),
        "created_at": version["made_at"],
        "footer": say(N_("Promo %(id)s, version %(n)s"), id=promo.id, n=promo.version),
        "file_name": f"tandem-{promo.id}-v{promo.version}.pdf",
    }


def _pdf_sections(terms: Terms, language: str) -> list[dict[str, Any]]:
    answers = to_answers(terms)
    return [
        {
            "title": f"{number}. {word('section', section, language)}",
            "rows": [
                [word("field", field, language), _pdf_value(terms, answers[field], field, language)] for field in fields
            ],
        }
        for number, (section, fields) in enumerate(SECTIONS.items(), 1)
    ]


def _pdf_value(terms: Terms, value: Any, field: str, language: str) -> str:
    """As on the screen; days with their years."""
    text = shown(value, language, field, terms.currency)
    return f"{text} ({terms.starts:%d.%m.%Y} – {terms.ends:%d.%m.%Y})" if field == "dates" else text


def fingerprint_in(text: str) -> str | None:
    """A fingerprint that was typed or forwarded, in one piece or in groups of at least four."""
    pieces = re.findall(r"[0-9a-f]+", text.lower())
    whole = next((piece for piece in pieces if len(piece) == FINGERPRINT_LENGTH), None)
    grouped = "".join(piece for piece in pieces if len(piece) >= 4)
    return whole or (grouped if len(grouped) == FINGERPRINT_LENGTH else None)


async def check(context: Context, mark: str) -> None:
    """Which version a fingerprint belongs to and whether it is in force."""
    row = await versions.by_fingerprint(context.tx, mark, context.person.owns)
    if row is None:
        context.say("agreements.not_ours")
        return
    in_force = row["number"] == row["newest"] and row["signed"] == row["sides"] and row["state"] in AGREED
    context.say("agreements.checked", title=row["title"], version=row["number"], newest=row["newest"],
                in_force=in_force, state=row["state"])  # fmt: skip
