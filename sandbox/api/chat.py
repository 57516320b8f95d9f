"""Bot API: chats, members, files."""

from __future__ import annotations

from sandbox.api.access import chat_of, may_edit, may_write
from sandbox.api.decode import Arguments
from sandbox.telegram import Telegram
from sandbox.town import shapes
from sandbox.town.errors import bad
from sandbox.town.files import DOWNLOAD_BYTES
from sandbox.town.model import Chat, Json, TelegramPerson

_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat(world: Telegram, args: Arguments) -> Json:
    """getChat; in a private chat only people who have met the bot are found."""
    where = chat_of(world, args)
    if where.type == "supergroup":
        may_edit(world, where)
    shape = shapes.chat(where) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    newest = next((m for n in reversed(where.pinned) if (m := world.find(where, n))), None)
    return shape | ({"pinned_message": shapes.message(newest)} if newest else {})


def get_chat_member(world: Telegram, args: Arguments) -> Json:
    """getChatMember."""
    where = _readable(world, args)
    who = world.account(args.get("user_id") or 0)
    if who is None or not (who.known or who.started or where.has(who.id)):
        raise bad("user not found" if args.get("user_id") else "invalid user_id specified")
    return _member(where, who)


def _member(where: Chat, who: TelegramPerson) -> Json:
    if where.person is not None:
        return shapes.member("member", who)
    return shapes.member(where.status(who.id), who)


def _readable(world: Telegram, args: Arguments) -> Chat:
    where = chat_of(world, args)
    return may_write(world, args) if where.person is None else where


def get_chat_administrators(world: Telegram, args: Arguments) -> list[Json]:
    """getChatAdministrators, without other bots."""
    where = _readable(world, args)
    if where.person is not None:
        raise bad("there are no administrators in the private chat")
    people = ((world.account(number), status) for number, status in where.members.items())
    return [shapes.member(status, who) for who, status in people if who and where.is_admin(who.id)]


def get_chat_member_count(world: Telegram, args: Arguments) -> int:
    """getChatMemberCount."""
    where = _readable(world, args)
    return 2 if where.person is not None else sum(1 for number in where.members if where.has(number))


def leave_chat(world: Telegram, args: Arguments) -> bool:
    """leaveChat."""
    where = may_write(world, args)
    if where.person is not None:
        raise bad("chat member status can't be changed in private chats")
    world.leaves(world.bot, where)
    return True


def get_file(world: Telegram, args: Arguments) -> Json:
    """getFile: a path for at most 20 MB."""
    file = world.files.get(args.get("file_id") or "")
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {
        "file_id": args.get("file_id"),
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": world.files.link(file, world.clock.now()),
    }
