"""Cards that are out when the terms change: each gives what stands on it, or says that it no longer does."""

from __future__ import annotations

import pytest

from domain.agreement.terms import EACH, Offer
from domain.options import Mechanic
from storage.codes import issuing
from tests.lifecycle.test_readiness import NOTHING
from tests.world.ready import Ready, signed
from tests.world.town import InProcess, Town

pytestmark = pytest.mark.slow

CAKE = Offer(what="15 % off any cake", condition="with a coffee", receiver=2, limit=2)
TEA = Offer(what="a cup of tea", receiver=2)
ENDED = (
    "The partners have ended this offer since the code was handed out. Ask the shop that handed it out for another one."
)


async def handing_out(town: Town, *offers: Offer) -> Ready:
    """The promo runs; Zerno hands the cards out, Peony honours them."""
    ready = await signed(town, sides=NOTHING, mechanic=Mechanic.VOUCHER, offers=offers)
    await town.database("UPDATE promo SET state = 'running'")
    await town.moves_to("2026-11-30 12:00")
    return ready


async def card(ready: Ready, offer: int = 1) -> str:
    """A code from Olena's /code."""
    assert isinstance(ready.town.bot, InProcess)
    async with ready.town.bot.program.db.transaction() as tx:
        shop = await tx.value("SELECT id FROM business WHERE name = 'Zerno'")
        return await issuing.issue(tx, ready.promo, shop, offer, 1, ready.town.telegram.clock.now())


@pytest.mark.quick
async def test_a_card_of_a_removed_offer_does_not_turn_into_the_one_that_moved_up(town: Town) -> None:
    ready = await handing_out(town, CAKE, TEA)
    cake, tea = await card(ready, 1), await card(ready, 2)
    await ready.amends(offers=(TEA,))
    for who in (ready.zoe, ready.ira):
        await who.says(cake)
        assert "15 % off any cake" in who.last.words
        assert "a cup of tea" not in who.last.words
        assert who.last.buttons == []
        who.sees(ENDED)
    assert await town.database("SELECT * FROM wrong_code") == []
    await ready.presses(ready.ira, f"redeem:{cake}")
    assert await town.database("SELECT * FROM redemption") == []
    await ready.ira.says(tea)
    assert "a cup of tea" in ready.ira.last.words
    await ready.ira.presses("Redeem")
    assert [row["offer"] for row in await town.database("SELECT offer FROM redemption")] == [1]


async def test_who_signs_is_told_how_many_cards_the_change_would_end(town: Town) -> None:
    ready = await handing_out(town, CAKE, TEA)
    used, *_ = [await card(ready) for _ in range(3)]
    await ready.ira.says(used)
    await ready.ira.presses("Redeem")
    await ready.amends(signing=False, offers=(TEA,))
    await ready.presses(ready.marta, "sign:{promo}:2")
    ready.marta.sees_exactly("2 codes that are out belong to offers that end; they will no longer be honoured.")


async def test_a_card_of_a_changed_offer_gives_what_it_promised_within_the_limits_of_now(town: Town) -> None:
    ready = await handing_out(town, CAKE)
    before, lost = await card(ready), await card(ready)
    less = CAKE.model_copy(update={"what": "5 % off any cake"})
    await ready.amends(offers=(less,))
    after = await card(ready)
    await ready.ira.says(before)
    ready.ira.sees("The offer has changed since this code was handed out; the code gives what it promised.")
    await ready.ira.presses("Redeem")
    assert "15 % off any cake" in ready.ira.last.words
    await ready.ira.says(after)
    assert "5 % off any cake" in ready.ira.last.words
    assert "promised" not in ready.ira.last.words
    await ready.ira.presses("Redeem")
    await ready.ira.says(lost)
    ready.ira.sees(
        "All %(limit)s uses of this offer are taken. Only the owners can raise the limit, by changing the terms.",
        limit=2,
    )
    await ready.amends(3, offers=(less.model_copy(update={"limit": 9, "what": "1 % off"}),))
    await ready.ira.says(lost)
    await ready.ira.presses("Redeem")
    assert "15 % off any cake" in ready.ira.last.words


async def test_other_limits_leave_every_card_as_it_was(town: Town) -> None:
    ready = await handing_out(town, CAKE)
    digits = await card(ready)
    await ready.amends(offers=(CAKE.model_copy(update={"limit": 5}),))
    await ready.zoe.says(digits)
    assert "promised" not in ready.zoe.last.words


@pytest.mark.parametrize(("receiver", "peony"), [(1, 0), (EACH, 1)])
async def test_a_card_is_never_honoured_at_another_shop_than_it_names(town: Town, receiver: int, peony: int) -> None:
    ready = await handing_out(town, CAKE)
    digits = await card(ready)
    await ready.amends(offers=(CAKE.model_copy(update={"receiver": receiver}),))
    for who, rows in ((ready.taras, 0), (ready.ira, peony)):
        await who.says(digits)
        assert sum(button.text == "Redeem" for button in who.last.buttons) == rows


async def test_cards_whose_making_an_amendment_falls_into_are_all_of_one_promise(town: Town) -> None:
    ready = await handing_out(town, CAKE.model_copy(update={"limit": None}))
    assert isinstance(town.bot, InProcess)
    async with town.bot.program.db.transaction() as tx:
        now = town.telegram.clock.now()
        sheet = await issuing.order(tx, ready.promo, 1, 1, 1, 150, 1, 1, now)
        assert sheet
        await issuing.fill(tx, sheet, 100, now)
    await ready.amends(offers=(CAKE.model_copy(update={"what": "5 % off any cake"}),))
    async with town.bot.program.db.transaction() as tx:
        await issuing.fill(tx, sheet, 150, town.telegram.clock.now())
    rows = await town.database("SELECT count(*) AS codes, count(DISTINCT promise) AS promises FROM code")
    assert rows == [{"codes": 150, "promises": 1}]
    assert (await town.database("SELECT count(*) AS n FROM code WHERE promise IS NULL"))[0]["n"] == 0
