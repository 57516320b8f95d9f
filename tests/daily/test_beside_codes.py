"""Codes, reports and money tell one story: codes are the floor of a day, and what is above came without a card."""

from __future__ import annotations

from datetime import date

import pytest

from domain.daily.totals import CodeUses, DayTotals, Said, day_totals
from domain.options import Counts, Reporting
from handlers.attribution import totals
from handlers.context import Work
from storage.agreement import promos
from storage.daily import daily_reports
from tests.world.mall import Mall
from tests.world.town import InProcess, Town

MONDAY = date(2026, 11, 23)


@pytest.fixture
async def mall(town: Town) -> Mall:
    built = await Mall(town).built()
    await built.lay()
    return built


async def redeem(mall: Mall, count: int) -> list[str]:
    codes = await mall.codes(count)
    for digits in codes:
        await mall.redeems(mall.ira, digits)
    return codes


async def days(mall: Mall) -> list[DayTotals]:
    async with mall.db.transaction() as tx:
        return await daily_reports.counted(tx, mall.promo, date(2026, 11, 23), date(2026, 12, 20))


async def sent(mall: Mall) -> int:
    """The customers that money and rewards count, from Zerno to Peony."""
    assert isinstance(mall.town.bot, InProcess)
    async with mall.db.transaction() as tx:
        promo = await promos.by_clock(tx, mall.promo)
        assert promo
        work = Work(mall.town.bot.program.app, tx, mall.town.telegram.clock.now())
        return sum((await totals(work, promo.id, promo.terms)).values())


@pytest.mark.parametrize(
    ("said", "uses", "customers", "without_card", "new"),
    [
        (None, CodeUses(5), 5, 0, None),
        (None, CodeUses(5, new=2, known=5), 5, 0, 2),
        (Said(False, 5, None, None, "UAH", without_card=0), CodeUses(5), 5, 0, None),
        (Said(False, 22, None, None, "UAH", without_card=17), CodeUses(5), 22, 17, None),
        (Said(False, 22, None, None, "UAH", without_card=17), CodeUses(6), 23, 17, None),  # one more code since
        (Said(False, 3, None, None, "UAH"), CodeUses(5), 5, 0, None),  # from before it was asked
        (Said(False, 5, 3, None, "UAH", given_back=1, without_card=0), CodeUses(2), 2, 0, 2),
        (Said(True, 0, None, None, "UAH"), CodeUses(2), 2, 0, None),  # "closed", but codes say otherwise
        (Said(False, 7, 2, None, "UAH"), None, 7, None, 2),  # no codes in the promo
    ],
)
def test_a_day_counts_its_codes_and_who_came_without_a_card(
    said: Said | None, uses: CodeUses | None, customers: int, without_card: int | None, new: int | None
) -> None:
    day = day_totals(1, MONDAY, said, uses)
    assert (day.customers, day.without_card, day.new) == (customers, without_card, new)
    assert day.reported == (said is not None)


async def test_a_day_with_codes_and_no_report_counts_and_its_report_is_still_missing(mall: Mall) -> None:
    await redeem(mall, 3)
    (day,) = await days(mall)
    assert (day.customers, day.by_codes, day.reported) == (3, 3, False)


async def test_a_larger_number_asks_once_how_many_came_without_a_card(mall: Mall) -> None:
    await redeem(mall, 5)
    await mall.ira.says("22")
    mall.ira.sees_exactly("5 by codes, 22 said. How many came without a card?")
    await mall.ira.presses("%(n)s · %(all)s in all", n=17, all=22)
    mall.ira.sees_exactly("22 customers, without a card: 17")
    (day,) = await days(mall)
    assert (day.customers, day.by_codes, day.without_card) == (22, 5, 17)


async def test_the_number_may_be_those_without_a_card_alone(mall: Mall) -> None:
    await redeem(mall, 5)
    await mall.ira.says("4 2000")
    mall.ira.sees_exactly("5 codes were redeemed, and you say 4. What is right?")
    await mall.ira.presses("%(n)s · %(all)s in all", n=4, all=9)
    (day,) = await days(mall)
    assert (day.customers, day.without_card) == (9, 4)


async def test_closed_is_doubted_on_a_day_with_codes(mall: Mall) -> None:
    await redeem(mall, 2)
    await mall.ira.says("closed today")
    mall.ira.sees_exactly("2 codes were redeemed on that day, so it was open")
    await mall.ira.presses("✓ %(n)s, as by codes", n=2)
    (day,) = await days(mall)
    assert (day.customers, day.closed, day.without_card) == (2, False, 0)


async def test_one_more_code_after_the_report_is_counted_without_another_word(mall: Mall) -> None:
    await redeem(mall, 3)
    await mall.ira.says("/report")
    await mall.ira.taps("✓ 3")
    await redeem(mall, 1)
    (day,) = await days(mall)
    assert (day.customers, day.without_card) == (4, 0)


async def test_a_button_from_before_the_last_codes_saves_nothing_and_brings_the_numbers_of_now(mall: Mall) -> None:
    await mall.ira.says("/report")
    question = mall.ira.last
    await redeem(mall, 3)
    mall.town.telegram.presses(mall.ira.person, question, "1")
    await mall.town.settle()
    assert "Meanwhile more codes were redeemed. Nothing is saved yet" in question.words
    assert [button.text for button in question.buttons][:4] == ["✓ 3", "4", "5", "6"]
    assert (await days(mall))[0].reported is False


async def test_money_counts_codes_or_everybody_as_the_terms_say(mall: Mall) -> None:
    for counts, expected in ((Counts.CODES, 5), (Counts.ALL, 22)):
        await mall.rows("DELETE FROM daily_report")
        await mall.lay(counted=counts)
        await redeem(mall, 5)
        await mall.ira.says("22")
        await mall.ira.presses("%(n)s · %(all)s in all", n=17, all=22)
        assert await sent(mall) == expected


async def test_where_new_customers_are_reported_the_till_says_it_and_nobody_counts_in_the_evening(mall: Mall) -> None:
    await mall.lay(reporting=Reporting.NEW)
    for digits, button in zip(
        await mall.codes(3), ("Redeem · new", "Redeem · has been here", "Redeem · new"), strict=True
    ):
        await mall.ira.says(digits)
        await mall.ira.presses(button)
    (day,) = await days(mall)
    assert (day.customers, day.new) == (3, 2)
    await mall.ira.says("3 600")
    assert "How many of them were new" not in mall.ira.last.words


async def test_what_the_terms_report_is_asked_with_one_follow_up(mall: Mall) -> None:
    await mall.lay(reporting=Reporting.NEW)
    await mall.ira.says("7")
    mall.ira.sees_exactly("How many of them were new, and for how much?")
    await mall.ira.says("2 3400")
    mall.ira.sees_exactly("7 customers, 3\u00a0400\u00a0₴, new: 2")
    await mall.ira.says("/report yesterday 1")  # the follow-up is answered: a number is a report again


async def test_a_tap_says_the_new_ones_and_a_message_the_sum(mall: Mall) -> None:
    await mall.lay(reporting=Reporting.NEW)
    await mall.ira.says("7")
    await mall.ira.taps("2")
    mall.ira.sees_exactly("For how much did they buy?")
    await mall.ira.says("3400")
    (day,) = await days(mall)
    assert (day.customers, day.new, day.sales) == (7, 2, 3400_00)


async def test_another_number_after_the_question_is_a_second_report(mall: Mall) -> None:
    await mall.ira.says("7")
    mall.ira.sees_exactly("For how much did they buy?")
    await mall.ira.says("9")
    assert "already has: 7 customers" in mall.ira.last.words


async def test_not_now_leaves_it_open_and_the_next_number_is_a_report(mall: Mall) -> None:
    await mall.ira.says("7")
    await mall.ira.taps("Not now")
    assert "stays open" in mall.ira.last.words
