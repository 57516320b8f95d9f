"""HTML mode as TDLib reads it (MessageEntity.cpp, parse_html): same tags, same complaints, byte offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sandbox.town.entities import Entity, utf16_len
from sandbox.town.errors import ApiError, bad

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_SPACE = " \t\r\n"
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass
class _Open:
    tag: str
    begin: int
    start: int
    value: str | None


def cant_parse(why: str) -> ApiError:
    """400 for a formatting mistake."""
    return bad(f"can't parse entities: {why}")


class HtmlReader:
    """One pass over the marked text; `out` and `entities` are the result."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        """The plain text and its entities, or the refusal."""
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<":
                self._tag()
            elif char == "&":
                self._put(self._decoded())
            else:
                self._put(self._until("<&"))
        if self.stack:
            raise cant_parse(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.out), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16_len(text)

    def _decoded(self) -> str:
        match = _ENTITY.match(self.source, self.at)
        char = _character(match) if match else None
        if match and char:
            self.at = match.end()
            return char
        self.at += 1
        return self.source[self.at - 1]

    def _offset(self, place: int) -> int:
        return len(self.source[:place].encode("utf-8", "surrogatepass"))

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _skip(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._peek() == "/":
            self._end(begin)
        else:
            self._start(begin)

    def _until(self, stops: str) -> str:
        start = self.at
        self.at = min((at for stop in stops if (at := self.source.find(stop, start)) >= 0), default=len(self.source))
        return self.source[start : self.at]

    def _start(self, begin: int) -> None:
        tag = self._until(_SPACE + ">").lower()
        if not self._peek():
            raise cant_parse(f"Unclosed start tag at byte offset {self._offset(begin)}")
        if tag not in _KINDS:
            raise cant_parse(f'Unsupported start tag "{tag}" at byte offset {self._offset(begin)}')
        attributes = self._attributes(tag, begin)
        self.at += 1
        self.stack.append(_Open(tag, begin, self.length, self._argument(tag, attributes, begin)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while self._peek() != ">":
            self._skip()
            if self._peek() == ">":
                break
            name = self._until(_SPACE + "=>")
            if not name:
                raise cant_parse(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._offset(begin)}'
                    if self._peek()
                    else f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}'
                )
            self._skip()
            found[name.lower()] = self._value(tag, begin) if self._peek() == "=" else ""
        return found

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._skip()
        quote = self._peek()
        if not quote:
            raise cant_parse(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
        return self._quoted(quote, begin) if quote in "\"'" else self._bare()

    def _bare(self) -> str:
        start = self.at
        match = _TOKEN.match(self.source, self.at)
        self.at = match.end() if match else self.at
        if not self._peek() or self._peek() not in _SPACE + ">":
            raise cant_parse(f"Unexpected end of name token at byte offset {self._offset(start)}")
        return self.source[start : self.at].lower()

    def _quoted(self, quote: str, begin: int) -> str:
        self.at += 1
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            value.append(self._decoded())
        self.at += 1
        if not self._peek():
            raise cant_parse(f"Unclosed start tag at byte offset {self._offset(begin)}")
        return "".join(value)

    def _argument(self, tag: str, attributes: dict[str, str], begin: int) -> str | None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise cant_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset(begin)}')
        if tag == "code" and attributes.get("class", "").startswith("language-"):
            return attributes["class"].removeprefix("language-")
        if tag == "blockquote" and "expandable" in attributes:
            return "expandable"
        name = {"a": "href", "tg-emoji": "emoji-id", "tg-time": "unix"}.get(tag)
        return attributes.get(name) if name else None

    def _end(self, begin: int) -> None:
        if not self.stack:
            raise cant_parse(f"Unexpected end tag at byte offset {self._offset(begin)}")
        self.at += 1
        tag = self._until(_SPACE + ">").lower()
        self._skip()
        if self._peek() != ">":
            raise cant_parse(f"Unclosed end tag at byte offset {self._offset(begin)}")
        self.at += 1
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            raise cant_parse(
                f'Unmatched end tag at byte offset {self._offset(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.start
        if length == 0:
            return
        entity: dict[str, Any] = {"type": _KINDS[opened.tag], "offset": opened.start, "length": length}
        if opened.tag == "a":
            url = link(opened.value or "".join(self.out).encode("utf-16-le")[opened.start * 2 :].decode("utf-16-le"))
            if url is None:
                return
            entity["url"] = url
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.value or ""
        elif opened.tag == "tg-time":
            entity["unix_time"] = int(opened.value or 0)
        elif opened.value == "expandable":
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)


def _character(match: re.Match[str]) -> str | None:
    if match.group(3):
        return _NAMED[match.group(3)]
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    if 0xD800 <= code <= 0xDFFF:
        raise cant_parse(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code <= 0x10FFFF else None


def link(url: str) -> str | None:
    """A usable address, with http:// added where there is none; None is shown as plain text."""
    url = url.strip()
    if re.match(r"(?i)^(https?|tg|ton|tonsite|mailto|tel)://?", url):
        return url if re.match(r"(?i)^(tg|ton|tonsite|mailto|tel):", url) or "." in url else None
    return f"http://{url}/" if re.match(r"^[\w-]+(\.[\w-]+)+$", url) else None


def parse(text: str, mode: str | None) -> tuple[str, list[Entity]]:
    """Text in a parse mode → plain text and entities."""
    if not mode:
        return text, []
    if mode.lower() == "html":
        return HtmlReader(text).read()
    if mode.lower() in ("markdown", "markdownv2"):
        raise bad(f"the sandbox reads parse_mode HTML only, not {mode}")
    raise bad("unsupported parse_mode")
