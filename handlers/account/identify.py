"""Who is speaking: known again on every update, with the rights of this very moment."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update, User
from telegram.ext import ApplicationHandlerStop

from domain import reading
from domain.languages import language_of
from domain.reading import Problem
from handlers.context import Context
from storage import people
from storage.operation import health

ANONYMOUS_ADMIN, LINKED_CHANNEL = 1087968824, 777000


async def identify(update: Update, context: Context) -> None:
    """Load the speaker. Bots, anonymous admins, channels and who is kept out are nobody: nothing they send counts."""
    user = update.effective_user
    if user is None and (update.my_chat_member or update.effective_message):
        return
    if user is None or user.is_bot or user.id in (ANONYMOUS_ADMIN, LINKED_CHANNEL):
        if _service(update):
            return
        raise ApplicationHandlerStop
    name = name_of(user)
    person = await people.find(context.tx, user.id)
    if person is None:
        language = language_of(user.language_code, context.app.default_language)
        person = await people.add(context.tx, user.id, name, username=user.username, language=language, now=context.now)
        person = replace(person, kept_out=await health.kept_out(context.tx, user.id))
    elif (person.name, person.username) != (name, user.username):
        await people.rename(context.tx, person.id, name, user.username)
        person = replace(person, name=name, username=user.username)
    context.person = person
    if person.kept_out:
        if update.callback_query:
            context.toast()
        raise ApplicationHandlerStop


def _service(update: Update) -> bool:
    """A group's move to a supergroup is news, whoever Telegram says it is from."""
    message = update.effective_message
    return bool(
        message and (getattr(message, "migrate_to_chat_id", None) or getattr(message, "migrate_from_chat_id", None))
    )


def name_of(user: User) -> str:
    name = reading.plain(user.full_name, longest=10_000)
    return str(user.id) if isinstance(name, Problem) else name[:64]
