"""Forged presses, links, texts and commands (G23): nothing of others changes, and nobody learns what exists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.menu.test_rights import built, village  # noqa: F401 - fixtures
from tests.world import forging
from tests.world.forging import STRANGERS, Forgery, complaints, refused
from tests.world.village import Village, Watch

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

SEED, FORGERIES, AT_ONCE = 20261124, 10_000, 50


async def inhabited(village: Village) -> Village:  # noqa: F811 - the fixture's name
    if not hasattr(village, "lev"):
        forging.settle_in(village)
        await village.town.settle()
        forging.move_in(village)
    return village


async def replies(village: Village, who: str, ids: dict[str, str]) -> tuple[list[str], set[tuple[str, str]]]:  # noqa: F811
    """What is wrong, and the answers, to every refused line of the table with these numbers in it."""
    await village.reset()
    watch, presses, actor = Watch(village.snapshot), {}, forging.actor(village, who)
    for what in refused(who):
        text = what.format(**ids)
        if text.startswith("/"):
            forging.does(village, Forgery(who, "private", text))
        else:
            presses[what] = village.telegram.forges(
                forging.actor(village, who).person, forging.actor(village, who).last, text
            )
    await village.town.settle()
    reply = watch.reply(actor)
    toasts = {(what, (press.answer or {}).get("text", "")) for what, press in presses.items()}
    said = {(f"message {n}", text) for n, text in enumerate(sorted(forging.look(reply)))}
    return complaints(village, watch, who), toasts | said


@pytest.mark.parametrize("who", [*STRANGERS, "marta"])
async def test_what_is_others_looks_like_what_is_not_there(village: Village, who: str) -> None:  # noqa: F811
    await inhabited(village)
    ids = forging.to_others(village) if who == "marta" else village.ids
    assert len(refused(who)) > 20
    wrong, real = await replies(village, who, ids)
    also_wrong, none = await replies(village, who, forging.unknown(ids))
    assert wrong + also_wrong == []
    assert real - none == set()
    assert len(real) == len(none)


async def test_ten_thousand_forgeries_change_nothing_of_others_and_tell_nothing(
    village: Village,  # noqa: F811
    figures: Callable[[str, object], None],
) -> None:
    await inhabited(village)
    assert await forging.run(village, (*STRANGERS, "marta"), FORGERIES, AT_ONCE, SEED) == []
    figures("forgeries", FORGERIES)
