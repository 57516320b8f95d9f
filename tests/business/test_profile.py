"""Profiles: several shops, several owners, hours that change."""

from __future__ import annotations

from domain.matching.categories import CATEGORIES
from storage.codes import codes
from tests.world.cast import fills_in_business, running_promo, signed_promo
from tests.world.town import InProcess, Town


async def test_a_business_gets_a_second_shop_that_is_asked_at_its_own_hour(town: Town) -> None:
    cast = await running_promo(town)
    await cast.olena.says("/business")
    await cast.olena.presses("+ One more shop")
    await cast.olena.says("Podil")
    await cast.olena.presses("A counter")
    await cast.olena.presses("Every day")
    await cast.olena.presses("22:00")
    await cast.olena.says("Sahaidachnoho 1")
    await cast.olena.presses("✓ Save")
    await cast.olena.says("/staff")
    await cast.olena.presses("Invite staff: %(name)s", name="Podil")
    zoe = cast.zoe
    await zoe.opens(cast.olena.link("start=s_"))
    await zoe.presses("✓ I work here")
    await town.moves_to("2026-11-30 20:01")
    assert "How many customers" not in zoe.last.words
    await town.moves_to("2026-11-30 22:01")
    zoe.sees_exactly("Mon 30 Nov · Zerno, Podil")


async def test_a_line_that_is_edited_is_no_step_of_five(town: Town) -> None:
    cast = await signed_promo(town)
    await cast.olena.says("/business")
    await cast.olena.presses("✎ Zerno")
    for line in ("✎ Address", "✎ City"):
        await cast.olena.presses(line)
        assert cast.olena.last.words.startswith("Zerno\n"), cast.olena.last.words
        assert "Step" not in cast.olena.last.words
        await cast.olena.presses("◀ Back")


async def test_a_second_owner_joins_by_a_link_that_works_once(town: Town) -> None:
    cast = await signed_promo(town)
    await cast.olena.says("/business")
    await cast.olena.presses("+ One more owner")
    link = cast.olena.link("start=s_")
    await cast.taras.opens(link)
    await cast.taras.presses("✓ I am an owner")
    cast.olena.sees_exactly("Taras is now an owner of Zerno.")
    await cast.taras.says("/promos")
    assert any("Flowers + coffee" in button.text for button in cast.taras.last.buttons)
    await cast.zoe.opens(link)
    cast.zoe.sees("This invitation no longer works. Ask the owner for a new one.")


async def test_changed_hours_move_the_question_and_a_day_off_is_not_asked_about(town: Town) -> None:
    cast = await running_promo(town)
    await cast.olena.says("/business")
    await cast.olena.presses("✎ Zerno")
    await cast.olena.presses("✎ Closes at")
    await cast.olena.presses("18:00")
    await cast.olena.presses("✎ Working days")
    await cast.olena.presses("Mon–Sat")
    await cast.olena.presses("✓ Save")
    await town.moves_to("2026-11-30 18:01")
    cast.taras.sees_exactly("Mon 30 Nov · Zerno")
    await town.moves_to("2026-12-06 21:00")
    assert not any("Sun 6 Dec" in message.words for message in cast.taras.screen)


async def test_the_zone_follows_the_city_and_an_unknown_city_is_asked_for_its_zone(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Zerno")
    await olena.presses("Café")
    await olena.says("Smalltown")
    olena.sees("Which time zone is that? Questions and reminders follow its clock.")
    await olena.says("Mars/X")
    olena.sees_exactly("I do not know the time zone")
    await olena.says("Europe/Warsaw")
    await olena.presses("Every day")
    await olena.presses("20:00")
    assert "Currency: PLN" in olena.last.words


async def test_a_person_may_have_several_businesses_and_chooses_who_proposes(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/business")
    await olena.presses("+ One more business")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.says("/business")
    await olena.presses("+ One more business")
    await fills_in_business(olena, "Bloom", "Flowers")
    await olena.says("/new")
    olena.sees("Which business proposes the promo?")
    await olena.presses("Bloom")
    await olena.presses("Go through all of it")
    olena.sees("What is the promo called? Partners and staff will see this name.")


async def test_each_counter_has_its_own_address_and_the_first_that_of_the_profile(town: Town) -> None:
    cast = await running_promo(town)
    await cast.olena.says("/business")
    await cast.olena.presses("✎ Zerno")
    await cast.olena.presses("✎ Address")
    await cast.olena.says("Market Square 1")
    await cast.olena.presses("✓ Save")
    await cast.olena.says("/business")
    await cast.olena.presses("+ One more shop")
    for answer in ("Kiosk", "A counter", "1-7", "20:00"):
        await cast.olena.says(answer)
    await cast.olena.presses("Skip")
    await cast.olena.presses("✓ Save")
    assert isinstance(town.bot, InProcess)
    (promo,) = await town.database("SELECT id FROM promo")
    async with town.bot.program.db.transaction() as tx:
        rows = await codes.addresses(tx, promo["id"], frozenset({1}))
    assert [(row.location, row.address) for row in rows] == [("Zerno", "Market Square 1"), ("Kiosk", None)]
    await cast.olena.says("/report")
    assert [button.text.partition(" · ")[0] for button in cast.olena.last.buttons] == ["Zerno", "Zerno, Kiosk"]


async def test_a_kind_of_business_that_is_not_among_ours_gets_all_of_them_to_choose_from(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Curls")
    await olena.says("dog grooming")
    olena.sees_exactly("Which one do you mean?")
    assert len(olena.last.buttons) == len(CATEGORIES)
    await olena.presses("Beauty salon")
    olena.sees_exactly("In which city?")


async def test_the_first_letters_of_a_button_are_enough(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Zerno")
    await olena.says("beauty")
    olena.sees_exactly("In which city?")


async def test_what_is_typed_in_a_hurry_is_taken(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    for answer in ("Zerno", "Café", "івано-франківськ", "без вихідних", "20"):
        await olena.says(answer)
    olena.sees_exactly("Івано-Франківськ")
    await olena.presses("✎ %(field)s", field="Gross margin")
    await olena.says("десь 65%")
    olena.sees_exactly("65 %")


async def test_working_days_may_be_typed_by_name(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    for answer in ("Zerno", "Café", "Kyiv"):
        await olena.says(answer)
    for said, shown in (
        ("вт-сб", "Tue–Sat"),
        ("Mon, Wed and Fri", "Mon, Wed, Fri"),
        ("пн, п’ятниця", "Mon, Fri"),
        ("без вихідних", "Mon–Sun"),
    ):
        await olena.says(said)
        assert any(f"Working days: {shown}" in message.words for message in olena.screen), said
        await olena.presses("◀ Back")
