"""The daily report in the cashier's words, as the grammar promises it."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.world.cast import Cast, running_promo
from tests.world.town import Town, a_town
from tests.world.village import Snapshot

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def evening() -> AsyncIterator[tuple[Cast, Snapshot]]:
    """Mon 30 Nov, after closing: both cashiers have been asked."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_town(Path(folder)) as made:
            cast = await running_promo(made)
            await made.moves_to("2026-11-30 20:01")
            snapshot = Snapshot(made)
            yield cast, snapshot
            snapshot.close()
            assert made.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def cast(evening: tuple[Cast, Snapshot]) -> Cast:
    """That evening again, as if the other tests had not been."""
    cast, snapshot = evening
    await snapshot.restore()
    return cast


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.town


async def standing(town: Town, day: str = "2026-11-30", location: int = 1) -> dict[str, object] | None:
    rows = await town.database(
        "SELECT * FROM daily_report WHERE day = :day AND location_id = :location ORDER BY revision DESC",
        day=day,
        location=location,
    )
    return rows[0] if rows and rows[0]["state"] != "withdrawn" else None


async def test_a_number_is_saved_and_echoed_with_its_day(cast: Cast) -> None:
    await cast.taras.says("7")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
    report = await standing(cast.town)
    assert report
    assert (report["customers"], report["sales"], report["new_customers"]) == (7, None, None)


async def test_count_sum_new_ones_and_a_note_are_read_together(cast: Cast) -> None:
    await cast.taras.says("7 3 400,50 нов 2 # дождь")
    cast.taras.sees_exactly("7 customers, 3 400.50 ₴, new: 2 · дождь")
    report = await standing(cast.town)
    assert report
    assert (report["customers"], report["sales"], report["new_customers"], report["note"]) == (7, 340050, 2, "дождь")


async def test_one_tap_answers_the_closing_question_and_folds_it(cast: Cast) -> None:
    question = cast.taras.sees("How many customers came with the promo “%(title)s”?", title="Flowers + coffee")
    await cast.taras.presses("3", question)
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 3 customers")
    assert question.words.startswith("✓ Mon 30 Nov")
    assert question.keyboard == []


async def test_silence_is_missing_and_zero_is_a_report(cast: Cast) -> None:
    assert await standing(cast.town) is None
    await cast.taras.says("ничего")
    report = await standing(cast.town)
    assert report
    assert report["customers"] == 0


async def test_closed_today_is_a_report_of_its_own_kind(cast: Cast) -> None:
    await cast.taras.presses("Closed today")
    report = await standing(cast.town)
    assert report
    assert report["state"] == "closed"
    cast.taras.sees_exactly("Zerno: closed")


async def test_a_second_report_asks_replace_add_or_keep(cast: Cast) -> None:
    await cast.taras.says("7")
    await cast.taras.says("9")
    cast.taras.sees_exactly("already has: 7 customers")
    cast.taras.sees_exactly("Now you write: 9")
    await cast.taras.presses("Add: %(n)s", n=16)
    report = await standing(cast.town)
    assert report
    assert report["customers"] == 16
    await cast.taras.says("9")
    await cast.taras.presses("Replace: %(n)s", n=9)
    cast.taras.sees_exactly("Before: 16 customers")
    await cast.taras.says("4")
    await cast.taras.presses("Keep %(n)s", n=9)
    cast.taras.sees_exactly("It stays: Mon 30 Nov · Zerno: 9 customers")


async def test_plus_and_minus_adjust_but_never_below_zero(cast: Cast) -> None:
    await cast.taras.says("2")
    await cast.taras.says("+1")
    cast.taras.sees_exactly("3 customers")
    await cast.taras.says("-5")
    cast.taras.sees_exactly("0 customers")


async def test_editing_the_message_corrects_the_same_entry(cast: Cast) -> None:
    message = await cast.taras.says("17 3400")
    await cast.taras.edits(message, "7 3400")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers, 3 400 ₴")
    rows = await cast.town.database("SELECT revision, customers, person_id FROM daily_report ORDER BY revision")
    assert [(row["revision"], row["customers"]) for row in rows] == [(1, 17), (2, 7)]


async def test_undo_puts_back_what_stood_and_then_leaves_the_day_unreported(cast: Cast) -> None:
    await cast.taras.says("7")
    await cast.taras.says("+1")
    await cast.taras.says("/undo")
    cast.taras.sees_exactly("is again: 7 customers")
    await cast.taras.says("отмена")
    cast.taras.sees_exactly("has no report now")
    assert await standing(cast.town) is None
    await cast.taras.says("/undo")
    cast.taras.sees_exactly("There is nothing to take back")


async def test_after_the_week_is_reported_only_the_owner_takes_entries_back(cast: Cast, town: Town) -> None:
    await cast.taras.says("7")
    await town.moves_to("2026-12-07 09:30")
    await cast.taras.says("/undo")
    cast.taras.sees("That week has been reported to the partners. Ask the owner to change it.")
    assert await standing(town)


async def test_yesterday_and_a_date_name_the_day(cast: Cast, town: Town) -> None:
    await town.moves_to("2026-12-02 12:30")
    await cast.taras.says("вчера 4")
    cast.taras.sees_exactly("Saved: Tue 1 Dec · Zerno: 4 customers")
    await cast.taras.says("30.11 5")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 5 customers")


async def test_in_the_morning_a_number_answers_yesterdays_question_and_then_means_today(cast: Cast, town: Town) -> None:
    await town.moves_to("2026-12-01 09:05")
    cast.taras.sees(
        "Yesterday's number is still missing. How many customers came with the promo? None is an answer too: 0"
    )
    await cast.taras.says("6")
    cast.taras.sees_exactly("Saved: Mon 30 Nov")
    await cast.taras.says("2")
    cast.taras.sees_exactly("Saved: Tue 1 Dec · Zerno: 2 customers")


async def test_what_is_asked_back_is_about_the_day_that_was_meant_however_late_it_is_answered(
    cast: Cast, town: Town
) -> None:
    await town.moves_to("2026-12-01 09:05")
    await cast.taras.says("1200")
    await cast.taras.presses("%(n)s customers", n="1\u00a0200")
    cast.taras.sees_exactly("Saved: Mon 30 Nov")
    await town.moves_to("2026-12-01 20:05")
    await cast.taras.says("1300")
    await town.moves_to("2026-12-02 08:00")
    await cast.taras.presses("%(n)s customers", n="1\u00a0300")
    cast.taras.sees_exactly("Saved: Tue 1 Dec")


async def test_more_than_a_week_back_the_owner_decides(cast: Cast, town: Town) -> None:
    await town.moves_to("2026-12-09 10:00")
    await cast.taras.says("30.11 12")
    cast.taras.sees_exactly("the owner of Zerno decides")
    assert await standing(town) is None
    await cast.olena.presses("✓ Take it")
    report = await standing(town)
    assert report
    assert report["customers"] == 12


async def test_a_big_lone_number_asks_customers_or_money(cast: Cast) -> None:
    await cast.taras.says("7")
    await cast.taras.taps("Not now")
    await cast.taras.says("12400")
    await cast.taras.presses("12\u00a0400\u00a0₴")
    report = await standing(cast.town)
    assert report
    assert (report["customers"], report["sales"]) == (7, 1240000)


async def test_three_times_the_usual_asks_once(cast: Cast, town: Town) -> None:
    for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
        await town.moves_to(f"{day} 20:02")
        await cast.taras.says("5")
    await town.moves_to("2026-12-03 20:02")
    await cast.taras.says("50")
    cast.taras.sees_exactly("50 is far more than usual")
    await cast.taras.presses("Yes, %(n)s", n=50)
    report = await standing(town, "2026-12-03")
    assert report
    assert report["customers"] == 50


async def three_usual_days(cast: Cast) -> None:
    """Five customers a day for 2 000 ₴; then the evening of the fourth day."""
    for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
        await cast.town.moves_to(f"{day} 20:02")
        await cast.taras.says("5 2000 new 1")
    await cast.town.moves_to("2026-12-03 20:02")


async def test_a_sum_with_zeros_too_many_is_asked_about_once(cast: Cast) -> None:
    await three_usual_days(cast)
    await cast.taras.says("7 280000 new 2")
    cast.taras.sees_exactly("280\u00a0000\u00a0₴ is far more for a customer than usual")
    assert await standing(cast.town, "2026-12-03") is None
    await cast.taras.presses("Yes, %(n)s", n="280\u00a0000\u00a0₴")
    report = await standing(cast.town, "2026-12-03")
    assert report
    assert (report["customers"], report["sales"], report["new_customers"]) == (7, 28_000_000, 2)


async def test_a_sum_that_is_typed_later_is_asked_about_too(cast: Cast) -> None:
    await three_usual_days(cast)
    await cast.taras.says("7 new 2")
    await cast.taras.says("280000")
    cast.taras.sees_exactly("280\u00a0000\u00a0₴ is far more for a customer than usual")
    await cast.taras.says("2800")
    report = await standing(cast.town, "2026-12-03")
    assert report
    assert (report["sales"], report["new_customers"]) == (280_000, 2)


async def test_a_large_sum_typed_later_is_saved_after_a_yes(cast: Cast) -> None:
    await three_usual_days(cast)
    await cast.taras.says("7 new 2")
    await cast.taras.says("280000")
    await cast.taras.presses("Yes, %(n)s", n="280\u00a0000\u00a0₴")
    report = await standing(cast.town, "2026-12-03")
    assert report
    assert (report["sales"], report["new_customers"]) == (28_000_000, 2)


async def test_where_a_unit_buys_much_a_small_sum_is_one(cast: Cast) -> None:
    await cast.town.database("UPDATE business SET currency = 'PLN'")
    await cast.taras.says("7 new 2")
    await cast.taras.says("32")
    report = await standing(cast.town)
    assert report
    assert (report["customers"], report["sales"], report["currency"]) == (7, 3_200, "PLN")


async def test_an_hour_later_means_an_hour_later_and_only_twice(cast: Cast, town: Town) -> None:
    before = len(cast.taras.screen)
    await cast.taras.presses("In 1 h")
    await town.waits(hours=1, minutes=1)
    await cast.taras.presses("In 1 h")
    await town.waits(hours=1, minutes=1)
    assert len(cast.taras.screen) == before + 2
    press = await cast.taras.presses("In 1 h")
    assert press.answer
    assert "last time" in press.answer["text"]


async def test_a_code_a_voice_message_and_nonsense_get_one_answer_with_an_example(cast: Cast) -> None:
    await cast.taras.says("4821 7308")
    cast.taras.sees_exactly("this promo counts customers without codes")
    await cast.taras.sends("voice")
    cast.taras.sees("I need one number in text: how many customers came with the promo. For example: 7")
    await cast.taras.says("много")
    cast.taras.sees_exactly("For example: 7")
    assert await standing(cast.town) is None


async def test_a_person_at_two_places_is_asked_which_once_a_day(cast: Cast, town: Town) -> None:
    await cast.marta.says("/staff")
    await cast.marta.presses("Invite staff: %(name)s", name="")
    await cast.taras.opens(cast.marta.link("start=s_"))
    await cast.taras.presses("✓ I work here")
    await town.moves_to("2026-12-01 13:00")
    await cast.taras.says("4")
    cast.taras.sees("Where do you work today? I will remember it until tomorrow.")
    await cast.taras.presses("Peony")
    cast.taras.sees_exactly("Saved: Tue 1 Dec · Peony: 4 customers")
    await cast.taras.says("+1")
    cast.taras.sees_exactly("Saved: Tue 1 Dec · Peony: 5 customers")
