"""Every button of every message that ever stood on a screen still answers, long after its time (G3)."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.town.model import Message
from tests.agreement.test_amendment import opens_promo, proposes_change
from tests.agreement.test_signing import state
from tests.world.cast import running_promo, signs
from tests.world.five_promos import looks
from tests.world.town import Actor, Town

KEPT = ("promo", "version", "signature", "party", "transition", "section_answer", "remark")
"""What an old button must not touch."""


async def kept(town: Town) -> dict[str, list[Any]]:
    return {table: await town.database(f"SELECT * FROM {table} ORDER BY 1, 2") for table in KEPT}


def buttons(who: Actor) -> list[tuple[Message, str, str]]:
    """Message, words and data of everything that can be pressed in somebody's private chat."""
    return [(message, b.text, b.data) for message in who.screen for b in message.buttons if b.data]


@pytest.mark.slow
async def test_every_button_of_every_old_message_answers_and_changes_nothing_of_a_closed_promo(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.says("7")
    await opens_promo(cast.olena)
    for button in ("History", "◀ Back", "Change the terms", "From tomorrow", "Drop my changes"):
        await cast.olena.presses(button)
    await proposes_change(cast.olena, "Offer", "Uses at most", "200", "From tomorrow")
    await looks(cast.marta)
    for button in ("3. Offer", "✗ Not like this"):
        await cast.marta.presses(button)
    await cast.marta.says("250, please")
    await signs(cast.olena, 2)
    await looks(cast.marta)
    await signs(cast.marta, 2)
    await town.moves_to("2027-01-05 12:00")
    assert await state(town) == "closed"
    before = await kept(town)
    for who in (cast.olena, cast.marta, cast.taras, cast.ira):
        for message, words, data in buttons(who):
            press = town.telegram.forges(who.person, message, data)
            await town.settle()
            assert press.answer is not None, (who.person.first_name, words, data)
    now = await kept(town)
    drafts = {row["id"] for row in now["promo"]} - {row["id"] for row in before["promo"]}
    for table in KEPT:
        mine = [row for row in now[table] if row.get("promo_id", row.get("id")) not in drafts]
        assert mine == before[table], table
    broken = await town.database("SELECT error, body FROM inbox WHERE tries > 0 OR state != 'done'")
    assert broken == []
