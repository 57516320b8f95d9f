"""The world as the page draws it: plain JSON, formatting as entities, never as HTML."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.telegram import Telegram
from sandbox.town.files import photo_sizes
from sandbox.town.model import Chat, File, Json, Message, Note, TelegramPerson

TYPING = timedelta(seconds=5)


def person(world: Telegram, who: TelegramPerson) -> Json:
    """An account with its chats and the commands it sees in each."""
    groups = [c for c in world.chats.values() if c.person is None and c.has(who.id) and not c.migrated_to]
    places = [world.private(who), *groups]
    return {
        "id": who.id,
        "name": " ".join(filter(None, [who.first_name, who.last_name])),
        "language": who.language,
        "blocked": who.blocked,
        "started": who.started,
        "chats": [place.id for place in places],
        "commands": {str(place.id): world.commands_shown(who, place) for place in places},
    }


def chat(world: Telegram, place: Chat) -> Json:
    """A chat with everything it shows."""
    items = [item for part in _parts(place) for item in world.messages(part)]
    pinned = next((m for n in reversed(place.pinned) if (m := world.find(place, n))), None)
    action = world.typing.get(place.id)
    return {
        "id": place.id,
        "type": place.type,
        "title": place.title or world.profile.text("name", place.person.language or "" if place.person else ""),
        "members": [number for number in place.members if place.has(number)],
        "has_bot": place.person is not None or place.has(world.bot_id),
        "pinned": {"id": pinned.id, "text": summary(pinned)} if pinned else None,
        "typing": action[0] if action and world.clock.now() - action[1] < TYPING else None,
        "messages": [message(world, item) for item in items] + [note(n) for n in _notes(world, place)],
    }


def _parts(place: Chat) -> list[Chat]:
    return [*_parts(place.migrated_from), place] if place.migrated_from else [place]


def _notes(world: Telegram, place: Chat) -> list[Note]:
    return [n for n in world.notes if place.person in (n.sender, n.receiver)]


def note(item: Note) -> Json:
    """A line between two people; negative ids keep it apart from messages."""
    return {
        "id": -item.order,
        "order": item.order,
        "date": int(item.date.timestamp() * 1000),
        "note": {"sender": item.sender.id, "receiver": item.receiver.id},
        "names": [item.sender.first_name, item.receiver.first_name],
        "text": item.text,
    }


def message(world: Telegram, item: Message) -> Json:
    """One bubble or service line."""
    shape: Json = {"id": item.id, "order": item.order, "date": int(item.date.timestamp() * 1000)}
    told = service(world, item)
    if told:
        return shape | {"service": told}
    return shape | {
        "sender": item.sender.id if item.sender else 0,
        "name": _name(world, item),
        "bot": item.from_bot,
        "seen": item.seen_by_bot,
        "text": item.words,
        "entities": item.entities,
        "edited": item.edited_at is not None and item.text is not None,
        "file": file(item.file) if item.file else None,
        "card": _card(item),
        "reply": {"id": item.reply_to.id, "text": summary(item.reply_to)} if item.reply_to else None,
        "forwarded": _origin(item),
        "reaction": item.reaction,
        "keyboard": [[_button(b.raw, b.text, b.url) for b in row] for row in item.keyboard],
    }


def _name(world: Telegram, item: Message) -> str:
    if item.sender is world.bot:
        return world.profile.text("name", "")
    if item.sender_chat is not None:
        return item.sender_chat.title or ""
    return item.sender.first_name if item.sender else ""


def _button(raw: Json, text: str, url: str | None) -> Json:
    copied, page = raw.get("copy_text"), raw.get("web_app")
    return {
        "text": text,
        "url": url,
        "copy": copied.get("text") if isinstance(copied, dict) else None,
        "page": page["url"] if page else None,
    }


def file(item: File) -> Json:
    """A file with the size a picture is shown at."""
    shape: Json = {"id": item.file_id, "kind": item.kind, "name": item.name, "bytes": len(item.data)}
    if item.kind == "photo":
        largest = photo_sizes(item)[-1]
        shape |= {"width": largest["width"], "height": largest["height"]}
    return shape


def _card(item: Message) -> Json | None:
    """What it is, which the page translates, and of whom or where."""
    if "contact" in item.extra:
        return {"words": "👤 Contact", "of": "{first_name} {phone_number}".format_map(item.extra["contact"])}
    if "location" in item.extra:
        return {"words": "📍 Location", "of": "{latitude}, {longitude}".format_map(item.extra["location"])}
    return None


def _origin(item: Message) -> str | None:
    if item.forwarded is None:
        return None
    return str(item.forwarded.get("sender_user", {}).get("first_name", "somebody"))


def summary(item: Message) -> str:
    """One line for replies and the pinned bar."""
    words = " ".join(item.words.split())
    label = {"photo": "Photo", "document": "File"}.get(item.file.kind, item.file.kind) if item.file else ""
    return (f"{label}: {words}" if label and words else words or label)[:90]


def service(world: Telegram, item: Message) -> Json | None:
    """A service message: its words, which the page translates, and what stands for 1 and 2 in them. None for others."""
    extra, who = item.extra, _name(world, item)
    simple = {
        "group_chat_created": "%1 created the group",
        "supergroup_chat_created": "%1 created the group",
        "migrate_from_chat_id": "The group became a supergroup",
        "migrate_to_chat_id": "The group moves to a supergroup",
        "forum_topic_closed": "%1 closed the topic",
    }
    found = next((words for key, words in simple.items() if key in extra), None)
    told = (found, "") if found else _told(extra, who)
    return {"words": told[0], "names": [who, told[1]]} if told else None


def _told(extra: Json, who: str) -> tuple[str, str] | None:
    if "new_chat_members" in extra:
        names: list[Any] = [member["first_name"] for member in extra["new_chat_members"]]
        return "%1 added %2", ", ".join(names)
    if "left_chat_member" in extra:
        name = extra["left_chat_member"]["first_name"]
        return ("%1 left", "") if name == who else ("%1 removed %2", name)
    if "pinned_message" in extra:
        pinned = extra["pinned_message"]
        return "%1 pinned “%2”", (pinned.get("text") or pinned.get("caption") or "…")[:40]
    if "forum_topic_created" in extra:
        return "%1 opened the topic %2", extra["forum_topic_created"]["name"]
    return None
