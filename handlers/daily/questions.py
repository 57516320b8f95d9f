"""Questions back about a daily report, always in private: which place, which number, replace or add, that late?"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from domain.daily.facts import AskBack, AskOwner, Flag, Flags, Option, ReportingPlace
from handlers.buttons import Button, in_rows
from handlers.context import Context
from handlers.daily.places import both
from handlers.recipients import tell_now
from storage.daily import questions
from templates.catalogue import label
from templates.format import values
from templates.words.msgid import N_


class ReportMessage(Struct, frozen=True):
    """A message about a day: where it stands, so that its edits are followed, and the answers given since."""

    text: str
    chat_id: int
    message_id: int
    flags: Flags = frozenset()
    asked: date | None = None
    expected: date | None = None
    at: datetime | None = None  # when, if not now: its "yesterday" is the day before


async def which(context: Context, said: ReportMessage, posts: tuple[ReportingPlace, ...]) -> None:
    number = await keep_question(context, said, None)
    buttons = [[Button(both(post), "at", (number, post.promo_id, post.location_id), own=True)] for post in posts]
    context.whisper("daily/report.which", buttons=buttons)


async def keep_question(context: Context, said: ReportMessage, post: ReportingPlace | None) -> int:
    return await questions.save_question(
        context.tx,
        context.person.id,
        said.text[:500],
        said_on=said.asked or context.today,
        promo_id=post.promo_id if post else None,
        location_id=post.location_id if post else None,
        flags=said.flags,
        now=context.now,
        chat_id=said.chat_id,
        message_id=said.message_id,
    )


async def ask_back(context: Context, post: ReportingPlace, said: ReportMessage, ask: AskBack) -> None:
    """The answer is about the day that was asked about, however late it comes."""
    number = await keep_question(context, replace(said, asked=said.asked or ask.day), post)
    buttons = [_button(context, ask, option, number) for option in ask.options]
    width = 1 if ask.kind in WHOLE else 3
    context.whisper(
        f"daily/report.ask_{ask.kind}", ask=ask, place=post.place, said=said.text, buttons=in_rows(buttons, width)
    )


CLOSED = N_("Replace: closed")
OPTIONS = {
    Flag.COUNT: N_("%(n)s customers"), Flag.MONEY: "%(n)s", Flag.REPLACE: N_("Replace: %(n)s"),
    Flag.ADD: N_("Add: %(n)s"), Flag.KEEP: N_("Keep %(n)s"), Flag.USUAL: N_("Yes, %(n)s"),
    Flag.CODE: N_("It is a code"), Flag.NO: N_("No"), Flag.TOTAL: N_("%(n)s · %(all)s in all"),
    Flag.BESIDE: N_("%(n)s · %(all)s in all"), Flag.CODES: N_("✓ %(n)s, as by codes"),
}  # fmt: skip
WHOLE = frozenset({"which_report", "confirm", "code_or_report", "which_days"})
"""Questions whose buttons show all that would be saved."""


def _button(context: Context, ask: AskBack, option: Option, number: int) -> Button:
    args = (number, option.flag.value)
    if option.days:
        days = " · ".join(values.day(day, context.person.language) for day in option.days)
        return Button(days, "q", args, own=True)
    if ask.kind in WHOLE and option.day:
        return Button(_all_of(context, ask, option), "q", args, own=True)
    words = CLOSED if ask.closed and option.flag is Flag.REPLACE else OPTIONS.get(option.flag, "%(n)s")
    in_all = values.number(ask.codes + option.number, context.person.language)
    return Button(words, "q", args, words={"n": _figure(context, option), "all": in_all})


def _all_of(context: Context, ask: AskBack, option: Option) -> str:
    """`7 customers · 3 400 ₴`, with the day where it is what differs."""
    language = context.person.language
    days = {one.day for one in ask.options if one.day}
    day = values.day(option.day, language) if option.day and len(days) > 1 else ""
    count = label(OPTIONS[Flag.COUNT], language, n=values.number(option.number, language))
    return " · ".join(filter(None, (day, count, values.money(option.money, language) if option.money else "")))


def _figure(context: Context, option: Option) -> str:
    language = context.person.language
    return values.money(option.money, language) if option.money else values.number(option.number, language)


async def ask_owner(context: Context, post: ReportingPlace, said: ReportMessage, ask: AskOwner) -> None:
    """More than a week back: the owners get the numbers with a yes and a no."""
    number = await keep_question(context, said, post)
    context.whisper("daily/report.owner_decides", day=ask.day, place=post.place)
    rows = [[Button("✓ Take it", "q", (number, Flag.OWNER_OK.value)), Button("No", "q", (number, Flag.REFUSE.value))]]
    await tell_now(
        context.work,
        post.business_id,
        "daily/report.late_entry",
        name=context.person.name,
        said=said.text,
        day=ask.day,
        place=post.place,
        buttons=rows,
    )
