"""The token is in nothing that the bot writes, also while Telegram answers 401 and 500 and all is logged (G25)."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from sandbox import Telegram, serve
from sandbox.clock import monotonic
from sandbox.town.world import TOKEN
from tests.world import canary
from tests.world.commands import ROOT, tandem
from tests.world.process import a_town_apart
from tests.world.town import PATIENCE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("style", ["text", "json"])
async def test_errors_of_telegram_are_logged_without_the_token_and_pass(tmp_path: Path, style: str) -> None:
    async with a_town_apart(tmp_path, LOG_FORMAT=style) as (town, process):
        zoe, faults = town.person("Zoe"), town.telegram.faults
        await zoe.says("/start")
        for kind in ("500", "401", "502"):
            refused = faults.add(kind, times=2, methods=frozenset({"sendMessage"}))
            await zoe.says("/help")
            assert refused.hits, kind
            polled = faults.poll_fails(kind, 1)
            await zoe.says("/help")
            assert polled.hits, kind
        faults.clear()
        async with asyncio.timeout(PATIENCE):  # the bot looks at its clock every five seconds
            while len(zoe.screen) < 7:
                await town.waits(seconds=60)
        for said in ("Telegram does not know this token", "Internal Server Error", "502 Bad Gateway"):
            assert said in process.log()
        assert town.telegram.violations == []


@pytest.mark.parametrize("kind", ["401", "500", "502"])
async def test_a_start_that_telegram_refuses_says_so_in_a_line_without_the_token(tmp_path: Path, kind: str) -> None:
    telegram = Telegram()
    running = await serve(telegram, page=False)
    telegram.faults.add(kind)
    more = {"BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": running.url, "LOG_LEVEL": "DEBUG"}
    began = monotonic()
    for words in (["run"], ["doctor"]):
        code, printed = await tandem(tmp_path / "tandem.sqlite3", *words, **more)
        assert code == 1
        assert "Traceback" not in printed
        assert canary.SECRET not in printed
    assert monotonic() - began < PATIENCE
    await running.stop()
    assert canary.nests(tmp_path) == []


@pytest.mark.parametrize("token", ["{}\n{}", "'{}'", "{}:", " {}"])
async def test_a_token_that_is_mistyped_is_named_and_not_shown(tmp_path: Path, token: str) -> None:
    wrong = token.format(TOKEN, TOKEN)
    code, printed = await tandem(tmp_path / "tandem.sqlite3", "run", BOT_TOKEN=wrong)
    assert code == 1
    assert canary.SECRET not in printed
    assert "BOT_TOKEN" in printed


async def test_the_watchman_of_the_tests_hears_the_token(tmp_path: Path) -> None:
    """A test that prints it, or leaves it in a file, is found out."""
    (tmp_path / "test_it.py").write_text(
        "from sandbox.town.world import TOKEN\n"
        "from tests.world.canary import nests\n"
        "def test_says_it():\n    print(TOKEN)\n"
        "def test_logs_it():\n    import logging; logging.getLogger('bot').warning('bot%s/getMe', TOKEN)\n"
        "def test_keeps_it(tmp_path):\n"
        "    (tmp_path / 'log').write_text(TOKEN)\n    assert nests(tmp_path) == []\n"
        "def test_is_quiet():\n    pass\n",
        "utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "0",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    assert b"3 failed, 1 passed" in printed
