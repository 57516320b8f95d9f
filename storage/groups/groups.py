"""Telegram groups that follow a promo."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from storage.db import Tx


class Group(Struct, frozen=True):
    """A promo's group. `status_message`: the pinned card's outbox id; `lost_at`: since when it does not hear us."""

    promo_id: str
    chat_id: int
    thread_id: int | None
    language: str
    title: str
    status_message: int | None
    lost_at: datetime | None


async def link(
    tx: Tx, promo_id: str, chat_id: int, thread_id: int | None, title: str, language: str, now: datetime, by: int
) -> None:
    await tx.write(
        """
        INSERT INTO promo_group (promo_id, chat_id, thread_id, title, language, linked_at, linked_by)
        VALUES (:promo, :chat, :thread, :title, :language, :now, :by)
        ON CONFLICT (promo_id) DO UPDATE SET chat_id = :chat, thread_id = :thread, title = :title,
            language = :language, linked_at = :now, linked_by = :by, lost_at = NULL, status_message = NULL
        """,
        promo=promo_id,
        chat=chat_id,
        thread=thread_id,
        title=title,
        language=language,
        now=now,
        by=by,
    )


async def unlink(tx: Tx, promo_id: str) -> None:
    await tx.write("DELETE FROM promo_group WHERE promo_id = :promo", promo=promo_id)


async def of_promo(tx: Tx, promo_id: str) -> Group | None:
    return await tx.record(Group, "SELECT * FROM promo_group WHERE promo_id = :promo", promo=promo_id)


async def in_chat(tx: Tx, chat_id: int) -> list[Group]:
    """The promos that a chat follows, the newest first."""
    return await tx.records(
        Group, "SELECT * FROM promo_group WHERE chat_id = :chat ORDER BY linked_at DESC, promo_id", chat=chat_id
    )


async def show_status(tx: Tx, promo_id: str, message: int) -> None:
    await tx.write(
        "UPDATE promo_group SET status_message = :message WHERE promo_id = :promo", message=message, promo=promo_id
    )


async def speak(tx: Tx, chat_id: int, language: str) -> None:
    await tx.write("UPDATE promo_group SET language = :language WHERE chat_id = :chat", language=language, chat=chat_id)


async def lost(tx: Tx, chat_id: int, at: datetime | None) -> None:
    """The bot was removed from the group, or (None) is back."""
    await tx.write("UPDATE promo_group SET lost_at = :at WHERE chat_id = :chat", at=at, chat=chat_id)


async def move(tx: Tx, old: int, new: int) -> None:
    """The group became a supergroup."""
    await tx.write("UPDATE promo_group SET chat_id = :new WHERE chat_id = :old", new=new, old=old)


async def leave_topic(tx: Tx, chat_id: int, thread_id: int) -> None:
    """The topic is deleted or closed: from now on the group itself."""
    await tx.write(
        "UPDATE promo_group SET thread_id = NULL WHERE chat_id = :chat AND thread_id = :thread",
        chat=chat_id,
        thread=thread_id,
    )
