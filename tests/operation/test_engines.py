"""What is written once works on both engines: values come back as they were, every statement is understood."""

from __future__ import annotations

import ast
import importlib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.schedule.plan import Due
from domain.states import State
from storage.db import Database, DatabaseRefused, stored
from storage.engines import dialect
from storage.opening import open_database
from storage.queues import schedule
from tests.world.databases import eye_on, opened

STORAGE = Path(__file__).parents[2] / "storage"
ASKS = {"run": 0, "write": 0, "ahead": 0, "all": 0, "one": 0, "value": 0, "record": 1, "records": 1}
"""The methods of a transaction, and which of their arguments is the statement."""
KNOWN = 200
"""Statements that are read without knowing what a caller gives."""

LATE = datetime(2106, 2, 7, 6, 28, 17, tzinfo=UTC)
"""A second more than 32 bits of seconds hold."""
TEXTS = (
    "",
    "  ",
    'O\'Neil said "it’s :name, ? and %s or 100 %" \\ \\\\ $1 -- /* */',
    "Кав’ярня «Зерно»",
    "👩‍🍳 и 𝕏",
    "a\nb\r\n\tc",
    "NULL",
    "e\u0301",
    "\uffff",
    "\x01\x1f\x7f",
)
NUMBERS = (0, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), True, False, LATE)


@pytest.fixture
async def db(folder: Path) -> AsyncIterator[Database]:
    made = await opened(folder / "tandem.sqlite3")
    yield made
    await made.close()


async def back(db: Database, column: str, value: Any, *, many: bool) -> Any:
    """Of a person with that value in it, written one by one or together with others."""
    row = {"telegram_id": 1, "name": "Olena", "username": None, "language": "uk", "created_at": 0, column: value}
    async with db.transaction() as tx:
        if many:
            await tx.insert_many("person", tuple(row), [row])
        else:
            places = ", ".join(f":{name}" for name in row)
            await tx.run(f"INSERT INTO person ({', '.join(row)}) VALUES ({places})", **row)
    async with db.transaction() as tx:
        found = await tx.value(f"SELECT {column} FROM person WHERE {column} = :value", value=value)
        await tx.run("DELETE FROM person")
    return found


@pytest.mark.parametrize("many", [False, True], ids=["alone", "together"])
async def test_what_is_stored_comes_back_and_is_found_by_itself(db: Database, many: bool) -> None:
    for text in (*TEXTS, date(2026, 12, 1), time(20, 30), State.RUNNING):
        assert await back(db, "name", text, many=many) == stored(text)
    for number in NUMBERS:
        assert await back(db, "telegram_id", number, many=many) == stored(number)


async def test_nothing_and_bytes_come_back_as_they_were(db: Database) -> None:
    picture = bytes(range(256))
    async with db.transaction() as tx:
        assert await tx.value("SELECT CAST(:nothing AS TEXT)", nothing=None) is None
        await tx.run("INSERT INTO person (id, name, language, created_at) VALUES (1, 'Olena', 'uk', 0)")
        await tx.run(
            "INSERT INTO business (id, name, category, city, currency, zone, created_at, created_by) "
            "VALUES (1, 'Zerno', 'cafe', 'Kyiv', 'UAH', 'Europe/Kyiv', 0, 1)"
        )
        await tx.run("INSERT INTO logo (business_id, png, at) VALUES (1, :png, 0)", png=picture)
        assert bytes(await tx.value("SELECT png FROM logo")) == picture


@pytest.mark.parametrize("many", [False, True], ids=["alone", "together"])
async def test_a_character_that_an_engine_cannot_keep_is_left_out_on_both(db: Database, many: bool) -> None:
    assert await back(db, "name", "Zer\x00no\x00", many=many) == "Zerno"


async def test_half_a_character_is_refused_and_nothing_is_stored(db: Database) -> None:
    with pytest.raises(UnicodeEncodeError):
        await back(db, "name", "\ud83d", many=False)
    async with db.transaction() as tx:
        assert await tx.value("SELECT count(*) FROM person") == 0


async def test_text_is_compared_byte_by_byte_and_nothing_stands_where_it_is_told_to(db: Database) -> None:
    words = ["Z", "a", "É", "z", "_", "я", "Ё", "B"]
    async with db.transaction() as tx:
        await tx.insert_many("meta", ("name", "value"), [{"name": word, "value": word} for word in words])
        rows = await tx.all("SELECT name FROM meta ORDER BY name")
        assert [row["name"] for row in rows] == sorted(words)
        rows = await tx.all("SELECT value || '' AS value FROM meta ORDER BY 1")
        assert [row["value"] for row in rows] == sorted(words)


async def test_a_sum_is_whole_and_an_average_is_not(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.insert_many(
            "person",
            ("telegram_id", "name", "language", "created_at"),
            [{"telegram_id": n, "name": "", "language": "uk", "created_at": 2**40} for n in (1, 2)],
        )
        found = await tx.one(
            "SELECT sum(created_at) AS sum, avg(telegram_id) AS mean, sum(hears_uses) AS no FROM person"
        )
        assert found
        assert [found["sum"], found["mean"], found["no"]] == [2**41, 1.5, 0]
        assert type(found["sum"]) is int


async def test_of_two_moments_planned_for_one_thing_the_later_word_counts(db: Database) -> None:
    async with db.transaction() as tx:
        await schedule.plan(tx, [Due("start", "a", "once", LATE), Due("start", "a", "once", LATE + timedelta(days=1))])
        assert [row["due_at"] for row in await tx.all("SELECT due_at FROM due")] == [stored(LATE) + 86_400]


@pytest.mark.parametrize("wrong", ["%zz", "tandem:secret@[::1", "tandem:secret@host/db?ssl=yes"])
async def test_an_address_that_is_none_is_refused_without_its_password(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="DATABASE_URL is no address of PostgreSQL") as refused:
        await open_database(f"postgresql://{wrong}", tmp_path, LATE)
    assert "secret" not in str(refused.value)


def test_a_name_becomes_a_parameter_and_quoted_text_stays_as_it_is() -> None:
    said = (
        "SELECT ':no', 'it''s :no 5 %', a::text, :yes_1 -- :no 5 %\n WHERE b LIKE 'x:%' AND c = :Yes AND d % 2 = :yes_1"
    )
    assert dialect.statement(said) == (
        "SELECT ':no', 'it''s :no 5 %%', a::text, %(yes_1)s -- :no 5 %%\n"
        " WHERE b LIKE 'x:%%' AND c = %(Yes)s AND d %% 2 = %(yes_1)s"
    )


def statements() -> Iterator[tuple[str, str]]:
    """Where it stands, and the statement, of all that are whole without what a caller gives."""
    for path in sorted(STORAGE.rglob("*.py")):
        place = path.relative_to(STORAGE.parent)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
                written = node.args[ASKS[node.func.attr] :][:1]
                if ast.unparse(node.func.value) == "tx" and written:
                    module = importlib.import_module(".".join(place.with_suffix("").parts))
                    try:
                        yield f"{place}:{node.lineno}", eval(ast.unparse(written[0]), dict(vars(module)))
                    except NameError:
                        continue


async def test_the_engine_understands_every_statement(db: Database, folder: Path) -> None:
    """Read, not run: also what no test has ever reached."""
    eye, found, count = eye_on(folder / "tandem.sqlite3"), [], 0
    for where, statement in statements():
        names = {match["name"] for match in dialect.TOKEN.finditer(statement) if match["name"]}
        count += 1
        try:
            eye.rows(f"EXPLAIN {statement}", **dict.fromkeys(names))
        except Exception as error:
            found.append(f"{where}: {error}")
    eye.close()
    assert found == []
    assert count > KNOWN
