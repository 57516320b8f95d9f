"""A message about several days: taken apart before it is read, and answered as one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from domain import reading
from domain.daily.facts import AskBack, Flag, Option, ReportEntry, ReportingPlace
from domain.reading import Ambiguous, OneDay
from handlers.buttons import Button
from handlers.context import Context
from handlers.daily.questions import ReportMessage, ask_back
from templates.format import values
from templates.words.msgid import N_

WEEKS = (Flag.N0, Flag.N1)
"""Answers to which days were meant."""


async def each(context: Context, post: ReportingPlace, said: ReportMessage) -> list[ReportMessage]:
    """The message for each day that it reports; nothing yet where it has to be asked which days are meant."""
    found = reading.by_day(said.text, post.today(said.at or context.said_at))
    chosen = next((place for place, flag in enumerate(WEEKS) if flag in said.flags), None)
    if isinstance(found, Ambiguous) and chosen is None:
        await ask_back(context, post, said, _which_days(found.options))
        return []
    those = found.options[chosen or 0] if isinstance(found, Ambiguous) else found
    if len(those) == 1:
        return [said]
    return [replace(said, text=one.text, asked=None, flags=said.flags - {*WEEKS}) for one in those]


def _which_days(options: Sequence[Sequence[OneDay]]) -> AskBack:
    days = [tuple(one.day for one in those if one.day) for those in options]
    flags = zip(WEEKS, days, strict=True)
    return AskBack("which_days", tuple(Option(flag, 0, days=those) for flag, those in flags), max(days[0]))


def fix(post: ReportingPlace, entry: ReportEntry, text: str = N_("Fix"), **words: str) -> Button:
    return Button(text, "fix", (post.promo_id, post.location_id, entry.day), words=dict(words))


def take_back(post: ReportingPlace, entry: ReportEntry, text: str = N_("Undo"), **words: str) -> Button:
    return Button(text, "undo", (post.promo_id, post.location_id, entry.day, entry.revision), words=dict(words))


def say_saved(context: Context, post: ReportingPlace, entries: Sequence[ReportEntry], more: list[list[Button]]) -> None:
    """One answer that names each day, with a way to correct each and to take each back."""
    rows = []
    for entry in entries:
        day = values.day(entry.day, context.person.language)
        rows.append([fix(post, entry, N_("Fix %(day)s"), day=day), take_back(post, entry, N_("Undo %(day)s"), day=day)])
    context.say("daily/report.saved_days", entries=entries, place=post.place, buttons=[*rows, *more])
