"""What the Bot API refuses, with the words it uses (tdlib/telegram-bot-api, Client.cpp)."""

from __future__ import annotations

import re
from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`: code, description and, where Telegram gives them, parameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The response as Telegram writes it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(what: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {what}")


def too_many(seconds: int) -> ApiError:
    """429; nothing may be sent there before `retry_after` seconds are over."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
RESTART = "Internal Server Error: restart"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
BROKEN_LIMIT = re.compile(
    r"too long|TOO_LONG|TOO_MUCH|BUTTON_|COMMAND_|TITLE_|text is empty|non-empty|can't parse|too big|"
    r"Too Large|inline keyboard button|IMAGE_PROCESS|DIMENSIONS|unallowed"
)
"""Refusals that only a mistake of the bot brings about; they are noted as violations too."""
