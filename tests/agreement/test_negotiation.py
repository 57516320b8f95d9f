"""Two to five businesses on the way to a signature: objections, comments, changes at the same time, leaving."""

from __future__ import annotations

import re

import pytest

from tests.agreement.test_signing import state
from tests.world.cast import Cast, fills_in_promo, joins, negotiating, proposes, signs
from tests.world.five_promos import BAKERY, KIDS_CLOTHES, PILOT, SHARED_CARD, SWEETS, TOYS, does, looks
from tests.world.five_promos import joins as comes
from tests.world.five_promos import proposes as offers
from tests.world.five_promos import signs as signs_it
from tests.world.street import answers_six
from tests.world.table import table
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow

STOP = ("Other people", "A bad one", "No", "Not sure", "Yes", "No")


async def three_shops(town: Town) -> tuple[Actor, Actor, Actor]:
    """Olena's toys, Karina's clothes and Sue's sweets, who wanted to be four."""
    olena, karina, sue = town.person("Olena"), town.person("Karina"), town.person("Sue")
    link = await offers(olena, TOYS, SHARED_CARD.replace("[4]", "[3]"))
    await comes(karina, link, KIDS_CLOTHES.replace("Детская одежда", "Children's clothes"))
    await comes(sue, link, SWEETS)
    return olena, karina, sue


async def newest_terms(town: Town) -> str:
    rows = await town.database("SELECT terms FROM version ORDER BY number DESC")
    return str(rows[0]["terms"])


async def test_after_a_check_that_said_stop_a_signature_asks_once_more(town: Town) -> None:
    cast = await negotiating(town)
    await cast.olena.presses("Look at it")
    for who in (cast.marta, cast.olena):
        await who.presses("Do we fit? ▶")
        await answers_six(who, *STOP)
    await cast.marta.presses("Look at it")
    await cast.marta.presses("✍ Sign version %(n)s", n=1)
    cast.marta.sees_exactly("The check of fit with Zerno said Stop. It is only advice")
    assert await town.database("SELECT * FROM signature") == []
    await cast.marta.presses("Go on to the signature")
    await cast.marta.presses("✍ I sign version %(n)s", n=1)
    assert len(await town.database("SELECT * FROM signature")) == 1


async def test_a_section_can_be_declined_with_words_that_stay_with_it(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("3. Offer")
    await cast.marta.presses("✗ Not like this")
    await cast.marta.says("15 % is too much for bread, 10 % would do")
    seen = cast.olena.sees_exactly("Peony does not agree to “Offer” of Flowers + coffee:")
    assert "10 % would do" in seen.words
    await cast.olena.presses("Look at it")
    cast.olena.sees_exactly("✗ Peony: 15 % is too much for bread, 10 % would do")
    await cast.olena.presses("◀ All sections")
    cast.olena.sees_exactly("3. Offer 💬 ✗ Peony")
    assert await state(town) == "negotiating"


@pytest.mark.quick
async def test_an_objection_is_answered_by_a_change_of_that_section(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("3. Offer")
    await cast.marta.presses("✗ Not like this")
    await cast.marta.says("Too much for bread")
    await cast.olena.presses("Look at it")
    await cast.olena.presses("✎ The customer gets")
    await cast.olena.says("10 % off any coffee")
    await cast.olena.presses("Send to the partners ▶")
    assert "✗ Peony" not in cast.olena.last.words
    await looks(cast.marta)
    assert "✗ 3. Offer" not in cast.marta.last.words


async def test_a_comment_stays_with_its_section_through_versions(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("4. Dates")
    await cast.marta.presses("Comment")
    await cast.marta.says("We are closed on the 25th")
    cast.olena.sees_exactly("We are closed on the 25th")
    await cast.olena.presses("Look at it")
    await cast.olena.presses("◀ All sections")
    await cast.olena.presses("1. Goal")
    await cast.olena.presses("✎ Target")
    await cast.olena.says("250")
    await cast.olena.presses("Send to the partners ▶")
    await looks(cast.marta)
    await cast.marta.presses("4. Dates")
    cast.marta.sees_exactly("💬 Peony: We are closed on the 25th")


async def test_who_signs_is_told_who_does_not_agree(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("9. Reporting")
    await cast.marta.presses("✗ Not like this")
    await cast.marta.says("Nobody counts new ones at our till")
    await cast.olena.presses("Look at it")
    await cast.olena.presses("◀ All sections")
    await cast.olena.presses("✍ Sign version %(n)s", n=1)
    cast.olena.sees_exactly("⚠ Peony does not agree to “Reporting”.")


async def test_several_changes_go_out_together_as_one_version(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("1. Goal")
    await cast.marta.presses("✎ Target")
    await cast.marta.says("300")
    await cast.marta.presses("✎ Money and rewards")
    await cast.marta.presses("✎ Minimum each")
    await cast.marta.says("45")
    seen = cast.marta.sees_exactly("your changes")
    assert re.search(r"200 → 300.*30 → 45", seen.words.replace("\n", " "))
    assert len(await town.database("SELECT * FROM version")) == 1
    await cast.marta.presses("Send to the partners ▶")
    assert len(await town.database("SELECT * FROM version")) == 2
    seen = cast.olena.sees_exactly("Peony changed Flowers + coffee. It is version 2 now.")
    assert "signatures" not in seen.words
    assert re.search(r"200 → 300.*30 → 45", seen.words.replace("\n", " "))


async def test_who_had_signed_is_told_that_the_signature_went_with_the_old_version(town: Town) -> None:
    cast = await negotiating(town)
    await cast.olena.presses("Look at it")
    await cast.olena.presses("✍ Sign version %(n)s", n=1)
    await cast.olena.presses("✍ I sign version %(n)s", n=1)
    await cast.marta.presses("1. Goal")
    await cast.marta.presses("✎ Target")
    await cast.marta.says("300")
    await cast.marta.presses("Send to the partners ▶")
    cast.olena.sees_exactly("Peony changed Flowers + coffee. It is version 2 now. Earlier signatures no longer count.")


async def test_a_change_that_needs_more_asks_for_it_before_it_can_be_sent(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("3. Offer")
    await cast.marta.presses("✎ Offers")
    await cast.marta.presses("2")
    await cast.marta.says("a croissant for half the price")
    await cast.marta.says("a receipt of the café")
    await cast.marta.taps("Peony")
    await cast.marta.says("25")
    await cast.marta.presses("Skip")
    await cast.marta.presses("Send to the partners ▶")
    cast.olena.sees_exactly("Offer 2, the customer gets: — → a croissant for half the price")


async def test_changes_survive_a_restart_and_can_be_dropped(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("1. Goal")
    await cast.marta.presses("✎ Target")
    await cast.marta.says("300")
    await town.restart()
    await cast.marta.says("/start")
    await cast.marta.presses("Continue my changes")
    cast.marta.sees_exactly("200 → 300")
    await cast.marta.presses("Drop my changes")
    cast.marta.sees("Your changes are dropped. The terms stay as they were.")
    assert len(await town.database("SELECT * FROM version")) == 1


async def test_of_two_changes_at_once_one_wins_and_the_others_text_is_kept_on_top(town: Town) -> None:
    cast = await negotiating(town)
    await cast.olena.presses("Look at it")
    for who, field, value in ((cast.olena, "Target", "333"), (cast.marta, "Name", "Bread and beans")):
        await who.presses("1. Goal")
        await who.presses(f"✎ {field}")
        await who.says(value)
    await cast.olena.presses("Send to the partners ▶")
    await cast.marta.presses("Send to the partners ▶")
    cast.marta.sees_exactly("it is version 2 now. Your changes are kept on top of it")
    cast.marta.sees_exactly("Flowers + coffee → Bread and beans")
    await cast.marta.presses("Send to the partners ▶")
    assert '"target":333' in await newest_terms(town)
    assert '"title":"Bread and beans"' in await newest_terms(town)


async def test_of_three_one_may_leave_and_the_others_go_on_with_a_version_without_it(town: Town) -> None:
    olena, karina, sue = await three_shops(town)
    await looks(karina)
    await signs_it(karina, 2)
    await looks(sue)
    await sue.presses("Decline")
    sue.sees_exactly("You leave, and the others go on without you.")
    await sue.says("We move to another city")
    olena.sees_exactly("Sugar Lane is no longer part of Дитяча картка. The reason: We move to another city")
    assert await state(town) == "negotiating"
    assert await town.database("SELECT * FROM signature WHERE version = 3") == []
    await signs_it(olena, 3)
    await signs_it(karina, 3)
    assert await state(town) == "signed"
    assert "Sugar Lane" not in await newest_terms(town)


async def test_who_left_sees_nothing_that_came_after(town: Town) -> None:
    _, _, sue = await three_shops(town)
    await looks(sue)
    await sue.presses("Decline")
    await sue.presses("Not now")
    number = (await town.database("SELECT id FROM promo"))[0]["id"]
    press = town.telegram.forges(sue.person, sue.last, f"sec:{number}:3:1")
    await town.settle()
    assert press.answer
    assert press.answer["text"] == "This is not available to you."
    await sue.says("/promos")
    assert "Дитяча картка" not in sue.last.words
    row = (await town.database("SELECT fingerprint FROM version WHERE number = 3"))[0]
    await sue.says(row["fingerprint"])
    sue.sees("This is not a fingerprint of an agreement of yours. Check that all 64 characters were sent.")


@pytest.mark.slow
async def test_even_the_initiator_may_leave(town: Town) -> None:
    olena, karina, sue = await three_shops(town)
    await looks(olena)
    await olena.presses("Decline")
    await olena.presses("Not now")
    await signs_it(karina, 3)
    await signs_it(sue, 3)
    assert await state(town) == "signed"


async def test_of_two_the_no_of_one_ends_it(town: Town) -> None:
    cast = await negotiating(town)
    await cast.olena.presses("Look at it")
    await cast.olena.presses("Decline")
    await cast.olena.presses("Too expensive for us")
    assert await state(town) == "declined"
    cast.marta.sees_exactly("The reason: Too expensive for us")


@pytest.mark.slow
async def test_nobody_can_sign_for_all_while_a_partner_is_still_awaited(town: Town) -> None:
    olena, karina, sue = town.person("Olena"), town.person("Karina"), town.person("Sue")
    link = await offers(olena, TOYS, SHARED_CARD)
    await comes(karina, link, KIDS_CLOTHES.replace("Детская одежда", "Children's clothes"))
    await signs_it(karina, 1)
    await signs_it(olena, 1)
    assert await state(town) == "negotiating"
    await comes(sue, link, SWEETS)
    await looks(olena)
    await olena.presses("1. Goal")
    await olena.presses("✎ Businesses")
    await olena.presses("3")
    await olena.presses("Send to the partners ▶")
    for who in (olena, karina, sue):
        await signs_it(who, 3)
    assert await state(town) == "signed"
    late = town.person("Late")
    await late.opens(link)
    late.sees("This invitation no longer works. Ask your partner for a new link.")


@pytest.mark.slow
async def test_a_fifth_shop_finds_the_promo_full(town: Town) -> None:
    olena, _, _ = await three_shops(town)
    marta = town.person("Marta")
    await marta.opens(olena.link("start=b_"))
    marta.sees("This invitation no longer works. Ask your partner for a new link.")
    assert len(await town.database("SELECT * FROM party")) == 3


async def test_a_promo_has_no_fewer_sides_than_are_in_already(town: Town) -> None:
    laid = await table(town)
    await laid.lay(3)
    olena = laid.owners[0]
    laid.presses(olena, f"chg:{laid.promo}:1:partners")
    await town.settle()
    assert [button.text for row in olena.last.keyboard[:1] for button in row] == ["3", "4", "5"]
    await olena.says("2")
    assert '"partners":3' in (await town.database("SELECT answers FROM form WHERE kind = 'change'"))[0]["answers"]


async def test_the_history_tells_who_did_what_in_order(town: Town) -> None:
    cast = await negotiating(town)
    await town.waits(hours=3)
    await cast.marta.presses("3. Offer")
    await cast.marta.presses("✗ Not like this")
    await cast.marta.says("Too much for bread")
    await town.waits(minutes=1)
    await cast.olena.presses("Look at it")
    await cast.olena.presses("✎ Uses at most")
    await cast.olena.says("150")
    await cast.olena.presses("Send to the partners ▶")
    await town.waits(minutes=1)
    await signs(cast.olena, 2)
    await town.waits(minutes=1)
    await looks(cast.marta)
    await signs(cast.marta, 2)
    await cast.marta.says("/promos")
    await cast.marta.presses("Flowers + coffee")
    await cast.marta.presses("History")
    told = re.sub(r"\s+", " ", cast.marta.last.words)
    in_order = (
        "Peony came in",
        "Zerno: version 1",
        "Peony, Offer: Too much for bread",
        "Zerno: version 2",
        "Zerno signed version 2",
        "Peony signed version 2",
        "Peony: signed",
    )
    places = [told.find(words) for words in in_order]
    assert -1 not in places, told
    assert places == sorted(places), told
    assert "first answer came after 3 hours" in told


async def test_everybody_sees_what_each_side_gives_and_gets(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("Who gives and gets what")
    words = cast.marta.last.words
    assert words.index("Zerno") < words.index("300 flyers") < words.index("100 new guests") < words.index("Peony")
    assert "at its counter up to 18 000 ₴" in words.replace("\u00a0", " ")
    assert "about 30 customers" in words


async def test_a_side_that_gets_nothing_is_flagged(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("3. Offer")
    await cast.marta.presses("✎ Used")
    await cast.marta.taps("Zerno")
    await cast.marta.presses("Send to the partners ▶")
    await cast.marta.presses("Who gives and gets what")
    cast.marta.sees_exactly("⚠ No offer is used at its counter, so it receives no customers.")


@pytest.mark.slow
async def test_terms_may_differ_at_single_locations(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await does(olena, "> Zerno\n[Café]\n[Kyiv]\n[Every day]\n[20:00]\n[✓ Save]")
    await opens_second_shop(olena)
    await olena.says("/new")
    await fills_in_promo(olena)
    await olena.presses("✎ Offer")
    await olena.presses("✎ Some locations")
    await olena.says("Lypky: 10 % off")
    olena.sees_exactly("I do not know the location “Lypky”.")
    await olena.says("Podil: 10 % off, 50 uses, 5–20.12")
    await olena.presses("Propose to the partner ▶")
    await joins(town.person("Marta"), olena.link("start=b_"))
    terms = await newest_terms(town)
    assert '"what":"10 % off"' in terms
    assert '"limit":50' in terms
    assert '"first":"2026-12-05"' in terms


async def opens_second_shop(olena: Actor) -> None:
    await olena.says("/business")
    await olena.presses("+ One more shop")
    await does(olena, "> Podil\n[A counter]\n[Every day]\n[21:00]\n[Skip]\n[✓ Save]")


@pytest.mark.slow
async def test_a_pilot_runs_only_at_the_locations_that_take_part(town: Town) -> None:
    olena, marta, taras = town.person("Olena"), town.person("Marta"), town.person("Taras")
    await olena.says("/new")
    await does(olena, "> Zerno\n[Café]\n[Kyiv]\n[Every day]\n[20:00]\n[✓ Save]")
    await opens_second_shop(olena)
    await olena.says("/new")
    await olena.presses("Go through all of it")
    await does(olena, PILOT)
    await olena.presses("✎ Goal")
    await olena.presses("✎ Locations that take part")
    await olena.presses("Podil")
    await olena.presses("Done ▶")
    await olena.presses("Propose to the partner ▶")
    await comes(marta, olena.link("start=b_"), BAKERY)
    await signs_it(marta, 1)
    await signs_it(olena, 1)
    await olena.presses("Invite staff: %(name)s", name="Podil")
    await taras.opens(olena.link("start=s_"))
    await taras.presses("✓ I work here")
    await town.moves_to("2026-11-30 20:01")
    assert "Zerno" not in {message.words for message in olena.screen[-1:]}
    asked = await town.database("SELECT subject FROM due WHERE kind = 'ask' AND period = '2026-11-30' ORDER BY subject")
    names = await town.database("SELECT id, name FROM location ORDER BY id")
    places = {row["id"]: row["name"] for row in names}
    assert sorted(places[int(row["subject"].split(":")[1])] for row in asked) == ["Crust", "Podil"]


async def test_the_pitch_says_first_what_the_partner_gains_and_opens_from_a_link(town: Town) -> None:
    cast = Cast(town)
    await proposes(cast.olena)
    await cast.olena.presses("The pitch")
    await cast.olena.presses("Link to show")
    link = cast.olena.link("start=d_")
    await cast.zoe.opens(link)
    words = cast.zoe.last.words
    assert words.index("Guests on quiet mornings") < words.index("100 new guests") < words.index("A post a week")
    cast.zoe.sees_exactly("This page is only to read.")
    assert cast.zoe.last.buttons == []
    await town.waits(days=8)
    await cast.zoe.opens(link)
    cast.zoe.sees("This page is no longer shown. Ask whoever sent it for a new link.")


async def test_the_pitch_comes_as_a_pdf_whose_code_invites(town: Town) -> None:
    cast = Cast(town)
    await proposes(cast.olena)
    await cast.olena.presses("Pitch as PDF")
    file = cast.olena.last.document
    assert file
    assert file.data.startswith(b"%PDF")
    assert len(await town.database("SELECT * FROM invitation WHERE kind = 'partner' AND revoked_at IS NULL")) == 2


async def test_a_draft_can_be_copied_listed_and_thrown_away(town: Town) -> None:
    cast = Cast(town)
    await proposes(cast.olena)
    await cast.olena.says("/promos")
    await cast.olena.presses("Flowers + coffee")
    await cast.olena.presses("Copy")
    cast.olena.sees("All set. Press a line to change it, or propose it.")
    await cast.olena.presses("✎ Goal")
    await cast.olena.presses("✎ Name")
    await cast.olena.says("Second try")
    await cast.olena.presses("Later")
    await cast.olena.says("/promos")
    await cast.olena.taps("Second try · draft")
    await cast.olena.presses("Throw away")
    await cast.olena.presses("Throw away")
    await cast.olena.says("/promos")
    assert [b.text for b in cast.olena.last.buttons] == ["Flowers + coffee · proposed"]


async def test_a_proposal_can_be_withdrawn_with_a_reason(town: Town) -> None:
    cast = Cast(town)
    link = await proposes(cast.olena)
    await cast.olena.says("/promos")
    await cast.olena.presses("Flowers + coffee")
    await cast.olena.presses("Withdraw")
    await cast.olena.says("The oven broke")
    assert await state(town) == "withdrawn"
    await cast.marta.opens(link)
    cast.marta.sees("This invitation no longer works. Ask your partner for a new link.")


async def test_every_step_has_an_example_that_fits_the_category(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await does(olena, "> Petals\n[Flowers]\n[Kyiv]\n[Every day]\n[20:00]\n[✓ Save]")
    await olena.presses("Go through all of it")
    titles = [button.text for button in olena.last.buttons]
    assert any(title.startswith("Flowers + ") for title in titles), titles
    assert "For example: " in olena.last.words


@pytest.mark.slow
async def test_the_set_up_still_ends_at_a_card_that_returns_after_one_edit(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await does(olena, "> Zerno\n[Café]\n[Kyiv]\n[Every day]\n[20:00]\n[✓ Save]")
    await fills_in_promo(olena)
    await olena.presses("✎ Offer")
    await olena.presses("✎ Uses a day at most")
    await olena.presses("10")
    olena.sees("All set. Press a line to change it, or propose it.")
    assert await joins_shows(town, olena)


async def joins_shows(town: Town, olena: Actor) -> bool:
    marta = town.person("Marta")
    await olena.presses("Propose to the partner ▶")
    await joins(marta, olena.link("start=b_"))
    await marta.presses("3. Offer")
    return "Uses a day at most: 10" in marta.last.words


async def test_the_way_back_from_a_section_stays_in_the_same_message(town: Town) -> None:
    cast = await negotiating(town)
    card, before = cast.marta.last, len(cast.marta.screen)
    for button in ("4. Dates", "◀ All sections", "Who gives and gets what", "◀ Back", "History", "◀ Back"):
        await cast.marta.presses(button)
    assert len(cast.marta.screen) == before
    assert cast.marta.last is card
    cast.marta.sees_exactly("version 1 · being agreed")
