"""What each side does by when: read from the terms, brought in step with new ones, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from domain.agreement.terms import Terms
from domain.calendar import to_utc
from domain.options import ClientBase, Mechanic
from domain.schedule.due_names import StepOfDay
from domain.schedule.plan import MORNING, Due
from domain.staff.training import hands_out
from domain.states import State

REMOVAL_AFTER = timedelta(days=7)
MOST_NUDGES = 2
MOST_SNOOZES = 2
OF_A_DAY = timedelta(hours=11)
"""A reminder of 09:00 is worth saying until 20:00."""

REMINDED = frozenset({State.SIGNED, State.RUNNING, State.FINISHING, State.CLOSED, State.CANCELLED})
"""A paused promo reminds nobody; of a cancelled one only the materials are left to remove."""


class DutyKind(StrEnum):
    """AGREED has the partners' own words, the others have ours."""

    AGREED = "agreed"
    CARDS = "cards"
    FLYERS = "flyers"
    MAILING = "mailing"
    POSTS = "posts"
    REMOVAL = "removal"


class ReminderStep(StrEnum):
    """When somebody hears of an open duty."""

    SOON = "soon"
    TODAY = "today"
    KEY_PERSON = "key"
    OWNER = "owner"
    GROUP = "group"


WHEN: dict[ReminderStep, timedelta] = {
    ReminderStep.SOON: timedelta(days=-3),
    ReminderStep.TODAY: timedelta(0),
    ReminderStep.KEY_PERSON: timedelta(days=1),
    ReminderStep.OWNER: timedelta(days=2),
    ReminderStep.GROUP: timedelta(days=4),
}


class Promised(Struct, frozen=True):
    """One thing that a business does by a day, in the evening at the latest."""

    business_id: int
    kind: DutyKind
    what: str
    due: date
    proof: bool = False
    volume: int | None = None
    dated: bool = False  # the day itself was agreed

    @property
    def same(self) -> tuple[int, DutyKind, str, int | None]:
        """What makes it the same duty in another version of the terms."""
        return self.business_id, self.kind, self.what, self.volume


class Kept(Struct, frozen=True):
    """A duty as it is stored."""

    id: int
    promised: Promised
    state: str


class TrackedDuty(Struct, frozen=True):
    """A duty with its promo and business, as people see it. `person_id`: who does it, None: the owners."""

    id: int
    promo_id: str
    business_id: int
    kind: DutyKind
    what: str
    volume: int | None
    due: date
    dated: bool
    proof: bool
    person_id: int | None
    state: str
    title: str
    promo_state: State
    business: str
    zone: str

    @property
    def open(self) -> bool:
        return self.state == "open"


class Changes(Struct, frozen=True):
    """What new terms do to the duties; those that are done stay as they are."""

    add: tuple[Promised, ...]
    move: tuple[tuple[int, Promised], ...]
    drop: tuple[int, ...]


def promised(terms: Terms) -> tuple[Promised, ...]:
    """Everything that the terms ask of the sides, in the order of the parties."""
    return tuple(duty for party in terms.parties for duty in _of_side(terms, party.slot, party.business_id))


def _of_side(terms: Terms, slot: int, business_id: int) -> Iterable[Promised]:
    """A duty without a day is due on the day before the start; what advertises is taken away after the end."""
    before = terms.starts - timedelta(days=1)
    for duty in terms.brings(slot):
        yield Promised(business_id, DutyKind.AGREED, duty.what, duty.due or before, duty.proof, dated=bool(duty.due))
    for kind in _of_mechanic(terms, slot):
        yield Promised(business_id, kind, "", before)
    mailing = _mailing(terms)
    if mailing:
        yield Promised(business_id, mailing, terms.mailing_period or "", before, volume=terms.mailing_volume)
    yield Promised(business_id, DutyKind.REMOVAL, "", terms.ends + REMOVAL_AFTER)


def _of_mechanic(terms: Terms, slot: int) -> Iterable[DutyKind]:
    if terms.mechanic is Mechanic.VOUCHER and any(hands_out(offer, slot) for offer in terms.offers):
        yield DutyKind.CARDS
    if terms.mechanic is Mechanic.FLYERS:
        yield DutyKind.FLYERS


def _mailing(terms: Terms) -> DutyKind | None:
    if terms.client_base is ClientBase.POSTS:
        return DutyKind.POSTS
    mails = terms.client_base is ClientBase.MAILING or terms.mechanic is Mechanic.MAILING
    return DutyKind.MAILING if mails else None


def follow(kept: Sequence[Kept], wanted: Sequence[Promised], today: date) -> Changes:
    """New ones are added, vanished ones dropped, the same on another day moved; a dropped one comes back anew.

    Nothing new is late from its first day on: what would have been due earlier is due today.
    """
    there = [one for one in kept if one.state != "dropped"]
    here = dict(zip(_each([one.promised for one in there]), there, strict=True))
    asked = dict(zip(_each(wanted), wanted, strict=True))
    return Changes(
        add=tuple(replace(one, due=max(one.due, today)) for key, one in asked.items() if key not in here),
        move=tuple((here[key].id, one) for key, one in asked.items() if key in here and _moved(here[key], one, today)),
        drop=tuple(one.id for key, one in here.items() if key not in asked and one.state == "open"),
    )


def _each(duties: Sequence[Promised]) -> list[tuple[object, int]]:
    """What makes each the same in other terms; of several in the same words (a post a week) also which one of them."""
    keys = [one.same for one in duties]
    return [(key, keys[:place].count(key)) for place, key in enumerate(keys)]


def _moved(kept: Kept, wanted: Promised, today: date) -> bool:
    return kept.state == "open" and kept.promised != wanted and wanted.due >= today


def after_cancelling(kept: Sequence[Kept], today: date) -> tuple[Promised, ...]:
    """Of a cancelled promo only what advertises it is still to be taken away."""
    removals = (one.promised for one in kept if one.promised.kind is DutyKind.REMOVAL and one.state == "open")
    due = today + REMOVAL_AFTER
    return tuple(Promised(one.business_id, one.kind, one.what, min(one.due, due)) for one in removals)


def reminders(duty_id: int, due: date, zone: str) -> tuple[Due, ...]:
    """At 09:00 where the business is; a step that is missed by evening is not said later."""
    return tuple(_reminder(duty_id, due, step, zone) for step in ReminderStep)


def _reminder(duty_id: int, due: date, step: ReminderStep, zone: str) -> Due:
    at = to_utc(due + WHEN[step], MORNING, zone)
    return Due("duty", str(duty_id), str(StepOfDay(due, step)), at, at + OF_A_DAY)


class Doers(Struct, frozen=True):
    """Who may hear of a duty, by person id: whom it was given to, the key people, the owners; all still there."""

    given: int | None
    key: tuple[int, ...]
    owners: tuple[int, ...]


def told(step: ReminderStep, doers: Doers, nudged: dict[int, int]) -> tuple[int, ...]:
    """Whom a step tells in private: nobody more than twice in all. The group is not a person."""
    first = (doers.given,) if doers.given else doers.key or doers.owners
    whom = {
        ReminderStep.SOON: first,
        ReminderStep.TODAY: first,
        ReminderStep.KEY_PERSON: doers.key,
        ReminderStep.OWNER: doers.owners,
    }.get(step, ())
    return tuple(person for person in whom if nudged.get(person, 0) < MOST_NUDGES)
