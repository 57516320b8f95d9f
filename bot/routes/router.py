"""Who handles what, found by one look-up: a press, a membership, a command, words, or something else."""

from __future__ import annotations

from telegram.constants import MessageAttachmentType

from bot.routes import messages
from bot.routes.buttons import on_press
from bot.routes.commands import GROUP_COMMANDS, PRIVATE_COMMANDS, Handle
from bot.routes.forms import FORMS
from handlers.account import identify
from handlers.context import Context
from handlers.daily import in_group
from handlers.forms import steps
from handlers.groups import group
from handlers.incoming import Incoming
from handlers.menu import start

CONTENT = frozenset({*MessageAttachmentType, "checklist"})
"""What somebody sends that is no text; everything else is Telegram's own news, such as a pinned message."""
steps.use(FORMS)


async def handle(context: Context) -> None:
    """Answer one update. What a handler raises is raised here."""
    if await identify.identify(context):
        answer = route(context.incoming, context.app.bot_username)
        if answer:
            await answer(context)


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
        return PRIVATE_COMMANDS.get(_told_to(us, *message.command), start.unknown_command)
    if message.text:
        return messages.on_text
    return messages.on_other if CONTENT & message.sent.keys() else None


def _of_group(message: Incoming, us: str) -> Handle | None:
    if not message.is_in_group:
        return None
    named = GROUP_COMMANDS.get(_told_to(us, *message.command)) if message.command else None
    return named or (messages.on_group_reply if message.replied_to and message.text else None)


def _told_to(us: str, name: str, addressee: str) -> str:
    """The command's name; nothing where another bot is meant."""
    return name if addressee in ("", us.lower()) else ""
