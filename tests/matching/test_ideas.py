"""Ideas, being found, and a request to talk: in three languages at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from templates.catalogue import label
from templates.words.examples import EXAMPLES
from tests.world.street import Street, a_street, lets_be_found, opens_shop, toast
from tests.world.town import Actor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

NOT_YOURS = "This is not available to you."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built() -> AsyncIterator[Street]:
    async with a_street() as street:
        yield street


@pytest_asyncio.fixture(loop_scope="module")
async def street(built: Street) -> Street:
    return await built.again()


async def requests(street: Street) -> list[tuple[object, ...]]:
    rows = await street.town.database("SELECT * FROM contact ORDER BY id")
    return [(row["asker_id"], row["asked_id"], row["answer"]) for row in rows]


async def neighbours(street: Street, count: int) -> None:
    """Some more shops of Nadia's that can be found, as if she had filled in all their profiles."""
    for number in range(count):
        await street.town.database(
            """INSERT INTO business (name, category, city, currency, zone, created_at, created_by, found_in)
            SELECT :name, 'books', city, currency, zone, created_at, created_by, 'київ'
            FROM business WHERE name = 'Bloom'""",
            name=f"Books {number}",
        )
    await street.town.database(
        """INSERT INTO membership (person_id, business_id, role, since) SELECT created_by, id, 'owner', created_at
        FROM business WHERE name LIKE 'Books %'"""
    )


def shown(who: Actor) -> list[str]:
    """The businesses on offer below the ideas."""
    return [button.text for button in who.last.buttons if (button.data or "").startswith("see:")]


# Ideas -----------------------------------------------------------------------------------------


async def test_ideas_name_what_completes_a_business_with_one_idea_for_each(street: Street) -> None:
    await street.olena.says("/ideas")
    words = street.olena.last.words
    for category, name in (("flowers", "Flowers"), ("books", "Bookshop"), ("bakery", "Bakery")):
        assert f"{street.olena.tr(name)}: {label(EXAMPLES[category].offer, 'uk')}" in words
    street.olena.sees("And theirs with you: %(offer)s.", offer=label(EXAMPLES["cafe"].offer, "uk"))


@pytest.mark.quick
async def test_only_those_of_the_city_who_want_it_are_found_however_the_city_is_written(street: Street) -> None:
    """Marta's profile says Киев, Olena's Київ; Nadia has not opted in."""
    await street.olena.says("/ideas")
    assert shown(street.olena) == ["Peony · Пекарня"]
    await lets_be_found(street.nadia)
    await street.olena.says("/ideas")
    assert [name.split(" ")[0] for name in shown(street.olena)] == ["Bloom", "Peony"]
    await street.nadia.presses("Do not show us any more")
    street.nadia.sees_exactly("Bloom is not shown to others any more.")
    await street.olena.says("/ideas")
    assert shown(street.olena) == ["Peony · Пекарня"]


async def test_who_moves_to_another_city_is_found_there(street: Street) -> None:
    await street.marta.says("/business")
    await street.marta.presses("✎ Peony")
    await street.marta.taps(f"✎ {street.marta.tr('City')}")
    await street.marta.says("Lviv")
    await street.marta.presses("✓ Save")
    await street.olena.says("/ideas")
    assert shown(street.olena) == []
    street.olena.sees(
        "Nobody in your city can be found here yet. Do you know one of these? /new makes an invitation "
        "for you to pass on."
    )


async def test_at_most_eight_are_shown_and_no_competitor(street: Street) -> None:
    await neighbours(street, 10)
    await street.olena.says("/ideas")
    assert len(shown(street.olena)) == 8
    await street.olena.presses("Let others find us")
    await opens_shop(street.zoe, "Second cup", "Café")
    await street.zoe.says("/ideas")
    assert not any("Zerno" in name for name in shown(street.zoe))


async def test_with_several_businesses_the_first_question_is_which(street: Street) -> None:
    await opens_shop(street.olena, "Nova", "Flowers")
    await street.olena.says("/ideas")
    street.olena.sees("Ideas for which business?")
    await street.olena.presses("Nova")
    assert street.olena.last.words.startswith("«Nova»")


async def test_somebody_without_a_business_is_told_how_to_begin(street: Street) -> None:
    await street.zoe.says("/ideas")
    street.zoe.sees("You have no business here yet. /new begins with it.")


async def test_the_switch_says_what_others_see_and_a_second_tap_changes_nothing(street: Street) -> None:
    await street.nadia.says("/ideas")
    ideas = street.nadia.last
    await street.nadia.presses("Let others find us")
    street.nadia.sees_exactly(
        "They see its name, category, city, prices and customers; never a person's name or phone."
    )
    assert toast(await street.nadia.presses("Let others find us", ideas)) == "That is how it is already."
    rows = await street.town.database("SELECT * FROM business WHERE name = 'Bloom'")
    assert rows[0]["found_changed_by"] == rows[0]["created_by"]
    assert rows[0]["found_changed_at"] == int(street.town.telegram.clock.now().timestamp())


# What is seen before a yes ---------------------------------------------------------------------


async def describes(who: Actor, customers: str) -> None:
    await who.says("/business")
    await who.presses("✎ Peony")
    await who.taps(f"✎ {who.tr('Customers')}")
    await who.says(customers)
    await who.presses("✓ Save")


async def test_before_a_yes_neither_side_sees_a_person_a_phone_or_a_username(street: Street) -> None:
    street.marta.person.username = "marta_peony"
    await describes(street.marta, "Families of the quarter, 050 123 45 67, @marta_peony")
    await street.asks("Hello from the café, @olena_zerno, +380501234567 or t.me/olena_zerno")
    at_olena, at_marta = street.read(street.olena), street.marta.last.words
    assert "Families of the quarter, …, …" in at_olena
    assert "Hello from the café, …, … or …" in at_marta
    for secret in ("Marta", "marta_peony", "050 123", str(street.marta.person.id)):
        assert secret not in at_olena
    for secret in ("Olena", "olena_zerno", "+380", str(street.olena.person.id)):
        assert secret not in at_marta
    assert "Zerno" in at_marta
    assert street.marta.tr("Café") in at_marta


async def test_the_page_says_what_the_two_profiles_say(street: Street) -> None:
    await street.olena.says("/ideas")
    await street.olena.presses("Peony")
    for text in (
        "You do not compete.",
        "What you sell goes together.",
        "One of you has not said what the prices are like.",
    ):
        street.olena.sees(text)
    await street.olena.presses("◀ All ideas")
    assert shown(street.olena) == ["Peony · Пекарня"]


@pytest.mark.parametrize("data", ["see:1:{}", "meet:1:{}", "pair:1:{}", "talk:{}:yes", "ideas:{}", "find:{}:yes"])
async def test_hidden_and_unknown_look_the_same(street: Street, data: str) -> None:
    """Bloom is number 3 and hidden; there is no number 999."""
    foreign, unknown = [await street.forges(street.olena, data.format(number)) for number in (3, 999)]
    assert foreign == unknown == street.olena.tr(NOT_YOURS)


async def test_an_old_button_of_somebody_who_hid_meanwhile_is_refused(street: Street) -> None:
    await street.olena.says("/ideas")
    await street.marta.presses("Do not show us any more")
    assert toast(await street.olena.presses("Peony")) == street.olena.tr(NOT_YOURS)


# A request -------------------------------------------------------------------------------------


async def test_after_a_yes_both_sides_get_names_links_and_a_way_on(street: Street) -> None:
    await street.asks("Let us share our mornings")
    assert "Let us share our mornings" in street.marta.last.words
    await street.marta.presses("Yes, let us talk")
    assert "Olena" in street.marta.last.words
    assert "https://t.me/olena_zerno" in street.marta.last.links
    assert "Marta" in street.olena.last.words
    assert f"tg://user?id={street.marta.person.id}" in street.olena.last.links
    street.olena.sees("without a username: press the name")
    assert await requests(street) == [(1, 2, "yes")]
    await street.olena.presses("Propose a promo")
    assert street.olena.last.buttons[-1].text == street.olena.tr("Go through all of it")


async def test_a_no_is_told_kindly_without_a_reason_and_may_be_repeated_after_a_month(street: Street) -> None:
    await street.asks()
    await street.marta.presses("No, thank you")
    street.marta.sees_exactly("и больше ничего")
    street.olena.sees(
        "<b>%(name)s</b> thanks you; it does not suit them now. Others may be glad to hear from you.", name="«Peony»"
    )
    assert street.olena.last.links == []
    assert await street.forges(street.olena, "meet:1:2") == street.olena.tr(
        "Not now, they said. You can ask again a month after that."
    )
    await street.olena.presses("Other ideas")
    await street.olena.presses("Peony")
    street.olena.sees_exactly("ср, 23 груд., 10:00")
    await street.town.waits(days=30, minutes=1)
    await street.asks()
    assert await requests(street) == [(1, 2, "no"), (1, 2, None)]


async def test_one_request_is_open_between_two_whoever_asked(street: Street) -> None:
    await street.asks()
    assert await street.forges(street.olena, "meet:1:2") == street.olena.tr(
        "You have asked them already. They have two weeks to answer."
    )
    assert await street.forges(street.marta, "meet:2:1") == street.marta.tr(
        "They have asked you already: their question waits here for your answer."
    )
    await street.forges(street.marta, "see:2:1")
    await street.marta.presses("Yes, let us talk")
    assert await requests(street) == [(1, 2, "yes")]
    assert await street.forges(street.olena, "meet:1:2") == street.olena.tr("You know each other already.")


async def test_five_requests_a_day_are_the_most(street: Street) -> None:
    await neighbours(street, 6)
    for number in range(5):
        await street.forges(street.olena, f"meet:1:{4 + number}")
        await street.olena.presses("Skip")
        await street.olena.presses("Send the request ▶")
    assert await street.forges(street.olena, "meet:1:9") == street.olena.tr(
        "Five new requests a day are the most. Tomorrow you can ask again."
    )
    await street.town.waits(days=1)
    assert await street.forges(street.olena, "meet:1:9") == ""
    assert len(await requests(street)) == 5


async def test_a_request_lapses_after_two_weeks_by_itself(street: Street) -> None:
    await street.asks()
    await street.town.waits(days=14)
    press = await street.marta.presses("Yes, let us talk")
    assert toast(press) == street.marta.tr("This request has lapsed after two weeks.")
    assert await requests(street) == [(1, 2, None)]
    await street.asks()
    assert len(await requests(street)) == 2


@pytest.mark.parametrize("second", ["Yes, let us talk", "No, thank you"])
async def test_two_taps_have_one_effect(street: Street, second: str) -> None:
    await street.asks()
    question = street.marta.last
    for text in ("Yes, let us talk", second):
        press = street.town.telegram.presses(street.marta.person, question, street.marta.tr(text))
    await street.town.settle()
    assert toast(press) == street.marta.tr("That is answered already.")
    assert await requests(street) == [(1, 2, "yes")]
    assert sum("Marta" in message.words for message in street.olena.screen) == 1


async def test_every_owner_of_the_asked_business_may_answer_once_for_all(street: Street) -> None:
    """Zoe owns Peony together with Marta, and reads English."""
    await street.marta.says("/business")
    await street.marta.presses("+ One more owner")
    await street.zoe.opens(street.marta.link("start=s_"))
    await street.zoe.presses("✓ I am an owner")
    await street.asks()
    await street.zoe.presses("Yes, let us talk")
    street.zoe.sees_exactly("You and Zerno can talk now. On their side:")
    assert {"Marta", "Zoe"} <= set(street.olena.last.words.replace(",", " ").split())
    street.marta.sees("You and <b>%(name)s</b> can talk now. On their side:", name="«Zerno»")
    press = await street.marta.presses("No, thank you")
    assert toast(press) == street.marta.tr("That is answered already.")
    assert await requests(street) == [(1, 2, "yes")]


async def test_strangers_and_the_asker_do_not_answer_for_the_asked(street: Street) -> None:
    await street.asks()
    for who in (street.zoe, street.nadia, street.olena):
        assert await street.forges(who, "talk:1:yes") == who.tr(NOT_YOURS)
    assert await requests(street) == [(1, 2, None)]


# Its form --------------------------------------------------------------------------------------


async def begins_request(street: Street) -> None:
    await street.olena.says("/ideas")
    await street.olena.presses("Peony")
    await street.olena.presses("Ask them")


async def test_a_line_that_is_too_long_or_no_text_is_asked_for_again(street: Street) -> None:
    await begins_request(street)
    await street.olena.says("x" * 201)
    street.olena.sees_exactly(street.olena.tr("That is %(length)s characters, %(limit)s fit.", length=201, limit=200))
    await street.olena.sends("sticker")
    street.olena.sees("Here I need words or a number, not a file or a sticker.")
    await street.olena.says("<b>Hello & welcome</b>")
    assert "<b>Hello & welcome</b>" in street.olena.last.words
    await street.olena.presses("Send the request ▶")
    assert "<b>Hello & welcome</b>" in street.marta.last.words


async def test_the_line_can_be_changed_before_it_goes_and_an_old_button_says_so(street: Street) -> None:
    await begins_request(street)
    skip = street.olena.last.buttons[0].data or ""
    await street.olena.says("One")
    assert await street.forges(street.olena, skip) == street.olena.tr("That step is answered already.")
    await street.olena.taps(f"✎ {street.olena.tr('A line from you')}")
    await street.olena.says("Two")
    await street.olena.presses("Send the request ▶")
    assert "Two" in street.marta.last.words


async def test_who_hid_while_a_request_was_written_is_not_asked(street: Street) -> None:
    await begins_request(street)
    await street.marta.presses("Do not show us any more")
    await street.olena.presses("Skip")
    await street.olena.presses("Send the request ▶")
    street.olena.sees("This business cannot be found any more.")
    assert await requests(street) == []


async def test_a_restart_half_way_keeps_the_request(street: Street) -> None:
    await begins_request(street)
    await street.olena.presses("Later")
    await street.town.restart()
    await street.olena.presses("Continue from step %(n)s", n=1)
    await street.olena.says("Still here")
    await street.town.restart()
    await street.olena.presses("Send the request ▶")
    await street.town.restart()
    await street.marta.presses("Yes, let us talk")
    assert await requests(street) == [(1, 2, "yes")]
