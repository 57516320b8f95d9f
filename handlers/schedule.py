"""What each kind of due row does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import (
    amendments,
    closing,
    duty_reminders,
    form_nudge,
    milestones,
    pilots,
    proposals,
    readiness,
    starting,
)
from handlers.context import Work

Duty = Callable[[Work, str, str], Awaitable[None]]

DUTIES: dict[str, Duty] = {
    "form_nudge": form_nudge.nudge,
    "expiry_reminder": proposals.remind,
    "expire": proposals.expire,
    "in_force": amendments.in_force,
    "vote": pilots.ask,
    "ready": readiness.remind,
    "start": starting.start,
    "start_question": starting.ask,
    "start_late": starting.late,
    "duty": duty_reminders.remind,
    "duty_again": duty_reminders.remind_again,
    "three_days_left": milestones.three_days_left,
    "finish": milestones.finish,
    "close": milestones.close,
    "week": milestones.week,
    "ask": closing.ask,
    "ask_again": closing.ask_again,
    "nudge": closing.nudge,
    "escalate": closing.escalate,
}
