"""What documents name a side by: asked beside the signature, may stay open, and frozen by it."""

from __future__ import annotations

import io
import json
from hashlib import sha256

import pytest
from pypdf import PdfReader

from tests.world.cast import Cast, negotiating, signs
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow


async def pdf(who: Actor, cast: Cast, number: int | str = "") -> str:
    """The agreement as text, one line."""
    promo = (await cast.town.database("SELECT id FROM promo"))[0]["id"]
    cast.town.telegram.forges(who.person, who.screen[-1], f"pdf:{promo}:{number}")
    await cast.town.settle()
    file = who.last.file
    assert file
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.data)).pages).split())


async def fills_in(who: Actor, *answers: str) -> None:
    for one in answers:
        await who.says(one)
    await who.presses("✓ Save")


@pytest.mark.quick
async def test_the_first_document_names_a_side_as_it_said_above_its_signature(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.presses("✍ Sign version %(n)s", n=1)
    cast.marta.sees_exactly("In the document you stand as: Peony, Kyiv, Marta, owner.")
    await cast.marta.presses("Add legal name, number, address")
    await fills_in(cast.marta, "Peony LLC", "38475610", "Kyiv, Khreshchatyk 1", "Marta Shevchenko", "director")
    cast.marta.sees("Saved. The next document that you sign names you so.")
    await cast.marta.presses("✍ Back to the signature")
    cast.marta.sees_exactly(
        "In the document you stand as: Peony LLC, 38475610, Kyiv, Khreshchatyk 1, Marta Shevchenko, director."
    )
    await cast.marta.presses("✍ I sign version %(n)s", n=1)
    words = await pdf(cast.olena, cast)
    for said in ("Peony LLC", "38475610", "Khreshchatyk 1", "Marta Shevchenko", "director"):
        assert said in words, said


async def test_nobody_has_to_say_any_of_it(town: Town) -> None:
    """The way is as long as before, and each question can be skipped."""
    cast = await negotiating(town)
    await cast.marta.presses("✍ Sign version %(n)s", n=1)
    await cast.marta.presses("Add legal name, number, address")
    await cast.marta.says("Peony LLC")
    for _ in range(4):
        await cast.marta.presses("Skip")
    await cast.marta.presses("✓ Save")
    await cast.marta.presses("✍ Back to the signature")
    cast.marta.sees_exactly("In the document you stand as: Peony LLC, Kyiv, Marta, owner.")
    await cast.marta.presses("✍ I sign version %(n)s", n=1)
    await signs(cast.olena)
    assert "Peony LLC" in await pdf(cast.marta, cast)


async def test_what_is_said_later_changes_no_signed_document(town: Town) -> None:
    """Also the words of a capacity of one's own; a new side's data stands under the next signature only."""
    cast = await negotiating(town)
    await signs(cast.marta)
    await signs(cast.olena)
    before = await pdf(cast.marta, cast)
    await cast.marta.says("/business")
    await cast.marta.presses("In documents")
    await fills_in(cast.marta, "Peony LLC in liquidation", "1", "Elsewhere 1", "Nobody", "liquidator")
    assert await pdf(cast.marta, cast) == before
    (signed,) = await town.database(
        "SELECT text, fingerprint FROM signature s JOIN business b ON b.id = s.business_id WHERE b.name = 'Peony'"
    )
    assert sha256(signed["text"].encode()).hexdigest() == signed["fingerprint"]
    said = json.loads(signed["text"])
    assert (said["signatory"], said["capacity"], said["legal_name"]) == ("Marta", "owner", None)


async def test_a_fingerprint_of_a_signature_is_known_too(town: Town) -> None:
    cast = await negotiating(town)
    await signs(cast.marta)
    await signs(cast.olena)
    for row in await town.database("SELECT fingerprint FROM signature"):
        await cast.marta.says(row["fingerprint"])
        cast.marta.sees_exactly("Flowers + coffee, version 1. It is signed by all sides and in force.")


async def test_only_an_owner_says_how_a_business_is_called(town: Town) -> None:
    cast = await negotiating(town)
    for who, business in ((cast.marta, 1), (cast.olena, 2), (cast.olena, 99)):
        press = town.telegram.forges(who.person, who.screen[-1], f"legal:{business}")
        await town.settle()
        assert press.answer
        assert "not" in press.answer["text"]
    assert await town.database("SELECT 1 FROM form WHERE kind = 'legal'") == []


async def test_who_is_forgotten_leaves_no_full_name_outside_their_signatures(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.says("/business")
    await cast.marta.presses("In documents")
    await fills_in(cast.marta, "Peony LLC", "38475610", "Kyiv", "Marta Shevchenko", "owner")
    await cast.marta.says("/privacy")
    await cast.marta.presses("What is stored about me")
    assert cast.marta.last.file
    assert "Marta Shevchenko" in cast.marta.last.file.data.decode()
    await town.database("UPDATE promo SET state = 'withdrawn'")
    await cast.marta.says("/forgetme")
    await cast.marta.presses("Forget me")
    assert await town.database("SELECT * FROM signatory") == []
    (peony,) = await town.database("SELECT legal_name, register_number, legal_address FROM business WHERE id = 2")
    assert set(dict(peony).values()) == {None}
