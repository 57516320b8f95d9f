"""The idea of a promo on one A4 page, told to the partner: what it gains comes first, what is asked of it last.

A long pitch is set smaller, and only what does not fit then either runs over to a second page. What is left out
or None takes no room. The same data gives the same bytes.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

import segno

from bot.rendering.qr import QUIET_ZONE
from bot.rendering.typesetting import typeset


class Proposer(TypedDict):
    name: str
    about: NotRequired[str | None]  # "Café · Kyiv"
    label: NotRequired[str | None]  # "proposes", before the name


class PitchFigure(TypedDict):
    value: str  # "200", "28 days": large
    label: str  # under it


class PitchOffer(TypedDict):
    what: str
    where: str  # "at Zerno"
    condition: NotRequired[str | None]


class Item(TypedDict):
    what: str
    note: NotRequired[str | None]  # "by 28 Nov · with a photo"


class Words(TypedDict):
    title: str
    text: str


class Offers(TypedDict):
    title: str
    items: list[PitchOffer]


class Items(TypedDict):
    title: str
    text: NotRequired[str | None]  # what the side gains, before what it brings
    items: list[Item]


class When(TypedDict):
    title: str
    dates: str
    length: NotRequired[str | None]


class NextStep(TypedDict):
    title: str
    text: str
    link: str  # drawn as a QR code, and printed
    valid: NotRequired[str | None]  # "until 7 December"


class Pitch(TypedDict):
    lang: str  # "uk": the document's language, for hyphens and screen readers
    created_at: int  # UNIX seconds: the date of the document
    title: str  # the promo's name
    kind: NotRequired[str | None]  # "A joint promotion for Peony", above the title
    proposer: Proposer
    gain: NotRequired[Words | None]  # the partner's
    figures: NotRequired[list[PitchFigure]]  # up to three: what is expected
    offers: Offers
    when: NotRequired[When | None]
    brings: NotRequired[Items | None]  # the proposer's
    asks: NotRequired[Items | None]
    next: NextStep
    page_label: str  # "page": only a pitch of two pages is numbered
    footer: NotRequired[str | None]


def pitch_pdf(data: Mapping[str, Any]) -> bytes:
    """Draw a `Pitch`; its QR code survives 15 % of damage (level M)."""
    code = segno.make(data["next"]["link"], error="m", micro=False)
    svg = code.svg_inline(border=QUIET_ZONE, dark="#14213d", light="#ffffff")
    return typeset("pitch", {**data, "svg": svg}, "pdf", drawn_at=int(data["created_at"]))
