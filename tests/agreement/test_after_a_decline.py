"""A no is no dead end: who and why is told, the other side can offer again, and who declined can think again."""

from __future__ import annotations

from tests.world.cast import fills_in_business, joins, negotiating, proposes
from tests.world.town import Actor, Town


async def declines(marta: Actor) -> None:
    await marta.presses("Decline")
    await marta.says("Our oven is being rebuilt")


async def test_olena_reads_who_and_why_and_offers_it_again_with_one_line_changed(town: Town) -> None:
    cast = await negotiating(town)
    await declines(cast.marta)
    cast.olena.sees_exactly("Peony has declined Flowers + coffee. The reason: Our oven is being rebuilt")
    await cast.olena.presses("Offer it again, changed")
    await cast.olena.presses("✎ Dates")
    await cast.olena.says("11.1-7.2")
    await cast.olena.presses("Propose to the partner ▶")
    cast.marta.sees_exactly("Zerno proposes to do Flowers + coffee once more.")
    await cast.marta.presses("Look at it")
    cast.marta.sees_exactly("Mon 11 Jan – Sun 7 Feb")
    await cast.marta.presses("I changed my mind")
    assert (await states(town)) == ["declined", "negotiating"]


async def test_marta_thinks_again_while_nothing_has_taken_its_place(town: Town) -> None:
    cast = await negotiating(town)
    await declines(cast.marta)
    await cast.marta.presses("I changed my mind")
    cast.marta.sees_exactly("Flowers + coffee is open again.")
    cast.olena.sees_exactly("Peony has thought again: Flowers + coffee is open.")
    await cast.marta.presses("Look at it")
    await cast.marta.presses("✍ Sign version %(n)s", n=1)
    assert await states(town) == ["negotiating"]


async def test_a_week_later_it_is_too_late_to_think_again(town: Town) -> None:
    cast = await negotiating(town)
    await declines(cast.marta)
    await town.waits(days=8)
    await cast.marta.presses("I changed my mind")
    assert await states(town) == ["declined"]


async def test_somebody_who_was_only_invited_is_named_and_may_think_again(town: Town) -> None:
    olena, zoe = town.person("Olena"), town.person("Zoe")
    link = await proposes(olena)
    await zoe.opens(link)
    await zoe.presses("Not for us")
    await zoe.presses("Not now")
    olena.sees_exactly("Zoe has declined Flowers + coffee. The reason: Not now")
    await zoe.presses("I changed my mind")
    await zoe.opens(link)
    await zoe.presses("Answer: 5 questions about my business")
    await fills_in_business(zoe, "Zoe's", "Books")
    assert await states(town) == ["negotiating"]


async def test_nobody_else_takes_a_decline_back(town: Town) -> None:
    olena, marta = town.person("Olena"), town.person("Marta")
    await joins(marta, await proposes(olena))
    await declines(marta)
    (promo,) = await town.database("SELECT id FROM promo")
    town.telegram.forges(olena.person, olena.last, f"mind:{promo['id']}")
    await town.settle()
    assert await states(town) == ["declined"]


async def states(town: Town) -> list[str]:
    return [row["state"] for row in await town.database("SELECT state FROM promo ORDER BY state")]
