"""Ready answers to a question, as buttons."""

from __future__ import annotations

from collections.abc import Callable

from domain.agreement.fields import contradicts
from handlers.forms.steps import Asked, Choice, Choices
from templates.catalogue import label


def numbers(*those: int) -> Choices:
    return lambda asked: [Choice(str(number), number, own=True) for number in those]


def days(none: str, *those: int) -> Choices:
    """Numbers of days, and what no day at all means."""
    return lambda asked: [*numbers(*those)(asked), Choice(none, 0)]


def texts(*those: str) -> Choices:
    """Ready texts, kept in the words of the person who chose them."""
    return lambda asked: [said(label(text, asked.language)) for text in those]


def said(words: str) -> Choice:
    return Choice(words, words, own=True)


def say(text: str) -> Callable[[Asked], str]:
    """An example."""
    return lambda asked: label(text, asked.language)


def without_bonus_under(field: str, ready: Choices) -> Choices:
    """Ready answers that do not contradict the others."""
    return lambda asked: [
        one for one in ready(asked) if not contradicts("bonus_from", {**asked.answers, field: one.value})
    ]
