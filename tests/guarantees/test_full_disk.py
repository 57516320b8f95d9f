"""The disk is full: never "saved" without a commit, and it goes on by itself when there is room (G19)."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from storage.engines.sqlite import open_file
from tests.guarantees.test_floods_and_poison import saved, until
from tests.world.commands import tandem
from tests.world.process import a_promo_apart

pytestmark = [pytest.mark.slow, pytest.mark.sqlite("a file on a disk that is full")]

SIZE = 24 * 1024 * 1024
REPORTS = 500


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Twenty-four megabytes in memory, where this machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=False)
    if done.returncode:
        pytest.skip("only root may mount a small disk here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(filler: Path) -> None:
    """To the last page."""
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


async def test_nothing_is_called_saved_that_is_not_and_it_recovers_by_itself(
    small_disk: Path, figures: Callable[[str, object], None]
) -> None:
    database = small_disk / "tandem.sqlite3"
    async with a_promo_apart(small_disk.parent, database) as (town, process, cast):
        await cast.taras.says("+1")
        filler = small_disk / "filler"
        fill(filler)
        before = saved(cast.taras)
        for _ in range(REPORTS):
            town.telegram.says(cast.taras.person, None, "+1")
        await asyncio.sleep(5)
        assert process.process and process.process.returncode is None, "the bot ended"
        meanwhile = saved(cast.taras)
        assert meanwhile < before + REPORTS, "the disk was not full"
        assert "database_refuses" in process.log()
        filler.unlink()
        figures("answered while full", meanwhile - before)
        figures("all answered, seconds", round(await until(cast.taras, before + REPORTS, 90), 1))
        await process.stop()
        with closing(sqlite3.connect(database)) as file_:
            (count,) = file_.execute("SELECT max(customers) FROM daily_report").fetchone()
        assert count == before + REPORTS
        assert town.telegram.violations == []


async def test_on_a_full_disk_every_command_says_make_room_and_the_database_is_as_it_was(
    small_disk: Path, tmp_path: Path
) -> None:
    """It does not advise to restore a copy, which would lose what the full disk still has."""
    database, elsewhere = small_disk / "tandem.sqlite3", tmp_path / "elsewhere"
    await (await open_file(database)).close()
    _, whole = await tandem(database, "backup", "--to", str(elsewhere))
    before = database.read_bytes()
    database.with_name("tandem.sqlite3.lock").unlink()  # so that it has no place to write the holder into
    fill(small_disk / "filler")
    for words in (["run"], ["doctor"], ["backup"], ["restore", whole.strip()]):
        code, printed = await tandem(database, *words)
        assert code == 1, printed
        assert "Make room on the disk." in printed or "Is the disk full, or failing?" in printed, printed
        assert "Traceback" not in printed and "Restore a backup" not in printed
    assert database.read_bytes() == before
