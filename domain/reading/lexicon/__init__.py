"""The words that readers know, one folder a language. A new language is one more folder here, and nothing else.

A word is a pattern for `re` as text looks when it is folded: small letters, no apostrophes, е for ё. Readers put the
words of all languages together (`ALL`), as people mix them. What each field is for stands in `parts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from msgspec import Struct

from domain.reading.lexicon.parts import Lexicon


def together(parts: Sequence[Any]) -> Any:
    """One structure with the words of all, each once: field by field, month by month, number by number."""
    first = parts[0]
    if isinstance(first, Struct):
        names = first.__struct_fields__
        return type(first)(**{name: together([getattr(part, name) for part in parts]) for name in names})
    if isinstance(first, Mapping):
        keys = dict.fromkeys(key for part in parts for key in part)
        return {key: together([part.get(key, ()) for part in parts]) for key in keys}
    if any(isinstance(one, tuple) for part in parts for one in part):
        return tuple(together(those) for those in zip(*parts, strict=True))
    return first if isinstance(first, str) else tuple(dict.fromkeys(word for part in parts for word in part))


def one_of(words: Iterable[str]) -> str:
    """A group that matches any of them, the longer first; nothing matches a group of none."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True)) or '(?!)'})"


def _found() -> tuple[Lexicon, ...]:
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.ispkg]
    return tuple(module.LEXICON for module in modules)


LEXICONS = _found()
ALL: Lexicon = together(LEXICONS)
