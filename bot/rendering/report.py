"""The report of a promo as A4 pages that an owner can show to a bank: figures, tables, pictures, the agreement."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from bot.rendering.typesetting import typeset


class Picture(TypedDict):
    name: str  # burn-up, comparison, exchange
    data: dict[str, Any]  # what the drawing of that name takes in its parts file


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


def report_pdf(data: Mapping[str, Any]) -> bytes:
    """Draw a `Report`."""
    return typeset("report", data, "pdf", drawn_at=int(data["created_at"]))
