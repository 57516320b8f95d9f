"""The catalogues: whole, in step with the sources, and safe to put into messages."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import LANGUAGES, SOURCE
from templates.catalogue import LOCALES, label
from templates.format import values
from templates.format.width import fits
from templates.render import environment

ROOT = Path(__file__).parents[2]
TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "Button": (1,), "Link": (1,)}

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"<(/?\w+)>")
POLITE = re.compile(r"\b(?:Ви|Вас|Вам|Вами|Ваш\w*|Вы)\b")
BEGINS_A_SENTENCE = re.compile(r"(?:^|[.!?…]\s)\W*$")
"""What may stand before a capital."""

CUSTOMERS = {
    "uk": {0: "клієнтів", 1: "клієнт", 2: "клієнти", 5: "клієнтів", 11: "клієнтів", 21: "клієнт", 22: "клієнти"},
    "ru": {0: "клиентов", 1: "клиент", 2: "клиента", 5: "клиентов", 11: "клиентов", 21: "клиент", 22: "клиента"},
    "en": {0: "customers", 1: "customer", 2: "customers", 5: "customers", 11: "customers", 21: "customers",
           22: "customers"},
}  # fmt: skip


def test_every_language_says_how_it_counts() -> None:
    assert set(CUSTOMERS) == set(LANGUAGES)


in_each_translation = pytest.mark.parametrize("language", TRANSLATED)


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


@cache
def texts(language: str) -> tuple[Message, ...]:
    return tuple(message for message in catalogue(language) if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


def msgids(language: str) -> set[tuple[str, ...]]:
    return {forms(message.id) for message in texts(language)}


@cache
def in_the_sources() -> frozenset[tuple[str, ...]]:
    """What pybabel would extract, and every label: it reads `"a" if … else "b"` as one text."""
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    found = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS)
    return frozenset(forms(text) for _, _, text, _, _ in found) | {(text,) for text in button_labels()}


@cache
def button_labels() -> frozenset[str]:
    """Our own words on `Button(…)` and `Link(…)`; not a person's."""
    calls = (
        node
        for path in (ROOT / "handlers").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Button", "Link")
    )
    ours = (call.args[0] for call in calls if call.args and not any(word.arg == "own" for word in call.keywords))
    return frozenset(text for first in ours for text in written(first))


def written(node: ast.expr) -> set[str]:
    """The texts that an expression can be, as far as they stand there."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            return written(one) | written(other)
        case ast.Call(func=ast.Name(id="N_"), args=[text]):
            return written(text)
        case _:
            return set()


def balanced(text: str) -> bool:
    """Every tag is closed, the innermost first."""
    still_open: list[str] = []
    for tag in TAG.findall(text):
        if not tag.startswith("/"):
            still_open.append(tag)
        elif not still_open or still_open.pop() != tag[1:]:
            return False
    return not still_open


def lone_percents(text: str) -> int:
    """Per cent signs that would break a text whose places are filled."""
    return PLACEHOLDER.sub("", text).replace("%%", "").count("%")


@in_each_translation
def test_nothing_is_untranslated(language: str) -> None:
    assert [message.id for message in texts(language) if not all(form.strip() for form in forms(message.string))] == []


@in_each_translation
def test_nothing_is_fuzzy_not_even_the_header(language: str) -> None:
    assert [message.id for message in texts(language) if message.fuzzy] == []
    assert not catalogue(language).fuzzy


@in_each_translation
def test_the_catalogue_is_in_step_with_the_sources(language: str) -> None:
    there = msgids(language)
    assert {"missing": in_the_sources() - there, "left over": there - in_the_sources()} == {
        "missing": set(),
        "left over": set(),
    }


@in_each_translation
def test_every_form_has_the_placeholders_of_its_source(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in texts(language)
        for form in forms(message.string)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(forms(message.id)[0]))
    ]
    assert wrong == []


@in_each_translation
def test_a_per_cent_sign_stays_doubled_where_it_was(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in texts(language)
        for form in forms(message.string)
        if form.count("%%") != forms(message.id)[0].count("%%")
        or lone_percents(form) != lone_percents(forms(message.id)[0])
    ]
    assert wrong == []


@in_each_translation
def test_every_form_has_the_same_tags_and_closes_them(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in texts(language)
        for form in forms(message.string)
        if not balanced(form) or Counter(TAG.findall(form)) != Counter(TAG.findall(forms(message.id)[0]))
    ]
    assert wrong == []


@in_each_translation
def test_every_plural_has_three_forms_and_nothing_else_has(language: str) -> None:
    assert catalogue(language).num_plurals == 3
    wrong = [
        message.id for message in texts(language) if len(forms(message.string)) != (3 if message.pluralizable else 1)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "number", "word"),
    [(language, number, word) for language, words in CUSTOMERS.items() for number, word in words.items()],
)
def test_customers_are_counted_as_people_say_it(language: str, number: int, word: str) -> None:
    said = environment(language).from_string(
        '{{ ngettext("<b>%(num)s</b> customer", "<b>%(num)s</b> customers", customers) }}'
    )
    assert said.render(customers=number) == f"<b>{number}</b> {word}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_typed_is_escaped_once_in_a_text_and_a_plural(language: str) -> None:
    one, several = '_("%(who)s, 100%%", who=typed)', 'ngettext("%(num)s: %(who)s", "%(num)s: %(who)s", 2, who=typed)'
    said = environment(language).from_string(f"{{{{ {one} }}}}|{{{{ {several} }}}}").render(typed="<b>Їж & пий</b>")
    escaped = "&lt;b&gt;Їж &amp; пий&lt;/b&gt;"
    assert said == f"{escaped}, 100%|2: {escaped}"


@given(number=st.integers(-(10**18), 10**18), language=st.sampled_from(LANGUAGES))
def test_whole_numbers_look_as_in_the_countrys_own_books_with_a_space_that_does_not_break(
    number: int, language: str
) -> None:
    assert values.number(number, language) == re.sub(r"[,\s]", "\u00a0", format_decimal(number, locale=language))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Зерно", "«Зерно»"),
        ("«Зерно»", "«Зерно»"),
        ("Кав’ярня «Зерно»", "«Кав’ярня „Зерно“»"),
        ("«Зерно» і «Колос»", "«„Зерно“ і „Колос“»"),
    ],
)
def test_a_name_that_brings_guillemets_is_quoted_as_a_whole(typed: str, told: str) -> None:
    assert values.name(typed, "uk") == told
    assert values.name(typed, "en") == typed
    assert values.sign(typed, "uk") == (typed if "«" in typed else told)


@in_each_translation
def test_you_is_written_small_inside_a_sentence(language: str) -> None:
    plain = [TAG.sub("", form) for message in texts(language) for form in forms(message.string)]
    shouted = [
        text for text in plain for found in POLITE.finditer(text) if not BEGINS_A_SENTENCE.search(text[: found.start()])
    ]
    assert shouted == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_label_fits_its_button(language: str) -> None:
    """Alone in its row; what does not fit beside others stands below them."""
    assert [text for one in button_labels() if not fits(text := label(one, language), 1)] == []
