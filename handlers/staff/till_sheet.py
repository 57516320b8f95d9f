"""The sheet that hangs beside a till: the lesson of that place, and what to do with each customer and at closing."""

from __future__ import annotations

from collections.abc import Iterator

from domain.agreement.terms import Terms
from domain.options import Reporting
from domain.staff.training import CountingWay, Lesson, Taught
from handlers.context import Context
from handlers.staff.training import lesson_of
from storage.agreement.promos import Promo
from templates.catalogue import label
from templates.drawn.documents import TillOffer, TillPart, TillSheet
from templates.format import values
from templates.words.msgid import N_

HERE, HANDED, EVENING = N_("The customer gets here"), N_("You hand out the partner's card"), N_("At closing time")
WITH_EACH = {
    CountingWay.REDEEM: (
        N_("Take the card. Send the bot a photo of it, or type its eight digits."),
        N_("The bot says whether the card is good. Press “Redeem”."),
        N_("Only then give what the card promises."),
    ),
    CountingWay.WORD: (
        N_("The customer says the word: %(word)s"),
        N_("Give what was promised and make a mark on paper."),
    ),
    CountingWay.COUNT: (
        N_("Look whether the condition is met, and give what was promised."),
        N_("Make a mark on paper for each of these customers."),
    ),
}
HANDING = (N_("Give the card and say what it is for."),)
HOW_MANY = N_("The bot asks how many customers came. Send the number, for example: 7")
SALES_TOO = N_("If it asks for more, such as their sales, answer in the same way.")
NOBODY = N_("Nobody came? Send 0: that is an answer too.")
SLIP = N_("A wrong number? Send /undo, then the right one.")
CARD_SLIP = N_(
    "A wrong number? Send /undo, then the right one. A card redeemed by mistake: take it back within 10 minutes."
)
SCAN = N_("Scan to open the bot")


async def on_till_sheet(context: Context) -> None:
    found = await lesson_of(context)
    if found is None:
        return
    context.toast()
    promo, terms, place, learnt = found
    data = sheet(context, promo, terms, learnt)
    context.work.tell(context.me, "staff/training.till", drawing=("till", data), title=promo.title, place=place.name)


def sheet(context: Context, promo: Promo, terms: Terms, learnt: Lesson) -> TillSheet:
    """In the language of who asks for it."""
    language = context.person.language
    coded = learnt.way is CountingWay.REDEEM
    return {
        "file_name": "till.pdf",
        "lang": language,
        "created_at": int(context.now.timestamp()),
        "title": promo.title,
        "names": [values.sign(one.name, language) for one in terms.parties],
        "dates": values.dates((learnt.taught.first, learnt.taught.last), language),
        "parts": list(_parts(terms, learnt, language)),
        "slip": label(CARD_SLIP if coded and learnt.here else SLIP, language),
        "scan": label(SCAN, language),
        "link": context.app.link("hello"),
    }


def _parts(terms: Terms, learnt: Lesson, language: str) -> Iterator[TillPart]:
    names = {party.slot: values.sign(party.name, language) for party in terms.parties}
    if learnt.here:
        steps = [label(step, language, word=learnt.word or "") for step in WITH_EACH[learnt.way]]
        yield _part(HERE, [_offer(one) for one in learnt.here], steps, language)
    if learnt.handed:
        steps = [label(step, language) for step in HANDING]
        yield _part(HANDED, [_offer(one, names.get(one.where, "")) for one in learnt.handed], steps, language)
    if learnt.here:
        more = () if terms.reporting is Reporting.CUSTOMERS else (SALES_TOO,)
        yield _part(EVENING, [], [label(step, language) for step in (HOW_MANY, *more, NOBODY)], language)


def _part(head: str, offers: list[TillOffer], steps: list[str], language: str) -> TillPart:
    return {"head": label(head, language), "offers": offers, "steps": steps}


def _offer(one: Taught, where: str = "") -> TillOffer:
    return {"what": values.large(one.what), "note": " · ".join(filter(None, (one.condition, where)))}
