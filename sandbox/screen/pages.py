"""The browser page: its files, live state (server-sent events), pictures, QR, and the control endpoints."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import orjson
import segno
from aiohttp import web

from sandbox.screen import views
from sandbox.screen.control import Control
from sandbox.town.model import Json

PAGE = Path(__file__).parents[1] / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src http://127.0.0.1:* https:"
)
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
SETTLE = 0.06
"""Seconds to gather changes before they are sent to the page."""


class ScreenPages:
    """Routes of the page."""

    def __init__(self, control: Control) -> None:
        self.control, self.world = control, control.world

    def routes(self) -> list[web.RouteDef]:
        """Everything a browser may ask for."""
        return [
            web.get("/", self.page),
            web.get(r"/page/{name:[a-z_]+\.(?:js|css|svg)}", self.page),
            web.get("/sandbox/state", self.state),
            web.get("/sandbox/events", self.events),
            web.get("/sandbox/qr", self.qr),
            web.get(r"/sandbox/file/{file_id}", self.file),
            web.post(r"/sandbox/{action:[a-z]+}", self.act),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """A file of the page."""
        path = PAGE / request.match_info.get("name", "index.html")
        if not path.is_file():
            raise web.HTTPNotFound
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
        return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8", headers=headers)

    def _snapshot(self) -> tuple[Json, dict[int, bytes]]:
        frame = self.control.frame()
        frame["people"] = [views.person(self.world, who) for who in self.world.people.values()]
        places = [place for place in self.world.chats.values() if not place.migrated_to]
        return frame, {place.id: orjson.dumps(views.chat(self.world, place)) for place in places}

    async def state(self, request: web.Request) -> web.Response:
        """The whole state once."""
        self.control.cast(request.headers.get("Accept-Language", ""))
        frame, chats = self._snapshot()
        frame["chats"] = [orjson.Fragment(chat) for chat in chats.values()]
        return web.Response(body=orjson.dumps(frame), content_type="application/json")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The state as it changes: the frame each time, of the chats those that changed."""
        self.control.cast(request.headers.get("Accept-Language", ""))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        changed = asyncio.Event()
        self.world.changed.append(changed.set)
        try:
            await self._follow(response, changed)
        except (ConnectionResetError, asyncio.CancelledError):
            return response
        finally:
            self.world.changed.remove(changed.set)
        return response

    async def _follow(self, response: web.StreamResponse, changed: asyncio.Event) -> None:
        sent: dict[int, bytes] = {}
        while True:
            changed.clear()
            frame, chats = self._snapshot()
            frame["gone"] = [number for number in sent if number not in chats]
            frame["chats"] = [orjson.Fragment(body) for n, body in chats.items() if sent.get(n) != body]
            sent = chats
            await response.write(b"data: " + orjson.dumps(frame) + b"\n\n")
            await _either(changed, 5.0)
            await asyncio.sleep(SETTLE)
            while self.control.preparing:  # noqa: ASYNC110 - nobody is told when it ends
                await asyncio.sleep(SETTLE)

    async def act(self, request: web.Request) -> web.Response:
        """A control action; mistakes come back as 400 with their words."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        action = self.control.actions.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound
        try:
            answer: dict[str, Any] = await action(orjson.loads(await request.read() or b"{}"))
        except (LookupError, ValueError, TypeError, PermissionError) as why:
            body = {"error": f"{why}" if not isinstance(why, KeyError) else f"unknown or missing {why}"}
            return web.Response(body=orjson.dumps(body), status=400, content_type="application/json")
        return web.Response(body=orjson.dumps(answer), content_type="application/json")

    async def qr(self, request: web.Request) -> web.Response:
        """A QR code of a text, as SVG with a white border of 4 modules."""
        text = request.query.get("text", "")
        if not 1 <= len(text) <= 1000:
            raise web.HTTPBadRequest
        out = io.BytesIO()
        segno.make(text, error="m").save(out, kind="svg", scale=8, border=4, light="white")
        return web.Response(body=out.getvalue(), content_type="image/svg+xml")

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file; only pictures and PDFs open in the browser."""
        file = self.world.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        mime = "image/png" if file.kind == "photo" else file.mime
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"}
        if mime not in SHOWN:
            mime, headers["Content-Disposition"] = "application/octet-stream", "attachment"
        return web.Response(body=file.data, content_type=mime, headers=headers)


async def _either(changed: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(changed.wait(), seconds)
    except TimeoutError:
        return


@web.middleware
async def loopback_only(request: web.Request, handler: Any) -> web.StreamResponse:
    """The page answers to 127.0.0.1 and localhost by name only, so that no web site can reach it."""
    name = request.host.rsplit(":", 1)[0].lower()
    is_bot_api = request.path.startswith(("/bot", "/file/bot"))
    if not is_bot_api and name not in ("127.0.0.1", "localhost", "[::1]"):
        raise web.HTTPForbidden(text="the sandbox answers on loopback only")
    response: web.StreamResponse = await handler(request)
    return response
