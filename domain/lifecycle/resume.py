"""Who may end a pause, and when it ends by itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain.agreement.terms import Terms
from domain.calendar import local_day, to_utc
from domain.lifecycle.ending import NEXT_DAY
from domain.options import Resumes
from domain.schedule.due_names import Nth
from domain.schedule.plan import MORNING, Due
from domain.states import Refusal, State


def may_resume(now: State, business_id: int, paused_by: int | None, rule: Resumes) -> Refusal | None:
    """A paused promo goes on when the side that paused it says so, or any side, as agreed."""
    if now is not State.PAUSED:
        return Refusal("not_now")
    return None if rule is Resumes.ANYBODY or business_id == paused_by else Refusal("only_who_paused")


def pause_ends(terms: Terms, since: datetime, zone: str) -> date | None:
    """The day on which a pause is over by itself, if the terms name one."""
    return local_day(since, zone) + timedelta(days=terms.pause_days) if terms.pause_days else None


def after_pause(promo_id: str, number: int, goes_on: date, zone: str) -> tuple[Due, ...]:
    """A word on the morning before, then the promo goes on at midnight; `number`: which of its pauses it is."""
    period, eve = str(Nth(str(goes_on), number)), goes_on - NEXT_DAY
    at = to_utc(goes_on, time(0), zone)
    return Due("pause_eve", promo_id, period, to_utc(eve, MORNING, zone), at), Due("pause_end", promo_id, period, at)
