"""A code in somebody's hand: what a customer sees, how a cashier redeems it, why not, and how a use is given back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest
import pytest_asyncio

from domain.agreement.terms import EACH, Offer, PlaceTerms
from domain.options import Channel, Mechanic
from domain.states import State
from storage.codes import use_counts
from tests.world.mall import COFFEE, Mall, typo
from tests.world.town import KYIV, START, Actor, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("mall")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    return built


def link(mall: Mall, digits: str) -> str:
    return f"/start c_{digits}"


def labels(who: Actor) -> list[str]:
    return [button.text for button in who.last.buttons]


async def test_a_customer_sees_what_it_gives_where_and_until_when_and_nothing_else(mall: Mall) -> None:
    (digits,) = await mall.codes()
    for text in (link(mall, digits), digits, f"{digits[:4]} {digits[4:]}", " ".join(digits)):
        await mall.zoe.says(text)
        words = mall.zoe.last.words
        for said in ("15 % off any cake", "with a coffee", "Peony, Podil · Podil Street 1", "Sun 20 Dec"):
            assert said in words, text
        assert mall.zoe.last.buttons == []


async def test_the_card_says_what_is_different_at_a_place_and_a_cashier_reads_what_holds_at_theirs(mall: Mall) -> None:
    center = PlaceTerms(
        location_id=mall.places["Center"],
        name="Center",
        what="5 % off",
        first=date(2026, 11, 23),
        last=date(2026, 12, 1),
    )
    await mall.lay(COFFEE.model_copy(update={"places": (center,)}))
    (digits,) = await mall.codes()
    await mall.zoe.says(digits)
    places = [line for line in mall.zoe.last.words.splitlines() if "📍" in line]
    assert places == ["📍 Peony, Center: 5 % off, 23 Nov – 1 Dec · Center Street 1", "📍 Peony, Podil · Podil Street 1"]
    for who, what in ((mall.ira, "15 % off any cake"), (mall.max, "5 % off"), (mall.zoe, "15 % off any cake")):
        await who.says(digits)
        assert f"{what}\n" in who.last.words


async def test_what_is_used_online_names_the_online_shop_and_no_street(mall: Mall) -> None:
    await mall.lay(COFFEE.model_copy(update={"channel": Channel.ONLINE}))
    (digits,) = await mall.codes()
    await mall.rows("UPDATE location SET online = 1 WHERE id = :id", id=mall.places["Center"])
    await mall.zoe.says(digits)
    await mall.rows("UPDATE location SET online = 0")
    assert [line for line in mall.zoe.last.words.splitlines() if "📍" in line] == ["📍 Online: Peony, Center"]


async def test_who_holds_a_used_card_as_a_customer_reads_only_the_card(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.ira, digits)
    await mall.zoe.says(link(mall, digits))
    assert "Used" not in mall.zoe.last.words


async def test_a_cashier_of_the_receiver_scans_and_redeems(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.ira.says(link(mall, digits))
    assert labels(mall.ira) == ["Redeem", "No"]
    await mall.ira.presses("Redeem")
    mall.ira.sees_exactly("Mon 23 Nov, 10:00 · Peony, Podil")
    assert await mall.uses() == 1


async def test_digits_read_out_by_a_customer_do_as_well(mall: Mall) -> None:
    for dress in ("{0} {1}", "{0}-{1}", "{0}.{1}", "code {0}{1}", "код {0} {1}", "/report {0} {1}"):
        (digits,) = await mall.codes()
        await mall.ira.says(dress.format(digits[:4], digits[4:]))
        await mall.ira.presses("Redeem")
    (digits,) = await mall.codes()
    await mall.ira.says("".join(chr(0x0660 + int(digit)) for digit in digits))
    await mall.ira.presses("Redeem")
    assert await mall.uses() == 7


async def test_no_leaves_the_code_as_it_was(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.ira.says(digits)
    await mall.ira.presses("No")
    mall.ira.sees("Not used. The code stays as it is.")
    assert await mall.uses() == 0


async def test_a_used_code_says_when_and_where_and_never_by_whom(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.max.says(digits)
    await mall.redeems(mall.ira, digits)
    await mall.max.presses("Redeem")
    said = "Used on Mon 23 Nov, 10:00 · Peony, Podil."
    mall.max.sees_exactly(said)
    await mall.max.says(digits)
    mall.max.sees_exactly(said)
    assert "Ira" not in "".join(message.words for message in mall.max.screen)
    assert await mall.uses() == 1


async def test_a_double_tap_redeems_once_and_keeps_the_good_news(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.ira.says(digits)
    message = mall.ira.last
    for _ in range(2):
        mall.town.telegram.presses(mall.ira.person, message, "Redeem")
    await mall.town.settle()
    assert "Redeemed" in message.words
    assert await mall.uses() == 1


async def test_an_owner_of_two_counters_is_asked_which(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.marta.says(digits)
    await mall.marta.presses("Redeem")
    mall.marta.sees("At which counter?")
    await mall.town.restart()
    await mall.marta.presses("Peony, Center")
    mall.marta.sees_exactly("Mon 23 Nov, 10:00 · Peony, Center")


async def test_the_givers_people_see_what_a_customer_sees(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.taras.says(digits)
    assert "15 % off any cake" in mall.taras.last.words
    assert mall.taras.last.buttons == []
    mall.presses(mall.taras, f"redeem:{digits}")
    await mall.town.settle()
    assert await mall.uses() == 0


async def test_each_gives_to_all_the_others(mall: Mall) -> None:
    """With an offer at everybody's, Zerno's codes are for Peony's counter and Peony's for Zerno's."""
    await mall.lay(Offer(what="tea", receiver=EACH))
    (ours,), (theirs,) = await mall.codes(), await mall.codes(giver="Peony")
    await mall.redeems(mall.ira, ours)
    await mall.redeems(mall.taras, theirs)
    assert await mall.uses() == 2
    async with mall.db.transaction() as tx:
        zerno, peony = mall.shops["Zerno"], mall.shops["Peony"]
        ways = await tx.all("SELECT giver_id, business_id FROM redemption ORDER BY id")
        assert [tuple(way) for way in ways] == [(zerno, peony), (peony, zerno)]
        assert await use_counts.contacts(tx, mall.promo, zerno) == 1
        assert await use_counts.redeemed(tx, mall.promo, mall.places["Podil"], START.date()) == 1


async def test_two_codes_are_taken_one_at_a_time(mall: Mall) -> None:
    one, other = await mall.codes(2)
    for who in (mall.ira, mall.zoe):
        await who.says(f"{one}, {other}")
        who.sees("Those are two codes. One at a time, please.")


async def test_a_typo_or_a_digit_missing_is_named_and_is_no_guess(mall: Mall) -> None:
    (digits,) = await mall.codes()
    for _ in range(12):
        await mall.ira.says(typo(digits))
        mall.ira.sees("A digit of the code is wrong. Compare it with the card and send it again.")
    for wrong in (digits[:7], f"{digits[:4]} {digits[4:7]}", digits + "0", digits[1] + digits[0] + digits[2:]):
        for who in (mall.ira, mall.zoe):
            await who.says(wrong)
            who.sees("A digit of the code is wrong. Compare it with the card and send it again.")
    assert await mall.rows("SELECT * FROM wrong_code") == []
    await mall.ira.says("/start c_123")
    mall.ira.sees("I cannot read this link. Send me your invitation code, or ask for a new link.")


async def test_a_promo_without_codes_takes_numbers_only(mall: Mall) -> None:
    await mall.lay(mechanic=Mechanic.DISCOUNT)
    await mall.ira.says("4821 7308")
    mall.ira.sees("That looks like a code, but this promo counts customers without codes.")


async def test_in_the_middle_of_a_form_only_the_printed_shape_is_a_code(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.marta.says("/business")
    await mall.marta.presses("Peony")
    await mall.marta.says(f"{digits[:4]} {digits[4:]}")
    await mall.marta.presses("Redeem")
    await mall.marta.presses("Peony, Podil")
    assert await mall.uses() == 1
    await mall.marta.says("/cancel")


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (State.PAUSED, "The promo is paused, so nothing was used up. The code works again when the promo goes on."),
        (State.CANCELLED, "The promo is over, so its codes are no longer honoured."),
        (State.SIGNED, "The promo has not started yet, so nothing was used up. Try again in a few minutes."),
    ],
)
async def test_only_a_running_promo_honours_codes(mall: Mall, state: State, why: str) -> None:
    (digits,) = await mall.codes()
    await mall.ira.says(digits)
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE promo SET state = :state WHERE id = :id", state=state, id=mall.promo)
    await mall.ira.presses("Redeem")
    mall.ira.sees(why)
    assert await mall.uses() == 0


async def test_where_the_last_day_still_goes_on_a_card_holds_what_it_says(mall: Mall) -> None:
    """Zerno in Kyiv began it; at Peony in Lisbon it is 22:30 of the last day when it finishes."""
    await mall.rows("UPDATE business SET zone = 'Europe/Lisbon' WHERE id = :id", id=mall.shops["Peony"])
    one, other = await mall.codes(2)
    await mall.state(State.FINISHING)
    mall.town.telegram.clock.set(datetime(2026, 12, 21, 0, 30, tzinfo=KYIV))
    await mall.redeems(mall.ira, one)
    mall.town.telegram.clock.set(datetime(2026, 12, 21, 9, 0, tzinfo=KYIV))
    await mall.ira.says(other)
    await mall.rows("UPDATE business SET zone = 'Europe/Kyiv'")
    mall.ira.sees("Too late: %(day)s was the last day.", day="Sun 20 Dec")
    assert await mall.uses() == 1


async def test_a_removed_cashier_redeems_nothing(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.ira.says(digits)
    where = {"person": mall.ids["Ira"]}
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE membership SET until = 1 WHERE person_id = :person", **where)
    await mall.ira.presses("Redeem")
    async with mall.db.transaction() as tx:
        await tx.run("UPDATE membership SET until = NULL WHERE person_id = :person", **where)
    assert await mall.uses() == 0


# Giving back ----------------------------------------------------------------------------------


async def test_the_receivers_owner_gives_a_use_back_and_it_can_be_used_again(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.ira, digits)
    await mall.marta.says(digits)
    await mall.marta.presses("Give the use back")
    await mall.town.restart()
    await mall.marta.says("\u200b")
    mall.marta.sees("That was empty.")
    await mall.marta.says("Ira pressed it by mistake")
    mall.marta.sees(
        "The use of %(code)s is given back; the code can be used again. The other side is told.",
        code=f"{digits[:4]}\u00a0{digits[4:]}",
    )
    assert "Ira pressed it by mistake" in mall.olena.last.words
    assert await mall.uses() == 0
    await mall.redeems(mall.max, digits)
    kept = await mall.rows("SELECT void_why, void_by FROM redemption ORDER BY id")
    assert [(row["void_why"], row["void_by"]) for row in kept] == [
        ("Ira pressed it by mistake", mall.ids["Marta"]),
        (None, None),
    ]


async def test_the_givers_owner_does_it_with_one_of_our_reasons(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.ira, digits)
    await mall.olena.says(digits)
    await mall.olena.presses("Give the use back")
    await mall.olena.presses("A mistake at the till")
    assert "A mistake at the till" in mall.marta.last.words
    assert await mall.uses() == 0
    await mall.olena.presses("A mistake at the till")
    assert await mall.uses() == 0


async def test_an_old_button_does_not_give_a_later_use_back(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.ira, digits)
    await mall.olena.says(digits)
    await mall.olena.presses("Give the use back")
    old = mall.olena.last
    await mall.marta.says(digits)
    await mall.marta.presses("Give the use back")
    await mall.marta.presses("The customer brought it back")
    await mall.redeems(mall.max, digits)
    await mall.olena.presses("A mistake at the till", old)
    assert await mall.uses() == 1


async def test_an_unused_code_is_made_void_by_its_giver_only(mall: Mall) -> None:
    (digits,) = await mall.codes()
    for who in (mall.marta, mall.ira, mall.taras, mall.zoe, mall.fedir):
        await who.says(link(mall, digits))
        mall.presses(who, f"void:{digits}:0:0")
        await mall.town.settle()
    assert await mall.rows("SELECT 1 FROM code WHERE void_at IS NOT NULL") == []
    await mall.olena.says(digits)
    await mall.olena.presses("Make the code void")
    await mall.olena.presses("The card is lost or stolen")
    await mall.ira.says(digits)
    mall.ira.sees("This code was made void. Ask the owner who handed it out for another one.")
    assert labels(mall.ira) == []
    await mall.zoe.says(digits)
    mall.zoe.sees("There is no such code for you here. Compare it with the card, digit by digit.")


async def test_leave_it_leaves_it(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.redeems(mall.ira, digits)
    await mall.marta.says(digits)
    await mall.marta.presses("Give the use back")
    await mall.marta.presses("◀ Leave it as it is")
    await mall.marta.says("7")
    assert await mall.uses() == 1


# The day ---------------------------------------------------------------------------------------


async def test_the_closing_question_says_what_the_codes_say_and_takes_it_in_one_tap(mall: Mall) -> None:
    for digits in await mall.codes(5):
        await mall.redeems(mall.ira, digits)
    await mall.redeems(mall.max, (await mall.codes())[0])
    await mall.ira.says("/report")
    mall.ira.sees("By codes: %(n)s.", n=5)
    assert labels(mall.ira)[:5] == ["✓ 5", "6", "7", "8", "Other"]
    await mall.ira.taps("✓ 5")
    mall.ira.sees_exactly("Saved: Mon 23 Nov · Peony, Podil: 5 customers")


async def test_a_use_after_midnight_counts_for_the_night_that_it_belongs_to(mall: Mall) -> None:
    (digits,) = await mall.codes()
    mall.town.telegram.clock.move(timedelta(hours=16))
    await mall.redeems(mall.ira, digits)
    rows = await mall.rows("SELECT day FROM redemption")
    assert [row["day"] for row in rows] == ["2026-11-23"]


async def test_a_condition_is_shown_only_where_there_is_one(mall: Mall) -> None:
    await mall.lay(COFFEE.model_copy(update={"condition": None}))
    (digits,) = await mall.codes()
    await mall.zoe.says(digits)
    assert "Condition" not in mall.zoe.last.words
