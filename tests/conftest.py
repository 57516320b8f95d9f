from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.logs import set_up
from tests.town import Town, a_town


@pytest.fixture(autouse=True, scope="session")
def plain_logs() -> None:
    set_up("WARNING", "text")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose bot broke no rule of Telegram's."""
    async with a_town(tmp_path) as made:
        yield made
        assert made.telegram.violations == []
