"""Errors to Sentry, where SENTRY_DSN is set and `tandem[sentry]` is installed; no local values, no messages."""

from __future__ import annotations

import json
from typing import Any

from bot.operation.logs import without_secrets
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
            dsn=settings.sentry_dsn,
            include_local_variables=False,
            max_breadcrumbs=0,
            max_request_body_size="never",
            before_send=_clean,
            server_name="",
            traces_sample_rate=None,
        )
    except BadDsn as error:
        raise SettingsRefused(f"SENTRY_DSN: {error}.") from error


def _clean(event: Any, hint: Any) -> Any:
    """Grouped by what happened, and the token is taken out of the whole event."""
    record = hint.get("log_record")
    if record is not None and isinstance(record.msg, dict):
        said = dict(record.msg)
        name, kind = said.pop("event", ""), said.get("exception", "").rpartition("\n")[2].partition(":")[0]
        event |= {"logentry": {"message": name}, "extra": said, "fingerprint": [record.name, name, kind]}
    return json.loads(without_secrets(json.dumps(event, default=str)))
