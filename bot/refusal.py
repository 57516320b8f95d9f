"""What ends a command before it has begun: one line that says what to do."""

from __future__ import annotations


class CommandRefused(Exception):
    """The text is for whoever runs the command."""


class PortTaken(CommandRefused):
    """Somebody else listens where we are to."""


def line_of(error: Exception) -> str | None:
    """What to tell whoever runs the command; None for a bug."""
    if isinstance(error, CommandRefused):
        return str(error)
    from telegram.error import InvalidToken, TelegramError  # noqa: PLC0415

    from storage.backups import BackupFailed  # noqa: PLC0415
    from storage.db import DatabaseRefused  # noqa: PLC0415

    if isinstance(error, DatabaseRefused | BackupFailed):
        return str(error)
    if isinstance(error, InvalidToken):
        return "Telegram does not know this BOT_TOKEN. Copy it again from @BotFather."
    if isinstance(error, TelegramError):
        return f"Telegram cannot be reached: {error}. Check the network and TELEGRAM_API_URL."
    return None
