"""Our texts in a language, by gettext: single ones, plurals, and the names of our own values."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from domain.languages import SOURCE
from templates.words.words import WORDS

LOCALES = Path(__file__).parent.parent / "locales"


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language, compiled in memory. The texts are written in English, so that has none."""
    if language == SOURCE:
        return NullTranslations()
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def label(text: str, language: str, /, **data: Any) -> str:
    """A button's words in a language; `%(name)s` places are filled, nothing is escaped."""
    translated = translations(language).gettext(text) if text else ""
    return translated % data if data else translated


def word(kind: str, key: str, language: str) -> str:
    """The name of one of our own values: a category, a goal, a state…"""
    return label(WORDS[kind][str(key)], language)
