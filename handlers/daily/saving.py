"""Saving a day: the revision, and the questions that it answers."""

from __future__ import annotations

from domain.daily.facts import ReportEntry, ReportingPlace, closing_question
from handlers.account import shift
from handlers.context import Context, Reader
from handlers.daily.questions import ReportMessage
from handlers.results import corrections
from storage.daily import daily_reports
from storage.queues import outbox


async def save(context: Context, post: ReportingPlace, said: ReportMessage, entry: ReportEntry) -> None:
    """Save the day and fold what was asked about it."""
    await _fold_questions(context, post, entry)
    await daily_reports.save(context.tx, post, entry, now=context.now, chat_id=said.chat_id, message_id=said.message_id)
    await corrections.noticed(context.work, post, entry.day, context.person.id)
    await shift.ask_if_open(context)


async def _fold_questions(context: Context, post: ReportingPlace, entry: ReportEntry) -> None:
    """The closing question of that day is answered for everybody at the location."""
    for row in await outbox.keyed(context.tx, closing_question(post.promo_id, post.location_id, entry.day)):
        language = row.key.split(":")[4]
        context.work.fold(Reader(row.chat_id, language), row.id, "daily/report.folded", entry=entry, place=post.place)
