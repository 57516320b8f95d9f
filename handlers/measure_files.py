"""Weekly numbers by file: the template to fill in, and what a file that came back says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain import measure_sheet, measuring
from domain.choices import Measure
from domain.measure_sheet import Sheet, Wrong
from domain.measures import UNITS, Phase, Series, Unit, decimals
from domain.rights import Person
from handlers.buttons import Button
from handlers.context import Context, Reader, Work
from handlers.measures import Book, book, may_enter, opening
from storage import measures as stored
from storage import people, promos, table_files
from storage.db import Row
from templates import LANGUAGES, formats, label, measure_words, word
from templates.marked import N_

KINDS = (".csv", ".xlsx", ".xls", ".txt", ".tsv")
READABLE = (".csv", ".xlsx", ".txt", ".tsv")
LARGEST = 1024 * 1024
MOST_WRONG = 10


async def press(context: Context) -> None:
    """The template of a phase, with what is there already."""
    promo_id, phase, kind = context.pressed[:3]
    found = await book(context.work, promo_id, context.person.owns)
    if found is None or phase not in [*Phase] or kind not in ("xlsx", "csv"):
        context.toast("start.not_yours", alert=True)
    elif may_enter(context, found, Phase(phase)):
        context.toast()
        data = template(found, Phase(phase), context.person.language) | {
            "created_at": int(context.now.timestamp()), "file_name": f"tandem-{promo_id}-{phase}.{kind}",
        }  # fmt: skip
        context.work.tell(
            context.me, "measures.template", title=found.promo.title, phase=Phase(phase),
            drawing=(f"measures_{kind}", data),
        )  # fmt: skip


def template(found: Book, phase: Phase, language: str) -> dict[str, Any]:
    """A `MeasureTable` in a language."""
    weeks = measuring.weeks(found.terms, phase)
    when = measure_words.phase(phase, language)
    return {
        "title": label(N_("Numbers: %(title)s, %(when)s"), language, title=found.promo.title, when=when),
        "head": [label(N_("In a week"), language), *(formats.span(one.first, one.last, language) for one in weeks)],
        "rows": [_row(found, phase, one, language, len(weeks)) for one in found.terms.baseline],
        "hint": label(N_("Fill in, save and send the file to the bot. Leave a row empty to skip it."), language),
        "mark": label(N_("Do not change this line: %(mark)s"), language, mark=f"{found.promo.id}-{phase}"),
        "point": "." if language == "en" else ",",
    }


def _row(found: Book, phase: Phase, measure: Measure, language: str, weeks: int) -> list[str]:
    there = found.of(measure, phase)
    values = [_plain(value, there) for value in there.values] if there else []
    name = word("measure", measure, language)
    unit = f", {found.currency}" if UNITS[measure] is Unit.MONEY else ""
    return [name + unit, *values, *[""] * (weeks - len(values))]


def _plain(value: int, series: Series) -> str:
    return f"{Decimal(value).scaleb(-decimals(series.measure, series.currency)):f}"


async def took(context: Context) -> bool:
    """A table that an owner sent: noted, to be fetched and read. Other documents are somebody else's matter."""
    file = context.message.document
    name = (file.file_name or "").lower() if file else ""
    if file is None or not name.endswith(KINDS) or not await _compares(context):
        return False
    if not name.endswith(READABLE):
        context.say("measures.file_old_excel")
    elif (file.file_size or 0) > LARGEST:
        context.say("measures.file_too_large")
    else:
        kind, *args = context.person.listening.split(":")
        meant = "-".join(args[:2]) if kind == "weeks" else ""
        await table_files.add(context.tx, context.person.id, file.file_id, name[:200], meant, context.now)
    return True


async def _compares(context: Context) -> bool:
    return any(opening(promo) for promo in await promos.mine(context.tx, context.person.owns))


async def came(work: Work, row: Row, found: Sheet | str) -> None:
    """The file as cells, or why it could not be read; who sent it may have lost the right since."""
    person = await people.by_id(work.tx, row["person_id"])
    if person is None:
        return
    reader = Reader(person.telegram_id, person.language, person_id=person.id)
    if isinstance(found, str):
        work.tell(reader, f"measures.file_{found}")
        return
    meant = measure_sheet.meant(found) or measure_sheet.meant(Sheet(((row["meant"],),)))
    mine = await book(work, meant[0], person.owns) if meant else None
    if meant is None or mine is None:
        work.tell(reader, "measures.file_whose")
    elif not measuring.is_open(mine.terms, meant[1], mine.today):
        work.tell(reader, "measures.too_early", day=measuring.opens(mine.terms, meant[1]))
    else:
        await _decide(work, reader, person, mine, meant[1], found)


async def _decide(work: Work, reader: Reader, person: Person, found: Book, phase: Phase, sheet: Sheet) -> None:
    weeks = len(measuring.weeks(found.terms, phase))
    filled = measure_sheet.read(sheet, labels(found), found.currency, weeks)
    if filled.wrong:
        _wrong(work, reader, found, filled.wrong)
    elif not filled.numbers:
        work.tell(reader, "measures.file_empty")
    else:
        await _echo(work, reader, person, found, phase, filled.numbers)


def labels(found: Book) -> dict[str, Measure]:
    """What a row may be called: the measure's name in any language."""
    return {word("measure", one, language): one for one in found.terms.baseline for language in LANGUAGES}


def _wrong(work: Work, reader: Reader, found: Book, wrong: tuple[Wrong, ...]) -> None:
    work.tell(
        reader, "measures.file_wrong", wrong=wrong[:MOST_WRONG], more=len(wrong) - MOST_WRONG,
        known=[word("measure", one, reader.language) for one in found.terms.baseline],
        unknown=any(one.reason == "unknown" for one in wrong),
    )  # fmt: skip


async def _echo(
    work: Work, reader: Reader, person: Person, found: Book, phase: Phase, numbers: dict[Measure, tuple[int, ...]]
) -> None:
    promo = found.promo
    number = await stored.offer(
        work.tx, promo.id, promo.business_id, phase, numbers, found.currency, person.id, work.now
    )  # fmt: skip
    series = [Series(promo.business_id, one, phase, values, found.currency) for one, values in numbers.items()]
    work.tell(
        reader, "measures.file_read", title=promo.title, phase=phase, series=series,
        buttons=[[Button("Save", "nyes", (number,)), Button("No", "nyes", (number, "no"))]],
    )  # fmt: skip
