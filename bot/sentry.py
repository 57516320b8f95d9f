"""Errors to Sentry, where SENTRY_DSN is set and `tandem[sentry]` is installed. Texts and names of people stay here."""

from __future__ import annotations

import json
from typing import Any

from bot.logs import without_secrets
from bot.settings import Settings, SettingsRefused


def set_up(settings: Settings) -> None:
    """Without SENTRY_DSN nothing is even imported. Raises SettingsRefused where the package is missing."""
    if not settings.sentry_dsn:
        return
    try:
        import sentry_sdk  # noqa: PLC0415 - an extra
        from sentry_sdk.utils import BadDsn  # noqa: PLC0415
    except ImportError as error:
        raise SettingsRefused('SENTRY_DSN needs the package: pip install "tandem[sentry]".') from error
    try:
        sentry_sdk.init(
            dsn=settings.sentry_dsn, include_local_variables=False, max_breadcrumbs=0,
            max_request_body_size="never", before_send=_clean, server_name="", traces_sample_rate=None,
        )  # fmt: skip
    except BadDsn as error:
        raise SettingsRefused(f"SENTRY_DSN: {error}.") from error


def _clean(event: Any, _: Any) -> Any:
    """The token is taken out of the whole event."""
    return json.loads(without_secrets(json.dumps(event, default=str)))
