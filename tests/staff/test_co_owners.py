"""Several owners of one business: what one of them ends, the other hears of."""

from __future__ import annotations

from typing import Any

from storage import people
from storage.staff import memberships
from tests.lifecycle.test_readiness import NOTHING
from tests.world.ready import Ready, signed
from tests.world.town import InProcess, Town


async def with_zoe(town: Town, **changes: Any) -> Ready:
    """Zoe owns Zerno too."""
    ready = await signed(town, sides=NOTHING, **changes)
    assert isinstance(town.bot, InProcess)
    async with town.bot.program.db.transaction() as tx:
        zoe = await people.find(tx, ready.zoe.person.id)
        assert zoe
        await memberships.join(tx, zoe.id, 1, None, "owner", town.telegram.clock.now(), 1)
    return ready


async def test_a_co_owner_hears_of_a_promo_that_is_cancelled(town: Town) -> None:
    ready = await with_zoe(town)
    await ready.presses(ready.olena, "stop:{promo}:cancel")
    await ready.olena.says("The oven broke")
    for who in (ready.zoe, ready.marta):
        who.sees_exactly("Zerno cancelled Flowers + coffee: The oven broke")
    assert not any("Zerno cancelled" in message.words for message in ready.olena.screen)


async def test_a_co_owner_hears_of_a_change_that_is_declined(town: Town) -> None:
    ready = await with_zoe(town)
    await ready.amends(signing=False, target=300)
    for button in ("no:{promo}:2", "why:{promo}:0"):
        await ready.presses(ready.olena, button)
    for who in (ready.zoe, ready.marta):
        who.sees_exactly("Zerno does not want the change of Flowers + coffee; what is in force stays.")
