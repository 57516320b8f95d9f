"""Words: Jinja2 templates, one file a topic and one block a message, in three languages by gettext."""

from __future__ import annotations

import html
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from templates.formats import FILTERS
from templates.reasons import REASONS
from templates.values import shown
from templates.words import WORDS

LANGUAGES = ("uk", "ru", "en")
SOURCE = "en"
HERE = Path(__file__).parent
LOCALES = HERE.parent / "locales"


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


@cache
def environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    catalogue = translations(language)
    made.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {name: _in(language, filter_) for name, filter_ in FILTERS.items()}
    made.filters["word"] = lambda key, kind: word(kind, key, language)
    made.filters["shown"] = lambda value, field, currency=None: shown(value, language, field, currency)
    made.filters["reason"] = lambda key: label(REASONS[key], language)
    made.globals["language"] = language
    return made


def _in(language: str, filter_: Any) -> Any:
    return lambda value, *args, **more: filter_(value, language, *args, **more)


def render(name: str | tuple[str, ...], language: str, /, **data: Any) -> str:
    """Telegram HTML of the message `topic.block`, or of several below each other. All of `data` is escaped."""
    names = (name,) if isinstance(name, str) else name
    return "\n".join(filter(None, (_block(one, language, data) for one in names)))


def _block(name: str, language: str, data: dict[str, Any]) -> str:
    topic, _, block = name.partition(".")
    template = environment(language).get_template(f"{topic}.j2")
    lines = "".join(template.blocks[block](template.new_context(data))).strip()
    return re.sub(r"\n{3,}", "\n\n", lines)


def plain(name: str, language: str, /, **data: Any) -> str:
    """The same words without markup, for pictures and PDFs."""
    return html.unescape(re.sub(r"<[^>]+>", "", render(name, language, **data)))


def label(text: str, language: str, /, **data: Any) -> str:
    """A button's words in a language; `%(name)s` places are filled, nothing is escaped."""
    translated = translations(language).gettext(text) if text else ""
    return translated % data if data else translated


def word(kind: str, key: str, language: str) -> str:
    """The name of one of our own values: a category, a goal, a state…"""
    return label(WORDS[kind][str(key)], language)
