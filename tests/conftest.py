from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import aiosqlite
import hypothesis
import pytest

from bot.operation.logs import set_up
from tests.world import canary
from tests.world.databases import ON_SERVER
from tests.world.town import Town, a_town

MEMORY = Path("/dev/shm")

LEFT = pytest.StashKey[int]()
"""How many tests this run leaves for CI."""

hypothesis.settings.register_profile("patient", deadline=None)  # other programs may have the processor
hypothesis.settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file with a long catalogue says `ONE_OF = 60`: the fast suite takes about one of sixty of its cases, CI all.

    Which ones is decided by a checksum of their names, so they are the same every time, on every machine, and a new
    case does not change the others. On PostgreSQL what only SQLite has is skipped, with its reason.
    """
    for item in items:
        cases = getattr(item, "callspec", None)
        varied = cases is not None and set(cases.params) - {"built"}
        if varied and crc32(item.name.encode()) % getattr(getattr(item, "module", None), "ONE_OF", 1):
            item.add_marker(pytest.mark.slow)
        if ON_SERVER and (alone := item.get_closest_marker("sqlite")):
            item.add_marker(pytest.mark.skip(f"SQLite only: {alone.args[0]}"))
        if not ON_SERVER and (alone := item.get_closest_marker("postgresql")):
            item.add_marker(pytest.mark.skip(f"PostgreSQL only: {alone.args[0]}"))


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count what CI runs beside this; with several processes each of them sees all tests, and tells the first one."""
    for config in {item.config for item in items}:
        left = config.stash.get(LEFT, 0) + sum(is_for_ci(item) for item in items if item.config is config)
        config.stash[LEFT] = left
        if hasattr(config, "workeroutput"):
            config.workeroutput["left"] = left


def is_for_ci(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(mark) for mark in ("slow", "browser"))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of pytest-xdist ended."""
    output = getattr(node, "workeroutput", {})
    node.config.stash[LEFT] = max(node.config.stash.get(LEFT, 0), output.get("left", 0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    left = config.stash.get(LEFT, 0)
    if left and "not slow" in config.option.markexpr:
        terminalreporter.write_line(f"{left} slow tests are left for CI; here: uv run pytest -m 'slow or browser'")


def pytest_sessionfinish() -> None:
    """What failed may have left a database open, whose thread would keep this process from ending for ever."""
    for one in gc.get_objects():
        if issubclass(type(one), aiosqlite.Connection):
            one.stop()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Whatever else a test proves: the token in anything that it printed or logged fails it."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if found := canary.sung(report.sections):
        report.outcome, report.longrepr = "failed", f"{item.nodeid}: the token stands in {', '.join(found)}"


@pytest.fixture(autouse=True, scope="session")
def plain_logs() -> None:
    """`LOG_LEVEL=DEBUG uv run pytest` logs everything, and looks through it."""
    set_up(os.environ.get("LOG_LEVEL", "WARNING"), "text")


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str, object], None]:
    """Name and value of what a proof measured; `--junitxml=FILE` writes them down (docs/guarantees.md)."""
    return record_property


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where a test's database lies: in memory where there is such a place, as a commit waits for the disk."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else tmp_path) as made:
        yield Path(made)


@pytest.fixture
async def town(folder: Path) -> AsyncIterator[Town]:
    """A town whose bot broke no rule of Telegram's."""
    async with a_town(folder) as made:
        yield made
        assert made.telegram.violations == []
