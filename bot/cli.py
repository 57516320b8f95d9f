"""The command line: `tandem demo`, `tandem run`, `tandem doctor`; the same as `python -m bot …`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import Annotated, Any

import typer
import uvloop
from telegram.error import InvalidToken, TelegramError

from bot import demo as demonstration
from bot import doctor as check_up
from bot.app import serve
from bot.logs import set_up, without_secrets
from bot.settings import Settings, SettingsRefused, load
from storage.db import DatabaseRefused

cli = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)


@cli.command()
def run() -> None:
    """Serve on Telegram with the token from BOT_TOKEN, until stopped."""
    settings = _settings()
    set_up(settings.log_level, settings.log_format)
    _go(serve(settings))


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
    except (SettingsRefused, DatabaseRefused, check_up.Unwell, demonstration.PortTaken) as refused:
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


def main() -> None:
    cli()
