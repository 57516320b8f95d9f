"""From the signed terms to what hangs, lies and is posted: a poster, a card for the shelf, a story, a text, a link."""

from __future__ import annotations

from domain.agreement.terms import Offer, Party, Terms
from domain.check_digit import Mode, mode
from domain.codes import redemption
from domain.options import Mechanic
from domain.states import State
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.codes import code as codes_code
from handlers.codes import printed
from handlers.context import Context, Work
from handlers.ending import running_terms
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import logos
from storage.codes import codes, sources
from templates.drawn.documents import Poster, PosterOffer
from templates.format import values
from templates.words.msgid import N_

SHOWN = (State.SIGNED, State.RUNNING, State.PAUSED)
ASK, SAY, COME = (
    N_("Ask for a card at the till of %(name)s"),
    N_("At the till say the word: %(word)s"),
    N_("Ask for the offer at the till"),
)
SOURCES = ("poster", "story", "post")
SCAN = N_("What you get, where and until when: scan the code")


def opening(promo: Promo) -> Rows:
    """The button on the card of a promo that customers may hear of."""
    return [[Button("Poster, story, post", "mat", (promo.id,))]] if promo.state in SHOWN else []


async def on_materials(context: Context) -> None:
    promo = await promos.find(context.tx, context.pressed[0], context.person.owns)
    party = promo.terms.party_of(promo.business_id) if promo else None
    if promo is None or party is None or promo.state not in SHOWN:
        not_yours(context)
        return
    context.toast()
    spoken = await printed.languages(context.work, promo.terms)
    data = await poster(context.work, promo.terms, party, spoken)
    for source, drawing in (("poster", "poster"), ("story", "story")):
        drawn: Poster = {**data, "link": link(context, promo.id, party, source)}
        context.work.tell(context.me, f"codes/materials.{source}", drawing=(drawing, drawn), title=promo.title)
    context.say("codes/materials.copy")
    context.say("codes/materials.post", post=data, link=link(context, promo.id, party, "post"))


def link(context: Context, promo_id: str, party: Party, source: str) -> str:
    """Opens what customers may know; the bot counts how often, by where the link was."""
    return context.app.link(f"p_{promo_id}-{party.slot}-{source}")


def offers_of(terms: Terms, party: Party) -> tuple[Offer, ...]:
    """Those whose cards that side hands out; where there are no cards, all."""
    given = [offer for offer in terms.offers if redemption.gives(terms, party.business_id, offer)]
    return tuple(given) if given and mode(terms.mechanic) is Mode.SINGLE else terms.offers


async def poster(work: Work, terms: Terms, party: Party, spoken: tuple[str, ...]) -> Poster:
    """For that side's walls; its link says where it hangs."""
    terms = await running_terms(work, terms.promo_id, terms)
    return {
        "lang": spoken[0],
        "created_at": int(work.now.timestamp()),
        "title": terms.title,
        "names": [values.sign(one.name, spoken[0]) for one in terms.parties],
        "offers": [await said_offer(work, terms, offer, spoken[0]) for offer in offers_of(terms, party)],
        "dates": printed.dates(terms, spoken),
        "how": _how(terms, party, spoken),
        "scan": printed.said(SCAN, spoken),
        "link": "",
        "logos": [*(await logos.of(work.tx, [one.business_id for one in terms.parties])).values()],
    }


async def said_offer(work: Work, terms: Terms, offer: Offer, language: str) -> PosterOffer:
    right = frozenset(party.business_id for party in terms.parties if offer.at(party.slot))
    places = codes_code.places_of(await codes.addresses(work.tx, terms.promo_id, right), offer, language)
    return {
        "what": values.large(offer.what),
        "condition": offer.condition,
        "where": "; ".join(places[: codes_code.MOST_PLACES]),
    }


def _how(terms: Terms, party: Party, spoken: tuple[str, ...]) -> str:
    if mode(terms.mechanic) is Mode.SINGLE:
        givers = [one for one in terms.parties if redemption.given_by(terms, one.business_id)]
        name = (party if party in givers or not givers else givers[0]).name
        return printed.said(ASK, spoken, name=values.sign(name, spoken[0]))
    if terms.mechanic is Mechanic.CODE_WORD and terms.word:
        return printed.said(SAY, spoken, word=terms.word)
    return printed.said(COME, spoken)


async def open_link(context: Context, payload: str) -> None:
    """?start=p_…: what a poster, a story or a post led to; for anybody, as it says no more than they do."""
    promo_id, slot, source = [*payload.split("-"), "", ""][:3]
    promo = await promos.by_clock(context.tx, promo_id)
    party = next((one for one in promo.terms.parties if str(one.slot) == slot), None) if promo else None
    if promo is None or party is None or promo.state not in SHOWN or source not in SOURCES:
        context.say("codes/materials.over")
        return
    await sources.opened(context.tx, promo.id, party.business_id, source, context.today)
    language = context.person.language
    context.say("codes/materials.offers", post=await poster(context.work, promo.terms, party, (language,)))
