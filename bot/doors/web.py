"""The one web server: health, metrics if wanted, the webhook where Telegram calls us, the counter's page, the guide."""

from __future__ import annotations

import orjson
from aiohttp import web

from bot.doors.guide import GuidePages
from bot.doors.intake import Intake
from bot.doors.webhook import Webhook
from bot.operation.health import HealthChecks
from bot.operation.metrics import Metrics
from bot.refusal import PortTaken
from bot.settings import Settings

LARGEST = 1024 * 1024
Routes = list[web.RouteDef]


class Pages:
    """What monitoring asks for."""

    def __init__(self, health: HealthChecks, metrics: Metrics | None) -> None:
        self.health, self.metrics = health, metrics

    def routes(self) -> Routes:
        routes = [web.get("/healthz", self.healthz), web.get("/readyz", self.readyz)]
        return [*routes, web.get("/metrics", self.metrics_page)] if self.metrics else routes

    async def healthz(self, _: web.Request) -> web.Response:
        alive = await self.health.alive()
        return web.Response(text="ok\n" if alive else "the database does not answer\n", status=200 if alive else 503)

    async def readyz(self, _: web.Request) -> web.Response:
        ready, report = await self.health.ready()
        return web.Response(body=orjson.dumps(report), status=200 if ready else 503, content_type="application/json")

    async def metrics_page(self, _: web.Request) -> web.Response:
        assert self.metrics
        health = self.health
        text = self.metrics.text(await health.condition(), await health.size(), await health.engine())
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


async def open_port(
    settings: Settings, health: HealthChecks, metrics: Metrics | None, intake: Intake, counter: Routes
) -> web.AppRunner:
    """Serve until `cleanup`; where Telegram is to call us, tell it. Raises PortTaken, TelegramError."""
    webhook = Webhook(intake, settings.webhook_url, settings.webhook_secret) if settings.webhook_url else None
    hook = [webhook.route()] if webhook else []
    runner = await _listen(settings, [*Pages(health, metrics).routes(), *hook, *counter, *GuidePages().routes()])
    try:
        if webhook:
            await webhook.set_up(intake.bot)
    except BaseException:
        await runner.cleanup()
        raise
    return runner


async def _listen(settings: Settings, routes: Routes) -> web.AppRunner:
    app = web.Application(client_max_size=LARGEST)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.health_host, settings.health_port).start()
    except OSError as error:
        await runner.cleanup()
        raise PortTaken(f"HEALTH_PORT {settings.health_port} cannot be used: {error.strerror}.") from error
    return runner
