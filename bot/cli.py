"""The command line: `tandem demo`, `run`, `doctor`, `backup`, `restore`, `healthcheck`; also as `python -m bot …`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from telegram.error import InvalidToken, TelegramError

from bot.app import PortTaken
from bot.demo import demo as demonstration
from bot.operation import backup_commands, sentry
from bot.operation import doctor as check_up
from bot.operation import healthcheck as health
from bot.operation.control_socket import NotRunning
from bot.operation.logs import set_up, without_secrets
from bot.operation.run import serve
from bot.settings import Settings, SettingsRefused, load
from storage.backups import BackupFailed
from storage.db import DatabaseRefused

REFUSALS = (
    SettingsRefused, DatabaseRefused, BackupFailed, NotRunning, PortTaken, check_up.Unwell, demonstration.PortTaken,
)  # fmt: skip
cli = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)


@cli.command()
def run() -> None:
    """Serve on Telegram with the token from BOT_TOKEN, until stopped."""
    settings = _settings()
    set_up(settings.log_level, settings.log_format)
    _go(_reported(settings))


async def _reported(settings: Settings) -> None:
    sentry.set_up(settings)
    await serve(settings)


@cli.command()
def backup(
    to: Annotated[Path | None, typer.Option(help="A folder; without it BACKUP_DIR, which is thinned out.")] = None,
) -> None:
    """Make a checked copy of the database, also while the bot runs, and print its name."""
    settings = _settings()
    set_up("ERROR", "text")
    _go(backup_commands.backup(settings, to))


@cli.command()
def restore(copy: Annotated[Path, typer.Argument(help="A file that `tandem backup` made.")]) -> None:
    """Put a copy in the database's place, while the bot is stopped; what was there is kept beside it."""
    settings = _settings()
    set_up("ERROR", "text")
    _go(backup_commands.restore(settings, copy))


@cli.command()
def healthcheck() -> None:
    """Exit code 0 when the bot of this database runs and its database answers."""
    settings = _settings()
    set_up("ERROR", "text")
    _go(health.check(settings))


@cli.command()
def demo(port: Annotated[int, typer.Option(help="Where the page is served on 127.0.0.1.")] = 8080) -> None:
    """Try everything in a browser: no token, no network, several people side by side."""
    set_up("WARNING", "text")
    _go(demonstration.serve(port))


@cli.command()
def doctor() -> None:
    """Check settings, database, drawing and the way to Telegram, without changing anything."""
    settings = _settings()
    set_up("ERROR", "text")
    _go(check_up.examine(settings))


def _settings() -> Settings:
    try:
        return load()
    except SettingsRefused as refused:
        raise _refused(str(refused)) from None


def _go(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; what refuses the start is one clear line and exit code 1."""
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work)
    except REFUSALS as refused:
        raise _refused(str(refused)) from None
    except InvalidToken:
        raise _refused("Telegram does not know this BOT_TOKEN. Copy it again from @BotFather.") from None
    except TelegramError as error:
        raise _refused(f"Telegram cannot be reached: {error}. Check the network and TELEGRAM_API_URL.") from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _refused(line: str) -> typer.Exit:
    print(without_secrets(f"tandem: {line}"), file=sys.stderr)  # noqa: T201 - this is the command line's voice
    return typer.Exit(1)
