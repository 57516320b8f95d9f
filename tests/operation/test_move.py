"""`tandem move`: everything is there and back, row by row; what cannot be moved is refused and changes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.db import DatabaseRefused
from storage.engines.moving_sqlite import FileTarget
from storage.engines.sqlite import open_file
from storage.engines.tables import Table, Values, tables
from storage.locking import hold
from storage.migrations import migrations
from storage.moving import Proof, move
from tests.world.cast import Cast, running_promo
from tests.world.commands import tandem
from tests.world.databases import Eye, FileEye, address, eye_on, lay, opened, sweep
from tests.world.kinds import of_every_kind
from tests.world.town import InProcess, Town

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NEWEST = len(migrations())
UNHANDLED = "SELECT count(*) FROM inbox WHERE state = 'new'"


async def moved(source: str, target: str) -> Proof:
    return await move(source, target, NOW, lambda what, done, total: None)


def everything(eye: Eye) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in eye.rows(table.in_order)
        ]
        for table in tables()
    }


@pytest.fixture
async def lived(town: Town) -> tuple[InProcess, Cast]:
    """A promo that runs, a form that is open, an answer that waits for Telegram and an update that nobody handled. The
    bot has stopped."""
    assert isinstance(town.bot, InProcess)
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    await cast.zoe.says("/new")
    await cast.zoe.says("Luna")
    await cast.taras.says("7")
    flood = town.telegram.faults.flood(600, chat_id=cast.ira.chat.id)
    await cast.ira.says("3")
    flood.off()
    for program in town.bot.programs:
        program.running[1].cancel()  # its worker
    town.telegram.says(cast.taras.person, None, "+1")
    async with asyncio.timeout(5):
        while not town.bot.eye.value(UNHANDLED):  # noqa: ASYNC110 - what is committed is asked for
            await asyncio.sleep(0.01)
    await town.bot.stop()
    return town.bot, cast


@pytest.fixture
async def eye(lived: tuple[InProcess, Cast]) -> AsyncIterator[Eye]:
    """On the source, which has a row in every table."""
    made = eye_on(lived[0].path)
    of_every_kind(made)
    yield made
    made.close()
    await lived[0].start()


# There and back ---------------------------------------------------------------------------------


async def test_a_database_with_every_kind_of_row_is_there_and_back_the_same(
    lived: tuple[InProcess, Cast], eye: Eye, folder: Path
) -> None:
    was = everything(eye)
    assert [name for name, rows in was.items() if not rows] == []
    there, back = folder / "there.sqlite3", folder / "back.sqlite3"
    lay(back)
    first = await moved(address(lived[0].path), f"sqlite:///{there}")
    second = await moved(f"sqlite:///{there}", address(back))
    for found in (FileEye(there), eye_on(back)):
        assert everything(found) == was
        found.close()
    assert first == second
    assert first.rows == {name: len(rows) for name, rows in was.items()}
    assert (first.agreements, first.customers) == (len(was["version"]), 10)
    sweep(back)


async def test_a_promo_with_a_form_open_and_messages_waiting_goes_on_after_the_move(
    lived: tuple[InProcess, Cast], folder: Path
) -> None:
    bot, cast = lived
    there, back = folder / "there.sqlite3", folder / "back.sqlite3"
    await moved(address(bot.path), f"sqlite:///{there}")
    lay(back)
    await moved(f"sqlite:///{there}", address(back))
    sweep(bot.path)
    bot.path = back
    await bot.start()
    await bot.settle()
    cast.taras.sees_exactly("Zerno: 8 customers")
    await cast.zoe.presses("Café")
    await cast.zoe.presses("Kyiv")
    cast.ira.does_not_see("3 customers")
    await cast.town.waits(minutes=11)
    cast.ira.sees_exactly("Peony: 3 customers")
    await cast.taras.says("+1")
    cast.taras.sees_exactly("Zerno: 9 customers")
    assert cast.town.telegram.violations == []


async def test_new_rows_get_numbers_after_those_that_were_moved(
    lived: tuple[InProcess, Cast], eye: Eye, folder: Path
) -> None:
    there, back = folder / "there.sqlite3", folder / "back.sqlite3"
    lay(back)
    await moved(address(lived[0].path), f"sqlite:///{there}")
    laid(there, "UPDATE outbox SET id = id + 20000000000")
    laid(there, "UPDATE person SET id = 2000 WHERE id = (SELECT max(id) FROM person)")
    await moved(f"sqlite:///{there}", address(back))
    db = await opened(back)
    async with db.transaction() as tx:
        assert next(tx.ids) > await tx.value("SELECT max(id) FROM outbox") > 20_000_000_000
        await tx.run("INSERT INTO person (name, language, created_at) VALUES ('Ira', 'uk', 0)")
        assert await tx.value("SELECT id FROM person WHERE name = 'Ira' ORDER BY id DESC") == 2001
    await db.close()
    sweep(back)


# What is refused --------------------------------------------------------------------------------


async def a_file(path: Path, *names: str) -> str:
    """The address of a database with a person of each name."""
    db = await open_file(path)
    async with db.transaction() as tx:
        for name in names:
            await tx.run("INSERT INTO person (name, language, created_at) VALUES (:name, 'uk', 0)", name=name)
    await db.close()
    return f"sqlite:///{path}"


def laid(path: Path, sql: str, *params: object) -> None:
    """Past the bot."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(sql, params)


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [name for (name,) in file.execute("SELECT name FROM person ORDER BY id")]


def databases(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.sqlite3*") if file.suffix != ".lock")


async def test_a_target_with_rows_is_refused_and_stays_as_it_is(folder: Path) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena")
    target = await a_file(folder / "other.sqlite3", "Marta")
    with pytest.raises(DatabaseRefused, match="is not empty: it has rows in person"):
        await moved(source, target)
    assert people(folder / "other.sqlite3") == ["Marta"]


@pytest.mark.parametrize("held", ["one.sqlite3", "other.sqlite3"])
async def test_while_a_bot_has_one_of_the_files_nothing_is_moved(folder: Path, held: str) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena")
    with hold(folder / held, NOW), pytest.raises(DatabaseRefused, match=r"in use by process .* Stop that one first"):
        await moved(source, f"sqlite:///{folder}/other.sqlite3")
    assert not (folder / "other.sqlite3").exists()


@pytest.mark.parametrize(("schema", "why"), [(NEWEST - 1, "tandem run"), (NEWEST + 1, "newer Tandem")])
async def test_another_schema_is_refused_with_what_to_do(folder: Path, schema: int, why: str) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena")
    laid(folder / "one.sqlite3", f"PRAGMA user_version = {schema}")
    with pytest.raises(DatabaseRefused, match=why):
        await moved(source, f"sqlite:///{folder}/other.sqlite3")
    assert not (folder / "other.sqlite3").exists()


async def test_a_source_that_is_not_there_or_the_target_itself_is_refused(folder: Path) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena")
    with pytest.raises(DatabaseRefused, match="there is no database at"):
        await moved(f"sqlite:///{folder}/nothing.sqlite3", f"sqlite:///{folder}/other.sqlite3")
    for target in (source, f"sqlite:///{folder}/../{folder.name}/one.sqlite3"):
        with pytest.raises(DatabaseRefused, match=r"the same|in use by"):
            await moved(source, target)
    assert people(folder / "one.sqlite3") == ["Olena"]


async def test_a_text_that_is_no_text_is_refused_with_its_row_and_nothing_of_it_stays(folder: Path) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena", "Marta")
    laid(folder / "one.sqlite3", "UPDATE person SET username = CAST(x'eda0bd' AS TEXT) WHERE name = 'Marta'")
    with pytest.raises(DatabaseRefused, match="person id 2: "):
        await moved(source, f"sqlite:///{folder}/other.sqlite3")
    assert databases(folder) == ["one.sqlite3"]


async def test_a_nul_in_a_text_is_left_out_and_the_row_is_named(folder: Path) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena")
    laid(folder / "one.sqlite3", "UPDATE person SET name = 'Ole' || char(0) || 'na'")
    proof = await moved(source, f"sqlite:///{folder}/other.sqlite3")
    assert proof.cleaned == ["person id 1"]
    assert people(folder / "other.sqlite3") == ["Olena"]


async def test_a_version_that_is_not_what_was_signed_is_not_moved(lived: tuple[InProcess, Cast], folder: Path) -> None:
    bot, _ = lived
    copy = folder / "copy.sqlite3"
    await moved(address(bot.path), f"sqlite:///{copy}")
    laid(copy, "DROP TRIGGER version_is_never_changed")
    laid(copy, "UPDATE version SET terms = replace(terms, '15 %', '51 %')")
    with pytest.raises(DatabaseRefused, match="version 1 is not what was signed"):
        await moved(f"sqlite:///{copy}", f"sqlite:///{folder}/other.sqlite3")
    assert not (folder / "other.sqlite3").exists()
    await bot.start()


async def test_a_row_that_arrives_otherwise_is_named_and_nothing_is_moved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await a_file(folder / "one.sqlite3", "Olena", "Marta")
    fill = FileTarget.fill
    wrongs = iter(("UPDATE person SET name = 'M' WHERE id = 2", "DELETE FROM person WHERE id = 2"))

    async def forgets(target: FileTarget, table: Table, chunks: AsyncIterator[list[Values]]) -> None:
        await fill(target, table, chunks)
        if table.name == "person":
            await target.connection.execute(next(wrongs))

    monkeypatch.setattr(FileTarget, "fill", forgets)
    for _ in range(2):
        with pytest.raises(DatabaseRefused, match="person id 2 is not the same on both sides"):
            await moved(source, f"sqlite:///{folder}/other.sqlite3")
    assert databases(folder) == ["one.sqlite3"]


async def test_the_command_prints_what_it_proved_and_what_it_refuses(folder: Path) -> None:
    await a_file(folder / "one.sqlite3", "Olena")
    words = ["move", f"sqlite:///{folder}/one.sqlite3", f"sqlite:///{folder}/other.sqlite3"]
    code, printed = await tandem(folder / "one.sqlite3", *words)
    assert (code, people(folder / "other.sqlite3")) == (0, ["Olena"]), printed
    assert "Moved. Equal on both sides: 1 rows of " in printed
    code, printed = await tandem(folder / "one.sqlite3", *words)
    assert (code, "is not empty" in printed, "Traceback" in printed) == (1, True, False)
    code, printed = await tandem(folder / "one.sqlite3", "move", words[1], "mysql://x")
    assert (code, "DATABASE_URL: must be" in printed) == (1, True), printed
