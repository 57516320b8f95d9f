"""May the bot do that there? The checks of Client.cpp (check_chat, check_chat_access, check_message)."""

from __future__ import annotations

from typing import Any

from sandbox.api.decode import Arguments
from sandbox.telegram import Telegram
from sandbox.town.errors import ApiError, bad, forbidden
from sandbox.town.model import Chat, Message, TelegramPerson


def chat_of(world: Telegram, args: Arguments, name: str = "chat_id") -> Chat:
    """The chat the argument names, if the bot knows it at all."""
    value: Any = args.get(name)
    if value is None:
        raise bad("chat_id is empty")
    where = world.chats.get(value) if isinstance(value, int) else _by_username(world, value)
    if where is None or (where.person is not None and not (where.person.started or where.person.known)):
        raise bad("chat not found")
    if where.person is None and world.bot_id not in where.members:
        raise bad("chat not found")
    return where


def _by_username(world: Telegram, name: str) -> Chat | None:
    wanted = name.removeprefix("@").lower()
    return next((world.chats[p.id] for p in world.people.values() if (p.username or "").lower() == wanted), None)


def may_write(world: Telegram, args: Arguments) -> Chat:
    """The chat, if the bot may send a new message there."""
    where = chat_of(world, args)
    if where.person is not None:
        _reachable(where.person)
        return where
    if where.migrated_to is not None:
        migrated = {"migrate_to_chat_id": where.migrated_to.id}
        raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrated)
    may_edit(world, where)
    if not where.members_may_write and where.status(world.bot_id) == "member":
        raise bad("not enough rights to send text messages to the chat")
    return where


def _reachable(person: TelegramPerson) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        raise forbidden("bot was blocked by the user")


def may_edit(world: Telegram, where: Chat) -> None:
    """Refuse when the bot is no longer in the group."""
    if where.person is not None:
        if where.person.deactivated:
            raise forbidden("user is deactivated")
        return
    kind = "supergroup" if where.type == "supergroup" else "group"
    if where.status(world.bot_id) == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if not where.has(world.bot_id):
        raise forbidden(f"bot is not a member of the {kind} chat")


def thread_of(where: Chat, args: Arguments, world: Telegram) -> int | None:
    """The topic to write to, if it is there and open."""
    thread = args.get("message_thread_id")
    if thread is None:
        return None
    topic = where.topics.get(thread)
    if topic is None or topic.deleted:
        raise bad("message thread not found")
    if topic.closed and not where.is_admin(world.bot_id):
        raise bad("TOPIC_CLOSED")
    return topic.id


def message_of(world: Telegram, where: Chat, args: Arguments, what: str) -> Message:
    """The message, or "<what> not found"."""
    number = args.get("message_id")
    if number is None:
        raise bad("message identifier is not specified")
    item = world.find(where, number)
    if item is None:
        raise bad(f"{what} not found")
    return item


def reply_of(world: Telegram, where: Chat, args: Arguments) -> Message | None:
    """The message that is answered; a missing one refuses unless that was allowed for."""
    wanted = args.get("reply_parameters")
    if not wanted:
        return None
    item = world.find(where, int(wanted.get("message_id", 0)))
    if item is None and not wanted.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return item
