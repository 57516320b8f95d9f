"""What the bot said, as a timeline that a person can read: a line a message, in each reader's own time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.town.model import Call
from tests.world.town import KYIV

SENT = ("sendMessage", "sendPhoto", "sendDocument")
WIDTH = 96


@dataclass(frozen=True)
class Reader:
    """A chat with the name, role, language and time zone of who reads it."""

    chat_id: int
    name: str
    role: str
    language: str
    zone: ZoneInfo


@dataclass(frozen=True)
class Line:
    """One message; `data` of its buttons beside their words."""

    at: datetime
    reader: Reader
    words: str
    buttons: tuple[str, ...]
    data: tuple[str, ...]

    @property
    def wall(self) -> datetime:
        return self.at.astimezone(self.reader.zone)

    def __str__(self) -> str:
        who = f"{self.reader.name} ({self.reader.role}, {self.reader.language})"
        said = re.sub(r"\s*\n\s*", " / ", self.words)
        said = said if len(said) <= WIDTH else f"{said[: WIDTH - 1]}…"
        marks = "".join(f" [{words}]" for words in self.buttons)
        return f"{self.wall:%a %d %b %H:%M %Z}".ljust(22) + f"{who.ljust(22)} | {said}{marks}"


def lines(calls: Iterable[Call], readers: Mapping[int, Reader]) -> list[Line]:
    """Every message that was sent, by minute, then by reader."""
    order = list(readers)
    found = [_line(call, readers) for call in calls if call.ok and call.method in SENT]
    return sorted(found, key=lambda line: (line.at.replace(second=0, microsecond=0), order.index(line.reader.chat_id)))


def _line(call: Call, readers: Mapping[int, Reader]) -> Line:
    rows = _json(call.params.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    words = str(call.params.get("text") or call.params.get("caption") or "")
    plain = re.sub(r"<[^>]+>", "", words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return Line(
        call.at,
        readers[int(call.params["chat_id"])],
        plain,
        tuple(button["text"] for button in buttons),
        tuple(button.get("callback_data") or "" for button in buttons),
    )


def _json(value: Any) -> dict[str, Any]:
    return dict(json.loads(value) if isinstance(value, str) else value)


def timeline(said: Iterable[Line], done: Iterable[tuple[datetime, str]]) -> str:
    """The days in order, each under its date in Kyiv with what people did."""
    acts = {day: [what for _, what in group] for day, group in groupby(done, key=lambda one: _day(one[0]))}
    days = {day: list(group) for day, group in groupby(said, key=lambda line: _day(line.at))}
    parts = []
    for day in sorted({*acts, *days}):
        heading = f"## {day:%a %d %b %Y}"
        people = [f"#  {what}" for what in acts.get(day, ["nobody does anything"])]
        parts.append("\n".join([heading, *people, *(str(line) for line in days.get(day, []))]))
    return "\n\n".join(parts) + "\n"


def _day(at: datetime) -> Any:
    return at.astimezone(KYIV).date()
