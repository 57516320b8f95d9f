"""Words that are no answer and no report: those of a button, a question, or talk."""

from __future__ import annotations

from bot.routes import tables
from domain import reading
from handlers.context import Context
from handlers.menu import free_talk, menu_words


async def heard(context: Context) -> bool:
    """A report may have letters too."""
    button = menu_words.button(context)
    if button:
        context.choose(button)
        await tables.presses()[button.action](context)
        return True
    return bool(reading.is_words(context.text) or reading.matter(context.text)) and await free_talk.heard(context)


async def not_taken(context: Context) -> None:
    """What is neither words nor anything that somebody waits for."""
    await free_talk.what_now(context)
