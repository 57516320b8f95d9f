"""One served sandbox and a plain HTTP client per test."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from sandbox import Running, Telegram, serve


@dataclass
class Bot:
    """A bot reduced to HTTP: `ok` gives the result, `refused` the description."""

    session: aiohttp.ClientSession
    url: str
    token: str

    async def raw(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=params) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        status, body = await self.raw(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        status, body = await self.raw(method, **params)
        assert body["ok"] is False and body["error_code"] == status, body
        return str(body["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ok("getUpdates", **params)
        return found


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def running(telegram: Telegram) -> AsyncIterator[Running]:
    server = await serve(telegram)
    yield server
    await server.stop()


@pytest.fixture
async def bot(running: Running) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        yield Bot(session, running.url, running.telegram.token)


def png(width: int = 40, height: int = 30) -> bytes:
    """A small grey picture."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows))]
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in [*parts, (b"IEND", b"")]:
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return out
