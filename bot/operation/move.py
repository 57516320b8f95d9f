"""`tandem move`: everything into another database, with a progress bar, and what was proved in the end."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any

import typer

from bot.clock import now
from bot.settings import load
from storage import moving
from storage.moving import Proof


class Bars(ExitStack):
    """A bar for each kind of work, on a terminal alone."""

    def __init__(self) -> None:
        super().__init__()
        self.what = ""
        self.bar: Any = None

    def passed(self, what: str, done: int, total: int) -> None:
        if what != self.what:
            self.close()
            self.what = what
            self.bar = self.enter_context(typer.progressbar(length=total, label=f"{what:<9}", file=sys.stderr))
        self.bar.update(done - self.bar.pos)


async def move(source: str, target: str) -> None:
    """Print what was proved. Raises DatabaseRefused, SettingsRefused, and then the target is as it was."""
    for address in (source, target):
        load(_env_file=None, database_url=address)
    with Bars() as bars:
        proof = await moving.move(source, target, now(), bars.passed)
    for line in _lines(proof):
        print(line)  # noqa: T201 - this is what was asked for


def _lines(proof: Proof) -> list[str]:
    cleaned = [f"  {row}" for row in proof.cleaned]
    return [
        f"Moved. Equal on both sides: {sum(proof.rows.values())} rows of {len(proof.rows)} tables, row by row "
        f"(SHA-256 {proof.digest}); {proof.agreements} agreements with their fingerprints; "
        f"{proof.promos} promos with {proof.customers} customers in all.",
        *(
            [f"Without the NUL characters that PostgreSQL cannot keep: {len(cleaned)} rows", *cleaned]
            if cleaned
            else []
        ),
        "Now let DATABASE_URL name the new database, and start the bot. The old one is as it was.",
    ]
