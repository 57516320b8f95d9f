"""An amendment that all have signed and that waits for its day: no side takes it away alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lifecycle.test_readiness import NOTHING
from tests.world.ready import Ready, signed
from tests.world.town import Town

pytestmark = pytest.mark.slow


async def waiting(town: Town) -> Ready:
    """Version 2 is signed on 23 Nov and applies from Mon 7 Dec."""
    ready = await signed(town, sides=NOTHING)
    await ready.amends(target=300, in_force_from=date(2026, 12, 7))
    return ready


async def on_the_table(ready: Ready) -> tuple[int, int | None]:
    (row,) = await ready.town.database("SELECT version, amendment FROM promo")
    return row["version"], row["amendment"]


async def test_an_old_button_does_not_decline_what_all_have_signed(town: Town) -> None:
    ready = await waiting(town)
    for button in ("no:{promo}:2", "why:{promo}:0"):
        await ready.presses(ready.marta, button)
        assert await on_the_table(ready) == (1, 2)
    await town.moves_to("2026-12-07 10:00")
    assert await on_the_table(ready) == (2, None)


async def test_changes_that_were_being_written_wait_until_it_applies(town: Town) -> None:
    ready = await signed(town, sides=NOTHING)
    await ready.amends(signing=False, target=300, in_force_from=date(2026, 12, 7))
    await ready.presses(ready.marta, "chg:{promo}:2:minimum")
    await ready.marta.says("40")
    await ready.marta.says("/help")
    for who in (ready.marta, ready.olena):
        await ready.presses(who, "signed:{promo}:2")
    await ready.marta.presses("Send to the partners ▶")
    ready.marta.sees_exactly("All sides have signed version 2; it applies from Mon 7 Dec.")
    assert await on_the_table(ready) == (1, 2)
    await town.moves_to("2026-12-07 10:00")
    await ready.marta.presses("Continue my changes")
    await ready.marta.presses("Send to the partners ▶")
    assert await on_the_table(ready) == (2, 3)
    ready.olena.sees_exactly("version 3")


@pytest.mark.quick
async def test_the_card_says_that_it_is_signed_and_from_when_it_applies(town: Town) -> None:
    ready = await waiting(town)
    await ready.presses(ready.olena, "amend:{promo}")
    ready.olena.sees_exactly("version 2 · signed by all, applies from Mon 7 Dec")
    assert "Decline" not in [button.text for button in ready.olena.last.buttons]
