"""What is stored, what about me, and being forgotten: nothing of a person is left in a byte of the file."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from storage.account.personal_data import SHARED, WRITTEN
from storage.migrations import migrations
from tests.world.counters import Counters, counters
from tests.world.town import its_file

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANARY = "Kanarenko"
WROTE = "CanaryNoteOfTaras"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


def bytes_of(cast: Counters) -> bytes:
    """All that is in the database, and where the engine keeps what was deleted, that too."""
    return cast.snapshot.eye.everything()


async def writes(cast: Counters) -> None:
    """Taras Kanarenko reports with a note, fixes it, disputes nothing, and leaves a form half-way."""
    cast.taras.person.last_name = CANARY
    await cast.town.moves_to("2026-11-30 20:05")
    await cast.taras.says(f"7 3400 # {WROTE}")
    await cast.taras.says("12400")
    await cast.taras.says("/business")


async def test_a_cashier_is_forgotten_to_the_last_byte_and_the_counts_stay(cast: Counters) -> None:
    await writes(cast)
    number = str(cast.taras.person.id)
    before = bytes_of(cast)
    assert WROTE.encode() in before and CANARY.encode() in before and number.encode() in before
    await cast.taras.says("/forgetme")
    cast.taras.sees("Your name, Telegram ID and everything you wrote will be removed")
    await cast.taras.presses("Forget me")
    cast.taras.sees("Done: your name, ID and words are removed.")
    await cast.town.waits(minutes=11)
    left = bytes_of(cast)
    for words in (WROTE, CANARY, number):
        assert words.encode() not in left, words
    (row,) = await cast.town.database("SELECT customers, sales, note FROM daily_report")
    assert (row["customers"], row["sales"], row["note"]) == (7, 340000, "…")
    assert not re.search(rb'"id":' + number.encode(), left)


@pytest.mark.sqlite("a copy is a file")
async def test_copies_made_later_hold_nothing_of_the_person(cast: Counters, tmp_path: Path) -> None:
    await writes(cast)
    await cast.taras.says("/forgetme")
    await cast.taras.presses("Forget me")
    await cast.town.waits(minutes=11)
    copy = tmp_path / "copy.sqlite3"
    await its_file(cast.program).copy_to(copy)
    assert WROTE.encode() not in copy.read_bytes()
    assert CANARY.encode() not in copy.read_bytes()


async def test_no_leaves_all_as_it_was_and_a_forgotten_person_starts_anew(cast: Counters) -> None:
    await cast.taras.says("/forgetme")
    await cast.taras.presses("◀ Leave it as it is")
    await cast.taras.says("4")
    cast.taras.sees("Saved")
    await cast.taras.says("/forgetme")
    question = cast.taras.last
    await cast.taras.presses("Forget me")
    await cast.taras.presses("Forget me", question)  # the old button, pressed by somebody new
    cast.taras.sees("Your name, Telegram ID")
    await cast.taras.says("5")
    assert "Saved" not in cast.taras.last.words
    (row,) = await cast.town.database("SELECT count(*) AS n FROM daily_report WHERE customers = 5")
    assert row["n"] == 0


async def test_the_only_owner_of_a_running_side_is_told_what_to_do_first(cast: Counters) -> None:
    await cast.olena.says("/forgetme")
    cast.olena.sees("I cannot forget you yet")
    cast.olena.sees("Flowers + coffee (Zerno)")
    assert await cast.forges(cast.olena, "forget:yes") == ""
    assert (await cast.town.database("SELECT name FROM person WHERE id = 1"))[0]["name"] != "—"


async def test_an_owner_signs_off_after_the_promo_and_the_agreement_stays(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = 'closed'")
        await tx.run(
            "INSERT INTO signature (promo_id, version, business_id, person_id, signed_at, signatory, business, city)"
            " VALUES (:promo, 1, 1, 1, 5, 'Olena', 'Zerno', 'Kyiv')",
            promo=cast.promo,
        )
        await tx.run("UPDATE business SET margin = 3000, address = 'Sagaidachnogo 1'")
    await cast.olena.says("/forgetme")
    await cast.olena.presses("Forget me")
    await cast.town.waits(minutes=11)
    (business, other) = await cast.town.database("SELECT name, margin, address FROM business ORDER BY id")
    assert (business["name"], business["margin"], business["address"]) == ("Zerno", None, None)
    assert other["margin"] == 3000
    (person,) = await cast.town.database("SELECT name, telegram_id FROM person WHERE id = 1")
    assert (person["name"], person["telegram_id"]) == ("—", None)
    await cast.forges(cast.marta, f"terms:{cast.promo}")
    assert "✍ Zerno: Olena" in cast.marta.last.words, "a signature is evidence of a contract"


async def test_everything_about_me_as_data_and_nothing_about_others(cast: Counters) -> None:
    await writes(cast)
    await cast.ira.says("9 # Iras own")
    await cast.taras.says("/privacy")
    await cast.taras.presses("What is stored about me")
    file = cast.taras.last.file
    assert file
    found: dict[str, list[dict[str, Any]]] = json.loads(file.data)
    assert found["person"][0]["telegram_id"] == cast.taras.person.id
    assert [row["note"] for row in found["daily_report"]] == [WROTE]
    assert found["membership"][0]["role"] == "staff"
    assert "Iras own" not in file.data.decode()


async def test_what_was_written_in_promos_long_over_grows_old(cast: Counters) -> None:
    await writes(cast)
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = 'closed'")
    await cast.town.moves_to("2028-10-01 12:00")
    await cast.program.ticker.clean()
    assert WROTE in {row["note"] for row in await cast.town.database("SELECT note FROM daily_report")}
    await cast.town.moves_to("2028-12-31 12:00")
    await cast.program.ticker.clean()
    rows = await cast.town.database("SELECT customers, note FROM daily_report")
    assert {(row["customers"], row["note"]) for row in rows} == {(7, "…")}


async def test_every_word_and_every_person_of_the_schema_is_in_the_list() -> None:
    script = re.sub(r"--[^\n]*", "", "\n".join(file.read_text("utf-8") for file in migrations()))
    named = {(one.table, one.by) for one in WRITTEN}
    words = {(one.table, word) for one in WRITTEN for word in one.words}
    words |= {(table, word) for table, all_ in SHARED.items() for word in all_}
    gone = {one.table for one in WRITTEN if one.gone}
    for table, column, kind in columns(script):
        if column == "person_id":
            assert (table, column) in named or (table, "by_id") in named, table
        if kind == "TEXT" and column in FREE and table not in gone:
            assert (table, column) in words, f"{table}.{column}"


FREE = {
    "note", "text", "reason", "words", "line", "what", "why", "void_why", "left_why", "answers", "title", "terms",
    "address", "audience", "name", "statement", "numbers",
}  # fmt: skip


def columns(script: str) -> list[tuple[str, str, str]]:
    made = []
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\) STRICT", script, re.S):
        made += [(table, name, kind) for name, kind in re.findall(r"^\s+([a-z_]+) (TEXT|INTEGER)", body, re.M)]
    added = re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+) (TEXT|INTEGER)", script)
    return [one for one in [*made, *added] if one[0] not in ("person", "meta", "inbox", "outbox")]
