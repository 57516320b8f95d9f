"""What each kind of due row does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers import amendments, closing, dispute_answers, form_nudge, milestones, perks, pilots, proposals
from handlers.context import Work

Duty = Callable[[Work, str, str], Awaitable[None]]

DUTIES: dict[str, Duty] = {
    "form_nudge": form_nudge.nudge,
    "expiry_reminder": proposals.remind,
    "expire": proposals.expire,
    "in_force": amendments.in_force,
    "vote": pilots.ask,
    "start": milestones.start,
    "three_days_left": milestones.three_days_left,
    "finish": milestones.finish,
    "close": milestones.close,
    "week": milestones.week,
    "ask": closing.ask,
    "ask_again": closing.ask_again,
    "nudge": closing.nudge,
    "escalate": closing.escalate,
    "perks": perks.check,
    "dispute_lapse": dispute_answers.lapse,
}
