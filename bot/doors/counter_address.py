"""Where the page for the counter can be opened, if it can."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import Struct

from bot.settings import Settings


class PageAddress(Struct, frozen=True):
    """Where the page is to be found, whose script tells it who opened it, and who may show it in a frame."""

    url: str
    script: str = "https://telegram.org/js/telegram-web-app.js"
    framed_by: str = "https://web.telegram.org https://*.telegram.org"

    @property
    def policy(self) -> str:
        origin = "://".join(urlsplit(self.script)[:2])
        return (
            f"default-src 'none'; script-src 'self' {origin}; style-src 'self'; connect-src 'self'; "
            f"img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {self.framed_by}"
        )


def address(settings: Settings) -> PageAddress | None:
    """Below the webhook's address; Telegram opens https pages only."""
    https = settings.webhook_url.startswith("https://")
    return PageAddress(f"{settings.webhook_url.rstrip('/')}/counter/") if https else None
