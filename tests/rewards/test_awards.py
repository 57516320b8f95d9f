"""Rewards for staff: reached, approved by both, named, handed over once."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.agreement.terms import Perk
from domain.options import Mechanic
from storage.agreement import promos, versions
from tests.world.counters import Counters, counters, redeemed
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
MANICURE = Perk(giver=2, what="A free manicure", at=10)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Peony rewards Zerno's staff for ten customers; on Mon 30 Nov it has counted eleven. Tue 1 Dec, 10:01."""
    async with counters(perks=(MANICURE,)) as made:
        await made.ira.says("11")
        await made.town.moves_to("2026-12-01 10:01")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def both_approve(cast: Counters) -> None:
    await cast.olena.presses("Approve")
    await cast.marta.presses("Approve")


def number_on(who: Actor) -> str:
    found = re.search(r"\d{4}\s\d{4}", who.sees_exactly("Say this number at their counter").words)
    assert found
    return found[0]


async def test_both_owners_are_asked_when_the_number_is_reached_and_the_second_yes_counts(cast: Counters) -> None:
    for who in (cast.olena, cast.marta):
        who.sees_exactly("Zerno → Peony: 10 customers sent.")
    await cast.olena.presses("Approve")
    cast.olena.sees_exactly("Now Peony has to approve too.")
    await cast.marta.presses("Approve")
    cast.marta.sees_exactly("Approved by both: A free manicure.")
    cast.olena.sees_exactly("Who gets it: A free manicure at Peony?")
    await cast.town.moves_to("2026-12-02 10:01")
    assert sum("10 customers sent" in m.words for m in cast.marta.screen) <= 1
    assert len(await cast.town.database("SELECT * FROM award")) == 1


async def test_the_named_one_gets_a_voucher_that_the_givers_cashier_hands_over_once(cast: Counters) -> None:
    await both_approve(cast)
    await cast.olena.presses("Taras")
    number = number_on(cast.taras)
    cast.marta.sees_exactly("Taras of Zerno will come for: A free manicure.")
    assert "already" in await cast.forges(cast.olena, "name:1:3")
    await cast.opens(cast.ira, "Hand over a reward")
    await cast.ira.says("1234 5678")
    cast.ira.sees_exactly("a typo?")
    await cast.ira.says("0000 0000")
    assert not await cast.town.database("SELECT * FROM reward WHERE handed_at IS NOT NULL")
    assert len(await cast.town.database("SELECT * FROM wrong_code WHERE business_id IS NULL")) == 1
    await cast.town.restart()
    await cast.ira.says(number.replace(" ", "-"))
    cast.ira.sees_exactly("Handed over to Taras: A free manicure")
    cast.taras.sees_exactly("Your voucher at Peony was used")
    await cast.marta.presses("Handed over")
    cast.marta.sees_exactly("That voucher was used already, Tue 1 Dec, 10:01, at Peony.")
    await cast.ira.says("5")
    cast.ira.sees_exactly("Saved: Tue 1 Dec · Peony: 5 customers")


@pytest.mark.quick
async def test_not_yet_is_told_and_can_become_a_yes(cast: Counters) -> None:
    await cast.olena.presses("Approve")
    await cast.marta.presses("Not yet")
    cast.olena.sees_exactly("Peony does not approve yet: A free manicure")
    await cast.marta.presses("Approve")
    cast.olena.sees_exactly("Who gets it")
    assert "no longer asked" in await cast.forges(cast.marta, "perk:1:1:later")


async def test_a_correction_before_approval_takes_the_question_back_until_it_is_reached_again(cast: Counters) -> None:
    await cast.olena.presses("Approve")
    await cast.ira.says("30.11 9")
    await cast.ira.presses("Replace: %(n)s", n=9)
    await cast.town.moves_to("2026-12-02 10:01")
    for who in (cast.olena, cast.marta):
        who.sees_exactly("The question about the reward rests until it is reached again.")
    assert "no longer asked" in await cast.forges(cast.marta, "perk:1:1:yes")
    await cast.ira.says("1.12 3")
    await cast.town.moves_to("2026-12-03 10:01")
    await cast.marta.presses("Approve")
    cast.marta.sees_exactly("Now Zerno has to approve too.")


async def test_codes_made_void_after_the_report_take_the_question_back_too(cast: Counters) -> None:
    await redeemed(cast, 2, void=True)
    await cast.opens(cast.olena, "Ledger")
    cast.olena.sees_exactly("Zerno → Peony: 9 of 10: A free manicure")
    await cast.town.moves_to("2026-12-02 10:01")
    cast.marta.sees_exactly("The question about the reward rests until it is reached again.")


async def test_after_approval_a_correction_leaves_the_reward_and_tells_so_once(cast: Counters) -> None:
    await both_approve(cast)
    await cast.ira.says("30.11 9")
    await cast.ira.presses("Replace: %(n)s", n=9)
    for day in ("02", "03"):
        await cast.town.moves_to(f"2026-12-{day} 10:01")
    for who in (cast.olena, cast.marta):
        assert sum("so it stays" in message.words for message in who.screen) == 1


async def test_nobody_hands_over_their_own_voucher_unnoticed(cast: Counters) -> None:
    """Taras works at Peony too."""
    await cast.marta.says("/staff")
    await cast.marta.presses("Invite staff: %(name)s", name="")
    await cast.taras.opens(cast.marta.link("start=s_"))
    await cast.taras.presses("✓ I work here")
    await both_approve(cast)
    await cast.olena.presses("Taras")
    assert await cast.forges(cast.taras, "hand:1") == ""
    for who in (cast.olena, cast.marta):
        who.sees_exactly("Taras has handed over their own voucher at Peony: A free manicure.")


async def test_strangers_and_the_other_side_learn_nothing(cast: Counters) -> None:
    await both_approve(cast)
    await cast.olena.presses("Taras")
    number = number_on(cast.taras)
    for who in (cast.zoe, cast.taras):
        for data in ("perk:1:1:yes", "name:1:4", "hand:1", f"reward:{cast.promo}", "hand:99", "perk:99:1:yes"):
            assert await cast.forges(who, data) == "This is not available to you."
    assert await cast.forges(cast.marta, "name:1:3") == "This is not available to you."
    await cast.opens(cast.marta, "Ledger")
    await cast.marta.presses("Hand over a reward")
    await cast.marta.says("ten")
    await cast.marta.presses("Leave it")
    await cast.marta.says("5")
    cast.marta.sees_exactly("Saved: Tue 1 Dec · Peony: 5 customers")
    assert number not in "".join(message.words for message in cast.zoe.screen)


async def test_the_ledger_shows_how_far_it_is(cast: Counters) -> None:
    await cast.opens(cast.olena, "Ledger")
    cast.olena.sees_exactly("Zerno → Peony: reached: A free manicure")


async def amended(cast: Counters, *rewards: Perk) -> None:
    """Both sign other rewards, which apply at once; then the next morning has looked."""
    now = cast.town.telegram.clock.now()
    async with cast.program.db.transaction() as tx:
        promo = await promos.by_clock(tx, cast.promo)
        assert promo
        new = promo.terms.model_copy(update={"perks": rewards, "in_force_from": now.date()})
        await versions.cut_version(tx, new, promo, 1, now)
    for owner in cast.owners:
        await owner.says("/help")
        await cast.forges(owner, f"signed:{cast.promo}:{promo.newest + 1}")
    await cast.town.waits(days=1)


async def test_a_reward_that_moves_up_in_the_terms_is_earned_beside_the_one_that_went(cast: Counters) -> None:
    massage = Perk(giver=2, what="A massage", at=50)
    await both_approve(cast)
    await amended(cast, MANICURE, massage)
    await amended(cast, massage.model_copy(update={"at": 11}))
    assert cast.marta.sees_exactly("Zerno → Peony: 11 customers sent.")
    rows = await cast.town.database("SELECT what, withdrawn_at FROM award ORDER BY id")
    assert [(row["what"], row["withdrawn_at"]) for row in rows] == [("A free manicure", None), ("A massage", None)]


async def test_a_higher_number_takes_nothing_back_that_was_earned(cast: Counters) -> None:
    await amended(cast, MANICURE.model_copy(update={"at": 50}))
    cast.marta.does_not_see("After a correction")
    await both_approve(cast)
    cast.marta.sees_exactly("Approved by both: A free manicure.")
    assert len(await cast.town.database("SELECT * FROM award")) == 1


async def test_among_three_the_codes_tell_who_earns_it_and_the_ledger_says_so() -> None:
    async with counters(3, perks=(MANICURE,), mechanic=Mechanic.VOUCHER) as cast:
        await redeemed(cast, 10)
        await cast.ira.says("12")
        await cast.ira.presses("%(n)s · %(all)s in all", n=2, all=12)
        await cast.town.moves_to("2026-12-01 10:01")
        cast.olena.sees_exactly("Zerno → Peony: 10 customers sent.")
        assert not [m for m in cast.owners[2].screen if "customers sent" in m.words]
        await cast.opens(cast.marta, "Ledger")
        page = cast.marta.sees_exactly("Zerno → Peony: 10 (agreed minimum 30").words
        assert "? → Peony: 2" in page
        assert page.count("Peony: 30 Nov") == 1
