"""Whom an operator keeps out hears nothing more; everybody else goes on hearing, and so do they once let in again."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from storage import people
from storage.staff import memberships
from tests.world.counters import Counters, counters
from tests.world.town import Actor, InProcess

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cast() -> AsyncIterator[Counters]:
    """Zoe owns Zerno beside Olena; Marta runs this Tandem."""
    async with counters() as made:
        assert isinstance(made.town.bot, InProcess)
        made.town.bot.more = {"admin_ids": str(made.marta.person.id)}
        await made.town.restart()
        async with made.program.db.transaction() as tx:
            zoe = await people.find(tx, made.zoe.person.id)
            assert zoe
            await memberships.join(tx, zoe.id, 1, None, "owner", made.town.telegram.clock.now(), None)
        yield made


def news(who: Actor, since: int) -> list[str]:
    return [message.words for message in who.screen[since:]]


async def test_who_is_kept_out_gets_nothing_more_and_the_others_do(cast: Counters) -> None:
    everybody = (cast.olena, cast.taras, cast.zoe)
    for who in (cast.olena, cast.taras):
        await cast.marta.says(f"/block {who.person.id}")
    cast.marta.sees_exactly("They get nothing more from me.")
    before = [len(who.screen) for who in everybody]
    await cast.town.moves_to("2026-11-30 20:00")
    await cast.town.moves_to("2026-12-01 09:05")
    assert [len(news(who, n)) for who, n in zip(everybody, before, strict=True)] == [0, 0, 2]
    cast.zoe.sees_exactly("Mon 30 Nov")
    await cast.forges(cast.marta, f"stop:{cast.promo}:pause")
    await cast.marta.says("The oven is broken")
    assert [len(news(who, n)) for who, n in zip(everybody, before, strict=True)] == [0, 0, 3]
    for who in (cast.olena, cast.taras):
        await cast.forges(cast.marta, f"letin:{who.person.id}")
    await cast.forges(cast.marta, f"resume:{cast.promo}")
    cast.olena.sees_exactly("Peony resumed Flowers + coffee")
    await cast.town.moves_to("2026-12-01 20:00")
    cast.taras.sees_exactly("Tue 1 Dec")


@pytest.mark.slow
async def test_what_waits_for_the_morning_is_not_sent_to_who_was_kept_out_meanwhile(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-02 21:00")
    async with cast.program.db.transaction() as tx:
        await tx.run(
            "INSERT INTO outbox (id, chat_id, class, method, body, again, not_before, made_at) VALUES "
            "(99999, :chat, 1, 'sendMessage', :body, 0, 1796194800, 1)",
            chat=cast.taras.person.id,
            body=f'{{"chat_id": {cast.taras.person.id}, "text": "good morning"}}',
        )
    await cast.marta.says(f"/block {cast.taras.person.id}")
    await cast.town.moves_to("2026-12-03 12:00")
    assert not any("good morning" in message.words for message in cast.taras.screen)


@pytest.mark.slow
async def test_an_owner_still_sees_and_removes_a_cashier_who_is_kept_out(cast: Counters) -> None:
    await cast.marta.says(f"/block {cast.taras.person.id}")
    before = len(cast.taras.screen)
    await cast.olena.says("/staff")
    await cast.olena.presses("Remove %(name)s", name="Taras")
    await cast.olena.presses("Remove")
    cast.olena.sees_exactly("Taras")
    assert len(cast.taras.screen) == before
    assert not await cast.town.database(
        "SELECT 1 FROM membership WHERE role = 'staff' AND business_id = 1 AND until IS NULL"
    )
