"""Is it alive, does it keep up: for the web server, for `tandem healthcheck` and for systemd's watchdog."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog
from msgspec.structs import asdict

from domain.operation.health import LIMITS, EngineState, Health
from handlers.app import App
from storage.db import Database
from storage.operation import health

SECONDS = 1.0
log = structlog.get_logger("health")


class HealthChecks:
    def __init__(self, db: Database, app: App) -> None:
        self.db, self.app = db, app

    async def alive(self) -> bool:
        """The database answers within a second; that we are asked at all says that the loop runs. While a
        copy is made it has no time to answer, and that is well."""
        if self.db.copying:
            return True
        try:
            async with asyncio.timeout(SECONDS), self.db.transaction() as tx:
                return bool(await tx.value("SELECT 1"))
        except Exception as error:
            log.error("unhealthy", error=f"{type(error).__name__}: {error}")
            return False

    async def asked(self, _: Mapping[str, Any]) -> Mapping[str, Any]:
        """By `tandem healthcheck`, through the local door."""
        return {"alive": await self.alive()}

    async def condition(self) -> Health:
        async with self.db.transaction() as tx:
            return await health.condition(tx, self.app.now(), self.app.polled())

    async def size(self) -> int:
        async with self.db.transaction() as tx:
            return await tx.size()

    async def engine(self) -> EngineState:
        async with self.db.transaction() as tx:
            return await tx.about()

    async def ready(self) -> tuple[bool, Mapping[str, Any]]:
        """Whether all keep up, with what was measured and the limits."""
        condition, engine = await self.condition(), await self.engine()
        report = {
            "ready": not condition.beyond,
            "beyond": condition.beyond,
            "seconds": condition.waits,
            "limits": LIMITS,
            "stuck_lanes": condition.stuck_lanes,
            "engine": f"{engine.name} {engine.version}",
            "processes": [asdict(process) for process in engine.processes],
        }
        return not condition.beyond, report
