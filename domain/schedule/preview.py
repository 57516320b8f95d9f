"""What a promo will send in the next days, as lines that people can read: alike ones at one moment together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from domain.schedule.due_names import PlaceSubject

AHEAD = timedelta(days=14)
PLACED = frozenset({"ask", "nudge", "escalate", "ask_again"})
"""Kinds whose subject is a promo and a location."""
SILENT = frozenset({"status_card"})
"""Kinds that only edit what stands there already."""
OF_A_PROPOSAL = frozenset({"expiry_reminder", "expire"})
"""Kinds that wait for an answer; what is signed needs them no more."""


class ScheduledRow(Struct, frozen=True):
    """A row of the schedule that waits."""

    at: datetime
    kind: str
    subject: str


class PreviewLine(Struct, frozen=True):
    at: datetime
    kind: str
    places: tuple[str, ...]  # none: it is the promo's own


def outlook(rows: Iterable[ScheduledRow], places: Mapping[int, str]) -> tuple[PreviewLine, ...]:
    """`places` are the asker's own locations; what is sent at other ones stays out, and what would come after a notice
    has ended the promo."""
    found: dict[tuple[datetime, str], list[str]] = {}
    ahead = sorted(rows, key=lambda row: (row.at, row.kind))
    end = min((row.at for row in ahead if row.kind == "notice"), default=None)
    for row in ahead:
        if row.kind in SILENT or (end and row.at > end):
            continue
        if row.kind not in PLACED:
            found.setdefault((row.at, row.kind), [])
        elif (name := places.get(PlaceSubject.read(row.subject).location_id)) is not None:
            names = found.setdefault((row.at, row.kind), [])
            names += [name] if name not in names else []
    return tuple(PreviewLine(at, kind, tuple(names)) for (at, kind), names in found.items())
