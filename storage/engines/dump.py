"""Copies of a PostgreSQL database, by its own tools: pg_dump, pg_restore and psql, where they are installed.

The password goes by the environment, never as a word of the command line, which other users of the machine can read.
Sources: https://www.postgresql.org/docs/15/app-pgdump.html, https://www.postgresql.org/docs/15/app-pgrestore.html.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from psycopg import pq

from storage.db import DatabaseRefused
from storage.engines import server
from storage.migrations import migrations

PACKAGE = "(Debian: apt-get install postgresql-client)"
PLAIN = ("--no-owner", "--no-privileges")
VERSION = re.compile(rb"COPY (?:\w+\.)?tandem_schema \(version\) FROM stdin;\n(\d+)")
OURS = """
    SELECT format('DROP TABLE %I CASCADE;', tablename) FROM pg_tables WHERE schemaname = current_schema()
    UNION ALL SELECT format('DROP FUNCTION %I() CASCADE;', proname) FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype
    UNION ALL SELECT 'DROP SEQUENCE outbox_block;'
"""


def is_installed() -> bool:
    return all(shutil.which(name) for name in ("pg_dump", "pg_restore", "psql"))


def dump(url: str, target: Path) -> None:
    """All that is committed now, into an empty file; transactions go on meanwhile. Raises DatabaseRefused."""
    if not shutil.which("pg_dump"):
        raise DatabaseRefused(missing(url))
    _run("pg_dump", "--format=custom", *PLAIN, f"--file={target}", url=url)


def examine(copy: Path) -> int:
    """The schema of a sound copy of Tandem's. Raises DatabaseRefused."""
    if not copy.is_file() or not copy.stat().st_size:
        raise DatabaseRefused(f"{copy} is no file, or empty.")
    _run("pg_restore", f"--file={os.devnull}", str(copy))
    found = VERSION.search(_run("pg_restore", "--file=-", "--data-only", "--table=tandem_schema", str(copy)))
    if not found:
        raise DatabaseRefused(f"{copy} belongs to another program.")
    if (have := int(found[1])) > len(migrations()):
        raise DatabaseRefused(f"{copy} was made by a newer Tandem (schema {have}). Install that version first.")
    return have


async def restore(url: str, copy: Path, aside: Path) -> bool:
    """The copy instead of what is there, in one transaction; whether there was something, which is kept as `aside`.

    Raises DatabaseRefused, and then nothing changed.
    """
    await asyncio.to_thread(examine, copy)
    async with server.alone(url) as connection:
        there = await server.schema(connection, server.name(url))
        if there:
            await asyncio.to_thread(dump, url, aside)
        ours = await (await connection.execute(OURS)).fetchall() if there else []
        await asyncio.to_thread(_put, url, copy, "".join(line for (line,) in ours))
    return bool(there)


def _put(url: str, copy: Path, before: str) -> None:
    """Read by one tool and carried out by the other, which commits only when the first one has come to its end."""
    reads = [_tool("pg_restore"), "--file=-", *PLAIN, str(copy)]
    writes = [_tool("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-"]
    pipe, surroundings = subprocess.PIPE, _surroundings(url)
    with (
        subprocess.Popen(reads, stdout=pipe, stderr=pipe) as reader,
        subprocess.Popen(writes, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, env=surroundings) as writer,
    ):
        assert reader.stdout and reader.stderr and writer.stdin and writer.stderr
        with suppress(BrokenPipeError):
            writer.stdin.write(before.encode() + b"\n")
            shutil.copyfileobj(reader.stdout, writer.stdin)
        reader.stdout.close()
        if reader.wait():
            writer.kill()
        with suppress(BrokenPipeError):
            writer.stdin.close()
        failed = writer.wait() or reader.returncode
        said = writer.stderr.read() + reader.stderr.read()
    if failed:
        raise DatabaseRefused(f"{copy} could not be put in place: {_line(said)}. Nothing was changed.")


def missing(url: str) -> str:
    """What to do about it where copies cannot be made."""
    return f"pg_dump is not installed here {PACKAGE}. Where it is: {by_hand(url)}"


def by_hand(url: str) -> str:
    """What to run, with the address but without the password."""
    parts = {"host": "--host", "port": "--port", "user": "--username", "dbname": "--dbname"}
    said = " ".join(f"{parts[key]}={value}" for key, value in sorted(server.understood(url).items()) if key in parts)
    return f"pg_dump --format=custom {' '.join(PLAIN)} --file=tandem.dump {said}"


def _tool(name: str) -> str:
    if path := shutil.which(name):
        return path
    raise DatabaseRefused(f"{name} is not installed here {PACKAGE}.")


def _run(name: str, *words: str, url: str = "") -> bytes:
    ran = subprocess.run([_tool(name), *words], capture_output=True, env=_surroundings(url), check=False)
    if ran.returncode:
        raise DatabaseRefused(_line(ran.stderr))
    return ran.stdout


def _line(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split()).rstrip(".")


def _surroundings(url: str) -> dict[str, str]:
    """The address as the environment variables of the server's tools."""
    options = pq.Conninfo.parse(url.encode()) if url else []
    given = {option.envvar.decode(): option.val.decode() for option in options if option.envvar and option.val}
    return os.environ | given | {"LC_ALL": "C"}
