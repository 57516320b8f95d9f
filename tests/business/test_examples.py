"""The examples of every category, in every language."""

from __future__ import annotations

import pytest
from msgspec.structs import fields

from domain.languages import LANGUAGES
from domain.matching.categories import CATEGORIES
from templates.catalogue import label
from templates.format.width import fits
from templates.words.examples import EXAMPLES, Example
from templates.words.words import WORDS

LONGEST_GOODS = 30
"""Two of them are a promo's name."""


def test_every_category_has_a_name_and_an_example() -> None:
    assert set(EXAMPLES) == set(CATEGORIES) == set(WORDS["category"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_there_and_a_phone_shows_it_whole_on_a_button(language: str) -> None:
    wrong = [
        (category, field.name, text)
        for category, example in EXAMPLES.items()
        for field in fields(Example)
        if not (text := label(getattr(example, field.name), language)) or not fits(text, 1) or text[0].isupper()
    ]
    assert wrong == []
    assert all(len(label(example.goods, language)) <= LONGEST_GOODS for example in EXAMPLES.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["goods", "offer", "perk"])
def test_what_it_sells_gives_and_rewards_is_its_own(name: str, language: str) -> None:
    texts = [label(getattr(example, name), language) for example in EXAMPLES.values()]
    assert {text for text in texts if texts.count(text) > 1} == set()
