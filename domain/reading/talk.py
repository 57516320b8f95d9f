"""What people say that is no answer and no report: thanks, a greeting, a question, a wish to go on or to see."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.lazy import lazy_re
from domain.reading.lexicon import ALL, one_of
from domain.reading.words import folded

WORDS = ALL.talk
SENTENCE = 3
"""So many words are no attempt at a number."""
LONG_NAME = 4
"""More words than these, all small, are seldom a name."""


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


class Turn(StrEnum):
    """Where somebody wants to go who was asked for something else."""

    NOT_YET = "not_yet"
    LATER = "later"
    BACK = "back"


_SMALL = rf"(?:[\s.,!]+{one_of(WORDS.small)})*"
_THANKS = lazy_re(rf"(?:{one_of(WORDS.greetings)}[\s,.!]+)?(?:{one_of(WORDS.thanks)}{_SMALL}[\s.,!)]*)+")
_GREETING = lazy_re(rf"{one_of(WORDS.greetings)}{_SMALL}[\s.,!)]*")
_TODAY = lazy_re(rf"{one_of(WORDS.today)}\W*")
_GO_ON = lazy_re(rf"\b{one_of(WORDS.go_on)}")
_AROUND = rf"(?:{one_of(WORDS.fillers)}[\s,.!]*)*"
_TURNS = {
    turn: lazy_re(rf"{_AROUND}\b{one_of(words)}[\s,.!]*{_AROUND}")
    for turn, words in ((Turn.LATER, WORDS.later), (Turn.NOT_YET, WORDS.not_yet), (Turn.BACK, WORDS.back))
}
_OPENED = lazy_re(rf"{one_of(WORDS.openers)}\b")
_ABOUT = {section: lazy_re(rf"\b{one_of(words)}\b") for section, words in WORDS.about.items()}
_WISHES = {
    Wish.OWING: lazy_re(rf"\b{one_of(WORDS.owing)}"),
    Wish.STATUS: lazy_re(rf"{one_of(WORDS.status)}\W*"),
    Wish.WEEK: lazy_re(rf"{one_of(WORDS.week)}\W*"),
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


def turn(text: str) -> Turn | None:
    """`I don't know yet`, `later`, `back`: all of the message, and not in quotation marks."""
    said = folded(text).strip()
    return next((one for one, pattern in _TURNS.items() if pattern.fullmatch(said)), None)


def is_talk(text: str) -> bool:
    """A question by its mark, thanks or a greeting: hardly an answer, although it may be one."""
    return text.rstrip(" )!.🙏🙂😊").endswith("?") or talk(text) in (Talk.THANKS, Talk.GREETING)


def is_no_name(text: str) -> bool:
    """Talk, or a sentence: it begins as one, or goes on for long without a capital letter or a digit."""
    first, *rest = text.split() or [""]
    plain = not any(word[0].isupper() or word[0].isdigit() for word in rest)
    said_so = len(rest) + 1 >= SENTENCE and plain and bool(_OPENED.match(_plain(first)))
    return is_talk(text) or said_so or (len(rest) + 1 > LONG_NAME and plain)


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
