"""A side's notice moves the last day: whatever people hold or ask for names the new one.

Zerno hands out the cards, Peony honours them; agreed are 30 Nov to 27 Dec. On Sat 5 Dec Olena gives notice of seven
days.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import icalendar
import pytest
import pytest_asyncio

from bot.doors.sending import Sender
from domain import check_digit
from domain.agreement.terms import Duty, Offer, PlaceTerms, SideTerms
from domain.options import Mechanic
from tests.codes.test_materials import DRAWN, kept
from tests.settlement.test_fair_endings import quiet, stops
from tests.world.counters import FIRST, LAST, Counters, counters
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

CARD = check_digit.complete("4821730")
BISCUIT = Offer(
    what="a biscuit", receiver=2, giver=1, places=(PlaceTerms(location_id=2, name="Peony", first=FIRST, last=LAST),)
)
POSTS = SideTerms(slot=1, gain="guests", brings=(Duty(what="a post", due=LAST),))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two() -> AsyncIterator[Counters]:
    terms: dict[str, Any] = {"mechanic": Mechanic.VOUCHER, "offers": (BISCUIT,), "sides": (POSTS,), "notice_days": 7}
    async with counters(**terms) as made:
        made.program.delivery.sender = Sender(made.program.bot, kept)
        await quiet(made)
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def cast(two: Counters) -> Counters:
    """Sat 5 Dec, noon: the notice is given."""
    made = await two.again()
    await made.town.moves_to("2026-12-05 12:00")
    await stops(made, made.olena, "cancel")
    return made


async def calendar(cast: Counters, who: Actor) -> dict[str, Any]:
    await cast.forges(who, f"ics:{cast.promo}")
    file = who.last.document
    assert file
    read = icalendar.Calendar.from_ical(file.data)
    return {str(event["summary"]).removeprefix("Flowers + coffee: "): event for event in read.walk("VEVENT")}


@pytest.mark.quick
async def test_a_card_says_to_whoever_holds_it_that_it_is_good_for_a_shorter_time(cast: Counters) -> None:
    await cast.town.database(
        "INSERT INTO code (digits, promo_id, business_id, offer, person_id, at) VALUES (:d, :p, 1, 1, 1, 1)",
        d=CARD,
        p=cast.promo,
    )
    for who in (cast.zoe, cast.ira):
        await who.says(f"/start c_{CARD}")
        said = who.last.words
        assert "Mon 30 Nov – Sat 12 Dec" in said
        assert "It ends earlier than planned: Sat 12 Dec is the last day." in said
        assert "27 Dec" not in said
    await cast.olena.presses("Take the cancellation back")
    await cast.zoe.says(f"/start c_{CARD}")
    assert "Mon 30 Nov – Sun 27 Dec" in cast.zoe.last.words
    assert "earlier" not in cast.zoe.last.words


async def test_what_is_printed_and_posted_from_then_on_names_the_new_day(cast: Counters) -> None:
    await cast.olena.says("/code")
    await cast.forges(cast.olena, f"mat:{cast.promo}")
    await cast.forges(cast.ira, f"till:{cast.promo}:2")
    assert "Mon 30 Nov – Sat 12 Dec 2026" in DRAWN["qr"]["lines"]
    assert DRAWN["poster"]["dates"] == "Mon 30 Nov – Sat 12 Dec 2026"
    assert DRAWN["till"]["dates"] == "Mon 30 Nov – Sat 12 Dec"
    await cast.zoe.says(f"/start p_{cast.promo}-1-poster")
    assert "Mon 30 Nov – Sat 12 Dec 2026" in cast.zoe.last.words


async def test_staff_find_it_on_their_card_and_are_asked_for_it(cast: Counters) -> None:
    await cast.forges(cast.ira, f"promo:{cast.promo}")
    assert "Mon 30 Nov – Sat 12 Dec" in cast.ira.last.words
    assert "27 Dec" not in cast.ira.last.words
    await cast.ira.presses("Start the three questions")
    cast.ira.sees_exactly("When: Mon 30 Nov – Sat 12 Dec")


@pytest.mark.quick
async def test_the_calendar_file_moves_the_end_and_calls_off_what_comes_after_it(cast: Counters) -> None:
    entries = await calendar(cast, cast.marta)
    assert str(entries["Flowers + coffee"].decoded("dtend")) == "2026-12-13"
    assert str(entries["the last day"].decoded("dtstart")) == "2026-12-12"
    off = {name for name, entry in entries.items() if entry.get("status") == "CANCELLED"}
    assert off == {"report of week 2", "report of week 3", "report of week 4", "Zerno: a post"}
    given = entries["the last day"]["sequence"]
    await cast.olena.presses("Take the cancellation back")
    entries = await calendar(cast, cast.marta)
    assert str(entries["the last day"].decoded("dtstart")) == "2026-12-27"
    assert not any(entry.get("status") for entry in entries.values())
    assert entries["the last day"]["sequence"] > given > 1


async def test_the_owner_s_card_and_the_comparison_name_the_new_day(cast: Counters) -> None:
    for asked in (f"promo:{cast.promo}", "compare"):
        await cast.forges(cast.marta, asked)
        assert "12 Dec" in cast.marta.last.words
        assert "27 Dec" not in cast.marta.last.words


async def test_nothing_that_would_come_after_it_is_announced(cast: Counters) -> None:
    await cast.forges(cast.marta, f"soon:{cast.promo}")
    page = cast.marta.last.words
    assert page.rstrip().endswith("it ends, as a side has cancelled it")
    await cast.forges(cast.marta, f"promo:{cast.promo}")
    cast.marta.sees_exactly("It runs until Sat 12 Dec: Zerno has cancelled it.")


async def test_the_owners_hear_of_no_three_days_that_are_not_left(cast: Counters) -> None:
    """Notice until Sat 26 Dec; on Fri 25 Dec the last three days would be announced."""
    await cast.olena.presses("Take the cancellation back")
    await cast.town.database("UPDATE due SET state = 'waiting' WHERE kind = 'three_days_left'")
    await cast.town.moves_to("2026-12-19 12:00")
    await stops(cast, cast.olena, "cancel")
    await cast.town.moves_to("2026-12-25 10:00")
    assert not any("three days left" in message.words for message in cast.marta.screen)
