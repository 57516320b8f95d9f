"""What a QR code in a photo says: a card of ours, another link of ours, or something that is not Tandem's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from domain.check_digit import LENGTH, is_valid
from domain.lazy import lazy_re

MOST = 8  # cards on a printed page
_WEB = lazy_re(r"(?:https?://)?(?:t|telegram)\.(?:me|dog)/(?P<bot>\w+)/?(?:\?(?P<asked>\S*))?", re.IGNORECASE)
_APP = lazy_re(r"tg://resolve/?\?domain=(?P<bot>\w+)(?:&(?P<asked>\S*))?", re.IGNORECASE)
_START = lazy_re(r"(?:^|&)start=([A-Za-z0-9_-]+)")

Stranger = Literal["foreign", "other_bot", "invitation"]


class Scanned(Struct, frozen=True):
    """The codes in a picture, each once, and what else was in it."""

    digits: tuple[str, ...] = ()
    others: frozenset[Stranger] = frozenset()
    link: str = ""  # the first invitation


def scanned(texts: Iterable[str], bot: str) -> Scanned:
    digits: dict[str, None] = {}
    others: dict[Stranger, str] = {}
    for text in texts:
        code = code_in(text, bot)
        if code:
            digits[code] = None
        else:
            others.setdefault(_stranger(text, bot), text)
    return Scanned(tuple(digits)[:MOST], frozenset(others), others.get("invitation", ""))


def code_in(text: str, bot: str) -> str | None:
    """The digits of a card: behind this bot's link, or bare."""
    payload = _payload(text, bot)
    said = re.sub(r"[ -]", "", text.strip()) if payload is None else payload.removeprefix("c_")
    return said if len(said) == LENGTH and is_valid(said) else None


def _payload(text: str, bot: str) -> str | None:
    """What a link to this bot carries, "" for nothing; None where it is no such link."""
    link = _WEB.fullmatch(text.strip()) or _APP.fullmatch(text.strip())
    if link is None or link["bot"].lower() != bot.lower():
        return None
    start = _START.search(link["asked"] or "")
    return start[1] if start else ""


def _stranger(text: str, bot: str) -> Stranger:
    if _payload(text, bot) is not None:
        return "foreign" if (_payload(text, bot) or "").startswith("c_") else "invitation"
    link = _WEB.fullmatch(text.strip()) or _APP.fullmatch(text.strip())
    return "other_bot" if link and link["asked"] and "start" in link["asked"] else "foreign"
