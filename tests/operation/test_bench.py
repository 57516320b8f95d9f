"""The benchmarks run, print their rows, and lose nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TWO = ("--bots", "Tandem", "echo, stores nothing")
SMALL = ("--messages", "200", "--chats", "20", "--delay", "0", "--repeat", "1")


@pytest.mark.slow
def test_two_hundred_reports_are_measured_beside_the_echo_bot(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.reports", *TWO, *SMALL, "--folder", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ")[0] for line in done.stdout.splitlines() if " | 200 | " in line]
    assert rows == ["| Tandem", "| echo, stores nothing"]
    assert "Nothing lost" in done.stdout


@pytest.mark.slow
def test_forty_weekly_reports_at_one_moment_all_arrive_once_and_people_are_answered_meanwhile(tmp_path: Path) -> None:
    small = ("--promos", "40", "--usual", "3", "--split", "10", "--ratio", "4", "--folder", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "bench.weekly", *small],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing missing, nothing doubled" in done.stdout
    assert all(part in done.stdout for part in ("queries", "text", "picture", "sending"))
