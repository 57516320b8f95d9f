"""Who handles what: one list, read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.routes import messages
from bot.routes.buttons import on_press
from bot.routes.commands import GROUP_COMMANDS, PRIVATE_COMMANDS, Handle
from bot.routes.forms import FORMS
from handlers.account import identify
from handlers.context import Context
from handlers.daily import in_group
from handlers.forms import steps
from handlers.groups import group
from handlers.menu import start

Tandem = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
GROUP_EDITED = filters.ChatType.GROUPS & filters.UpdateType.EDITED_MESSAGE
MIGRATION = filters.StatusUpdate.MIGRATE


def _given(handle: Handle) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    async def run(update: Update, context: Context) -> None:
        await handle(context)

    return run


async def note_failure(update: object, context: Context) -> None:
    """The library swallows what a handler raises; the worker has to know, to roll back."""
    context.work.failure = context.error


def add_routes(application: Tandem) -> None:
    steps.use(FORMS)
    application.add_handler(TypeHandler(Update, identify.identify), group=-1)
    application.add_handler(ChatMemberHandler(_given(group.membership), ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(MIGRATION, _given(group.migrated)))
    application.add_handler(CallbackQueryHandler(_given(on_press)))
    for name, handle in PRIVATE_COMMANDS.items():
        application.add_handler(CommandHandler(name, _given(handle), PRIVATE))
    for name, handle in GROUP_COMMANDS.items():
        application.add_handler(CommandHandler(name, _given(handle), GROUP))
    application.add_handler(
        MessageHandler(
            filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT, _given(messages.on_edited)
        )
    )
    application.add_handler(MessageHandler(GROUP_EDITED & filters.TEXT, _given(in_group.edited)))
    application.add_handler(MessageHandler(GROUP & filters.REPLY & filters.TEXT, _given(messages.on_group_reply)))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, _given(start.unknown_command)))
    application.add_handler(MessageHandler(PRIVATE & filters.TEXT, _given(messages.on_text)))
    application.add_handler(MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, _given(messages.on_other)))
    application.add_error_handler(note_failure)


CONTEXT = ContextTypes(context=Context)
