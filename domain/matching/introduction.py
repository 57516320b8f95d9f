"""A request to get to know each other: one open per pair, and a no is a no for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from domain.calendar import local_day
from domain.states import Refusal

LAPSES_AFTER = timedelta(days=14)
AGAIN_AFTER = timedelta(days=30)
A_DAY = 5


class Request(Struct, frozen=True):
    """`answer` is 'yes', 'no' or nothing yet; business ids."""

    id: int
    asker: int
    asked: int
    line: str | None
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


class Stand(StrEnum):
    """How two businesses stand, seen from one of them."""

    NEW = "new"
    WAITING = "waiting"
    THEY_ASK = "they_ask"
    AGREED = "agreed"
    REFUSED = "refused"


class IntroductionStatus(Struct, frozen=True):
    stand: Stand
    request: Request | None = None
    again_from: datetime | None = None  # of a refused one


def is_open(request: Request, now: datetime) -> bool:
    """It waits for its answer; after two weeks it has lapsed by itself."""
    return request.answer is None and now < request.asked_at + LAPSES_AFTER


def standing(mine: int, between: Sequence[Request], now: datetime) -> IntroductionStatus:
    """From all requests between two businesses, the newest first."""
    yes = next((one for one in between if one.answer == "yes"), None)
    if yes:
        return IntroductionStatus(Stand.AGREED, yes)
    waiting = next((one for one in between if is_open(one, now)), None)
    if waiting:
        return IntroductionStatus(Stand.WAITING if waiting.asker == mine else Stand.THEY_ASK, waiting)
    refused = next((one for one in between if one.asker == mine and one.answer == "no"), None)
    again = refused.answered_at + AGAIN_AFTER if refused and refused.answered_at else now
    return IntroductionStatus(Stand.REFUSED, refused, again) if now < again else IntroductionStatus(Stand.NEW)


def may_ask(found: IntroductionStatus, asked: Sequence[datetime], zone: str, now: datetime) -> Refusal | None:
    """`asked`: when the business asked anybody lately. Its days are those of its zone."""
    if found.stand is not Stand.NEW:
        return Refusal(found.stand)
    today = [at for at in asked if local_day(at, zone) == local_day(now, zone)]
    return Refusal("enough_today") if len(today) >= A_DAY else None


def may_answer(request: Request, now: datetime) -> Refusal | None:
    if request.answer:
        return Refusal("answered")
    return None if is_open(request, now) else Refusal("lapsed")
