"""Whether a signed promo can start, side by side.

Two things alone hold the start back, for one day at most: nobody could tell anybody anything (no group is linked,
and no location that counts customers has staff), and a duty not done for which both a photo and a day before the
start were agreed. Everything else only warns: untrained staff, and duties whose day is only taken from the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.calendar import to_utc
from domain.schedule.due_names import SideSubject, StepOfDay
from domain.schedule.plan import MORNING, Due

DAYS_BEFORE = (7, 3, 1)
LAST = 1
OF_A_DAY = timedelta(hours=11)


class Gap(StrEnum):
    """What is not ready."""

    GROUP = "group"
    STAFF = "staff"
    TRAINING = "training"
    DUTY = "duty"
    CODES = "codes"
    BASELINE = "baseline"


class CounterReadiness(Struct, frozen=True):
    """A location that takes part: how many work there besides the owner, and how many of them know the offer."""

    location_id: int
    name: str
    staff: int
    trained: int
    counts: bool  # an offer is used there


class Waiting(Struct, frozen=True):
    """An open duty that is due before the start. `holds`: both the day and a photo were agreed."""

    duty_id: int
    holds: bool


class SideReadiness(Struct, frozen=True):
    """One business. None: not known, and then not spoken of."""

    business_id: int
    counters: tuple[CounterReadiness, ...]
    waiting: tuple[Waiting, ...] = ()
    codes_made: int | None = None
    baseline_entered: bool | None = None


class ReadinessFacts(Struct, frozen=True):
    group: bool
    sides: tuple[SideReadiness, ...]


class Point(Struct, frozen=True):
    """One thing that is not ready; `counter` and `duty_id` where it is about one."""

    gap: Gap
    blocks: bool = False
    counter: CounterReadiness | None = None
    duty_id: int | None = None


def points(facts: ReadinessFacts, business_id: int) -> tuple[Point, ...]:
    """What is not ready on one side, what holds the start back first."""
    side = next(side for side in facts.sides if side.business_id == business_id)
    alone = not facts.group and not _staffed(facts)
    found = [Point(Gap.GROUP, alone)] if not facts.group else []
    found += [Point(Gap.STAFF, True, one) for one in side.counters if alone and one.counts]
    found += [Point(Gap.DUTY, one.holds, duty_id=one.duty_id) for one in side.waiting]
    found += [Point(Gap.TRAINING, False, one) for one in side.counters if one.staff and not one.trained]
    found += [Point(Gap.CODES)] if side.codes_made == 0 else []
    found += [Point(Gap.BASELINE)] if side.baseline_entered is False else []
    return tuple(sorted(found, key=lambda point: not point.blocks))


def _staffed(facts: ReadinessFacts) -> bool:
    """Whether somebody besides the owners works at a counter where an offer is used."""
    return any(counter.staff for side in facts.sides for counter in side.counters if counter.counts)


def held(facts: ReadinessFacts) -> bool:
    """Whether anything holds the start back."""
    return any(point.blocks for side in facts.sides for point in points(facts, side.business_id))


def reminders(terms: Terms, zones: Mapping[int, str]) -> tuple[Due, ...]:
    """To each side at its own 09:00, seven, three and one day before the start."""
    return tuple(_reminder(terms, business, zone, days) for business, zone in zones.items() for days in DAYS_BEFORE)


def _reminder(terms: Terms, business: int, zone: str, days: int) -> Due:
    at = to_utc(terms.starts - timedelta(days=days), MORNING, zone)
    return Due(
        "ready", str(SideSubject(terms.promo_id, business)), str(StepOfDay(terms.starts, str(days))), at, at + OF_A_DAY
    )
