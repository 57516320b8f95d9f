"""Whose business an update is: found in its JSON, as Telegram writes it."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.ext import filters

from bot.routes import messages
from bot.routes.commands import GROUP_COMMANDS, PRIVATE_COMMANDS
from bot.routes.router import route
from handlers.incoming import Incoming
from handlers.menu import start

US = "Tandem_Bot"
OLENA = {"id": 101, "is_bot": False, "first_name": "Olena"}


def says(parts: dict[str, Any], chat: str = "private", kind: str = "message") -> Incoming:
    place = {"id": 101 if chat == "private" else -5, "type": chat}
    return Incoming({"update_id": 1, kind: {"message_id": 2, "date": 3, "chat": place, "from": OLENA} | parts})


def commands(text: str, chat: str = "private") -> Incoming:
    entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
    return says({"text": text, "entities": [entity]}, chat)


NEWS = sorted(name.lower() for name in dir(filters.StatusUpdate) if name.isupper() and name not in ("ALL", "MIGRATE"))


@pytest.mark.parametrize("news", NEWS)
def test_telegrams_own_news_is_answered_by_nobody(news: str) -> None:
    assert route(says({news: {"id": 1}}), US) is None


@pytest.mark.parametrize("sent", ["photo", "document", "voice", "sticker", "location", "contact", "dice", "checklist"])
def test_what_olena_sends_instead_of_words_is_answered(sent: str) -> None:
    assert route(says({sent: {"file_id": "x"}}), US) is messages.on_other
    assert route(says({sent: {"file_id": "x"}}, "supergroup"), US) is None


def test_a_command_reaches_us_in_any_letters_and_not_where_another_bot_is_meant() -> None:
    report, in_group = PRIVATE_COMMANDS["report"], GROUP_COMMANDS["report"]
    assert [route(commands(text), US) for text in ("/report 7", "/REPORT@tandem_bot")] == [report, report]
    assert [route(commands(text), US) for text in ("/report@other_bot", "/repotr")] == [start.unknown_command] * 2
    assert route(commands("/report 7", chat="group"), US) is in_group
    assert route(commands("/report@other_bot", chat="group"), US) is None
    later = {"text": "see /report", "entities": [{"type": "bot_command", "offset": 4, "length": 7}]}
    assert route(says(later), US) is messages.on_text


def test_in_a_group_only_replies_and_commands_are_ours() -> None:
    answered = {"message_id": 1, "date": 3, "chat": {"id": -5, "type": "group"}, "text": "How many?"}
    assert route(says({"text": "7"}, "group"), US) is None
    assert route(says({"text": "7", "reply_to_message": answered}, "group"), US) is messages.on_group_reply
    assert route(says({"text": "7"}, "channel", "edited_message"), US) is None


def test_a_group_that_moves_is_heard_of_from_either_side() -> None:
    assert says({"migrate_to_chat_id": -100}, "group").moved == (-5, -100)
    assert says({"migrate_from_chat_id": -4}, "supergroup").moved == (-4, -5)
