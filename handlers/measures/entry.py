"""Numbers: what a side counts each week before, during and after a promo, asked one measure after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from domain import reading
from domain.agreement.terms import Terms
from domain.calendar import local_day
from domain.measures.measure import LEVELS, UNITS, Phase, Series, days, most_weeks, opened
from domain.options import Measure
from domain.prompt import Prompt
from domain.reading import WrongValue
from domain.states import AGREED, EVER_AGREED, State
from handlers.asked import own_promo
from handlers.buttons import Button, Rows, in_rows, to_card
from handlers.context import Context, Work
from handlers.recipients import tell_owners
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.measures import measures
from templates.catalogue import word
from templates.words.words import WORDS

PHASES = WORDS["phase_button"]


class MeasureEntry(Struct, frozen=True):
    """One side's numbers of a promo, and the phases whose time has come."""

    promo: Promo
    terms: Terms
    currency: str
    phases: tuple[Phase, ...]
    series: tuple[Series, ...]

    def days(self, phase: Phase) -> tuple[date, date]:
        return days(phase, self.terms.starts, self.terms.ends)

    def most(self, phase: Phase) -> int:
        return most_weeks(phase, self.terms.starts, self.terms.ends)

    def of(self, measure: Measure, phase: Phase) -> Series | None:
        return next((one for one in self.series if (one.measure, one.phase) == (measure, phase)), None)


def opening(promo: Promo) -> Rows:
    """The button on the card of an agreed promo whose terms compare anything."""
    compared = promo.terms.baseline and promo.state in AGREED
    return [[Button("Numbers", "numbers", (promo.id,))]] if compared else []


def missing(terms: Terms, series: Iterable[Series], phase: Phase) -> list[Measure]:
    """The measures that a side has not entered for a phase, in the order of all lists."""
    known = {one.measure for one in series if one.phase is phase}
    return [measure for measure in Measure if measure in terms.baseline and measure not in known]


async def on_measures(context: Context) -> None:
    """The card, for the phase that is due or another one whose time has come."""
    entry = await _entry(context, context.pressed[0])
    if entry is None:
        return
    context.toast()
    chosen = next((phase for phase in entry.phases if phase == context.pressed[1]), None)
    _show(context, entry, chosen or entry.phases[-1], again=chosen is not None)


async def _entry(context: Context, promo_id: str) -> MeasureEntry | None:
    """Of the asker's own side; foreign, unknown and unsigned promos are refused alike."""
    promo = await own_promo(context, promo_id, EVER_AGREED)
    return await entry_of(context.work, promo) if promo else None


async def entry_of(work: Work, promo: Promo) -> MeasureEntry | None:
    """The numbers of the side that `promo` is seen from."""
    business = await businesses.find(work.tx, promo.business_id)
    if business is None:
        return None
    phases = opened(promo.state, promo.terms.ends, local_day(work.now, business.zone))
    series = await measures.of_business(work.tx, promo.id, promo.business_id)
    return MeasureEntry(promo, promo.terms, business.currency, phases, series)


def _show(context: Context, entry: MeasureEntry, phase: Phase, *, again: bool = False) -> None:
    picked = [measure for measure in Measure if measure in entry.terms.baseline]
    rows = [(measure, [(one, entry.of(measure, one)) for one in Phase]) for measure in picked]
    (context.edit if again else context.say)(
        "measures/entry.card",
        promo=entry.promo,
        rows=rows,
        phase=phase,
        days=entry.days(phase),
        buttons=_buttons(entry, picked, phase, context.person.language),
    )


def _buttons(entry: MeasureEntry, picked: list[Measure], phase: Phase, language: str) -> Rows:
    """A button a measure, the other phases, and back."""
    promo_id = entry.promo.id
    each = [_button(entry, measure, phase, language) for measure in picked]
    others = [Button(PHASES[one], "numbers", (promo_id, one.value)) for one in entry.phases if one is not phase]
    files = [
        Button("As an Excel file", "nfile", (promo_id, phase.value, "xlsx")),
        Button("As a CSV file", "nfile", (promo_id, phase.value, "csv")),
    ]
    return [*in_rows(each, 2), others, files, [to_card(promo_id)]]


def _button(entry: MeasureEntry, measure: Measure, phase: Phase, language: str) -> Button:
    text = "✓ %(what)s" if entry.of(measure, phase) else "%(what)s"
    said = word("measure", measure, language)
    return Button(text, "weeks", (entry.promo.id, phase.value, measure.value), words={"what": said})


async def on_measure(context: Context) -> None:
    """Ask one measure; its question can be skipped or left for later."""
    promo_id, said, name, way = context.pressed[:4]
    entry = await _entry(context, promo_id)
    if entry is None:
        return
    phase, measure = _asked(entry, said, name)
    if phase is None or measure is None:
        context.toast("measures/entry.not_now", alert=True)
        return
    context.toast()
    if way == "later":
        await _rest(context, entry, phase, measure)
    elif way == "skip":
        await _next(context, entry, phase, measure)
    else:
        await _ask(context, entry, phase, measure)


def _asked(entry: MeasureEntry, phase: str, measure: str) -> tuple[Phase | None, Measure | None]:
    """Only what has come and what the terms compare."""
    return (
        next((one for one in entry.phases if one == phase), None),
        next((one for one in entry.terms.baseline if one == measure), None),
    )


async def _rest(context: Context, entry: MeasureEntry, phase: Phase, measure: Measure) -> None:
    """Later: the question waits no longer, unless another one does by now."""
    if context.person.pending_prompt == _waiting(entry, phase, measure):
        await context.expect_nothing()
    _show(context, entry, phase)


def _waiting(entry: MeasureEntry, phase: Phase, measure: Measure) -> Prompt:
    return Prompt.of("numbers", entry.promo.id, phase, measure)


async def _next(context: Context, entry: MeasureEntry, phase: Phase, measure: Measure) -> None:
    """The next one that is missing; after the last one the card."""
    order = list(Measure)
    later = order[order.index(measure) + 1 :]
    found = next((one for one in missing(entry.terms, entry.series, phase) if one in later), None)
    if found:
        await _ask(context, entry, phase, found)
    else:
        await _rest(context, entry, phase, measure)


async def _ask(
    context: Context, entry: MeasureEntry, phase: Phase, measure: Measure, wrong: WrongValue | None = None
) -> None:
    await people.expect_reply(context.tx, context.person.id, _waiting(entry, phase, measure))
    args, most = (entry.promo.id, phase.value, measure.value), entry.most(phase)
    rows = [[Button("Skip", "weeks", (*args, "skip")), Button("Later", "weeks", (*args, "later"))]]
    problem = {"week": wrong.week, "said": wrong.problem.said, "problem": wrong.problem} if wrong else {}
    context.say(
        ("measures/entry.wrong", "forms/problems.problem") if wrong else "measures/entry.ask",
        **problem,
        title=entry.promo.title,
        measure=measure,
        phase=phase,
        days=entry.days(phase),
        unit=UNITS[measure],
        level=measure in LEVELS,
        most=most,
        currency=entry.currency,
        example=reading.weeks_example(measure, most),
        buttons=rows,
    )


async def answer(context: Context, promo_id: str, said: str, name: str) -> None:
    """The numbers of the weeks: kept, echoed, and on to the next measure."""
    entry = await _entry(context, promo_id)
    phase, measure = _asked(entry, said, name) if entry else (None, None)
    if entry is None or phase is None or measure is None:
        await context.expect_nothing()
        if entry:
            context.say("measures/entry.not_now")
        return
    read = reading.weekly(context.text, measure, entry.currency, entry.most(phase))
    if isinstance(read, WrongValue):
        await _ask(context, entry, phase, measure, read)
    else:
        await _keep(context, entry, Series(entry.promo.business_id, measure, phase, read, entry.currency))


async def _keep(context: Context, entry: MeasureEntry, series: Series) -> None:
    await measures.save(context.tx, entry.promo.id, series, context.person.id, context.now)
    fix = [[Button("Fix", "weeks", (entry.promo.id, series.phase.value, series.measure.value))]]
    context.say(
        "measures/entry.kept", series=series, unit=UNITS[series.measure], level=series.measure in LEVELS, buttons=fix
    )
    fresh = await _entry(context, entry.promo.id)
    if fresh:
        await _next(context, fresh, series.phase, series.measure)


async def finished(work: Work, promo_id: str) -> None:
    """The promo is over: each side that has not entered its weeks is asked for them, once."""
    promo = await promos.by_clock(work.tx, promo_id)
    if promo is None or promo.state is not State.FINISHING:
        return
    series = await measures.of_promo(work.tx, promo_id)
    for party in promo.terms.parties:
        own = [one for one in series if one.business_id == party.business_id]
        lacking = missing(promo.terms, own, Phase.DURING)
        if lacking:
            await tell_owners(
                work,
                [party.business_id],
                "measures/entry.remind",
                key=f"numbers:{promo_id}",
                title=promo.title,
                lacking=lacking,
                buttons=opening(promo),
            )
