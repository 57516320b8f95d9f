"""A code that somebody scanned, typed or was shown: what it gives, and at the receiver's counter the way to use it."""

from __future__ import annotations

from typing import Any

from domain import reading
from domain.agreement.terms import Offer, PlaceTerms
from domain.check_digit import is_valid
from domain.codes import redemption
from domain.codes.redemption import CodeRefusal
from domain.daily.facts import ReportingPlace
from domain.lifecycle.ending import offer_until
from domain.options import Channel, Reporting
from domain.reading import Problem, TypedCode, Typo
from domain.rights import Person
from domain.schedule.plan import place_name
from domain.states import OVER
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.codes import lockout
from handlers.codes.lockout import Unseen
from handlers.context import Context, Work
from handlers.ending import running_terms
from storage.codes import codes, redemptions
from storage.codes.codes import Address, Code
from templates.catalogue import word
from templates.format import values
from templates.words.msgid import N_

TYPO = Problem("code_typo", example="4821 7308")
MOST_PLACES = 3
MAY_BE_BUSY_WITH = ("", "day", "fix", "cards", "open", "which")
"""What a plain message may be the answer to while every kind of code is still read as one."""


async def open_link(context: Context, payload: str) -> None:
    """?start=c_…: whoever holds the card may see what it says."""
    read = reading.code(payload)
    if isinstance(read, TypedCode):
        await show(context, read.digits)
    else:
        await _not_a_code(context)


async def typed(context: Context) -> bool:
    """A message that is a code and nothing else; in the middle of another question only as cards show it, 4 and 4."""
    busy = context.person.pending_prompt.kind not in MAY_BE_BUSY_WITH
    read = reading.printed(context.text) if busy else _read(context)
    return await _take(context, read)


async def in_report(context: Context, text: str) -> bool:
    """A code where a report was expected, for people whose promos have codes."""
    return await _take(context, reading.coupon(text))


def _read(context: Context) -> TypedCode | Typo | Problem | None:
    """Spaces anywhere, unless they could part two numbers of a report."""
    found = reading.coupon(context.text)
    return found or (None if context.person.has_role() else reading.code(context.text))


async def _take(context: Context, read: TypedCode | Typo | Problem | None) -> bool:
    if read is None or (context.person.has_role() and not await codes.concern(context.tx, context.person)):
        return False
    match read:
        case TypedCode():
            await show(context, read.digits, typed=True)
        case Typo():
            await _not_a_code(context)
        case Problem():
            context.say("forms/problems.problem", problem=read)
    return True


async def _not_a_code(context: Context) -> None:
    """A typo is no guess; but who is locked out hears only that."""
    if not await lockout.locked(context):
        context.say("forms/problems.problem", problem=TYPO)


async def known(context: Context, digits: str, typed: bool = False) -> Code | None:
    """The code, if this person may know of it; else the answer is given and the guess is counted. What could be no code
    is none: only a forged button carries it."""
    if not is_valid(digits):
        not_yours(context)
        return None
    code = await find(context.work, context.person, digits, typed)
    if isinstance(code, Unseen):
        lockout.answer(context, code)
        return None
    return code


async def find(work: Work, person: Person, digits: str, typed: bool) -> Code | Unseen:
    """The code, if this person may know of it; else the guess is counted."""
    unseen = await lockout.in_force(work, person)
    if unseen:
        return unseen
    code = await codes.find(work.tx, digits)
    sides = await codes.sides(work.tx, person, code.promo_id) if code else frozenset()
    if code is None or not _may_know(person, code, sides, typed):
        return await lockout.strike(work, person)
    return code


def _may_know(person: Person, code: Code, sides: frozenset[int], typed: bool) -> bool:
    """Sides always; others what a good card says, if they hold it; somebody at another promo's till cannot try."""
    stranger = not (typed and person.has_role())
    return bool(sides) or (stranger and not code.void and code.offer is not None)


async def show(context: Context, digits: str, typed: bool = False) -> None:
    code = await known(context, digits, typed)
    if code:
        texts, buttons, data = await view(context.work, context.person, code)
        context.say(texts, buttons=buttons, **data)


async def view(work: Work, person: Person, code: Code) -> tuple[tuple[str, ...], Rows, dict[str, Any]]:
    """For those who work with it first whether it is good here; then the card, and what they can do."""
    places = await counters(work, person, code)
    no = await standing(work, person, code, places)
    data = await card(work, code, person.language)
    here = {redemption.what_at(code.offer, post.location_id) for post in places} if code.offer else set()
    data |= {"what": here.pop()} if len(here) == 1 else {}
    rows: list[list[Button]] = []
    if places and no is None:
        rows += redeem_rows(code)
    if may_void(person, code):
        text = N_("Give the use back") if code.use else N_("Make the code void")
        rows.append([Button(text, "void", (code.digits, code.use.id if code.use else 0))])
    verdict = ("codes/code.no",) if no else ("codes/code.valid",) if places else ()
    data["says_what"] = no is None and bool(places)
    return (*verdict, "codes/code.card"), rows, data | (said_no(code, no) if no else {})


def redeem_rows(code: Code, location: int = 0) -> list[list[Button]]:
    """Where new customers are reported, new or known is said in the same tap."""
    here = (code.digits, location)
    if code.terms.reporting is Reporting.NEW:
        new, known = (
            Button("Redeem · new", "redeem", (*here, "new")),
            Button("Redeem · has been here", "redeem", (*here, "known")),
        )
        return [[new], [known], [Button("No", "noredeem")]]
    return [[Button("Redeem", "redeem", here), Button("No", "noredeem")]]


async def standing(work: Work, person: Person, code: Code, places: tuple[ReportingPlace, ...]) -> CodeRefusal | None:
    """Why it cannot be used, as far as it concerns this person."""
    if places:
        return await refused(work, code, places)
    if code.void:
        return CodeRefusal("void")
    if code.use and (may_void(person, code) or await _works_with(work, person, code)):
        return CodeRefusal("used")
    if await _works_with(work, person, code):
        return CodeRefusal("elsewhere")
    if code.in_force is None:
        return CodeRefusal("withdrawn")
    return CodeRefusal("is_closed") if code.state in OVER else None


async def _works_with(work: Work, person: Person, code: Code) -> bool:
    """Whether the person stands at a counter of the promo that does not honour this code."""
    return bool(await codes.counters(work.tx, person, code.promo_id))


def said_no(code: Code, no: CodeRefusal) -> dict[str, Any]:
    """What a text needs to say why not."""
    right = redemption.receivers(code.terms, code.offer, code.giver_id) if code.offer else ()
    names = [party.name for party in right][:MOST_PLACES]
    return {"no": no, "use": code.use, "currency": code.terms.currency, "honoured_by": names}


async def counters(work: Work, person: Person, code: Code) -> tuple[ReportingPlace, ...]:
    """Where this person may redeem it: the receiver's locations that take part, where they work or that they own."""
    if code.offer is None:
        return ()
    right = {party.business_id for party in redemption.receivers(code.terms, code.offer, code.giver_id)}
    there = await codes.counters(work.tx, person, code.promo_id)
    return tuple(post for post in there if post.business_id in right)


async def refused(work: Work, code: Code, places: tuple[ReportingPlace, ...]) -> CodeRefusal | None:
    """Why it cannot be used at any of these places; None if it can at one of them."""
    noes = [await refused_at(work, code, post) for post in places]
    return None if None in noes else noes[0]


async def refused_at(work: Work, code: Code, post: ReportingPlace) -> CodeRefusal | None:
    if code.use:
        return CodeRefusal("used")
    if code.void:
        return CodeRefusal("void")
    if code.in_force is None:
        return CodeRefusal("withdrawn")
    day = redemption.working_day(post, code.terms, work.now)
    uses = await redemptions.uses(work.tx, code, post, day)
    return redemption.refusal(code.terms, code.state, offer=code.in_force, post=post, uses=uses, now=work.now)


def may_void(person: Person, code: Code) -> bool:
    """A use: owners of both sides of it. A code that was not used: its giver's."""
    if code.state in OVER or code.void:
        return False
    return bool(person.owns & ({code.giver_id, code.use.business_id} if code.use else {code.giver_id}))


async def card(work: Work, code: Code, language: str) -> dict[str, Any]:
    """What a card says: what, under which condition, where, until when."""
    terms = await running_terms(work, code.promo_id, code.terms)
    offer = offer_until(code.offer, terms.ends) if code.offer else None
    right = redemption.receivers(code.terms, offer, code.giver_id) if offer else ()
    rows = await codes.addresses(work.tx, code.promo_id, frozenset(party.business_id for party in right))
    places = places_of(rows, offer, language) if offer else []
    return {
        "digits": code.digits,
        "title": code.title,
        "what": offer.what if offer else "",
        "says_what": False,
        "condition": offer.condition if offer else None,
        "terms": terms,
        "ends_earlier": terms.ends < code.terms.ends,
        "before": bool(code.promise and code.in_force),
        "whole": places[:MOST_PLACES],
        "places": [values.cut(place, language, 120) for place in places[:MOST_PLACES]],
        "more": max(len(places) - MOST_PLACES, 0),
    }


def places_of(rows: list[Address], offer: Offer, language: str) -> list[str]:
    """Counters, or the online shops for what is used online; first those where something is different."""
    online = offer.channel is Channel.ONLINE
    fitting = [row for row in rows if row.online is online] or rows
    fitting.sort(key=lambda row: redemption.place_terms(offer, row.id) is None)
    return [_place(row, redemption.place_terms(offer, row.id), online, language) for row in fitting]


def _place(row: Address, own: PlaceTerms | None, online: bool, language: str) -> str:
    name = place_name(row.business, row.location, row.siblings == 1)
    span = values.span(own.first, own.last, language) if own and own.first and own.last else ""
    different = ", ".join(part for part in (own and own.what, span) if part)
    said = f"{name}: {different}" if different else name
    if online:
        return f"{word('channel', Channel.ONLINE, language)}: {said}"
    return f"{said} · {row.address}" if row.address and row.address != row.location else said
