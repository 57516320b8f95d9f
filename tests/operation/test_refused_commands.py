"""What an operator does wrong is answered by one or two sentences that say what to do, never by a traceback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import SettingsRefused, load
from storage.backups import BackupFailed, of_stopped, restore
from storage.db import DatabaseRefused
from storage.disk import check_room
from storage.engines.sqlite import check_header, check_program, open_file
from storage.migrations import migrations
from storage.moving import move
from tests.world.commands import tandem
from tests.world.town import START


@pytest.fixture
async def database(folder: Path) -> AsyncIterator[Path]:
    path = folder / "tandem.sqlite3"
    await (await open_file(path)).close()
    yield path


@pytest.fixture
def file(folder: Path) -> Path:
    """Where somebody expects a folder."""
    (folder / "a file").write_text("1")
    return folder / "a file"


@pytest.mark.slow
async def test_no_command_answers_a_mistake_with_a_traceback(database: Path, file: Path) -> None:
    for path, words, said in (
        (database, ["backup", "--to", f"{file}/copies"], "A file stands where a folder has to be."),
        (database, ["restore", str(database)], "is the database itself"),
        (database, ["healthcheck"], "Start it with `tandem run`"),
        (file / "x.sqlite3", ["run"], "A file stands where a folder has to be."),
        (file / "x.sqlite3", ["doctor"], "is a file, and a folder has to be there"),
        (Path(f"/{'long' * 100}"), ["run"], "Name a shorter place."),
        (database, ["demo", "--port", "80808"], "should be less than or equal to 65535"),
    ):
        code, printed = await tandem(path, *words)
        assert code
        assert said in printed
        assert "Traceback" not in printed


async def test_a_copy_into_a_place_that_is_no_folder_fails_and_says_which(database: Path, file: Path) -> None:
    with pytest.raises(BackupFailed, match=r"no copy was made in .*a file/copies: Not a directory\. A file stands"):
        of_stopped(database, file / "copies", START)


async def test_the_database_is_no_copy_of_itself_by_whatever_name(database: Path, folder: Path) -> None:
    (folder / "other").symlink_to(database)
    with pytest.raises(DatabaseRefused, match=r"is the database itself\."):
        restore(folder / "other", database, START)
    with pytest.raises(DatabaseRefused, match=r"source and target are the same\."):
        await move(f"sqlite:///{database}", f"sqlite:///{folder / 'other'}", START, lambda *_: None)


def test_a_place_that_cannot_be_read_is_refused_by_its_name() -> None:
    with pytest.raises(DatabaseRefused, match=r"cannot read .*: File name too long\. Name a shorter place\."):
        check_header(Path("/" + "long" * 100))


def test_the_doctor_sees_by_the_header_whose_file_it_is(database: Path) -> None:
    check_program(database)
    for at, number, said in ((60, len(migrations()) + 1, "newer Tandem"), (68, 7, "another program")):
        whole = database.read_bytes()
        database.write_bytes(whole[:at] + number.to_bytes(4) + whole[at + 4 :])
        with pytest.raises(DatabaseRefused, match=said):
            check_program(database)
        database.write_bytes(whole)


def test_the_doctor_sees_that_there_is_no_room(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_room(folder / "not" / "yet")
    with pytest.raises(DatabaseRefused, match=r"a file is a file, and a folder has to be there\. Name another place\."):
        check_room(file / "copies")
    monkeypatch.setattr("storage.disk.LEAST", 1 << 60)
    with pytest.raises(DatabaseRefused, match=r"has \d+ KiB left\. Make room on the disk\."):
        check_room(folder)


@pytest.mark.parametrize("wrong", [b"\xff\xfe\x00B", b"BOT_TOKEN=\xe2\x28"])
def test_settings_that_are_no_text_are_named(folder: Path, wrong: bytes) -> None:
    (folder / "settings").write_bytes(wrong)
    with pytest.raises(SettingsRefused, match=r"\.env cannot be read: it is no text\. Save it as plain text"):
        load(_env_file=folder / "settings")
    with pytest.raises(SettingsRefused, match=r"BOT_TOKEN_FILE cannot be read: it is no text\."):
        load(_env_file=None, bot_token="", bot_token_file=folder / "settings")


def test_a_wrong_number_of_an_operator_is_said_of_the_key_that_there_is() -> None:
    with pytest.raises(SettingsRefused, match=r"^ADMIN_IDS: "):
        load(_env_file=None, admin_ids="12, olena")
