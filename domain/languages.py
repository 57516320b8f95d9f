"""The languages that Tandem speaks. How to add one: CONTRIBUTING.md, "A language"."""

from __future__ import annotations

NAMES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""What each calls itself, in the order in which they are offered."""
LANGUAGES = tuple(NAMES)
SOURCE = "en"
"""The one in which the texts are written in the code."""


def language_of(code: str | None, default: str) -> str:
    """Ours for Telegram's language code."""
    short = (code or "").split("-")[0].lower()
    return short if short in LANGUAGES else default


def known(language: str) -> str:
    """The same, if we speak it. Raises ValueError."""
    if language not in LANGUAGES:
        raise ValueError(f"one of {', '.join(LANGUAGES)}")
    return language
