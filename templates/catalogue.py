"""Our texts in a language, by gettext: single ones, plurals, and the names of our own values."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations

from domain.languages import SOURCE
from templates.words.words import WORDS

LOCALES = Path(__file__).parent.parent / "locales"


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language. The texts are written in English, so that has none."""
    if language == SOURCE:
        return NullTranslations()
    source = source_of(language)
    compiled = source.with_suffix(".mo")
    if is_current(compiled, source):
        with compiled.open("rb") as file:
            return Translations(file)
    from templates.compiling import catalogue  # noqa: PLC0415 - only where the build left nothing, or texts changed

    return Translations(catalogue(source))


def source_of(language: str) -> Path:
    """An installed package has only what is compiled from it."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def is_current(compiled: Path, source: Path) -> bool:
    return compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime)


def label(text: str, language: str, /, **data: Any) -> str:
    """A button's words in a language; `%(name)s` places are filled, nothing is escaped."""
    translated = translations(language).gettext(text) if text else ""
    return translated % data if data else translated


def word(kind: str, key: str, language: str) -> str:
    """The name of one of our own values: a category, a goal, a state…"""
    return label(WORDS[kind][str(key)], language)
