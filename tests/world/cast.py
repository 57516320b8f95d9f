"""The ways that many tests begin with: a business, a draft, a signed promo, a running one."""

from __future__ import annotations

from sandbox.town.model import Chat
from tests.world.scenes import scene
from tests.world.town import Actor, Town


async def fills_in_business(who: Actor, name: str, category: str, city: str = "Kyiv") -> None:
    """The five questions of a profile, then Save."""
    await who.says(name)
    await who.presses(category)
    await who.presses(city)
    await who.presses("Every day")
    await who.presses("20:00")
    await who.presses("✓ Save")


async def fills_in_promo(who: Actor, dates: str = "30.11-27.12") -> None:
    """All ten steps, by text, by button and by Skip."""
    await who.presses("Go through all of it")
    await who.says("Flowers + coffee")
    await who.presses("Receipts by the promo")
    await who.says("200")
    await who.presses("2")
    await who.presses("The whole promo")
    await who.says("100 new guests")
    await who.says("Guests on quiet mornings")
    await who.presses("Mutual discount")
    await who.presses("1")
    await who.says("15 % off any coffee")
    await who.says("a receipt of the partner")
    await who.presses("At every partner's")
    await who.says("60")
    await who.presses("300")
    await who.says(dates)
    await who.says("300 flyers")
    await who.says("A post a week")
    await who.says("Olena and Marta tell the staff")
    await who.presses("Not used")
    await who.presses("Customers, sales and new ones")
    await who.presses("Before the discount, if there is one")
    await who.presses("Skip")
    await who.presses("30")
    await who.presses("Each pays its own costs")
    await who.presses("Skip")


async def proposes(olena: Actor, dates: str = "30.11-27.12") -> str:
    """From /new to the link for the partner."""
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await fills_in_promo(olena, dates)
    await olena.presses("Propose to the partner ▶")
    return olena.link(r"start=b_")


async def joins(marta: Actor, link: str) -> None:
    await marta.opens(link)
    await marta.presses("Answer: 5 questions about my business")
    await fills_in_business(marta, "Peony", "Bakery")


async def signs(who: Actor, version: int = 1) -> None:
    await who.presses("✍ Sign version %(n)s", n=version)
    await who.presses("✍ I sign version %(n)s", n=version)


async def hires(owner: Actor, cashier: Actor) -> None:
    await owner.says("/staff")
    await owner.presses("Invite staff: %(name)s", name="")
    await cashier.opens(owner.link(r"start=s_"))
    await cashier.presses("✓ I work here")


async def links_group(town: Town, owner: Actor, *members: Actor) -> Chat:
    group = town.telegram.group("Zerno & Peony", owner.person, [member.person for member in members])
    await owner.presses("Link our group")
    await owner.opens(owner.link(r"startgroup=g_"), group=group)
    return group


class Cast:
    """Olena (café Zerno), Marta (bakery Peony), their cashiers Taras and Ira, and the stranger Zoe."""

    def __init__(self, town: Town, languages: tuple[str, str, str, str] = ("en", "en", "en", "en")) -> None:
        self.town = town
        self.olena, self.marta, self.taras, self.ira = (
            town.person(name, language)
            for name, language in zip(("Olena", "Marta", "Taras", "Ira"), languages, strict=True)
        )
        self.zoe = town.person("Zoe", "en")
        self.group: Chat


async def negotiating(town: Town) -> Cast:
    """Olena has proposed, Marta is in and reads version 1."""
    cast = Cast(town)

    async def build() -> None:
        await joins(cast.marta, await proposes(cast.olena))

    await scene("negotiating", town, cast, build)
    return cast


async def signed_promo(town: Town, dates: str = "30.11-27.12") -> Cast:
    cast = Cast(town)

    async def build() -> None:
        await joins(cast.marta, await proposes(cast.olena, dates))
        await signs(cast.marta)
        await signs(cast.olena)

    await scene(f"signed {dates}", town, cast, build)
    return cast


async def running_promo(town: Town) -> Cast:
    """Signed, staffed, its group linked, and started: Mon 30 Nov, 10:00."""
    cast = Cast(town)

    async def build() -> None:
        await joins(cast.marta, await proposes(cast.olena))
        await signs(cast.marta)
        await signs(cast.olena)
        cast.group = await links_group(town, cast.olena, cast.marta)
        await hires(cast.olena, cast.taras)
        await hires(cast.marta, cast.ira)
        await town.moves_to("2026-11-30 10:00")

    await scene("running", town, cast, build)
    return cast
