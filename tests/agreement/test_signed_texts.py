"""What was signed stays as it was signed: its text, its fingerprint, who stood behind it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from domain.agreement.fingerprint import canonical, hashed
from domain.agreement.terms import Terms
from storage.agreement import signatures, versions
from storage.agreement.promos import find
from storage.db import Tx
from storage.engines.sqlite import SqliteDatabase, open_file
from storage.migrations import migrations
from tests.world.ready import Ready, signed
from tests.world.town import InProcess, Town

SIGNED = (Path(__file__).parent / "signed_before.json").read_text("utf-8")
"""Terms as schema 17 wrote them, before a settlement had rules of its own."""
FINGERPRINT = "b4319801823c2400a287a40c48001c9ba1122763dc88dc19094424b0911f6eb5"
AMENDED = SIGNED.replace('"pay":1000', '"pay":2000').replace('"in_force_from":null', '"in_force_from":"2026-12-14"')

OLD = f"""
INSERT INTO person (id, telegram_id, name, language, created_at) VALUES
    (1, 11, 'Olena', 'uk', 1), (2, 12, 'Marta', 'uk', 1);
INSERT INTO business (id, name, category, city, address, currency, zone, created_at, created_by) VALUES
    (1, 'Zerno', 'cafe', 'Kyiv', 'Sagaidachnogo 1', 'UAH', 'Europe/Kyiv', 1, 1),
    (2, 'Peony', 'bakery', 'Київ', NULL, 'UAH', 'Europe/Kyiv', 1, 2);
INSERT INTO promo (id, title, state, version, newest, created_at, created_by)
    VALUES ('0a1b2c3d4e', 'Flowers + coffee', 'running', 2, 3, 1, 1);
INSERT INTO party (promo_id, slot, business_id, joined_at) VALUES ('0a1b2c3d4e', 1, 1, 1), ('0a1b2c3d4e', 2, 2, 1);
INSERT INTO version (promo_id, number, terms, fingerprint, in_force_from, made_at, made_by, business_id) VALUES
    ('0a1b2c3d4e', 1, '{SIGNED}', '{FINGERPRINT}', NULL, 1, 1, 1),
    ('0a1b2c3d4e', 2, '{AMENDED}', '{hashed(AMENDED)}', '2026-12-14', 2, 1, 1),
    ('0a1b2c3d4e', 3, '{SIGNED}', '{FINGERPRINT}', '2026-12-20', 3, 1, 1);
INSERT INTO signature (promo_id, version, business_id, person_id, signed_at) VALUES
    ('0a1b2c3d4e', 1, 1, 1, 1795428000), ('0a1b2c3d4e', 1, 2, 2, 1795428600), ('0a1b2c3d4e', 2, 1, 1, 1796896800),
    ('0a1b2c3d4e', 2, 2, 2, 1796900400), ('0a1b2c3d4e', 3, 1, 1, 1797069600);
"""


@asynccontextmanager
async def upgraded(path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Tx]:
    """A database that the release before left, opened by this one."""
    steps = migrations()
    with monkeypatch.context() as patch:
        patch.setattr("storage.engines.sqlite.migrations", lambda: [step for step in steps if int(step.name[:3]) <= 17])
        old: SqliteDatabase = await open_file(path)
        await old.connection.executescript(OLD)
        await old.close()
    db = await open_file(path)
    try:
        async with db.transaction() as tx:
            yield tx
    finally:
        await db.close()


@pytest.mark.sqlite("a file that an older release left")
async def test_a_new_field_never_changes_an_old_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sha256(SIGNED.encode()).hexdigest() == FINGERPRINT
    assert canonical(Terms.model_validate_json(SIGNED)) != SIGNED, "this schema writes the same terms differently"
    async with upgraded(tmp_path / "tandem.sqlite3", monkeypatch) as tx:
        row = await versions.version(tx, "0a1b2c3d4e", 1)
        assert row
        assert (row.text, row.fingerprint, hashed(row.text)) == (SIGNED, FINGERPRINT, FINGERPRINT)
        found = await versions.by_fingerprint(tx, FINGERPRINT, frozenset({2}))
        assert found
        promo = await find(tx, "0a1b2c3d4e", frozenset({1}))
        assert promo
        taken = await versions.as_signed(tx, promo)
    assert [(one.number, one.since, one.text, one.fingerprint) for one in taken] == [
        (1, None, SIGNED, FINGERPRINT),
        (2, date(2026, 12, 14), AMENDED, hashed(AMENDED)),
    ]


@pytest.mark.sqlite("a file that an older release left")
async def test_an_upgrade_knows_since_when_the_versions_of_old_promos_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 2 was signed on 10 December for the 14th; version 3 lacks a signature."""
    async with upgraded(tmp_path / "tandem.sqlite3", monkeypatch) as tx:
        promo = await find(tx, "0a1b2c3d4e", frozenset({1}))
        assert promo
        in_force = await versions.in_force(tx, promo.id, promo.terms)
        assert [in_force.on(date(2026, 12, day)).pay for day in (1, 13, 14, 27)] == [1000, 1000, 2000, 2000]
        (olena, marta) = await signatures.of_version(tx, promo.id, 1)
    assert (olena.person, olena.business, olena.address) == ("Olena", "Zerno", "Sagaidachnogo 1")
    assert (marta.person, marta.business, marta.city, marta.address) == ("Marta", "Peony", "Київ", None)


async def pdf(town: Town, cast: Ready) -> bytes:
    await cast.presses(cast.marta, "pdf:{promo}")
    file = cast.marta.last.file
    assert file
    assert town.telegram.violations == []
    return file.data


async def test_a_signed_agreement_is_the_same_file_whatever_is_renamed_or_forgotten(town: Town) -> None:
    cast = await signed(town)
    before = await pdf(town, cast)
    await town.database("UPDATE business SET name = name || ' in liquidation', city = 'Lviv', address = 'Elsewhere 1'")
    await town.database("UPDATE location SET name = 'Elsewhere'")
    await town.database("UPDATE person SET name = 'Nobody' WHERE name = 'Olena'")
    assert await pdf(town, cast) == before
    await cast.presses(cast.marta, "terms:{promo}")
    assert "Zerno: Olena" in cast.marta.last.words


async def test_an_unsigned_version_shows_the_sides_as_they_are_now(town: Town) -> None:
    cast = await signed(town)
    await cast.amends(signing=False, title="Another")
    await town.database("UPDATE business SET address = 'Elsewhere 1'")
    assert isinstance(town.bot, InProcess)
    async with town.bot.program.db.transaction() as tx:
        rows = await signatures.of_version(tx, cast.promo, 2)
    assert {(row.address, row.person) for row in rows} == {("Elsewhere 1", None)}


async def test_every_version_of_an_export_gives_its_fingerprint_again(town: Town) -> None:
    cast = await signed(town)
    await cast.amends(title="Flowers + tea", in_force_from=date(2026, 12, 7))
    await town.moves_to("2026-12-08 12:00")
    await cast.presses(cast.marta, "export:{promo}:json")
    file = cast.marta.last.file
    assert file
    book = json.loads(file.data)
    assert [one["since"] for one in book["versions"]] == [None, "2026-12-07"]
    for one in book["versions"]:
        assert sha256(one["text"].encode()).hexdigest() == one["fingerprint"]
    assert book["versions"][-1]["fingerprint"] == book["about"]["fingerprint"]
