"""What outlives an update."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass
class App:
    """The clock, the settings that handlers need, and what a room calls in a room above it.

    `operators`: the Telegram ids in ADMIN_IDS. `polled`: when Telegram last answered a poll, None where it calls us.
    `after_profile`: what a finished profile goes on with, by the word that it was begun with.
    `start_in_time`: does what the clock owes a promo by now, before a report of it counts.
    """

    clock: Callable[[], datetime]
    bot_username: str
    default_language: str
    default_zone: str
    after_profile: Callable[[], Mapping[str, Callable[..., Awaitable[None]]]]
    start_in_time: Callable[..., Awaitable[None]]
    operators: frozenset[int] = frozenset()
    polled: Callable[[], datetime | None] = lambda: None
    counter_url: str | None = None
    guide_url: str = ""

    def now(self) -> datetime:
        return self.clock()

    def link(self, payload: str) -> str:
        """A deep link that opens a private chat with the bot."""
        return f"https://t.me/{self.bot_username}?start={payload}"

    def group_link(self, payload: str) -> str:
        return f"https://t.me/{self.bot_username}?startgroup={payload}"
