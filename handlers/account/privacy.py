"""/privacy, what is stored about me as a file, and /forgetme."""

from __future__ import annotations

from datetime import timedelta

from domain.schedule.plan import Due
from handlers.buttons import Button, Rows
from handlers.context import Context, Work
from storage.account import erasure
from storage.account.erasure import Side
from storage.queues import schedule
from storage.queues.outbox import NOTICE
from storage.settlement import debts

GOODBYE_STAYS = timedelta(minutes=10)
ABOUT_ME: Rows = [[Button("What is stored about me", "aboutme")]]
YES = Button("Forget me", "forget", ("yes",))
MOST = 5


async def command(context: Context) -> None:
    context.say("account/privacy.page", buttons=[*ABOUT_ME, [Button("Forget me", "forget")]])


async def on_about_me(context: Context) -> None:
    """Every row that the person is in, as data."""
    context.toast()
    found = await erasure.about(context.tx, context.person)
    data = {"book": found, "file_name": f"tandem-about-me-{context.today:%Y%m%d}.json"}
    context.work.tell(context.me, "account/privacy.about_me", drawing=("book_json", data))


async def forgetme(context: Context) -> None:
    """Asks once, in words of what follows; not while partners would lose a side."""
    held = await erasure.only_owner_of(context.tx, context.person)
    owing = await _owing(context)
    if held:
        rows = [[Button(side.title, "promo", (side.id,), own=True)] for side in held[:MOST]]
        context.say("account/privacy.still_needed", held=held[:MOST], buttons=rows)
    elif owing:
        rows = [[Button(side.title, "settle", (side.id,), own=True)] for side in owing[:MOST]]
        context.say("account/privacy.still_owed", held=owing[:MOST], buttons=rows)
    else:
        context.say("account/privacy.sure", buttons=[[Button("◀ Leave it as it is", "keep")], [YES]])


async def _owing(context: Context) -> list[Side]:
    """Ended promos in which a business that only this person owns has something to pay that has not arrived."""
    alone = await erasure.ended_alone(context.tx, context.person)
    return [one for one in alone if await debts.owes(context.tx, one.id, one.business_id)]


async def on_forget_me(context: Context) -> None:
    held = await erasure.only_owner_of(context.tx, context.person) or await _owing(context)
    if context.pressed[0] != "yes" or held:
        context.toast()
        await forgetme(context)
        return
    context.toast()
    person, me = context.person, context.me
    await erasure.forget(context.tx, person, context.now)
    await schedule.plan(context.tx, [Due("forgotten", str(person.id), "once", context.now + GOODBYE_STAYS)])
    context.work.call(me.chat_id, "deleteMyCommands", {"scope": {"type": "chat", "chat_id": me.chat_id}}, NOTICE)
    context.work.tell(me, "account/privacy.forgotten", key=_goodbye(str(person.id)))


def _goodbye(person_id: str) -> str:
    return f"goodbye:{person_id}"


async def finish(work: Work, subject: str, period: str) -> None:
    """The last message has arrived; where it went is forgotten too."""
    await erasure.goodbye_left(work.tx, _goodbye(subject))
