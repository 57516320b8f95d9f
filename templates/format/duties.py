"""What a duty is called: in the partners' own words, or in ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from templates.catalogue import word
from templates.format import values
from templates.words.words import WORDS


def duty_words(duty: Mapping[str, Any], language: str) -> str:
    """`300 flyers`; `Write to your own customers: 500, once a week`. Of a row: kind, what, volume."""
    if duty["kind"] not in WORDS["duty"]:
        return str(duty["what"])
    volume = values.number(duty["volume"], language) if duty["volume"] else ""
    detail = ", ".join(filter(None, (volume, duty["what"])))
    named = word("duty", duty["kind"], language)
    return f"{named}: {detail}" if detail else named
