"""Addresses in a text that is shown before anybody has agreed to be reached."""

from __future__ import annotations

import re

from domain.lazy import lazy_re

_ADDRESS = lazy_re(
    r"(?:https?://|tg://|www\.|t\.me/)\S+"  # links
    r"|[\w.+-]+@[\w-]+\.\w[\w.]*"  # e-mail
    r"|(?<!\w)@\w{3,}"  # usernames
    r"|(?<![\w+])\+?\(?\d(?:[ ().-]{0,2}\d){8,}",  # nine digits and more: a phone
    re.IGNORECASE,
)
LEFT_OUT = "…"


def without_contacts(text: str) -> str:
    """The text with links, e-mail addresses, usernames and phone numbers left out."""
    return _ADDRESS.sub(LEFT_OUT, text)
