"""Buttons: one way to write what a press means, within Telegram's 64 bytes.

Source: https://core.telegram.org/bots/api#inlinekeyboardbutton.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from templates.catalogue import label
from templates.format.width import fits

LONGEST_DATA = 64
SEPARATOR = ":"


class Button(Struct, frozen=True):
    """`text` is a msgid (or a person's own words with `own=True`); `args` go with the press."""

    text: str
    action: str
    args: tuple[Any, ...] = ()
    own: bool = False
    words: dict[str, Any] = field(default_factory=dict)


class Link(Struct, frozen=True):
    text: str
    url: str
    words: dict[str, Any] = field(default_factory=dict)


class Page(Struct, frozen=True):
    """Opens a page of ours inside Telegram; in private chats only."""

    text: str
    url: str


Key = Button | Link | Page
Rows = Sequence[Sequence[Key]]

TO_CARD, TO_TABLE = "card", "table"


def to_card(promo_id: str) -> Button:
    """Back to the promo's card, in place of the message."""
    return Button("◀ Back", "promo", (promo_id, TO_CARD))


def pack(action: str, args: Sequence[Any]) -> str:
    """The callback data of a press. Raises ValueError for what Telegram would refuse."""
    parts = [action, *("" if arg is None else str(arg) for arg in args)]
    data = SEPARATOR.join(parts)
    if any(SEPARATOR in part for part in parts) or not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise ValueError(f"callback data cannot carry {data!r}")
    return data


def unpack(data: str) -> tuple[str, list[str]]:
    action, *args = data.split(SEPARATOR)
    return action, args


def number(text: str) -> int:
    """A whole number from a button, or 0, which is nobody's number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def place_in(text: str, length: int) -> int | None:
    """A place in a list of that length, or None."""
    return number(text) if text.isascii() and text.isdigit() and number(text) < length else None


def day_of(text: str) -> date | None:
    """A day from a button, if there is such a day in this century."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


def keyboard(rows: Rows, language: str) -> dict[str, Any]:
    """The rows as Telegram wants them, in a language. No rows take the keyboard away."""
    keys = [[_key(button, language) for button in row] for row in rows]
    return {"inline_keyboard": [part for row in keys for part in whole(row)]}


def whole(row: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The row, or as few as show all words whole where a phone would cut some."""
    rows: list[list[dict[str, Any]]] = []
    for key in row:
        longer = [*rows[-1], key] if rows else [key]
        if rows and all(fits(one["text"], len(longer)) for one in longer):
            rows[-1] = longer
        else:
            rows.append([key])
    return rows


def _key(button: Key, language: str) -> dict[str, Any]:
    if isinstance(button, Page):
        return {"text": label(button.text, language), "web_app": {"url": button.url}}
    if isinstance(button, Link):
        return {"text": label(button.text, language, **button.words), "url": button.url}
    text = button.text if button.own else label(button.text, language, **button.words)
    return {"text": shorten(text), "callback_data": pack(button.action, button.args)}


def shorten(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def in_rows(buttons: Sequence[Key], width: int) -> list[list[Key]]:
    return [list(buttons[i : i + width]) for i in range(0, len(buttons), width)]
