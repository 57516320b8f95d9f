"""`N_` marks a text for the catalogues and gives it back."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    return text
