"""What each kind of due row does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers.account import privacy
from handlers.agreement import amendment, expiry, pilot
from handlers.codes import card_sheets, used
from handlers.context import Work
from handlers.daily import catch_up
from handlers.daily import reminders as daily_reminders
from handlers.duties import reminders as duties_reminders
from handlers.forms import reminder
from handlers.ledger import dispute_replies
from handlers.lifecycle import milestones, notice, readiness, resume, start
from handlers.measures import reminders as measures_reminders
from handlers.results import corrections
from handlers.rewards import awards
from handlers.settlement import silence as settlement_silence

Duty = Callable[[Work, str, str], Awaitable[None]]

DUTIES: dict[str, Duty] = {
    "form_nudge": reminder.nudge,
    "expiry_reminder": expiry.remind,
    "expire": expiry.expire,
    "in_force": amendment.in_force,
    "vote": pilot.ask,
    "ready": readiness.remind,
    "start": start.start,
    "start_question": start.ask,
    "start_late": start.late,
    "duty": duties_reminders.remind,
    "duty_again": duties_reminders.remind_again,
    "status_card": milestones.status_card,
    "three_days_left": milestones.three_days_left,
    "finish": milestones.finish,
    "close": milestones.close,
    "notice": notice.ends,
    "pause_eve": resume.eve,
    "pause_end": resume.by_itself,
    "week": milestones.week,
    "week_again": corrections.post_again,
    "ask": daily_reminders.ask,
    "ask_again": daily_reminders.ask_again,
    "nudge": daily_reminders.nudge,
    "escalate": daily_reminders.escalate,
    "cards": card_sheets.make,
    "used": used.tell,
    "catch_up": catch_up.tell,
    "perks": awards.check,
    "measures_after": measures_reminders.remind_after,
    "settle_remind": settlement_silence.remind,
    "settle_accept": settlement_silence.accept,
    "dispute_lapse": dispute_replies.lapse,
    "forgotten": privacy.finish,
}

Missed = Callable[[Work, str, str, str], Awaitable[None]]
MISSED: dict[str, Missed] = dict.fromkeys(("ask", "nudge", "escalate"), catch_up.missed)
"""What is done for a row that is too late to be said; its kind goes with it."""
