"""The counter's page: the verdict on a card, one tap to use it, today's numbers. Rights are those of the chat."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from domain import reading
from domain.codes.scanned import scanned
from domain.daily.facts import ReportingPlace
from domain.options import Reporting
from domain.reading import TypedCode, Typo
from domain.rights import Person
from handlers.codes import code as codes_code
from handlers.codes import redemption
from handlers.codes.lockout import Unseen
from handlers.codes.redemption import Redeemed, Tap
from handlers.context import Work
from handlers.daily.today import so_far
from storage.codes import codes, redemptions
from storage.codes.codes import Code
from templates.catalogue import label
from templates.render import plain
from templates.words.msgid import N_

REQUEST = re.compile(r"[A-Za-z0-9-]{8,64}")
LONGEST = 500
NEW, KNOWN, EITHER = N_("Redeem · new"), N_("Redeem · has been here"), N_("Redeem")
WORDS = {
    "scan": N_("Scan a card"),
    "typed": N_("Or the eight digits"),
    "look": N_("Check"),
    "today": N_("Today"),
    "point": N_("Point the camera at the code on the card"),
    "no": N_("No"),
    "back": N_("Take it back"),
    "again": N_("Try again"),
    "busy": N_("One moment…"),
    "offline": N_("No network. Nothing was used; try again when it is back."),
    "unsure": N_(
        "Not sure yet whether it was used: the network is gone. Do not scan again, I keep asking; it can be "
        "used only once."
    ),
    "fault": N_("Something broke on our side. Send the digits to the bot instead."),
}
Answer = dict[str, Any]


def refused(why: str, language: str) -> str:
    return plain(f"codes/counter.{why}", language)


async def opened(work: Work, person: Person, asked: Mapping[str, Any]) -> Answer:
    words = {key: label(text, person.language) for key, text in WORDS.items()}
    return {"language": person.language, "words": words, **await _today(work, person)}


async def _today(work: Work, person: Person) -> Answer:
    return {"today": plain("daily/today.so_far", person.language, days=await so_far(work, person))}


async def looked(work: Work, person: Person, asked: Mapping[str, Any]) -> Answer:
    """The verdict first, then what the card says, then a button for each way to redeem it here."""
    found = _digits(work, str(asked.get("text", ""))[:LONGEST])
    if found is None:
        return _said(person, "codes/counter.not_a_card")
    if isinstance(found, Typo):
        return _said(person, "codes/counter.typo")
    code = await codes_code.find(work, person, found, typed=True)
    if isinstance(code, Unseen):
        return _said(person, code.text, until=code.until, zone=code.zone)
    return await _verdict(work, person, code)


def _digits(work: Work, text: str) -> str | Typo | None:
    seen = scanned([text], work.app.bot_username)
    typed = reading.code(text)
    return seen.digits[0] if seen.digits else typed.digits if isinstance(typed, TypedCode) else typed


def _said(person: Person, text: str, **data: Any) -> Answer:
    return {"good": False, "verdict": plain(text, person.language, **data), "card": "", "buttons": []}


async def _verdict(work: Work, person: Person, code: Code) -> Answer:
    texts, _, data = await codes_code.view(work, person, code)
    places = await codes_code.counters(work, person, code)
    open_at = [post for post in places if await codes_code.refused_at(work, code, post) is None]
    first, *rest = (plain(text, person.language, **data) for text in texts)
    return {
        "good": bool(open_at),
        "verdict": first if rest else "",
        "card": "\n".join(rest or [first]),
        "digits": code.digits,
        "buttons": [one for post in open_at for one in _buttons(person, code, post, len(open_at) > 1)],
    }


def _buttons(person: Person, code: Code, post: ReportingPlace, named: bool) -> list[Answer]:
    kinds = [("new", NEW), ("known", KNOWN)] if code.terms.reporting is Reporting.NEW else [("", EITHER)]
    return [
        {
            "text": label(text, person.language) + (f" · {post.place}" if named else ""),
            "location": post.location_id,
            "kind": kind,
        }
        for kind, text in kinds
    ]


async def redeemed(work: Work, person: Person, asked: Mapping[str, Any]) -> Answer:
    """Used once, however often the page asks: a tap that arrived already gets its answer again."""
    digits, request = str(asked.get("digits", "")), str(asked.get("request", ""))
    if not REQUEST.fullmatch(request) or not isinstance(reading.code(digits), TypedCode):
        return _said(person, "codes/counter.not_a_card")
    code = await codes_code.find(work, person, digits, typed=True)
    if isinstance(code, Unseen):
        return _said(person, code.text, until=code.until, zone=code.zone)
    places = await codes_code.counters(work, person, code)
    post = next((one for one in places if one.location_id == asked.get("location")), None)
    if post is None:
        return await _verdict(work, person, code)
    use = await redemptions.by_request(work.tx, person.id, request)
    if use:
        return await _again(work, person, code, use)
    tap = Tap(person.telegram_id, new=redemption.NEW.get(str(asked.get("kind", ""))), request=request)
    done = await redemption.use_up(work, person, code, post, tap)
    if isinstance(done, Redeemed):
        return await _done(work, person, done.use, redemption.said_done(work, code, post, done))
    return await _verdict(work, person, await codes.find(work.tx, code.digits) or code)


async def _again(work: Work, person: Person, code: Code, use: int) -> Answer:
    """The same answer as the first time, while the use still counts."""
    if code.use is None or code.use.id != use:
        return await _verdict(work, person, code)
    return {
        "good": True,
        "verdict": plain("codes/counter.used_by_you", person.language, use=code.use),
        "card": "",
        "buttons": [],
        "use": use,
        **await _today(work, person),
    }


async def _done(work: Work, person: Person, use: int, said: Answer) -> Answer:
    first, _, rest = plain("codes/code.redeemed", person.language, **said).partition("\n")
    return {"good": True, "verdict": first, "card": rest, "buttons": [], "use": use, **await _today(work, person)}


async def taken_back(work: Work, person: Person, asked: Mapping[str, Any]) -> Answer:
    use = asked.get("use")
    text, data = await redemption.take_back(work, person, use if isinstance(use, int) else 0)
    return _said(person, text, **data) | await _today(work, person)


ACTS: Mapping[str, Callable[[Work, Person, Mapping[str, Any]], Awaitable[Answer]]] = {
    "open": opened,
    "look": looked,
    "redeem": redeemed,
    "back": taken_back,
}
"""What the page may ask for."""
