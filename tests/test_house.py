"""The house's own rules: floors, the rooms on them, who may import whom, who may know what."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
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
    "psycopg": {"storage/engines"},
    "psycopg_pool": {"storage/engines"},
    "sqlite3": {"storage"},
    "jinja2": {"templates"},
    "babel": {"templates"},
    "typst": {"bot/rendering"},
    "icalendar": {"bot/rendering"},
    "xlsxwriter": {"bot/rendering"},
    "openpyxl": {"bot"},
    "aiohttp": {"bot", "sandbox"},
    "apscheduler": {"bot"},
}
DOMAIN_MAY = set(sys.stdlib_module_names) | {"domain", "pydantic", "msgspec", "dateparser", "stdnum"}
LONGEST_FILE = 250
MOST_FILES = 20
"""In a room: what one looks over at a glance. `__init__.py` is not counted."""
MOST_UNNAMED = 5
TABLES = {"Formula"}
"""Classes whose calls are the rows of a table."""
OWN = {
    "bot": {"doors", "routes", "operation", "demo", "rendering", "guide_pages"},
    "storage": {"engines", "queues", "migrations"},
    "templates": {"words", "format", "workbook", "printed", "drawn", "built"},
    "domain": {"reading"},
}
"""Rooms that one floor has for itself; all others have the same name on every floor."""
ORDER = (
    "forms", "account", "settlement", "codes", "rewards", "results", "daily", "duties", "staff", "schedule", "business",
    "matching", "groups", "agreement", "measures", "ledger", "lifecycle", "menu", "operation",
)  # fmt: skip
"""The rooms of `handlers/`: each imports only those before it, and the files that stand in no room."""


ROWS_COME_FROM = {"storage/db.py", "storage/engines/trips.py", "storage/engines/postgres.py"}


def files() -> list[Path]:
    return sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


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
    floor = name(path).split("/")[0]
    assert imports(path) & set(FLOORS) <= FLOORS[floor]


def test_only_the_demo_knows_the_sandbox() -> None:
    outside = [path for path in files() if not name(path).startswith("sandbox/")]
    assert {name(path) for path in outside if "sandbox" in imports(path)} == {"bot/demo/demo.py"}


@pytest.mark.parametrize("library", KEPT_IN)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    users = [name(path) for path in files() if library in imports(path)]
    assert users
    strays = [user for user in users if not user.startswith(tuple(f"{room}/" for room in KEPT_IN[library]))]
    assert strays == []


def test_the_domain_needs_only_the_standard_library_two_kinds_of_records_and_two_readers() -> None:
    for path in files():
        if name(path).startswith("domain/"):
            assert imports(path) <= DOMAIN_MAY, name(path)


def test_a_pattern_of_a_reader_is_compiled_when_it_is_first_asked() -> None:
    """A start would compile a hundred of them, and its first answers need few."""
    compiled = [
        name(path)
        for path in files()
        if name(path).startswith("domain/reading/") and "re.compile(" in path.read_text("utf-8")
    ]
    assert compiled == []


def test_what_storage_returns_is_typed() -> None:
    """Rows stay below: above them a column is an attribute that mypy knows."""
    for path in files():
        if not name(path).startswith(("storage/", "sandbox/")):
            assert not re.search(r"import .*\bRow\b|\bsqlite3\.Row\b", path.read_text("utf-8")), name(path)
    for path in sorted((ROOT / "storage").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                returned = ast.unparse(node.returns) if node.returns else ""
                assert name(path) in ROWS_COME_FROM or not re.search(r"\bRow\b", returned), f"{name(path)}: {node.name}"


def test_a_class_name_has_one_meaning() -> None:
    where: dict[str, list[str]] = {}
    for path in files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(name(path))
    assert {known: places for known, places in where.items() if len(places) > 1} == {}


def test_a_call_with_many_arguments_names_them() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in files()}
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ours = {node.name for tree in trees.values() for node in ast.walk(tree) if isinstance(node, kinds)} - TABLES
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and len(node.args) > MOST_UNNAMED:
                assert ast.unparse(node.func).split(".")[-1] not in ours, f"{name(path)}:{node.lineno}"


def test_every_message_is_looked_at_before_it_leaves() -> None:
    """Whether its reader has stopped the bot."""
    senders = {name(path) for path in files() if "outbox.put(" in path.read_text("utf-8")}
    assert senders == {"handlers/account/blocked.py"}


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


def modules(floor: str) -> dict[str, Path]:
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in (ROOT / floor).rglob("*.py")}


def room_of(module: str) -> str:
    """The folder of a file on its floor; "" where it stands in no room."""
    return module.split(".")[1] if module.count(".") > 1 else ""


@cache
def neighbours(floor: str) -> dict[str, set[str]]:
    """Room → the rooms of the same floor that it imports."""
    known = modules(floor)
    found: dict[str, set[str]] = {}
    for module, path in known.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == floor:
                targets = (f"{node.module}.{alias.name}" for alias in node.names)
                rooms = {room_of(target if target in known else node.module) for target in targets}
                found[room_of(module)] = found.get(room_of(module), set()) | rooms
    return {room: rooms - {room} for room, rooms in found.items()}


def circles(graph: dict[str, set[str]]) -> set[str]:
    """What remains when rooms that import none of the others are taken away, again and again."""
    left = {room: set(rooms) for room, rooms in graph.items() if room}
    while free := {room for room in left if not left[room] & (set(left) - {room})}:
        left = {room: rooms for room, rooms in left.items() if room not in free}
    return set(left)


@pytest.mark.parametrize("floor", FLOORS)
def test_no_room_imports_itself_through_others(floor: str) -> None:
    assert circles(neighbours(floor)) == set()


def test_the_rooms_of_handlers_stand_in_order() -> None:
    for room, rooms in neighbours("handlers").items():
        above = set(ORDER[ORDER.index(room) :]) if room else set(ORDER)
        assert rooms & above == set(), room


@pytest.mark.parametrize("floor", ["bot", "domain", "handlers", "storage", "templates"])
def test_a_room_has_the_same_name_on_every_floor(floor: str) -> None:
    rooms = {path.name for path in (ROOT / floor).iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert rooms <= set(ORDER) | OWN.get(floor, set())


def test_a_room_is_seen_at_a_glance() -> None:
    """Of one kind of file: Python beside templates, each counted for itself."""
    crowded = {}
    for floor in FLOORS:
        folders = [folder for folder in (ROOT / floor).rglob("*") if folder.is_dir() and folder.name != "migrations"]
        for folder in [ROOT / floor, *folders]:
            for ending in ("py", "j2", "typ"):
                held = [path for path in folder.glob(f"*.{ending}") if path.name != "__init__.py"]
                if len(held) > MOST_FILES:
                    crowded[name(folder)] = len(held)
    assert crowded == {}


def of_one_engine() -> set[tuple[str, str, str]]:
    """File, engine and reason of the tests that one engine alone is asked."""
    found = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "pytest.mark.sqlite",
                "pytest.mark.postgresql",
            ):
                (reason,) = node.args
                assert isinstance(reason, ast.Constant), name(path)
                found.add((name(path), ast.unparse(node.func).split(".")[-1], str(reason.value)))
    return found


def test_what_runs_on_one_engine_alone_is_listed_with_the_reason() -> None:
    page = (ROOT / "docs/postgresql.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| `(tests/[\w/.]+)` \| (\w+) \| (.*) \|$", page, re.M)) == sorted(of_one_engine())
