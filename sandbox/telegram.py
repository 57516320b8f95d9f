"""The stand-in for Telegram that tests and the demo hold in their hands."""

from __future__ import annotations

from sandbox.town.model import Chat, Json, TelegramPerson
from sandbox.town.people import People


class Telegram(People):
    """World, groups and people in one; `sandbox.serve` puts it behind HTTP."""

    def commands_shown(self, person: TelegramPerson, where: Chat | None = None) -> list[dict[str, str]]:
        """The command menu that person sees there, in that person's language."""
        return self.profile.shown_to(person, where or self.private(person))

    def delivered(self, kind: str) -> list[Json]:
        """All updates of a kind made so far, acknowledged or not."""
        return [update[kind] for update in self.queue.history.values() if kind in update]

    def calls_to(self, *methods: str) -> list[Json]:
        """The arguments of all successful calls of these methods, in order."""
        return [call.params for call in self.calls if call.ok and call.method in methods]
