"""Telegram brings the updates: stored before the 200, nothing taken from anybody else."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
import pytest_asyncio

from bot.doors.webhook import SECRET_HEADER
from bot.settings import Settings
from tests.operation.test_kill import answers, totals
from tests.operation.test_operation import free_port
from tests.world.cast import running_promo
from tests.world.process import a_town_apart
from tests.world.town import InProcess, Town, a_town, its_file

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "s-3_cret"
JSON = {"Content-Type": "application/json"}
GOOD = JSON | {SECRET_HEADER: SECRET}
UPDATE = {"update_id": 700_000_000, "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}}


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


ODD = [
    b'"x": ' + nested(300),
    b'"x": "\\ud83d", "y": ' + b"9" * 30,
    b'"callback_query": []',
    b'"callback_query": {"message": 7}',
    b'"message": {"chat": {"id": ' + b"9" * 18 + b'0}, "from": {"id": true}}',
    b'"message": {"from": {"id": "x"}}',
]
"""What no update of Telegram's ever holds, in JSON."""


class Hooked:
    """A town whose Telegram brings the updates to a port."""

    def __init__(self, town: Town, bot: InProcess, url: str) -> None:
        self.town, self.bot, self.url = town, bot, url

    async def post(self, body: bytes, headers: dict[str, str]) -> int:
        async with aiohttp.ClientSession() as session, session.post(self.url, data=body, headers=headers) as response:
            await response.read()
            return response.status

    async def kept(self) -> list[Any]:
        return await self.town.database("SELECT update_id, body FROM inbox ORDER BY update_id")


def settings(port: int) -> dict[str, Any]:
    return {"webhook_url": f"http://127.0.0.1:{port}/telegram/here", "webhook_secret": SECRET, "health_port": port}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hooked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hooked]:
    async with a_town(tmp_path_factory.mktemp("hooked")) as town:
        assert isinstance(town.bot, InProcess)
        port = free_port()
        town.bot.more = settings(port)
        await town.restart()
        yield Hooked(town, town.bot, settings(port)["webhook_url"])
        assert town.telegram.violations == []


async def test_what_telegram_brings_is_answered(hooked: Hooked) -> None:
    await hooked.town.person("Zoe").says("/start")
    calls = [call for call in hooked.town.telegram.calls if call.method == "setWebhook"]
    assert calls[-1].params["secret_token"] == SECRET
    assert calls[-1].params["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert (await hooked.bot.program.health.condition()).poll is None


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (orjson.dumps(UPDATE), JSON, 403),
        (orjson.dumps(UPDATE), JSON | {SECRET_HEADER: "s-3_cre"}, 403),
        (orjson.dumps(UPDATE), JSON | {SECRET_HEADER: "пароль"}, 403),
        (orjson.dumps(UPDATE), GOOD | {"Content-Type": "text/plain"}, 415),
        (orjson.dumps(UPDATE), {SECRET_HEADER: SECRET, "Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b'{"update_id": 7', GOOD, 400), (b"", GOOD, 400), (b"[]", GOOD, 400), (b"7", GOOD, 400),
        (b'{"message": {}}', GOOD, 400), (b'{"update_id": "7"}', GOOD, 400), (b'{"update_id": -1}', GOOD, 400),
        (b'{"update_id": true}', GOOD, 400), (b'{"update_id": 99999999999999999999}', GOOD, 400),
        (b'{"update_id": 7, "x": "' + b"x" * 10_000_000 + b'"}', GOOD, 413),
        (b"[" * 100_000, GOOD, 400), (b'{"update_id": 7, "x": ' + b"[" * 100_000, GOOD, 400),
        (b'{"update_id": 7, "x": ' + nested(5_000) + b"}", GOOD, 400),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, int | bytes) else "",
)  # fmt: skip
async def test_what_is_not_telegrams_changes_nothing(
    hooked: Hooked, body: bytes, headers: dict[str, str], status: int
) -> None:
    before = await hooked.kept()
    assert await hooked.post(body, headers) == status
    assert await hooked.kept() == before


async def test_an_update_that_is_brought_again_counts_once(hooked: Hooked) -> None:
    before = len(await hooked.kept())
    for _ in range(3):
        assert await hooked.post(orjson.dumps(UPDATE), GOOD) == 200
    assert len(await hooked.kept()) == before + 1


async def test_half_a_character_from_somebodys_phone_is_no_broken_json(hooked: Hooked) -> None:
    body = orjson.dumps(UPDATE | {"update_id": 700_000_001, "extra": "HALF"}).replace(b"HALF", b"\\ud83d")
    assert await hooked.post(body, GOOD) == 200
    await hooked.town.settle()


@pytest.mark.parametrize("inside", ODD)
async def test_what_is_in_an_update_stops_nothing(hooked: Hooked, inside: bytes) -> None:
    """It has its number, so Telegram is not asked to bring it again."""
    number = 700_000_100 + ODD.index(inside)
    assert await hooked.post(b'{"update_id": %d, %s}' % (number, inside), GOOD) == 200
    await hooked.town.settle()
    assert [row["update_id"] for row in await hooked.kept()][-1] == number


@pytest.mark.sqlite("a file that may not grow")
async def test_while_the_database_takes_nothing_telegram_is_asked_to_come_again(hooked: Hooked) -> None:
    pages = hooked.bot.eye.value("PRAGMA page_count")
    connection = its_file(hooked.bot.program).connection
    await connection.execute(f"PRAGMA max_page_count = {pages}")
    body = orjson.dumps(UPDATE | {"update_id": 700_000_002, "extra": "x" * 900_000})
    assert await hooked.post(body, GOOD) == 503
    await connection.execute("PRAGMA max_page_count = 1000000")
    assert await hooked.post(body, GOOD) == 200
    await hooked.town.settle()


async def test_polling_again_takes_the_webhook_back(hooked: Hooked) -> None:
    kept, hooked.bot.more = hooked.bot.more, {}
    zoe = hooked.town.person("Zoe")
    hooked.town.telegram.says(zoe.person, None, "/start")
    await hooked.town.restart()
    await hooked.town.settle()
    assert zoe.screen
    hooked.bot.more = kept
    await hooked.town.restart()


async def test_a_url_of_http_is_only_for_a_bot_api_server_of_ones_own() -> None:
    Settings(_env_file=None, telegram_api_url="http://127.0.0.1:8081", **settings(8080))
    with pytest.raises(ValueError, match="WEBHOOK_URL must be https"):
        Settings(_env_file=None, **settings(8080))


@pytest.mark.slow
async def test_kills_between_storing_and_answering_lose_nothing_and_count_nothing_twice(tmp_path: Path) -> None:
    """A hundred and fifty reports; eight times the bot dies right after an update was stored."""
    dice = random.Random(20261124)
    more = {name.upper(): str(value) for name, value in settings(free_port()).items()}
    async with a_town_apart(tmp_path, **more) as (town, process):
        await process.greets()
        cast = await running_promo(town)
        sent: dict[int, int] = {}
        kills = set(dice.sample(range(150), 8))
        for n in range(150):
            who = dice.choice([cast.taras, cast.ira])
            if n in kills:
                (tmp_path / "kill").touch()
            town.telegram.says(who.person, None, "+1")
            sent[who.person.id] = sent.get(who.person.id, 0) + 1
            if n in kills:
                assert process.process
                assert await process.process.wait() == -signal.SIGKILL
                await process.start()
        async with asyncio.timeout(60):
            while answers([cast.taras, cast.ira]) < 150:  # noqa: ASYNC110 - screens are plain lists
                await asyncio.sleep(0.1)
        await process.stop()
        assert totals(process) == sent
        assert town.telegram.violations == []
