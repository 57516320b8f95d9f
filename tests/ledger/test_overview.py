"""Who sent whom how many, and what becomes of a doubt about a day."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.agreement.terms import Offer
from domain.options import Sharing
from tests.world.counters import Counters, counters

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Tue 1 Dec, noon: Peony has counted 7 on Monday, Zerno 4."""
    async with counters() as made:
        await made.town.moves_to("2026-11-30 20:01")
        await made.taras.says("4")
        await made.ira.says("7 3400")
        await made.town.moves_to("2026-12-01 12:00")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def disputes_monday(cast: Counters, why: str = "We handed out 12 cards") -> None:
    await cast.opens(cast.olena, "Ledger")
    await cast.olena.presses("Dispute a day")
    await cast.olena.presses("Mon 30 Nov")
    await cast.olena.says(why)


async def monday(cast: Counters, location: int = 2) -> list[int]:
    rows = await cast.town.database(
        "SELECT customers FROM daily_report WHERE day = '2026-11-30' AND location_id = :place ORDER BY revision",
        place=location,
    )
    return [row["customers"] for row in rows]


@pytest.mark.quick
async def test_the_ledger_says_who_sent_whom_how_many_of_the_minimum_by_day_and_place(cast: Counters) -> None:
    await cast.opens(cast.olena, "Ledger")
    page = cast.olena.sees_exactly("Zerno → Peony: 7 (agreed minimum 30").words
    assert "Peony → Zerno: 4 (agreed minimum 30" in page
    assert "Peony: 30 Nov 7" in page
    assert "1 Dec" not in page, "until closing nothing is missing"
    assert page.index("→ Zerno") < page.index("→ Peony"), "one's own first"


async def test_a_doubt_is_corrected_and_agreed(cast: Counters) -> None:
    await disputes_monday(cast)
    cast.olena.sees_exactly("They have seven days to answer.")
    cast.marta.sees_exactly("We handed out 12 cards")
    await cast.marta.presses("Correct the day")
    await cast.marta.says("a dozen or so")
    cast.marta.sees_exactly("I could not read a number in “a dozen or so”.")
    await cast.marta.says("12")
    assert await monday(cast) == [7], "a day with a sum is not saved without it"
    cast.marta.sees_exactly("And the sales of Mon 30 Nov? They were 3 400 ₴ for 7 customers; now it is 12.")
    await cast.marta.presses("3\u00a0400\u00a0₴")
    assert await monday(cast) == [7, 12]
    cast.olena.sees_exactly("Peony has corrected Mon 30 Nov at Peony: 7 → 12.")
    await cast.olena.presses("Agreed")
    cast.marta.sees_exactly("Zerno agrees: the dispute about Mon 30 Nov at Peony is settled.")
    await cast.opens(cast.marta, "Ledger")
    page = cast.marta.sees_exactly("Mon 30 Nov · Peony (Zerno): settled").words
    assert "Zerno → Peony: 12 (agreed minimum 30" in page
    rows = await cast.town.database("SELECT step, person_id, at FROM dispute_step ORDER BY number")
    assert [row["step"] for row in rows] == ["corrected", "agreed"]
    assert all(row["person_id"] and row["at"] for row in rows)
    (report,) = await cast.town.database("SELECT * FROM daily_report WHERE location_id = 2 AND revision = 2")
    assert (report["sales"], report["person_id"]) == (340000, 2)


@pytest.mark.parametrize(
    ("count", "answer", "sales"),
    [
        ("5", "2\u00a0428.57\u00a0₴", 242_857),
        ("5", "2000,50", 200_050),
        ("5", "3\u00a0400\u00a0₴", 340_000),
        ("0", "", 0),
    ],
)
async def test_a_corrected_day_settles_its_sales_too(cast: Counters, count: str, answer: str, sales: int) -> None:
    """3 400 for 7 customers: 5 of them bought 3 400 × 5 ÷ 7 = 2 428.571…; nobody bought nothing."""
    await disputes_monday(cast)
    await cast.marta.presses("Correct the day")
    await cast.marta.says(count)
    if answer.endswith("₴"):
        cast.marta.sees_exactly("In proportion that is 2 428.57 ₴.")
        await cast.town.restart()
        await cast.marta.presses(answer)
    elif answer:
        await cast.marta.says("a lot")
        cast.marta.sees_exactly("I could not read a number in “a lot”.")
        await cast.marta.says(answer)
    (row,) = await cast.town.database("SELECT * FROM daily_report WHERE location_id = 2 AND revision = 2")
    assert (row["customers"], row["sales"]) == (int(count), sales)
    cast.olena.sees_exactly(f"Peony has corrected Mon 30 Nov at Peony: 7 → {count}.")
    for who in (cast.olena, cast.zoe):
        assert "not available" in await cast.forges(who, "dsum:1:9:1")
    assert "no answer of yours" in await cast.forges(cast.marta, "dsum:1:9:1")


async def test_what_stays_is_explained_and_the_sender_says_once_whether_it_agrees(cast: Counters) -> None:
    await disputes_monday(cast)
    await cast.marta.presses("It stays")
    await cast.marta.says("We looked at the receipts")
    answer = cast.olena.sees_exactly("We looked at the receipts")
    await cast.olena.presses("Not agreed", answer)
    cast.marta.sees_exactly("Zerno does not agree about Mon 30 Nov at Peony.")
    press = await cast.olena.presses("Agreed", answer)
    assert press.answer
    assert "waits for no answer" in press.answer["text"]
    assert await monday(cast) == [7]
    await cast.opens(cast.olena, "Ledger")
    cast.olena.sees_exactly("not agreed, the number stands")


async def test_it_stays_without_a_word(cast: Counters) -> None:
    await disputes_monday(cast)
    await cast.marta.presses("It stays")
    await cast.marta.presses("Without a word")
    cast.olena.sees_exactly("Peony has looked at Mon 30 Nov at Peony: the number stays.")
    await cast.marta.says("5")
    cast.marta.sees_exactly("Saved: Tue 1 Dec · Peony: 5 customers")


async def test_each_day_is_doubted_once_and_only_for_a_week(cast: Counters) -> None:
    await disputes_monday(cast)
    assert "already" in await cast.forges(cast.olena, f"dis:{cast.promo}:2:2026-11-30")
    await cast.town.moves_to("2026-12-09 12:00")
    assert "last seven days" in await cast.forges(cast.olena, f"dis:{cast.promo}:2:2026-12-02")
    assert "last seven days" in await cast.forges(cast.olena, f"dis:{cast.promo}:2:2026-12-10")


async def test_an_empty_reason_asks_again_and_a_restart_forgets_nothing(cast: Counters) -> None:
    await cast.opens(cast.olena, "Ledger")
    await cast.olena.presses("Dispute a day")
    await cast.olena.presses("Mon 30 Nov")
    await cast.town.restart()
    await cast.olena.says("⠀")
    cast.olena.sees_exactly("what do you think is wrong?")
    await cast.olena.says("Twelve cards <b>were</b> out")
    cast.marta.sees_exactly("Twelve cards <b>were</b> out".replace("<b>", "").replace("</b>", ""))
    await cast.town.restart()
    await cast.marta.presses("Correct the day")
    await cast.marta.says("9")
    await cast.marta.presses("3\u00a0400\u00a0₴")
    assert await monday(cast) == [7, 9]


async def test_seven_days_without_an_answer_end_it_and_both_are_told_once_in_the_morning(cast: Counters) -> None:
    await cast.town.moves_to("2026-12-01 22:00")
    await disputes_monday(cast)
    await cast.town.moves_to("2026-12-08 22:01")
    cast.olena.does_not_see("The dispute about %(day)s at <b>%(place)s</b> is over")
    await cast.town.moves_to("2026-12-09 09:01")
    for who in (cast.olena, cast.marta):
        lapsed = [m for m in who.screen if "Peony gave no answer within seven days" in m.words]
        assert len(lapsed) == 1
    assert "waits for no answer" in await cast.forges(cast.marta, "disp:1:correct")


async def test_the_senders_silence_ends_it_too_counted_from_the_receivers_answer(cast: Counters) -> None:
    await disputes_monday(cast)
    await cast.town.moves_to("2026-12-07 12:00")
    await cast.marta.presses("It stays")
    await cast.marta.presses("Without a word")
    await cast.town.moves_to("2026-12-08 13:00")
    assert not [m for m in cast.olena.screen if "is over" in m.words]
    await cast.town.moves_to("2026-12-14 13:00")
    cast.marta.sees_exactly("Zerno gave no answer within seven days")


async def test_strangers_cashiers_and_the_wrong_side_get_the_same_no(cast: Counters) -> None:
    await disputes_monday(cast)
    for who in (cast.zoe, cast.taras, cast.ira):
        for data in (f"ledger:{cast.promo}", "ledger:0000000000", f"dis:{cast.promo}", "disp:1:correct", "disp:99"):
            assert await cast.forges(who, data) == "This is not available to you."
    assert "waits for no answer" in await cast.forges(cast.olena, "disp:1:correct")
    assert "waits for no answer" in await cast.forges(cast.marta, "disp:1:agreed")
    assert "not available" in await cast.forges(cast.olena, f"dis:{cast.promo}:1:2026-11-30"), "one's own counter"


async def test_a_double_tap_corrects_once(cast: Counters) -> None:
    await disputes_monday(cast)
    await cast.marta.presses("It stays")
    await cast.forges(cast.marta, "disp:1:mute")
    assert "waits for no answer" in await cast.forges(cast.marta, "disp:1:mute")
    assert len(await cast.town.database("SELECT * FROM dispute_step")) == 1


# Sharing, and more than two sides --------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "shown"), [(Sharing.TOTALS, "Zerno → Peony: after the first whole week"), (Sharing.HIDDEN, "not shown")]
)
async def test_partners_see_what_the_terms_share(level: Sharing, shown: str) -> None:
    async with counters(share_customers=level) as cast:
        await cast.ira.says("7")
        await cast.opens(cast.olena, "Ledger")
        page = cast.olena.sees_exactly(shown).words
        assert "Peony: 30 Nov" not in page
        await cast.opens(cast.marta, "Ledger")
        cast.marta.sees_exactly("Peony: 30 Nov 7")
        await disputes_monday(cast)
        await cast.marta.presses("Correct the day")
        await cast.marta.says("12")
        cast.olena.sees_exactly("Peony has corrected Mon 30 Nov at Peony. Is it settled?")
        assert not any("12" in m.words and "7 →" in m.words for m in cast.olena.screen)


async def test_among_three_an_offers_giver_tells_and_otherwise_nobody_can() -> None:
    offers = (Offer(what="Coffee", receiver=1), Offer(what="Bread", receiver=2, giver=3))
    async with counters(3, offers=offers) as cast:
        await cast.taras.says("4")
        await cast.ira.says("7")
        await cast.opens(cast.olena, "Ledger")
        page = cast.olena.sees_exactly("Bloom → Peony: 7 (agreed minimum 30").words
        assert "? → Zerno: 4" in page
        assert "Counting alone cannot tell who sent them." in page
        assert "not available" in await cast.forges(cast.olena, f"dis:{cast.promo}:2"), "Zerno sends nobody to Peony"
        await cast.forges(cast.owners[2], f"dis:{cast.promo}:2:2026-11-30")
        await cast.owners[2].says("It was more")
        cast.marta.sees_exactly("Bloom doubts Mon 30 Nov at Peony:")
        assert not [m for m in cast.olena.screen if "doubts" in m.words]
        assert "not available" in await cast.forges(cast.olena, "disp:1")
