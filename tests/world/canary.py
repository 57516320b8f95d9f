"""The token as a canary: where its secret half stands although it should not (G25)."""

from __future__ import annotations

from pathlib import Path

from sandbox.town.world import TOKEN

SECRET = TOKEN.partition(":")[2]


def nests(folder: Path) -> list[str]:
    """Files below the folder that hold it in any byte: databases, logs, pictures, copies. Settings may."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith((".env", "token")))
    return [str(file) for file in files if SECRET.encode() in file.read_bytes()]


def sung(sections: list[tuple[str, str]]) -> list[str]:
    """Names of what a test printed and logged with it."""
    return [name for name, text in sections if SECRET in text]
