"""How long to wait before a call to Telegram is made again, in seconds. Bounded, however long Telegram is away."""

from __future__ import annotations

from telegram.error import RetryAfter

LONGEST = 60.0
A_DAY = 86_400.0
DOUBLINGS = 6


def after_failures(tries: int) -> float:
    """Twice as long after each failure, a minute at most."""
    return min(2.0 ** min(tries, DOUBLINGS), LONGEST)


def asked_for(error: RetryAfter) -> float:
    """What Telegram asked for, a day at most."""
    after = error.retry_after
    return min(after if isinstance(after, int | float) else after.total_seconds(), A_DAY)
