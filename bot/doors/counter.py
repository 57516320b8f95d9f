"""The page for the counter, a Mini App: its files, and what it asks for. Whoever asks is known by Telegram's signature.

Sources: https://core.telegram.org/bots/webapps, https://developer.mozilla.org/docs/Web/HTTP/CSP.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog
from aiohttp import web

from bot.doors.counter_address import PageAddress
from bot.doors.init_data import Opened, opened_by
from bot.doors.loop import until_no_conflict
from domain.languages import language_of
from handlers.account import blocked
from handlers.app import App
from handlers.context import Work
from handlers.daily import counter
from storage import people
from storage.db import Database, in_trouble

FILES = Path(__file__).parents[2] / "templates" / "codes"
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
SCHEME = "tma "
LONGEST = 4096
log = structlog.get_logger("counter")


class CounterPage:
    def __init__(self, db: Database, app: App, token: str, at: PageAddress, said: Callable[[], None]) -> None:
        self.db, self.app, self.token, self.at, self.said = db, app, token, at, said

    def routes(self) -> list[web.RouteDef]:
        base = urlsplit(self.at.url).path
        return [
            web.get(base, self.file),
            web.get(base + r"{name:counter\.(?:js|css)}", self.file),
            web.post(base + r"{act:open|look|redeem|back}", self.act),
        ]

    async def file(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "counter.html")
        headers = {
            "Content-Security-Policy": self.at.policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
        }
        text = _file(name).replace("{{ script }}", self.at.script)
        return web.Response(text=text, content_type=TYPES[name.rpartition(".")[2]], headers=headers)

    async def act(self, request: web.Request) -> web.Response:
        """Signed, by somebody who works here, in one transaction like any message."""
        said = request.headers.get("Authorization", "")
        who = opened_by(said.removeprefix(SCHEME), self.token, self.app.now()) if said.startswith(SCHEME) else None
        if who is None or not who.fresh:
            return self._refused("old" if who else "forged", who)
        asked = _asked(await request.content.read(LONGEST + 1))
        if asked is None:
            return web.Response(status=400)
        try:
            return await until_no_conflict(partial(self._answer, request.match_info["act"], who, asked))
        except Exception as error:
            if not in_trouble(error):
                raise
            log.error("database_refuses", error=str(error))
            return web.Response(status=503)

    def _refused(self, why: str, who: Opened | None) -> web.Response:
        language = language_of(who.language if who else None, self.app.default_language)
        return _json({"why": why, "words": counter.refused(why, language)}, 403 if why == "stranger" else 401)

    async def _answer(self, act: str, who: Opened, asked: dict[str, Any]) -> web.Response:
        async with self.db.transaction() as tx:
            work = Work(self.app, tx, self.app.now())
            person = await people.find(tx, who.telegram_id)
            if person is None or person.kept_out or not person.has_role():
                return self._refused("stranger", who)
            answer = await counter.ACTS[act](work, person, asked)
            await blocked.send(work, person)
        self.said()
        return _json(answer)


@cache
def _file(name: str) -> str:
    return (FILES / name).read_text("utf-8")


def _json(answer: dict[str, Any], status: int = 200) -> web.Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=orjson.dumps(answer), status=status, content_type="application/json", headers=headers)


def _asked(body: bytes) -> dict[str, Any] | None:
    """An object of short texts and numbers; None for anything else."""
    if len(body) > LONGEST:
        return None
    try:
        asked = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        return None
    return asked if isinstance(asked, dict) else None
