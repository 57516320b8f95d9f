"""A shop that closes earlier on Saturday is asked earlier on Saturday."""

from __future__ import annotations

from tests.world.cast import running_promo
from tests.world.town import Actor, Town


def questions(who: Actor) -> int:
    return sum("How many customers came with the promo “" in message.words for message in who.screen)


async def test_taras_is_asked_at_six_on_saturday_and_at_eight_on_friday(town: Town) -> None:
    cast = await running_promo(town)
    await cast.olena.says("/business")
    await cast.olena.presses("Zerno")
    await cast.olena.presses("✎ Closes at")
    await cast.olena.says("20:00, Sat 18:00")
    cast.olena.sees_exactly("20:00, Sat 18:00")
    await cast.olena.presses("✓ Save")
    for moment, more in (
        ("2026-12-04 18:05", 0),
        ("2026-12-04 20:05", 1),
        ("2026-12-05 17:55", 0),
        ("2026-12-05 18:05", 1),
    ):
        before = questions(cast.taras)
        await town.moves_to(moment)
        assert questions(cast.taras) - before == more, moment
