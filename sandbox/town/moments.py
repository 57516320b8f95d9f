"""The moments the page jumps to, in local time: closing, next morning, next Monday, so many hours on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Moments:
    """Local wall times in a zone; each answer is the next such moment strictly after `now`, in UTC."""

    zone: str = "Europe/Kyiv"
    closing: time = time(20, 0)
    morning: time = time(9, 0)

    def of(self, word: str, now: datetime, hours: float = 1) -> datetime:
        """closing, morning, monday, next week (its Monday), hours, or an ISO moment (local when it has no offset)."""
        if word == "hours":
            return now + timedelta(hours=hours)
        if word == "closing":
            return self._next(now, self.closing)
        if word == "morning":
            return self._next(now, self.morning)
        if word == "monday":
            return self._next(now, self.morning, weekday=0)
        if word == "next week":
            return self._next(now, self.morning, weekday=0, beyond=7 - now.astimezone(ZoneInfo(self.zone)).weekday())
        return self._exact(word)

    def _next(self, now: datetime, at: time, weekday: int | None = None, beyond: int = 0) -> datetime:
        zone = ZoneInfo(self.zone)
        day = now.astimezone(zone).date() + timedelta(days=beyond)
        while True:
            moment = datetime.combine(day, at, zone).astimezone(UTC)
            if moment > now and weekday in (None, day.weekday()):
                return moment
            day += timedelta(days=1)

    def _exact(self, text: str) -> datetime:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.zone))).astimezone(UTC)
