"""When counts of the same customers differ so much that both sides explain."""

from __future__ import annotations

import pytest

from domain.ledger.mismatch import WeekCounts


@pytest.mark.parametrize(
    ("codes", "certificates", "reported", "differ"),
    [
        (31, 27, 35, True), (None, 27, 35, True), (None, 33, 35, False), (None, 32, 35, False), (None, 1, 3, False),
        (None, 0, 3, True), (None, 97, 100, False), (None, 90, 100, False), (None, 89, 100, True),
        (None, 5, None, False), (None, None, None, False), (30, None, 30, False), (10, None, 30, True),
    ],
)  # fmt: skip
def test_more_than_a_tenth_and_at_least_three(
    codes: int | None, certificates: int | None, reported: int | None, differ: bool
) -> None:
    assert WeekCounts(1, codes, certificates, reported).differ is differ
