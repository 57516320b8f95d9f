"""The pitch: what the partner gains first, then what is asked. As a message, a PDF, and a link to pass around."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.agreement.answers import to_answers
from domain.states import OPEN_PROPOSAL, State
from handlers.agreement import views
from handlers.asked import not_yours
from handlers.buttons import Button, Key
from handlers.context import Context
from storage import forms
from storage.agreement import open_invitations, promos
from storage.agreement.promos import AnyPromo, Promo
from storage.business import businesses, invitations, pitch_links
from templates.catalogue import word
from templates.drawn.documents import Item, Pitch, PitchFigure
from templates.format.answers import due_words, offer_parts
from templates.render import plain

SHARE_LIVES = timedelta(days=30)
PITCHED = OPEN_PROPOSAL | {State.DRAFT}


def buttons(promo_id: str) -> list[Key]:
    return [Button("The pitch", "pitch", (promo_id,)), Button("Pitch as PDF", "pitch", (promo_id, "pdf"))]


async def idea(context: Context, promo_id: str) -> dict[str, Any] | None:
    """What a pitch says: of the terms on the table, or of a draft as far as it is answered."""
    promo = await promos.by_clock_any(context.tx, promo_id)
    answers = await forms.answers_of(context.tx, "setup", promo_id)
    if promo is None or promo.state not in PITCHED:
        return None
    given: Mapping[str, Any] = to_answers(promo.terms) if isinstance(promo, Promo) else answers or {}
    own = await businesses.find(context.tx, promo.business_id)
    parties = views.named(given, {party.slot: party.name for party in await promos.parties(context.tx, promo_id)})
    view = views.of_answers({**given, "currency": own.currency if own else "UAH"}, parties, {})
    partner = given.get("partner_name") or ""
    return {"own": own, "partner": partner, "answers": given, "view": view}


async def on_pitch(context: Context) -> None:
    """For the initiator, and for whoever has been invited."""
    promo_id, how = context.pressed[:2]
    mine = await promos.find_any(context.tx, promo_id, context.person.owns)
    invited = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    found = await idea(context, promo_id) if mine or invited else None
    if found is None:
        not_yours(context)
        return
    context.toast()
    if how == "pdf":
        data = _page(context, promo_id, found, await _link(context, promo_id, mine))
        context.work.tell(context.me, "agreement/pitch.pdf_caption", title=data["title"], drawing=("pitch", data))
    elif how == "share" and mine and mine.slot == 1:
        context.say(
            "agreement/pitch.link",
            title=found["answers"].get("title") or "",
            link=await _share(context, promo_id),
            until=context.now + SHARE_LIVES,
            zone=context.app.default_zone,
        )
    else:
        file = Button("Pitch as PDF", "pitch", (promo_id, "pdf"))
        link = [Button("Link to show", "pitch", (promo_id, "share"))] if mine and mine.slot == 1 else []
        context.say("agreement/pitch.message", buttons=[[file, *link]], **found)


async def _link(context: Context, promo_id: str, mine: AnyPromo | None) -> str:
    """What the page's QR opens: an invitation while the initiator looks for partners, otherwise the page itself."""
    if mine is None or mine.state is not State.PROPOSED or mine.expires_at is None:
        return await _share(context, promo_id)
    token = await invitations.make(
        context.tx, "partner", context.person.id, context.now, mine.expires_at, uses=1, promo_id=promo_id
    )
    return context.app.link(f"b_{token}")


async def _share(context: Context, promo_id: str) -> str:
    """A link that shows the pitch and nothing else, to whoever has it."""
    token = await pitch_links.make(context.tx, promo_id, context.person.id, context.now, context.now + SHARE_LIVES)
    return context.app.link(f"d_{token}")


async def open_link(context: Context, token: str) -> None:
    """?start=d_…: anybody may read it; answering takes an invitation."""
    promo_id = await pitch_links.find(context.tx, token, context.now)
    found = await idea(context, promo_id) if promo_id else None
    if found is None:
        context.say("agreement/pitch.over")
    else:
        context.say(("agreement/pitch.message", "agreement/pitch.only_to_read"), **found)


def _page(context: Context, promo_id: str, found: Mapping[str, Any], link: str) -> Pitch:
    language = context.person.language
    answers = found["answers"]

    def say(block: str) -> str:
        return plain(f"agreement/pitch.{block}", language, **found)

    def duties(field: str) -> list[Item]:
        return [{"what": one["what"], "note": due_words(one, language) or None} for one in answers.get(field) or ()]

    asks = duties("brings.2")
    return {
        "lang": language,
        "created_at": int(context.now.timestamp()),
        "file_name": f"tandem-{promo_id}-pitch.pdf",
        "title": answers.get("title") or say("no_title"),
        "kind": say("kind"),
        "proposer": {
            "label": say("proposes"),
            "name": say("name"),
            "about": f"{word('category', found['own'].category, language)}, {found['own'].city}",
        },
        "gain": {"title": say("you_gain"), "text": say("your_gain")} if answers.get("gain.2") else None,
        "figures": _figures(answers, say),
        "offers": {"title": say("customers_get"), "items": offer_parts(answers, language, found["view"])},
        "when": {"title": say("when_label"), "dates": say("days"), "length": say("length")}
        if answers.get("dates")
        else None,
        "brings": {"title": say("their_side"), "text": say("they_gain_text"), "items": duties("brings.1")},
        "asks": {"title": say("asked_of_you"), "items": asks} if asks else None,
        "next": {"title": say("next_step"), "text": say("how_to_answer"), "link": link},
        "page_label": say("page"),
        "footer": say("footer"),
    }


def _figures(answers: Mapping[str, Any], say: Any) -> list[PitchFigure]:
    """What is expected, as far as it is agreed in numbers."""
    found: list[PitchFigure] = []
    if answers.get("target") and answers.get("goal"):
        found.append({"value": say("target"), "label": say("goal_name")})
    if answers.get("minimum"):
        found.append({"value": say("minimum"), "label": say("minimum_label")})
    return found
