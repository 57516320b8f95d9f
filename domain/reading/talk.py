"""What people say that is no answer and no report: thanks, a greeting, a question, a wish to go on or to see."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

WORDS = ALL.talk
SENTENCE = 3
"""So many words are no attempt at a number."""


class Talk(StrEnum):
    THANKS = "thanks"
    GREETING = "greeting"
    GO_ON = "go_on"
    TODAY = "today"


class Wish(StrEnum):
    """What a partner group may ask the bot."""

    OWING = "owing"
    STATUS = "status"
    WEEK = "week"


_SMALL = rf"(?:[\s.,!]+{one_of(WORDS.small)})*"
_THANKS = re.compile(rf"(?:{one_of(WORDS.greetings)}[\s,.!]+)?(?:{one_of(WORDS.thanks)}{_SMALL}[\s.,!)]*)+")
_GREETING = re.compile(rf"{one_of(WORDS.greetings)}{_SMALL}[\s.,!)]*")
_TODAY = re.compile(rf"{one_of(WORDS.today)}\W*")
_GO_ON = re.compile(rf"\b{one_of(WORDS.go_on)}")
_ABOUT = {section: re.compile(rf"\b{one_of(words)}\b") for section, words in WORDS.about.items()}
_WISHES = {
    Wish.OWING: re.compile(rf"\b{one_of(WORDS.owing)}"),
    Wish.STATUS: re.compile(rf"{one_of(WORDS.status)}\W*"),
    Wish.WEEK: re.compile(rf"{one_of(WORDS.week)}\W*"),
}


def talk(text: str) -> Talk | None:
    """Thanks, a greeting and the wish to see today's numbers are all of the message; that one wants to go on may stand
    anywhere in it."""
    said = _plain(text)
    if _THANKS.fullmatch(said):
        return Talk.THANKS
    if _GREETING.fullmatch(said):
        return Talk.GREETING
    if _TODAY.fullmatch(said):
        return Talk.TODAY
    return Talk.GO_ON if _GO_ON.search(said) else None


def is_sentence(text: str) -> bool:
    """Several words without a digit, or a question: nobody reports like this."""
    words = text.split()
    asks = text.rstrip().endswith("?") and len(words) > 1
    return asks or (len(words) >= SENTENCE and not any(character.isdigit() for character in text))


def is_words(text: str) -> bool:
    """Not a number in any way that people report one in digits."""
    return is_sentence(text) or not any(character.isdigit() for character in text)


def section(text: str) -> str | None:
    """The section of the terms that a question is about."""
    said = _plain(text)
    return next((name for name, words in _ABOUT.items() if words.search(said)), None)


def wish(text: str) -> Wish | None:
    """What a reply in the group asks for: the whole message is the name of it, or asks who has not reported."""
    said = _plain(text)
    if _WISHES[Wish.OWING].search(said):
        return Wish.OWING
    return next((one for one in (Wish.STATUS, Wish.WEEK) if _WISHES[one].fullmatch(said)), None)


def _plain(text: str) -> str:
    """Small letters without emoji around them."""
    return re.sub(r"[^\w\s.,!?'()-]", "", folded(text)).strip()
