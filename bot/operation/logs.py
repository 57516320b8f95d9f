"""Logs: text or JSON on standard error, without the token and the database's password wherever they might appear."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

SECRET = re.compile(r"\d{5,}(:|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
PASSWORD = re.compile(r"(postgres(?:ql)?://[^:@/\s]*:)[^@\s]+(?=@)", re.IGNORECASE)
QUIET = ("httpx", "httpcore", "aiohttp.access", "apscheduler", "telegram", "aiosqlite", "asyncio")


def without_secrets(text: str) -> str:
    return PASSWORD.sub(r"\1<password>", SECRET.sub("<token>", text))


class _Filter(logging.Formatter):
    """Takes secrets out of the finished line, tracebacks included."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self.inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(self.inner.format(record))


def set_up(level: str, style: str) -> None:
    """Send structlog and the standard library's logs through one formatter."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,  # a plain traceback: local values may be secrets
    ]
    last = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )
    handler.setFormatter(_Filter(formatter))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
