"""Who may do what. A person is what their memberships say, looked up again on every update."""

from __future__ import annotations

from msgspec import Struct, field

from domain.calendar import Hours
from domain.prompt import Prompt


class Person(Struct, frozen=True):
    """A person as storage knows them, with the businesses they own and the locations they work at."""

    id: int
    telegram_id: int
    name: str
    language: str
    pending_prompt: Prompt = field(default_factory=Prompt)
    username: str | None = None
    owns: frozenset[int] = frozenset()  # business ids
    works_at: frozenset[int] = frozenset()  # location ids
    kept_out: bool = False  # by an operator
    hours: Hours = field(default_factory=Hours)  # in which reminders may come
    hears_uses: bool = False  # a word a day on the used codes that they handed out
    shares_phone: bool = False  # the account of a till's phone at which several people work
    blocked: bool = False  # they had stopped the bot, and this is the first word since
    refused_message: int | None = None  # the last message that could not be taken; its edit is read as one more

    def is_owner(self, business_id: int) -> bool:
        return business_id in self.owns

    def has_role(self) -> bool:
        return bool(self.owns or self.works_at)
