"""Who opened the counter's page is who Telegram signed, for this bot, within the hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest

from bot.doors.init_data import Opened, opened_by
from sandbox.town.model import TelegramPerson
from sandbox.town.web_apps import init_data
from tests.world.town import START

TOKEN, OTHER = "700000001:AAsandbox-token-of-thirty-five-chars", "700000002:AAanother-token-of-thirty-five-chars"
IRA = TelegramPerson(id=5_000_000_001, first_name="Іра", language="uk")
SAID = init_data(IRA, TOKEN, START)


def changed(**fields: str) -> str:
    return urlencode(dict(parse_qsl(SAID)) | fields)


def test_what_telegram_signed_names_the_person() -> None:
    assert opened_by(SAID, TOKEN, START) == Opened(IRA.id, "uk")


def test_the_hash_is_the_one_of_telegrams_documentation() -> None:
    """Computed apart, by `openssl dgst -mac HMAC` over the sorted lines."""
    given = "252a4d8ff47130f564fb5f9d01ddbdf5de34fc8c4c5517723af1cf79e5ca80eb"
    said = f"query_id=q&user=%7B%22id%22%3A7%7D&auth_date=1700000000&hash={given}"
    assert opened_by(said, TOKEN, datetime.fromtimestamp(1_700_000_060, UTC)) == Opened(7, None)


@pytest.mark.parametrize("minutes", [61, 24 * 60, -6])
def test_a_word_of_over_an_hour_ago_or_of_tomorrow_is_refused(minutes: int) -> None:
    assert opened_by(SAID, TOKEN, START + timedelta(minutes=minutes)) == Opened(IRA.id, "uk", fresh=False)


@pytest.mark.parametrize(
    "said",
    [
        init_data(IRA, OTHER, START),
        "",
        "hash=",
        "%",
        "a" * 10_000,
        SAID + "&user=%7B%22id%22%3A1%7D",
        changed(user='{"id":1}'),
        changed(auth_date="1796000000"),
        changed(hash=""),
        changed(hash="ї" * 64),
        changed(start_param="x"),
        SAID.replace("hash=", "hash=0"),
        SAID.replace("&hash", "&hush"),
    ],
)
def test_anything_else_is_forged(said: str) -> None:
    assert opened_by(said, TOKEN, START) is None
