"""The examples of every category, in every language."""

from __future__ import annotations

from dataclasses import fields

import pytest

from domain.languages import LANGUAGES
from domain.matching.categories import CATEGORIES
from templates.catalogue import label
from templates.words.examples import EXAMPLES, Example
from templates.words.words import WORDS

LONGEST = {"goods": 30, "offer": 60, "condition": 60, "brings": 60, "perk": 60}


def test_every_category_has_a_name_and_an_example() -> None:
    assert set(EXAMPLES) == set(CATEGORIES) == set(WORDS["category"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_there_and_short_enough_for_a_button(language: str) -> None:
    assert set(LONGEST) == {field.name for field in fields(Example)}
    wrong = [
        (category, name, text)
        for category, example in EXAMPLES.items()
        for name, longest in LONGEST.items()
        if not 0 < len(text := label(getattr(example, name), language)) <= longest or text[0].isupper()
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["goods", "offer", "perk"])
def test_what_it_sells_gives_and_rewards_is_its_own(name: str, language: str) -> None:
    texts = [label(getattr(example, name), language) for example in EXAMPLES.values()]
    assert {text for text in texts if texts.count(text) > 1} == set()
