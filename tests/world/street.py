"""The ways that tests of finding each other begin with: shops of one city, one to be found, two introduced."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox.town.model import Press
from tests.world.cast import fills_in_business
from tests.world.town import Actor, InProcess, Town, a_town
from tests.world.village import Snapshot

GOOD = ("The same people", "A good one", "Yes", "Yes", "Yes", "Yes")
"""Six answers that nobody could object to."""


async def opens_shop(who: Actor, name: str, category: str, city: str = "Kyiv") -> None:
    await who.says("/business")
    await who.presses("+ One more business")
    await fills_in_business(who, name, category, city)


async def lets_be_found(who: Actor) -> None:
    await who.says("/business")
    await who.presses("Let others find us")


async def answers_six(who: Actor, *answers: str) -> None:
    """The answers to the six questions, then handed in."""
    await who.presses("Do we fit? ▶")
    for answer in answers:
        await who.presses(answer)
    await who.presses("Hand in our answers ▶")


def toast(press: Press) -> str:
    return str(press.answer["text"]) if press.answer and press.answer.get("text") else ""


class Street:
    """Olena's café Zerno (in Ukrainian), Marta's bakery Peony, which lets itself be found (in Russian), Nadia's
    flowers Bloom (in English), hidden; and the stranger Zoe."""

    snapshot: Snapshot

    def __init__(self, town: Town) -> None:
        self.town = town
        self.olena = town.person("Olena", "uk", username="olena_zerno")
        self.marta = town.person("Marta", "ru")
        self.nadia = town.person("Nadia", "en", username="nadia_bloom")
        self.zoe = town.person("Zoe", "en")

    async def built(self) -> Street:
        await opens_shop(self.olena, "Zerno", "Café")
        await opens_shop(self.marta, "Peony", "Bakery")
        await opens_shop(self.nadia, "Bloom", "Flowers")
        await lets_be_found(self.marta)
        await self.zoe.says("/help")
        self.snapshot = Snapshot(self.town)
        return self

    async def again(self) -> Street:
        """As it was built, whatever was done since."""
        assert isinstance(self.town.bot, InProcess)
        await self.snapshot.restore()
        return self

    async def asks(self, line: str = "") -> None:
        """Olena asks Marta."""
        await self.olena.says("/ideas")
        await self.olena.presses("Peony")
        await self.olena.presses("Ask them")
        await (self.olena.says(line) if line else self.olena.presses("Skip"))
        await self.olena.presses("Send the request ▶")

    async def introduced(self) -> Street:
        """And Marta says yes."""
        await self.asks()
        await self.marta.presses("Yes, let us talk")
        return self

    async def forges(self, who: Actor, data: str) -> str:
        """A press of a modified client; its toast."""
        press = self.town.telegram.forges(who.person, who.last, data)
        await self.town.settle()
        return toast(press)

    def read(self, who: Actor) -> str:
        """All that stands on a person's screen: words, buttons, links."""
        parts = [[m.words, *(f"{b.text} {b.url} {b.data}" for b in m.buttons), *m.links] for m in who.screen]
        return "\n".join(line for part in parts for line in part)


@asynccontextmanager
async def a_street() -> AsyncIterator[Street]:
    with tempfile.TemporaryDirectory() as folder:
        async with a_town(Path(folder)) as town:
            street = await Street(town).built()
            yield street
            street.snapshot.close()
            assert town.telegram.violations == []
