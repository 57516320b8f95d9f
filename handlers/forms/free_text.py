"""Readers for steps that take nearly any words. Of what looks like talk it is asked whether it is the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain import reading
from domain.reading import Doubt, Problem
from handlers.forms.steps import Asked, Read


def _unless(is_other: Callable[[str], bool], read: Read) -> Read:
    def checked(said: str, asked: Asked) -> Any:
        value = read(said, asked)
        return Doubt(value) if is_other(said) and not isinstance(value, Problem) else value

    return checked


def text(longest: int) -> Read:
    return _unless(reading.is_talk, lambda said, asked: reading.plain(said, longest=longest))


def name(longest: int) -> Read:
    return _unless(reading.is_no_name, lambda said, asked: reading.plain(said, longest=longest))


def city(longest: int) -> Read:
    return _unless(reading.is_no_name, lambda said, asked: reading.city(said, longest=longest))


def _code_word(said: str, asked: Asked) -> Any:
    value = reading.plain(said, longest=20)
    if isinstance(value, Problem):
        return value
    return value.upper() if " " not in value else Problem("one_word", said=value)


def _duties(said: str, asked: Asked) -> Any:
    value = reading.duties(said, asked.today)
    return value if isinstance(value, Problem) else [one.model_dump(mode="json") for one in value]


code_word = _unless(reading.is_talk, _code_word)
"""One word that is easily said at a counter, in capitals."""
duties = _unless(reading.is_talk, _duties)
