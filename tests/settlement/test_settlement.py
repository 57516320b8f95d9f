"""What a promo costs, who owes whom at the end, and how it is confirmed and paid."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from domain.agreement.terms import Offer
from domain.options import CostSplit, Scale, Sharing
from sandbox.town.model import Message
from tests.world.counters import Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

SHARED: dict[str, Any] = {
    "split": CostSplit.EQUAL,
    "pay": 1_000,
    "scale": Scale.PILOT,
    "budget": 500_000,
    "minimum": None,
}
"""Equal parts of what is common, 10.00 for each customer, a budget of 5 000.00."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Mon 30 Nov, 20:10: Zerno has counted 4, Peony 7."""
    async with counters(**SHARED) as made:
        await made.town.moves_to("2026-11-30 20:10")
        await made.taras.says("4")
        await made.ira.says("7")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def spends(cast: Counters, who: Actor, text: str, *ways: str) -> None:
    """From the card to the purpose, and whether it is common."""
    await cast.forges(who, f"spend:{cast.promo}")
    await who.says(text)
    for way in ways:
        await who.presses(way)


COMMON = ("Marketing: flyers, ads, posts", "Common, to be shared")
OWN = ("Something else", "Ours alone")


async def finishes(cast: Counters) -> None:
    """The last day is over; nobody is asked any more."""
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = 'finishing'")
    await cast.town.moves_to("2026-12-28 12:00")


async def settles(cast: Counters, *owners: Actor) -> None:
    for who in owners:
        await cast.forges(who, f"settle:{cast.promo}")
        await who.presses("✓ Confirm")


def words(message: Message) -> str:
    """With plain spaces."""
    return " ".join(message.words.split())


async def rows(cast: Counters, sql: str) -> list[dict[str, Any]]:
    return await cast.town.database(sql)


# Expenses --------------------------------------------------------------------------------------


async def test_an_expense_is_one_message_and_two_taps(cast: Counters) -> None:
    await cast.opens(cast.olena, "Money")
    cast.olena.sees_exactly("Costs by the terms: All costs in equal parts")
    await cast.olena.presses("Add an expense")
    await cast.olena.says("flyers")
    cast.olena.sees_exactly("I could not read a sum in “flyers”.")
    cast.olena.sees_exactly("For example: 1200 UAH flyers")
    await cast.town.restart()
    await cast.olena.says("1 200,50 flyers")
    await cast.opens(cast.olena, "Money")
    await cast.olena.presses("Say what “%(what)s” is for", what="flyers")
    for way in COMMON:
        await cast.olena.presses(way)
    cast.olena.sees_exactly("✓ 1 200.50 ₴ · flyers · marketing · common")
    (row,) = await rows(cast, "SELECT * FROM expense")
    assert (row["minor"], row["currency"], row["purpose"], row["common"]) == (120_050, "UAH", "marketing", 1)
    assert (row["person_id"], row["paid_on"]) == (1, "2026-11-30")
    assert row["at"]


@pytest.mark.parametrize("kind", ["photo", "document"])
@pytest.mark.quick
async def test_a_receipt_as_a_photo_or_a_file_with_a_caption(cast: Counters, kind: str) -> None:
    sent: dict[str, Any] = {"name": "receipt.pdf", "mime": "application/pdf"} if kind == "document" else {}
    await cast.forges(cast.olena, f"spend:{cast.promo}")
    await cast.olena.sends(kind, **sent)
    cast.olena.sees_exactly("Please send the receipt once more")
    await cast.olena.sends(kind, caption="85.50 EUR posters", **sent)
    for way in COMMON:
        await cast.olena.presses(way)
    await cast.forges(cast.marta, f"money:{cast.promo}")
    cast.marta.sees_exactly("Zerno: 85.50 € · posters · Mon 30 Nov")
    await cast.marta.presses("Receipt: %(what)s", what="posters")
    assert cast.marta.last.words.startswith("85.50")
    assert cast.marta.last.file is not None
    assert cast.marta.last.file.kind == kind


async def test_a_sum_with_two_readings_is_asked(cast: Counters) -> None:
    await spends(cast, cast.olena, "1.234 tape")
    cast.olena.sees_exactly("Which sum is it for “tape”?")
    await cast.olena.presses("1.23\u00a0₴")
    cast.olena.sees_exactly("1.23 ₴ · tape")
    await spends(cast, cast.olena, "2.500 glue", "2\u00a0500\u00a0₴", *COMMON)
    sums = [(row["minor"], row["purpose"]) for row in await rows(cast, "SELECT * FROM expense ORDER BY id")]
    assert sums == [(123, None), (250_000, "marketing")]
    assert "said already" in await cast.forges(cast.olena, "spent:2:sum:7")


async def test_an_expense_has_the_day_that_was_said_and_shows_it(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-04 10:00")
    await spends(cast, cast.olena, "1.12 500 друк")
    cast.olena.sees_exactly("Flowers + coffee · Tue 1 Dec")
    for way in COMMON:
        await cast.olena.presses(way)
    await spends(cast, cast.olena, "1000 flyers yesterday", *COMMON)
    assert [(row["minor"], row["what"], row["paid_on"]) for row in await rows(cast, "SELECT * FROM expense")] == [
        (50_000, "друк", "2026-12-01"),
        (100_000, "flyers", "2026-12-03"),
    ]
    await cast.forges(cast.olena, f"money:{cast.promo}")
    cast.olena.sees_exactly("• 500 ₴ · друк · Tue 1 Dec · marketing · common")
    await cast.forges(cast.marta, f"money:{cast.promo}")
    cast.marta.sees_exactly("• Zerno: 1 000 ₴ · flyers · Thu 3 Dec")


async def test_a_sum_that_has_to_be_reckoned_is_asked(cast: Counters) -> None:
    await spends(cast, cast.olena, "500 / 2 друк")
    assert [button.text.replace("\u00a0", " ") for button in cast.olena.last.buttons] == ["250 ₴", "500 ₴"]
    await spends(cast, cast.olena, "29.11 2 банери")
    cast.olena.sees_exactly("“29.11” can be the day or the sum. Write the day with its year.")
    cast.olena.sees_exactly("For example: 30.11.2026 1200 UAH flyers")


async def test_by_command(cast: Counters) -> None:
    await cast.olena.says("/expense 300 tape")
    cast.olena.sees_exactly("300 ₴ · tape")
    await cast.olena.presses("Something else")
    await cast.olena.presses("Ours alone")
    await cast.olena.says("/expense")
    await cast.olena.says("70 glue")
    cast.olena.sees_exactly("70 ₴ · glue")
    await cast.forges(cast.olena, f"money:{cast.promo}")
    cast.olena.sees_exactly("Our expenses: 300 ₴")
    cast.olena.does_not_see("Our expenses: 370")
    for who in (cast.taras, cast.zoe):
        await who.says("/expense 5 x")
        who.sees_exactly("This is not available to you.")


async def test_partners_see_what_is_common_and_nothing_else(cast: Counters) -> None:
    await spends(cast, cast.olena, "100 secretthing", *OWN)
    await spends(cast, cast.olena, "200 posters", *COMMON)
    await cast.forges(cast.marta, f"money:{cast.promo}")
    cast.marta.sees_exactly("Common costs of all sides: 200 ₴")
    assert not any("secretthing" in message.words for message in cast.marta.screen)
    for data in ("receipt:1", "spent:1", f"unspend:{cast.promo}:1:0"):
        assert await cast.forges(cast.marta, data) in (
            "This is not available to you.",
            "That expense was taken back already.",
        )
    assert [row["void_at"] for row in await rows(cast, "SELECT void_at FROM expense")] == [None, None]


async def test_taken_back_once_and_with_a_reason(cast: Counters) -> None:
    await spends(cast, cast.olena, "100 tape", *OWN)
    await cast.forges(cast.olena, f"unspend:{cast.promo}")
    await cast.olena.presses("100\u00a0₴ tape")
    await cast.olena.presses("◀ Leave it as it is")
    await cast.forges(cast.olena, f"unspend:{cast.promo}:1")
    await cast.olena.presses("A typing mistake")
    cast.olena.sees_exactly("Taken back: 100 ₴, tape")
    assert "taken back already" in await cast.forges(cast.olena, f"unspend:{cast.promo}:1:0")
    assert "not available" not in await cast.forges(cast.olena, "spent:1:other")
    (row,) = await rows(cast, "SELECT * FROM expense")
    assert (row["void_by"], row["void_why"]) == (1, "A typing mistake")


async def test_a_double_tap_on_the_purpose_says_so(cast: Counters) -> None:
    await spends(cast, cast.olena, "100 tape", *COMMON)
    assert "said already" in await cast.forges(cast.olena, "spent:1:other:own")
    (row,) = await rows(cast, "SELECT * FROM expense")
    assert (row["purpose"], row["common"]) == ("marketing", 1)


async def test_an_owner_hears_once_of_80_and_100_percent_of_a_pilots_budget_as_far_as_they_see_its_costs(
    cast: Counters,
) -> None:
    await cast.town.moves_to("2026-12-01 12:00")
    await spends(cast, cast.olena, "3900 ads", *OWN)
    cast.marta.does_not_see("of the pilot's budget")
    for _ in range(2):
        await spends(cast, cast.marta, "100 ads", *OWN)
    for _ in range(2):
        await spends(cast, cast.olena, "600 ads", *COMMON)
    assert sum("80 % of the pilot's budget" in words(m) for m in cast.olena.screen) == 1, "3 900 + 600 of 5 000"
    assert sum("budget of 5 000 ₴ is used up" in words(m) for m in cast.olena.screen) == 1, "3 900 + 1 200"
    cast.marta.does_not_see("of the pilot's budget")  # she sees her 200 and the common 1 200


# Settlement ------------------------------------------------------------------------------------


async def test_before_the_end_it_is_a_preview(cast: Counters) -> None:
    await spends(cast, cast.olena, "1000 flyers", *COMMON)
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    page = words(cast.olena.sees_exactly("A preview"))
    assert "You get: 530 ₴" in page, "1 000 − 500 + 7 × 10 − 4 × 10"
    assert "from Peony for customers sent: 7 × 10 ₴" in page
    assert "Peony → Zerno: 530 ₴" in page
    assert "can be confirmed when" in await cast.forges(cast.olena, f"settled:{cast.promo}:1")
    assert await rows(cast, "SELECT * FROM settlement") == []


async def test_confirmed_by_all_then_paid_then_received(cast: Counters) -> None:
    await spends(cast, cast.olena, "1000 flyers", *COMMON)
    await finishes(cast)
    await settles(cast, cast.olena)
    cast.olena.sees_exactly("Still waiting for: Peony")
    cast.marta.sees_exactly("Zerno has confirmed the settlement of Flowers + coffee, version 1. Now it waits for you.")
    assert "have confirmed it already" in await cast.forges(cast.olena, f"settled:{cast.promo}:1")
    await cast.town.restart()
    await settles(cast, cast.marta)
    cast.olena.sees_exactly("All sides have confirmed the settlement of Flowers + coffee, version 1.")
    assert "not available" in await cast.forges(cast.olena, f"paid:{cast.promo}:1:2:0"), "it owes nothing"
    await cast.marta.presses("Paid to %(name)s", name="Zerno")
    cast.olena.sees_exactly("Peony says that 530 ₴ is on its way to you.")
    await cast.olena.presses("Not yet")
    cast.marta.sees_exactly("530 ₴ has not arrived yet")
    assert "said already" in await cast.forges(cast.marta, f"paid:{cast.promo}:1:1:0")
    await cast.marta.presses("Paid to %(name)s", name="Zerno")
    await cast.olena.presses("Received")
    cast.marta.sees_exactly("Zerno has received 530 ₴. That is settled.")
    assert "said already" in await cast.forges(cast.olena, f"got:{cast.promo}:1:2:3:yes")
    steps = [row["step"] for row in await rows(cast, "SELECT step FROM payment_step ORDER BY number")]
    assert steps == ["paid", "not_yet", "paid", "received"]
    assert {row["revision"] for row in await rows(cast, "SELECT revision FROM settlement")} == {1}


async def test_a_late_expense_makes_a_new_version_and_clears_the_yeses(cast: Counters) -> None:
    await spends(cast, cast.olena, "1000 flyers", *COMMON)
    await finishes(cast)
    await settles(cast, cast.olena, cast.marta)
    await cast.marta.presses("Paid to %(name)s", name="Zerno")
    await cast.olena.presses("Received")
    await spends(cast, cast.marta, "100 tape", *COMMON)
    for who, change in ((cast.olena, "+530 ₴ → −50 ₴"), (cast.marta, "−530 ₴ → +50 ₴")):
        assert sum(change in words(m) for m in who.screen) == 1
    assert "changed since" in await cast.forges(cast.olena, f"settled:{cast.promo}:1")
    page = words(cast.olena.sees_exactly("Flowers + coffee: settlement · version 2"))
    assert "−530 ₴: already received from Peony" in page
    assert "Zerno → Peony: 50 ₴" in page
    assert "changed since" in await cast.forges(cast.marta, f"paid:{cast.promo}:1:1:2")


async def test_what_was_paid_under_old_figures_may_still_arrive_and_counts(cast: Counters) -> None:
    await spends(cast, cast.olena, "1000 flyers", *COMMON)
    await finishes(cast)
    await settles(cast, cast.olena, cast.marta)
    await cast.marta.presses("Paid to %(name)s", name="Zerno")
    await spends(cast, cast.marta, "100 tape", *COMMON)
    await cast.olena.presses("Received")
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    page = words(cast.olena.sees_exactly("Flowers + coffee: settlement · version 3"))
    assert "−530 ₴: already received from Peony" in page
    assert "Zerno → Peony: 50 ₴" in page, "1 000 − 550 + 70 − 40 − 530"
    assert "said already" in await cast.forges(cast.olena, f"got:{cast.promo}:1:2:1:yes")


async def test_two_confirm_at_once_and_one_taps_twice(cast: Counters) -> None:
    await finishes(cast)
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    for who in (cast.olena, cast.marta, cast.marta):
        cast.town.telegram.forges(who.person, who.last, f"settled:{cast.promo}:1")
    await cast.town.settle()
    said = await rows(cast, "SELECT business_id, answer FROM settlement_answer ORDER BY business_id")
    assert [(row["business_id"], row["answer"]) for row in said] == [(1, "confirmed"), (2, "confirmed")]
    for who in (cast.olena, cast.marta):
        assert sum("All sides have confirmed the settlement of" in m.words for m in who.screen) == 1


async def test_a_third_side_does_not_learn_hidden_counts_or_what_is_between_two_others() -> None:
    offers = (Offer(what="Coffee", receiver=1), Offer(what="Bread", receiver=2, giver=1))
    async with counters(3, **SHARED | {"offers": offers, "share_customers": Sharing.HIDDEN}) as cast:
        await cast.taras.says("41")
        await cast.ira.says("37")
        nadia = cast.owners[2]
        await cast.forges(nadia, f"settle:{cast.promo}")
        page = words(nadia.last)
        assert "Peony → Zerno: 370 ₴" in page, "who pays whom is everybody's"
        assert "customers of Zerno: no data on who sent them" in page
        assert "41" not in page
        await cast.forges(cast.olena, f"settle:{cast.promo}")
        assert "41 customers of Zerno: no data" in words(cast.olena.last)
        assert "from Peony for customers sent: 37 × 10 ₴" in words(cast.olena.last)


async def test_a_late_report_does_too(cast: Counters) -> None:
    await finishes(cast)
    await settles(cast, cast.olena)
    await cast.ira.says("27.12 5")
    cast.marta.sees_exactly("Your result: −30 ₴ → −80 ₴")
    assert (await rows(cast, "SELECT max(revision) AS n, max(why) AS why FROM settlement"))[0] == {
        "n": 2,
        "why": "report",
    }


async def test_what_is_wrong_goes_to_the_other_owners(cast: Counters) -> None:
    await finishes(cast)
    await cast.forges(cast.marta, f"settle:{cast.promo}")
    await cast.marta.presses("Something is wrong")
    await cast.marta.says("⠀")
    cast.marta.sees_exactly("what is wrong?")
    await cast.town.restart()
    await cast.marta.says("We sent <b>more</b>")
    cast.olena.sees_exactly("Peony says that something is wrong")
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    cast.olena.sees_exactly("Somebody says that something is wrong.")
    await settles(cast, cast.olena, cast.marta)
    cast.olena.sees_exactly("All sides have confirmed the settlement")
    assert "confirmed it already" in await cast.forges(cast.olena, f"unsettled:{cast.promo}:1")


async def test_what_was_spent_for_a_cancelled_promo_is_settled(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = 'cancelled'")
    await cast.opens(cast.olena, "Money")
    await spends(cast, cast.olena, "1000 flyers", *COMMON)
    await settles(cast, cast.olena, cast.marta)
    cast.marta.sees_exactly("All sides have confirmed the settlement")
    await cast.town.moves_to("2026-12-05 12:00")
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    assert "version 1" in words(cast.olena.last)
    assert "You get: 530 ₴" in words(cast.olena.last)


async def test_at_the_close_the_owners_get_it_once_and_the_group_nothing(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE due SET state = 'done' WHERE kind NOT IN ('finish', 'close')")
    await cast.town.moves_to("2026-12-28 12:00")
    await cast.town.moves_to("2027-01-04 12:00")
    await cast.town.waits(minutes=5)
    for who in (cast.olena, cast.marta):
        assert sum("settlement · version 1" in m.words for m in who.screen) == 1
    await cast.marta.presses("✓ Confirm")
    cast.marta.sees_exactly("Still waiting for: Zerno")


async def test_another_currency_counts_when_all_typed_the_same_rate(cast: Counters) -> None:
    await spends(cast, cast.olena, "100 EUR posters", *COMMON)
    await finishes(cast)
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    cast.olena.sees_exactly("100 €, posters (Zerno): no rate EUR → UAH that all sides typed")
    await cast.olena.presses("Exchange rates")
    await cast.olena.presses("Type the rate for %(currency)s", currency="EUR")
    await cast.olena.says("dear")
    cast.olena.sees_exactly("How much UAH is 1 EUR?")
    await cast.olena.says("42,35")
    cast.marta.sees_exactly("Zerno typed 1 EUR = 42.35 UAH")
    await cast.marta.presses("Type the rate for %(currency)s", currency="EUR")
    await cast.marta.says("42.4")
    cast.olena.does_not_see("so it counts")
    await cast.forges(cast.marta, f"rates:{cast.promo}:EUR")
    await cast.marta.says("42.35")
    cast.olena.sees_exactly("all sides typed 1 EUR = 42.35 UAH")
    await cast.forges(cast.olena, f"settle:{cast.promo}")
    cast.olena.sees_exactly("Zerno: 100 € = 4 235 ₴ · posters")


async def test_strangers_and_cashiers_get_the_same_no(cast: Counters) -> None:
    await spends(cast, cast.olena, "100 tape", *COMMON)
    await finishes(cast)
    await settles(cast, cast.olena, cast.marta)
    promo = cast.promo
    for who in (cast.zoe, cast.taras):
        for data in (
            f"money:{promo}",
            f"spend:{promo}",
            "spent:1",
            f"unspend:{promo}:1:0",
            "receipt:1",
            f"rates:{promo}:EUR",
            f"settle:{promo}",
            f"settled:{promo}:1",
            f"unsettled:{promo}:1",
            f"paid:{promo}:1:1:0",
            f"got:{promo}:1:2:1:yes",
            "settle:0000000000",
        ):
            assert await cast.forges(who, data) == "This is not available to you."


async def test_who_spends_nothing_says_so_and_has_a_profit(cast: Counters) -> None:
    async with cast.program.db.transaction() as tx:
        await tx.run("UPDATE business SET margin = 4000")
    await cast.opens(cast.olena, "Money")
    await cast.olena.presses("We spend nothing")
    cast.olena.sees("You said that you spend nothing.")
    assert "We spend nothing" not in [button.text for button in cast.olena.last.buttons]
    await cast.forges(cast.olena, f"nospend:{cast.promo}")
    assert await rows(cast, "SELECT business_id FROM spent_nothing") == [{"business_id": 1}]
    await cast.forges(cast.zoe, f"nospend:{cast.promo}")
    assert len(await rows(cast, "SELECT * FROM spent_nothing")) == 1
    await spends(cast, cast.olena, "100 tape", *OWN)
    await cast.forges(cast.olena, f"money:{cast.promo}")
    assert "You said" not in cast.olena.last.words
