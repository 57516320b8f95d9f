"""How a promo ends before its last day: at once, after a side's notice, or at once after all because all agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.agreement.terms import Terms
from domain.calendar import local_day, to_utc
from domain.schedule.due_names import Nth
from domain.schedule.plan import MORNING, Due
from domain.states import Refusal, State

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Notice:
    """A side has said that it ends the promo alone; `agreed`: the sides that would rather end it at once."""

    id: int
    promo_id: str
    business_id: int
    person_id: int
    reason: str
    last_day: date
    agreed: frozenset[int] = frozenset()


def last_day(terms: Terms, now: State, today: date) -> date | Refusal | None:
    """The last day of a promo that a side ends alone today. None: at once, as it has not begun or nothing else was
    agreed."""
    if now is State.SIGNED or not terms.notice_days:
        return None
    day = today + timedelta(days=terms.notice_days)
    return day if day < terms.ends else Refusal("ends_by_itself")


def after_notice(notice: Notice, zone: str) -> Due:
    """The promo ends at the midnight after the last day."""
    return Due("notice", notice.promo_id, str(notice.id), to_utc(notice.last_day + NEXT_DAY, time(0), zone))


def pause_ends(terms: Terms, since: datetime, zone: str) -> date | None:
    """The day on which a pause is over by itself, if the terms name one."""
    return local_day(since, zone) + timedelta(days=terms.pause_days) if terms.pause_days else None


def after_pause(promo_id: str, number: int, goes_on: date, zone: str) -> tuple[Due, ...]:
    """A word on the morning before, then the promo goes on at midnight; `number`: which of its pauses it is."""
    period, eve = str(Nth(str(goes_on), number)), goes_on - NEXT_DAY
    at = to_utc(goes_on, time(0), zone)
    return Due("pause_eve", promo_id, period, to_utc(eve, MORNING, zone), at), Due("pause_end", promo_id, period, at)
