"""Rows of every kind: in each table that is empty one that its constraints allow, and values that are hard to carry."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from storage.engines.tables import Table, tables
from storage.migrations import migrations
from tests.world.databases import Eye

TEXTS = ("", " ", "a\nb\r\n\tc\\N\\", 'O\'Neil "{NULL}"', "Кав’ярня «Зерно»", "👩‍🍳 𝕏", "e\u0301", "\uffff", "\x01\x7f")
NUMBERS = (0, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63))
PICTURE = bytes(range(256))
PLAIN = {"INTEGER": 1, "TEXT": "x", "BLOB": PICTURE}
CHOICE = re.compile(r"CHECK \((\w+) IN \('(\w+)'")


def of_every_kind(eye: Eye) -> None:
    """Into a database with two businesses and a signed promo."""
    for number, text in enumerate(TEXTS):
        _person(eye, 10**12 + number, text)
    for number in NUMBERS:
        _person(eye, number, str(number))
    for table in tables():
        if not eye.value(f"SELECT count(*) FROM {table.name}"):
            _fill(eye, table)


def _person(eye: Eye, number: int, text: str) -> None:
    row = {"telegram_id": number, "name": text, "username": text, "language": "uk", "created_at": number}
    eye.insert("person", row)


def _fill(eye: Eye, table: Table) -> None:
    """Columns that speak of the same table speak of different rows of it, where there are some."""
    row = {column: PLAIN[kind] for column, kind in zip(table.columns, table.kinds, strict=True)}
    row |= dict(CHOICE.findall(_newest()[table.name]))
    for nth, (other, ours, theirs) in enumerate(_foreign_keys(table.name)):
        found = eye.rows(f"SELECT {theirs} FROM {other} ORDER BY {theirs}")
        row |= zip(ours.split(", "), found[nth % len(found)], strict=True)
    eye.insert(table.name, row)


@cache
def _newest() -> dict[str, str]:
    """Table → how it is made."""
    with closing(_file()) as file:
        return dict(file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))


def _file() -> sqlite3.Connection:
    file = sqlite3.connect(":memory:")
    for step in migrations():
        file.executescript(step.read_text("utf-8"))
    return file


def _foreign_keys(table: str) -> Iterator[tuple[str, str, str]]:
    """Whom it speaks of, by which columns, and what they are called there. Those of several columns come last: they
    are what the others must agree with."""
    with closing(_file()) as file:
        found: dict[int, list[tuple[str, str, str]]] = {}
        for number, _, other, ours, theirs, *_ in file.execute(f"PRAGMA foreign_key_list({table})"):
            found.setdefault(number, []).append((other, ours, theirs or "id"))
    for columns in sorted(found.values(), key=len):
        yield columns[0][0], ", ".join(ours for _, ours, _ in columns), ", ".join(theirs for _, _, theirs in columns)
