"""What each kind of due row does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import (
    amendments,
    cards,
    catching_up,
    closing,
    corrections,
    dispute_answers,
    duty_reminders,
    form_nudge,
    lapsing,
    measure_reminders,
    milestones,
    perks,
    pilots,
    privacy,
    readiness,
    starting,
)
from handlers.context import Work

Duty = Callable[[Work, str, str], Awaitable[None]]

DUTIES: dict[str, Duty] = {
    "form_nudge": form_nudge.nudge,
    "expiry_reminder": lapsing.remind,
    "expire": lapsing.expire,
    "in_force": amendments.in_force,
    "vote": pilots.ask,
    "ready": readiness.remind,
    "start": starting.start,
    "start_question": starting.ask,
    "start_late": starting.late,
    "duty": duty_reminders.remind,
    "duty_again": duty_reminders.remind_again,
    "status_card": milestones.status_card,
    "three_days_left": milestones.three_days_left,
    "finish": milestones.finish,
    "close": milestones.close,
    "week": milestones.week,
    "week_again": corrections.post_again,
    "ask": closing.ask,
    "ask_again": closing.ask_again,
    "nudge": closing.nudge,
    "escalate": closing.escalate,
    "cards": cards.make,
    "catch_up": catching_up.tell,
    "perks": perks.check,
    "measures_after": measure_reminders.remind_after,
    "dispute_lapse": dispute_answers.lapse,
    "forgotten": privacy.finish,
}

Missed = Callable[[Work, str, str, str], Awaitable[None]]
MISSED: dict[str, Missed] = dict.fromkeys(("ask", "nudge", "escalate"), catching_up.missed)
"""What is done for a row that is too late to be said; its kind goes with it."""
