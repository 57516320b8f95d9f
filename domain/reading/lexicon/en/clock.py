"""English: times of day."""

from __future__ import annotations

from domain.reading.lexicon.parts import ClockWords

CLOCK = ClockWords(
    at=("at", "until", "till"),
    hour=("h", "oclock"),
    minute=("min(?:utes)?",),
    morning=("am", r"a\.m\.?", "in the morning"),
    afternoon=("pm", r"p\.m\.?", "in the (?:evening|afternoon)", "at night"),
    between=("between",),
    hours={0: ("midnight",), 12: ("noon", "midday"), 20: ("twenty",)},
    parts={-15: ("(?:a )?quarter to",), 15: ("(?:a )?quarter past",), 30: ("half past", "half")},
    opened=("we", "usually", "are", "is", "open", "close", "closes", "closing", "work", "it"),
    also=("but", "and"),
)
