"""What a cashier types in a hurry, through the doors: asked with two buttons, or saved with all its days in one answer.

Fri 4 Dec, 12:30; nobody has reported before.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.world.counters import Counters, counters, redeemed
from tests.world.town import Actor

pytestmark = pytest.mark.asyncio(loop_scope="module")

Stands = tuple[str, str, int, int | None, int | None]
"""Day, state, customers, sales, new."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop() -> AsyncIterator[Counters]:
    async with counters() as made:
        await made.town.moves_to("2026-12-04 12:30")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def taras(shop: Counters) -> Actor:
    return (await shop.again()).taras


async def standing(who: Actor) -> list[Stands]:
    rows = await who.town.database(
        """
        SELECT day, state, customers, sales, new_customers FROM daily_report r WHERE revision = (
            SELECT max(revision) FROM daily_report WHERE location_id = r.location_id AND day = r.day)
        ORDER BY day
        """
    )
    return [tuple(row.values()) for row in rows]


def buttons(who: Actor) -> list[str]:
    return [button.text.replace("\u00a0", " ") for button in who.last.buttons]


async def test_a_sum_below_the_count_is_asked_and_saved_as_the_button_says(taras: Actor) -> None:
    await taras.says("3400 7")
    assert await standing(taras) == []
    assert buttons(taras) == ["7 customers · 3 400 ₴", "3 400 customers · 7 ₴"]
    await taras.taps(taras.last.buttons[0].text)
    assert await standing(taras) == [("2026-12-04", "reported", 7, 340000, None)]


async def test_a_number_that_may_be_a_day_or_a_sum_is_asked(taras: Actor) -> None:
    await taras.says("2 3.12")
    assert buttons(taras) == ["Thu 3 Dec · 2 customers", "Fri 4 Dec · 2 customers · 3.12 ₴"]
    question = taras.last
    await taras.town.moves_to("2026-12-05 09:00")
    await taras.presses(question.buttons[0].text, question)
    assert await standing(taras) == [("2026-12-03", "reported", 2, None, None)]


async def test_a_product_is_confirmed_once(taras: Actor) -> None:
    await taras.says("7 по 480")
    taras.sees_exactly("Fri 4 Dec · Zerno: is it this in all?")
    assert buttons(taras) == ["7 customers · 3 360 ₴", "No"]
    await taras.presses("No")
    taras.sees_exactly("Nothing is saved. Send the day again, for example: 7 3400")
    assert await standing(taras) == []
    await taras.says("7*480")
    await taras.taps(taras.last.buttons[0].text)
    assert await standing(taras) == [("2026-12-04", "reported", 7, 336000, None)]


async def test_a_first_day_has_a_limit_of_good_sense(taras: Actor) -> None:
    await taras.says("131 7308 грн")
    taras.sees_exactly("131 in one day is a lot. Is it right?")
    await taras.says("13 7308")
    assert await standing(taras) == [("2026-12-04", "reported", 13, 730800, None)]


async def test_a_yes_with_the_number_is_a_yes(taras: Actor) -> None:
    await taras.says("131")
    await taras.says("так, 131")
    assert await standing(taras) == [("2026-12-04", "reported", 131, None, None)]


async def test_whoever_has_chosen_the_count_is_not_asked_again(taras: Actor) -> None:
    await taras.says("12400")
    await taras.taps(taras.last.buttons[0].text)
    assert await standing(taras) == [("2026-12-04", "reported", 12400, None, None)]


async def test_a_code_with_a_digit_missing_is_no_report_where_there_are_codes(shop: Counters, taras: Actor) -> None:
    await taras.says("482 7308")
    taras.sees_exactly("482 in one day is a lot. Is it right?")
    await redeemed(shop, 1)
    await taras.says("482 7308")
    assert buttons(taras) == ["482 customers · 7 308 ₴", "It is a code"]
    await taras.presses("It is a code")
    taras.sees("A digit of the code is wrong. Compare it with the card and send it again.")
    assert await standing(taras) == []
    await taras.says("482 7308")
    await taras.taps(taras.last.buttons[0].text)
    assert await standing(taras) == [("2026-12-04", "reported", 482, 730800, None)]


async def test_new_customers_alone_join_what_was_reported(taras: Actor) -> None:
    await taras.says("нових нуль")
    taras.sees("How many customers in all is missing.")
    await taras.says("7 3400")
    await taras.says("новых ноль")
    assert await standing(taras) == [("2026-12-04", "reported", 7, 340000, 0)]
    await taras.says("2 new")
    assert await standing(taras) == [("2026-12-04", "reported", 7, 340000, 2)]
    await taras.says("нових 9")
    taras.sees("There cannot be more new customers than customers.")


async def test_a_sum_that_comes_after_the_promo_was_cancelled_is_answered(shop: Counters, taras: Actor) -> None:
    await taras.says("7")
    await shop.olena.says("/promos")
    await shop.olena.presses("Flowers + coffee · running")
    await shop.olena.presses("More ▾")
    await shop.olena.presses("Cancel the promo")
    await shop.olena.says("The oven is broken")
    await taras.says("3400")
    taras.sees_exactly("No promo is running at your shop right now, so there is nothing to report.")


async def test_so_many_more_and_so_much_more(taras: Actor) -> None:
    await taras.says("7 3400")
    await taras.says("+2 900")
    assert await standing(taras) == [("2026-12-04", "reported", 9, 430000, None)]
    await taras.says("+1")
    assert await standing(taras) == [("2026-12-04", "reported", 10, 430000, None)]


BOTH = [("2026-12-03", "reported", 7, None, None), ("2026-12-04", "reported", 5, None, None)]


async def test_two_days_in_one_message_are_saved_with_one_answer(taras: Actor) -> None:
    said = len(taras.screen)
    await taras.says("вчора 7, сьогодні 5")
    assert await standing(taras) == BOTH
    assert [m.words for m in taras.screen[said:] if m.from_bot] == [
        "✓ Saved: Zerno\n• Thu 3 Dec: 7 customers\n• Fri 4 Dec: 5 customers"
    ]
    assert buttons(taras) == ["Fix Thu 3 Dec", "Undo Thu 3 Dec", "Fix Fri 4 Dec", "Undo Fri 4 Dec"]


async def test_each_of_two_days_can_be_taken_back_and_fixed(taras: Actor) -> None:
    await taras.says("вчора 7, сьогодні 5")
    answer = taras.last
    await taras.presses("Undo Thu 3 Dec", answer)
    await taras.presses("Fix Fri 4 Dec", answer)
    await taras.says("6")
    assert [(day, state, customers) for day, state, customers, *_ in await standing(taras)] == [
        ("2026-12-03", "withdrawn", 7),
        ("2026-12-04", "reported", 6),
    ]


async def test_an_edited_message_of_two_days_corrects_both(taras: Actor) -> None:
    message = await taras.says("вчора 7, сьогодні 5")
    await taras.edits(message, "вчора 8, сьогодні 6")
    assert [customers for _, _, customers, *_ in await standing(taras)] == [8, 6]


async def test_of_two_days_the_one_that_stands_is_asked_and_the_other_saved(taras: Actor) -> None:
    await taras.says("вчора 4")
    await taras.says("вчора 7, сьогодні 5")
    assert buttons(taras) == ["Replace: 7", "Add: 11", "Keep 4"]
    await taras.presses("Replace: %(n)s", n=7)
    assert await standing(taras) == BOTH


async def test_of_two_days_none_is_saved_if_one_cannot_be(taras: Actor) -> None:
    await taras.says("29.11 7, 4.12 5")
    taras.sees("The promo starts only on %(day)s.", day="Mon 30 Nov")
    assert await standing(taras) == []


async def test_weekdays_that_may_be_of_two_weeks_are_asked(shop: Counters, taras: Actor) -> None:
    await shop.town.moves_to("2026-12-08 12:30")
    await taras.says("вт 7 ср 5")
    assert buttons(taras) == ["Tue 1 Dec · Wed 2 Dec", "Tue 8 Dec · Wed 2 Dec"]
    await taras.taps(taras.last.buttons[0].text)
    assert [(day, customers) for day, _, customers, *_ in await standing(taras)] == [
        ("2026-12-01", 7),
        ("2026-12-02", 5),
    ]


async def test_yesterday_stays_the_day_before_the_message_however_late_a_question_is_answered(taras: Actor) -> None:
    await taras.says("вчора 3400 7")
    question = taras.last
    await taras.town.moves_to("2026-12-06 09:00")
    await taras.presses(question.buttons[0].text, question)
    assert await standing(taras) == [("2026-12-03", "reported", 7, 340000, None)]


@pytest.mark.parametrize("language", ["uk", "ru"])
async def test_the_questions_are_asked_in_ones_language(language: str) -> None:
    async with counters(languages=(language, language, language, language)) as made:
        await made.town.moves_to("2026-12-04 12:30")
        for text in ("3400 7", "7 по 480", "2 3.12", "131", "вчора 7, сьогодні 5"):
            await made.taras.says(text)
            assert not any(word in made.taras.last.words for word in ("customers", "Saved", "right"))
