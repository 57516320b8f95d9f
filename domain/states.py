"""The life of a promo as one table. What the table does not list is refused with a reason."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    SIGNED = "signed"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHING = "finishing"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


OPEN_PROPOSAL = frozenset({State.PROPOSED, State.NEGOTIATING})
AGREED = frozenset({State.SIGNED, State.RUNNING, State.PAUSED, State.FINISHING, State.CLOSED})
WAITING = OPEN_PROPOSAL | {State.DRAFT, State.SIGNED, State.PAUSED}
"""On its way to the counter, and not there."""
OVER = frozenset({State.CLOSED, State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.CANCELLED})
EVER_AGREED = AGREED | {State.CANCELLED}
"""What was reported, spent and promised in a promo that was cancelled stays."""
LIVE = AGREED - {State.CLOSED}
COUNTING = frozenset({State.RUNNING, State.FINISHING})
DISPUTABLE = COUNTING | {State.PAUSED, State.CLOSED, State.CANCELLED}
"""Where a number that money hangs on may still be doubted, while its day is open."""

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.PROPOSED, State.WITHDRAWN}),
    State.PROPOSED: frozenset({State.NEGOTIATING, State.DECLINED, State.WITHDRAWN, State.EXPIRED}),
    State.NEGOTIATING: frozenset({State.SIGNED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}),
    State.SIGNED: frozenset({State.RUNNING, State.CANCELLED}),
    State.RUNNING: frozenset({State.PAUSED, State.FINISHING, State.CANCELLED}),
    State.PAUSED: frozenset({State.RUNNING, State.FINISHING, State.CANCELLED}),
    State.FINISHING: frozenset({State.CLOSED}),
    **{over: frozenset() for over in OVER},
    State.DECLINED: OPEN_PROPOSAL,  # whoever declined may think again
}


class Refusal(Struct, frozen=True):
    """A no to something that is possible at other times; `reason` is the key of a text."""

    reason: str


def move(now: State, to: State) -> State | Refusal:
    """The new state, or why not."""
    if to in TRANSITIONS[now]:
        return to
    return Refusal("over" if now in OVER else "not_now")
