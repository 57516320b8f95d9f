"""What the doors tell about their work: counted for the metrics, and for the operators where somebody has to act."""

from __future__ import annotations

from bot.operation.alerts import Alerts
from bot.operation.metrics import Metrics
from bot.outcome import Outcome, OutcomeKind
from storage.queues.outbox import ANSWER, Ready

AGAIN = (OutcomeKind.WAIT, OutcomeKind.UNKNOWN, OutcomeKind.MOVED, OutcomeKind.AS_NEW)


class Telemetry:
    def __init__(self, metrics: Metrics | None, alerts: Alerts) -> None:
        self.metrics, self.alerts = metrics, alerts

    def handled(self, seconds: float) -> None:
        if self.metrics:
            self.metrics.updates.inc()
            self.metrics.handling.observe(seconds)

    def dead(self, door: str) -> None:
        """Something was put aside for good."""
        if self.metrics:
            self.metrics.dead.labels(door).inc()
        self.alerts.note("dead")

    def came_back(self, row: Ready, outcome: Outcome) -> None:
        """The answer to a call."""
        if outcome.kind is OutcomeKind.FAILED and not (row.key or "").startswith("alert:"):
            self.alerts.note("failed")
        if self.metrics:
            self._count(self.metrics, row, outcome)

    def _count(self, metrics: Metrics, row: Ready, outcome: Outcome) -> None:
        metrics.sends.labels(outcome.kind).inc()
        if outcome.kind is OutcomeKind.SENT and row.urgency == ANSWER and row.method != "answerCallbackQuery":
            metrics.answers.inc()
        if outcome.kind in AGAIN:
            metrics.retries.inc()

    def conflict(self) -> None:
        """Another program polls with our token."""
        self.alerts.note("conflict")

    def backup_failed(self) -> None:
        self.alerts.note("backup")
