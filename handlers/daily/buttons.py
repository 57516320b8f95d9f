"""The buttons below a question about a day."""

from __future__ import annotations

from datetime import date, datetime

from domain.daily.facts import ReportingPlace
from handlers.buttons import Button, Rows
from templates.words.msgid import N_


def numbers(post: ReportingPlace, day: date, redeemed: int | None, now: datetime) -> Rows:
    """The common answers as one tap: upwards from what the codes say."""
    here = (post.promo_id, post.location_id, day)
    counts = [Button(str(n), "rep", (*here, n), own=True) for n in likely(redeemed)]
    if redeemed is not None:
        counts[0] = Button(f"✓ {redeemed}", "rep", (*here, redeemed), own=True)
    closed = N_("Closed today") if day == post.today(now) else N_("Closed that day")
    return [
        counts,
        [
            Button("Other", "rep", (*here, "other")),
            Button(closed, "rep", (*here, "closed")),
            Button("In 1 h", "hour", here),
        ],
    ]


def likely(redeemed: int | None) -> range:
    """The numbers offered for a day."""
    return range(6) if redeemed is None else range(redeemed, redeemed + 4)
