"""Behind pgbouncer: lent for a session the bot works as ever; lent for a transaction it refuses to start."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from storage.db import DatabaseRefused
from storage.opening import open_database
from tests.operation.test_operation import free_port
from tests.world.cast import running_promo
from tests.world.server import cluster
from tests.world.town import InProcess, Town

POOLER = "/usr/sbin/pgbouncer"
pytestmark = [pytest.mark.postgresql("a pooler stands before a server"), pytest.mark.slow]


@contextmanager
def pooler(folder: Path, mode: str) -> Iterator[int]:
    """Its port; it does not run as root."""
    port = free_port()
    folder.chmod(0o755)
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n* = host={cluster().folder} user=tandem\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nauth_type = any\npool_mode = {mode}\nunix_socket_dir =\n"
        "ignore_startup_parameters = extra_float_digits\n"
    )
    settings.chmod(0o644)
    with (folder / "pgbouncer.log").open("wb") as log:
        process = subprocess.Popen([POOLER, str(settings)], stdout=log, stderr=log, user=cluster().user, cwd="/")
    try:
        yield _greeted(port)
    finally:
        process.terminate()
        process.wait(10)


def _greeted(port: int) -> int:
    end = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(f"postgresql://tandem@127.0.0.1:{port}/postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return port


def behind(port: int, url: str) -> str:
    database = url.removeprefix("postgresql:///").partition("?")[0]
    return f"postgresql://tandem@127.0.0.1:{port}/{database}"


async def test_lent_for_a_session_two_processes_share_the_work_as_without_it(
    town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(town.bot, InProcess)
    bot = town.bot
    with pooler(folder, "session") as port:
        direct = bot.program.settings.database_url
        await bot.stop()
        monkeypatch.setattr("tests.world.town.address", lambda path: behind(port, direct))
        await bot.start()
        if not bot.others:
            await bot.joins()
        cast = await running_promo(town)
        await town.moves_to("2026-11-30 20:01")
        for _ in range(10):
            town.telegram.says(cast.taras.person, None, "+1")
            town.telegram.says(cast.ira.person, None, "+1")
        await town.settle()
        cast.taras.sees_exactly("Zerno: 10 customers")
        assert [program.db.is_leading() for program in bot.programs] == [True, *(False for _ in bot.others)]
        await bot.stop()
    monkeypatch.undo()
    await bot.start()


@pytest.mark.parametrize("mode", ["transaction", "statement"])
async def test_lent_for_a_transaction_it_refuses_to_start_and_says_what_to_set(
    town: Town, folder: Path, mode: str
) -> None:
    assert isinstance(town.bot, InProcess)
    with pooler(folder, mode) as port:
        for _ in range(5):
            with pytest.raises(DatabaseRefused, match="set pool_mode = session there"):
                await open_database(
                    behind(port, town.bot.program.settings.database_url), folder, datetime(2026, 11, 23, tzinfo=UTC)
                )
