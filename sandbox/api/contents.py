"""What the bot wants to send, read and checked: text, caption, file, buttons."""

from __future__ import annotations

import re
from typing import Any

from sandbox.api.decode import Arguments
from sandbox.api.markup import parse
from sandbox.telegram import Telegram
from sandbox.town import keyboards
from sandbox.town.entities import Entity, utf16_len, with_automatic
from sandbox.town.errors import bad
from sandbox.town.files import checked_photo, checked_upload
from sandbox.town.model import Chat, File, InlineButton, Json
from sandbox.town.people import PAYLOAD

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_START = re.compile(r"[?&]start(?:group)?=([^&#\s]*)")


def text(args: Arguments, *, new: bool) -> tuple[str, list[Entity]]:
    """1–4096 UTF-16 units after parsing, trimmed as Telegram trims."""
    plain, entities = _parsed(args.get("text") or "", args.get("parse_mode"), args.get("entities"))
    if not plain.strip():
        raise bad("message text is empty")
    if utf16_len(plain) > TEXT_LIMIT:
        raise bad("message is too long" if new else "MESSAGE_TOO_LONG")
    return plain, entities


def caption(args: Arguments, *, new: bool) -> tuple[str, list[Entity]]:
    """0–1024 UTF-16 units after parsing."""
    plain, entities = _parsed(args.get("caption") or "", args.get("parse_mode"), args.get("caption_entities"))
    if utf16_len(plain) > CAPTION_LIMIT:
        raise bad("message caption is too long" if new else "MEDIA_CAPTION_TOO_LONG")
    return plain, entities


def _parsed(source: str, mode: str | None, given: Any) -> tuple[str, list[Entity]]:
    if any("\ud800" <= char <= "\udfff" for char in source):
        raise bad("text must be encoded in UTF-8")
    plain, entities = (source, list(given)) if given and not mode else parse(source.replace("\0", ""), mode)
    return _trimmed(plain, with_automatic(plain, entities))


def _trimmed(plain: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    head = utf16_len(plain) - utf16_len(plain.lstrip())
    short = plain.strip()
    size = utf16_len(short)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - head)
        end = min(size, entity["offset"] + entity["length"] - head)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return short, kept


def markup(world: Telegram, where: Chat, args: Arguments) -> tuple[list[list[InlineButton]], Json | None]:
    """Inline rows and other reply markup; a deep link Telegram would drop is noted."""
    rows, other = keyboards.read(args.get("reply_markup"), private=where.type == "private")
    for button in (button for row in rows for button in row):
        note_link(world, button.url or "")
    return rows, other


def note_links(world: Telegram, plain: str, entities: list[Entity]) -> None:
    """Note deep links in a text that Telegram would not pass on."""
    for word in [*plain.split(), *(entity.get("url", "") for entity in entities)]:
        note_link(world, word)


def note_link(world: Telegram, url: str) -> None:
    """A start payload must be 1–64 of A–Z a–z 0–9 _ -."""
    payload = _START.search(url) if f"/{world.username}?" in url else None
    if payload and payload.group(1) and not PAYLOAD.fullmatch(payload.group(1)):
        world.violations.append(f"deep link payload breaks 1-64 A-Za-z0-9_-: {url[:100]}")


def upload(world: Telegram, args: Arguments, kind: str, value: str | None, name: str) -> File:
    """The file an argument names: a new upload, attach://name, or a file_id of the same kind."""
    field = value.removeprefix("attach://") if value and value.startswith("attach://") else name
    if field in args.files and (value is None or value.startswith("attach://")):
        return _new(world, args.files[field], kind)
    if not value:
        raise bad(f"there is no {kind} in the request")
    if value.startswith("attach://"):
        raise bad(f"there is no file {field} in the request")
    known = world.files.get(value)
    if known is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
    return known


def _new(world: Telegram, upload_: tuple[bytes, str | None, str], kind: str) -> File:
    data, name, mime = upload_
    checked_upload(data)
    if kind == "photo":
        checked_photo(data)
    return world.files.keep(data, kind, name, mime)
