"""What earns a reward, and what a correction takes back."""

from __future__ import annotations

import pytest

from domain.agreement.terms import Perk
from domain.options import Repeats
from domain.rewards.awards import AwardState, Known, RewardGoal, goals, moves, news, reached
from tests.ledger.test_counts import terms

MANICURE = Perk(giver=2, what="A free manicure", at=10)
EVERY = Perk(what="A cake", at=10, repeats=Repeats.EVERY)


@pytest.mark.parametrize(
    ("perk", "counts", "earned"),
    [
        (MANICURE, {(1, 2): 9}, []),
        (MANICURE, {(1, 2): 10}, [(2, 1, 1, 10)]),
        (MANICURE, {(1, 2): 35}, [(2, 1, 1, 10)]),
        (MANICURE, {(2, 1): 35}, []),
        (EVERY, {(1, 2): 25, (2, 1): 10}, [(2, 1, 1, 10), (2, 1, 2, 20), (1, 2, 1, 10)]),
        (EVERY, {(None, 2): 99}, []),
    ],
)
def test_once_or_each_time_in_each_direction(
    perk: Perk, counts: dict[tuple[int | None, int], int], earned: list[tuple[int, int, int, int]]
) -> None:
    found = reached(goals(terms(perks=(perk,)), counts))
    assert [(one.giver, one.sender, one.nth, one.at) for one in found] == earned


def test_a_goal_says_how_far_it_is() -> None:
    (goal,) = goals(terms(perks=(MANICURE,)), {(1, 2): 9})
    assert goal == RewardGoal(1, 2, 1, "A free manicure", 10, 9, 0, 10)


@pytest.mark.parametrize(
    ("standing", "count", "said"),
    [
        (None, 10, "ask"), (None, 9, ""), (AwardState.ASKED, 10, ""), (AwardState.ASKED, 9, "withdraw"),
        (AwardState.APPROVED, 9, "stays"), (AwardState.APPROVED, 12, ""), (AwardState.WITHDRAWN, 10, "ask"),
        (AwardState.WITHDRAWN, 9, ""),
    ],
)  # fmt: skip
def test_what_a_look_at_the_counts_brings(standing: AwardState | None, count: int, said: str) -> None:
    known = [Known((1, 2, 1, 1), standing)] if standing else []
    found = news(reached(goals(terms(perks=(MANICURE,)), {(1, 2): count})), known)
    assert [name for name in ("ask", "withdraw", "stays") if getattr(found, name)] == ([said] if said else [])


def test_a_reward_is_found_again_wherever_it_stands_in_changed_terms() -> None:
    def went(*new: Perk) -> dict[int, int]:
        return moves(terms(perks=(MANICURE, EVERY)), terms(perks=new))

    assert went(EVERY, MANICURE.model_copy(update={"at": 20})) == {1: 2, 2: 1}
    assert went(EVERY) == {1: 0, 2: 1}
    assert went(MANICURE.model_copy(update={"what": "A massage"}), EVERY) == {1: 1, 2: 2}
    assert went(MANICURE.model_copy(update={"giver": 1}), EVERY) == {1: 0, 2: 2}
