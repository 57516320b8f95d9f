"""The tables of routes, each loaded when something is looked up in it: of its two hundred modules reports need few."""

# ruff: noqa: PLC0415 - as said above

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from handlers.context import Context

if TYPE_CHECKING:
    from bot.routes.schedule import Duty, Missed
    from handlers.context import Work
    from handlers.forms.steps import FormKind

Handle = Callable[[Context], Awaitable[None]]
Answer = Callable[..., Awaitable[None]]
Open = Callable[[Context, str], Awaitable[None]]
Take = Callable[[Context], Awaitable[bool]]


@cache
def private_commands() -> Mapping[str, Handle]:
    from bot.routes.commands import PRIVATE_COMMANDS

    return PRIVATE_COMMANDS


@cache
def group_commands() -> Mapping[str, Handle]:
    from bot.routes.commands import GROUP_COMMANDS

    return GROUP_COMMANDS


@cache
def presses() -> Mapping[str, Handle]:
    from bot.routes.buttons import PRESSES

    return PRESSES


@cache
def links() -> Mapping[str, Open]:
    from bot.routes.links import LINKS

    return LINKS


def answer_to(question: str) -> Answer | None:
    """Who takes the answer; where no question is open nothing is loaded."""
    if not question:
        return None
    from bot.routes.replies import EXPECTED

    return EXPECTED.get(question)


@cache
def takers() -> Sequence[Take]:
    from bot.routes.media import TAKERS

    return TAKERS


@cache
def duties() -> Mapping[str, Duty]:
    from bot.routes.schedule import DUTIES

    return DUTIES


@cache
def missed() -> Mapping[str, Missed]:
    from bot.routes.schedule import MISSED

    return MISSED


@cache
def forms() -> Mapping[str, FormKind]:
    from bot.routes.forms import FORMS

    return FORMS


@cache
def after_profile() -> Mapping[str, Callable[..., Awaitable[None]]]:
    from bot.routes.forms import AFTER_PROFILE

    return AFTER_PROFILE


async def heard(context: Context) -> bool:
    """Whether words were those of a button, a question, or talk."""
    from bot.routes import words

    return await words.heard(context)


async def not_taken(context: Context) -> None:
    from bot.routes import words

    await words.not_taken(context)


async def start_in_time(work: Work, promo_id: str) -> None:
    """Do what the clock owes a promo by now."""
    from handlers.lifecycle import start

    await start.in_time(work, promo_id)
