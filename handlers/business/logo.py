"""A business's logo, sent by its owner as a picture: it stands on cards and posters from then on."""

from __future__ import annotations

from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.codes.photo import PICTURES
from handlers.context import Context, Reader, Work
from storage import people
from storage.business import businesses, logos
from storage.queues import received_files
from storage.queues.outbox import ANSWER
from storage.queues.received_files import ReceivedFile


async def on_logo(context: Context) -> None:
    """From now on the next picture in this chat is the logo."""
    business_id, leave = number_of(context.pressed[0]), context.pressed[1]
    business = await businesses.find(context.tx, business_id) if context.person.is_owner(business_id) else None
    if business is None:
        not_yours(context)
        return
    context.toast()
    if leave:
        await logos.remove(context.tx, business_id)
        await context.expect_nothing()
        context.edit("business/logo.removed", name=business.name)
        return
    await context.expect_reply("logo", business_id)
    there = await logos.of(context.tx, (business_id,))
    rows = [[Button("Without a logo", "logo", (business_id, "none"))]] if there else []
    context.say("business/logo.send", name=business.name, buttons=rows)


async def took(context: Context) -> bool:
    """A picture while a logo is waited for."""
    prompt, message = context.person.pending_prompt, context.message
    if prompt.kind != "logo":
        return False
    picture = message.document and message.document.mime_type in PICTURES
    file = message.photo[-1] if message.photo else message.document if picture else None
    business_id = number_of(prompt.args[0])
    if file is None or not context.person.is_owner(business_id):
        context.say("business/logo.picture_please")
        return True
    await context.expect_nothing()
    await received_files.add(
        context.tx,
        person_id=context.person.id,
        file_id=file.file_id,
        name="",
        meant=str(business_id),
        now=context.now,
        kind="logo",
    )
    return True


async def came(work: Work, row: ReceivedFile, found: bytes | str) -> None:
    """The picture as a small PNG, or why it could not be read; who sent it may have lost the right since."""
    person = await people.by_id(work.tx, row.person_id)
    business = await businesses.find(work.tx, int(row.meant))
    if person is None or business is None or not person.is_owner(business.id):
        return
    reader = Reader(person.telegram_id, person.language, person_id=person.id)
    if isinstance(found, bytes):
        await logos.keep(work.tx, business.id, found, work.now)
    text = "business/logo.kept" if isinstance(found, bytes) else "business/logo.not_read"
    work.tell(reader, text, urgency=ANSWER, name=business.name)


async def answer(context: Context, business_id: str) -> None:
    """Words where a picture is waited for."""
    context.say("business/logo.picture_please")
