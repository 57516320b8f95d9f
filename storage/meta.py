"""Facts about the database itself."""

from __future__ import annotations

from storage.db import Tx


async def get_or_set(tx: Tx, name: str, value: str) -> str:
    """Keep the value if there is none yet; the one that stands."""
    await tx.write(
        "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING", name=name, value=value
    )
    kept: str = await tx.value("SELECT value FROM meta WHERE name = :name", name=name)
    return kept


async def replace(tx: Tx, name: str, value: str) -> str | None:
    """Set the value; the one before."""
    before: str | None = await tx.value("SELECT value FROM meta WHERE name = :name", name=name)
    await tx.run(
        "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value",
        name=name,
        value=value,
    )
    return before
