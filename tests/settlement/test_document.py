"""A settlement that one can file: each side its own, with what it was made from, who agreed and what was paid."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import pytest_asyncio
from pypdf import PdfReader

from domain.options import CostSplit, Vat
from tests.settlement.test_fair_endings import amends, counted, quiet
from tests.settlement.test_terms_of_the_day import MON
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def over() -> AsyncIterator[Counters]:
    """Mon 28 Dec, 12:00. Pay 10, from Mon 14 Dec 20; equal parts; minimum 30, penalty 50 for each. Zerno sent
    12 in one day of each version (120 + 240 = 360) and is 6 short of 30 (300); Peony sent nobody: 30 × 50 = 1 500.
    Zerno spent 100.01 on 1 Dec. Of it each bears 50.01 and 50.00, the first the odd kopiyka: Zerno gets 50.00.
    Zerno: 360 − 300 + 1 500 + 50.00 = 1 610.00."""
    agreed: dict[str, Any] = {
        "pay": 10_00,
        "split": CostSplit.EQUAL,
        "minimum": 30,
        "penalty": 50_00,
        "silence_days": 7,
    }
    async with counters(**agreed, vat=Vat.ADDED) as made:
        await quiet(made)
        await amends(made, MON, pay=20_00)
        await counted(made, 2, *[0] * 13, 12)
        await counted(made, 2, 12, *[0] * 13, first=MON)
        await counted(made, 1, *[0] * 28)
        async with made.program.db.transaction() as tx:
            await tx.run("UPDATE daily_report SET customers = 12 WHERE location_id = 2 AND day = '2026-12-01'")
            await tx.run("UPDATE daily_report SET customers = 0 WHERE location_id = 2 AND day = '2026-12-13'")
            await tx.run(
                "INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, purpose, common,"
                " person_id, at) VALUES (:promo, 1, 10001, 'UAH', 'flyers', '2026-12-01', 'marketing', 1, 1, 1)",
                promo=made.promo,
            )
        await made.town.moves_to("2026-12-28 12:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(over: Counters) -> Counters:
    return await over.again()


async def pdf(cast: Counters, who: Actor) -> str:
    await cast.forges(who, f"settlefile:{cast.promo}:pdf")
    assert who.last.file
    pages = PdfReader(io.BytesIO(who.last.file.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


async def sheets(cast: Counters, who: Actor, values: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    await cast.forges(who, f"settlefile:{cast.promo}:xlsx")
    assert who.last.file
    book = openpyxl.load_workbook(io.BytesIO(who.last.file.data), data_only=values)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.quick
async def test_each_side_has_its_own_lines_days_and_terms(cast: Counters) -> None:
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    assert {"Settlement (PDF)", "Settlement (XLSX)"} <= {button.text for button in cast.olena.last.buttons}
    words = await pdf(cast, cast.olena)
    for said in (
        "Settlement, version 1 Not agreed by all sides yet. Made for Zerno on 28.12.2026. To be received 1 610 ₴",
        "From Peony for customers sent: 12 × 10 ₴ +120 ₴",
        "From Peony for customers sent: 12 × 20 ₴ +240 ₴",
        "Penalty to Peony: 24 of the agreed 30 customers, 50 ₴ for each one missing −300 ₴",
        "Result +1 610 ₴ VAT is added",
        "Zerno Peony 01.12.2026 1 12 10 ₴ 120 ₴",
        "Zerno Peony 14.12.2026 2 12 20 ₴ 240 ₴",
        "01.12.2026 Zerno flyers (marketing) 1 100.01 ₴ — 100.01 ₴",
    ):
        assert said in words, said
    for row in await cast.town.database("SELECT fingerprint FROM version"):
        assert row["fingerprint"] in words
    other = await pdf(cast, cast.marta)
    assert "To be paid 1 610 ₴" in other
    assert "Result −1 610 ₴" in other


async def test_the_sheet_is_sums_and_products_of_its_own_cells(cast: Counters) -> None:
    book = await sheets(cast, cast.marta)
    written = await sheets(cast, cast.marta, values=False)
    first = [row[0] for row in book["Settlement"]].index("Reason") + 1
    last = [row[0] for row in book["Settlement"]].index("To be paid")
    lines, total = book["Settlement"][first:last], book["Settlement"][last]
    assert sum(Decimal(str(row[1])) for row in lines) == Decimal(str(total[1])) == -1610
    assert str(next(row for row in written["Settlement"] if row[0] == "To be paid")[1]).startswith("=SUM(B")
    assert [row[5] * row[6] for row in book["Customers"][1:]] == [row[7] for row in book["Customers"][1:]] == [120, 240]
    assert [row[7] for row in written["Customers"][1:]] == ["=F2*G2", "=F3*G3"]
    assert book["Common costs"][-1][8] == book["Common costs"][1][8] == 100.01


async def test_who_confirmed_and_what_was_paid_stands_in_it_with_the_time(cast: Counters) -> None:
    for who in (cast.olena, cast.marta):
        await cast.forges(who, f"settle:{cast.promo}")
        await who.presses("✓ Confirm")
    await cast.forges(cast.marta, f"paid:{cast.promo}:1:1:0")
    await cast.town.waits(minutes=60)
    await cast.forges(cast.olena, f"got:{cast.promo}:1:2:1:yes")
    words = await pdf(cast, cast.marta)
    assert "All sides have agreed to it." in words
    assert words.count("confirmed 2026-12-28 10:00 UTC") == 2
    assert "said to be paid, 2026-12-28 10:00 UTC received, 2026-12-28 11:00 UTC" in words


async def test_a_figure_that_changed_after_all_agreed_leaves_the_agreed_sums_alone(cast: Counters) -> None:
    """Nobody has looked at it since: its items can no longer be told, and it says so."""
    for who in (cast.olena, cast.marta):
        await cast.forges(who, f"settle:{cast.promo}")
        await who.presses("✓ Confirm")
    await cast.town.database("UPDATE daily_report SET customers = 13 WHERE day = '2026-12-01' AND location_id = 2")
    words = await pdf(cast, cast.olena)
    assert "Result +1 610 ₴" in words
    assert "its single items are no longer known" in words
    assert "Customers that money hangs on" not in words
    assert "By which terms" in words


async def test_a_preview_is_no_document_and_a_stranger_gets_none(cast: Counters) -> None:
    for who in (cast.zoe, cast.taras):
        assert await cast.forges(who, f"settlefile:{cast.promo}:pdf") == "This is not available to you."
    assert await cast.forges(cast.olena, "settlefile:0000000000:pdf") == "This is not available to you."
    await cast.town.database("UPDATE promo SET state = 'running'")
    assert await cast.forges(cast.olena, f"settlefile:{cast.promo}:pdf") == (
        "It can be confirmed when the promo is over."
    )


async def test_a_settlement_never_has_more_than_six_buttons(cast: Counters) -> None:
    """Missing reports of both and three expenses of which nobody has said what they were for."""
    await cast.town.database("DELETE FROM daily_report WHERE day = '2026-12-20'")
    async with cast.program.db.transaction() as tx:
        for what in ("tape", "glue", "balloons"):
            await tx.run(
                "INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, person_id, at)"
                " VALUES (:promo, 1, 100, 'UAH', :what, '2026-12-01', 1, 1)",
                promo=cast.promo,
                what=what,
            )
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    shown = [button.text for button in cast.olena.last.buttons]
    assert len(shown) == 6
    assert {"✓ Confirm", "Something is wrong", "Settlement (PDF)", "Settlement (XLSX)", "Money"} < set(shown)
