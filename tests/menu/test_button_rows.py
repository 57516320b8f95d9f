"""Buttons on a phone: words that would be cut beside others get a row of their own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from bot.rendering.typesetting import FONTS
from domain.agreement.fields import FIELDS, SECTIONS
from domain.languages import LANGUAGES
from handlers.agreement.questions import QUESTIONS
from handlers.buttons import Button, keyboard
from handlers.forms.steps import Asked, TermsView
from templates.catalogue import label
from templates.format.answers import View, named_briefly
from templates.format.width import SIZE, fits, width
from tests.texts.test_texts import button_labels

LABELS = sorted(button_labels())


def shown(language: str, *words: str) -> list[list[str]]:
    rows = keyboard([[Button(one, "x") for one in words]], language)["inline_keyboard"]
    return [[key["text"] for key in row] for row in rows]


def test_short_words_stay_side_by_side_and_long_ones_do_not() -> None:
    assert shown("uk", "Other", "Closed today", "In 1 h") == [["Інше", "Зачинено", "За годину"]]
    assert shown("en", "Other", "Closed today", "In 1 h") == [["Other", "Closed today"], ["In 1 h"]]
    assert shown("ru", "Net profit, new customers", "Payback") == [
        ["Чистая прибыль, новые клиенты"],
        ["Срок окупаемости"],
    ]


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4), st.sampled_from(LANGUAGES))
def test_no_button_is_lost_moved_or_cut_beside_another(words: list[str], language: str) -> None:
    rows = shown(language, *words)
    assert [text for row in rows for text in row] == [label(one, language) for one in words]
    for row in rows:
        assert len(row) == 1 or all(fits(text, len(row)) for text in row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_no_two_terms_of_a_section_have_the_same_words_on_their_buttons(section: str, language: str) -> None:
    view = View(
        names=dict(enumerate(("Zerno", "Peony", "Iron Hall", "Linen", "Oak"), 1)), partners=5, offers=5, perks=3
    )
    words = [named_briefly(one.name, language, view) for one in FIELDS if one.section == section]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", QUESTIONS)
def test_a_ready_answer_is_shown_whole(field: str, language: str) -> None:
    """In a row of its own; sides and places have names that people gave."""
    view = View(names={1: "Zerno", 2: "Peony"}, places={1: "Zerno"})
    ready = QUESTIONS[field].choices(Asked({}, date(2026, 11, 23), language, TermsView(view, "cafe")))
    words = [one.text if one.own else label(one.text, language) for one in ready]
    assert [text for text in words if not fits(text, 1)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_widths_are_near_those_of_a_font(language: str) -> None:
    """Inter's, which is about as wide as those of the messengers."""
    font = ImageFont.truetype(str(FONTS / "Inter-SemiBold.otf"), 145)
    for text in (label(one, language) for one in LABELS):
        real = font.getlength(text) / 145 * SIZE
        assert abs(width(text) - real) <= 4 + real * 0.12, text
