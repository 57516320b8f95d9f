"""In which language people wrote, by its letters."""

from __future__ import annotations

OWN_LETTERS = {"uk": "іїєґ", "ru": "ыэъё"}
CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщьюя")


def language_of_words(text: str, reader: str) -> str:
    """Ukrainian or Russian by the letters that only one of them has, English where nothing is Cyrillic; the reader's
    language where the letters say nothing."""
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    counts = {language: sum(letter in own for letter in letters) for language, own in OWN_LETTERS.items()}
    if any(counts.values()):
        return max(counts, key=lambda language: counts[language])
    if CYRILLIC.intersection(letters):
        return reader if reader in OWN_LETTERS else "uk"
    return "en" if letters else reader
