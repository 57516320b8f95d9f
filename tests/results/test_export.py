"""Taking a promo home: workbook, table, data, pages; each side its own view, and nobody more than that."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import openpyxl
import pytest
import pytest_asyncio
from pypdf import PdfReader

from domain.agreement.terms import Offer
from domain.options import CostSplit, Goal, Measure, Sharing
from domain.results.export import PromoExport
from sandbox.town.model import File
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

TERMS: dict[str, Any] = {
    "goal": Goal.RECEIPTS, "target": 100, "offers": (Offer(what="15 % off", cost=60_00),), "split": CostSplit.EQUAL,
    "baseline": (Measure.CUSTOMERS, Measure.REVENUE), "minimum": 30,
}  # fmt: skip


async def lived(cast: Counters) -> Counters:
    """Three days of reports, one of them corrected; an expense of Zerno's own and a common one; four weeks before."""
    await cast.town.moves_to("2026-11-30 20:01")
    await cast.taras.says("10 5000 new 4")
    await cast.ira.says("7 1400 new 3")
    await cast.town.moves_to("2026-12-01 20:01")
    first = await cast.taras.says("6 3000,50 new 2")
    await cast.taras.edits(first, "8 3000,50 new 2")
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE business SET margin = 4000")
        for business, minor, common in ((1, 90_00, 0), (1, 200_00, 1), (2, 77_00, 0)):
            await tx.run(
                "INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, purpose, common, "
                "person_id, at) VALUES (:promo, :business, :minor, 'UAH', '=flyers', '2026-12-01', 'marketing', "
                ":common, 1, 1)",
                promo=cast.promo,
                business=business,
                minor=minor,
                common=common,
            )
    for who, customers, revenue in ((cast.olena, "120 135 128 140", "12000; 13100; 12800; 13000"),):
        await cast.forges(who, f"weeks:{cast.promo}:before:customers")
        await who.says(customers)
        await cast.forges(who, f"weeks:{cast.promo}:before:revenue")
        await who.says(revenue)
    await cast.town.moves_to("2026-12-03 12:00")
    cast.keeps()
    return cast


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(**TERMS) as made:
        yield await lived(made)


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def taken(cast: Counters, who: Actor, kind: str) -> File:
    await cast.forges(who, f"export:{cast.promo}:{kind}")
    file = who.last.file
    assert file, who.last.words
    return file


async def test_days_stand_in_the_order_of_the_calendar(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-10 20:01")
    for day in ("4.12", "10.12"):
        await cast.taras.says(f"{day} 3")
    await cast.town.moves_to("2026-12-11 08:00")
    book = PromoExport.model_validate_json((await taken(cast, cast.olena, "json")).data)
    days = [one.day for one in book.days]
    assert [day.day for day in dict.fromkeys(days)] == [30, 1, 4, 10]
    assert days == sorted(days)


@pytest.mark.quick
async def test_the_data_hold_everything_of_one_s_own_and_fit_their_description(cast: Counters) -> None:
    book = PromoExport.model_validate_json((await taken(cast, cast.olena, "json")).data)
    assert [(str(day.day), day.slot, day.customers, str(day.sales)) for day in book.days] == [
        ("2026-11-30", 1, 10, "5000.00"),
        ("2026-11-30", 2, 7, "None"),
        ("2026-12-01", 1, 8, "3000.50"),
    ]
    own = {one.name: one for one in book.figures if one.slot == 1}
    # 8 000.50 × 40 % − 18 × 60 − (90 + 200 ÷ 2) = 3 200.20 − 1 080 − 190
    net = own["net_profit"]
    assert (net.value, net.missing, net.known, net.whole) == (None, ("sales",), 2, 3)
    assert own["promo_share"].missing == ("all_receipts",)
    assert book.settlement
    assert [(str(one.amount), one.slot) for one in book.settlement.nets] == [("100.00", 1), ("-100.00", 2)]
    assert json.loads((await taken(cast, cast.olena, "json")).data)["format"] == "tandem-promo-1"


async def test_a_partner_s_margin_costs_and_single_sales_are_in_no_file(cast: Counters) -> None:
    for kind in ("json", "csv", "xlsx"):
        file = await taken(cast, cast.marta, kind)
        text = file.data.decode() if kind != "xlsx" else _words(file.data)
        assert "5000" not in text, kind  # Zerno's sales of one day: totals only
        assert "3200" not in text, kind  # its income
        assert "90.0" not in text.replace("190.0", ""), kind  # what it spent for itself
    book = PromoExport.model_validate_json((await taken(cast, cast.marta, "json")).data)
    assert {shop.slot: shop.margin is None for shop in book.shops} == {1: True, 2: False}
    assert {one.topic for one in book.figures if one.slot == 1} == {"customers", "sales"}
    assert [(one.slot, str(one.amount)) for one in book.expenses] == [(1, "200.00"), (2, "77.00")]


def _words(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


async def test_hidden_customers_are_in_no_file() -> None:
    async with counters(**TERMS, share_customers=Sharing.HIDDEN) as shy:
        await lived(shy)
        book = PromoExport.model_validate_json((await taken(shy, shy.marta, "json")).data)
    assert {day.slot for day in book.days} == {2}
    assert [one for one in book.figures if one.slot != 2] == []
    assert [(one.slot, one.customers, one.sales) for one in book.totals if one.slot != 2] == [
        (1, None, None),
        (0, None, None),
    ]
    assert {one.receiver for one in book.sent} == {2}


async def test_the_table_opens_right_in_excel_and_holds_no_formula(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE business SET name = '=1+1'")
    file = await taken(cast, cast.olena, "csv")
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert (file.name or "").endswith("20261202.csv")
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=","))
    assert rows[0][:4] == ["Day", "Business", "Location", "Customers"]
    assert rows[2][3:7] == ["8", "2", "3000.50", "UAH"]
    assert [rows[3][0], *rows[3][3:8]] == ["2026-12-02", "", "", "", "", "no report"]
    assert not any(cell.startswith("=") for row in rows for cell in row)


@pytest.mark.parametrize("language", ["uk", "ru"])
async def test_in_ukrainian_and_russian_the_decimal_mark_is_a_comma(language: str) -> None:
    async with counters(**TERMS, languages=(language,)) as made:
        await lived(made)
        assert ";3000,50;" in (await taken(made, made.olena, "csv")).data.decode("utf-8-sig")


async def test_the_pages_name_the_agreement_and_the_settlement(cast: Counters) -> None:
    text = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO((await taken(cast, cast.olena, "pdf")).data)).pages
    )
    (version,) = await cast.town.database("SELECT fingerprint FROM version")
    for words in (
        "Flowers + coffee",
        "Report up to 02.12.2026",
        "(2 of 3 days known)",
        "no data",
        "Peony pays Zerno 100 ₴",
        "Agreement, version 1",
        version["fingerprint"],
    ):
        assert words in " ".join(text.split())


async def test_one_promo_needs_no_question_and_the_weekly_post_leads_there(cast: Counters) -> None:
    await cast.olena.says("/export")
    cast.olena.sees("Flowers + coffee as a file.")
    await cast.olena.presses("Excel")
    assert cast.olena.last.file
    await cast.marta.says(f"/start r_{cast.promo}-export")
    await cast.marta.presses("CSV: the days")
    assert cast.marta.last.file


async def test_strangers_and_staff_take_nothing(cast: Counters) -> None:
    for who in (cast.zoe, cast.taras):
        for data in (f"export:{cast.promo}:json", f"export:{cast.promo}", "export:0000000000:pdf"):
            assert await cast.forges(who, data) == who.tr("This is not available to you.")
        await who.says("/export")
        who.sees("There is nothing to take home yet")
        await who.says(f"/start r_{cast.promo}-export")
        who.sees("This is not available to you.")
    assert await cast.forges(cast.olena, f"export:{cast.promo}:exe") == cast.olena.tr("This is not available to you.")
