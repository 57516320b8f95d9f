"""Settings: the language of a person, and of a group; a person's hours."""

from __future__ import annotations

from msgspec.structs import replace

from domain.languages import LANGUAGES, NAMES
from handlers.account import reminder_hours
from handlers.buttons import Button
from handlers.codes import used
from handlers.context import Context
from handlers.groups import group
from storage import people
from storage.codes import codes


async def command(context: Context) -> None:
    buttons = [[Button(NAMES[language], "lang", (language,), own=True) for language in LANGUAGES]]
    if context.person.works_at and context.here.chat_id == context.person.telegram_id:
        buttons.append([Button("Where I work", "mywork")])
    if context.person.has_role() and context.here.chat_id == context.person.telegram_id:
        buttons += reminder_hours.opening(context.person.hours)
        if await codes.concern(context.tx, context.person):
            buttons += used.opening(context.person.hears_uses)
    context.say("account/settings.language", name=NAMES[context.person.language], buttons=buttons)


async def on_language(context: Context) -> None:
    """In private the person's own; in a group the group's, by those who belong to its promo."""
    language = context.pressed[0]
    if language not in LANGUAGES:
        context.toast("menu/start.not_yours")
        return
    if context.here.chat_id != context.person.telegram_id:
        await _group(context, language)
        return
    await people.speak(context.tx, context.person.id, language)
    context.person = replace(context.person, language=language)
    context.toast()
    context.edit("account/settings.saved", name=NAMES[language])


async def _group(context: Context, language: str) -> None:
    if not await group.is_partner(context):
        context.toast("groups/group.only_owners", alert=True)
        return
    context.toast()
    await group.speak(context, language)
    context.person = replace(context.person, language=language)
    context.edit("account/settings.saved", name=NAMES[language])
