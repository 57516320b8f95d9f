"""A side's weekly numbers before, during and after a promo: what is there, and one question after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain import measuring
from domain.calendar import local_day
from domain.choices import Measure
from domain.lifecycle import AGREED
from domain.measures import Phase, Series
from domain.reading import Ambiguous
from domain.reading_measures import weekly
from domain.terms import Terms
from handlers.buttons import Button, Rows, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from storage import businesses, people, promos
from storage import measures as stored
from storage.promos import Promo
from templates import measure_words, word
from templates.marked import N_

TURN_TO = {
    Phase.BEFORE: N_("Numbers before ▶"),
    Phase.DURING: N_("Numbers during ▶"),
    Phase.AFTER: N_("Numbers after ▶"),
}


@dataclass(frozen=True)
class Book:
    """One side's numbers of one promo, as its owner may see and enter them."""

    promo: Promo
    terms: Terms
    currency: str
    today: date
    entered: tuple[Series, ...]

    def of(self, measure: Measure, phase: Phase) -> Series | None:
        return next((one for one in self.entered if (one.measure, one.phase) == (measure, phase)), None)

    def missing(self, phase: Phase) -> tuple[Measure, ...]:
        return measuring.missing(self.terms, self.entered, self.promo.business_id, phase)


def opening(promo: Promo) -> Rows:
    """The button on the card of a promo that compares something."""
    compares = promo.terms and promo.terms.baseline and promo.state in AGREED
    return [[Button("Numbers", "nums", (promo.id,))]] if compares else []


async def book(work: Work, promo_id: str, owns: frozenset[int]) -> Book | None:
    """The asker's own side; the same None for a foreign promo, and for one that compares nothing."""
    promo = await promos.find(work.tx, promo_id, owns)
    if promo is None or promo.terms is None or not opening(promo):
        return None
    business = await businesses.find(work.tx, promo.business_id)
    zone, currency = (business["zone"], business["currency"]) if business else ("UTC", promo.terms.currency)
    entered = await stored.of_side(work.tx, promo.id, promo.business_id)
    return Book(promo, promo.terms, currency, local_day(work.now, zone), entered)


async def press(context: Context) -> None:
    """All numbers of the side, and a button for each of one phase: of that which is due now, or of the one chosen."""
    promo_id, name = context.pressed[:2]
    found = await book(context.work, promo_id, context.person.owns)
    if found is None or name not in ("", *Phase):
        context.toast("start.not_yours", alert=True)
        return
    phase = Phase(name) if name else measuring.now_due(found.terms, found.today)
    if not may_enter(context, found, phase):
        return
    context.toast()
    show(context, found, phase)


def may_enter(context: Context, found: Book, phase: Phase) -> bool:
    """Weeks that are not over have no numbers."""
    if measuring.is_open(found.terms, phase, found.today):
        return True
    context.toast("measures.too_early", alert=True, day=measuring.opens(found.terms, phase))
    return False


def show(context: Context, found: Book, phase: Phase) -> None:
    promo, language = found.promo, context.person.language
    each = [
        Button(("✓ " if found.of(one, phase) else "") + word("measure", one, language), "num", (promo.id, phase, one),
               own=True)
        for one in found.terms.baseline
    ]  # fmt: skip
    others = [Button(TURN_TO[one], "nums", (promo.id, one)) for one in Phase if one is not phase]
    files = [Button("As an Excel file", "nfile", (promo.id, phase, "xlsx")),
             Button("As a CSV file", "nfile", (promo.id, phase, "csv"))]  # fmt: skip
    context.say(
        "measures.card", title=promo.title, phase=phase, dates=_dates(found, phase),
        lines=[(one, [(p, found.of(one, p)) for p in Phase]) for one in found.terms.baseline],
        buttons=[*in_rows(each, 2), others, files, [Button("◀ Back", "promo", (promo.id,))]],
    )  # fmt: skip


def _dates(found: Book, phase: Phase) -> tuple[date, date]:
    weeks = measuring.weeks(found.terms, phase)
    return weeks[0].first, weeks[-1].last


async def press_one(context: Context) -> None:
    """One measure is asked; Skip goes on to the next, Later rests. Both belong to the question that is open."""
    promo_id, phase, measure, what = context.pressed[:4]
    found = await book(context.work, promo_id, context.person.owns)
    if found is None or phase not in [*Phase] or measure not in found.terms.baseline:
        context.toast("start.not_yours", alert=True)
    elif what and context.person.listening != f"weeks:{promo_id}:{phase}:{measure}":
        context.toast("start.old_button")
    elif may_enter(context, found, Phase(phase)):
        context.toast()
        if what == "later":
            await people.listen(context.tx, context.person.id, "")
            context.edit("measures.later", buttons=opening(found.promo))
        elif what:
            context.edit("measures.skipped", measure=Measure(measure))
            await _next(context, found, Phase(phase), Measure(measure))
        else:
            await _ask(context, found, Phase(phase), Measure(measure))


async def _ask(context: Context, found: Book, phase: Phase, measure: Measure, *above: str, **more: object) -> None:
    """The one live question; `above` it, what was wrong with the answer."""
    weeks = measuring.weeks(found.terms, phase)
    args = (found.promo.id, phase, measure)
    await people.listen(context.tx, context.person.id, f"weeks:{found.promo.id}:{phase}:{measure}")
    context.say(
        (*above, "measures.ask"), title=found.promo.title, measure=measure, phase=phase, weeks=weeks,
        place=found.terms.baseline.index(measure) + 1, of=len(found.terms.baseline), currency=found.currency,
        now=found.of(measure, phase), today=found.today, **more,
        buttons=[[Button("Skip", "num", (*args, "skip")), Button("Later", "num", (*args, "later"))],
                 [Button("◀ All numbers", "nums", (found.promo.id, phase))]],
    )  # fmt: skip


async def _next(context: Context, found: Book, phase: Phase, after: Measure | None) -> None:
    """The next one that is missing; after the last one, all that is there."""
    following = measuring.following(found.terms, found.missing(phase), after)
    if following:
        await _ask(context, found, phase, following)
    else:
        await people.listen(context.tx, context.person.id, "")
        show(context, found, phase)


async def answer(context: Context, promo_id: str, phase: str, measure: str) -> None:
    """The numbers of all weeks in one message."""
    found = await book(context.work, promo_id, context.person.owns)
    if found is None or measure not in found.terms.baseline:
        await people.listen(context.tx, context.person.id, "")
        context.say("start.not_yours")
        return
    asked, of = Phase(phase), Measure(measure)
    read = weekly(context.text, of, found.currency, len(measuring.weeks(found.terms, asked)))
    if isinstance(read, tuple):
        await _save(context, found, Series(found.promo.business_id, of, asked, read, found.currency))
    elif isinstance(read, Ambiguous):
        await _which(context, found, asked, of, read.options)
    else:
        await _ask(context, found, asked, of, "measures.problem", problem=read)


async def _which(
    context: Context, found: Book, phase: Phase, measure: Measure, options: tuple[tuple[int, ...], ...]
) -> None:
    """Each reading is kept, and is a button."""
    rows = []
    for values in options:
        number = await stored.offer(
            context.tx, found.promo.id, found.promo.business_id, phase, {measure: values}, found.currency,
            context.person.id, context.now,
        )  # fmt: skip
        series = Series(found.promo.business_id, measure, phase, values, found.currency)
        said = measure_words.values(series, context.person.language, "; ")
        rows.append([Button(said, "nyes", (number,), own=True)])
    context.say("measures.which", measure=measure, buttons=rows)


async def _save(context: Context, found: Book, series: Series) -> None:
    await stored.save(context.tx, found.promo.id, series, context.person.id, context.now)
    fix = Button("Fix", "num", (found.promo.id, series.phase, series.measure))
    context.say("measures.saved", one=series, weeks=len(series.values), buttons=[[fix]])
    fresh = await book(context.work, found.promo.id, context.person.owns)
    if fresh:
        await _next(context, fresh, series.phase, series.measure)


async def press_offer(context: Context) -> None:
    """Yes to numbers that were read, of one measure or of a whole file; or no."""
    row = await stored.offered(context.tx, number_of(context.pressed[0]), context.person.id, context.person.owns)
    found = await book(context.work, row["promo_id"], frozenset({row["business_id"]})) if row else None
    if row is None or found is None:
        context.toast("start.not_yours", alert=True)
    elif not await stored.answered(context.tx, row, context.now):
        context.toast("measures.other_since", alert=True)
    elif context.pressed[1]:
        context.toast()
        context.edit("measures.not_saved", buttons=opening(found.promo))
    else:
        context.toast()
        await _save_all(context, found, stored.numbers_of(row))


async def _save_all(context: Context, found: Book, offered: tuple[Series, ...]) -> None:
    if len(offered) == 1:
        context.edit("measures.understood")
        await _save(context, found, offered[0])
        return
    for series in offered:
        await stored.save(context.tx, found.promo.id, series, context.person.id, context.now)
    await people.listen(context.tx, context.person.id, "")
    context.edit("measures.all_saved", count=len(offered))
    fresh = await book(context.work, found.promo.id, context.person.owns)
    if fresh:
        show(context, fresh, offered[0].phase)
