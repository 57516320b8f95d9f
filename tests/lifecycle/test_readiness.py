"""Readiness as sentences: what is not ready and when it is said; the start that waits, and how it comes."""

from __future__ import annotations

from datetime import date

import pytest

from domain.agreement.terms import Duty, SideTerms
from tests.staff.test_training import passes
from tests.world.ready import Ready, signed
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow

NOTHING = (SideTerms(slot=1, gain="guests"), SideTerms(slot=2, gain="guests"))
WINDOW = Duty(what="a window", due=date(2026, 11, 29), proof=True)
PROVED = (SideTerms(slot=1, gain="guests", brings=(WINDOW,)), SideTerms(slot=2, gain="guests"))


def told(who: Actor, words: str) -> int:
    return sum(words in message.words for message in who.screen)


async def test_seven_three_and_one_day_before_each_side_learns_what_is_missing_on_its_own_side(town: Town) -> None:
    await town.moves_to("2026-11-20 12:00")
    ready = await signed(town, group=False)
    assert told(ready.olena, "Not ready") == 0
    await town.moves_to("2026-11-23 08:59")
    assert told(ready.olena, "Not ready") == 0
    await town.moves_to("2026-11-23 09:00")
    message = ready.olena.sees_exactly("Not ready on your side:")
    assert message.words.splitlines() == [
        "Flowers + coffee: it starts on Mon 30 Nov, in 7 days.",
        "Not ready on your side:",
        "• no group of the partners is linked",
        "• not done: 300 flyers",
        "• Zerno: nobody of the staff has learnt the offer",
    ]
    assert [button.text for button in message.buttons] == ["Link our group", "Duties", "Who is trained"]
    assert "a poster" in ready.marta.sees_exactly("Not ready on your side:").words
    assert told(ready.taras, "Not ready") == 0
    for moment in ("2026-11-24 12:00", "2026-11-27 09:00", "2026-11-28 12:00", "2026-11-29 09:00"):
        await town.moves_to(moment)
    assert told(ready.olena, "Not ready") == 3


@pytest.mark.quick
async def test_when_all_is_ready_it_is_said_once_on_the_last_day(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    for who, place in ((ready.taras, 1), (ready.olena, 0)):
        if place:
            await ready.presses(who, f"learn:{{promo}}:{place}")
            await passes(who)
    await town.moves_to("2026-11-27 09:00")
    assert told(ready.olena, "Not ready") == 0
    assert told(ready.marta, "Not ready") == 1
    await town.moves_to("2026-11-29 09:00")
    ready.olena.sees_exactly("Flowers + coffee starts tomorrow, and all is ready on your side.")
    await town.moves_to("2026-11-30 00:00")
    assert await ready.state() == "running"
    assert told(ready.olena, "all is ready") == 1


async def test_untrained_staff_does_not_hold_the_start_back(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    await town.moves_to("2026-11-30 00:00")
    assert await ready.state() == "running"
    await town.moves_to("2026-11-30 09:00")
    assert told(ready.olena, "was to start today") == 0


async def held(town: Town) -> Ready:
    """Mon 30 Nov, 09:00: Olena's window is not dressed, so it waits and asks."""
    ready = await signed(town, sides=PROVED)
    await town.moves_to("2026-11-30 00:00")
    assert await ready.state() == "signed"
    assert told(ready.olena, "was to start today") == 0
    await town.moves_to("2026-11-30 09:00")
    return ready


async def test_an_unready_promo_asks_all_owners_and_one_word_starts_it(town: Town) -> None:
    ready = await held(town)
    ready.olena.sees_exactly("• Zerno, not done: a window (photo)")
    ready.marta.sees_exactly("• Zerno, not done: a window (photo)")
    await ready.marta.presses("Start anyway")
    assert await ready.state() == "running"
    ready.olena.sees_exactly("Peony has started Flowers + coffee, although not all is ready.")
    press = await ready.olena.presses("Start anyway")
    assert press.answer
    assert press.answer["text"].startswith("It does not wait for a start")
    assert sum("it starts today!" in words for words in ready.posts()) == 1
    (row,) = await town.database("SELECT person_id, business_id, reason FROM transition WHERE to_state = 'running'")
    assert row == {"person_id": 2, "business_id": 2, "reason": "start anyway"}
    await town.moves_to("2026-12-01 09:00")
    assert told(ready.olena, "started by itself") == 0


async def test_without_an_answer_it_starts_a_day_late_and_says_so_in_the_morning(town: Town) -> None:
    ready = await held(town)
    await town.restart()
    await town.moves_to("2026-12-01 00:01")
    assert await ready.state() == "running"
    assert told(ready.olena, "started by itself") == 0
    await town.moves_to("2026-12-01 09:01")
    for owner in (ready.olena, ready.marta):
        assert told(owner, "Flowers + coffee has started by itself at midnight, a day late") == 1


async def test_done_before_nine_it_starts_without_a_question(town: Town) -> None:
    ready = await signed(town, sides=PROVED)
    await town.moves_to("2026-11-30 08:00")
    await ready.presses(ready.olena, f"prove:{await ready.number('a window')}")
    await ready.olena.sends("photo")
    await town.moves_to("2026-11-30 09:00")
    assert await ready.state() == "running"
    assert told(ready.marta, "was to start today") == 0


async def test_the_date_is_moved_and_the_promo_waits_for_the_signatures(town: Town) -> None:
    ready = await held(town)
    await ready.olena.presses("Move the date")
    await ready.olena.says("7.12-3.01")
    await ready.olena.presses("Send to the partners ▶")
    await town.moves_to("2026-12-01 00:01")
    assert await ready.state() == "signed"
    for who in (ready.marta, ready.olena):
        await ready.presses(who, "signed:{promo}:2")
    await town.moves_to("2026-12-02 00:01")
    assert await ready.state() == "signed"
    await ready.presses(ready.olena, f"prove:{await ready.number('a window')}")
    await ready.olena.sends("photo")
    await town.moves_to("2026-12-07 00:01")
    assert await ready.state() == "running"


async def test_with_no_group_and_no_staff_nobody_would_hear_of_anything(town: Town) -> None:
    ready = await signed(town, staff=False, group=False, sides=NOTHING)
    await town.moves_to("2026-11-30 09:00")
    assert await ready.state() == "signed"
    question = ready.marta.sees_exactly("• no group of the partners is linked")
    assert "Peony: nobody besides the owner reports" in question.words
    assert "Invite staff: Peony" in [button.text for button in question.buttons]
    assert await ready.presses(ready.zoe, "anyway:{promo}") == ["This is not available to you."]
    assert await ready.state() == "signed"


async def test_a_start_before_its_day_is_refused(town: Town) -> None:
    ready = await signed(town)
    (toast,) = await ready.presses(ready.olena, "anyway:{promo}")
    assert toast.startswith("It does not wait for a start")
    assert await ready.state() == "signed"
