"""Who is asked whether a photo or a file is meant for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from handlers.business import logo
from handlers.codes import photo
from handlers.context import Context
from handlers.duties import proofs
from handlers.ledger import photo_requests
from handlers.measures import files
from handlers.settlement import expenses

TAKERS: tuple[Callable[[Context], Awaitable[bool]], ...] = (
    proofs.took, photo_requests.photo, expenses.receipt, files.took, logo.took, photo.took,
)  # fmt: skip
"""From the first to the last; each says whether it took the message."""
