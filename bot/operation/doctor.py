"""A check-up: one line per thing that has to be right, nothing is changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError

from bot.operation.logs import without_secrets
from bot.refusal import CommandRefused, line_of
from bot.rendering import draw
from bot.settings import Settings, SettingsRefused
from bot.transport import Transport
from storage import backups
from storage.db import DatabaseRefused
from storage.disk import check_room
from storage.engines.sqlite import check_header, check_program, version
from storage.opening import is_sqlite, look, without_tools

QR = {"link": "https://t.me/tandem_bot", "title": "Tandem", "lines": []}


class Unwell(CommandRefused):
    """Something that has to be right is not."""


async def examine(settings: Settings) -> None:
    """Print what was found. Raises Unwell when the bot could not run."""
    checks: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
        ("settings", _settings),
        ("database", _database),
        ("copies", _copies),
        ("sqlite", _sqlite),
        ("drawing", _drawing),
        ("telegram", _telegram),
    )
    failed = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {await check(settings)}")  # noqa: T201 - this is what was asked for
        except (SettingsRefused, DatabaseRefused, TelegramError, OSError, Unwell) as error:
            failed += 1
            print(without_secrets(f"FAIL  {name}: {line_of(error) or error}"))  # noqa: T201
    if failed:
        raise Unwell(f"{failed} of {len(checks)} checks failed.")


async def _settings(settings: Settings) -> str:
    settings.require_token()
    warning = _readable_by_all(settings.bot_token_file) or _readable_by_all(Path(".env"))
    return f"language {settings.default_language}, zone {settings.default_timezone}{warning}"


def _readable_by_all(file: Path | None) -> str:
    loose = file is not None and file.exists() and file.stat().st_mode & 0o004
    return f"; warning: {file} can be read by every user of this machine (chmod 600 {file})" if loose else ""


async def _database(settings: Settings) -> str:
    return _file(settings) if is_sqlite(settings.database_url) else await _server(settings.database_url)


async def _server(url: str) -> str:
    engine, schema, size = await look(url)
    who = [f"{process.name}{' (leads)' if process.leads else ''}" for process in engine.processes]
    return (
        f"{engine.name} {engine.version}, {f'schema {schema}' if schema else 'empty'}, {size // 1024} KiB; "
        f"processes of the bot: {', '.join(who) or 'none'}"
    )


def _file(settings: Settings) -> str:
    path = settings.database_path
    check_header(path)
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    check_room(path.parent)
    if not path.exists():
        return f"{path} will be made in {folder}"
    check_program(path)
    size = sum(file.stat().st_size for file in (path, Path(f"{path}-wal")) if file.exists())
    return f"{path}, {size // 1024} KiB"


async def _copies(settings: Settings) -> str:
    if not is_sqlite(settings.database_url) and (missing := without_tools()):
        return missing
    check_room(settings.backups)
    newest = backups.newest(settings.backups)
    return f"the newest in {settings.backups} is of {newest:%Y-%m-%d %H:%M} UTC" if newest else "none yet"


async def _sqlite(settings: Settings) -> str:
    if not is_sqlite(settings.database_url):
        return "not used"
    known, warning = version()
    return f"{known}; {warning}" if warning else known


async def _drawing(settings: Settings) -> str:
    return f"a picture of {len(draw('qr', QR).content) // 1024} KiB was drawn"


async def _telegram(settings: Settings) -> str:
    base = settings.telegram_api_url
    bot = Bot(settings.require_token(), base_url=f"{base}/bot", request=Transport(), get_updates_request=Transport())
    async with bot:
        return f"@{bot.username} answers at {base}"
