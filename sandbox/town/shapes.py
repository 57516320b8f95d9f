"""The sandbox's things as the JSON objects of the Bot API."""

from __future__ import annotations

from typing import Any

from sandbox.town import keyboards
from sandbox.town.files import photo_sizes
from sandbox.town.model import Chat, File, Json, Message, TelegramPerson

_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
]


def user(person: TelegramPerson, *, language: bool = True) -> Json:
    """User. `language_code` is present only for people who act, as on Telegram."""
    shape: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    if person.last_name:
        shape["last_name"] = person.last_name
    if person.username:
        shape["username"] = person.username
    if language and person.language and not person.is_bot:
        shape["language_code"] = person.language
    return shape


def chat(place: Chat) -> Json:
    """Chat."""
    shape: Json = {"id": place.id, "type": place.type}
    if place.person is not None:
        shape |= {k: v for k, v in user(place.person).items() if k in ("first_name", "last_name", "username")}
    else:
        shape["title"] = place.title
    if place.forum:
        shape["is_forum"] = True
    return shape


def member(status: str, person: TelegramPerson) -> Json:
    """ChatMember by its status word."""
    shape: Json = {"status": status, "user": user(person)}
    if status == "creator":
        shape["is_anonymous"] = False
    elif status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False}
        shape |= dict.fromkeys(_RIGHTS, True) | {"can_promote_members": False}
    elif status == "kicked":
        shape["until_date"] = 0
    return shape


def message(item: Message, *, nested: bool = False) -> Json:
    """Message; a replied-to message is given without its own reply."""
    shape: Json = {"message_id": item.id, "chat": chat(item.chat), "date": int(item.date.timestamp())}
    if item.sender is not None:
        shape["from"] = user(item.sender)
    if item.sender_chat is not None:
        shape["sender_chat"] = chat(item.sender_chat)
    shape |= _frame(item, nested=nested)
    shape |= _content(item)
    shape |= item.extra
    if item.keyboard:
        shape["reply_markup"] = keyboards.raw(item.keyboard)
    return shape


def _frame(item: Message, *, nested: bool) -> Json:
    shape: Json = {}
    if item.thread is not None:
        shape |= {"message_thread_id": item.thread, "is_topic_message": True}
    if item.forwarded is not None:
        shape["forward_origin"] = item.forwarded
    if item.reply_to is not None and not nested and not item.reply_to.deleted:
        shape["reply_to_message"] = message(item.reply_to, nested=True)
    if item.edited_at is not None:
        shape["edit_date"] = int(item.edited_at.timestamp())
    if item.protected:
        shape["has_protected_content"] = True
    return shape


def _content(item: Message) -> Json:
    shape: Json = {}
    if item.text is not None:
        shape["text"] = item.text
        if item.entities:
            shape["entities"] = item.entities
        return shape
    if item.file is not None:
        shape[item.file.kind] = media(item.file)
    if item.caption:
        shape["caption"] = item.caption
        if item.entities:
            shape["caption_entities"] = item.entities
    return shape


def media(file: File) -> Any:
    """PhotoSize array, Document, Voice, Sticker or VideoNote."""
    if file.kind == "photo":
        return photo_sizes(file)
    shape: Json = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}
    if file.kind == "document":
        return shape | {"file_name": file.name or "file", "mime_type": file.mime}
    if file.kind == "voice":
        return shape | {"duration": 3, "mime_type": "audio/ogg"}
    if file.kind == "video_note":
        return shape | {"length": 240, "duration": 3}
    flags = {"is_animated": False, "is_video": False}
    return shape | {"type": "regular", "width": 512, "height": 512, "emoji": "👍"} | flags


def inaccessible(item: Message) -> Json:
    """InaccessibleMessage: the message is gone, its date is always 0."""
    return {"chat": chat(item.chat), "message_id": item.id, "date": 0}
