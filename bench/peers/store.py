"""The one table of the peers: a line for every message, on the disk before it is answered (synchronous=FULL)."""

from __future__ import annotations

import aiosqlite

TABLE = "CREATE TABLE IF NOT EXISTS message (chat INTEGER, number INTEGER, text TEXT, PRIMARY KEY (chat, number))"


async def open_store(path: str) -> aiosqlite.Connection:
    db = await aiosqlite.connect(path)
    await db.execute("PRAGMA journal_mode = WAL")
    await db.execute("PRAGMA synchronous = FULL")
    await db.execute(TABLE)
    await db.commit()
    return db


async def keep(db: aiosqlite.Connection, chat: int, number: int, text: str) -> None:
    await db.execute("INSERT INTO message VALUES (?, ?, ?)", (chat, number, text))
    await db.commit()
