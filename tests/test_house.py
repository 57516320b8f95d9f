"""The house's own rules: who may import whom, who may know what."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "bot": {"bot", "handlers", "storage", "templates", "domain", "sandbox"},
    "handlers": {"handlers", "storage", "templates", "domain"},
    "storage": {"storage", "domain"},
    "templates": {"templates", "domain"},
    "domain": {"domain"},
    "sandbox": {"sandbox"},
}
KEPT_IN = {
    "telegram": {"bot", "handlers"},
    "aiosqlite": {"storage"},
    "jinja2": {"templates"},
    "babel": {"templates"},
    "typst": {"bot/rendering"},
    "icalendar": {"bot/rendering"},
    "xlsxwriter": {"bot/rendering"},
    "openpyxl": {"bot"},
    "aiohttp": {"bot", "sandbox"},
    "apscheduler": {"bot"},
}
DOMAIN_MAY = set(sys.stdlib_module_names) | {"domain", "pydantic", "dateparser", "stdnum"}
LONGEST_FILE = 250


def files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@cache
def imports(path: Path) -> set[str]:
    """The top names of everything that a file imports, wherever it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", files(), ids=name)
def test_a_file_imports_only_downwards(path: Path) -> None:
    room = name(path).split("/")[0]
    assert imports(path) & set(ROOMS) <= ROOMS[room]


def test_only_the_demo_knows_the_sandbox() -> None:
    assert {name(path) for path in files() if "sandbox" in imports(path)} == {"bot/demo.py"}


@pytest.mark.parametrize("library", KEPT_IN)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    users = [name(path) for path in files() if library in imports(path)]
    assert users
    strays = [user for user in users if not user.startswith(tuple(f"{room}/" for room in KEPT_IN[library]))]
    assert strays == []


def test_the_domain_needs_only_the_standard_library_pydantic_and_two_readers() -> None:
    for path in files():
        if name(path).startswith("domain/"):
            assert imports(path) <= DOMAIN_MAY, name(path)


def test_the_wall_clock_is_read_only_in_the_clocks() -> None:
    for path in files():
        text = path.read_text("utf-8")
        if name(path) not in ("bot/clock.py", "sandbox/clock.py"):
            assert "datetime.now(" not in text, name(path)
            assert "time.time(" not in text, name(path)


def test_no_file_grew_past_what_one_head_holds() -> None:
    long = {
        name(path): length for path in files() if (length := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_migrations_are_numbered_without_a_gap() -> None:
    """A file brings a database to the schema of its number; one that came in between later would be skipped."""
    names = [path.name for path in sorted((ROOT / "storage" / "migrations").glob("[0-9]*.sql"))]
    assert [int(name[:3]) for name in names] == list(range(1, len(names) + 1))
