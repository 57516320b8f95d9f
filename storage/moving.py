"""One database into another, of either engine, all of it or nothing, and the proof that it is the same one."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.agreement.fingerprint import hashed
from domain.daily.totals import DayTotals
from storage.daily import daily_reports
from storage.db import DatabaseRefused, stored
from storage.disk import refusal
from storage.engines import moving_sqlite
from storage.engines.tables import MovedSide, Table, Target, Values, tables
from storage.opening import file_of, is_sqlite, psycopg_wanted

Progress = Callable[[str, int, int], None]
"""What is being done, how many rows are done, and of how many."""


@dataclass
class Proof:
    """What was compared and found equal. `digest`: SHA-256 of all rows, the same for every copy of them.
    `cleaned`: the rows that lost a NUL character, which PostgreSQL cannot keep."""

    rows: dict[str, int] = field(default_factory=dict)
    digest: str = ""
    agreements: int = 0
    promos: int = 0
    customers: int = 0
    cleaned: list[str] = field(default_factory=list)


async def move(source: str, target: str, now: datetime, progress: Progress) -> Proof:
    """All rows of one address to the other. Raises DatabaseRefused, and then the target is as it was."""
    if source == target or _is_one_file(source, target):
        raise DatabaseRefused("source and target are the same.")
    try:
        async with _source(source, now) as ours, _target(target, now) as theirs:
            proof = await _moved(ours, theirs, progress)
            await theirs.keep()
    except (sqlite3.Error, OSError) as error:
        raise DatabaseRefused(f"{refusal(error)} Nothing was moved.") from error
    return proof


def _is_one_file(source: str, target: str) -> bool:
    return is_sqlite(source) and is_sqlite(target) and file_of(source).resolve() == file_of(target).resolve()


def _source(url: str, now: datetime) -> AbstractAsyncContextManager[MovedSide]:
    if is_sqlite(url):
        return moving_sqlite.source(file_of(url), now)
    with psycopg_wanted():
        from storage.engines import moving_postgres  # noqa: PLC0415 - psycopg is installed where it is wanted
    return moving_postgres.source(url)


def _target(url: str, now: datetime) -> AbstractAsyncContextManager[Target]:
    if is_sqlite(url):
        return moving_sqlite.target(file_of(url), now)
    with psycopg_wanted():
        from storage.engines import moving_postgres  # noqa: PLC0415 - as above
    return moving_postgres.target(url)


async def _moved(ours: MovedSide, theirs: Target, progress: Progress) -> Proof:
    all_, proof = tables(), Proof()
    total = sum([await ours.count(table) for table in all_])
    for table in all_:
        await theirs.fill(table, _rows(ours, table, proof, lambda done: progress("moving", done, total)))
    await theirs.number_on(all_)
    proof.rows.clear()
    await _compare(ours, theirs, all_, proof, lambda done: progress("comparing", done, total))
    await _count(ours, theirs, proof)
    return proof


async def _rows(
    ours: MovedSide, table: Table, proof: Proof, passed: Callable[[int], None]
) -> AsyncIterator[list[Values]]:
    async for rows in ours.chunks(table):
        yield [_clean(table, row, proof) for row in rows]
        proof.rows[table.name] = proof.rows.get(table.name, 0) + len(rows)
        passed(sum(proof.rows.values()))


def _clean(table: Table, row: Values, proof: Proof) -> Values:
    if not any(isinstance(value, str) and "\x00" in value for value in row):
        return row
    proof.cleaned.append(table.row(row))
    return tuple(stored(value) for value in row)


async def _compare(
    ours: MovedSide, theirs: MovedSide, all_: Sequence[Table], proof: Proof, passed: Callable[[int], None]
) -> None:
    """Row by row. Raises DatabaseRefused with the first one that differs."""
    digest = hashlib.sha256()
    for table in all_:
        proof.rows[table.name], there = 0, theirs.chunks(table)
        async for rows in ours.chunks(table):
            wanted = [tuple(stored(value) for value in row) for row in rows] if proof.cleaned else rows
            _same(table, wanted, await anext(there, []))
            digest.update(repr((table.name, wanted)).encode())
            proof.rows[table.name] += len(rows)
            passed(sum(proof.rows.values()))
        _same(table, [], await anext(there, []))
    proof.digest = digest.hexdigest()


def _same(table: Table, wanted: list[Values], found: list[Values]) -> None:
    if wanted != found:
        pairs = zip(wanted, found, strict=False)
        row = next((one for one, other in pairs if one != other), (wanted or found)[-1])
        raise DatabaseRefused(f"{table.row(row)} is not the same on both sides. Nothing was moved.")


async def _count(ours: MovedSide, theirs: MovedSide, proof: Proof) -> None:
    """Fingerprints from the texts that arrived, and what counts of every promo, as reports count it."""
    signed = await theirs.tx().all("SELECT promo_id, number, terms, fingerprint FROM version")
    for row in signed:
        if hashed(row["terms"]) != row["fingerprint"]:
            raise DatabaseRefused(f"promo {row['promo_id']}: version {row['number']} is not what was signed.")
    proof.agreements = len(signed)
    for row in await theirs.tx().all("SELECT id FROM promo ORDER BY id"):
        wanted, found = [await _totals(side, row["id"]) for side in (ours, theirs)]
        if wanted != found:
            raise DatabaseRefused(f"promo {row['id']} does not add up to the same. Nothing was moved.")
        proof.promos += 1
        proof.customers += sum(day.customers or 0 for day in found)


async def _totals(side: MovedSide, promo_id: str) -> list[DayTotals]:
    return await daily_reports.counted(side.tx(), promo_id, date.min, date.max)
