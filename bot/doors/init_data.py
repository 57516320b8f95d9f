"""Who opened the counter's page: Telegram's signed word on it.

Source: https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import orjson
from msgspec import Struct

LIVES = timedelta(hours=1)
AHEAD = timedelta(minutes=5)
"""How far Telegram's clock may be before ours."""
LONGEST = 4096


class Opened(Struct, frozen=True):
    """A Telegram account and the language of its app. `fresh`: it was opened within the hour."""

    telegram_id: int
    language: str | None
    fresh: bool = True


def opened_by(said: str, token: str, now: datetime) -> Opened | None:
    """Whose word it is; None where the hash is not this bot's."""
    fields = _fields(said)
    given = fields.pop("hash", "")
    if not hmac.compare_digest(_hash(fields, token), given.encode("utf-8", "replace")):
        return None
    age = now.timestamp() - _number(fields.get("auth_date", ""))
    return _user(fields.get("user", ""), -AHEAD.total_seconds() <= age <= LIVES.total_seconds())


def _fields(said: str) -> dict[str, str]:
    """Each once: a field that stands twice is nobody's."""
    try:
        pairs = parse_qsl(said[: LONGEST + 1], keep_blank_values=True, strict_parsing=True, max_num_fields=20)
    except ValueError:
        return {}
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) and len(said) <= LONGEST else {}


def _hash(fields: dict[str, str], token: str) -> bytes:
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    text = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    return hmac.new(secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest().encode()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


def _user(text: str, fresh: bool) -> Opened | None:
    try:
        user = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    number, language = (user.get("id"), user.get("language_code")) if isinstance(user, dict) else (None, None)
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return Opened(number, language if isinstance(language, str) else None, fresh)
