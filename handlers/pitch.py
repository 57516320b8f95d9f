"""The pitch: what the partner gains first, then what is asked. As a message, a PDF, and a link to pass around."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.drafting import to_answers
from domain.lifecycle import OPEN_PROPOSAL, State
from handlers import looks
from handlers.buttons import Button, Link
from handlers.context import Context
from storage import businesses, forms, promos, shares
from templates import plain, word
from templates.values import offer_lines

SHARE_LIVES = timedelta(days=30)
PITCHED = OPEN_PROPOSAL | {State.DRAFT}


def buttons(promo_id: str) -> list[Button | Link]:
    return [Button("The pitch", "pitch", (promo_id,)), Button("Pitch as PDF", "pitch", (promo_id, "pdf"))]


async def idea(context: Context, promo_id: str) -> dict[str, Any] | None:
    """What a pitch says: of the terms on the table, or of a draft as far as it is answered."""
    promo = await promos.by_clock(context.tx, promo_id)
    answers = await forms.answers_of(context.tx, "setup", promo_id)
    if promo is None or promo.state not in PITCHED:
        return None
    given: Mapping[str, Any] = to_answers(promo.terms) if promo.terms else answers or {}
    own = await businesses.find(context.tx, promo.business_id)
    parties = {party.slot: party.name for party in await promos.parties(context.tx, promo_id)}
    view = looks.of_answers({**given, "currency": own["currency"] if own else "UAH"}, parties, {})
    return {"own": dict(own) if own else {}, "answers": given, "view": view}


async def press(context: Context) -> None:
    """For the initiator, and for whoever has been invited."""
    promo_id, how = context.pressed[:2]
    mine = await promos.find(context.tx, promo_id, context.person.owns)
    invited = await promos.by_invitation(context.tx, promo_id, context.person.id, context.now)
    found = await idea(context, promo_id) if mine or invited else None
    if found is None:
        context.toast("start.not_yours", alert=True)
        return
    context.toast()
    if how == "pdf":
        _send_pdf(context, promo_id, found)
    elif how == "share" and mine:
        await _share(context, promo_id, found)
    else:
        rows = [
            [Button("Pitch as PDF", "pitch", (promo_id, "pdf")), Button("Link to show", "pitch", (promo_id, "share"))]
        ]
        context.say("pitch.message", buttons=rows if mine else [rows[0][:1]], **found)


async def _share(context: Context, promo_id: str, found: Mapping[str, Any]) -> None:
    """A link that shows the pitch and nothing else, to whoever has it."""
    token = await shares.make(context.tx, promo_id, context.person.id, context.now, context.now + SHARE_LIVES)
    link = context.app.link(f"d_{token}")
    context.say("pitch.link", title=found["answers"].get("title") or "", link=link,
                until=context.now + SHARE_LIVES, zone=context.app.default_zone)  # fmt: skip


async def open_link(context: Context, token: str) -> None:
    """?start=d_…: anybody may read it; answering takes an invitation."""
    promo_id = await shares.find(context.tx, token, context.now)
    found = await idea(context, promo_id) if promo_id else None
    if found is None:
        context.say("pitch.over")
    else:
        context.say(("pitch.message", "pitch.only_to_read"), **found)


def _send_pdf(context: Context, promo_id: str, found: Mapping[str, Any]) -> None:
    language = context.person.language

    def say(block: str, **more: Any) -> str:
        return plain(f"pitch.{block}", language, **found, **more)

    answers = found["answers"]
    data = {
        "lang": language, "created_at": int(context.now.timestamp()),
        "title": answers.get("title") or say("no_title"),
        "from": say("from_whom"), "category": word("category", found["own"]["category"], language),
        "gain": {"label": say("you_gain"), "text": say("your_gain")},
        "offers": {"label": say("customers_get"), "items": offer_lines(answers, language, found["view"])},
        "when": {"label": say("when_label"), "text": say("when")},
        "sections": [
            {"label": label, "text": text}
            for label, text in (
                (say("they_gain"), say("their_gain")), (say("they_bring"), say("their_part")),
                (say("asked_of_you"), say("your_part")), (say("goal_label"), say("goal")),
            )
            if text
        ],
        "footer": say("footer"), "file_name": f"tandem-{promo_id}-pitch.pdf",
    }  # fmt: skip
    context.work.tell(context.me, "pitch.pdf_caption", title=data["title"], drawing=("pitch", data))
