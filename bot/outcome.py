"""What became of a call to Telegram."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What became of a call: sent (with `file_mark`, Telegram's own mark of a document), dropped, wait (`seconds`),
    refused (the chat is closed to us), muted (members may not write in the group), moved (`chat_id`), as_new (the
    message to edit is gone), no_topic (the part of the group to write to is deleted or closed), unknown, or failed."""

    kind: str
    message_id: int | None = None
    file_mark: str | None = None
    seconds: float = 0
    chat_id: int = 0
    why: str = ""
