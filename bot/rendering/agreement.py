"""The agreement as a document: A4 pages that a business can print, sign by and show a lawyer.

The same data gives the same bytes. The fingerprint stands unbroken in the text and in the keywords, so a
forwarded file can be recognised.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from bot.rendering.typesetting import typeset


class Table(TypedDict):
    title: str
    head: list[str]
    rows: list[list[str]]  # as many cells as the head has


class Signatures(Table):
    marks: list[str]  # under each row: the signature's own fingerprint, or nothing


class AgreementSection(TypedDict):
    title: str
    rows: list[list[str]]  # [label, value]; a value may have several lines, and without a label it takes the width


class Fingerprint(TypedDict):
    label: str
    value: str  # 64 hexadecimal digits


class Agreement(TypedDict):
    lang: str  # "uk": the document's language, for hyphens and screen readers
    created_at: int  # UNIX seconds: the date of the document
    title: str
    subtitle: NotRequired[str | None]  # "Agreement on a joint promotion, version 3"
    status: NotRequired[str | None]  # "In force from 7 December 2026"
    parties: Table
    sections: list[AgreementSection]
    last: AgreementSection  # stays with the signatures
    signatures: Signatures  # the last cell says when in UTC, or "not signed yet"
    fingerprint: Fingerprint
    note: NotRequired[str | None]  # how to check the fingerprint
    page_label: str  # "page": the footer says "page 1 / 2"
    footer: NotRequired[str | None]  # "Promo 12 · version 3", on every page


def agreement_pdf(data: Mapping[str, Any]) -> bytes:
    """Draw an `Agreement`."""
    return typeset("agreement", data, "pdf", drawn_at=int(data["created_at"]))
