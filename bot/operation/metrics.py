"""What is counted while the bot runs, as Prometheus reads it (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

from domain.operation.health import EngineState, Health

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """In a registry of its own, so that two bots in one process do not meet."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram  # noqa: PLC0415 - where METRICS=true

        made = self.registry = CollectorRegistry()
        self.updates = Counter("tandem_updates", "Updates handled", registry=made)
        self.answers = Counter("tandem_answers", "Answers to people that arrived", registry=made)
        self.sends = Counter("tandem_sends", "Calls to Telegram by result", ["result"], registry=made)
        self.retries = Counter("tandem_retries", "Calls put off to be tried again", registry=made)
        self.dead = Counter("tandem_dead_letters", "Updates and due rows put aside", ["door"], registry=made)
        self.handling = Histogram(
            "tandem_handling_seconds", "Time in the routes for one update", buckets=SECONDS, registry=made
        )
        self.lag = Gauge("tandem_lag_seconds", "Age of the oldest thing that waits", ["door"], registry=made)
        self.stuck = Gauge("tandem_stuck_lanes", "Chats that get nothing for ten minutes", registry=made)
        self.database = Gauge("tandem_database_bytes", "Size of the database", registry=made)

        self.engine = Gauge("tandem_engine", "The database's engine, by its labels", ["name", "version"], registry=made)
        self.processes = Gauge("tandem_processes", "Processes that share the database", registry=made)
        self.leader = Gauge("tandem_leader", "1 for the process that polls and delivers", ["process"], registry=made)

    def text(self, condition: Health, size: int, engine: EngineState) -> bytes:
        from prometheus_client import generate_latest  # noqa: PLC0415

        self._about(engine)
        for door, seconds in condition.waits.items():
            if seconds is not None:
                self.lag.labels(door).set(seconds)
        self.stuck.set(condition.stuck_lanes)
        self.database.set(size)
        return generate_latest(self.registry)

    def _about(self, engine: EngineState) -> None:
        self.engine.labels(engine.name, engine.version).set(1)
        self.processes.set(len(engine.processes))
        self.leader.clear()
        for process in engine.processes:
            self.leader.labels(process.name).set(process.leads)
