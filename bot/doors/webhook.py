"""The other first door: Telegram brings the updates, and gets its 200 when they are stored.

Sources: https://core.telegram.org/bots/api#setwebhook, https://core.telegram.org/bots/webhooks.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import NetworkError

from bot.doors.intake import Intake, raw
from bot.transport import Transport
from handlers.incoming import KINDS
from storage.db import in_trouble
from storage.queues.inbox import Raw

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
log = structlog.get_logger("webhook")


class Webhook:
    def __init__(self, intake: Intake, url: str, secret: str) -> None:
        self.intake, self.url, self.secret = intake, url, secret

    def route(self) -> web.RouteDef:
        return web.post(urlsplit(self.url).path or "/", self.took)

    async def set_up(self, bot: Bot) -> None:
        """Tell Telegram where to bring them. Raises TelegramError."""
        body = {"url": self.url, "secret_token": self.secret, "allowed_updates": list(KINDS)}
        await bot.do_api_request("setWebhook", body)
        log.info("webhook_set", url=self.url)

    async def took(self, request: web.Request) -> web.Response:
        """Store, then answer; whatever is not a whole update from Telegram changes nothing."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.secret.encode()):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        update = _update(await request.read())
        if update is None:
            return web.Response(status=400)
        try:
            await self.intake.take([update])
        except Exception as error:
            if not in_trouble(error):
                raise
            log.error("database_refuses", error=str(error))
            return web.Response(status=503)
        return web.Response()


def _update(body: bytes) -> Raw | None:
    try:
        return raw(Transport.parse_json_payload(body))
    except NetworkError:
        return None
