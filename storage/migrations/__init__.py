"""The steps from schema to schema: SQL files, numbered."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def migrations() -> list[Path]:
    """The migration files in order; file 001 brings a file to schema 1."""
    return sorted(Path(__file__).parent.glob("[0-9]*.sql"))


def statements(script: str) -> list[str]:
    """A script cut into single statements (a trigger's body stays whole)."""
    done, open_lines = [], ""
    for line in script.splitlines(keepends=True):
        open_lines += line
        if sqlite3.complete_statement(open_lines):
            done.append(open_lines)
            open_lines = ""
    return done
