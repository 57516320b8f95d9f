"""Cards with codes to print and cut: A4 pages of eight, readable in black and white.

Every card is the same but for its code, so all words are fitted once. The QR code is one path of its rows of
dark modules: five hundred of them as pictures would take a document ten times as large. The same data gives the
same bytes.
"""

import base64
from collections.abc import Iterator
from typing import Any

import segno

from bot.rendering.typesetting import typeset
from templates.drawn.documents import CardSheet


def sheet_pdf(data: CardSheet) -> bytes:
    """Draw a `CardSheet`; its QR codes survive 15 % of damage (level M)."""
    return typeset("sheet", with_codes(data), "pdf", drawn_at=int(data["created_at"]))


def with_codes(data: CardSheet) -> dict[str, Any]:
    """What the drawing takes: every code as runs of dark modules."""
    codes = [segno.make(data["link"] + digits, error="m", micro=False) for digits, _ in data["codes"]]
    cards = [
        {"shown": shown, "modules": code.symbol_size(border=0)[0], "runs": list(_runs(code))}
        for code, (_, shown) in zip(codes, data["codes"], strict=True)
    ]
    words = {key: value for key, value in data.items() if key not in ("codes", "link")}
    logo = data.get("logo")
    return words | {"cards": cards, "logo": list(base64.b64decode(logo)) if logo else None}


def _runs(code: segno.QRCode) -> Iterator[list[int]]:
    """Neighbouring dark modules of a row: [column, row, how many]."""
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            length = 1
            while x + length < len(row) and row[x + length] == row[x]:
                length += 1
            if row[x]:
                yield [x, y, length]
            x += length
