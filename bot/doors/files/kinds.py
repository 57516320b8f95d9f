"""What becomes of each kind of file that people send. Loaded with the first one: most chats never send any."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec import Struct

from bot.doors.files import photos, spreadsheets
from handlers.business import logo
from handlers.codes import photo
from handlers.context import Work
from handlers.measures import files
from storage.queues.received_files import ReceivedFile


class Kind(Struct, frozen=True):
    """How large a file may be, how it is read (in a thread), and who answers: with what was found, or why not."""

    largest: int
    read: Callable[[bytes], Any]
    answer: Callable[[Work, ReceivedFile, Any], Awaitable[None]]


KINDS: Mapping[str, Kind] = {
    "table": Kind(spreadsheets.LARGEST, spreadsheets.read, files.came),
    "logo": Kind(photos.LARGEST, photos.logo, logo.came),
    "photo": Kind(photos.LARGEST, photos.read, photo.came),
}
