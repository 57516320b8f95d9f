"""In which language people wrote."""

from __future__ import annotations

import pytest

from domain.languages import language_of_words


@pytest.mark.parametrize(
    ("text", "reader", "language"),
    [
        ("знижка 15 % на будь-яку каву, чек «Піона»", "en", "uk"),
        ("скидка 15 % на любые пирожные, чек «Зерна»", "uk", "ru"),
        ("кава, чек Zerno", "ru", "ru"),
        ("кава, чек Zerno", "en", "uk"),
        ("15 % off any coffee", "uk", "en"),
        ("15 %", "ru", "ru"),
    ],
)
def test_letters_tell_the_language_and_the_reader_decides_where_they_do_not(
    text: str, reader: str, language: str
) -> None:
    assert language_of_words(text, reader) == language
