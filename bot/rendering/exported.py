"""A promo's book as a table or as data."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any


def book_csv(data: Mapping[str, Any]) -> bytes:
    """`rows` of text as the Excel of a language opens them: UTF-8 with its mark, CRLF, between cells its `mark`."""
    text = io.StringIO()
    csv.writer(text, delimiter=data["mark"], lineterminator="\r\n").writerows(data["rows"])
    return text.getvalue().encode("utf-8-sig")


def book_json(data: Mapping[str, Any]) -> bytes:
    """`book` as docs/export.md describes it."""
    return json.dumps(data["book"], ensure_ascii=False, indent=2).encode()
