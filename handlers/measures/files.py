"""Weekly numbers by file: the template to fill in, and what a file that came back says."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from domain.languages import LANGUAGES
from domain.measures import weeks as measures_weeks
from domain.measures.measure import UNITS, Phase, Series, Unit, decimals
from domain.options import Measure
from domain.reading.weekly_numbers import measure_sheet
from domain.reading.weekly_numbers.measure_sheet import Filled, Sheet, WrongCell
from domain.rights import Person
from domain.states import AGREED
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context, Reader, Work
from handlers.measures.entry import MeasureEntry, entry_of, opening
from storage import people
from storage.agreement import promos
from storage.measures import measures
from storage.measures import pending_imports as offers
from storage.queues import received_files
from storage.queues.received_files import ReceivedFile
from templates.catalogue import label, word
from templates.format import values as format_values
from templates.words.msgid import N_
from templates.workbook.shapes import MeasureTable

KINDS = (".csv", ".xlsx", ".xls", ".txt", ".tsv")
READABLE = (".csv", ".xlsx", ".txt", ".tsv")
LARGEST = 1024 * 1024
MOST_WRONG = 10


async def _entry(work: Work, promo_id: str, owns: frozenset[int]) -> MeasureEntry | None:
    """The asker's own side of a promo that compares something; foreign and unknown are the same None."""
    promo = await promos.find(work.tx, promo_id, owns)
    return await entry_of(work, promo) if promo and opening(promo) else None


async def on_file(context: Context) -> None:
    """The template of a phase, with what is there already."""
    promo_id, said, kind = context.pressed[:3]
    entry = await _entry(context.work, promo_id, context.person.owns)
    if entry is None or said not in [*Phase] or kind not in ("xlsx", "csv"):
        not_yours(context)
    elif said not in entry.phases:
        context.toast("measures/entry.not_now", alert=True)
    else:
        context.toast()
        data = template(entry, Phase(said), context.person.language, context.now)
        data["file_name"] = f"tandem-{promo_id}-{said}.{kind}"
        context.work.tell(
            context.me,
            "measures/files.template",
            title=entry.promo.title,
            phase=Phase(said),
            drawing=(f"measures_{kind}", data),
        )


def template(entry: MeasureEntry, phase: Phase, language: str, now: datetime) -> MeasureTable:
    weeks = measures_weeks.weeks(phase, entry.terms.starts, entry.terms.ends)
    when = word("phase_days", phase, language)
    return {
        "created_at": int(now.timestamp()),
        "title": label(N_("Numbers: %(title)s, %(when)s"), language, title=entry.promo.title, when=when),
        "head": [
            label(N_("In a week"), language),
            *(format_values.span(one.first, one.last, language) for one in weeks),
        ],
        "rows": [_row(entry, phase, one, language, len(weeks)) for one in Measure if one in entry.terms.baseline],
        "hint": label(N_("Fill in, save and send the file to the bot. Leave a row empty to skip it."), language),
        "mark": label(N_("Do not change this line: %(mark)s"), language, mark=f"{entry.promo.id}-{phase}"),
        "point": format_values.point(language),
    }


def _row(entry: MeasureEntry, phase: Phase, measure: Measure, language: str, weeks: int) -> list[str]:
    there = entry.of(measure, phase)
    values = [_plain(value, there) for value in there.values[:weeks]] if there else []
    unit = f", {entry.currency}" if UNITS[measure] is Unit.MONEY else ""
    return [word("measure", measure, language) + unit, *values, *[""] * (weeks - len(values))]


def _plain(value: int, series: Series) -> str:
    return f"{Decimal(value).scaleb(-decimals(series.measure, series.currency)):f}"


async def took(context: Context) -> bool:
    """A table that an owner sent: noted, to be fetched and read. Other documents are somebody else's matter."""
    file = context.message.document
    name = (file.file_name or "").lower() if file else ""
    if file is None or not name.endswith(KINDS) or not await _compares(context):
        return False
    if not name.endswith(READABLE):
        context.say("measures/files.file_old_excel")
    elif (file.file_size or 0) > LARGEST:
        context.say("measures/files.file_too_large")
    else:
        prompt = context.person.pending_prompt
        meant = "-".join(prompt.args[:2]) if prompt.kind == "numbers" else ""
        await received_files.add(
            context.tx, context.person.id, file.file_id, name=name[:200], meant=meant, now=context.now
        )
    return True


async def _compares(context: Context) -> bool:
    return any(opening(promo) for promo in await promos.mine(context.tx, context.person.owns))


async def came(work: Work, row: ReceivedFile, found: Sheet | str) -> None:
    """The file as cells, or why it could not be read; who sent it may have lost the right since."""
    person = await people.by_id(work.tx, row.person_id)
    if person is None:
        return
    reader = Reader(person.telegram_id, person.language, person_id=person.id)
    if isinstance(found, str):
        work.tell(reader, f"measures/files.file_{found}")
        return
    meant = measure_sheet.meant(found) or measure_sheet.meant(Sheet(((row.meant,),)))
    entry = await _entry(work, meant[0], person.owns) if meant else None
    if meant is None or entry is None:
        work.tell(reader, "measures/files.file_whose")
    elif meant[1] not in entry.phases:
        work.tell(reader, "measures/entry.not_now")
    else:
        await _decide(work, reader, person, entry=entry, phase=meant[1], sheet=found)


async def _decide(work: Work, reader: Reader, person: Person, entry: MeasureEntry, phase: Phase, sheet: Sheet) -> None:
    filled = measure_sheet.read(sheet, labels(entry), entry.currency, entry.most(phase))
    if filled.wrong:
        _wrong(work, reader, entry, filled.wrong)
    elif not filled.numbers:
        work.tell(
            reader, f"measures/files.file_{'not_read' if filled.digits else 'empty'}", known=_known(entry, reader)
        )
    else:
        await _echo(work, reader, person, entry=entry, phase=phase, filled=filled)


def labels(entry: MeasureEntry) -> dict[str, Measure]:
    """What a row may be called: the measure's name in any language."""
    return {word("measure", one, language): one for one in entry.terms.baseline for language in LANGUAGES}


def _wrong(work: Work, reader: Reader, entry: MeasureEntry, wrong: tuple[WrongCell, ...]) -> None:
    work.tell(
        reader,
        "measures/files.file_wrong",
        wrong=wrong[:MOST_WRONG],
        more=len(wrong) - MOST_WRONG,
        known=_known(entry, reader),
        unknown=any(one.reason == "unknown" for one in wrong),
    )


def _known(entry: MeasureEntry, reader: Reader) -> list[str]:
    return [word("measure", one, reader.language) for one in entry.terms.baseline]


async def _echo(work: Work, reader: Reader, person: Person, entry: MeasureEntry, phase: Phase, filled: Filled) -> None:
    promo = entry.promo
    number = await offers.offer(
        work.tx,
        promo.id,
        promo.business_id,
        phase=phase,
        numbers=filled.numbers,
        currency=entry.currency,
        person_id=person.id,
        now=work.now,
    )
    series = [Series(promo.business_id, one, phase, values, entry.currency) for one, values in filled.numbers.items()]
    work.tell(
        reader,
        "measures/files.file_read",
        title=promo.title,
        phase=phase,
        series=series,
        left_out=filled.left_out[:MOST_WRONG],
        computed=filled.computed[:MOST_WRONG],
        buttons=[[Button("Save", "nyes", (number,)), Button("No", "nyes", (number, "no"))]],
    )


async def on_import(context: Context) -> None:
    """Yes to numbers that were read, or no."""
    row = await offers.offered(context.tx, number_of(context.pressed[0]), context.person.id, context.person.owns)
    promo = await promos.find(context.tx, row.promo_id, frozenset({row.business_id})) if row else None
    if row is None or promo is None or promo.state not in AGREED:
        not_yours(context)
    elif not await offers.answered(context.tx, row, context.now):
        context.toast("measures/files.other_since", alert=True)
    elif context.pressed[1]:
        context.toast()
        context.edit("measures/files.not_saved", buttons=opening(promo))
    else:
        context.toast()
        series = offers.numbers_of(row)
        for one in series:
            await measures.save(context.tx, promo.id, one, context.person.id, context.now)
        context.edit("measures/files.all_saved", count=len(series), buttons=opening(promo))
