"""Cards with codes: ordered by an owner of a giver, made in the background, sent as one A4 document."""

from __future__ import annotations

from domain import reading
from domain.agreement.terms import Offer
from domain.check_digit import Mode, grouped, mode
from domain.codes import redemption
from domain.reading import Ambiguous, Problem
from domain.schedule.plan import Due
from domain.states import State
from handlers.asked import not_yours
from handlers.buttons import Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.codes import code as codes_code
from handlers.codes import printed
from handlers.context import Context, Reader, Work
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import logos
from storage.codes import codes as stored
from storage.codes import issuing, sources
from storage.codes.codes import Code
from storage.codes.issuing import CardOrder
from storage.queues import schedule
from templates.catalogue import word
from templates.drawn.documents import CardSheet
from templates.format import values
from templates.words.msgid import N_

CHUNK = 100
SOURCES = ("till", "flyer", "instagram", "window", "event")
"""Where the cards of a sheet may lie."""
MAKING = (State.SIGNED, State.RUNNING)


def opening(promo: Promo) -> Rows:
    """The button on the card of a promo whose codes this side hands out."""
    return [[Button("Cards with codes", "cards", (promo.id,))]] if _offers(promo) else []


def _offers(promo: Promo) -> tuple[int, ...]:
    """The numbers of the offers that the asker's side makes codes for."""
    single = mode(promo.terms.mechanic) is Mode.SINGLE and promo.state in MAKING
    return redemption.given_by(promo.terms, promo.business_id) if single else ()


async def on_card_sheets(context: Context) -> None:
    """Which offer, then how many; a number orders them."""
    promo_id, offer, count, seen = context.pressed[:4]
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    offers = _offers(promo) if promo else ()
    number = number_of(offer) or (offers[0] if len(offers) == 1 else 0)
    if promo is None or not offers or (number and number not in offers):
        not_yours(context)
    elif not number:
        context.toast()
        _which(context, promo, offers)
    elif not count:
        context.toast()
        await _how_many(context, promo, number)
    elif seen != str(await issuing.sheets(context.tx, promo.id, promo.business_id)):
        context.toast("codes/card_sheets.ordered_already")
    else:
        context.toast()
        await _order(context, promo, number, number_of(count))


def _which(context: Context, promo: Promo, offers: tuple[int, ...]) -> None:
    terms = promo.terms
    rows = [[Button(terms.offers[n - 1].what, "cards", (promo.id, n), own=True)] for n in offers]
    context.say("codes/card_sheets.which", buttons=rows)


async def _how_many(context: Context, promo: Promo, offer: int, problem: Problem | None = None) -> None:
    """Buttons for the usual numbers, as far as the limit allows; a typed number does as well."""
    left = await _left(context, promo, offer)
    if not left:
        context.say("codes/card_sheets.none_left", limit=_what(promo, offer).limit)
        return
    seen = await issuing.sheets(context.tx, promo.id, promo.business_id)
    numbers = [n for n in redemption.USUAL_CARDS if n <= left] or [left]
    row = [Button(str(n), "cards", (promo.id, offer, n, seen), own=True) for n in numbers]
    await context.expect_reply("cards", promo.id, offer)
    texts = ("forms/problems.problem", "codes/card_sheets.how_many") if problem else ("codes/card_sheets.how_many",)
    context.say(texts, buttons=[row], what=_what(promo, offer).what, left=left, problem=problem)


def _what(promo: Promo, number: int) -> Offer:
    return promo.terms.offers[number - 1]


async def _left(context: Context, promo: Promo, offer: int) -> int:
    made = await issuing.made(context.tx, promo.id, promo.business_id, offer)
    return redemption.may_make(_what(promo, offer), made)


async def answer(context: Context, promo_id: str, offer: str) -> None:
    """How many, typed."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    number = number_of(offer)
    if promo is None or number not in _offers(promo):
        await context.expect_nothing()
        context.say("lifecycle/pause_and_cancel.not_now")
        return
    read = reading.count(context.text, maximum=redemption.MOST_CARDS)
    if isinstance(read, int):
        await _order(context, promo, number, read)
    else:
        await _how_many(context, promo, number, Problem("choose") if isinstance(read, Ambiguous) else read)


async def _order(context: Context, promo: Promo, offer: int, count: int) -> None:
    left = await _left(context, promo, offer)
    if not 1 <= count <= left:
        reason = "too_big" if count else "too_small"
        await _how_many(context, promo, offer, Problem(reason, said=str(count), limit=left if count else 1))
        return
    await context.expect_nothing()
    message = context.say("codes/card_sheets.progress", done=0, of=count)
    number = await issuing.sheets(context.tx, promo.id, promo.business_id) + 1
    sheet = await issuing.order(
        context.tx,
        promo.id,
        promo.business_id,
        number=number,
        offer=offer,
        codes=count,
        person_id=context.person.id,
        message=message,
        now=context.now,
    )
    await schedule.plan(context.tx, (Due("cards", str(sheet), "1", context.now),))


async def make(work: Work, subject: str, period: str) -> None:
    """The next hundred; after the last ones the document."""
    sheet = await issuing.sheet(work.tx, int(subject))
    if sheet is None:
        return
    digits = await issuing.fill(work.tx, sheet.id, min(int(period) * CHUNK, sheet.codes), work.now)
    reader = work.reader(sheet)
    work.fold(reader, sheet.message, "codes/card_sheets.progress", done=len(digits), of=sheet.codes)
    if len(digits) < sheet.codes:
        await schedule.plan(work.tx, (Due("cards", subject, str(int(period) + 1), work.now),))
    else:
        await issuing.finish(work.tx, sheet.id, work.now)
        await _send(work, reader, sheet, digits)


async def _send(work: Work, reader: Reader, sheet: CardOrder, digits: list[str]) -> None:
    code = await stored.find(work.tx, digits[0])
    if code:
        data = await _words(work, sheet, code, digits)
        work.tell(
            reader,
            "codes/card_sheets.ready",
            drawing=("sheet", data),
            key=f"sheet:{sheet.id}",
            title=code.title,
            count=len(digits),
            what=code.offer.what if code.offer else "",
            buttons=_labels(sheet.id, reader.language),
        )


def _labels(sheet_id: int, language: str) -> Rows:
    words = {source: word("source", source, language) for source in SOURCES}
    return in_rows([Button(words[source], "lies", (sheet_id, source), own=True) for source in SOURCES], 3)


async def on_label(context: Context) -> None:
    """Where the cards of a sheet lie, said once it is there; it may be said again."""
    number, source = context.pressed[:2]
    known = source in SOURCES and await sources.label(context.tx, number_of(number), context.person.owns, source)
    if known:
        context.toast("codes/card_sheets.labelled", source=source)
    else:
        not_yours(context)


async def _words(work: Work, sheet: CardOrder, code: Code, digits: list[str]) -> CardSheet:
    """What stands on every card, in the languages of the promo."""
    spoken = await printed.languages(work, code.terms)
    said = await codes_code.card(work, code, spoken[0])
    party = code.terms.party_of(code.giver_id)
    places = "; ".join(said["whole"]) + ("…" if said["more"] else "")
    return {
        "lang": spoken[0],
        "created_at": int(work.now.timestamp()),
        "title": code.title,
        "link": work.app.link("c_"),
        "codes": [[one, grouped(one)] for one in digits],
        "what": values.large(said["what"]),
        "condition": said["condition"],
        "where": f"{printed.said(printed.WHERE, spoken)}: {places}",
        "dates": printed.dates(said["terms"], spoken),
        "giver": f"{printed.said(printed.CARD_FROM, spoken)}: {values.sign(party.name, spoken[0]) if party else ''}",
        "logo": (await logos.of(work.tx, (code.giver_id,))).get(code.giver_id),
        "note": printed.said(N_("Show this card at the counter. Valid once."), spoken),
        "file_name": f"tandem-{sheet.promo_id}-{sheet.number}.pdf",
    }
