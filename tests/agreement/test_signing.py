"""The two-sided, versioned agreement."""

from __future__ import annotations

import re

from sandbox.town.model import Message
from tests.world.cast import Cast, joins, negotiating, proposes, signed_promo, signs
from tests.world.town import Actor, Town


async def state(town: Town) -> str:
    rows = await town.database("SELECT state FROM promo")
    return str(rows[0]["state"])


async def test_the_partner_sees_first_what_they_gain(town: Town) -> None:
    cast = Cast(town)
    await cast.marta.opens(await proposes(cast.olena))
    words = cast.marta.last.words
    assert words.index("What you gain: Guests on quiet mornings") < words.index("What they gain: 100 new guests")


async def test_signed_means_that_all_signed_the_same_version(town: Town) -> None:
    cast = await negotiating(town)
    await signs(cast.marta)
    assert await state(town) == "negotiating"
    cast.olena.sees_exactly("Peony has signed Flowers + coffee, version 1. It is your turn.")
    await signs(cast.olena)
    assert await state(town) == "signed"


async def test_a_change_makes_a_version_clears_signatures_and_shows_old_and_new(town: Town) -> None:
    cast = await negotiating(town)
    await cast.olena.presses("Look at it")
    await signs(cast.olena)
    await cast.marta.presses("Offer")
    await cast.marta.presses("The customer gets")
    await cast.marta.says("10 % off bread")
    await cast.marta.presses("Send to the partners ▶")
    seen = cast.olena.sees_exactly("Peony changed Flowers + coffee. It is version 2 now")
    assert re.search(r"15 % off any coffee → 10 % off bread", seen.words)
    await signs(cast.marta, 2)
    assert await state(town) == "negotiating"
    await signs(cast.olena, 2)
    assert await state(town) == "signed"


async def test_a_version_once_made_is_never_changed_or_deleted(town: Town) -> None:
    await negotiating(town)
    for attempt in ("UPDATE version SET terms = '{}'", "DELETE FROM version"):
        try:
            await town.database(attempt)
        except Exception as error:
            assert "never" in str(error)
        else:
            raise AssertionError(attempt)


async def test_an_old_versions_button_shows_the_new_one_and_signs_nothing(town: Town) -> None:
    cast = await negotiating(town)
    await cast.olena.presses("Look at it")
    old = cast.olena.last
    await cast.marta.presses("Offer")
    await cast.marta.presses("Uses at most")
    await cast.marta.says("500")
    await cast.marta.presses("Send to the partners ▶")
    press = await cast.olena.presses("✍ Sign version %(n)s", old, n=1)
    assert press.answer
    assert "newer version" in press.answer["text"]
    assert await town.database("SELECT * FROM signature") == []


async def test_a_section_is_accepted_and_stays_accepted_while_others_change(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("1. Goal")
    await cast.marta.presses("✓ Accept")
    assert "✓ 1. Goal" in cast.marta.last.words
    await cast.marta.presses("3. Offer")
    await cast.marta.presses("Uses at most")
    await cast.marta.says("500")
    await cast.marta.presses("Send to the partners ▶")
    assert "✓ 1. Goal" in cast.marta.last.words
    assert "✓ 3. Offer" in cast.marta.last.words


async def test_a_no_is_given_with_a_reason_that_the_other_side_reads(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("Decline")
    await cast.marta.says("We close for repairs")
    cast.olena.sees_exactly("The reason: We close for repairs")
    assert await state(town) == "declined"
    press = await cast.olena.presses("Look at it")
    assert press.answer is not None


async def test_somebody_invited_can_say_no_before_joining(town: Town) -> None:
    cast = Cast(town)
    await cast.marta.opens(await proposes(cast.olena))
    await cast.marta.presses("Not for us")
    await cast.marta.presses("Not our customers")
    cast.olena.sees_exactly("The reason: Not our customers")
    assert await state(town) == "declined"


async def test_an_unanswered_proposal_is_reminded_a_day_before_and_then_ends(town: Town) -> None:
    cast = Cast(town)
    link = await proposes(cast.olena)
    await town.waits(days=6, minutes=1)
    cast.olena.sees_exactly("ends on Mon 30 Nov, 10:00 if it is not signed by then")
    await town.waits(days=1)
    cast.olena.sees_exactly("has ended without an answer")
    await cast.marta.opens(link)
    cast.marta.sees("This invitation no longer works. Ask your partner for a new link.")


async def test_what_a_proposal_says_by_the_clock_it_says_by_day(town: Town) -> None:
    await town.moves_to("2026-11-23 22:00")
    cast = Cast(town)
    await joins(cast.marta, await proposes(cast.olena))
    for night, morning, said in (
        ("2026-11-29 22:01", "2026-11-30 09:00", "ends on"),
        ("2026-11-30 22:01", "2026-12-01 09:00", "has ended"),
    ):
        seen = len(cast.marta.screen)
        await town.moves_to(night)
        assert len(cast.marta.screen) == seen
        await town.moves_to(morning)
        assert said in cast.marta.last.words
    assert await state(town) == "expired"


async def test_the_invitation_works_once_and_opening_it_twice_is_harmless(town: Town) -> None:
    cast = Cast(town)
    link = await proposes(cast.olena)
    await joins(cast.marta, link)
    await cast.marta.opens(link)
    assert "version 1" in cast.marta.last.words
    await cast.zoe.opens(link)
    cast.zoe.sees("This invitation no longer works. Ask your partner for a new link.")
    assert len(await town.database("SELECT * FROM party")) == 2


async def test_the_invitation_code_pasted_as_text_works_too(town: Town) -> None:
    cast = Cast(town)
    link = await proposes(cast.olena)
    await cast.marta.says(f"look: {link.partition('start=')[2]} ")
    cast.marta.sees_exactly("proposes a joint promotion to you")


async def test_the_own_link_is_to_be_passed_on(town: Town) -> None:
    cast = Cast(town)
    await cast.olena.opens(await proposes(cast.olena))
    cast.olena.sees("This link is for your partner. Pass it on to them; you need not open it.")


async def test_the_card_can_be_changed_after_the_link_went_out_until_the_partner_comes(town: Town) -> None:
    cast = Cast(town)
    link = await proposes(cast.olena)
    await cast.olena.presses("✎ Goal")
    await cast.olena.presses("✎ Target")
    await cast.olena.says("300")
    await joins(cast.marta, link)
    assert "Target: 300" in cast.marta.last.words


async def test_signing_is_refused_in_a_group_and_to_strangers(town: Town) -> None:
    cast = await negotiating(town)
    press = town.telegram.forges(cast.zoe.person, await forwarded(town, cast.zoe), await sign_button(town))
    await town.settle()
    assert press.answer
    assert press.answer["text"] == "This is not available to you."
    assert await town.database("SELECT * FROM signature") == []


async def forwarded(town: Town, zoe: Actor) -> Message:
    await zoe.says("/start")
    return zoe.last


async def sign_button(town: Town) -> str:
    rows = await town.database("SELECT id FROM promo")
    return f"signed:{rows[0]['id']}:1"


async def test_the_agreement_comes_as_a_pdf_and_its_fingerprint_is_recognised(town: Town) -> None:
    cast = await signed_promo(town)
    file = next(message for message in cast.olena.screen if message.document)
    assert file.document
    assert file.document.data.startswith(b"%PDF")
    assert not re.search(r"[0-9a-f]{64}", file.words)
    await cast.olena.says("/promos")
    await cast.olena.presses("Flowers + coffee · signed")
    await cast.olena.presses("Agreement (PDF)")
    found = re.search(r"[0-9a-f]{64}", cast.olena.last.words)
    assert found
    await cast.marta.says(found[0])
    cast.marta.sees_exactly("It is signed by all sides and in force.")
    await cast.zoe.says(found[0])
    cast.zoe.sees("This is not a fingerprint of an agreement of yours. Check that all 64 characters were sent.")


async def test_a_forwarded_agreement_is_recognised_by_its_caption(town: Town) -> None:
    cast = await signed_promo(town)
    file = next(message for message in cast.olena.screen if message.document)
    town.telegram.forwards(cast.olena.person, file)
    await town.settle()
    cast.olena.sees_exactly("It is signed by all sides and in force.")
