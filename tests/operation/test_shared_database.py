"""Running Tandem on PostgreSQL: who is there and leads, copies by the server's own tools, a door for each process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.doors.webhook import SECRET_HEADER
from bot.operation import control_socket, doctor, healthcheck
from bot.operation.control_socket import NotRunning
from storage import backups
from storage.backups import BackupFailed
from storage.db import DatabaseRefused
from storage.engines import dump
from storage.engines.server import prepare
from storage.migrations import migrations
from storage.opening import open_database
from tests.operation.test_operation import free_port
from tests.world import server
from tests.world.cast import running_promo
from tests.world.databases import address, make_room
from tests.world.town import Actor, InProcess, Town

pytestmark = pytest.mark.postgresql("a SQLite file belongs to one process, and its copy is a file")
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NEWEST = len(migrations())


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own tools, as wherever it is installed."""
    monkeypatch.setenv("PATH", f"{Path(server.tool('pg_dump')).parent}:{Path('/usr/bin')}:{Path('/bin')}")


@pytest.fixture
async def two(town: Town) -> tuple[Town, InProcess]:
    """Two processes in one folder; the first one leads, has a port and an operator."""
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    olha = town.person("Olha")
    await olha.says("/start")
    bot.more = {"admin_ids": str(olha.person.id), "health_port": free_port(), "metrics": True}
    await bot.restart()
    if not bot.others:
        await bot.joins()
    return town, bot


async def get(bot: InProcess, path: str) -> str:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{bot.more['health_port']}{path}") as response,
    ):
        return await response.text()


# Who is there -----------------------------------------------------------------------------------


async def test_health_and_metrics_name_the_engine_the_processes_and_who_leads(two: tuple[Town, InProcess]) -> None:
    _, bot = two
    await bot.program.db.lead()
    ready = await get(bot, "/readyz")
    assert '"engine":"PostgreSQL ' in ready
    assert ready.count('"leads":true') == 1
    assert ready.count('"leads":false') == len(bot.others)
    families = text_string_to_metric_families(await get(bot, "/metrics"))
    found = {sample.name: sample for family in families for sample in family.samples}
    assert found["tandem_engine"].labels["name"] == "PostgreSQL"
    assert found["tandem_processes"].value == len(bot.programs)
    assert "tandem_leader" in found


async def test_the_operator_reads_who_shares_the_database(two: tuple[Town, InProcess]) -> None:
    town, bot = two
    olha = next(person for person in town.telegram.people.values() if person.first_name == "Olha")
    town.telegram.says(olha, None, "/health")
    await town.settle()
    words = town.telegram.messages(olha)[-1].words
    assert f"{len(bot.programs)} processes; process " in words
    town.telegram.says(olha, None, "/stats")
    await town.settle()
    assert "PostgreSQL " in town.telegram.messages(olha)[-1].words


async def test_the_doctor_names_them_too(two: tuple[Town, InProcess], capsys: pytest.CaptureFixture[str]) -> None:
    _, bot = two
    await bot.program.db.lead()
    await doctor.examine(bot.program.settings)
    printed = capsys.readouterr().out
    assert f"schema {NEWEST}, " in printed
    assert printed.count("(leads)") == 1
    assert printed.count("process ") == len(bot.programs)


# Doors ------------------------------------------------------------------------------------------


async def test_each_process_of_a_folder_has_a_door_and_all_must_be_well(
    two: tuple[Town, InProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, bot = two
    doors = [program.door.path for program in bot.programs if program.door]
    assert len(set(doors)) == len(bot.programs)
    await healthcheck.check(bot.program.settings)

    async def is_ill() -> bool:
        return False

    monkeypatch.setattr(bot.others[0].health, "alive", is_ill)
    with pytest.raises(NotRunning):
        await healthcheck.check(bot.program.settings)
    await bot.others.pop().stop()
    await healthcheck.check(bot.program.settings)


# Copies -----------------------------------------------------------------------------------------


def value(database: str, sql: str) -> Any:
    with psycopg.connect(database, autocommit=True) as connection:
        cursor = connection.execute(sql)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def rights(file: Path) -> int:
    return file.stat().st_mode & 0o777


def kept_aside(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("tandem-before*")]


async def test_a_copy_comes_back_with_everything_and_what_was_there_is_kept(town: Town, folder: Path) -> None:
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    await cast.taras.says("7")
    answer = await control_socket.ask(bot.program.settings.database_path, "backup", 20)
    copy = Path(answer["file"])
    assert (copy.name[22:], rights(copy)) == (f"-schema{NEWEST}.dump", 0o600)
    url = bot.program.settings.database_url
    with pytest.raises(DatabaseRefused, match=r"is in use by tandem process"):
        await backups.restore_server(copy, url, folder, NOW)
    await cast.taras.says("+1")
    await bot.stop()
    value(url, "CREATE TABLE of_a_newer_schema (id INT)")
    aside = await backups.restore_server(copy, url, folder, NOW)
    assert aside is not None
    assert aside.name == "tandem-before-restore-20261123-030000.dump"
    assert value(url, "SELECT to_regclass('of_a_newer_schema')::text") is None
    await bot.start()
    await cast.taras.says("+1")
    cast.taras.sees_exactly("Zerno: 8 customers")


async def test_a_copy_that_is_not_whole_changes_nothing(town: Town, folder: Path) -> None:
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    url = bot.program.settings.database_url
    copy = await backups.of_server(url, folder / "copies", NOW)
    await bot.stop()
    whole = copy.read_bytes()
    before = value(url, "SELECT count(*) FROM meta")
    for content, why in ((b"", "no file, or empty"), (b"what", "pg_restore"), (whole[: len(whole) // 2], "pg_restore")):
        copy.write_bytes(content)
        with pytest.raises(DatabaseRefused, match=why):
            await backups.restore_server(copy, url, folder, NOW)
    assert value(url, "SELECT count(*) FROM meta") == before
    assert kept_aside(folder) == []
    await bot.start()


async def test_a_copy_that_ends_while_it_is_put_back_changes_nothing(
    town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails between the check and the restore."""
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    url = bot.program.settings.database_url
    copy = await backups.of_server(url, folder / "copies", NOW)
    await bot.stop()
    people = value(url, "SELECT count(*) FROM meta")
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    monkeypatch.setattr(dump, "examine", lambda copy: NEWEST)
    with pytest.raises(DatabaseRefused, match=r"could not be put in place: .*Nothing was changed"):
        await backups.restore_server(copy, url, folder, NOW)
    assert value(url, "SELECT count(*) FROM meta") == people
    await bot.start()


async def test_without_the_tools_the_lines_to_run_are_said_without_the_password(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(BackupFailed) as failed:
        await backups.of_server("postgresql://tandem:s3cr3t@db.example/tandem", folder / "copies", NOW)
    assert "pg_dump --format=custom --no-owner --no-privileges --file=tandem.dump " in str(failed.value)
    assert "--dbname=tandem --host=db.example --username=tandem" in str(failed.value)
    assert "s3cr3t" not in str(failed.value)
    assert not dump.is_installed()


async def test_the_password_goes_by_the_environment_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = folder / "pg_dump"
    tool.write_text('#!/bin/sh\necho "$@" "$PGPASSWORD at $PGHOST" > "$0.said"; exit 1\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    with pytest.raises(BackupFailed):
        await backups.of_server("postgresql://tandem:s3cr3t@db.example/tandem", folder / "copies", NOW)
    words, _, password = (folder / "pg_dump.said").read_text().rpartition(" s3cr3t")
    assert password == " at db.example\n"
    assert "s3cr3t" not in words


async def test_each_night_the_leader_alone_makes_a_copy(two: tuple[Town, InProcess]) -> None:
    town, bot = two
    await bot.program.db.lead()
    copies = bot.program.backups.folder

    def made() -> int:
        return len(list(copies.glob("tandem-2*.dump")))

    await bot.others[0].backups.turn()
    assert made() == 0
    await bot.program.backups.turn()
    assert made() == 1
    await bot.program.backups.turn()
    assert made() == 1
    town.telegram.clock.move(timedelta(days=1))
    await bot.program.backups.turn()
    assert made() == 2


# An upgrade -------------------------------------------------------------------------------------


async def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database as an earlier release left it, with the word "old" in it."""
    make_room(path)
    with monkeypatch.context() as patch:
        patch.setattr("storage.engines.server.migrations", lambda: migrations()[:-1])
        await prepare(address(path))
    value(address(path), "INSERT INTO meta (name, value) VALUES ('word', 'old')")
    return address(path)


async def test_before_an_upgrade_the_old_database_is_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = await older(folder / "tandem.sqlite3", monkeypatch)
    for _ in range(2):
        await (await open_database(url, folder / "copies", NOW)).close()
    (copy,) = (folder / "copies").iterdir()
    assert copy.name == f"tandem-20261123-030000-schema{NEWEST - 1}.dump"
    value(url, "DELETE FROM meta")
    await backups.restore_server(copy, url, folder, NOW)
    assert value(url, "SELECT value FROM meta WHERE name = 'word'") == "old"
    assert value(url, "SELECT version FROM tandem_schema") == NEWEST - 1


async def test_without_the_copy_nothing_is_upgraded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = await older(folder / "tandem.sqlite3", monkeypatch)
    (folder / "copies").write_text("a file where the folder should be")
    with pytest.raises(DatabaseRefused, match="before the upgrade"):
        await open_database(url, folder / "copies", NOW)
    assert value(url, "SELECT version FROM tandem_schema") == NEWEST - 1


async def test_without_the_tools_an_upgrade_says_how_a_copy_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = await older(folder / "tandem.sqlite3", monkeypatch)
    monkeypatch.setenv("PATH", str(folder))
    await (await open_database(url, folder / "copies", NOW)).close()
    assert caplog.text.count("no_copy_before_upgrade") == 1
    assert "pg_dump --format=custom" in caplog.text
    assert value(url, "SELECT version FROM tandem_schema") == NEWEST


async def test_a_new_database_is_not_copied_before_it_is_made(folder: Path) -> None:
    make_room(folder / "tandem.sqlite3")
    await (await open_database(address(folder / "tandem.sqlite3"), folder / "copies", NOW)).close()
    assert not (folder / "copies").exists()


# A webhook --------------------------------------------------------------------------------------


async def test_with_a_webhook_every_process_takes_updates(town: Town) -> None:
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    ports = free_port(), free_port()
    hook = {"webhook_url": f"http://127.0.0.1:{ports[0]}/telegram/here", "webhook_secret": "s-3_cret"}
    bot.more = hook | {"health_port": ports[0]}
    cast = await running_promo(town)
    await bot.restart()
    await bot.joins(health_port=ports[1])
    await town.moves_to("2026-11-30 20:01")
    bodies: list[bytes] = []
    for port in (*ports, *ports):
        update = {"update_id": 800_000_000 + len(bodies), "message": said(cast.taras, "+1", len(bodies))}
        bodies.append(orjson.dumps(update))
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"http://127.0.0.1:{port}/telegram/here",
                data=bodies[-1],
                headers={"Content-Type": "application/json", SECRET_HEADER: "s-3_cret"},
            ) as response,
        ):
            assert response.status == 200
        await town.settle()
    cast.taras.sees_exactly("Zerno: 4 customers")


def said(who: Actor, text: str, nth: int) -> dict[str, Any]:
    """A message as Telegram brings it."""
    person = {"id": who.person.id, "is_bot": False, "first_name": who.person.first_name, "language_code": "en"}
    chat = {"id": who.person.id, "type": "private", "first_name": who.person.first_name}
    at = int(who.town.telegram.clock.now().timestamp())
    return {"message_id": 90_000 + nth, "date": at, "from": person, "chat": chat, "text": text}
