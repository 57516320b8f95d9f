"""Since when a version really counts, as its document says it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tests.world.ready import Ready, signed
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow


async def words_of(who: Actor, cast: Ready, number: int) -> str:
    await cast.presses(who, f"pdf:{{promo}}:{number}")
    file = who.last.file
    assert file
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.data)).pages).split())


@pytest.mark.quick
async def test_a_change_that_was_signed_late_is_printed_with_the_day_on_which_it_came(town: Town) -> None:
    """Agreed from Thu 3 Dec, signed on Sat 5 Dec; version 1 counted until the day before."""
    cast = await signed(town)
    await town.moves_to("2026-12-02 12:00")
    await cast.amends(signing=False, title="Flowers + tea", in_force_from=date(2026, 12, 3))
    await town.moves_to("2026-12-05 12:00")
    for who in (cast.marta, cast.olena):
        await cast.presses(who, "signed:{promo}:2")
    words = await words_of(cast.marta, cast, 2)
    assert "Signed by all sides. In force from 05.12.2026." in words
    assert "It replaces version 1, which was in force from 23.11.2026 to 04.12.2026." in words
    assert "Thu 3 Dec was agreed; the last signature came later, so from 05.12.2026" in words
    assert "It has been replaced by version 2 from 05.12.2026." in await words_of(cast.marta, cast, 1)


async def test_a_cancelled_promo_says_so_on_its_agreement(town: Town) -> None:
    cast = await signed(town)
    await cast.presses(cast.olena, "stop:{promo}:cancel")
    await cast.olena.says("We move")
    assert "The promo was cancelled on 23.11.2026." in await words_of(cast.marta, cast, 1)
