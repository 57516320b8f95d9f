"""Who is speaking: known again on every update, with the rights of this very moment."""

from __future__ import annotations

from msgspec.structs import replace

from domain import reading
from domain.languages import language_of
from domain.reading import Problem
from domain.rights import Person
from handlers.account import blocked
from handlers.context import Context
from handlers.incoming import Speaker
from storage import people
from storage.daily import reporting_places
from storage.operation import health

ANONYMOUS_ADMIN, LINKED_CHANNEL = 1087968824, 777000


async def identify(context: Context) -> bool:
    """Load the speaker; whether there is more to do. Bots, anonymous admins, channels and who is kept out are nobody:
    nothing they send counts, but a group's move is news, whoever Telegram says it is from."""
    speaker = context.incoming.speaker
    if speaker is None:
        return bool(context.incoming.kind)
    if speaker.is_bot or speaker.id in (ANONYMOUS_ADMIN, LINKED_CHANNEL):
        return context.incoming.moved is not None
    context.person = await _person(context, speaker)
    if context.person.kept_out and context.incoming.is_press:
        context.toast()
    if context.person.blocked and context.heard_in and not context.person.kept_out:
        await blocked.back(context)
    return not context.person.kept_out


async def _person(context: Context, speaker: Speaker) -> Person:
    """As Telegram calls them now."""
    if context.incoming.kind == "message" and context.incoming.is_private:
        reporting_places.read_ahead(context.tx, speaker.id, context.said_at, context.now)
    person = await people.find(context.tx, speaker.id)
    if person and (person.name, person.username) == (speaker.name, speaker.username):
        return person
    name = name_of(speaker)
    if person is None:
        language = language_of(speaker.language_code, context.app.default_language)
        person = await people.add(
            context.tx, speaker.id, name, username=speaker.username, language=language, now=context.now
        )
        return replace(person, kept_out=await health.kept_out(context.tx, speaker.id))
    if (person.name, person.username) == (name, speaker.username):
        return person
    await people.rename(context.tx, person.id, name, speaker.username)
    return replace(person, name=name, username=speaker.username)


def name_of(speaker: Speaker) -> str:
    name = reading.plain(speaker.name, longest=10_000)
    return str(speaker.id) if isinstance(name, Problem) else name[:64]
