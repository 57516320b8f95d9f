"""The command line: `tandem demo`, `run`, `doctor`, `backup`, `restore`, `move`, `healthcheck`; `python -m bot …`."""

# Each command loads what it needs when it is given: `--help` and `doctor` do not load the bot.

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.refusal import CommandRefused, line_of

if TYPE_CHECKING:
    from bot.settings import Settings

cli = typer.Typer(
    add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False, rich_markup_mode=None
)


@cli.command(short_help="Serve on Telegram until stopped.")
def run() -> None:
    """Serve on Telegram with the token from BOT_TOKEN, until stopped."""
    gc.disable()  # until the program is loaded, which leaves no garbage; looking for it takes a twentieth of the start
    settings = _settings()
    _log(settings.log_level, settings.log_format)
    _go(_reported(settings))


async def _reported(settings: Settings) -> None:
    from bot.operation import sentry  # noqa: PLC0415
    from bot.operation.run import serve  # noqa: PLC0415

    sentry.set_up(settings)
    await serve(settings)


@cli.command(short_help="Make a checked copy of the database.")
def backup(
    to: Annotated[Path | None, typer.Option(help="A folder; without it BACKUP_DIR, which is thinned out.")] = None,
) -> None:
    """Make a checked copy of the database, also while the bot runs, and print its name."""
    from bot.operation import backup_commands  # noqa: PLC0415

    settings = _settings()
    _log("ERROR")
    _go(backup_commands.backup(settings, to))


@cli.command(short_help="Put a copy in the database's place.")
def restore(copy: Annotated[Path, typer.Argument(help="A file that `tandem backup` made.")]) -> None:
    """Put a copy in the database's place, while the bot is stopped; what was there is kept beside it."""
    from bot.operation import backup_commands  # noqa: PLC0415

    settings = _settings()
    _log("ERROR")
    _go(backup_commands.restore(settings, copy))


@cli.command(short_help="Copy everything into another database.")
def move(
    source: Annotated[str, typer.Argument(help="The address of the database as it is, as in DATABASE_URL.")],
    target: Annotated[str, typer.Argument(help="The address of an empty one. The password: PGPASSWORD or ~/.pgpass.")],
) -> None:
    """Copy everything into another database (SQLite or PostgreSQL) while the bot is stopped, and prove it."""
    from bot.operation import move as moved  # noqa: PLC0415

    _log("ERROR")
    _go(moved.move(source, target))


@cli.command(short_help="Does the bot run, and its database answer?")
def healthcheck() -> None:
    """Exit code 0 when the bot of this database runs and its database answers."""
    from bot.operation import healthcheck as asked  # noqa: PLC0415

    settings = _settings()
    _log("ERROR")
    _go(asked.check(settings))


@cli.command(short_help="Try everything in a browser, without a token.")
def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where the page is served on 127.0.0.1.")] = 8080,
) -> None:
    """Try everything in a browser: no token, no network, several people side by side."""
    from bot.demo import demo as demonstration  # noqa: PLC0415

    _log("WARNING")
    _go(demonstration.serve(port))


@cli.command(short_help="Check what `run` needs; change nothing.")
def doctor() -> None:
    """Check settings, database, drawing and the way to Telegram, without changing anything."""
    from bot.operation import doctor as check_up  # noqa: PLC0415

    settings = _settings()
    _log("ERROR")
    _go(check_up.examine(settings))


def _settings() -> Settings:
    from bot.settings import load  # noqa: PLC0415

    try:
        return load()
    except CommandRefused as refused:
        raise _refused(str(refused)) from None


def _log(level: str, style: str = "text") -> None:
    from bot.operation.logs import set_up  # noqa: PLC0415

    set_up(level, style)


def _go(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; what refuses the start is one clear line and exit code 1."""
    import uvloop  # noqa: PLC0415

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except Exception as error:
        line = line_of(error)
        if line is None:
            raise
        raise _refused(line) from None


def _refused(line: str) -> typer.Exit:
    from bot.operation.logs import without_secrets  # noqa: PLC0415

    print(without_secrets(f"tandem: {line}"), file=sys.stderr)  # noqa: T201 - this is the command line's voice
    return typer.Exit(1)
