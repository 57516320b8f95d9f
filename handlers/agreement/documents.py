"""The agreement as a file, and what a file or a fingerprint that comes back turns out to be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from unicodedata import category

from domain.agreement.answers import to_answers
from domain.agreement.fields import SECTIONS, of_section
from domain.agreement.terms import Terms
from domain.states import AGREED, OVER
from handlers.agreement import views
from handlers.agreement.negotiation import lines_of
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows, number
from handlers.context import Context, Reader, Work
from handlers.forms.sections import room
from storage.agreement import promos, versions
from storage.agreement.promos import Promo
from storage.agreement.versions import CheckedVersion, Signature, StoredVersion
from templates.catalogue import label, word
from templates.format.answers import View, named, shown, told
from templates.format.values import utc
from templates.render import plain
from templates.words.msgid import N_

FINGERPRINT_LENGTH = 64


async def on_pdf(context: Context) -> None:
    """The version on the table, or one that has been in force; the others of those are offered with it."""
    promo = await promos.on_the_table(context.tx, context.pressed[0], context.person.owns)
    if promo is None:
        not_yours(context)
        return
    context.toast()
    signed = await _in_force(context, promo)
    wanted = signed.get(number(context.pressed[1])) if context.pressed[1] else None
    shown = replace(promo, version=wanted.number, terms=wanted.terms) if wanted else promo
    others = [n for n in signed if n != shown.version]
    row = [Button("Version %(n)s (PDF)", "pdf", (promo.id, n), words={"n": str(n)}) for n in others]
    await send_pdf(context.work, context.me, shown, buttons=[row[n : n + 3] for n in range(0, len(row), 3)])


async def _in_force(context: Context, promo: Promo) -> dict[int, StoredVersion]:
    """By number, every version that has come into force; none before all have signed the first."""
    now = await promos.find(context.tx, promo.id, context.person.owns)
    if now is None or now.state not in AGREED | OVER:
        return {}
    numbers = [one.number for one in await versions.as_signed(context.tx, now)]
    found = [await versions.version(context.tx, promo.id, n) for n in numbers]
    return {one.number: one for one in found if one}


async def on_terms(context: Context) -> None:
    """What is in force, in plain words."""
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo is None:
        return
    context.toast()
    await send_terms(context.work, context.me, promo)


async def send_terms(work: Work, reader: Reader, promo: Promo) -> None:
    """All terms as a message, with who signed when, and the fingerprint."""
    row = await versions.version(work.tx, promo.id, promo.version)
    if row is None:
        return
    lines = lines_of(promo.terms)
    signatures = await versions.signatures(work.tx, promo.id, promo.version)
    work.tell(
        reader,
        "agreement/signing.terms",
        promo=promo,
        sections=lines,
        answers=to_answers(promo.terms),
        view=await views.of_terms(work, promo.terms),
        fingerprint=row.fingerprint,
        room=room(sum(len(fields) for _, fields in lines), 1000),
        signatures=signatures,
    )


async def send_pdf(
    work: Work,
    reader: Reader,
    promo: Promo,
    caption: str = "agreement/signing.pdf_caption",
    key: str | None = None,
    buttons: Rows = (),
) -> None:
    """This version as a file: what to draw goes along as words and is drawn on the way out."""
    row = await versions.version(work.tx, promo.id, promo.version)
    if row is None:
        return
    signatures = await versions.signatures(work.tx, promo.id, promo.version)
    view = await views.of_terms(work, promo.terms, row.place_names)
    data = _words(promo, promo.terms, version=row, signatures=signatures, view=view, language=reader.language)
    when = await _when(work, promo)
    data["note"] = plain("agreement/signing.pdf_note", reader.language, promo=promo.id, **when)
    work.tell(
        reader,
        caption,
        title=promo.terms.title,
        starts=promo.terms.starts,
        version=promo.version,
        fingerprint=row.fingerprint,
        complete=all(one.at for one in signatures),
        drawing=("agreement", data),
        key=key,
        buttons=buttons,
    )


async def _when(work: Work, promo: Promo) -> dict[str, Any]:
    """Since when an amendment counts and what it replaces; since when another one counts instead."""
    changes = await versions.amendments(work.tx, promo.id)
    return {
        "came": next((one for one in changes if one.number == promo.version), None),
        "gone": next((one for one in changes if one.replaces == promo.version), None),
    }


def _words(
    promo: Promo, terms: Terms, version: StoredVersion, signatures: list[Signature], view: View, language: str
) -> dict[str, Any]:
    def say(text: str, **data: Any) -> str:
        return label(text, language, **data)

    complete = all(one.at for one in signatures)
    return {
        "lang": language,
        "title": terms.title,
        "subtitle": say(N_("Agreement on a joint promotion, version %(n)s"), n=promo.version),
        "status": say(N_("Signed by all sides")) if complete else say(N_("Not in force: signatures are missing")),
        "parties": {
            "title": say(N_("Parties")),
            "head": [say(N_("Business")), say(N_("City, address")), say(N_("Signatory"))],
            "rows": [_party(one, language) for one in signatures],
        },
        "sections": _sections(terms, view, language),
        "signatures": {
            "title": say(N_("Signatures")),
            "head": [say(N_("Business")), say(N_("Signatory")), say(N_("Time (UTC)"))],
            "rows": [_signature(one, language) for one in signatures],
        },
        "fingerprint": {"label": say(N_("Fingerprint (SHA-256)")), "value": version.fingerprint},
        "page_label": say(N_("page")),
        "created_at": int(version.made_at.timestamp()),
        "footer": say(N_("Promo %(id)s, version %(n)s"), id=promo.id, n=promo.version),
        "file_name": f"tandem-{promo.id}-v{promo.version}.pdf",
        "sent": {"promo_id": promo.id, "version": promo.version},
    }


def _party(one: Signature, language: str) -> list[str]:
    where = ", ".join(filter(None, (one.city, one.address)))
    return [one.business, where, one.person or label(N_("not signed yet"), language)]


def _signature(one: Signature, language: str) -> list[str]:
    at = utc(one.at, language) if one.at else label(N_("not signed yet"), language)
    return [one.business, one.person or "—", at]


def _sections(terms: Terms, view: View, language: str) -> list[dict[str, Any]]:
    """All ten, with everything that is agreed; a section in which nothing is has a dash."""
    answers = to_answers(terms)
    return [
        {
            "title": f"{number}. {word('section', section, language)}",
            "rows": [
                [named(field, language, view), _value(terms, answers, field, view, language)]
                for field in of_section(section, answers)
                if answers[field] is not None
            ]
            or [["—", ""]],
        }
        for number, section in enumerate(SECTIONS, 1)
    ]


def _value(terms: Terms, answers: dict[str, Any], field: str, view: View, language: str) -> str:
    """As on the screen, an offer part by part; days with their years."""
    whole = field == "target"
    text = (told(answers, field, language, view) if whole else shown(answers[field], language, field, view)).strip()
    return f"{text} ({terms.starts:%d.%m.%Y} – {terms.ends:%d.%m.%Y})" if field == "dates" else text


LOOK_ALIKE = str.maketrans("авсе", "abce")
"""Cyrillic letters that look like the hexadecimal ones: what people type off a print."""


def fingerprint_in(text: str) -> str | None:
    """A fingerprint that was typed or forwarded, in one piece or in groups of at least four."""
    seen = "".join(one for one in text.lower().translate(LOOK_ALIKE) if category(one) != "Cf")
    pieces = re.findall(r"[0-9a-f]+", seen)
    whole = next((piece for piece in pieces if len(piece) == FINGERPRINT_LENGTH), None)
    grouped = "".join(piece for piece in pieces if len(piece) >= 4)
    return whole or (grouped if len(grouped) == FINGERPRINT_LENGTH else None)


async def check(context: Context, mark: str) -> None:
    """Which version a fingerprint belongs to and whether it is in force."""
    row = await versions.by_fingerprint(context.tx, mark, context.person.owns)
    if row is None:
        context.say("agreement/signing.not_ours")
    else:
        _tell(context, row)


async def check_file(context: Context, asked: bool) -> bool:
    """A PDF that came: one of ours is known by Telegram's own mark, which only the very same file has.

    Another one is said to be not ours, unless something else was `asked`.
    """
    file = context.message.document
    if file is None or file.mime_type != "application/pdf":
        return False
    row = await versions.by_file(context.tx, file.file_unique_id, context.person.owns)
    if row:
        _tell(context, row)
    elif not asked:
        context.say("agreement/signing.file_not_ours")
    return bool(row) or not asked


def _tell(context: Context, row: CheckedVersion) -> None:
    over, signed = row.state in OVER, row.signed >= row.sides and row.state in AGREED
    in_force = signed and not over and row.number == row.current
    newest = row.current if over else row.amendment or row.current
    context.say(
        "agreement/signing.checked",
        title=row.title,
        version=row.number,
        newest=newest,
        current=row.current,
        in_force=in_force,
        signed=signed or over,
        state=row.state,
        from_day=row.in_force_from if row.number == row.amendment and not over else None,
    )
