"""A photo as proof of a duty: sent, looked at, questioned. Telegram keeps the photo; we keep its name."""

from __future__ import annotations

from domain import reading
from domain.duties.duty import TrackedDuty
from domain.reading import Problem
from domain.states import EVER_AGREED
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.daily import report
from handlers.duties.duty_list import facts, finish, finished, own
from storage import people
from storage.daily import reporting_places
from storage.duties import duties

LONGEST_WORDS = 300


async def on_photo_wanted(context: Context) -> None:
    """From now on the next photo in this chat is the proof."""
    row = await own(context)
    if row is None:
        return
    if not row.open:
        context.toast("duties/duties.done_already", alert=True)
        return
    context.toast()
    await context.expect_reply("proof", row.id)
    context.say("duties/duties.send_photo", **facts(row))


async def took(context: Context) -> bool:
    """A message without text while a proof is waited for: the photo, or a word on what is missing."""
    prompt = context.person.pending_prompt
    if prompt.kind != "proof":
        return False
    if not context.message.photo:
        context.say("duties/duties.photo_please")
        return True
    row = await duties.own(context.tx, number_of(prompt.args[0]), context.person)
    await context.expect_nothing()
    photo = context.message.photo[-1]
    if row is None:
        context.say("duties/duties.no_longer")
    elif await finished(context, row, (photo.file_id, photo.file_unique_id)):
        context.say("duties/duties.proved", **facts(row))
    else:
        context.say("duties/duties.done_already")
    return True


async def words_instead(context: Context, number: str) -> None:
    """Text while a photo is waited for: somebody who reports reports; others are told what is missing."""
    if await reporting_places.posts(context.tx, context.person):
        await report.text(context)
    else:
        context.say("duties/duties.photo_please")


async def on_proof(context: Context) -> None:
    """The newest photo, by Telegram's own name for it."""
    number = number_of(context.pressed[0])
    row = await duties.seen(context.tx, number, context.person.owns) or await duties.own(
        context.tx, number, context.person
    )
    step = await duties.last_step(context.tx, number, "done") if row else None
    if row is None or step is None or not step.file_id:
        not_yours(context)
        return
    context.toast()
    context.work.tell(
        context.me, "duties/duties.proof", **facts(row), file=("photo", step.file_id), buttons=_doubt(context, row)
    )


def _doubt(context: Context, row: TrackedDuty) -> list[list[Button]]:
    theirs = not context.person.is_owner(row.business_id)
    return [[Button("Question it", "doubt", (row.id,))]] if theirs and row.state == "done" else []


async def _doubtful(context: Context, number: str) -> TrackedDuty | None:
    """A partner's duty that is said to be done."""
    row = await duties.seen(context.tx, number_of(number), context.person.owns)
    theirs = row and not context.person.is_owner(row.business_id)
    return row if row and theirs and row.promo_state in EVER_AGREED else None


async def on_doubt(context: Context) -> None:
    """A partner questions it; the words come next."""
    number, leave = context.pressed[:2]
    row = await _doubtful(context, number)
    if row is None:
        not_yours(context)
    elif leave:
        context.toast()
        await _leave(context)
    elif row.state != "done":
        context.toast("duties/duties.open_again", alert=True)
    else:
        context.toast()
        await context.expect_reply("doubt", row.id)
        rows = [[Button("◀ Leave it as it is", "doubt", (row.id, "leave"))]]
        context.say("duties/duties.what_is_wrong", **facts(row), buttons=rows)


async def _leave(context: Context) -> None:
    if context.person.pending_prompt.kind == "doubt":
        await context.expect_nothing()
    context.edit("duties/duties.left")


async def answer_doubt(context: Context, number: str) -> None:
    """The words: it is open again, and the side is told."""
    row = await _doubtful(context, number)
    words = reading.plain(context.text, longest=LONGEST_WORDS)
    if row and isinstance(words, Problem):
        context.say("forms/problems.problem", problem=words)
        return
    await context.expect_nothing()
    if row is None or isinstance(words, Problem):
        not_yours(context)
    elif not await duties.question(context.tx, row.id, context.person.id, words, context.now):
        context.say("duties/duties.open_again")
    else:
        context.say("duties/duties.you_questioned", **facts(row))
        await _tell_side(context, row, words)


async def _tell_side(context: Context, row: TrackedDuty, words: str) -> None:
    """The owners, and whoever does it while they still work there."""
    staff = await people.of_business(context.tx, row.business_id)
    doers = [one for one in staff if one.person_id == row.person_id]
    owners = await people.owners(context.tx, row.business_id)
    for person_id, one in {one.person_id: one for one in [*doers, *owners]}.items():
        context.work.tell(
            context.work.reader(one),
            "duties/duties.questioned",
            **facts(row),
            said=words,
            buttons=[[finish(row)]],
            key=f"doubt:{context.incoming.update_id}:{person_id}",
        )
