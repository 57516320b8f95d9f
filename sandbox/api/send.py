"""Bot API: new messages."""

from __future__ import annotations

from typing import Any

from sandbox.api import contents
from sandbox.api.access import chat_of, may_write, message_of, reply_of, thread_of
from sandbox.api.decode import Arguments
from sandbox.telegram import Telegram
from sandbox.town import shapes
from sandbox.town.errors import OLD_QUERY, bad
from sandbox.town.model import Chat, Json, Message
from sandbox.town.people import origin

ACTIONS = frozenset(
    [
        "cancel",
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def _post(world: Telegram, where: Chat, args: Arguments, **content: Any) -> Message:
    rows, other = contents.markup(world, where, args)
    thread, reply = thread_of(where, args, world), reply_of(world, where, args)
    contents.note_links(world, content.get("text") or content.get("caption") or "", content.get("entities", []))
    world.typing.pop(where.id, None)
    protected = bool(args.get("protect_content"))
    return world.post(
        where,
        world.bot,
        keyboard=rows,
        reply_keyboard=other,
        thread=thread,
        reply_to=reply,
        protected=protected,
        seen_by_bot=True,
        **content,
    )


def send_message(world: Telegram, args: Arguments) -> Json:
    """sendMessage. The text is read before the chat, as Client.cpp does."""
    plain, entities = contents.text(args, new=True)
    return shapes.message(_post(world, may_write(world, args), args, text=plain, entities=entities))


def send_photo(world: Telegram, args: Arguments) -> Json:
    """sendPhoto."""
    return _send_file(world, args, "photo")


def send_document(world: Telegram, args: Arguments) -> Json:
    """sendDocument."""
    return _send_file(world, args, "document")


def _send_file(world: Telegram, args: Arguments, kind: str) -> Json:
    plain, entities = contents.caption(args, new=True)
    if args.get(kind) is None and kind not in args.files:
        raise bad(f"there is no {kind} in the request")
    where = may_write(world, args)
    file = contents.upload(world, args, kind, args.get(kind), kind)
    return shapes.message(_post(world, where, args, file=file, caption=plain or None, entities=entities))


def forward_message(world: Telegram, args: Arguments) -> Json:
    """forwardMessage."""
    item = _source(world, args, "message to forward")
    where = may_write(world, args)
    sent = world.post(
        where,
        world.bot,
        text=item.text,
        caption=item.caption,
        entities=list(item.entities),
        file=item.file,
        thread=thread_of(where, args, world),
        forwarded=origin(item),
        seen_by_bot=True,
    )
    return shapes.message(sent)


def copy_message(world: Telegram, args: Arguments) -> Json:
    """copyMessage: the same content without its origin; a new caption replaces the old one."""
    item = _source(world, args, "message to copy")
    where = may_write(world, args)
    content: Json = {"text": item.text, "caption": item.caption, "entities": list(item.entities), "file": item.file}
    if item.file is not None and "caption" in args.values:
        content["caption"], content["entities"] = contents.caption(args, new=True)
    return {"message_id": _post(world, where, args, **content).id}


def _source(world: Telegram, args: Arguments, what: str) -> Message:
    origin_chat = chat_of(world, args, "from_chat_id")
    item = message_of(world, origin_chat, args, what)
    if item.text is None and item.file is None:
        raise bad("message can't be copied" if "copy" in what else "message can't be forwarded")
    return item


def send_chat_action(world: Telegram, args: Arguments) -> bool:
    """sendChatAction: shown for 5 seconds or until the next message."""
    if args.get("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    where = may_write(world, args)
    world.typing[where.id] = (args.get("action"), world.clock.now())
    world.touch()
    return True


def answer_callback_query(world: Telegram, args: Arguments) -> bool:
    """answerCallbackQuery: once, within 15 minutes, at most 200 characters."""
    press = world.presses_by_id.get(args.get("callback_query_id", ""))
    if press is None or press.answer is not None or world.clock.now() - press.at > world.query_lifetime:
        raise bad(OLD_QUERY)
    words, url = args.get("text") or "", args.get("url")
    if len(words) > 200:
        raise bad("MESSAGE_TOO_LONG")
    if url and world.payload_of(url, "start") is None:
        raise bad("URL_INVALID")
    press.answer = {"text": words, "show_alert": bool(args.get("show_alert")), "url": url}
    world.touch()
    return True
