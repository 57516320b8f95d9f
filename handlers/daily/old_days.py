"""A correction of a day long over, on which money hangs: the receiver asks, the sides that may have sent agree."""

from __future__ import annotations

from typing import Any

from domain.agreement.terms import Terms
from domain.daily import old_days as rules
from domain.daily.facts import ReportEntry, ReportingPlace
from domain.ledger.counts import doubters
from domain.options import Sharing
from domain.states import DISPUTABLE
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.results import corrections
from storage.agreement import promos, versions
from storage.daily import daily_reports, old_days, reporting_places
from storage.daily.old_days import OldDay
from templates.words.msgid import N_


async def waits(context: Context, post: ReportingPlace, was: ReportEntry | None, entry: ReportEntry) -> bool:
    """Whether that change is not made now, as others have to agree; they are asked."""
    today = post.today(context.said_at)
    if was is None or today - entry.day <= rules.ALONE:
        return False
    promo = await promos.by_clock(context.tx, post.promo_id)
    if promo is None:
        return False
    in_force = await versions.in_force(context.tx, promo.id, promo.terms)
    asked = doubters(promo.terms, post.business_id) - context.person.owns
    if not asked or not rules.needs_the_others(in_force, was, entry, today, coded=post.coded):
        return False
    await _ask(context, post, promo.terms, was, entry)
    return True


async def _ask(context: Context, post: ReportingPlace, terms: Terms, was: ReportEntry, entry: ReportEntry) -> None:
    if context.person.pending_prompt.kind == "fix":
        await context.expect_nothing()
    number = await old_days.ask(context.tx, post, entry, context.person.id, context.now)
    text = "daily/old_days.asked_already" if number is None else "daily/old_days.you_asked"
    context.whisper(text, day=entry.day, place=post.place)
    one = await old_days.waiting(context.tx, number) if number else None
    if one is None:
        return
    mine = doubters(terms, post.business_id) & context.person.owns
    await old_days.answer(context.tx, one, mine, context.person.id, agreed=True, now=context.now)
    figures: dict[str, Any] = {"was": was, "entry": entry} if terms.share_customers is Sharing.DETAIL else {}
    yes, no = (Button(words, "oldday", (one.id, said)) for words, said in ANSWERS)
    await tell_owners(
        context.work,
        doubters(terms, post.business_id) - mine,
        "daily/old_days.they_ask",
        key=f"old_day:{one.id}",
        day=entry.day,
        place=post.place,
        title=post.title,
        **figures,
        buttons=[[yes, no]],
    )


ANSWERS = ((N_("Change it"), "yes"), (N_("It stays as it is"), "no"))


async def on_answer(context: Context) -> None:
    """A side's word; the last yes changes the day, a no leaves it."""
    found = await _asked(context)
    if found is None:
        return
    one, post, asked = found
    yes = context.pressed[1] == "yes"
    context.toast()
    mine = asked & context.person.owns
    await old_days.answer(context.tx, one, mine, context.person.id, agreed=yes, now=context.now)
    data: dict[str, Any] = {"day": one.day, "place": post.place, "title": post.title}
    if yes and asked - await old_days.agreed(context.tx, one):
        context.edit("daily/old_days.you_agreed", **data)
        return
    await old_days.close(context.tx, one, yes)
    changed = yes and await _change(context, post, one)
    await _tell(context, one, "changed" if changed else "stays", data)


async def _asked(context: Context) -> tuple[OldDay, ReportingPlace, frozenset[int]] | None:
    """What the button names, while it waits, and the sides that were asked, if this person's is among them."""
    number, said = context.pressed[:2]
    one = await old_days.waiting(context.tx, number_of(number))
    promo = await promos.by_clock(context.tx, one.promo_id) if one else None
    post = await reporting_places.post(context.tx, one.promo_id, one.location_id) if one else None
    asked = doubters(promo.terms, one.business_id) if one and promo else frozenset()
    open_ = post is not None and post.state in DISPUTABLE and said in ("yes", "no")
    if one and post and open_ and asked & context.person.owns:
        return one, post, asked
    not_yours(context)
    return None


async def _change(context: Context, post: ReportingPlace, one: OldDay) -> bool:
    """Not where the day was changed meanwhile."""
    entries = await daily_reports.recent(context.tx, post.promo_id, post.location_id, one.day, one.day)
    if not any((entry.day, entry.revision) == (one.day, one.revision) for entry in entries):
        return False
    await daily_reports.save(context.tx, post, one.entry, context.now)
    await corrections.noticed(context.work, post, one.day, context.person.id)
    return True


async def _tell(context: Context, one: OldDay, what: str, data: dict[str, Any]) -> None:
    context.edit(f"daily/old_days.{what}", **data)
    await tell_owners(
        context.work,
        (one.business_id,),
        f"daily/old_days.{what}",
        key=f"old_day_answer:{one.id}",
        but=context.person.id,
        **data,
    )
