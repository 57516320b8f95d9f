"""The library's Application, with our transport and our routes."""

from __future__ import annotations

from telegram.ext import ApplicationBuilder

from bot.routes.router import CONTEXT, Tandem, add_routes
from bot.settings import Settings
from bot.transport import Transport


def build(settings: Settings, calls: Transport, polls: Transport) -> Tandem:
    """The library's Application on our transports, with all routes."""
    base = settings.telegram_api_url
    builder = (
        ApplicationBuilder()
        .token(settings.require_token())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .request(calls)
        .get_updates_request(polls)
        .context_types(CONTEXT)
        .updater(None)
        .job_queue(None)
    )
    application: Tandem = builder.build()  # type: ignore[assignment]
    add_routes(application)
    return application
