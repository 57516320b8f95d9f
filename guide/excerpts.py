"""Which messages and pictures of the played promo the chapters show, by the names that they use there."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2

from guide.played import Played, ShownMessage

WIDTH = 900
"""Pixels of a page that is shown as a picture: sharp on a phone, and small."""


class NotPlayed(Exception):
    """A chapter shows what the promo does not bring about."""


@dataclass(frozen=True)
class Excerpt:
    """The first message to somebody that has a button of that action; `typed`: what they had written before it."""

    to: Callable[[Played], str]
    action: str
    typed: Callable[[Played], str] | None = None


def owner(played: Played) -> str:
    return played.names.owner


def cashier(played: Played) -> str:
    return played.names.cashier


def colleague(played: Played) -> str:
    return played.names.colleague


EXCERPTS = {
    "ready": Excerpt(owner, "ready"),
    "link": Excerpt(owner, "pitch"),
    "changed": Excerpt(owner, "sign"),
    "join": Excerpt(cashier, "work"),
    "card": Excerpt(colleague, "redeem"),
    "question": Excerpt(cashier, "rep"),
    "saved": Excerpt(cashier, "undo", lambda played: played.report),
    "nudge": Excerpt(colleague, "morrow"),
    "owed": Excerpt(owner, "paid"),
}
PICTURES = {
    "week": "weekly",
    "agreement": "agreement",
    "cards": "sheet",
    "poster": "poster",
    "till": "till",
    "pitch": "pitch",
}
"""Name of the file → what was drawn."""


def message(name: str, played: Played) -> str:
    """A message as its reader sees it, in HTML."""
    excerpt = EXCERPTS[name]
    said = _find(excerpt, played)
    typed = f'<p class="typed">{html.escape(excerpt.typed(played))}</p>' if excerpt.typed else ""
    words = said.words.strip().replace("\n", "<br>")
    return f'<div class="chat" role="group">{typed}<div class="said">{words}</div>{_keys(said)}</div>'


def _find(excerpt: Excerpt, played: Played) -> ShownMessage:
    to = excerpt.to(played)
    found = next((one for one in played.said if one.to == to and excerpt.action in one.actions), None)
    if found is None:
        raise NotPlayed(f"nobody said anything with the button {excerpt.action!r} to {to}")
    return found


def _keys(said: ShownMessage) -> str:
    rows = ["".join(f"<span>{html.escape(words)}</span>" for words in row) for row in said.buttons]
    return "".join(f'<div class="keys">{row}</div>' for row in rows)


def picture(name: str, played: Played) -> bytes:
    """A PNG of what was drawn; of a PDF the first page."""
    drawn = played.drawn.get(PICTURES[name])
    if drawn is None:
        raise NotPlayed(f"{PICTURES[name]} was not drawn")
    return _first_page(drawn) if drawn.startswith(b"%PDF") else drawn


def _first_page(pdf: bytes) -> bytes:
    page = pypdfium2.PdfDocument(pdf)[0]
    out = io.BytesIO()
    page.render(scale=WIDTH / page.get_width()).to_pil().save(out, "PNG", optimize=True)
    return out.getvalue()
