"""The page's endpoints: what they do, and whom they refuse."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, time
from typing import Any

import pytest

from sandbox import Running, Telegram
from sandbox.town.moments import Moments

from .conftest import Bot, png


async def _post(bot: Bot, action: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    async with bot.session.post(f"{bot.url}/sandbox/{action}", json=body) as response:
        return response.status, await response.json()


async def test_the_page_shows_what_was_said_and_who_is_there(telegram: Telegram, bot: Bot) -> None:
    _, made = await _post(bot, "people", {"name": "Zoe", "language": "en"})
    await _post(bot, "says", {"person": made["id"], "chat": made["id"], "text": "<b>hi</b>"})
    async with bot.session.get(f"{bot.url}/sandbox/state") as response:
        state = await response.json()
    assert [p["name"] for p in state["people"]] == ["Zoe"]
    assert state["chats"][0]["messages"][0]["text"] == "<b>hi</b>"


async def test_other_hosts_and_other_content_types_are_refused(bot: Bot) -> None:
    async with bot.session.get(f"{bot.url}/sandbox/state", headers={"Host": "evil.example"}) as response:
        assert response.status == 403
    async with bot.session.post(f"{bot.url}/sandbox/reset", data="{}") as response:
        assert response.status == 415
    async with bot.session.get(f"{bot.url}/page/../server.py") as response:
        assert response.status == 404


async def test_a_person_sends_a_picture_and_a_risky_file_is_only_downloaded(telegram: Telegram, bot: Bot) -> None:
    zoe = telegram.person("Zoe").id
    for kind, name, data in (("photo", None, png()), ("document", "x.html", b"<script>alert(1)</script>")):
        body = {"person": zoe, "chat": zoe, "kind": kind, "name": name, "data": base64.b64encode(data).decode()}
        assert (await _post(bot, "sends", body))[0] == 200
    photo, risky = (item.file for item in telegram.messages(telegram.people[zoe]))
    assert photo and risky and (photo.width, photo.height) == (40, 30)
    async with bot.session.get(f"{bot.url}/sandbox/file/{photo.file_id}") as response:
        assert response.content_type == "image/png" and await response.read() == png()
    async with bot.session.get(f"{bot.url}/sandbox/file/{risky.file_id}") as response:
        assert response.headers["Content-Disposition"] == "attachment"


async def test_mistakes_come_back_in_words(bot: Bot) -> None:
    assert await _post(bot, "says", {"person": 1, "chat": 1, "text": "x"}) == (400, {"error": "unknown or missing 1"})
    assert (await _post(bot, "people", {"name": " "}))[0] == 400


async def test_reset_empties_the_world_and_tells_the_bot(running: Running, bot: Bot) -> None:
    asked: list[bool] = []

    async def forget() -> None:
        asked.append(True)

    running.control.on_reset = forget
    running.telegram.person("Olena")
    await _post(bot, "clock", {"to": "monday"})
    await _post(bot, "reset", {})
    assert asked and not running.telegram.clock.offset
    assert [p.first_name for p in running.telegram.people.values()] == ["Olena", "Marta", "Taras", "Ira"]


async def test_the_fault_switch_refuses_and_lets_go(telegram: Telegram, bot: Bot) -> None:
    olena = telegram.person("Olena")
    telegram.says(olena, None, "/start")
    await _post(bot, "faults", {"mode": "429"})
    assert (await bot.refused("sendMessage", chat_id=olena.id, text="x")).startswith("Too Many Requests")
    await _post(bot, "faults", {"mode": "blocked"})
    assert (await bot.refused("sendMessage", chat_id=olena.id, text="x")).startswith("Forbidden")
    await _post(bot, "faults", {"mode": "off"})
    await bot.ok("sendMessage", chat_id=olena.id, text="x")


async def test_a_link_becomes_a_qr_code(bot: Bot) -> None:
    async with bot.session.get(f"{bot.url}/sandbox/qr", params={"text": "https://t.me/x?start=1"}) as response:
        assert response.content_type == "image/svg+xml" and "<svg" in await response.text()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hours", "2026-12-15T20:30"),
        ("closing", "2026-12-16T18:00"),
        ("morning", "2026-12-16T07:00"),
        ("monday", "2026-12-21T07:00"),
        ("2026-12-31T23:00", "2026-12-31T21:00"),
    ],
)
def test_the_clock_bar_knows_the_next_local_moments(word: str, expected: str) -> None:
    now = datetime(2026, 12, 15, 19, 30, tzinfo=UTC)
    found = Moments("Europe/Kyiv", closing=time(20, 0)).of(word, now)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


async def test_a_person_forwards_what_is_in_a_group_to_the_bot(telegram: Telegram, bot: Bot) -> None:
    zoe = telegram.person("Zoe")
    group = telegram.group("Ours", zoe, [telegram.bot])
    said = telegram.says(zoe, group, "twelve")
    status, made = await _post(bot, "forwards", {"person": zoe.id, "chat": group.id, "message": said.id})
    passed_on = telegram.find(telegram.private(zoe), made["id"])
    assert status == 200
    assert passed_on and passed_on.text == "twelve"
    assert passed_on.forwarded and passed_on.forwarded["sender_user"]["first_name"] == "Zoe"


async def test_a_contact_says_whose_it_is_in_the_words_of_the_page(telegram: Telegram, bot: Bot) -> None:
    zoe = telegram.person("Zoe")
    await _post(bot, "sends", {"person": zoe.id, "chat": zoe.id, "kind": "contact"})
    async with bot.session.get(f"{bot.url}/sandbox/state") as response:
        state = await response.json()
    assert state["chats"][0]["messages"][0]["card"] == {"words": "👤 Contact", "of": "Zoe +380501234567"}
