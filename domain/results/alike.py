"""One week against the one before, like with like: same weekdays, same counters, open and reported in both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct

from domain.calendar import Week
from domain.daily.totals import DayTotals, percent
from domain.results.comparison import TOO_FEW


class Alike(Struct, frozen=True):
    """`weekdays` 1 to 7, of which both weeks tell; `is_whole`: nothing of either week is left out."""

    weekdays: tuple[int, ...]
    now: int
    before: int
    is_whole: bool

    @property
    def change(self) -> int | None:
        """In percent; None where the numbers are too small for one."""
        return None if min(self.now, self.before) < TOO_FEW else percent(self.now - self.before, self.before)


def alike(now: Iterable[DayTotals], before: Iterable[DayTotals], week: Week, earlier: Week) -> Alike | None:
    """None where no day can be held against one of the week before."""
    ours, theirs = _by_weekday(now), _by_weekday(before)
    both = {key: (ours[key], theirs[key]) for key in ours.keys() & theirs.keys()}
    if not both or week.monday - earlier.monday != timedelta(days=7):
        return None
    sums = sum(a for a, _ in both.values()), sum(b for _, b in both.values())
    whole = sums == (sum(ours.values()), sum(theirs.values()))
    return Alike(tuple(sorted({weekday for _, weekday in both})), *sums, whole)


def _by_weekday(entries: Iterable[DayTotals]) -> dict[tuple[int, int], int]:
    open_days = (entry for entry in entries if entry.reported and not entry.closed)
    return {(entry.location_id, entry.day.isoweekday()): entry.customers for entry in open_days}
