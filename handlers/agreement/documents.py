"""The agreement as a file, and what a file or a fingerprint that comes back turns out to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import category

from msgspec.structs import replace

from domain.agreement.answers import to_answers
from domain.agreement.signature import Signature, signed_on
from domain.agreement.validity import Validity, validity
from domain.calendar import local_day
from domain.states import AGREED, OPEN_PROPOSAL, OVER
from handlers.agreement import views
from handlers.agreement.negotiation import lines_of
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows, number
from handlers.context import Context, Reader, Work
from handlers.forms.sections import room
from storage.agreement import history, promos, signatures, versions
from storage.agreement.promos import Promo
from storage.agreement.versions import CheckedVersion, StoredVersion
from storage.business import businesses
from templates.printed.agreement import SignedVersion, agreement

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
    signed = await signatures.of_version(work.tx, promo.id, promo.version)
    work.tell(
        reader,
        "agreement/signing.terms",
        promo=promo,
        sections=lines,
        answers=to_answers(promo.terms),
        view=await views.of_terms(work, promo.terms),
        fingerprint=row.fingerprint,
        room=room(sum(len(fields) for _, fields in lines), 1000),
        signatures=signed,
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
    signed = tuple(await signatures.of_version(work.tx, promo.id, promo.version))
    version = SignedVersion(
        number=promo.version,
        terms=promo.terms,
        fingerprint=row.fingerprint,
        made_at=int(row.made_at.timestamp()),
        signatures=signed,
        validity=await _validity(work, promo, signed),
    )
    view = await views.of_terms(work, promo.terms, row.place_names)
    work.tell(
        reader,
        caption,
        title=promo.terms.title,
        starts=promo.terms.starts,
        version=promo.version,
        fingerprint=row.fingerprint,
        complete=all(one.at for one in signed),
        drawing=("agreement", agreement(version, view, reader.language)),
        key=key,
        buttons=buttons,
    )


async def _validity(work: Work, promo: Promo, signed: Sequence[Signature]) -> Validity:
    """By the days where the initiator is."""
    now = await promos.by_clock(work.tx, promo.id)
    initiator = await businesses.find(work.tx, now.business_id) if now else None
    zone = initiator.zone if initiator else work.app.default_zone
    counted: list[tuple[int, date]] = []
    if now and now.state not in OPEN_PROPOSAL:
        for one in await versions.as_signed(work.tx, now):
            day = one.since or signed_on(await signatures.of_version(work.tx, promo.id, one.number), zone)
            counted += [(one.number, day)] if day else []
    ended = await history.cancelled(work.tx, promo.id)
    cancelled = local_day(ended.since, zone) if ended else None
    return validity(promo.version, promo.terms, signed_on(signed, zone), counted, cancelled)


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
