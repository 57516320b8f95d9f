"""One lexicon a language: complete, in the form that readers compare, and all that a new language needs."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from domain.languages import LANGUAGES
from domain.reading.lexicon import ALL, LEXICONS, one_of

READING = Path(__file__).parents[2] / "domain" / "reading"
OTHER_WORDS = {"characters.py", "places.py", "money.py"}
"""Letters that look alike, names of cities, and names of currencies that belong to no language of ours."""


def words(part: Any) -> Iterator[str]:
    if isinstance(part, Struct):
        for name in part.__struct_fields__:
            yield from words(getattr(part, name)) if name != "code" else ()
    elif isinstance(part, str):
        yield part
    else:
        for one in part.values() if isinstance(part, Mapping) else part:
            yield from words(one)


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda one: one.code)
def test_a_word_is_written_as_texts_are_compared(lexicon: Any) -> None:
    for word in words(lexicon):
        plain = re.sub(r"\\.", "", word)
        assert plain == plain.lower(), word
        assert "ё" not in word
        assert word == word.strip(), word
        assert re.compile(word).groups == 0, f"{word} must not capture"
        assert not re.fullmatch(word, ""), f"{word} matches nothing at all"


def test_every_language_of_ours_is_read() -> None:
    assert {one.code for one in LEXICONS} == set(LANGUAGES)


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda one: one.code)
def test_what_every_language_has_is_there(lexicon: Any) -> None:
    assert [len(lexicon.calendar.months), len(lexicon.calendar.weekdays)] == [12, 7]
    assert set(lexicon.calendar.units) == {"day", "week", "month", "year"}
    assert {*range(-2, 3)} == {*lexicon.calendar.near}
    assert {*range(20), *range(20, 100, 10)} <= {*lexicon.numbers.values}
    for part in (lexicon.answers, lexicon.report, lexicon.week, lexicon.tables):
        for name in part.__struct_fields__:
            assert getattr(part, name), f"{lexicon.code}: {name}"


def test_all_languages_together_have_each_word_once() -> None:
    for lexicon in LEXICONS:
        assert set(words(lexicon)) <= set(words(ALL))
    assert len(set(ALL.report.sum)) == len(ALL.report.sum)
    assert re.fullmatch(one_of(ALL.answers.yes), "так")
    assert not re.fullmatch(one_of(()), "")


def test_the_words_of_readers_stand_in_the_lexicon_only() -> None:
    for path in READING.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        ]
        if path.name not in OTHER_WORDS and "lexicon" not in path.parts:
            assert not [text for text in found if re.search("[а-яіїєґ]", text, re.IGNORECASE)], path


POLISH = {
    '"en"': '"pl"',
    '"yesterday"': '"wczoraj"',
    '"customers?"': r'r"klient\w*"',
    '"new"': '"nowych"',
    '"seven"': '"siedem"',
    '"sales"': '"utarg"',
}


def test_a_new_language_is_one_more_folder(tmp_path: Path) -> None:
    """Polish, as far as English is made Polish by a few words."""
    shutil.copytree(READING.parent, tmp_path / "domain", ignore=shutil.ignore_patterns("__pycache__"))
    lexicon = tmp_path / "domain" / "reading" / "lexicon"
    shutil.copytree(lexicon / "en", lexicon / "pl")
    polish = (lexicon / "en" / "__init__.py").read_text("utf-8")
    for english, own in POLISH.items():
        assert english in polish
        polish = polish.replace(english, own, 1)
    (lexicon / "pl" / "__init__.py").write_text(polish, "utf-8")
    asked = (
        "from datetime import date; from domain.reading import report;"
        "print(report('wczoraj utarg 3400 klientów siedem nowych 2', today=date(2026, 12, 15), currency='PLN'))"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    for part in ("customers=7", "minor=340000", "new=2", "datetime.date(2026, 12, 14)"):
        assert part in done.stdout
