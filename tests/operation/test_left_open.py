"""A test that fails with a database open ends all the same."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.world.process import ROOT

FAILS = """
from tests.world.databases import opened

async def test_olena_reports_into_an_open_database(folder):
    db = await opened(folder / "tandem.sqlite3")
    assert db is None
"""


@pytest.mark.slow
async def test_a_test_that_fails_with_a_database_open_lets_its_process_end(tmp_path: Path) -> None:
    (tmp_path / "test_fails.py").write_text(FAILS)
    pytest_ = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "pytest",
            "-n0",
            "-p",
            "tests.conftest",
            f"--rootdir={tmp_path}",
            "-o",
            "asyncio_mode=auto",
        ),
        str(tmp_path / "test_fails.py"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        said, _ = await asyncio.wait_for(pytest_.communicate(), 30)
    finally:
        if pytest_.returncode is None:
            pytest_.kill()
    assert b"1 failed" in said
