from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from zlib import crc32

import hypothesis
import pytest

from bot.operation.logs import set_up
from tests.world import canary
from tests.world.town import Town, a_town

MEMORY = Path("/dev/shm")
CATALOGUES = {
    "test_bad_input.py": 60,
    "test_rights.py": 40,
    "test_sheet.py": 12,
    "test_pitch.py": 12,
    "test_report_grammar.py": 3,
}
"""File → one of how many cases the fast suite takes."""


hypothesis.settings.register_profile("patient", deadline=None)  # other programs may have the processor
hypothesis.settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the long catalogues the fast suite takes the same part every time; CI takes all."""
    for item in items:
        cases = getattr(item, "callspec", None)
        varied = cases is not None and set(cases.params) - {"built"}
        if varied and crc32(item.name.encode()) % CATALOGUES.get(item.path.name, 1):
            item.add_marker(pytest.mark.slow)


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
