"""The languages that Tandem speaks. How to add one: CONTRIBUTING.md, "A language"."""

from __future__ import annotations

NAMES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""What each calls itself, in the order in which they are offered."""
LANGUAGES = tuple(NAMES)
SOURCE = "en"
"""The one in which the texts are written in the code."""
OWN_LETTERS = {"uk": "іїєґ", "ru": "ыэъё"}
CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщьюя")


def language_of(code: str | None, default: str) -> str:
    """Ours for Telegram's language code."""
    short = (code or "").split("-")[0].lower()
    return short if short in LANGUAGES else default


def known(language: str) -> str:
    """The same, if we speak it. Raises ValueError."""
    if language not in LANGUAGES:
        raise ValueError(f"one of {', '.join(LANGUAGES)}")
    return language


def language_of_words(text: str, reader: str) -> str:
    """Ukrainian or Russian by the letters that only one of them has, English where nothing is Cyrillic; the reader's
    language where the letters say nothing."""
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    counts = {language: sum(letter in own for letter in letters) for language, own in OWN_LETTERS.items()}
    if any(counts.values()):
        return max(counts, key=lambda language: counts[language])
    if CYRILLIC.intersection(letters):
        return reader if reader in OWN_LETTERS else "uk"
    return SOURCE if letters else reader
