"""What a Mini App is told about who opened it (core.telegram.org/bots/webapps, WebAppInitData), signed by the token."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

import orjson

from sandbox.town import shapes
from sandbox.town.model import InlineButton, TelegramPerson


def init_data(person: TelegramPerson, token: str, now: datetime) -> str:
    """A query string whose hash only the bot of that token can check."""
    user = shapes.user(person) | {"allows_write_to_pm": True}
    user.pop("is_bot", None)
    fields = {
        "query_id": f"AAH{person.id:x}",
        "user": orjson.dumps(user).decode(),
        "auth_date": str(int(now.timestamp())),
        "signature": "not-checked-by-bots",
    }
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    text = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    return urlencode(fields | {"hash": hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()})


def launched(button: InlineButton, person: TelegramPerson, token: str, now: datetime) -> str | None:
    """The address that the button's Mini App is opened at; None for another button."""
    page = button.raw.get("web_app")
    if page is None:
        return None
    data = quote(init_data(person, token, now), safe="")
    return f"{page['url']}#tgWebAppData={data}&tgWebAppVersion=9.1&tgWebAppPlatform=web"
