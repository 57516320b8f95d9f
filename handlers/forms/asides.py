"""What is said to a question in place of an answer: what the bot knows about it, or else where help is."""

from __future__ import annotations

from domain import reading
from domain.reading import Matter
from handlers.context import REFUSED, Context

BY_TAPS = frozenset(
    {
        Matter.FIX,
        Matter.LEAVE,
        Matter.READY,
        Matter.OFFER,
        Matter.WEEK,
        Matter.RESULTS,
        Matter.LEDGER,
        Matter.AGREEMENT,
        Matter.COMPLAINT,
        Matter.AT_TILL,
    }
)
"""Their answer is a button, and a form has its own."""


def matter(text: str) -> Matter | None:
    """What the bot has an answer to in words alone."""
    found = reading.matter(text)
    return None if found in BY_TAPS else found


def answer(context: Context, about: Matter | None) -> str:
    """The block that answers; an edit of the question is still read as an answer to the step."""
    context.work.refused = True
    return f"menu/matters.{about}" if about else REFUSED
