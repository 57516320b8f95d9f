"""Money that follows from customers, lived to its end: what is signed counts, and nobody gains by an act of their own.

Zerno is location 1, Peony 2; the promo runs for 28 days, Mon 30 Nov to Sun 27 Dec, and all sums are computed by hand.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.options import CostSplit as Split
from storage.agreement import promos, versions
from tests.world.counters import FIRST, Counters, counters, redeemed
from tests.world.town import Actor

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWED: dict[str, Any] = {"minimum": 30, "penalty": 50_00, "silence_days": 7, "pay_days": 14}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    async with counters(**OWED) as made:
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def counted(cast: Counters, place: int, *customers: int, first: date = FIRST, sales: int | None = None) -> None:
    """A report a day from the first on."""
    async with cast.program.db.transaction() as tx:
        for n, count in enumerate(customers):
            await tx.run(
                "INSERT INTO daily_report (promo_id, location_id, day, revision, state, customers, sales, currency,"
                " person_id, at) VALUES (:promo, :place, :day, 1, 'reported', :count, :sales, 'UAH', 1, 1)",
                promo=cast.promo,
                place=place,
                day=first + timedelta(days=n),
                count=count,
                sales=sales,
            )


async def quiet(cast: Counters) -> None:
    """Only the promo's own dates come; nobody is asked any more."""
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE due SET state = 'done' WHERE kind NOT IN ('finish', 'close', 'in_force')")


async def amends(cast: Counters, since: date, **changes: Any) -> None:
    """Both sign it, through the door."""
    now = cast.town.telegram.clock.now()
    async with cast.program.db.transaction() as tx:
        promo = await promos.by_clock(tx, cast.promo)
        assert promo
        new = promo.terms.model_copy(update={"in_force_from": since} | changes)
        number = await versions.cut_version(tx, new, promo, 1, now)
    for who in (cast.marta, cast.olena):
        await cast.forges(who, f"signed:{cast.promo}:{number}")


async def page(cast: Counters, who: Actor) -> str:
    await cast.forges(who, f"settle:{cast.promo}")
    return " ".join(who.last.words.split())


async def stops(cast: Counters, who: Actor, how: str) -> None:
    await cast.forges(who, f"stop:{cast.promo}:{how}")
    await who.says("The oven is broken")


async def test_an_amendment_from_a_day_leaves_the_days_before_alone() -> None:
    """Pay 10 → 20 and a common cost's shares 80/20 → 20/80 from Mon 14 Dec. On that morning 48 × 10 = 480; with 2 more
    that day 480 + 2 × 20 = 520. A thousand spent by Zerno on 30 Nov stays divided 800 and 200, another one on 14 Dec is
    200 and 800: Zerno has paid 2 000 and bears 1 000. Zerno gets 520 + 1 000 = 1 520."""
    async with counters(minimum=None, pay=10_00, split=Split.PERCENT, shares=(80, 20)) as cast:
        await quiet(cast)
        await counted(cast, 2, *[4, 2] * 6, 8, 4)
        await counted(cast, 1, *[0] * 14)
        await amends(cast, date(2026, 12, 14), pay=20_00, shares=(20, 80))
        await cast.town.moves_to("2026-12-14 10:00")
        words = await page(cast, cast.olena)
        assert "from Peony for customers sent: 48 × 10 ₴" in words
        assert "You get: 480 ₴" in words
        assert "Each customer and each cost goes by the terms of its day" in words
        await counted(cast, 2, 2, first=date(2026, 12, 14))
        async with cast.program.db.transaction() as tx:
            for day in ("2026-11-30", "2026-12-14"):
                await tx.run(
                    "INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, purpose, common,"
                    " person_id, at) VALUES (:promo, 1, 100000, 'UAH', 'flyers', :day, 'marketing', 1, 1, 1)",
                    promo=cast.promo,
                    day=day,
                )
        words = await page(cast, cast.olena)
        for line in ("48 × 10 ₴", "2 × 20 ₴", "−800 ₴: your 80% of the common costs of 1 000 ₴", "You get: 1 520 ₴"):
            assert line in words.replace("80 %", "80%"), line


async def test_who_cancels_alone_owes_the_whole_minimum_and_the_other_its_part(cast: Counters) -> None:
    """Zerno sent 3 in a week and cancels on Mon 7 Dec at noon: (30 − 3) × 50 = 1 350. Seven of the 28 days counted for
    Peony: 30 × 7 ÷ 28 = 7.5, of whole customers 7, which it sent."""
    await quiet(cast)
    await counted(cast, 2, 1, 1, 1, 0, 0, 0, 0)
    await counted(cast, 1, 7, 0, 0, 0, 0, 0, 0)
    await cast.town.moves_to("2026-12-07 12:00")
    await cast.forges(cast.olena, f"stop:{cast.promo}:cancel")
    cast.olena.sees_exactly("the lost days still count for what you promised to send")
    await cast.olena.says("We move")
    words = " ".join(cast.marta.sees_exactly("Flowers + coffee: settlement · version 1").words.split())
    assert "penalty from Zerno: 3 of the agreed 30 customers, 50 ₴ for each one missing" in words
    assert "You get: 1 350 ₴" in words
    assert "penalty to Zerno" not in words


async def test_before_the_first_day_nothing_has_been_promised_yet(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = 'signed'")
        await tx.run(
            "INSERT INTO transition (promo_id, from_state, to_state, version, at, business_id) VALUES"
            " (:promo, 'signed', 'cancelled', 1, 1795600000, 1)",
            promo=cast.promo,
        )
        await tx.run("UPDATE promo SET state = 'cancelled'")
    assert "By the terms nobody owes anybody anything." in await page(cast, cast.olena)


async def test_who_pauses_alone_makes_no_penalty_and_saves_none(cast: Counters) -> None:
    """Peony pauses from Mon 7 Dec to the end: of 28 days 7 count for Zerno, which sent 5 of 7: 2 × 50 = 100. Peony's
    own promise stays whole: it sent 7 of 30, 23 × 50 = 1 150. Zerno gets 1 150 − 100 = 1 050."""
    await quiet(cast)
    await counted(cast, 2, 5, 0, 0, 0, 0, 0, 0)
    await counted(cast, 1, 7, 0, 0, 0, 0, 0, 0)
    await cast.town.moves_to("2026-12-07 12:00")
    await stops(cast, cast.marta, "pause")
    await cast.town.moves_to("2026-12-28 12:00")
    words = await page(cast, cast.olena)
    assert "5 of the agreed 7 customers, 50 ₴ for each one missing (30 for all days)" in words
    assert "7 of the agreed 30 customers" in words
    assert "You get: 1 050 ₴" in words


async def test_a_counter_that_closes_takes_its_days_from_the_senders_promise(cast: Counters) -> None:
    """Peony reports half of its days as closed: 15 are agreed for the rest, of which Zerno sent 14: 50."""
    await quiet(cast)
    await counted(cast, 2, *[1] * 14)
    await counted(cast, 1, 30, *[0] * 27)
    async with cast.program.db.transaction() as tx:
        for n in range(14, 28):
            await tx.run(
                "INSERT INTO daily_report (promo_id, location_id, day, revision, state, customers, currency, person_id,"
                " at) VALUES (:promo, 2, :day, 1, 'closed', 0, 'UAH', 1, 1)",
                promo=cast.promo,
                day=FIRST + timedelta(days=n),
            )
    await cast.town.moves_to("2026-12-28 12:00")
    assert "You pay: 50 ₴" in await page(cast, cast.olena)


async def test_one_number_in_the_ledger_the_settlement_the_week_and_the_file(cast: Counters) -> None:
    """Three were reported, one of them given back: two everywhere."""
    await quiet(cast)
    await redeemed(cast, 3)
    await counted(cast, 2, 3)
    uses = await cast.town.database("SELECT id, digits FROM redemption ORDER BY id")
    await cast.forges(cast.marta, f"void:{uses[0]['digits']}:{uses[0]['id']}:1")
    await cast.town.moves_to("2026-12-07 10:00")
    await cast.forges(cast.olena, f"ledger:{cast.promo}")
    assert "Zerno → Peony: 2 (agreed minimum 30" in " ".join(cast.olena.last.words.split())
    await cast.olena.says(f"/start r_{cast.promo}-1")
    assert "Peony: 2" in " ".join(cast.olena.last.words.split())
    await cast.forges(cast.olena, f"export:{cast.promo}:json")
    file = cast.olena.last.file
    assert file
    book = json.loads(file.data)
    assert [one["customers"] for one in book["sent"] if one["receiver"] == 2] == [2]
    assert [one["customers"] for one in book["totals"] if one["slot"] == 2] == [2]
    await cast.town.moves_to("2026-12-28 12:00")
    assert "Zerno → Peony: 27 reports of Peony are missing." in await page(cast, cast.olena)
    for who in (cast.olena, cast.marta):
        await cast.forges(who, f"without:{cast.promo}:2")
    assert "penalty to Peony: 2 of the agreed 30 customers" in await page(cast, cast.olena)


async def test_a_use_given_back_late_may_be_disputed_and_counts_again(cast: Counters) -> None:
    """On the sixth day after; the sender hears it in the morning and doubts the day on the eleventh."""
    await quiet(cast)
    await redeemed(cast, 3)
    await counted(cast, 2, 3)
    await cast.town.moves_to("2026-12-06 19:00")
    (use, *_) = await cast.town.database("SELECT id, digits FROM redemption ORDER BY id")
    await cast.forges(cast.marta, f"void:{use['digits']}:{use['id']}:1")
    cast.marta.sees_exactly("is given back; the code can be used again")
    await cast.town.moves_to("2026-12-11 09:00")
    await cast.olena.presses("Dispute that day")
    await cast.olena.says("The customer was here")
    await cast.marta.presses("Correct the day")
    await cast.marta.says("3")
    cast.olena.sees_exactly("Peony has corrected Mon 30 Nov at Peony: 2 → 3.")
    await cast.forges(cast.olena, f"ledger:{cast.promo}")
    assert "Zerno → Peony: 3 (agreed minimum 30" in " ".join(cast.olena.last.words.split())


@pytest.mark.parametrize(("answer", "count"), [("It counts", 3), ("Give it back", 2)])
async def test_after_a_week_a_use_is_given_back_by_both_or_not_at_all(cast: Counters, answer: str, count: int) -> None:
    await quiet(cast)
    await redeemed(cast, 3)
    await counted(cast, 2, 3)
    await cast.town.moves_to("2026-12-20 12:00")
    (use, *_) = await cast.town.database("SELECT id, digits FROM redemption ORDER BY id")
    for _ in range(2):
        await cast.forges(cast.marta, f"void:{use['digits']}:{use['id']}:1")
    cast.marta.sees_exactly("has been asked about")
    assert "not available" in await cast.forges(cast.marta, "giveback:1:yes")
    await cast.olena.presses(answer)
    assert "not available" in await cast.forges(cast.olena, "giveback:1:yes")
    await cast.forges(cast.olena, f"ledger:{cast.promo}")
    assert f"Zerno → Peony: {count} (agreed minimum 30" in " ".join(cast.olena.last.words.split())


async def test_silence_is_reminded_twice_then_accepts_and_what_is_paid_is_said_to_be(cast: Counters) -> None:
    """Zerno sent nobody: 1 500. Closed on Mon 4 Jan; Olena confirms, Marta says nothing for seven days."""
    await quiet(cast)
    await counted(cast, 2, *[0] * 28)
    await counted(cast, 1, 30, *[0] * 27)
    await cast.town.moves_to("2026-12-28 12:00")
    await cast.town.moves_to("2027-01-04 11:01")
    cast.marta.sees_exactly("You get: 1 500 ₴")
    await cast.olena.presses("✓ Confirm")
    for day in ("2027-01-07", "2027-01-10", "2027-01-11"):
        await cast.town.moves_to(f"{day} 12:00")
    reminders = [m for m in cast.marta.screen if "waits for your answer" in m.words]
    assert len(reminders) == 2
    assert not any("waits for your answer" in m.words for m in cast.olena.screen), "who has answered is left alone"
    cast.olena.sees_exactly("counts as accepted by who said nothing to it for 7 days, as the terms say: Peony")
    cast.olena.sees_exactly("To be paid within 14 days.")
    await cast.olena.presses("Paid to %(name)s", name="Peony")
    assert "said to be paid" in await page(cast, cast.olena)
    await cast.olena.says("/forgetme")
    cast.olena.sees_exactly("I cannot forget you yet: these settlements wait for a payment of your business")
    await cast.forges(cast.olena, "forget:yes")
    assert (await cast.town.database("SELECT name FROM person WHERE id = 1"))[0]["name"] == "Olena"
    await cast.marta.presses("Received")
    words = await page(cast, cast.olena)
    assert "Paid: 1 500 ₴. Nothing is open any more." in words
    assert "You pay" not in words
    await cast.olena.says("/forgetme")
    cast.olena.sees_exactly("as evidence of a contract")


async def test_without_an_agreed_time_silence_never_accepts() -> None:
    async with counters(minimum=30, penalty=50_00) as cast:
        await quiet(cast)
        await counted(cast, 2, *[0] * 28)
        await counted(cast, 1, *[0] * 28)
        await cast.town.moves_to("2026-12-28 12:00")
        await cast.town.moves_to("2027-01-04 11:01")
        for day in ("2027-01-07", "2027-01-10", "2027-01-25"):
            await cast.town.moves_to(f"{day} 12:00")
        assert len([m for m in cast.marta.screen if "waits for your answer" in m.words]) == 2
        assert "Not confirmed yet by: Zerno, Peony" in await page(cast, cast.olena)


async def test_paid_before_the_close_the_close_says_paid(cast: Counters) -> None:
    await quiet(cast)
    await counted(cast, 2, *[0] * 28)
    await counted(cast, 1, 30, *[0] * 27)
    await cast.town.moves_to("2026-12-28 12:00")
    for who in (cast.olena, cast.marta):
        await cast.forges(who, f"settle:{cast.promo}")
        await who.presses("✓ Confirm")
    await cast.olena.presses("Paid to %(name)s", name="Peony")
    await cast.marta.presses("Received")
    await cast.town.moves_to("2027-01-04 11:01")
    for who in (cast.olena, cast.marta):
        last = next(m for m in reversed(who.screen) if "settlement · version 1" in m.words)
        assert "Paid: 1 500 ₴." in " ".join(last.words.split())
        assert "You get" not in last.words


async def test_missing_reports_are_named_until_both_settle_without_them(cast: Counters) -> None:
    """Of Peony two days are missing: what Zerno owes is open. Both settle without them: 30 × 50 = 1 500."""
    await quiet(cast)
    await counted(cast, 2, *[0] * 26)
    await counted(cast, 1, 30, *[0] * 27)
    await cast.town.moves_to("2026-12-28 12:00")
    words = await page(cast, cast.olena)
    assert "Zerno → Peony: 2 reports of Peony are missing." in words
    assert "this may still change: penalty" in words
    await cast.olena.presses("Settle without the reports of %(name)s", name="Peony")
    assert "said already" in await cast.forges(cast.olena, f"without:{cast.promo}:2")
    assert "2 reports of Peony" in await page(cast, cast.olena)
    cast.marta.sees_exactly("Zerno settles without the missing reports of Peony")
    await cast.marta.presses("Settle without the reports of %(name)s", name="Peony")
    assert "You pay: 1 500 ₴" in await page(cast, cast.olena)


async def test_an_expense_without_a_purpose_is_named_beside_the_settlement() -> None:
    async with counters(minimum=None, split=Split.EQUAL) as cast:
        await cast.olena.says("/expense 1000 flyers")
        words = await page(cast, cast.olena)
        assert "1 expense of yours is in no sum until you say what it was for." in words
        assert "in no sum" not in await page(cast, cast.marta), "it is nobody else's business yet"
        await quiet(cast)
        await cast.town.moves_to("2026-12-28 12:00")
        await cast.town.moves_to("2027-01-04 11:01")
        cast.olena.sees_exactly("1 expense of yours is in no sum until you say what it was for.")
        assert not any("settlement" in m.words for m in cast.marta.screen[-2:])
        await cast.olena.presses("Say what “%(what)s” is for", what="flyers")


async def test_a_side_that_renames_itself_moves_no_money_and_no_statement(cast: Counters) -> None:
    await quiet(cast)
    await counted(cast, 2, *[0] * 28)
    await counted(cast, 1, 30, *[0] * 27)
    await cast.town.moves_to("2026-12-28 12:00")
    before = await page(cast, cast.marta)
    await cast.town.database("UPDATE business SET name = name || ' in liquidation'")
    assert await page(cast, cast.marta) == before
