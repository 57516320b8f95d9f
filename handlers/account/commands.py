"""Which commands a chat is shown. Rights are checked on every update, whatever the list shows."""

from __future__ import annotations

from typing import Any

from handlers.context import Reader, Work
from storage.queues.outbox import NOTICE
from templates.catalogue import label
from templates.words.msgid import N_

DESCRIPTIONS = {
    "start": N_("Begin"), "help": N_("What I can do"), "settings": N_("Language"), "privacy": N_("What is stored"),
    "new": N_("Propose a promo"), "promos": N_("My promos"), "report": N_("Report a day"), "staff": N_("My staff"),
    "business": N_("My businesses"), "undo": N_("Take the last report back"), "status": N_("How the promo goes"),
    "week": N_("Last week's report"), "cancel": N_("Leave the question for later"),
    "ideas": N_("Whom to do a promo with"), "code": N_("A code for a customer"),
    "today": N_("What today says so far"), "shift": N_("Who works at this till"),
    "health": N_("Does everything keep up"), "backup": N_("Copy the database now"), "stats": N_("How much there is"),
}  # fmt: skip
LISTED = {
    "new": ("start", "help", "settings", "privacy"),
    "owner": ("new", "promos", "report", "staff", "ideas", "business", "help"),
    "staff": ("report", "today", "code", "shift", "undo", "promos", "help"),
    "group": ("status", "week", "help"),
    "operator": ("health", "backup", "stats"),
}


def shown(role: str, language: str) -> list[dict[str, str]]:
    """The commands of a role, as Telegram wants them."""
    return [{"command": name, "description": label(DESCRIPTIONS[name], language)} for name in LISTED[role]]


def offer(work: Work, reader: Reader, role: str) -> None:
    """Show a role's commands in a person's private chat."""
    extra = shown("operator", reader.language) if reader.chat_id in work.app.operators else []
    body: dict[str, Any] = {
        "commands": shown(role, reader.language) + extra,
        "scope": {"type": "chat", "chat_id": reader.chat_id},
    }
    work.call(reader.chat_id, "setMyCommands", body, NOTICE)
