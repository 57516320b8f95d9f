"""What a duty is called: in the partners' own words, or in ours."""

from __future__ import annotations

from domain.duties.duty import TrackedDuty
from templates.catalogue import word
from templates.format import values
from templates.words.words import WORDS


def duty_words(duty: TrackedDuty, language: str) -> str:
    """`300 flyers`; `Write to your own customers: 500, once a week`."""
    if duty.kind not in WORDS["duty"]:
        return duty.what
    volume = values.number(duty.volume, language) if duty.volume else ""
    detail = ", ".join(filter(None, (volume, duty.what)))
    named = word("duty", duty.kind, language)
    return f"{named}: {detail}" if detail else named
