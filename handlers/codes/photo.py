"""A photo of a customer's card: noted when it comes, answered when it was fetched and read."""

from __future__ import annotations

from domain.check_digit import grouped
from domain.codes.scanned import Scanned, scanned
from domain.rights import Person
from handlers.app import App
from handlers.buttons import Button, Link, Page, Rows
from handlers.codes import code as codes_code
from handlers.codes.lockout import Unseen
from handlers.context import Context, Reader, Work
from storage import people
from storage.codes import codes
from storage.queues import received_files
from storage.queues.outbox import ANSWER
from storage.queues.received_files import ReceivedFile

PICTURES = ("image/jpeg", "image/png", "image/webp")
SILENT = "album"
"""What a further picture of an album is kept with: nothing is said where it shows no code."""


def page_row(app: App) -> Rows:
    """The counter's page, where it can be opened; for private chats, as Telegram takes such buttons in no others."""
    return [[Page("Scan a card", app.counter_url)]] if app.counter_url else []


async def took(context: Context, album: bool = False) -> bool:
    """A picture from somebody whose promos have codes; everything else is somebody else's matter."""
    message = context.message
    picture = message.document and message.document.mime_type in PICTURES
    file = message.photo[-1] if message.photo else message.document if picture else None
    if file is None or not context.person.has_role() or not await codes.concern(context.tx, context.person):
        return False
    await received_files.add(
        context.tx,
        context.person.id,
        file.file_id,
        name="",
        meant=SILENT if album else "",
        now=context.now,
        kind="photo",
    )
    return True


async def came(work: Work, row: ReceivedFile, found: tuple[str, ...] | str) -> None:
    """What its QR codes say, or why it could not be read; who sent it may have lost the right since."""
    person = await people.by_id(work.tx, row.person_id)
    if person is None or not person.has_role():
        return
    reader = Reader(person.telegram_id, person.language, person_id=person.id)
    if isinstance(found, str):
        work.tell(reader, f"codes/photo.{found}", urgency=ANSWER)
    elif found:
        await _answer(work, reader, person, scanned(found, work.app.bot_username))
    elif row.meant != SILENT:
        busy = person.pending_prompt.kind not in codes_code.MAY_BE_BUSY_WITH
        work.tell(reader, "codes/photo.nothing", urgency=ANSWER, busy=busy, buttons=page_row(work.app))


async def _answer(work: Work, reader: Reader, person: Person, seen: Scanned) -> None:
    """One code: its verdict, as if it had been typed. Several: which. None of ours: what it is."""
    if len(seen.digits) == 1:
        await _verdict(work, reader, person, seen.digits[0])
    elif seen.digits:
        rows = [[Button(grouped(digits), "scanned", (digits,), own=True)] for digits in seen.digits]
        work.tell(reader, "codes/photo.several", urgency=ANSWER, digits=seen.digits, others=seen.others, buttons=rows)
    else:
        rows_of_links = [[Link("Open the link", seen.link)]] if seen.link else []
        work.tell(reader, "codes/photo.none_of_ours", urgency=ANSWER, others=seen.others, buttons=rows_of_links)


async def _verdict(work: Work, reader: Reader, person: Person, digits: str) -> None:
    code = await codes_code.find(work, person, digits, typed=True)
    if isinstance(code, Unseen):
        work.tell(reader, code.text, urgency=ANSWER, until=code.until, zone=code.zone)
    else:
        texts, buttons, data = await codes_code.view(work, person, code)
        work.tell(reader, texts, urgency=ANSWER, buttons=buttons, **data)


async def on_scanned(context: Context) -> None:
    """One of several codes in a picture."""
    code = await codes_code.known(context, context.pressed[0], typed=True)
    if code:
        context.toast()
        texts, buttons, data = await codes_code.view(context.work, context.person, code)
        context.say(texts, buttons=buttons, **data)
