"""What became of a call to Telegram."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class OutcomeKind(StrEnum):
    SENT = "sent"  # with `file_mark`, Telegram's own mark of a document
    DROPPED = "dropped"
    WAIT = "wait"  # for `seconds`
    REFUSED = "refused"  # the chat is closed to us
    MUTED = "muted"  # members may not write in the group
    MOVED = "moved"  # to `chat_id`
    AS_NEW = "as_new"  # the message to edit is gone
    NO_TOPIC = "no_topic"  # the part of the group to write to is deleted or closed
    UNKNOWN = "unknown"
    FAILED = "failed"


class Outcome(Struct, frozen=True):
    kind: OutcomeKind
    message_id: int | None = None
    file_mark: str | None = None
    seconds: float = 0
    chat_id: int = 0
    why: str = ""
