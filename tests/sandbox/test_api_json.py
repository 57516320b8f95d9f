"""The sandbox speaks exactly the Bot API that api.json describes."""

from __future__ import annotations

import io
from typing import Any

import pytest

from sandbox import Telegram
from sandbox.api.botapi import HANDLERS, WITH_HOOK
from sandbox.api.methods import METHODS, Param

from .api_json import API, problems
from .conftest import Bot, png

KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
pytestmark = pytest.mark.skipif(not API, reason="../shared/botapi/api.json is not here")

_WORDS = {"int": {"Integer"}, "bool": {"Boolean"}, "str": {"String"}, "chat": {"Integer", "String"}}
_WORDS |= {"file": {"InputFile", "String"}, "upload": {"InputFile"}}
_WORDS["markup"] = {"InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"}


def _types(param: Param) -> set[str]:
    if param.type.startswith("[]"):
        return {f"Array of {next(iter(_WORDS.get(param.type[2:], {param.type[2:]})))}"}
    return _WORDS.get(param.type, {param.type})


@pytest.mark.parametrize("method", METHODS)
def test_a_declared_method_has_the_parameters_of_the_document(method: str) -> None:
    documented = {
        field["name"]: (set(field["types"]), field["required"]) for field in API["methods"][method].get("fields", [])
    }
    assert {p.name: (_types(p), p.required) for p in METHODS[method].values()} == documented


def test_every_declared_method_does_something() -> None:
    assert HANDLERS.keys() | WITH_HOOK.keys() == METHODS.keys()


async def test_every_update_has_only_documented_fields_and_all_required_ones(telegram: Telegram, bot: Bot) -> None:
    await _live_through(telegram, bot)
    updates = list(telegram.queue.history.values())
    assert {key for update in updates for key in update} >= set(KINDS)
    assert [p for update in updates for p in problems("Update", update, str(update["update_id"]))] == []


async def test_every_answer_has_only_documented_fields_and_all_required_ones(telegram: Telegram, bot: Bot) -> None:
    await _live_through(telegram, bot)
    found = [p for call in telegram.calls if call.ok for p in _answer_problems(call.method, call.result)]
    assert found == []
    assert telegram.violations == []


def _answer_problems(method: str, result: Any) -> list[str]:
    attempts = [problems(kind, result, method) for kind in API["methods"][method]["returns"]]
    return min(attempts, key=len)


async def _live_through(telegram: Telegram, bot: Bot) -> None:
    """Most things that can happen, once."""
    await bot.ok("getUpdates", allowed_updates=KINDS)
    olena = telegram.person("Olena", last_name="K", username="olena_k", language="uk")
    marta = telegram.person("Marta", language=None)
    said = telegram.says(olena, None, "/start b_1 hello https://example.org #x")
    telegram.edits(olena, said, "/start b_2")
    for kind in ("photo", "document", "voice", "sticker", "video_note", "contact", "location"):
        telegram.sends(olena, None, kind, caption="c" if kind == "photo" else None)
    telegram.forwards(olena, said)
    sent = await bot.ok(
        "sendMessage",
        chat_id=olena.id,
        text="<b>x</b> <a href='https://e.org'>y</a>",
        parse_mode="HTML",
        reply_markup={
            "inline_keyboard": [[{"text": "Go", "callback_data": "g"}, {"text": "U", "url": "https://e.org"}]]
        },
        reply_parameters={"message_id": said.id},
    )
    message = telegram.messages(olena)[-1]
    press = telegram.presses(olena, message, "Go")
    telegram.deletes(olena, message)
    telegram.presses(olena, message, "Go")
    await bot.ok("answerCallbackQuery", callback_query_id=press.id, text="Done", show_alert=True)
    group = telegram.group("Flowers + coffee", olena, [marta])
    telegram.adds_bot(olena, group, admin=True)
    ira = telegram.person("Ira")
    telegram.adds(olena, group, ira)
    telegram.says_anonymously(group, "/status")
    telegram.says_as_channel(group, "/status")
    telegram.says(marta, group, "/status@tandem_bot")
    await _read_the_group(bot, group.id, olena.id)
    telegram.leaves(ira, group)
    new = telegram.upgrades(group)
    telegram.removes_bot(olena, new)
    forum = telegram.group("Forum", olena, forum=True)
    telegram.adds_bot(olena, forum, admin=True)
    thread = telegram.topic(forum, "Weekly")
    telegram.says(olena, forum, "/week", thread=thread)
    await bot.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    telegram.closes_topic(forum, thread)
    telegram.blocks(marta)
    await _read_the_bot(bot, olena.id, sent["message_id"])


async def _read_the_group(bot: Bot, group_id: int, person_id: int) -> None:
    pinned = await bot.ok("sendMessage", chat_id=group_id, text="status")
    await bot.ok("pinChatMessage", chat_id=group_id, message_id=pinned["message_id"])
    await bot.ok("getChat", chat_id=group_id)
    await bot.ok("getChatMember", chat_id=group_id, user_id=person_id)
    await bot.ok("getChatAdministrators", chat_id=group_id)
    await bot.ok("getChatMemberCount", chat_id=group_id)
    await bot.ok("unpinChatMessage", chat_id=group_id)


async def _read_the_bot(bot: Bot, person_id: int, gone: int) -> None:
    commands = [{"command": "new", "description": "New promo"}]
    await bot.ok("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": person_id}, language_code="uk")
    for method in ("getMe", "getMyName", "getMyDescription", "getMyShortDescription", "getWebhookInfo"):
        await bot.ok(method)
    await bot.ok("getMyCommands", scope={"type": "chat", "chat_id": person_id}, language_code="uk")
    await bot.ok("deleteMyCommands")
    for method, text in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")):
        await bot.ok(f"setMy{method}", **{text: "Tandem"})
    sent = await bot.ok("sendMessage", chat_id=person_id, text="last")
    await bot.ok("copyMessage", chat_id=person_id, from_chat_id=person_id, message_id=sent["message_id"])
    await bot.ok("forwardMessage", chat_id=person_id, from_chat_id=person_id, message_id=sent["message_id"])
    await bot.ok("sendChatAction", chat_id=person_id, action="typing")
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await bot.ok("setMessageReaction", chat_id=person_id, message_id=sent["message_id"], reaction=thumb)
    form = {"chat_id": str(person_id), "photo": io.BytesIO(png()), "caption": "p"}
    async with bot.session.post(f"{bot.url}/bot{bot.token}/sendPhoto", data=form) as response:
        photo = (await response.json())["result"]
    await bot.ok("getFile", file_id=photo["photo"][-1]["file_id"])
    await bot.ok("editMessageCaption", chat_id=person_id, message_id=photo["message_id"], caption="q")
    await bot.ok("deleteMessages", chat_id=person_id, message_ids=[photo["message_id"], gone])
