"""Staff as sentences: links with limits, roles, leaving by oneself."""

from __future__ import annotations

from typing import Any

from tests.world.ready import Ready, signed
from tests.world.town import Town


async def roles(town: Town, name: str = "Taras") -> list[tuple[Any, ...]]:
    rows = await town.database(
        "SELECT m.role, m.until, m.ended_by FROM membership m JOIN person p ON p.id = m.person_id "
        f"WHERE p.name = '{name}' ORDER BY m.id"
    )
    return [(row["role"], row["until"] is None, row["ended_by"]) for row in rows]


async def number(town: Town, name: str) -> int:
    return int((await town.database(f"SELECT id FROM person WHERE name = '{name}'"))[0]["id"])


async def invited(ready: Ready) -> str:
    await ready.presses(ready.olena, "invite:1")
    return ready.olena.link("start=s_")


async def test_the_owner_sees_the_open_links_and_sets_their_limits(town: Town) -> None:
    ready = await signed(town)
    link = await invited(ready)
    await ready.olena.presses("For fewer or more people")
    await ready.olena.presses("People: %(n)s, days: %(days)s", n=1, days=3)
    ready.olena.sees_exactly("1. 1 more person, Thu 26 Nov, 10:00")
    await ready.zoe.opens(link)
    await ready.zoe.presses("✓ I work here")
    ready.olena.sees_exactly("Zoe now reports for Zerno.")
    max_ = town.person("Max")
    await max_.opens(link)
    max_.sees("This invitation no longer works. Ask the owner for a new one.")
    await ready.presses(ready.olena, "links:1")
    ready.olena.sees("none is open")


async def test_a_link_ends_with_its_days(town: Town) -> None:
    ready = await signed(town)
    link = await invited(ready)
    await ready.olena.presses("For fewer or more people")
    await ready.olena.presses("People: %(n)s, days: %(days)s", n=5, days=7)
    await town.moves_to("2026-11-30 10:01")
    await ready.zoe.opens(link)
    ready.zoe.sees("This invitation no longer works. Ask the owner for a new one.")


async def test_one_link_is_cancelled_and_the_other_works(town: Town) -> None:
    ready = await signed(town)
    first = await invited(ready)
    await town.waits(minutes=1)
    second = await invited(ready)
    await ready.presses(ready.olena, "links:1")
    listed = ready.olena.last
    await ready.olena.presses("Cancel link %(n)s", n=2)
    await ready.zoe.opens(first)
    ready.zoe.sees("This invitation no longer works. Ask the owner for a new one.")
    await ready.zoe.opens(second)
    ready.zoe.sees_exactly("Zerno invites you to report:")
    data = [button.data or "" for button in listed.buttons if "endlink" in (button.data or "")]
    assert await ready.presses(ready.olena, "endlink:1:000000000000") == ["This link is used up or over."]
    assert await ready.presses(ready.marta, *data) == ["This is not available to you."] * len(data)


async def test_a_key_person_and_back_with_one_current_row(town: Town) -> None:
    ready = await signed(town)
    taras = await number(town, "Taras")
    await ready.presses(ready.olena, f"role:1:{taras}:key")
    ready.taras.sees_exactly("You are now the key person of Zerno")
    assert await roles(town) == [("staff", False, 1), ("key", True, None)]
    await ready.presses(ready.olena, f"role:1:{taras}:key")
    assert len(await roles(town)) == 2
    assert await ready.presses(ready.olena, f"role:1:{taras}:owner") == ["They no longer work there."]
    assert await ready.presses(ready.marta, f"role:1:{taras}:staff") == ["This is not available to you."]
    await ready.presses(ready.olena, f"role:1:{taras}:staff")
    assert [row for row in await roles(town) if row[1]] == [("staff", True, None)]
    await ready.olena.says("/staff")
    await ready.olena.presses("Key person: %(name)s", name="Taras")
    await ready.olena.says("/staff")
    ready.olena.sees_exactly("Taras · key person")


async def test_somebody_leaves_by_themselves_at_once_and_may_come_back_by_a_link(town: Town) -> None:
    ready = await signed(town, sides=())
    link = await invited(ready)
    await ready.taras.opens(link)
    await town.moves_to("2026-11-30 20:00")
    question = ready.taras.sees("How many customers came with the promo “%(title)s”?", title="Flowers + coffee")
    await ready.taras.says("/staff")
    await ready.taras.presses("I no longer work there: %(name)s", name="Zerno")
    assert [button.text for button in ready.taras.last.buttons] == ["I stay", "I no longer work there"]
    await ready.taras.presses("I stay")
    assert [row for row in await roles(town) if row[1]] == [("staff", True, None)]
    await ready.taras.says("/settings")
    await ready.taras.presses("Where I work")
    await ready.taras.presses("I no longer work there: %(name)s", name="Zerno")
    await ready.taras.presses("I no longer work there", ready.taras.last)
    ready.olena.sees_exactly("Taras says that they no longer work at Zerno.")
    assert await roles(town) == [("staff", False, await number(town, "Taras"))]
    press = town.telegram.presses(ready.taras.person, question, "3")
    await town.settle()
    assert press.answer
    assert press.answer["text"] == "This is not available to you."
    await ready.taras.says("5")
    assert await town.database("SELECT * FROM daily_report") == []
    await ready.taras.opens(await invited(ready))
    await ready.taras.presses("✓ I work here")
    assert [row for row in await roles(town) if row[1]] == [("staff", True, None)]


async def test_a_role_that_changed_is_no_removal_for_an_old_link(town: Town) -> None:
    ready = await signed(town)
    link = await invited(ready)
    taras = await number(town, "Taras")
    await town.waits(minutes=1)
    await ready.presses(ready.olena, f"role:1:{taras}:key")
    await ready.presses(ready.taras, "leave:1:yes")
    await ready.taras.opens(link)
    await ready.taras.presses("✓ I work here")
    assert [row for row in await roles(town) if row[1]] == [("staff", True, None)]


async def test_nobody_leaves_for_somebody_else(town: Town) -> None:
    ready = await signed(town)
    assert await ready.presses(ready.ira, "leave:1:yes") == ["This is not available to you."]
    await ready.zoe.says("/staff")
    ready.zoe.sees("You have no business here yet. /new begins with it.")
