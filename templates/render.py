"""Words: Jinja2 templates, one file a topic and one block a message, in three languages by gettext."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from domain.languages import LANGUAGES, SOURCE
from templates.catalogue import LOCALES, label, translations, word
from templates.format.answers import (
    length_of,
    named,
    named_briefly,
    offer_lines,
    offers,
    shown,
    side_name,
    told,
    told_duty,
)
from templates.format.duties import duty_words
from templates.format.full_stops import one_full_stop
from templates.format.metrics import FIGURES
from templates.format.values import FILTERS
from templates.words.compatibility import REASONS
from templates.words.words import WORDS

HERE = Path(__file__).parent
BUILT = HERE / "built"


class OnceForAll(BytecodeCache):
    """A topic is compiled once, when the package is built or when it is first asked, whichever language asks: the
    languages differ in what the filters say. What was built of another text or for another Python is not taken."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType | None] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get(bucket.key)
        built = built_of(bucket.key)
        if bucket.code is None and built.exists():
            with built.open("rb") as file:
                bucket.load_bytecode(file)
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.code


COMPILED = OnceForAll()


class TopicEnvironment(Environment):
    """What every template knows is known before the first is read, so a plain dict holds it, which is quick to read."""

    def make_globals(self, d: Any) -> dict[str, Any]:
        return {**self.globals, **(d or {})}


@cache
def environment(language: str) -> Environment:
    made = TopicEnvironment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.globals |= texts(language)
    made.filters |= {name: _in(language, filter_) for name, filter_ in (FILTERS | FIGURES).items()}
    made.filters["word"] = lambda key, kind: word(kind, key, language)
    made.filters["names_of"] = lambda kind: list(WORDS[kind])
    made.filters["capacity"] = lambda value: shown(value, language, "capacity")
    made.filters["shown"] = lambda value, field, view=None: shown(value, language, field, view)
    made.filters["named"] = lambda field, view=None: named(field, language, view)
    made.filters["length_of"] = lambda value: length_of(value, language)
    made.filters["offers"] = lambda terms: offers(terms, language)
    made.filters["offer_lines"] = lambda answers, view: offer_lines(answers, language, view)
    made.filters["duty"] = lambda one: told_duty(one, language)
    made.filters["told"] = lambda field, answers, view: told(answers, field, language, view)
    made.filters["side_name"] = lambda slot, view: side_name(slot, language, view)
    made.filters["reason"] = lambda key: label(REASONS[key], language)
    made.filters["duty_words"] = lambda duty: duty_words(duty, language)
    made.globals["language"] = language
    return made


def texts(language: str) -> dict[str, Callable[..., Markup]]:
    """What `_` and `ngettext` say in a template: the places are filled and escaped, as Jinja's own do it, in one call
    instead of four."""
    catalogue = translations(language)

    def gettext(text: str, **data: Any) -> Markup:
        return Markup(catalogue.gettext(text) % {name: _safe(value) for name, value in data.items()})

    def ngettext(one: str, many: str, num: int, **data: Any) -> Markup:
        text = catalogue.ngettext(one, many, num)
        return Markup(text % {"num": num, **{name: _safe(value) for name, value in data.items()}})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _safe(value: Any) -> Any:
    return value if type(value) is int else escape(value)


def _in(language: str, filter_: Any) -> Any:
    return lambda value, *args, **more: filter_(value, language, *args, **more)


def render(name: str | tuple[str, ...], language: str, /, **data: Any) -> str:
    """Telegram HTML of the message `topic.block`, or of several below each other. All of `data` is escaped."""
    names = (name,) if isinstance(name, str) else name
    return "\n".join(filter(None, (_block(one, language, data) for one in names)))


def load_all(language: str) -> None:
    """Read every topic now, so that nobody waits for one."""
    for topic in topics():
        _topic(topic, language)


def topics() -> list[str]:
    return [file.relative_to(HERE).with_suffix("").as_posix() for file in HERE.rglob("*.j2")]


def compile_all() -> None:
    """Keep what Jinja makes of every topic, for the starts to come."""
    BUILT.mkdir(exist_ok=True)
    made = environment(SOURCE)
    for topic in topics():
        name = f"{topic}.j2"
        text, path, _ = FileSystemLoader(HERE).get_source(made, name)
        bucket = COMPILED.get_bucket(made, name, path, text)
        bucket.code = made.compile(text, name, name)
        with built_of(name).open("wb") as file:
            bucket.write_bytecode(file)


def built_of(name: str) -> Path:
    return BUILT / name.replace("/", ".").removesuffix(".j2")


@cache
def _topic(name: str, language: str) -> Template:
    return environment(language).get_template(f"{name}.j2")


def _block(name: str, language: str, data: dict[str, Any]) -> str:
    topic, _, block = name.partition(".")
    template = _topic(topic, language)
    context = template.new_context(_globals(language) | data, shared=True)
    lines = "".join(template.blocks[block](context)).strip()
    return one_full_stop(re.sub(r"\n{3,}", "\n\n", lines), language)


@cache
def _globals(language: str) -> dict[str, Any]:
    """What every template knows, put together once."""
    return dict(environment(language).globals)


def plain(name: str, language: str, /, **data: Any) -> str:
    """The same words without markup, for pictures and PDFs."""
    return html.unescape(re.sub(r"<[^>]+>", "", render(name, language, **data)))


__all__ = [
    "LANGUAGES",
    "LOCALES",
    "SOURCE",
    "duty_words",
    "environment",
    "label",
    "named",
    "named_briefly",
    "plain",
    "render",
    "side_name",
    "translations",
    "word",
]
