"""The counter's page, asked as it asks: the verdict, one tap, once; and nobody but who works there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.doors.counter_address import PageAddress, address
from bot.settings import Settings
from domain.check_digit import complete
from domain.options import Reporting
from sandbox.town.web_apps import init_data
from storage import people
from tests.operation.test_operation import free_port
from tests.world.mall import Mall, typo
from tests.world.town import START, Actor, InProcess, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")
OTHER_BOT = "700000009:AAanother-token-of-thirty-five-characters"
REQUEST = "0d4c8e5e-1111-4222-8333-444455556666"


class Page:
    """The page on somebody's phone."""

    def __init__(self, mall: Mall, url: str) -> None:
        self.mall, self.url = mall, url

    def word_of(self, who: Actor, token: str | None = None) -> str:
        telegram = self.mall.town.telegram
        return init_data(who.person, token or telegram.token, telegram.clock.now())

    async def asks(self, who: Actor | str, act: str, **body: Any) -> tuple[int, dict[str, Any]]:
        word = who if isinstance(who, str) else self.word_of(who)
        headers = {"Authorization": f"tma {word}"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.url}{act}", json=body, headers=headers) as response,
        ):
            status, answer = response.status, await response.json(content_type=None)
        await self.mall.town.settle()
        return status, answer

    async def looks(self, who: Actor, text: str) -> dict[str, Any]:
        status, answer = await self.asks(who, "look", text=text)
        assert status == 200
        return answer

    async def redeems(self, who: Actor, digits: str, request: str = REQUEST, **more: Any) -> dict[str, Any]:
        body = {"digits": digits, "request": request, "location": self.mall.places["Podil"], "kind": ""} | more
        status, answer = await self.asks(who, "redeem", **body)
        assert status == 200
        return answer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    async with a_town(tmp_path_factory.mktemp("page")) as town:
        assert isinstance(town.bot, InProcess)
        port = free_port()
        town.bot.more = {"health_port": port}
        town.bot.counter_at = PageAddress(f"http://127.0.0.1:{port}/counter/")
        await town.restart()
        yield Page(await Mall(town).built(), town.bot.counter_at.url)
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def page(built: Page) -> Page:
    built.mall.town.telegram.clock.set(START)
    await built.mall.lay()
    return built


@pytest.fixture
def mall(page: Page) -> Mall:
    return page.mall


async def test_a_cashier_scans_reads_the_verdict_and_redeems_in_one_tap(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    bot = mall.town.telegram.bot.username
    seen = await page.looks(mall.ira, f"https://t.me/{bot}?start=c_{digits}")
    assert (seen["good"], seen["verdict"]) == (True, "✓ Valid: 15 % off any cake")
    assert [one["text"] for one in seen["buttons"]] == ["Redeem"]
    done = await page.redeems(mall.ira, digits, **seen["buttons"][0] | {"text": None})
    assert done["verdict"] == "✓ Redeemed: 15 % off any cake"
    assert "Mon 23 Nov, 10:00 · Peony, Podil" in done["card"]
    assert "By codes: 1" in done["today"]
    assert await mall.uses() == 1


async def test_a_tap_that_arrives_again_is_the_same_use_and_gets_the_same_word(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    first = await page.redeems(mall.ira, digits)
    for _ in range(3):
        again = await page.redeems(mall.ira, digits)
        assert (again["good"], again["use"]) == (True, first["use"])
        assert again["verdict"] == "✓ Redeemed: Mon 23 Nov, 10:00 · Peony, Podil"
    assert await mall.uses() == 1
    other = await page.redeems(mall.ira, digits, "another-request-1")
    assert (other["good"], other["verdict"][:6]) == (False, "✗ Used")


async def test_two_phones_at_once_one_wins(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    await page.redeems(mall.ira, digits)
    lost = await page.redeems(mall.max, digits, location=mall.places["Center"])
    assert lost["verdict"].startswith("✗ Used on Mon 23 Nov, 10:00 · Peony, Podil")
    assert await mall.uses() == 1


async def test_new_or_known_is_said_in_the_same_tap_where_it_is_reported(page: Page, mall: Mall) -> None:
    await mall.lay(reporting=Reporting.NEW)
    (digits,) = await mall.codes()
    seen = await page.looks(mall.ira, digits)
    assert [one["text"] for one in seen["buttons"]] == ["Redeem · new", "Redeem · has been here"]
    await page.redeems(mall.ira, digits, kind="new")
    assert [row["new"] for row in await mall.rows("SELECT new FROM redemption")] == [1]
    assert "By codes: 1, new: 1" in (await page.asks(mall.ira, "open"))[1]["today"]


async def test_an_owner_of_two_counters_has_a_button_for_each(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    seen = await page.looks(mall.marta, digits)
    assert [one["text"] for one in seen["buttons"]] == ["Redeem · Peony, Podil", "Redeem · Peony, Center"]


async def test_a_slip_is_taken_back_while_it_is_fresh_and_only_by_who_made_it(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    use = (await page.redeems(mall.ira, digits))["use"]
    await page.asks(mall.max, "back", use=use)
    assert await mall.uses() == 1
    _, answer = await page.asks(mall.ira, "back", use=use)
    assert answer["verdict"].startswith("↩ Taken back")
    assert await mall.uses() == 0
    assert (await page.redeems(mall.ira, digits))["verdict"] == "✓ Valid: 15 % off any cake"  # an old tap uses nothing
    assert await mall.uses() == 0


@pytest.mark.parametrize("text", ["https://example.com", "", "🙂" * 300, "https://t.me/OtherBot?start=c_48217308"])
async def test_what_is_not_a_card_is_said_so_and_is_no_guess(page: Page, mall: Mall, text: str) -> None:
    await mall.codes()
    assert (await page.looks(mall.ira, text[:500]))["verdict"].startswith("✗ That QR code is not one of Tandem’s.")
    assert await mall.rows("SELECT 1 FROM wrong_code") == []


async def test_a_typo_is_no_guess_and_guessing_locks_out_here_as_in_the_chat(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    assert (await page.looks(mall.ira, typo(digits)))["verdict"].startswith("✗ A digit of the code is wrong")
    for n in range(5):
        await page.looks(mall.ira, complete(f"000000{n}"))
    assert (await page.looks(mall.ira, digits))["verdict"].startswith("🔒 Too many wrong codes.")
    await mall.ira.says(digits)
    mall.ira.sees_exactly("🔒 Too many wrong codes.")
    assert (await page.redeems(mall.ira, digits))["good"] is False
    assert await mall.uses() == 0


# Rights ----------------------------------------------------------------------------------------


async def test_the_givers_side_and_another_promos_cashier_redeem_nothing(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    seen = await page.looks(mall.taras, digits)
    assert (seen["good"], seen["buttons"]) == (False, [])
    assert "15 % off any cake" in seen["card"]
    foreign = await page.looks(mall.fedir, digits)
    assert foreign["verdict"] == "There is no such code for you here. Compare it with the card, digit by digit."
    for who in (mall.taras, mall.fedir):
        assert (await page.redeems(who, digits))["good"] is False
    assert "use" not in await page.redeems(mall.max, digits)  # Podil is not Max's counter
    assert await mall.uses() == 0


@pytest.mark.parametrize("act", ["open", "look", "redeem", "back"])
async def test_a_stranger_a_forger_another_bots_word_and_an_old_one_get_nothing(
    page: Page, mall: Mall, act: str
) -> None:
    (digits,) = await mall.codes()
    body = {"text": digits, "digits": digits, "request": REQUEST, "location": mall.places["Podil"], "use": 1}
    assert (await page.asks(mall.zoe, act, **body))[0] == 403
    replayed = page.word_of(mall.ira)
    mall.town.telegram.clock.move(timedelta(minutes=61))
    assert (await page.asks(replayed, act, **body))[1]["why"] == "old"
    for word in (page.word_of(mall.ira, OTHER_BOT), "", page.word_of(mall.ira).replace("hash=", "hash=0")):
        status, answer = await page.asks(word, act, **body)
        assert (status, answer["why"]) == (401, "forged")
    assert await mall.uses() == 0


async def test_a_removed_cashier_and_one_who_is_kept_out_get_nothing(page: Page, mall: Mall) -> None:
    (digits,) = await mall.codes()
    where = {"person": mall.ids["Ira"]}
    await mall.rows("UPDATE membership SET until = 1 WHERE person_id = :person", **where)
    assert (await page.asks(mall.ira, "look", text=digits))[0] == 403
    await mall.rows("UPDATE membership SET until = NULL WHERE person_id = :person", **where)
    await mall.rows("INSERT INTO kept_out (telegram_id, kept_out_by, at) VALUES (:id, 1, 1)", id=mall.ira.person.id)
    assert (await page.asks(mall.ira, "look", text=digits))[0] == 403
    await mall.rows("DELETE FROM kept_out")


@pytest.mark.parametrize("body", [b"[]", b"{", b"7", b'{"text": "' + b"x" * 5000 + b'"}'])
async def test_a_body_that_the_page_never_sends_changes_nothing(page: Page, mall: Mall, body: bytes) -> None:
    headers = {"Authorization": f"tma {page.word_of(mall.ira)}"}
    async with aiohttp.ClientSession() as session, session.post(page.url + "look", data=body, headers=headers) as got:
        assert got.status == 400


@pytest.mark.parametrize("odd", [{"digits": None}, {"location": "1"}, {"request": "'; --"}, {"kind": ["new"]}])
async def test_odd_values_in_a_tap_break_nothing(page: Page, mall: Mall, odd: dict[str, Any]) -> None:
    (digits,) = await mall.codes()
    body = {"digits": digits, "request": REQUEST, "location": mall.places["Podil"], "kind": ""} | odd
    status, answer = await page.asks(mall.ira, "redeem", **body)
    assert status == 200
    assert answer["verdict"]
    assert await mall.uses() == (1 if "kind" in odd else 0)


# Where it is offered ---------------------------------------------------------------------------


async def test_its_files_come_with_a_policy_and_without_anybodys_word(page: Page) -> None:
    async with aiohttp.ClientSession() as session:
        for name, kind in (("", "text/html"), ("counter.js", "text/javascript"), ("counter.css", "text/css")):
            async with session.get(page.url + name) as got:
                assert (got.status, got.content_type) == (200, kind)
                policy = got.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "script-src 'self' https://telegram.org;" in policy
                assert "frame-ancestors https://web.telegram.org" in policy
        async with session.get(page.url + "../healthz") as got:
            assert got.status == 200
        async with session.get(page.url + "counter.j2") as got:
            assert got.status == 404


async def test_staff_of_a_promo_with_codes_find_it_and_others_do_not(page: Page, mall: Mall) -> None:
    await mall.codes()
    for text in ("/start", "/help", "/today"):
        await mall.ira.says(text)
        (button,) = [one.raw for one in mall.ira.last.buttons if "web_app" in one.raw]
        assert button == {"text": "Scan a card", "web_app": {"url": page.url}}
        await mall.zoe.says(text)
        assert not [one for one in mall.zoe.last.buttons if "web_app" in one.raw]


async def test_it_has_an_address_only_below_a_webhook_of_https() -> None:
    more: dict[str, Any] = {"_env_file": None, "health_port": 8080, "webhook_secret": "s"}
    https = address(Settings(webhook_url="https://bot.example.com/telegram", **more))
    assert https
    assert https.url == "https://bot.example.com/telegram/counter/"
    own: dict[str, Any] = {"telegram_api_url": "http://127.0.0.1:8081", "webhook_url": "http://127.0.0.1:8080/t"}
    assert address(Settings(**more, **own)) is None
    assert address(Settings(_env_file=None)) is None


async def test_the_person_is_known_by_the_account_that_telegram_signed(page: Page, mall: Mall) -> None:
    async with mall.db.transaction() as tx:
        assert (await people.find(tx, mall.ira.person.id)) is not None
    _, answer = await page.asks(mall.ira, "open")
    assert answer["language"] == "en"
    assert answer["words"]["scan"] == "Scan a card"
