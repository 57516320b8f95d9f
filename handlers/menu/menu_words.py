"""The words of a button that is not below the last question: the first screen's, and the ready promos'."""

from __future__ import annotations

from collections.abc import Sequence

from domain import reading
from handlers.agreement import new_promo
from handlers.buttons import Button, in_words, words
from handlers.context import Context

MENU = (
    Button("Propose a promo", "menu", ("new",)),
    Button("My promos", "menu", ("promos",)),
    Button("Report today", "menu", ("report",)),
    Button("Today so far", "menu", ("today",)),
    Button("My staff", "menu", ("staff",)),
    Button("Help", "menu", ("help",)),
    Button("I have an invitation", "menu", ("invitation",)),
)
SHORTEST = 3
"""So many letters of a ready promo's name say which it is, while they are shown."""


def button(context: Context) -> Button | None:
    """What somebody without an open question chose in words."""
    language, named = context.person.language, ready(context)
    shown = context.person.pending_prompt.kind == new_promo.WHICH
    begun = _begun(named, context.text, language) if shown else None
    return in_words([named, MENU], context.text, language) or begun


def ready(context: Context) -> Sequence[Button]:
    """The ready promos, for the business that they were shown for, or for the only one."""
    prompt, own = context.person.pending_prompt, context.person.owns
    business = prompt.args[0] if prompt.kind == new_promo.WHICH else str(*own) if len(own) == 1 else ""
    return new_promo.ready_buttons(business) if business else new_promo.ANY_BUSINESS if own else ()


def _begun(ready: Sequence[Button], said: str, language: str) -> Button | None:
    """The only one whose words begin like this."""
    begin = [one for one in ready if reading.within_word(said, words(one, language)) == 0]
    return begin[0] if len(begin) == 1 and len(said.strip()) >= SHORTEST else None
