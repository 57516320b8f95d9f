"""What a daily report and a weekly one cost: counted, not timed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain.reading import characters
from storage.engines.trips import FileConnection
from templates import render
from tests.world.cast import running_promo
from tests.world.town import InProcess, Town, its_file

pytestmark = pytest.mark.sqlite("counts statements, trips and scans of SQLite")

MOST_STATEMENTS = 8
MOST_OF_ONE = {
    "statements of handling": 7,
    "commits": 5,
    "trips to the database's thread": 11,
    "blocks rendered": 3,
    "texts cleaned": 1,
}
A_WEEK, A_SILENT_PLACE, TOLD = 18, 2, 1
"""The last: where people are told, whether they have stopped the bot is asked once for all."""


async def test_a_daily_report_is_handled_with_eight_statements_and_one_commit(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    statements = await statements_while(town, cast.taras.says("7 3400 new 2"))
    cast.taras.sees_exactly("7 customers")
    handling = transaction_with(statements, "INSERT INTO daily_report")
    assert len(handling) <= MOST_STATEMENTS, "\n".join(handling)
    await walks_over_no_table(town, handling)


async def test_one_more_customer_costs_these_counts_and_no_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commonest message, from the poll to the answer, with the question for a sum still open."""
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    for words in ("7", "+1"):
        await cast.taras.says(words)
    trips, blocks, cleaned = count_calls(monkeypatch)
    statements = await statements_while(town, cast.taras.says("+2"))
    handling = transaction_with(statements, "INSERT INTO daily_report")
    counted = {
        "statements of handling": len(handling),
        "commits": statements.count("COMMIT"),
        "trips to the database's thread": len(trips),
        "blocks rendered": len(blocks),
        "texts cleaned": len(cleaned),
    }
    assert {what: n for what, n in counted.items() if n > MOST_OF_ONE[what]} == {}, "\n".join(handling)


def count_calls(monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], list[Any], list[Any]]:
    """Calls of the database's thread, rendered blocks, and texts that were cleaned character by character."""
    seen: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    for list_, owner, name in zip(
        seen, (FileConnection, render, characters), ("several", "_block", "visible"), strict=True
    ):
        monkeypatch.setattr(owner, name, _noted(list_, getattr(owner, name)))
    return seen


def _noted(seen: list[Any], call: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*args: Any) -> Any:
        seen.append(args)
        return call(*args)

    return noted


async def walks_over_no_table(town: Town, statements: list[str]) -> None:
    for one in (one for one in statements if one.startswith(("SELECT", "WITH"))):
        plan = [row["detail"] for row in await town.database(f"EXPLAIN QUERY PLAN {one}")]
        assert [step for step in plan if step.startswith("SCAN") and "subquery" not in step] == [], (one, plan)


async def statements_while(town: Town, action: Awaitable[object]) -> list[str]:
    """Every statement that the database was given meanwhile, BEGIN and COMMIT too."""
    assert isinstance(town.bot, InProcess)
    connection = its_file(town.bot.program).connection
    seen: list[str] = []
    await connection.set_trace_callback(seen.append)
    await action
    await connection.set_trace_callback(lambda _: None)
    return [" ".join(statement.split()) for statement in seen]


def transaction_with(statements: list[str], sign: str) -> list[str]:
    """The statements between the one BEGIN and the one COMMIT around `sign`."""
    at = next(i for i, statement in enumerate(statements) if statement.startswith(sign))
    begin = max(i for i in range(at) if statements[i].startswith("BEGIN"))
    commit = next(i for i in range(at, len(statements)) if statements[i] == "COMMIT")
    return statements[begin + 1 : commit]


async def test_what_was_sent_long_ago_costs_delivery_nothing(town: Town) -> None:
    """The lanes are read through the index of open rows, never by walking over all that was ever sent."""
    cast = await running_promo(town)
    statements = await statements_while(town, cast.taras.says("7"))
    assert isinstance(town.bot, InProcess)
    statements += await statements_while(town, town.bot.program.delivery.turn())
    lanes = {one for one in statements if one.startswith("SELECT") and "FROM outbox" in one and "not_before" in one}
    assert len(lanes) >= 2
    for one in lanes:
        plan = [row["detail"] for row in await town.database(f"EXPLAIN QUERY PLAN {one}")]
        walks = [step for step in plan if step.startswith("SCAN") and "INDEX outbox_next" not in step]
        assert walks == [], (one, plan)
        assert not any("TEMP B-TREE" in step for step in plan), "what waits is not sorted at every turn"


async def test_a_weekly_report_takes_the_same_few_statements_and_none_walks_over_a_table(town: Town) -> None:
    await running_promo(town)
    await town.moves_to("2026-12-07 08:59")
    statements = await statements_while(town, town.moves_to("2026-12-07 09:00"))
    handling = transaction_with(statements, "UPDATE due SET state = 'done'")
    assert len(handling) == A_WEEK + 2 * A_SILENT_PLACE + TOLD, "\n".join(handling)
    await walks_over_no_table(town, handling)
