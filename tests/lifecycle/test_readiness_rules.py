"""What is not ready, and what of it holds the start back."""

from __future__ import annotations

import pytest

from domain.lifecycle import readiness
from domain.lifecycle.readiness import CounterReadiness, Gap, ReadinessFacts, SideReadiness, Waiting

TRAINED, UNTRAINED, ALONE = (CounterReadiness(1, "Zerno", *figures, True) for figures in ((2, 1), (2, 0), (0, 0)))


def facts(one: SideReadiness, group: bool = True) -> ReadinessFacts:
    return ReadinessFacts(group, (one, SideReadiness(2, (CounterReadiness(2, "Peony", 0, 0, False),))))


@pytest.mark.parametrize(
    ("given", "gaps", "held"),
    [
        (facts(SideReadiness(1, (TRAINED,))), [], False),
        (facts(SideReadiness(1, (ALONE,))), [], False),
        (facts(SideReadiness(1, (UNTRAINED,))), [Gap.TRAINING], False),
        (facts(SideReadiness(1, (TRAINED,)), group=False), [Gap.GROUP], False),
        (facts(SideReadiness(1, (ALONE,)), group=False), [Gap.GROUP, Gap.STAFF], True),
        (facts(SideReadiness(1, (TRAINED,), (Waiting(7, False),))), [Gap.DUTY], False),
        (facts(SideReadiness(1, (TRAINED,), (Waiting(7, False), Waiting(8, True)))), [Gap.DUTY, Gap.DUTY], True),
        (facts(SideReadiness(1, (TRAINED,), codes_made=0, baseline_entered=False)), [Gap.CODES, Gap.BASELINE], False),
        (facts(SideReadiness(1, (TRAINED,), codes_made=500, baseline_entered=True)), [], False),
    ],
)
def test_points(given: ReadinessFacts, gaps: list[Gap], held: bool) -> None:
    assert [point.gap for point in readiness.points(given, 1)] == gaps
    assert readiness.held(given) is held


def test_what_holds_back_comes_first() -> None:
    points = readiness.points(facts(SideReadiness(1, (UNTRAINED,), (Waiting(7, False), Waiting(8, True)))), 1)
    assert [(point.gap, point.duty_id) for point in points] == [(Gap.DUTY, 8), (Gap.DUTY, 7), (Gap.TRAINING, None)]
