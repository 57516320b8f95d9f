"""What Tandem is made with may be passed on with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.world import licences

ROOT = Path(__file__).parents[2]


def test_the_list_of_licences_is_current() -> None:
    assert licences.PAGE.read_text("utf-8") == licences.page(), "run: uv run python -m tests.world.licences"


def test_every_package_says_its_licence_and_none_forbids_passing_it_on_under_ours() -> None:
    rows = [line for line in licences.page().splitlines() if line.startswith("|")]
    assert len(rows) > 30
    assert [row for row in rows if "not said" in row or re.search(r"\bA?GPL", row)] == []


def test_every_file_that_is_downloaded_is_locked_with_its_hash() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    files = [file for package in lock["package"] for file in [*package.get("wheels", []), package.get("sdist")] if file]
    assert len(files) > 100
    assert [file["url"] for file in files if not file["hash"].startswith("sha256:")] == []
