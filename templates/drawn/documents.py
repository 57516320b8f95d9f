"""What each document takes: all words translated, all figures formatted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict


class Picture(TypedDict):
    name: str  # burn-up, comparison, exchange
    data: Mapping[str, object]  # what the drawing of that name takes in its parts file


class ReportSection(TypedDict):
    """`numbers`: the columns that stand to the right; `after`: lines under the table; a picture stands over it.

    `named`: the rows whose first cell is a name, all if it is left out; `small`: columns with long codes.
    """

    title: str
    head: list[str]
    rows: list[list[str]]  # as many cells as the head has
    numbers: list[int]
    picture: NotRequired[Picture]
    after: NotRequired[list[str]]
    named: NotRequired[list[int]]
    small: NotRequired[list[int]]


class PrintedReport(TypedDict):
    file_name: NotRequired[str]
    lang: str
    created_at: int  # UNIX seconds: the date of the document
    title: str
    subtitle: str
    status: str
    tiles: list[list[str]]  # up to four: [what, how much]
    sections: list[ReportSection]
    note: str
    page_label: str
    footer: str


class PeopleTable(TypedDict):
    title: str
    head: list[str]
    rows: list[list[str]]  # as many cells as the head has


class SignatureTable(PeopleTable):
    marks: list[str]  # under each row: the signature's own fingerprint, or nothing


class AgreementSection(TypedDict):
    title: str
    rows: list[list[str]]  # [label, value]; a value may have several lines, and without a label it takes the width


class PrintedFingerprint(TypedDict):
    label: str
    value: str  # 64 hexadecimal digits


class Agreement(TypedDict):
    file_name: NotRequired[str]
    sent: NotRequired[dict[str, Any]]  # the promo and the version: how the file is known when it comes back
    lang: str  # "uk": the document's language, for hyphens and screen readers
    created_at: int  # UNIX seconds: the date of the document
    title: str
    subtitle: NotRequired[str | None]  # "Agreement on a joint promotion, version 3"
    status: NotRequired[str | None]  # "In force from 7 December 2026"
    parties: PeopleTable
    sections: list[AgreementSection]
    last: AgreementSection  # stays with the signatures
    signatures: SignatureTable  # the last cell says when in UTC, or "not signed yet"
    fingerprint: PrintedFingerprint
    note: NotRequired[str | None]  # how to check the fingerprint
    page_label: str  # "page": the footer says "page 1 / 2"
    footer: NotRequired[str | None]  # "Promo 12 · version 3", on every page


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
    file_name: NotRequired[str]
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


class CardSheet(TypedDict):
    file_name: NotRequired[str]
    lang: str  # "uk": the document's language
    created_at: int  # UNIX seconds: the date of the document
    title: str  # the promo's name
    link: str  # what a code's digits are put behind: "https://t.me/…?start=c_"
    codes: list[list[str]]  # [the eight digits, the same as people read them]
    what: str  # what the customer gets
    condition: NotRequired[str | None]
    where: str  # "Where: Peony · Market Square 1": up to two lines
    dates: str
    giver: str  # "Card from: Zerno"
    note: str  # how it is used
    logo: NotRequired[str | None]  # of the giver, PNG in base64


class PosterOffer(TypedDict):
    what: str
    where: str  # "Peony · Market Square 1"
    condition: NotRequired[str | None]


class Poster(TypedDict):
    lang: str  # the first of its languages
    created_at: int  # UNIX seconds: the date of the document
    title: str
    names: list[str]  # of the businesses
    offers: list[PosterOffer]
    dates: str
    how: str  # how a customer comes by it: "Ask for a card at the till"
    scan: str  # what the QR code is for
    link: str
    logos: NotRequired[list[str]]  # PNG in base64


class TillOffer(TypedDict):
    what: str
    note: str  # the condition, and where it is used if not here


class TillPart(TypedDict):
    head: str
    offers: list[TillOffer]
    steps: list[str]


class TillSheet(TypedDict):
    file_name: NotRequired[str]
    lang: str
    created_at: int  # UNIX seconds: the date of the document
    title: str
    names: list[str]  # of the businesses
    dates: str
    parts: list[TillPart]
    slip: str  # what to do after a mistake
    scan: str  # what the QR code is for
    link: str


class CalendarEvent(TypedDict):
    uid: str  # the same for the same thing, whenever it is exported: "promo-12-start@tandem"
    title: str
    first: str  # ISO days, both included
    last: NotRequired[str | None]  # without it, one day
    called_off: NotRequired[bool]  # was in an earlier file, and will not happen
    note: NotRequired[str | None]  # may have several lines
    place: NotRequired[str | None]
    link: NotRequired[str | None]


class CalendarFile(TypedDict):
    file_name: NotRequired[str]
    created_at: int  # UNIX seconds
    revision: NotRequired[int]  # grows with every change of the dates; 0 without it
    title: NotRequired[str | None]  # of the calendar, where a program shows it
    lang: NotRequired[str | None]  # "uk"
    events: list[CalendarEvent]
