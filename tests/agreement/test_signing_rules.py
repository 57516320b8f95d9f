"""The pure rules of the agreement, as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.agreement.pilot import Vote, outcome
from domain.agreement.signing import Signed, SigningStatus, date_warnings, in_force_on, may_leave, reaction_hours, sign
from domain.lifecycle.resume import may_resume
from domain.options import Resumes, Scale
from domain.states import Refusal, State
from tests.forms.test_limits import TWO

PROPOSED = datetime(2026, 11, 23, 10, tzinfo=UTC)


def standing(signed: set[int], parties: int = 2, expected: int = 2, is_open: bool = True) -> SigningStatus:
    return SigningStatus(is_open, 3, frozenset(range(1, parties + 1)), expected, frozenset(signed))


@pytest.mark.parametrize(
    ("at", "who", "version", "decision"),
    [
        (standing(set()), 1, 3, Signed(complete=False)),
        (standing({2}), 1, 3, Signed(complete=True)),
        (standing({2}, parties=2, expected=3), 1, 3, Signed(complete=False)),
        (standing({2, 3}, parties=3, expected=3), 1, 3, Signed(complete=True)),
        (standing({1}), 1, 3, Refusal("already_signed")),
        (standing(set()), 1, 2, Refusal("old_version")),
        (standing(set()), 9, 3, Refusal("not_yours")),
        (standing(set(), is_open=False), 1, 3, Refusal("not_open")),
    ],
)
def test_a_signature_counts_for_the_open_version_of_ones_own_promo(
    at: SigningStatus, who: int, version: int, decision: Signed | Refusal
) -> None:
    assert sign(at, who, version) == decision


def test_of_three_one_may_leave_and_of_two_nobody_may() -> None:
    assert [may_leave(standing(set(), parties=n)) for n in (2, 3, 5)] == [False, True, True]


@pytest.mark.parametrize(
    ("days", "scale", "warnings"),
    [(13, Scale.FULL, ("short",)), (14, Scale.FULL, ()), (62, Scale.FULL, ()), (63, Scale.FULL, ("long",)),
     (6, Scale.PILOT, ("short_pilot",)), (7, Scale.PILOT, ()), (90, Scale.PILOT, ())],
)  # fmt: skip
def test_dates_are_warned_about(days: int, scale: Scale, warnings: tuple[str, ...]) -> None:
    ends = TWO.starts + timedelta(days=days - 1)
    assert date_warnings(TWO.model_copy(update={"ends": ends, "scale": scale})) == warnings


def test_an_amendment_counts_from_its_day_or_from_the_last_signature() -> None:
    day = date(2026, 12, 7)
    terms = TWO.model_copy(update={"in_force_from": day})
    assert in_force_on(terms, date(2026, 12, 1)) == day
    assert in_force_on(terms, date(2026, 12, 9)) == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("hours", "median"),
    [([], None), ([0], 0), ([3.001], 3), ([2, 50], 26), ([1, 2, 90], 2), ([0.2, 0.3], 0), ([0.6], 1)],
)
def test_the_reaction_time_is_the_median_of_first_answers(hours: list[float], median: int | None) -> None:
    assert reaction_hours(PROPOSED, [PROPOSED + timedelta(hours=h) for h in hours]) == median
    assert reaction_hours(None, [PROPOSED]) is None


def test_who_paused_resumes() -> None:
    assert may_resume(State.PAUSED, 1, 1, Resumes.WHO_PAUSED) is None
    assert may_resume(State.PAUSED, 2, 1, Resumes.WHO_PAUSED) == Refusal("only_who_paused")
    assert may_resume(State.PAUSED, 2, 1, Resumes.ANYBODY) is None
    assert may_resume(State.RUNNING, 1, 1, Resumes.ANYBODY) == Refusal("not_now")


@pytest.mark.parametrize(
    ("votes", "decided"),
    [({1: Vote.EXTEND}, None), ({1: Vote.EXTEND, 2: Vote.EXTEND}, Vote.EXTEND),
     ({1: Vote.EXTEND, 2: Vote.CHANGE}, Vote.CHANGE), ({1: Vote.CHANGE, 2: Vote.STOP}, Vote.STOP)],
)  # fmt: skip
def test_one_stop_stops_and_one_change_reopens(votes: dict[int, Vote], decided: Vote | None) -> None:
    assert outcome(votes, frozenset({1, 2})) == decided
