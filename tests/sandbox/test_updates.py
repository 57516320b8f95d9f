"""Which updates a bot gets, and how they are handed out."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox import Telegram
from sandbox.town.model import Chat, TelegramPerson

from .conftest import Bot


@pytest.fixture
def olena(telegram: Telegram) -> TelegramPerson:
    return telegram.person("Olena", last_name="K", language="uk")


@pytest.fixture
def group(telegram: Telegram, olena: TelegramPerson) -> Chat:
    group = telegram.group("Flowers + coffee", olena)
    telegram.adds_bot(olena, group)
    telegram.queue.clear()
    return group


async def test_an_update_stays_until_a_higher_offset_confirms_it(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    telegram.says(olena, None, "/start")
    first = await bot.updates()
    assert await bot.updates() == first and not telegram.idle()
    assert await bot.updates(offset=first[0]["update_id"] + 1) == []
    assert telegram.idle()


async def test_a_negative_offset_keeps_only_the_end(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    for text in ("a", "b", "c"):
        telegram.says(olena, None, text)
    assert [u["message"]["text"] for u in await bot.updates(offset=-2)] == ["b", "c"]
    assert telegram.undelivered == 2


async def test_a_long_poll_answers_as_soon_as_something_comes(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    waiting = asyncio.create_task(bot.updates(timeout=30))
    await asyncio.sleep(0.05)
    telegram.says(olena, None, "hello")
    assert len(await asyncio.wait_for(waiting, 1)) == 1


async def test_a_second_poller_ends_the_first(bot: Bot) -> None:
    first = asyncio.create_task(bot.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.updates(timeout=1))
    assert (await first).startswith("Conflict: terminated by other getUpdates request; make sure that only one bot")
    second.cancel()


async def test_updates_are_kept_for_24_hours(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    telegram.says(olena, None, "old")
    telegram.clock.move(timedelta(hours=25))
    telegram.says(olena, None, "new")
    assert [u["message"]["text"] for u in await bot.updates()] == ["new"]


async def test_a_confirmed_update_can_come_again(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    telegram.says(olena, None, "once")
    number = (await bot.updates())[0]["update_id"]
    await bot.updates(offset=number + 1)
    telegram.redeliver([number, number])
    telegram.inject({"update_id": number + 50, "message": {"nonsense": True}})
    ids = [u["update_id"] for u in await bot.updates(offset=number + 1)]
    assert ids == [number, number, number + 50]


async def test_a_command_has_its_entity_and_the_sender_a_language(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    telegram.opens(olena, "https://t.me/tandem_bot?start=b_abc-1")
    message = (await bot.updates())[0]["message"]
    assert message["text"] == "/start b_abc-1"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": olena.id,
        "is_bot": False,
        "first_name": "Olena",
        "last_name": "K",
        "language_code": "uk",
    }
    assert message["chat"]["type"] == "private" and message["chat"]["id"] == olena.id


async def test_a_payload_telegram_would_drop_arrives_as_a_bare_start(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    telegram.opens(olena, "https://t.me/tandem_bot?start=" + "a" * 65)
    telegram.opens(olena, "https://t.me/tandem_bot?start=../x")
    assert [u["message"]["text"] for u in await bot.updates()] == ["/start", "/start"]


async def test_privacy_mode_lets_through_only_what_is_meant_for_the_bot(
    telegram: Telegram, bot: Bot, olena: TelegramPerson, group: Chat
) -> None:
    for_it = ["/status", "/status@tandem_bot", "hey @tandem_bot"]
    for text in ["hello", "/status@other_bot", "see /status", *for_it]:
        telegram.says(olena, group, text)
    assert [u["message"]["text"] for u in await bot.updates()] == for_it


async def test_replies_to_the_bot_come_through_and_an_admin_bot_gets_everything(
    telegram: Telegram, bot: Bot, olena: TelegramPerson, group: Chat
) -> None:
    await bot.ok("sendMessage", chat_id=group.id, text="question")
    telegram.says(olena, group, "answer", reply_to=telegram.messages(group)[-1])
    telegram.promotes(olena, group, telegram.bot)
    telegram.says(olena, group, "chatter /x@other_bot")
    kinds = [next(k for k in u if k != "update_id") for u in await bot.updates()]
    assert kinds == ["message", "my_chat_member", "message"]


async def test_a_startgroup_link_adds_the_bot_and_then_says_start(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    group = telegram.group("G", olena)
    telegram.opens(olena, "https://t.me/tandem_bot?startgroup=g_1", group=group)
    updates = await bot.updates()
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[1]["message"]["new_chat_members"][0]["id"] == telegram.bot_id
    assert updates[2]["message"]["text"] == "/start@tandem_bot g_1"


async def test_blocking_and_returning_are_told(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    telegram.says(olena, None, "/start")
    telegram.blocks(olena)
    telegram.says(olena, None, "back")
    kinds = [u["my_chat_member"]["new_chat_member"]["status"] for u in await bot.updates() if "my_chat_member" in u]
    assert kinds == ["kicked", "member"]


async def test_members_are_told_only_when_asked_for_and_to_an_admin(
    telegram: Telegram, bot: Bot, olena: TelegramPerson, group: Chat
) -> None:
    telegram.promotes(olena, group, telegram.bot)
    telegram.adds(olena, group, telegram.person("Ira"))
    assert not any("chat_member" in u for u in await bot.updates())
    await bot.updates(allowed_updates=["chat_member", "message"])
    telegram.adds(olena, group, telegram.person("Taras"))
    assert any("chat_member" in u for u in await bot.updates())


async def test_an_edit_of_a_known_message_is_told(
    telegram: Telegram, bot: Bot, olena: TelegramPerson, group: Chat
) -> None:
    telegram.edits(olena, telegram.says(olena, group, "unseen"), "still unseen")
    telegram.edits(olena, telegram.says(olena, None, "7"), "8")
    assert [u["edited_message"]["text"] for u in await bot.updates() if "edited_message" in u] == ["8"]


async def test_a_topic_closes_and_goes(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    forum = telegram.group("Forum", olena, forum=True)
    telegram.adds_bot(olena, forum)
    thread = telegram.topic(forum, "Weekly")
    to = {"chat_id": forum.id, "message_thread_id": thread, "text": "x"}
    assert (await bot.ok("sendMessage", **to))["is_topic_message"] is True
    telegram.closes_topic(forum, thread)
    assert await bot.refused("sendMessage", **to) == "Bad Request: TOPIC_CLOSED"
    telegram.deletes_topic(forum, thread)
    assert await bot.refused("sendMessage", **to) == "Bad Request: message thread not found"


async def test_a_forged_press_and_a_hidden_admin_arrive(
    telegram: Telegram, bot: Bot, olena: TelegramPerson, group: Chat
) -> None:
    await bot.ok("sendMessage", chat_id=group.id, text="status")
    sent = telegram.messages(group)[-1]
    telegram.forges(olena, sent, "x" * 200)
    telegram.deletes(olena, sent)
    telegram.forges(olena, sent, "late")
    telegram.says_anonymously(group, "/status")
    telegram.says_as_channel(group, "/status")
    forged, late, hidden, channel = await bot.updates()
    assert forged["callback_query"]["data"] == "x" * 200
    assert late["callback_query"]["message"]["date"] == 0
    assert (hidden["message"]["from"]["id"], hidden["message"]["sender_chat"]["id"]) == (1087968824, group.id)
    assert (channel["message"]["from"]["id"], channel["message"]["is_automatic_forward"]) == (777000, True)


async def test_message_ids_are_shared_by_small_chats_and_own_in_supergroups(
    telegram: Telegram, olena: TelegramPerson, group: Chat
) -> None:
    first = telegram.says(olena, None, "a")
    assert telegram.says(olena, group, "b").id == first.id + 1
    new = telegram.upgrades(group)
    assert telegram.messages(new)[0].id == 1


async def test_a_flood_answer_counts_and_ends(telegram: Telegram, bot: Bot, olena: TelegramPerson) -> None:
    telegram.says(olena, None, "/start")
    rule = telegram.faults.flood(0.15, chat_id=olena.id)
    status, body = await bot.raw("sendMessage", chat_id=olena.id, text="x")
    assert (status, body["parameters"]) == (429, {"retry_after": 1})
    assert body["description"] == "Too Many Requests: retry after 1"
    await asyncio.sleep(0.2)
    await bot.ok("sendMessage", chat_id=olena.id, text="x")
    assert rule.hits == 1


async def test_a_502_is_a_page_and_a_lost_answer_was_still_done(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    telegram.says(olena, None, "/start")
    telegram.faults.down(1)
    url = f"{bot.url}/bot{bot.token}/sendMessage"
    async with bot.session.post(url, json={"chat_id": olena.id, "text": "x"}) as response:
        assert response.status == 502 and "nginx" in await response.text()
    telegram.faults.lose_answer(1)
    telegram.faults.lose_request(1)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientError):
            await bot.raw("sendMessage", chat_id=olena.id, text="x")
    assert len([m for m in telegram.messages(olena) if m.from_bot]) == 1


async def test_a_webhook_gets_updates_with_its_secret_until_it_answers_2xx(
    telegram: Telegram, bot: Bot, olena: TelegramPerson
) -> None:
    got: list[tuple[str | None, dict[str, Any]]] = []

    async def receive(request: web.Request) -> web.Response:
        got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if len(got) == 1:
            return web.Response(status=500)
        return web.json_response({"method": "sendMessage", "chat_id": olena.id, "text": "from the answer"})

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await bot.ok("setWebhook", url=url, secret_token="s3cret")
    assert "while webhook is active" in await bot.refused("getUpdates")
    telegram.says(olena, None, "hello")
    for _ in range(100):
        if telegram.idle() and len(got) > 1:
            break
        await asyncio.sleep(0.02)
    assert [secret for secret, _ in got] == ["s3cret", "s3cret"] and got[0][1] == got[1][1]
    assert telegram.messages(olena)[-1].text == "from the answer"
    assert "500" in (await bot.ok("getWebhookInfo"))["last_error_message"]
    await bot.ok("deleteWebhook")
    await runner.cleanup()
