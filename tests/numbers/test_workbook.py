"""The workbook: its formulas, computed by LibreOffice from the raw days alone, give the figures that we show."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bot.rendering import draw
from domain.languages import LANGUAGES
from domain.results.export import PromoExport
from templates.catalogue import word
from templates.workbook.metrics_sheet import metrics
from templates.workbook.sheets import sheets
from tests.numbers import random_promos

OFFICE = shutil.which("soffice")
SEEDS = range(40)


def workbook(book: PromoExport, language: str) -> bytes:
    return draw("book_xlsx", {"created_at": 0, "sheets": sheets(book, language)}).content


def emptied(content: bytes) -> bytes:
    """Without what we computed: only the formulas are left."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.startswith("xl/worksheets/"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
            new.writestr(part.filename, text)
    return made.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
async def test_libreoffice_computes_the_same_figures(tmp_path: Path) -> None:
    books = {seed: random_promos.book(random_promos.promo(seed), 1) for seed in SEEDS}
    for seed, book in books.items():
        (tmp_path / f"{seed}.xlsx").write_bytes(emptied(workbook(book, LANGUAGES[seed % 3])))
    files = [str(tmp_path / f"{seed}.xlsx") for seed in SEEDS]
    office = await asyncio.create_subprocess_exec(
        str(OFFICE),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "computed"),
        *files,
        stdout=asyncio.subprocess.DEVNULL,
    )
    await asyncio.wait_for(office.wait(), 300)
    checked = sum(
        _same(tmp_path / "computed" / f"{seed}.xlsx", book, LANGUAGES[seed % 3]) for seed, book in books.items()
    )
    assert checked >= 4 * len(SEEDS)


def _same(computed: Path, book: PromoExport, language: str) -> int:
    """How many figures of the reader's own were compared."""
    page = openpyxl.load_workbook(computed, data_only=True)[metrics(book, language)["name"]]
    shown = {row[0].value: row[1].value for row in page.iter_rows(max_col=2)}
    own = [one for one in book.figures if one.slot == book.reader]
    for one in own:
        cell = shown[word("metric", one.name, language)]
        if one.value is None:
            assert isinstance(cell, str), (computed.name, one.name)
        else:
            assert float(cell) == pytest.approx(float(one.value), rel=1e-7, abs=1e-5), (computed.name, one.name)
    return sum(one.value is not None for one in own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_live_and_nothing_that_a_person_typed_is_a_formula(language: str) -> None:
    facts = random_promos.promo(8)
    book = random_promos.book(facts, 1)
    about = book.about.model_copy(update={"title": "=HYPERLINK(1)"})
    made = openpyxl.load_workbook(io.BytesIO(workbook(book.model_copy(update={"about": about}), language)))
    assert made.worksheets[0]["A1"].data_type == "s"
    page = made[metrics(book, language)["name"]]
    known = {word("metric", one.name, language) for one in book.figures if one.slot == 1 and one.value is not None}
    live = {row[0].value for row in page.iter_rows(max_col=2) if str(row[1].value).startswith("=")}
    assert known <= live
    assert all(len(sheet.title) <= 31 for sheet in made.worksheets)


def test_money_is_in_whole_units_of_its_currency() -> None:
    yen = next(book for book in map(_book, range(200)) if book.own.currency == "JPY" and book.days)
    assert all(day.sales is None or day.sales == day.sales.to_integral() for day in yen.days if day.slot == 1)
    assert all(isinstance(paid.amount, Decimal) for paid in yen.expenses)


def _book(seed: int) -> PromoExport:
    return random_promos.book(random_promos.promo(seed), 1)
