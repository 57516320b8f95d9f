"""What Telegram refuses to send, in its own words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from sandbox import Running, Telegram
from sandbox.town.model import TelegramPerson

from .conftest import Bot, png

_WRONG = "inline keyboard button URL '{}' is invalid: {}"


@pytest.fixture
def olena(telegram: Telegram) -> TelegramPerson:
    person = telegram.person("Olena", language="uk")
    telegram.says(person, None, "/start")
    return person


def _keys(*buttons: dict[str, str]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_a_wrong_token_is_unauthorized(bot: Bot) -> None:
    bot.token = "1:wrong"
    assert await bot.refused("getMe") == "Unauthorized"


async def test_an_unknown_method_is_not_found_and_a_violation(telegram: Telegram, bot: Bot) -> None:
    assert await bot.refused("sendMessag") == "Not Found: method not found"
    assert telegram.violations == ["unknown method sendMessag"]


async def test_a_chat_nobody_knows_is_not_found(bot: Bot) -> None:
    assert await bot.refused("sendMessage", chat_id=5, text="x") == "Bad Request: chat not found"


async def test_a_person_met_in_a_group_who_never_pressed_start_cannot_be_written_to(
    telegram: Telegram, bot: Bot
) -> None:
    marta = telegram.person("Marta")
    group = telegram.group("G", marta)
    telegram.adds_bot(marta, group)
    answer = await bot.refused("sendMessage", chat_id=marta.id, text="x")
    assert answer == "Forbidden: bot can't initiate conversation with a user"


async def test_a_person_who_blocked_or_is_gone_cannot_be_written_to(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    telegram.blocks(olena)
    assert await bot.refused("sendMessage", chat_id=olena.id, text="x") == "Forbidden: bot was blocked by the user"
    telegram.unblocks(olena)
    telegram.deactivates(olena)
    assert await bot.refused("sendMessage", chat_id=olena.id, text="x") == "Forbidden: user is deactivated"


async def test_a_group_that_removed_the_bot_refuses(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    group = telegram.group("G", olena)
    telegram.adds_bot(olena, group)
    telegram.removes_bot(olena, group)
    answer = await bot.refused("sendMessage", chat_id=group.id, text="x")
    assert answer == "Forbidden: bot was kicked from the group chat"


async def test_an_upgraded_group_names_its_new_id(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    group = telegram.group("G", olena)
    telegram.adds_bot(olena, group)
    new = telegram.upgrades(group)
    _, body = await bot.raw("sendMessage", chat_id=group.id, text="x")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new.id},
    }
    await bot.ok("sendMessage", chat_id=new.id, text="x")
    assert str(new.id).startswith("-100")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "message text is empty"),
        (" \n", "message text is empty"),
        ("a" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_text_is_1_to_4096_utf16_units(bot: Bot, olena: TelegramPerson, text: str, answer: str) -> None:
    assert await bot.refused("sendMessage", chat_id=olena.id, text=text) == f"Bad Request: {answer}"


async def test_the_limit_counts_after_parsing(bot: Bot, olena: TelegramPerson) -> None:
    sent = await bot.ok("sendMessage", chat_id=olena.id, text=f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("ю<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ("🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("<i>a</em>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</em>"'),
    ],
)
async def test_broken_html_is_refused_as_tdlib_words_it(bot: Bot, olena: TelegramPerson, text: str, why: str) -> None:
    answer = await bot.refused("sendMessage", chat_id=olena.id, text=text, parse_mode="HTML")
    assert answer == f"Bad Request: can't parse entities: {why}"


async def test_good_html_becomes_entities_with_utf16_offsets(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    text = "🏟 <b>ж</b> &lt; &amp; <a href='https://e.org/?a=1&amp;b'>go</a> <code>7</code>"
    sent = await bot.ok("sendMessage", chat_id=olena.id, text=text, parse_mode="HTML")
    assert sent["text"] == "🏟 ж < & go 7"
    assert sent["entities"] == [
        {"type": "bold", "offset": 3, "length": 1},
        {"type": "text_link", "offset": 9, "length": 2, "url": "https://e.org/?a=1&b"},
        {"type": "code", "offset": 12, "length": 1},
    ]
    assert "<b>ж</b> &lt; &amp;" in telegram.messages(olena)[-1].html


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "x", "callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "url": "a:1"}, _WRONG.format("a:1", "Unsupported URL protocol")),
        ({"text": "x", "url": "http://x"}, _WRONG.format("http://x", "Wrong HTTP URL")),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
    ],
)  # fmt: skip
async def test_bad_buttons_are_refused(bot: Bot, olena: TelegramPerson, button: dict[str, str], why: str) -> None:
    answer = await bot.refused("sendMessage", chat_id=olena.id, text="x", reply_markup=_keys(button))
    assert answer == f"Bad Request: {why}"


async def test_64_bytes_of_data_and_100_buttons_pass_and_101_do_not(bot: Bot, olena: TelegramPerson) -> None:
    button = {"text": "x", "callback_data": "ж" * 32}
    rows = {"inline_keyboard": [[button] * 8] * 12 + [[button] * 4]}
    await bot.ok("sendMessage", chat_id=olena.id, text="x", reply_markup=rows)
    rows["inline_keyboard"].append([button])
    answer = await bot.refused("sendMessage", chat_id=olena.id, text="x", reply_markup=rows)
    assert answer == "Bad Request: reply markup is too long"


async def test_unknown_parameters_and_wrong_types_are_violations(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    await bot.ok("sendMessage", chat_id=olena.id, text="x", texte="y")
    await bot.raw("sendMessage", text="x")
    await bot.raw("sendMessage", chat_id=olena.id, text="x", disable_notification="maybe")
    await bot.ok("sendMessage", chat_id=olena.id, text="t.me/tandem_bot?start=" + "a" * 65)
    assert [v.split(": ", 1)[1][:31] for v in telegram.violations] == [
        "unknown parameter texte",
        "required parameter chat_id is m",
        "disable_notification is not boo",
        "t.me/tandem_bot?start=aaaaaaaaa",
    ]


async def test_a_photo_is_an_image_of_bearable_size(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    assert await _upload(bot, "sendPhoto", olena.id, photo=b"<svg/>") == "Bad Request: IMAGE_PROCESS_FAILED"
    tall = png(10, 500)
    assert await _upload(bot, "sendPhoto", olena.id, photo=tall) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    big = await _upload(bot, "sendPhoto", olena.id, photo=png() + b"\0" * 10 * 1024 * 1024)
    assert "is too big for a photo; the maximum size is 10485760 bytes" in str(big)
    assert await _upload(bot, "sendDocument", olena.id, document=b"") == "Bad Request: file must be non-empty"
    sent = await _upload(bot, "sendPhoto", olena.id, photo=png(1000, 500))
    assert [(s["width"], s["height"]) for s in sent["photo"]] == [(90, 45), (320, 160), (800, 400), (1000, 500)]
    assert telegram.messages(olena)[-1].photo is not None
    assert len(telegram.violations) == 4


async def _upload(bot: Bot, method: str, chat_id: int, **files: bytes) -> Any:
    form = aiohttp.FormData({"chat_id": str(chat_id)})
    for name, data in files.items():
        form.add_field(name, data, filename="../../звіт.pdf", content_type="application/pdf")
    async with bot.session.post(f"{bot.url}/bot{bot.token}/{method}", data=form) as response:
        body = await response.json()
    return body["result"] if body["ok"] else body["description"]


async def test_a_document_comes_back_as_it_was_and_its_id_can_be_sent_again(bot: Bot, olena: TelegramPerson) -> None:
    sent = await _upload(bot, "sendDocument", olena.id, document=b"%PDF-1.7")
    file_id = sent["document"]["file_id"]
    path = (await bot.ok("getFile", file_id=file_id))["file_path"]
    async with bot.session.get(f"{bot.url}/file/bot{bot.token}/{path}") as response:
        assert await response.read() == b"%PDF-1.7"
    again = await bot.ok("sendDocument", chat_id=olena.id, document=file_id)
    assert again["document"] == sent["document"]
    answer = await bot.refused("sendPhoto", chat_id=olena.id, photo=file_id)
    assert answer == "Bad Request: can't use file of type Document as Photo"
    answer = await bot.refused("sendDocument", chat_id=olena.id, document="AgACAgIAAxk")
    assert answer == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_only_getfile_gives_a_path_and_it_lasts_an_hour(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    file_id = (await _upload(bot, "sendDocument", olena.id, document=b"%PDF-1.7"))["document"]["file_id"]
    path = (await bot.ok("getFile", file_id=file_id))["file_path"]
    assert path == "documents/file_0.pdf"

    async def status(path: str) -> int:
        async with bot.session.get(f"{bot.url}/file/bot{bot.token}/{path}") as response:
            return response.status

    assert await status(path) == 200
    assert await status(f"documents/{file_id}") == 404
    telegram.clock.move(timedelta(hours=1))
    assert await status(path) == 404
    assert await bot.refused("getFile", file_id="BQACAgIAAxk") == "Bad Request: invalid file_id"


async def test_a_caption_ends_at_1024(bot: Bot, olena: TelegramPerson) -> None:
    sent = await _upload(bot, "sendDocument", olena.id, document=b"x")
    number = sent["document"]["file_id"]
    answer = await bot.refused("sendDocument", chat_id=olena.id, document=number, caption="a" * 1025)
    assert answer == "Bad Request: message caption is too long"


async def test_edits_are_refused_when_nothing_changes_or_nothing_is_there(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    sent = await bot.ok("sendMessage", chat_id=olena.id, text="one")
    same = {"chat_id": olena.id, "message_id": sent["message_id"]}
    assert "message is not modified: specified new" in await bot.refused("editMessageText", **same, text="one")
    await bot.ok("editMessageText", **same, text="two", reply_markup=_keys({"text": "a", "callback_data": "b"}))
    await bot.ok("editMessageReplyMarkup", **same)
    assert telegram.messages(olena)[-1].edited_at is not None
    theirs = {"chat_id": olena.id, "message_id": telegram.messages(olena)[0].id}
    assert await bot.refused("editMessageText", **theirs, text="x") == "Bad Request: message can't be edited"
    assert await bot.refused("editMessageText", **same, text="a" * 4097) == "Bad Request: MESSAGE_TOO_LONG"
    assert await bot.refused("editMessageCaption", **same, caption="c") == (
        "Bad Request: there is no caption in the message to edit"
    )
    await bot.ok("deleteMessage", **same)
    assert await bot.refused("deleteMessage", **same) == "Bad Request: message to delete not found"
    assert await bot.refused("editMessageText", **same, text="x") == "Bad Request: message to edit not found"


async def test_a_press_is_answered_once_and_within_15_minutes(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    keys = _keys({"text": "✓ 5", "callback_data": "r:5"})
    await bot.ok("sendMessage", chat_id=olena.id, text="How many?", reply_markup=keys)
    press = telegram.presses(olena, telegram.messages(olena)[-1], "5")
    await bot.ok("answerCallbackQuery", callback_query_id=press.id, text="Saved")
    assert press.answer == {"text": "Saved", "show_alert": False, "url": None}
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await bot.refused("answerCallbackQuery", callback_query_id=press.id) == old
    late = telegram.presses(olena, telegram.messages(olena)[-1], (0, 0))
    telegram.clock.move(timedelta(minutes=16))
    assert await bot.refused("answerCallbackQuery", callback_query_id=late.id) == old


async def test_pinning_needs_the_right_and_threads_must_exist(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    group = telegram.group("G", olena)
    telegram.adds_bot(olena, group)
    sent = await bot.ok("sendMessage", chat_id=group.id, text="status")
    pin = {"chat_id": group.id, "message_id": sent["message_id"]}
    refusal = "Bad Request: not enough rights to manage pinned messages in the chat"
    assert await bot.refused("pinChatMessage", **pin) == refusal
    telegram.promotes(olena, group, telegram.bot)
    await bot.ok("pinChatMessage", **pin)
    answer = await bot.refused("sendMessage", chat_id=group.id, text="x", message_thread_id=77)
    assert answer == "Bad Request: message thread not found"


async def test_commands_are_kept_by_scope_and_language_and_checked(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    one = {"command": "new", "description": "Нова акція"}
    await bot.ok("setMyCommands", commands=[one], language_code="uk", scope={"type": "all_private_chats"})
    assert telegram.commands_shown(olena) == [one]
    assert await bot.ok("getMyCommands") == []
    bad = await bot.refused("setMyCommands", commands=[{"command": "New", "description": "x"}])
    assert bad == "Bad Request: BOT_COMMAND_INVALID"
    bad = await bot.refused("setMyCommands", commands=[{"command": "new", "description": "x" * 257}])
    assert bad == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"


async def test_forms_and_queries_are_read_like_json(running: Running, bot: Bot, olena: TelegramPerson) -> None:
    url = f"{running.url}/bot{bot.token}/sendMessage"
    async with bot.session.post(url, data={"chat_id": str(olena.id), "text": "form"}) as response:
        assert (await response.json())["result"]["text"] == "form"
    async with bot.session.get(url, params={"chat_id": str(olena.id), "text": "query"}) as response:
        assert (await response.json())["result"]["text"] == "query"
