"""What a saved day does not say yet although the terms report it: one follow-up, answered by a tap or a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from domain import reading
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.daily.open_parts import OpenPart, open_parts, said_parts
from domain.daily.unusual import has_unusual_sum
from domain.money import Money
from domain.prompt import Prompt
from domain.reading import Adjust, ClosedToday, Report, Undo
from handlers.buttons import Button, Rows, day_of
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.daily.places import own_post
from handlers.results import corrections
from storage import people
from storage.codes import use_counts
from storage.daily import daily_reports
from storage.daily.reporting_places import correctable
from storage.db import Tx
from storage.people import Recipient
from templates.format import values

Follow = tuple[tuple[str, ...], Rows, dict[str, Any]]
NOTHING: Follow = ((), [], {})
MOST_OFFERED = 4
SUM = "s"
"""Before a sum in minor units, on the button that says it is right."""
A_DAY = timedelta(days=1)
"""So long a message may still answer what was asked of a day."""


async def of_entry(tx: Tx, post: ReportingPlace, entry: ReportEntry) -> tuple[OpenPart, ...]:
    at_the_till = post.coded and not entry.without_card and await use_counts.new_is_known(tx, post, entry.day)
    return open_parts(post.reporting, entry, at_the_till)


async def follow_up(context: Context, post: ReportingPlace, entry: ReportEntry) -> Follow:
    """The question for just what is missing, unless a half-finished form waits for this person's words."""
    if entry.new is not None and entry.sales is not None:
        return NOTHING
    parts = await of_entry(context.tx, post, entry)
    if not parts or context.person.pending_prompt.kind == "form":
        return NOTHING
    await context.expect_reply("open", post.promo_id, post.location_id, entry.day)
    return (text_of(parts),), buttons_of(post, entry, parts), {}


def prompt(post: ReportingPlace, day: date) -> Prompt:
    return Prompt.of("open", post.promo_id, post.location_id, day)


def text_of(parts: Sequence[OpenPart]) -> str:
    return "daily/report.open_both" if len(parts) > 1 else f"daily/report.open_{parts[0]}"


def buttons_of(post: ReportingPlace, entry: ReportEntry, parts: Sequence[OpenPart]) -> Rows:
    here = (post.promo_id, post.location_id, entry.day)
    counts = range(min(entry.customers + 1, MOST_OFFERED)) if OpenPart.NEW in parts else ()
    new = [Button(str(n), "part", (*here, n), own=True) for n in counts]
    return [*([new] if new else []), [Button("Not now", "part", (*here, "later"))]]


async def on_part(context: Context) -> None:
    """How many were new, by a tap; or not now."""
    promo_id, location, said, what = [*context.pressed, "", "", "", ""][:4]
    post, day = await own_post(context, promo_id, location), day_of(said)
    if post is None or day is None:
        return
    context.toast()
    if what == "later":
        await context.expect_nothing()
        context.edit("daily/report.not_now", day=day)
        return
    entry = await _standing(context.tx, post, day)
    if entry and what.startswith(SUM):
        await _save(context, post, entry, replace(entry, sales=number_of(what.removeprefix(SUM))))
    elif entry and what.isdigit() and int(what) <= entry.customers:
        await _save(context, post, entry, replace(entry, new=int(what)))
    else:
        context.say("menu/start.old_button")


async def answer(context: Context, promo_id: str, location: str, said: str) -> bool:
    """The missing parts in a message; False where it is something else, such as a report of its own."""
    if reading.is_adjustment(context.text):
        return False
    post, day = await correctable(context.tx, context.person, promo_id, number_of(location)), day_of(said)
    fresh = post and day and post.today(context.said_at) - day <= A_DAY
    entry = await _standing(context.tx, post, day) if post and day and fresh else None
    if post is None or entry is None:
        return False
    parts = await of_entry(context.tx, post, entry)
    found = _read(context.text, entry, parts, post) if parts else None
    if found is None:
        return False
    if await _in_doubt(context, post, found):
        _ask_again(context, post, found)
    else:
        await _save(context, post, entry, found)
    return True


async def _in_doubt(context: Context, post: ReportingPlace, found: ReportEntry) -> bool:
    entries = await daily_reports.recent(context.tx, post.promo_id, post.location_id, found.day, found.day)
    return has_unusual_sum(entries, found)


def _ask_again(context: Context, post: ReportingPlace, found: ReportEntry) -> None:
    """Nothing is saved yet; another sum may still be typed."""
    asked = Money(found.sales or 0, post.currency)
    args = (post.promo_id, post.location_id, found.day, f"{SUM}{asked.minor}")
    yes = Button("Yes, %(n)s", "part", args, words={"n": values.money(asked, context.person.language)})
    context.say("daily/report.sum_in_doubt", day=found.day, place=post.place, sum=asked, buttons=[[yes]])


def _read(text: str, entry: ReportEntry, parts: tuple[OpenPart, ...], post: ReportingPlace) -> ReportEntry | None:
    """What was said, beside the customers that are saved already; None for what is a report by itself."""
    alone = reading.report(text, today=entry.day, currency=post.currency)
    by_itself = isinstance(alone, Report) and not text.replace(" ", "").isdigit()
    if by_itself or isinstance(alone, Adjust | ClosedToday | Undo) or getattr(alone, "day", None):
        return None
    line = said_parts(text, entry.customers, parts, post.currency)
    read = reading.report(line, today=entry.day, currency=post.currency) if line else None
    if not isinstance(read, Report) or read.day or read.customers != entry.customers:
        return None
    if read.sales is None and read.new is None:
        return None
    if read.sales and read.sales.currency != post.currency:
        return None
    sales = read.sales.minor if read.sales else entry.sales
    return replace(entry, sales=sales, new=entry.new if read.new is None else read.new)


async def _standing(tx: Tx, post: ReportingPlace, day: date) -> ReportEntry | None:
    entries = await daily_reports.recent(tx, post.promo_id, post.location_id, day, day)
    return next((entry for entry in entries if entry.day == day and entry.state == "reported"), None)


async def _save(context: Context, post: ReportingPlace, was: ReportEntry, entry: ReportEntry) -> None:
    saved = replace(entry, revision=was.revision + 1, restores=None, person_id=context.person.id)
    await daily_reports.save(context.tx, post, saved, context.now)
    await corrections.noticed(context.work, post, saved.day, context.person.id)
    await context.expect_nothing()
    texts, rows, data = await follow_up(context, post, saved)
    context.say(("daily/report.saved", *texts), entry=saved, was=None, place=post.place, buttons=rows, **data)


async def remind(work: Work, post: ReportingPlace, day: date, those: Sequence[Recipient]) -> None:
    """The next morning, what is still open of a day that was reported."""
    entry = await _standing(work.tx, post, day)
    parts = await of_entry(work.tx, post, entry) if entry else ()
    for person in those if entry and parts else ():
        await people.listen_if_free(work.tx, person.person_id, prompt(post, day))
        work.tell(
            work.reader(person),
            ("daily/report.parts_missing", text_of(parts)),
            place=post.place,
            day=day,
            buttons=buttons_of(post, entry, parts) if entry else (),
            key=f"parts:{post.promo_id}:{post.location_id}:{day}:{person.person_id}",
            again=False,
        )
