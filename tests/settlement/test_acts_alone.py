"""What a side may do alone and moves no money: a random walk through the chat, with the sums looked at after each act.

Zerno (Olena, Taras) sent 6 customers with codes to Peony (Marta, Ira) on Mon 30 Nov; Peony pays 10 ₴ for each and owes
for each of 9 that it did not send back 50 ₴. Now it is after Tue 8 Dec.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random

import pytest
import pytest_asyncio

from domain.settlement.statement import Statement
from handlers.context import Work
from handlers.settlement.inputs import compute
from storage.agreement import promos
from tests.settlement.test_fair_endings import counted, quiet
from tests.world.counters import Counters, counters, redeemed

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

Act = Callable[[Counters, Random], Awaitable[None]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(minimum=9, penalty=50_00, pay=10_00, notice_days=7, pause_days=7) as made:
        await quiet(made)
        await redeemed(made, 6)
        await counted(made, 2, 6, 0, 0)
        await counted(made, 1, 0, 0, 0)
        await made.town.moves_to("2026-12-09 10:00")
        made.keeps()
        yield made


async def sums(cast: Counters) -> Statement:
    """As if the promo was over now: what each would owe."""
    async with cast.program.db.transaction() as tx:
        work = Work(cast.program.app, tx, cast.town.telegram.clock.now())
        promo = await promos.by_clock(tx, cast.promo)
        assert promo
        return await compute(work, promo, promo.terms, 0)


async def renames(cast: Counters, dice: Random) -> None:
    who = dice.choice([1, 2])
    await cast.town.database(f"UPDATE business SET name = name || '{dice.randint(1, 9)}' WHERE id = {who}")


async def gives_an_old_use_back(cast: Counters, dice: Random) -> None:
    use = dice.choice(await cast.town.database("SELECT id, digits FROM redemption ORDER BY id"))
    await cast.forges(cast.marta, f"void:{use['digits']}:{use['id']}:{dice.randint(0, 2)}")


async def corrects_an_old_day(cast: Counters, dice: Random) -> None:
    number = dice.randint(7, 9)
    await cast.forges(cast.marta, f"rep:{cast.promo}:2:2026-11-30:{number}")
    await cast.marta.presses("Replace: %(n)s", n=str(number))


async def calls_an_old_day_closed(cast: Counters, dice: Random) -> None:
    await cast.forges(cast.marta, f"fix:{cast.promo}:2:2026-12-01")
    await cast.marta.says("closed")


async def takes_an_old_report_back(cast: Counters, dice: Random) -> None:
    await cast.forges(cast.marta, f"undo:{cast.promo}:2:2026-11-30:1")


async def asks_to_be_forgotten(cast: Counters, dice: Random) -> None:
    """An owner that is needed is refused; a cashier is forgotten."""
    who = dice.choice([cast.olena, cast.marta, cast.ira])
    await who.says("/forgetme")
    await cast.forges(who, "forget:yes")


async def gives_notice_and_takes_it_back(cast: Counters, dice: Random) -> None:
    who = dice.choice([cast.olena, cast.marta])
    await cast.forges(who, f"stop:{cast.promo}:cancel")
    await who.says("We move")
    await cast.forges(who, f"unnotice:{cast.promo}")


async def ends_what_is_not_theirs_to_end(cast: Counters, dice: Random) -> None:
    for what in ("resume", "endnow", "unnotice"):
        await cast.forges(dice.choice([cast.olena, cast.marta]), f"{what}:{cast.promo}:yes")


ACTS: tuple[Act, ...] = (
    renames,
    gives_an_old_use_back,
    corrects_an_old_day,
    calls_an_old_day_closed,
    takes_an_old_report_back,
    asks_to_be_forgotten,
    gives_notice_and_takes_it_back,
    ends_what_is_not_theirs_to_end,
)


@pytest.mark.parametrize("seed", [pytest.param(0, marks=pytest.mark.quick), *range(1, 12)])
async def test_no_act_alone_moves_money(two: Counters, seed: int) -> None:
    cast, dice = await two.again(), Random(seed)
    before = await sums(cast)
    assert [account.net for account in before.accounts] == [60_00, -60_00]
    for act in dice.choices(ACTS, k=5):
        await act(cast, dice)
        after = await sums(cast)
        assert after == before, act.__name__
        await cast.town.waits(hours=1)


async def test_they_would_move_it_if_the_other_side_agreed(two: Counters) -> None:
    """The other way round, so that the walk does not pass because nothing happens."""
    cast, dice = await two.again(), Random(1)
    before = await sums(cast)
    await gives_an_old_use_back(cast, dice)
    await cast.olena.presses("Give it back")
    once = await sums(cast)
    assert once.accounts[0].net == before.accounts[0].net - 10_00
    await corrects_an_old_day(cast, dice)
    await cast.olena.presses("Change it")
    assert (await sums(cast)).accounts[0].net != once.accounts[0].net
