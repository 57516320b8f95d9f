"""Bot API: changing, deleting and pinning what is there."""

from __future__ import annotations

from datetime import timedelta

from sandbox.api import contents
from sandbox.api.access import chat_of, may_edit, may_write, message_of
from sandbox.api.decode import Arguments
from sandbox.telegram import Telegram
from sandbox.town import shapes
from sandbox.town.errors import NOT_MODIFIED, bad
from sandbox.town.model import Chat, Json, Message

DELETABLE = timedelta(hours=48)


def _own(world: Telegram, args: Arguments) -> Message:
    where = chat_of(world, args)
    may_edit(world, where)
    item = message_of(world, where, args, "message to edit")
    if item.sender is not world.bot or item.forwarded is not None or where.migrated_to is not None:
        raise bad("message can't be edited")
    return item


def _keyboard_changed(world: Telegram, item: Message, args: Arguments) -> bool:
    rows, other = contents.markup(world, item.chat, args)
    if other is not None or item.reply_keyboard is not None:
        raise bad("message can't be edited" if other is None else "inline keyboard expected")
    before = item.keyboard
    item.keyboard = rows
    return [[b.raw for b in row] for row in before] != [[b.raw for b in row] for row in rows]


def _edited(world: Telegram, item: Message, changed: bool) -> Json:
    if not changed:
        raise bad(NOT_MODIFIED)
    item.edited_at = world.clock.now()
    item.stamp = world.tick()
    world.touch()
    return shapes.message(item)


def edit_message_text(world: Telegram, args: Arguments) -> Json:
    """editMessageText."""
    plain, entities = contents.text(args, new=False)
    item = _own(world, args)
    if item.text is None:
        raise bad("there is no text in the message to edit")
    contents.note_links(world, plain, entities)
    changed = _keyboard_changed(world, item, args) | ((item.text, item.entities) != (plain, entities))
    item.text, item.entities = plain, entities
    return _edited(world, item, changed)


def edit_message_caption(world: Telegram, args: Arguments) -> Json:
    """editMessageCaption."""
    plain, entities = contents.caption(args, new=False)
    item = _own(world, args)
    if item.file is None:
        raise bad("there is no caption in the message to edit")
    same = ((item.caption or ""), item.entities) == (plain, entities)
    changed = _keyboard_changed(world, item, args) | (not same)
    item.caption, item.entities = plain or None, entities
    return _edited(world, item, changed)


def edit_message_reply_markup(world: Telegram, args: Arguments) -> Json:
    """editMessageReplyMarkup; without markup the buttons go."""
    item = _own(world, args)
    return _edited(world, item, _keyboard_changed(world, item, args))


def edit_message_media(world: Telegram, args: Arguments) -> Json:
    """editMessageMedia to a photo or a document, with its caption."""
    media = args.get("media")
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise bad("can't parse InputMedia: type must be photo or document in the sandbox")
    inner = Arguments(dict(media), args.files)
    plain, entities = contents.caption(inner, new=False)
    item = _own(world, args)
    if item.file is None and item.text is None:
        raise bad("there is no media in the message to edit")
    file = contents.upload(world, args, media["type"], media.get("media"), "media")
    changed = _keyboard_changed(world, item, args) | (file is not item.file or (item.caption or "") != plain)
    item.file, item.text, item.caption, item.entities = file, None, plain or None, entities
    return _edited(world, item, changed)


def delete_message(world: Telegram, args: Arguments) -> bool:
    """deleteMessage: own ones, a person's in private, anybody's as administrator; within 48 hours."""
    where = chat_of(world, args)
    may_edit(world, where)
    item = message_of(world, where, args, "message to delete")
    if not _deletable(world, where, item):
        raise bad("message can't be deleted for everyone")
    item.deleted = True
    world.touch()
    return True


def _deletable(world: Telegram, where: Chat, item: Message) -> bool:
    admin = where.is_admin(world.bot_id)
    if world.clock.now() - item.date > DELETABLE and not (admin and where.type == "supergroup"):
        return False
    return item.sender is world.bot or where.type == "private" or admin


def delete_messages(world: Telegram, args: Arguments) -> bool:
    """deleteMessages: 1–100; those that are not there are skipped."""
    where = chat_of(world, args)
    may_edit(world, where)
    numbers = args.get("message_ids") or []
    if not 1 <= len(numbers) <= 100:
        raise bad("message identifiers are not specified" if not numbers else "too many message identifiers specified")
    for item in filter(None, (world.find(where, number) for number in numbers)):
        item.deleted = item.deleted or _deletable(world, where, item)
    world.touch()
    return True


def pin_chat_message(world: Telegram, args: Arguments) -> bool:
    """pinChatMessage; in groups the bot needs the right, and a service message tells of it."""
    where = _pinning(world, args)
    item = message_of(world, where, args, "message to pin")
    if item.id in where.pinned:
        where.pinned.remove(item.id)
    where.pinned.append(item.id)
    world.post(where, world.bot, extra={"pinned_message": shapes.message(item, nested=True)})
    return True


def unpin_chat_message(world: Telegram, args: Arguments) -> bool:
    """unpinChatMessage: that one, or the newest."""
    where = _pinning(world, args)
    number = args.get("message_id") or (where.pinned[-1] if where.pinned else None)
    if number not in where.pinned:
        raise bad("message to unpin not found")
    where.pinned.remove(number)
    world.touch()
    return True


def _pinning(world: Telegram, args: Arguments) -> Chat:
    where = may_write(world, args)
    if where.person is None and not (where.is_admin(world.bot_id) or where.members_may_pin):
        raise bad("not enough rights to manage pinned messages in the chat")
    return where


def set_message_reaction(world: Telegram, args: Arguments) -> bool:
    """setMessageReaction with one emoji, or none."""
    where = may_write(world, args)
    item = message_of(world, where, args, "message to react")
    reaction = args.get("reaction") or []
    if len(reaction) > 1:
        raise bad("REACTIONS_TOO_MANY")
    item.reaction = reaction[0].get("emoji") if reaction else None
    world.touch()
    return True
