"""What a start loads: nothing that most chats never ask for, and a command only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.db import DatabaseRefused
from storage.opening import open_database
from tests.world.databases import ON_SERVER
from tests.world.process import a_promo_apart
from tests.world.town import START

HEAVY = {
    "dateparser", "icalendar", "numpy", "openpyxl", "pandas", "prometheus_client", "pygments", "rich", "segno", "typst",
    "xlsxwriter", "aiohttp.web", "telegram.ext", "psycopg",
}  # fmt: skip
"""Loaded by whatever needs it, at the moment when it does."""
THE_BOT = {"bot.app", "handlers.app", "templates.render"}
TABLES = {f"bot.routes.{name}" for name in ("buttons", "commands", "forms", "links", "media", "replies", "schedule")}
"""Each brings dozens of modules; loaded when something is looked up in it (`bot/routes/tables.py`)."""
WHEN_USED = {"bot.doors.files.kinds", "handlers.lifecycle.start", "handlers.menu.free_talk", "handlers.results.export"}


def loaded_by(code: str) -> set[str]:
    """The modules that a new Python has after it."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_program_is_loaded_without_what_draws_or_reads_files() -> None:
    loaded = loaded_by("import bot.cli, bot.operation.run")
    assert loaded >= THE_BOT
    assert loaded & (HEAVY | TABLES | WHEN_USED) == {"rich"}, "rich stands there as None: see bot/__init__.py"


@pytest.mark.parametrize("module", ["bot.cli", "bot.operation.doctor", "bot.operation.healthcheck"])
def test_help_doctor_and_healthcheck_do_not_load_the_bot(module: str) -> None:
    assert loaded_by(f"import {module}") & (THE_BOT | HEAVY) == {"rich"}


async def test_without_the_library_of_postgresql_the_start_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "storage.engines.postgres", None)
    monkeypatch.delattr("storage.engines.postgres", raising=False)
    with pytest.raises(DatabaseRefused, match=r"pip install 'tandem\[postgresql\]'"):
        await open_database("postgresql:///tandem", tmp_path, START)


@pytest.mark.slow
async def test_from_the_start_to_the_answer_of_a_report_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    async with a_promo_apart(tmp_path, LOADED=str(loaded)) as (_, process, cast):
        await cast.taras.says("7 3400")
        cast.taras.sees_exactly("7 customers")
        await process.stop()
    needed = {"rich", "psycopg"} if ON_SERVER else {"rich"}
    assert set(loaded.read_text("utf-8").split()) & HEAVY == needed
