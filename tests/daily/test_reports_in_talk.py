"""What cashiers write around a number: a correction of what they just said, thanks, a remark, that they do not know."""

from __future__ import annotations

import pytest

from tests.world.cast import Cast, running_promo
from tests.world.town import Town


async def evening(town: Town) -> Cast:
    """Mon 30 Nov, after the question of the day."""
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    return cast


@pytest.mark.parametrize("said", ["no wait, 12", "ой ні, зачекай, не 7 а 12", "нет подожди 12"])
async def test_a_correction_right_after_a_report_replaces_it_without_a_question(town: Town, said: str) -> None:
    cast = await evening(town)
    await cast.taras.says("7")
    await cast.taras.says(said)
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 12 customers")
    cast.taras.sees_exactly("Before: 7 customers")


@pytest.mark.parametrize("said", ["sorry yesterday was 5 not 7", "вчора помилилась, там було 5", "исправь вчера на 5"])
async def test_yesterday_is_corrected_in_words(town: Town, said: str) -> None:
    cast = await evening(town)
    await cast.taras.says("7")
    await town.moves_to("2026-12-01 12:00")
    await cast.taras.says(said)
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 5 customers")


async def test_a_second_number_without_a_word_of_correction_is_still_asked(town: Town) -> None:
    cast = await evening(town)
    await cast.taras.says("7")
    await cast.taras.says("12, дякую")
    assert [button.text for button in cast.taras.last.buttons] == ["Replace: 12", "Add: 19", "Keep 7"]


async def test_a_remark_behind_the_numbers_is_kept_once_they_are_confirmed(town: Town) -> None:
    cast = await evening(town)
    await cast.taras.says("7 3400, весь вечір не було світла")
    cast.taras.sees_exactly("is it this in all?")
    await cast.taras.presses("7")
    rows = await town.database("SELECT customers, sales, note FROM daily_report")
    assert [(row["customers"], row["sales"], row["note"]) for row in rows] == [(7, 340000, "весь вечір не було світла")]


async def test_two_days_in_words_are_two_reports(town: Town) -> None:
    cast = await evening(town)
    await town.moves_to("2026-12-01 12:00")
    await cast.taras.says("вчора п'ятеро, а сьогодні вже троє")
    cast.taras.sees_exactly("Mon 30 Nov: 5 customers")
    cast.taras.sees_exactly("Tue 1 Dec: 3 customers")


@pytest.mark.parametrize(
    "said", ["still counting, ten minutes please", "ще рахую, зачекайте хвилинку", "не знаю, спросите Олену"]
)
async def test_who_does_not_know_yet_may_send_it_later(town: Town, said: str) -> None:
    cast = await evening(town)
    await cast.taras.says(said)
    cast.taras.sees_exactly("When you know the number, just send it here.")
    await cast.taras.says("7")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
