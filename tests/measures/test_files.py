"""Weekly numbers as a file: the template, what comes back, and files that nobody should send."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

import openpyxl
import pytest
import pytest_asyncio

from bot.doors.files import spreadsheets
from bot.doors.files.unreadable import Unreadable
from domain.languages import LANGUAGES
from domain.measures.measure import UNITS, Phase, Series, Unit
from domain.options import Measure
from domain.reading.weekly_numbers import measure_sheet
from domain.reading.weekly_numbers.measure_sheet import WrongCell
from sandbox.town.model import File
from storage.measures import measures as stored
from templates.catalogue import word
from templates.render import render
from tests.world.counters import Counters, counters

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

PICKED = (Measure.CUSTOMERS, Measure.REVENUE, Measure.SATISFACTION)


async def of(cast: Counters, phase: Phase = Phase.BEFORE) -> dict[str, tuple[int, ...]]:
    """What Zerno has entered."""
    async with cast.program.db.transaction() as tx:
        return {one.measure: one.values for one in await stored.of_business(tx, cast.promo, 1) if one.phase is phase}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(languages=("en", "uk"), baseline=PICKED) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def template(cast: Counters, kind: str = "xlsx") -> File:
    await cast.forges(cast.olena, f"nfile:{cast.promo}:before:{kind}")
    file = cast.olena.last.file
    assert file
    return file


def filled(content: bytes, cells: dict[str, Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


async def sends(cast: Counters, content: bytes, name: str = "numbers.xlsx") -> str:
    await cast.olena.sends("document", data=content, name=name)
    return cast.olena.last.words


GOOD = {f"{column}{row}": value for row, values in {3: (120, 135, 128, 140), 4: (12400.5, 13100, 12800, 13000),
        5: (4.2, 4.5, 4.4, 4.6)}.items() for column, value in zip("BCDE", values, strict=True)}  # fmt: skip
SAVED = {
    "customers": (120, 135, 128, 140), "revenue": (1240050, 1310000, 1280000, 1300000),
    "satisfaction": (420, 450, 440, 460),
}  # fmt: skip


async def test_the_template_comes_back_filled(cast: Counters) -> None:
    sheet = await template(cast)
    assert sheet.name == f"tandem-{cast.promo}-before.xlsx"
    page = openpyxl.load_workbook(io.BytesIO(sheet.data)).worksheets[0]
    assert [[cell.value for cell in row] for row in page["A1:E5"]] == [
        ["Numbers: Flowers + coffee, four weeks before the promo", None, None, None, None],
        ["In a week", "2–8 Nov", "9–15 Nov", "16–22 Nov", "23–29 Nov"],
        ["Customers", None, None, None, None],
        ["Revenue, UAH", None, None, None, None],
        ["Satisfaction", None, None, None, None],
    ]
    assert "Customers: 120 135 128 140" in await sends(cast, filled(sheet.data, GOOD), "my own name (1).xlsx")
    cast.olena.sees_exactly("Revenue: 12 400.50 ₴; 13 100 ₴; 12 800 ₴; 13 000 ₴")
    assert await of(cast) == {}, "nothing before Save"
    await cast.town.restart()
    question = cast.olena.last
    await cast.olena.presses("Save")
    assert await of(cast) == SAVED
    cast.olena.sees_exactly("3 rows of the file are saved.")
    cast.town.telegram.forges(cast.olena.person, question, "nyes:1")
    await cast.town.settle()
    assert len(await cast.town.database("SELECT * FROM measurement")) == 12


@pytest.mark.quick
async def test_no_leaves_all_as_it_was(cast: Counters) -> None:
    sheet = await template(cast)
    await sends(cast, filled(sheet.data, GOOD))
    await cast.olena.presses("No")
    cast.olena.sees_exactly("Nothing of the file is saved.")
    assert await of(cast) == {}


async def test_numbers_that_came_between_are_not_overwritten(cast: Counters) -> None:
    sheet = await template(cast)
    await sends(cast, filled(sheet.data, GOOD))
    question = cast.olena.last
    await cast.forges(cast.olena, f"weeks:{cast.promo}:before:customers")
    await cast.olena.says("1 2 3 4")
    await cast.olena.presses("Save", question)
    assert await of(cast) == {"customers": (1, 2, 3, 4)}


async def test_wrong_cells_are_named_and_nothing_is_half_imported(cast: Counters) -> None:
    sheet = await template(cast)
    bad = GOOD | {"C3": "12o", "D4": "=SUM(B4:C4)", "B5": 7, "E5": 4.123, "F3": 5, "C4": None, "A6": "Guests", "B6": 3}
    said = await sends(cast, filled(sheet.data, bad))
    for line in (
        "C3: “12o” is not a number",
        "F3: “5” is too far right; there are 4 weeks",
        "C4: the number is missing",
        "D4: “=SUM(B4:C4)” is a formula",
        "B5: “7” is too much; at most 5",
        "E5: “4.123” has too many digits after the point",
        "A6: “Guests” is not among the numbers",
        "Rows can be: Customers, Revenue, Satisfaction",
    ):
        assert line in said
    assert await cast.town.database("SELECT * FROM measure_offer") == []


async def test_of_many_wrong_cells_ten_are_named(cast: Counters) -> None:
    sheet = await template(cast)
    said = await sends(cast, filled(sheet.data, dict.fromkeys(GOOD, "x") | {"F3": 1, "G3": 1, "H3": 1}))
    assert said.count("is not a number") + said.count("too far right") == 10
    assert "and 5 more" in said


async def test_csv_as_excel_writes_it(cast: Counters) -> None:
    names = {one: word("measure", one, "uk") for one in PICKED}
    mark = f"{cast.promo}-before"
    plain = f"{names[Measure.CUSTOMERS]};120;135;;\r\n{names[Measure.REVENUE]};12400,5;13 100\r\n{mark}\r\n"
    for content in (
        plain.encode(),
        plain.encode("utf-8-sig"),
        plain.encode("cp1251"),
        plain.encode("utf-16"),
        plain.replace(";", "\t").encode(),
        b"sep=;\r\n" + plain.encode(),
        plain.replace(",", ".").replace(";", ",").encode(),
    ):
        said = await sends(cast, content, "Numbers.CSV")
        assert "Customers: 120 135" in said
        assert "Revenue: 12 400.50 ₴; 13 100 ₴" in said.replace("\u00a0", " ")
    await cast.olena.presses("Save")
    assert await of(cast) == {"customers": (120, 135), "revenue": (1240050, 1310000)}
    sheet = await template(cast, "csv")
    assert sheet.data.startswith(b"\xef\xbb\xbf")
    assert 'Customers,120,135,,\r\n"Revenue, UAH",12400.50,13100.00,,\r\n' in sheet.data.decode("utf-8-sig")
    assert "Customers: 120 135" in await sends(cast, sheet.data, "again.csv"), "a template with numbers reads back"


async def test_the_question_that_is_open_says_whose_a_file_without_a_mark_is(cast: Counters) -> None:
    said = await sends(cast, b"Customers;1;2;3;4", "mine.csv")
    assert "I cannot tell to which promo this file belongs" in said
    await cast.forges(cast.olena, f"weeks:{cast.promo}:before:customers")
    assert "Customers: 1 2 3 4" in await sends(cast, b"Customers;1;2;3;4", "mine.csv")


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (40 * 1024 * 1024))
    return made.getvalue()


def with_entities() -> bytes:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    made = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if part.filename.endswith("sheet1.xml") else b""
            new.writestr(part.filename, entity + text)
    return made.getvalue()


def wide() -> bytes:
    return b";".join([b"1"] * 70)


REFUSED = [
    (b"PK\x03\x04 not a zip", "damaged"), (b"a;\x00b", "damaged"), (b"\xd0\xcf\x11\xe0 old", "old_excel"),
    (bomb(), "too_large"), (b"1" * (spreadsheets.LARGEST + 1), "too_large"), (with_entities(), "damaged"),
    (wide(), "too_many_cells"), (b"1;2\n" * 70, "too_many_cells"), (b"\x81\x98\xff\x98", "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), REFUSED)
async def test_what_cannot_be_read_is_refused_by_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        spreadsheets.read(content)
    assert str(refused.value) == reason


async def test_files_that_cannot_be_read_get_one_helpful_answer(cast: Counters) -> None:
    assert "Save the table again" in await sends(cast, b"PK\x03\x04 not a zip")
    assert "too large" in await sends(cast, b"1" * (spreadsheets.LARGEST + 1), "big.csv")
    assert "too large" in await sends(cast, bomb())
    assert "Save the table as .xlsx" in await sends(cast, b"\xd0\xcf\x11\xe0", "old.xls")
    assert "no numbers" in await sends(cast, f"Customers\n{cast.promo}-before".encode(), "none.csv")
    assert await of(cast) == {}


async def test_what_was_left_out_or_reckoned_by_the_file_is_said(cast: Counters) -> None:
    mark = f"{cast.promo}-before"
    said = await sends(cast, f";w1;w2;w3;w4;Total\nCustomers;1;2;3;4;10\n{mark}".encode(), "total.csv")
    assert "Customers: 1 2 3 4" in said
    assert "Left out as totals: Total" in said
    said = await sends(cast, f"Customers 1 2 3 4\n{mark}".encode(), "words.csv")
    assert "I could not read any number in this file." in said
    assert "Rows can be: Customers, Revenue, Satisfaction" in said
    assert await of(cast) == {}


async def test_only_owners_of_a_promo_that_compares_send_tables(cast: Counters) -> None:
    content = f"Customers;1;2;3;4\n{cast.promo}-before".encode()
    for who in (cast.taras, cast.ira, cast.zoe):
        await who.sends("document", data=content, name="numbers.csv")
    assert await cast.town.database("SELECT * FROM table_file") == []
    await cast.marta.sends("document", data=content, name="numbers.csv")
    await cast.marta.presses("Save")
    assert await of(cast) == {}
    assert {row["business_id"] for row in await cast.town.database("SELECT * FROM measurement")} == {2}


async def test_telegram_away_for_a_while_only_delays(cast: Counters) -> None:
    sheet = await template(cast)
    cast.town.telegram.faults.add("502-calls", methods=frozenset({"getFile"}), times=2)
    await cast.olena.sends("document", data=filled(sheet.data, GOOD), name="n.xlsx")
    (row,) = await cast.town.database("SELECT * FROM table_file")
    assert (row["state"], row["tries"]) == ("new", 1)
    await cast.town.restart()
    for _ in range(3):
        await cast.town.waits(seconds=20)
        cast.program.fetching.wake.set()
        await cast.town.settle()
    cast.olena.sees_exactly("Customers: 120 135 128 140")
    assert len([m for m in cast.olena.screen if "Save these?" in m.words]) == 1


@pytest.mark.parametrize(("reader", "step"), [(spreadsheets, "_workbook"), (measure_sheet, "read")])
async def test_a_file_that_breaks_us_is_answered_and_the_next_one_is_read(
    cast: Counters, monkeypatch: pytest.MonkeyPatch, reader: ModuleType, step: str
) -> None:
    def breaks(*given: Any) -> None:
        raise ZeroDivisionError

    sheet = await template(cast)
    with monkeypatch.context() as broken:
        broken.setattr(reader, step, breaks)
        assert "I could not open this file" in await sends(cast, filled(sheet.data, GOOD))
    assert "Customers: 120 135 128 140" in await sends(cast, filled(sheet.data, GOOD))


async def test_the_bot_stops_at_once_even_when_it_was_just_woken(cast: Counters) -> None:
    for _ in range(5):
        cast.program.fetching.wake.set()
        async with asyncio.timeout(10):
            await cast.town.restart()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_everything_measured_over_thirteen_weeks_fits_a_message(language: str) -> None:
    largest = {Unit.MONEY: 99_999_999_999, Unit.COUNT: 9_999_999, Unit.PERCENT: 9_999, Unit.SCORE: 499}
    longest = [Series(1, one, Phase.DURING, (largest[UNITS[one]],) * 13, "UAH") for one in Measure]
    messages: dict[str, dict[str, Any]] = {
        "file_read": {"series": longest, "phase": "during", "left_out": ["Ж" * 40] * 10, "computed": ["AN40"] * 10},
        "file_wrong": {
            "wrong": [WrongCell("AN40", "Ж" * 40, "sum_twice")] * 10,
            "more": 99,
            "unknown": True,
            "known": [word("measure", one, language) for one in Measure],
        },
    }
    for text, data in messages.items():
        words = render(f"measures/files.{text}", language, title="Ж" * 64, **data)
        assert len(words.encode("utf-16-le")) // 2 <= 4096, text


async def test_after_four_weeks_the_owners_are_reminded_once_and_a_file_is_taken(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE due SET state = 'done' WHERE kind NOT IN ('finish', 'close', 'measures_after')")
    assert "cannot be entered now" in await cast.forges(cast.olena, f"nfile:{cast.promo}:after:csv")
    await cast.town.moves_to("2027-01-24 12:00")
    mark = f"Customers;1;2;3;4\n{cast.promo}-after".encode()
    assert "cannot be entered now" in await sends(cast, mark, "early.csv")
    await cast.town.moves_to("2027-01-25 10:00")
    assert len([m for m in cast.olena.screen if "Four weeks have passed since Flowers + coffee." in m.words]) == 1
    assert (await cast.town.database("SELECT state FROM promo"))[0]["state"] == "closed"
    await cast.olena.presses("Enter the numbers")
    cast.olena.sees_exactly("four weeks after the promo")
    await sends(cast, mark, "after.csv")
    await cast.olena.presses("Save")
    assert await of(cast, Phase.AFTER) == {"customers": (1, 2, 3, 4)}


async def test_a_late_reminder_is_dropped(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE due SET state = 'done' WHERE kind NOT IN ('finish', 'close', 'measures_after')")
    await cast.town.moves_to("2027-02-03 12:00")
    assert not any("Four weeks have passed" in message.words for message in cast.olena.screen)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_template_is_in_the_persons_language(language: str) -> None:
    async with counters(languages=(language,), baseline=PICKED) as cast:
        sheet = await template(cast)
        page = openpyxl.load_workbook(io.BytesIO(sheet.data)).worksheets[0]
        assert page["A3"].value == word("measure", "customers", language)
