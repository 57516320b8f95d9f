"""The sandbox behind HTTP on loopback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from sandbox.api.botapi import BotApi
from sandbox.screen.control import Control, Told
from sandbox.screen.pages import ScreenPages, loopback_only
from sandbox.telegram import Telegram
from sandbox.town.moments import Moments

LARGEST_BODY = 60 * 1024 * 1024


class Running:
    """A served sandbox. The Bot API base is f"{url}/bot", the file base f"{url}/file/bot"."""

    def __init__(self, telegram: Telegram, runner: web.AppRunner, api: BotApi, control: Control) -> None:
        self.telegram, self.api, self.control = telegram, api, control
        self.story = control.story
        self._runner = runner
        self.host, self.port = runner.addresses[0][:2]
        self.url = f"http://{self.host}:{self.port}"

    async def reset(self) -> None:
        """What the page's Reset does: an empty world, then `on_reset`, then the usual cast."""
        await self.control.reset({})

    async def stop(self) -> None:
        """End story and delivery, close the port."""
        self.story.stop()
        await self.api.hook.stop()
        await self._runner.cleanup()


async def serve(
    telegram: Telegram,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    story: Told = lambda language: [],
    on_reset: Callable[[], Awaitable[None]] | None = None,
    page: bool = True,
    moments: Moments | None = None,
    guide: Sequence[web.RouteDef] = (),
) -> Running:
    """Serve the Bot API and, with `page`, the browser page; it links to the `guide`, which is served as /guide/. Port 0
    takes a free one."""
    api, when = BotApi(telegram), moments or Moments()
    control = Control(telegram, story, when, on_reset)
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[loopback_only])
    app.add_routes(api.routes())
    if page:
        app.add_routes(ScreenPages(control).routes())
    app.add_routes(guide)
    control.has_guide = bool(guide)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return Running(telegram, runner, api, control)
