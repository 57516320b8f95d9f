"""What PostgreSQL may be wrong about is said in one line that names the key and what to do, without the password."""

from __future__ import annotations

import asyncio
import builtins
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.operation.logs import without_secrets
from storage import engines
from storage.db import DatabaseRefused, DatabaseTrouble
from storage.engines import server as before_joining
from storage.migrations import migrations
from storage.moving import move
from storage.opening import open_database
from tests.world.cast import Cast, running_promo
from tests.world.commands import tandem
from tests.world.server import cluster
from tests.world.town import InProcess, Town

pytestmark = pytest.mark.postgresql("what a server may be wrong about")
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NEWEST = len(migrations())
SECRET = "s3cr3t-pass"


@pytest.fixture
def database(folder: Path) -> Iterator[str]:
    """The name of an empty database of the newest schema."""
    name = f"r{sha256(str(folder).encode()).hexdigest()[:20]}"
    cluster().lay(name)
    yield name
    cluster().drop(name)


async def why_not(url: str, folder: Path) -> str:
    """One line, without the password."""
    with pytest.raises(DatabaseRefused) as refused:
        await open_database(url, folder, NOW)
    line = str(refused.value)
    assert "\n" not in line
    assert SECRET not in line
    return line


def does(database: str, *statements: str) -> None:
    with psycopg.connect(cluster().url(database), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def rows(database: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(cluster().url(database)) as connection:
        return connection.execute(sql).fetchall()


# Before the start -------------------------------------------------------------------------------


async def test_a_server_that_is_not_there_is_named_with_the_key(folder: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"postgresql://tandem:{SECRET}@127.0.0.1:{nobody.getsockname()[1]}/tandem"
        line = await why_not(url, folder)
    assert line.startswith("cannot reach PostgreSQL (dbname=tandem host=127.0.0.1 port=")
    assert line.endswith("Check DATABASE_URL.")
    for host in (str(folder), "no-such-host.invalid"):
        assert "cannot reach PostgreSQL" in await why_not(f"postgresql://t:{SECRET}@/tandem?host={host}", folder)


async def test_a_wrong_password_is_said_and_not_repeated(folder: Path, database: str) -> None:
    """The stand-in's own server trusts everybody, so a listener answers as PostgreSQL does."""

    async def refuses(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(b"N")  # no TLS
        await reader.read(1000)
        fields = b'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "tandem"\0\0'
        writer.write(b"E" + (len(fields) + 4).to_bytes(4) + fields)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuses, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        line = await why_not(f"postgresql://tandem:{SECRET}@127.0.0.1:{port}/{database}", folder)
    assert 'password authentication failed for user "tandem"' in line


@pytest.mark.parametrize(
    "wrong", ["{}@x@host/db", "{}/@host/db", "1{}/@host/db", "12/{}@host/db", "{}%zz@host/db", "a@host:{}/db"]
)
async def test_an_address_that_is_none_is_refused_without_repeating_it(folder: Path, wrong: str) -> None:
    line = await why_not("postgresql://tandem:" + wrong.format(SECRET), folder)
    assert line == before_joining.MALFORMED


async def test_a_database_that_takes_no_changes_is_refused(folder: Path, database: str) -> None:
    does(database, f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    assert "is read-only, a replica perhaps" in await why_not(cluster().url(database), folder)


async def test_a_database_of_another_program_is_refused_and_stays_as_it_is(folder: Path) -> None:
    cluster().admin.execute("CREATE DATABASE shop TEMPLATE template0")
    does("shop", "CREATE TABLE orders (id INT)", "INSERT INTO orders VALUES (7)")
    assert "has tables of another program. Change DATABASE_URL." in await why_not(cluster().url("shop"), folder)
    assert rows("shop", "SELECT * FROM orders") == [(7,)]
    cluster().drop("shop")


async def test_a_newer_schema_is_refused(folder: Path, database: str) -> None:
    does(database, "UPDATE tandem_schema SET version = 999")
    assert "was made by a newer Tandem (schema 999). Start that version." in await why_not(
        cluster().url(database), folder
    )


async def test_an_old_server_is_refused_with_the_oldest_that_will_do(
    folder: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(before_joining, "OLDEST", 99)
    assert "is too old: 99 is needed" in await why_not(cluster().url(database), folder)


async def test_another_encoding_is_refused_with_how_to_make_the_database(folder: Path) -> None:
    cluster().admin.execute(
        "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
    )
    line = await why_not(cluster().url("ascii"), folder)
    assert "is in SQL_ASCII. Create it with ENCODING 'UTF8' TEMPLATE template0." in line
    cluster().drop("ascii")


async def test_who_may_not_make_tables_is_told_so(folder: Path) -> None:
    cluster().admin.execute("CREATE ROLE guest LOGIN")
    cluster().admin.execute("CREATE DATABASE guarded TEMPLATE template0")
    does("guarded", "REVOKE CREATE ON SCHEMA public FROM public")
    line = await why_not(cluster().url("guarded").replace("user=tandem", "user=guest"), folder)
    assert "permission denied for schema public" in line
    assert line.endswith("Check DATABASE_URL.")
    cluster().drop("guarded")


async def test_without_the_driver_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith(("psycopg", "storage.engines.postgres"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.delattr(engines, "postgres")
    import_, nothing = builtins.__import__, "psycopg"

    def without(name: str, *more: Any) -> Any:
        if name.startswith(nothing):
            raise ModuleNotFoundError(f"No module named {name!r}")
        return import_(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    line = await why_not(f"postgresql://t:{SECRET}@host/db", folder)
    monkeypatch.undo()
    assert "pip install 'tandem[postgresql]'" in line


@pytest.mark.slow
async def test_every_command_says_it_in_one_line_without_a_traceback(folder: Path) -> None:
    url = f"postgresql://tandem:{SECRET}@127.0.0.1:1/tandem"
    for words in (
        ["run"],
        ["doctor"],
        ["backup"],
        ["restore", "x.dump"],
        ["healthcheck"],
        ["move", url, "sqlite:///x"],
    ):
        code, printed = await tandem(folder, *words, DATABASE_URL=url, BACKUP_DIR=str(folder))
        assert code == 1
        assert "Traceback" not in printed
        assert SECRET not in printed
        assert words[0] in ("restore", "healthcheck") or "127.0.0.1" in printed, printed


def test_an_address_that_a_library_repeats_is_logged_without_its_password() -> None:
    said = f"cannot open postgresql://tandem:{SECRET}@db.example:5432/tandem, what now?"
    assert without_secrets(said) == "cannot open postgresql://tandem:<password>@db.example:5432/tandem, what now?"


# While the bot runs -----------------------------------------------------------------------------


@pytest.fixture
async def cast(town: Town) -> Cast:
    made = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    return made


CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid != pg_backend_pid()
"""


async def test_a_connection_that_is_cut_in_the_middle_leaves_nothing_half_saved_and_the_bot_goes_on(
    town: Town, cast: Cast
) -> None:
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    with pytest.raises(DatabaseTrouble) as trouble:
        async with bot.program.db.transaction() as tx:
            await tx.run("INSERT INTO meta (name, value) VALUES ('half', 'saved')")
            bot.eye.rows(CUT)
            await tx.run("INSERT INTO meta (name, value) VALUES ('other half', 'saved')")
    assert "\n" not in str(trouble.value)
    assert bot.eye.value("SELECT count(*) FROM meta WHERE value = 'saved'") == 0
    await cast.taras.says("7")
    cast.taras.sees_exactly("Zerno: 7 customers")


async def test_what_is_said_while_the_server_cuts_every_connection_is_answered_once(town: Town, cast: Cast) -> None:
    assert isinstance(town.bot, InProcess)
    for n in range(5):
        town.telegram.says(cast.taras.person, None, "+1")
        town.bot.eye.rows(CUT)
        await asyncio.sleep(0.05 * n)
    await town.settle()
    cast.taras.sees_exactly("Zerno: 5 customers")
    assert town.telegram.violations == []


# A move -----------------------------------------------------------------------------------------


async def moved(source: str, target: str) -> None:
    await move(source, target, NOW, lambda what, done, total: None)


async def test_nothing_is_moved_from_or_into_a_database_that_a_bot_is_on(
    town: Town, folder: Path, database: str
) -> None:
    assert isinstance(town.bot, InProcess)
    taken = town.bot.program.settings.database_url
    for source, target in ((taken, f"sqlite:///{folder}/x.sqlite3"), (cluster().url(database), taken)):
        if source != taken:
            does(database, "INSERT INTO meta VALUES ('a', 'b')")
        with pytest.raises(DatabaseRefused, match=r"is in use by tandem process \d+ on .*\. Stop that one first\."):
            await moved(source, target)


async def test_an_older_schema_is_not_moved_and_an_empty_one_neither(folder: Path, database: str) -> None:
    does(database, f"UPDATE tandem_schema SET version = {NEWEST - 1}")
    with pytest.raises(DatabaseRefused, match="`tandem run` upgrades it"):
        await moved(cluster().url(database), f"sqlite:///{folder}/x.sqlite3")
    cluster().admin.execute("CREATE DATABASE nothing TEMPLATE template0")
    with pytest.raises(DatabaseRefused, match="is empty: there is nothing to move"):
        await moved(cluster().url("nothing"), f"sqlite:///{folder}/x.sqlite3")
    cluster().drop("nothing")


async def test_a_move_that_is_cut_off_leaves_the_target_empty_and_can_be_done_again(
    folder: Path, database: str
) -> None:
    cluster().admin.execute("CREATE DATABASE other TEMPLATE newest")
    does(database, "INSERT INTO meta SELECT n::text, 'x' FROM generate_series(1, 10000) AS n")
    cuts = iter([True])

    def cut(what: str, done: int, total: int) -> None:
        if what == "comparing" and next(cuts, False):
            does("other", CUT)

    with pytest.raises(DatabaseRefused):
        await move(cluster().url(database), cluster().url("other"), NOW, cut)
    assert rows("other", "SELECT count(*) FROM meta") == [(0,)]
    await move(cluster().url(database), cluster().url("other"), NOW, cut)
    assert rows("other", "SELECT count(*) FROM meta") == [(10000,)]
    cluster().drop("other")
