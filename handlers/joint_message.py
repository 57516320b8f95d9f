"""Several reminders as one message: how they are put together, and what a press changes in it.

What has buttons stands last. Where several have, a number in a circle says whose a button is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Message

from handlers.buttons import whole

METHOD = "remind"
"""In the outbox: a message that may leave together with others of its kind."""
BETWEEN = "\n\n· · ·\n\n"
NUMBERS = "①②③④⑤⑥⑦⑧⑨"
AT_A_GLANCE, MOST_ROWS, LONGEST = 1000, 6, 4096
"""What several together may have; what is longer stays alone. Telegram takes no more than the last."""
Body = Mapping[str, Any]
Keys = list[list[dict[str, Any]]]


def fitting(bodies: Sequence[Body]) -> int:
    """How many of these, from the first on, one reads in one message."""
    length, rows, count = 0, 0, 0
    for body in bodies[: len(NUMBERS)]:
        length, rows = length + len(body["text"]), rows + len(_keys(body))
        if count and (length > AT_A_GLANCE or rows > MOST_ROWS):
            break
        count += 1
    return count


def join(bodies: Sequence[Body]) -> dict[str, Any]:
    """One message that says all of it; what several say alike (after the bot was down) it says once."""
    different = [body for n, body in enumerate(bodies) if body not in bodies[:n]]
    silent = [body for body in different if not _keys(body)]
    asking = [body for body in different if _keys(body)]
    marks = NUMBERS if len(asking) > 1 else [""] * len(asking)
    parts = [body["text"] for body in silent]
    keys: Keys = []
    for mark, body in zip(marks, asking, strict=False):
        parts.append(_marked(mark, body["text"]))
        keys += _marked_keys(mark, _keys(body))
    return {**bodies[0], "text": BETWEEN.join(parts)} | ({"reply_markup": {"inline_keyboard": keys}} if keys else {})


def rewritten(message: Message, pressed: str, body: dict[str, Any]) -> dict[str, Any]:
    """`body` is to replace a message: of a joint one it replaces the part whose button was pressed."""
    if BETWEEN not in (message.text or ""):
        return body
    shown = message.reply_markup.to_dict()["inline_keyboard"] if message.reply_markup else []
    keys: Keys = [list(row) for row in shown]
    mark = next((_mark(key) for row in keys for key in row if key.get("callback_data") == pressed), "")
    parts = message.text_html.split(BETWEEN)
    place = next((n for n, part in enumerate(parts) if mark and part.startswith(mark)), len(parts) - 1)
    parts[place] = _marked(mark, body["text"])
    its = [n for n, row in enumerate(keys) if _mark(row[0]) == mark] or [len(keys)]
    keys[its[0] : its[-1] + 1] = _marked_keys(mark, _keys(body))
    text = BETWEEN.join(parts)
    return {**body, "text": text, "reply_markup": {"inline_keyboard": keys}} if len(text) <= LONGEST else body


def _keys(body: Body) -> Keys:
    keys: Keys = body.get("reply_markup", {}).get("inline_keyboard", [])
    return keys


def _marked(mark: str, text: str) -> str:
    return f"{mark} {text}" if mark else text


def _marked_keys(mark: str, keys: Keys) -> Keys:
    marked = [[key | {"text": _marked(mark, key["text"])} for key in row] for row in keys]
    return [part for row in marked for part in whole(row)]


def _mark(key: Body) -> str:
    first: str = key["text"][:1]
    return first if first in NUMBERS else ""
