"""Making codes: sheets ordered by an owner of the giver, and one by one at the counter."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from pypdf import PdfReader

from domain.agreement.terms import EACH, Offer
from domain.check_digit import is_valid
from domain.options import Mechanic
from domain.states import State
from tests.world.mall import COFFEE, Mall
from tests.world.town import START, Actor, a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
CARDS = "Cards with codes"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("cards")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    return built


async def opens_card(mall: Mall, who: Actor) -> None:
    """The whole of it."""
    mall.presses(who, f"promo:{mall.promo}")
    await mall.town.settle()
    if any(button.text == "More ▾" for button in who.last.buttons):
        await who.presses("More ▾", who.last)


async def made(mall: Mall) -> list[str]:
    await mall.town.bot.tick()
    await mall.town.settle()
    return [row["digits"] for row in await mall.rows("SELECT digits FROM code ORDER BY digits")]


def progress(mall: Mall) -> list[str]:
    """What the one message about progress has said, in order."""
    calls = [call.params for call in mall.town.telegram.calls if call.method in ("sendMessage", "editMessageText")]
    texts = (str(params.get("text")) for params in calls)
    return [found[0] for text in texts if (found := re.search(r"\d+ of \d+", text)) and ("codes" in text.lower())]


@pytest.mark.slow
async def test_five_hundred_cards_with_progress_seen(mall: Mall) -> None:
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    assert [button.text for button in mall.olena.last.buttons] == ["20", "50", "100", "500"]
    await mall.olena.presses("500")
    mall.olena.sees("Making codes: %(done)s of %(of)s", done=0, of=500)
    codes = await made(mall)
    assert len(codes) == 500
    assert all(is_valid(digits) for digits in codes)
    assert progress(mall)[-6:] == [f"{n} of 500" for n in (0, 100, 200, 300, 400, 500)]
    document = mall.olena.last.document
    assert document
    pages = PdfReader(io.BytesIO(document.data)).pages
    printed = {digits for page in pages for digits in re.findall(r"\d{4}\s\d{4}(?!\d)", page.extract_text())}
    assert {re.sub(r"\D", "", one) for one in printed} == set(codes)
    assert "500 cards" in mall.olena.last.words


async def test_a_restart_half_way_and_a_typed_number(mall: Mall) -> None:
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    await mall.town.restart()
    await mall.olena.says("many")
    mall.olena.sees("I could not read a number in “%(said)s”.", said="many")
    await mall.olena.says("501")
    mall.olena.sees("At most %(limit)s.", limit=500)
    await mall.olena.says("130")
    await mall.town.restart()
    assert len(await made(mall)) == 130
    assert progress(mall)[-3:] == [f"{n} of 130" for n in (0, 100, 130)]
    assert mall.olena.last.document


@pytest.mark.quick
async def test_a_double_tap_orders_once(mall: Mall) -> None:
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    for _ in range(2):
        mall.town.telegram.presses(mall.olena.person, mall.olena.last, "20")
    await mall.town.settle()
    assert len(await made(mall)) == 20


async def test_no_more_cards_than_the_limit_allows(mall: Mall) -> None:
    await mall.lay(COFFEE.model_copy(update={"limit": 60}))
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    await mall.olena.presses("50")
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    assert [button.text for button in mall.olena.last.buttons] == ["10"]
    await mall.olena.presses("10")
    assert len(await made(mall)) == 60
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    mall.olena.sees(
        "All %(limit)s codes that this offer allows are made. A higher limit is a change of the terms.", limit=60
    )
    await mall.taras.says("/code")
    mall.taras.sees(
        "All %(limit)s codes of this offer are handed out. Only the owners can raise the limit, by changing the terms.",
        limit=60,
    )


async def test_of_several_offers_one_is_picked(mall: Mall) -> None:
    await mall.lay(COFFEE, Offer(what="a free rose", receiver=EACH))
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    await mall.olena.presses("a free rose")
    await mall.olena.presses("20")
    await made(mall)
    assert {row["offer"] for row in await mall.rows("SELECT offer FROM code")} == {2}
    await mall.taras.says("/code")
    await mall.taras.presses("a free rose")
    await mall.taras.presses("15 % off any cake")
    assert len(await made(mall)) == 21, "the second tap is on an old question"


@pytest.mark.parametrize("who", ["Marta", "Petro", "Zoe", "Taras"])
async def test_only_the_givers_owner_orders(mall: Mall, who: str) -> None:
    for data in (f"cards:{mall.promo}", f"cards:{mall.promo}:1:20:0"):
        mall.presses(mall.people[who], data)
    await mall.town.settle()
    assert await made(mall) == []


async def test_a_promo_of_another_mechanic_has_no_cards(mall: Mall) -> None:
    await mall.lay(mechanic=Mechanic.CODE_WORD, word="ROSE")
    await opens_card(mall, mall.olena)
    assert CARDS not in [button.text for button in mall.olena.last.buttons]
    await mall.taras.says("/code")
    assert await made(mall) == []


async def test_an_owner_who_sold_the_shop_gets_no_cards(mall: Mall) -> None:
    await opens_card(mall, mall.olena)
    await mall.olena.presses(CARDS)
    await mall.olena.presses("20")
    own = {"person": mall.ids["Olena"]}
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE membership SET until = 1 WHERE person_id = :person", **own)
    assert await made(mall) == []
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE membership SET until = NULL WHERE person_id = :person", **own)


async def test_a_cashier_of_the_giver_issues_one_and_it_works(mall: Mall) -> None:
    await mall.taras.says("/code")
    (digits,) = await made(mall)
    shown = mall.taras.last
    assert shown.photo
    for said in (f"{digits[:4]}\u00a0{digits[4:]}", "15 % off any cake", "with a coffee", "Peony, Podil", "Sun 20 Dec"):
        assert said in shown.words
    await mall.redeems(mall.ira, digits)
    assert await mall.uses() == 1


async def test_nobody_else_issues(mall: Mall) -> None:
    for who in (mall.ira, mall.marta, mall.zoe):
        await who.says("/code")
        assert "You have no codes to hand out now" in who.last.words
        mall.presses(who, f"issue:{mall.promo}:{mall.shops['Zerno']}:1:0")
    await mall.town.settle()
    assert await made(mall) == []


@pytest.mark.parametrize("state", [State.SIGNED, State.PAUSED, State.FINISHING])
async def test_only_a_running_promo_issues(mall: Mall, state: State) -> None:
    await mall.lay(state=state)
    await mall.taras.says("/code")
    assert await made(mall) == []


async def test_the_card_speaks_the_owners_language(mall: Mall) -> None:
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE person SET language = 'uk' WHERE id = :id", id=mall.ids["Olena"])
    mall.presses(mall.olena, f"cards:{mall.promo}:1:20:0")
    await mall.town.settle()
    await made(mall)
    document = mall.olena.last.document
    assert document
    text = PdfReader(io.BytesIO(document.data)).pages[0].extract_text()
    assert "Картку видає: «Zerno»" in text
    assert "Покажіть картку на касі" in text
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE person SET language = 'en'")
