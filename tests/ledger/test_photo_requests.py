"""Looking at a partner's counter: a photo, a mystery shopper, certificates that should match the reports."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.options import Sharing
from tests.world.counters import Counters, counters, redeemed

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    """Mon 30 Nov, 10:00: Peony has counted 35 already."""
    async with counters() as made:
        await made.ira.says("35")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    return await two.again()


async def looks(cast: Counters, button: str) -> None:
    await cast.opens(cast.olena, "Ledger")
    await cast.olena.presses("Look at a partner's counter")
    await cast.olena.presses(button)


@pytest.mark.quick
async def test_a_photo_is_asked_for_and_the_next_one_is_passed_on(cast: Counters) -> None:
    await looks(cast, "Ask for a photo")
    cast.marta.sees_exactly("Zerno would like to see how Flowers + coffee looks at your counter.")
    assert "still to come" in await cast.forges(cast.olena, f"photo:{cast.promo}")
    await cast.town.restart()
    await cast.marta.sends("photo")
    cast.marta.sees_exactly("Your photo is with Zerno.")
    assert cast.olena.last.photo
    assert cast.olena.last.words == "Peony, for Flowers + coffee"
    await cast.marta.sends("photo")
    cast.marta.sees("I need one number in text: how many customers came with the promo. For example: 7")
    (row,) = await cast.town.database("SELECT * FROM photo_request")
    assert row["file_id"]
    assert (row["person_id"], row["answered_by"]) == (1, 2)


async def test_other_peoples_photos_answer_nothing(cast: Counters) -> None:
    await looks(cast, "Ask for a photo")
    for who in (cast.ira, cast.olena, cast.zoe):
        await who.sends("photo")
    assert (await cast.town.database("SELECT file_id FROM photo_request"))[0]["file_id"] is None
    await cast.forges(cast.marta, "business:2")
    await cast.marta.presses("✎ Closes at")
    await cast.marta.sends("photo")
    assert (await cast.town.database("SELECT file_id FROM photo_request"))[0]["file_id"] is None, "in a form"


async def test_five_answers_of_a_mystery_shopper_go_to_both_sides(cast: Counters) -> None:
    await looks(cast, "Mystery shopper")
    await cast.olena.presses("No")
    await cast.olena.presses("Partly")
    await cast.town.restart()
    await cast.olena.presses("Yes")
    await cast.olena.says("9")
    cast.olena.sees_exactly("too much to be right")
    await cast.olena.presses("4")
    await cast.olena.says("The stand was behind the door")
    await cast.olena.presses("Show it to both sides ▶")
    for who in (cast.olena, cast.marta):
        result = who.sees_exactly("The stand was behind the door").words
        assert "Mystery shopper: Peony" in result
        assert "Offer mentioned: No" in result
        assert "Friendly, 1 to 5: 4" in result
    cast.ira.does_not_see("The stand was behind the door")


async def counts(cast: Counters, said: str) -> None:
    await cast.opens(cast.marta, "Ledger")
    await cast.marta.presses("Look at a partner's counter")
    await cast.marta.presses("Count the certificates")
    await cast.marta.presses("30 Nov – 6 Dec")
    await cast.marta.says(said)


async def test_counts_that_differ_are_explained_by_both_sides_to_both(cast: Counters) -> None:
    await counts(cast, "27")
    cast.marta.sees_exactly("27 certificates, 30 Nov – 6 Dec.")
    for who in (cast.olena, cast.marta):
        who.sees_exactly("week 1 at Peony: the counts differ.")
        who.sees_exactly("certificates 27, reported 35.")
    await cast.olena.presses("Explain")
    await cast.olena.says("We ran out of paper")
    await cast.marta.presses("Explain")
    await cast.marta.says("Eight guests forgot theirs")
    for who in (cast.olena, cast.marta):
        who.sees_exactly("Zerno: We ran out of paper\nPeony: Eight guests forgot theirs")
    await cast.olena.presses("Explain")
    await cast.olena.says("Once more")
    cast.olena.sees_exactly("Your side has explained that week already.")


async def test_both_are_asked_once_for_a_week_and_not_for_a_small_difference(cast: Counters) -> None:
    await counts(cast, "33")
    assert not [m for m in cast.olena.screen if "differ" in m.words]
    await counts(cast, "20")
    await counts(cast, "21")
    assert len([m for m in cast.olena.screen if "differ" in m.words]) == 1
    await counts(cast, "none")
    cast.marta.sees_exactly("How many paper certificates came back")


async def test_codes_count_beside_certificates_and_reports(cast: Counters) -> None:
    await redeemed(cast, 31)
    await counts(cast, "27")
    cast.olena.sees_exactly("codes 31, certificates 27, reported 35.")


async def test_without_reports_there_is_nothing_to_compare(cast: Counters) -> None:
    await cast.forges(cast.olena, f"certs:{cast.promo}:1")
    await cast.olena.says("20")
    cast.olena.sees_exactly("20 certificates")
    assert not [m for m in cast.marta.screen if "differ" in m.words]


async def test_strangers_and_cashiers_get_the_same_no(cast: Counters) -> None:
    await counts(cast, "20")
    for who in (cast.zoe, cast.taras, cast.ira):
        for what in ("check", "photo", "shop", "certs", "expl"):
            for promo in (cast.promo, "0000000000"):
                said = await cast.forges(who, f"{what}:{promo}:2:1" if what == "expl" else f"{what}:{promo}")
                assert said == "This is not available to you."


async def test_hidden_numbers_stay_hidden_when_they_differ() -> None:
    async with counters(share_customers=Sharing.HIDDEN) as cast:
        await cast.ira.says("35")
        await counts(cast, "27")
        cast.marta.sees_exactly("certificates 27, reported 35.")
        words = cast.olena.sees_exactly("week 1 at Peony: the counts differ.").words
        assert "27" not in words
        assert "35" not in words


async def test_among_three_the_partner_is_chosen_first() -> None:
    async with counters(3) as cast:
        await looks(cast, "Ask for a photo")
        await cast.olena.presses("Bloom")
        cast.owners[2].sees_exactly("Zerno would like to see")
        assert not [m for m in cast.marta.screen if "would like" in m.words]
