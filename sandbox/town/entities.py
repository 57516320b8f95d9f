"""Entities: offsets in UTF-16 code units, found in what people type, and written back as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import Any

Entity = dict[str, Any]

_TYPED = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")),
    ("url", re.compile(r"(?<![\w@])(?:https?://|t\.me/|www\.)[^\s<>«»\"]*[^\s<>«»\".,:;!?)\]'*]")),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+\.[A-Za-z]{2,}")),
    ("mention", re.compile(r"(?<![\w@./])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#&])#\w*[^\W\d]\w*")),
)
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def utf16_len(text: str) -> int:
    """Length as Telegram counts offsets: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_in(text: str) -> list[Entity]:
    """Commands, links, addresses, mentions and hashtags that Telegram itself marks."""
    found: list[Entity] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _TYPED:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < b and end > a for a, b in taken):
                continue
            taken.append((start, end))
            found.append({"type": kind, "offset": utf16_len(text[:start]), "length": utf16_len(match.group())})
    return sorted(found, key=lambda entity: int(entity["offset"]))


def with_automatic(text: str, given: list[Entity]) -> list[Entity]:
    """Given entities plus the automatic ones that do not lie inside code, pre or a link."""
    closed = [e for e in given if e["type"] in ("code", "pre", "text_link")]
    extra = [e for e in found_in(text) if not any(_touch(e, other) for other in closed)]
    return sorted(given + extra, key=lambda entity: (int(entity["offset"]), -int(entity["length"])))


def _touch(one: Entity, two: Entity) -> bool:
    return bool(one["offset"] < two["offset"] + two["length"] and two["offset"] < one["offset"] + one["length"])


def to_html(text: str, entities: list[Entity]) -> str:
    """The text with its formatting as Bot API HTML; automatic entities stay plain."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda e: (int(e["offset"]), -int(e["length"]))):
        start, end = int(entity["offset"]), int(entity["offset"]) + int(entity["length"])
        opening, closing = _tags(entity)
        if opening:
            opens.setdefault(start, []).append(opening)
            closes.setdefault(end, []).insert(0, closing)
    return _woven(text, opens, closes)


def _woven(text: str, opens: dict[int, list[str]], closes: dict[int, list[str]]) -> str:
    out: list[str] = []
    at = 0
    for char in text:
        out += closes.pop(at, []) + opens.pop(at, [])
        out.append(escape(char, quote=False))
        at += 2 if char > "\uffff" else 1
    return "".join(out + [tag for place in sorted(closes) for tag in closes[place]])


def _tags(entity: Entity) -> tuple[str, str]:
    if entity["type"] == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    tag = _TAGS.get(entity["type"])
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
