"""Who handles what, found by one look-up: a press, a membership, a command, words, or something else."""

from __future__ import annotations

from telegram.constants import MessageAttachmentType

from bot.routes import messages, tables
from bot.routes.tables import Handle
from handlers.account import blocked, identify
from handlers.context import Context
from handlers.daily import in_group
from handlers.forms import steps
from handlers.groups import group
from handlers.incoming import Incoming
from handlers.menu import start

CONTENT = frozenset({*MessageAttachmentType, "checklist"})
"""What somebody sends that is no text; everything else is Telegram's own news, such as a pinned message."""
IN_GROUPS = frozenset({"lang"})
"""Buttons that mean something in a group; all others belong to one person's private chat."""
steps.use(tables.forms)


async def handle(context: Context) -> None:
    """Answer one update. What a handler raises is raised here."""
    if await identify.identify(context):
        answer = route(context.incoming, context.app.bot_username)
        if answer:
            await answer(context)
            await blocked.keep_back(context.work, getattr(context, "person", None), heard=context.heard_in)


def route(incoming: Incoming, us: str) -> Handle | None:
    """None for what is none of our business."""
    match incoming.kind:
        case "my_chat_member":
            return group.membership
        case "callback_query":
            return on_press
        case _ if incoming.moved:
            return group.migrated
        case "message":
            return _of_private(incoming, us) if incoming.is_private else _of_group(incoming, us)
        case "edited_message" if incoming.text:
            return messages.on_edited if incoming.is_private else in_group.edited if incoming.is_in_group else None
    return None


def _of_private(message: Incoming, us: str) -> Handle | None:
    if message.command:
        return tables.private_commands().get(_told_to(us, *message.command), start.unknown_command)
    if message.text:
        return messages.on_text
    return messages.on_other if CONTENT & message.sent.keys() else None


def _of_group(message: Incoming, us: str) -> Handle | None:
    if not message.is_in_group:
        return None
    named = tables.group_commands().get(_told_to(us, *message.command)) if message.command else None
    return named or (messages.on_group_reply if message.replied_to and message.text else None)


def _told_to(us: str, name: str, addressee: str) -> str:
    """The command's name; nothing where another bot is meant."""
    return name if addressee in ("", us.lower()) else ""


async def on_press(context: Context) -> None:
    """Any button; what is not ours or not of now gets a toast."""
    action = context.incoming.pressed.partition(":")[0]
    handle = tables.presses().get(action)
    ours = context.incoming.sent and (context.incoming.is_private or action in IN_GROUPS)
    if handle is None or not ours:
        await start.stale(context)
    else:
        await handle(context)
