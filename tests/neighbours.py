"""The ways that tests of finding each other begin with: shops of one city, some to be found, some introduced."""

from __future__ import annotations

from tests.promo import fills_in_business
from tests.town import Actor, Town


async def opens_shop(who: Actor, name: str, category: str, city: str = "Kyiv") -> None:
    await who.says("/business")
    await who.presses("+ One more business")
    await fills_in_business(who, name, category, who.tr(city))


async def lets_be_found(who: Actor) -> None:
    await who.says("/business")
    await who.presses("Let others find us")


class Street:
    """Olena's café Zerno, Marta's bakery Peony, which lets itself be found, and the stranger Zoe."""

    def __init__(self, town: Town, languages: tuple[str, str] = ("en", "en")) -> None:
        self.town = town
        self.olena = town.person("Olena", languages[0], username="olena_zerno")
        self.marta = town.person("Marta", languages[1])
        self.zoe = town.person("Zoe", "en")

    async def built(self) -> Street:
        await opens_shop(self.olena, "Zerno", "Café")
        await opens_shop(self.marta, "Peony", "Bakery")
        await lets_be_found(self.marta)
        return self

    async def asked(self, line: str = "") -> None:
        """Olena has asked Marta."""
        await self.olena.says("/ideas")
        await self.olena.presses("Peony")
        await self.olena.presses("Ask them")
        await (self.olena.says(line) if line else self.olena.presses("Skip"))
        await self.olena.presses("Send the request ▶")

    async def introduced(self) -> None:
        """And Marta has said yes."""
        await self.asked()
        await self.marta.presses("Yes, let us talk")


async def answers_six(who: Actor, *answers: str) -> None:
    """The answers to the six questions, then handed in."""
    await who.presses("Do we fit? ▶")
    for answer in answers:
        await who.presses(answer)
    await who.presses("Hand in our answers ▶")


GOOD = ("The same people", "A good one", "Yes", "Yes", "Yes", "Yes")
