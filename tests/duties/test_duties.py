"""Duties as sentences: who hears of them and when, photos as proof, questions, changed terms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.agreement.terms import Duty, SideTerms
from domain.options import ClientBase, Mechanic
from tests.world.ready import SIDES, signed
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow


async def rows(town: Town, sql: str = "SELECT * FROM duty ORDER BY id") -> list[dict[str, Any]]:
    return list(await town.database(sql))


def reminded(who: Actor, what: str = "300 flyers") -> list[str]:
    return [m.words for m in who.screen if what in m.words and "28 Nov" in m.words and "Goal" not in m.words]


@pytest.mark.quick
async def test_what_each_side_promised_becomes_a_duty_and_the_materials_go_after_the_end(town: Town) -> None:
    await signed(
        town,
        mechanic=Mechanic.VOUCHER,
        client_base=ClientBase.MAILING,
        mailing_volume=500,
        mailing_period="once a week",
    )
    found = [(r["business_id"], r["kind"], r["what"], r["due"], r["proof"]) for r in await rows(town)]
    assert found[:4] == [
        (1, "agreed", "300 flyers", "2026-11-28", 0),
        (1, "cards", "", "2026-11-29", 0),
        (1, "mailing", "once a week", "2026-11-29", 0),
        (1, "removal", "", "2027-01-03", 0),
    ]
    assert (2, "agreed", "a poster", "2026-11-28", 1) in found
    steps = await rows(town, "SELECT DISTINCT step FROM duty_step")
    assert steps == [{"step": "made"}]


async def test_the_mailing_reminds_of_consent(town: Town) -> None:
    ready = await signed(town, client_base=ClientBase.MAILING, mailing_volume=500, mailing_period="once a week")
    await ready.presses(ready.olena, f"duty:{await ready.number('once a week')}")
    ready.olena.sees_exactly("Write to your own customers: 500, once a week")
    ready.olena.sees("Write only to customers who have agreed to get messages from you.")


async def test_person_then_key_person_then_owner_then_the_group_and_never_more_than_twice(town: Town) -> None:
    ready = await signed(town)
    number = await ready.number("300 flyers")
    (taras,) = await rows(town, "SELECT id FROM person WHERE name = 'Taras'")
    await ready.presses(ready.olena, f"give:{number}:{taras['id']}")
    ready.taras.sees("The owner has put you in charge of this:")
    given = len(reminded(ready.taras))
    await town.moves_to("2026-11-25 08:59")
    assert len(reminded(ready.taras)) == given
    for moment in ("2026-11-25 09:00", "2026-11-28 09:00", "2026-11-29 09:00", "2026-11-30 09:00"):
        await town.moves_to(moment)
    assert len(reminded(ready.taras)) == given + 2
    late = "It is two days late. Please see to it, or say that it is done:"
    assert sum(words.count(late) for words in reminded(ready.olena)) == 1
    assert not any("flyers" in words for words in ready.posts())
    await town.moves_to("2026-12-02 09:00")
    assert "Flowers + coffee: still open at Zerno: 300 flyers" in ready.posts()
    assert not any("Taras" in words for words in ready.posts())
    assert not reminded(ready.marta)


async def test_a_key_person_has_the_duties_and_the_owner_is_left_in_peace(town: Town) -> None:
    ready = await signed(town)
    (taras,) = await rows(town, "SELECT id FROM person WHERE name = 'Taras'")
    await ready.presses(ready.olena, f"role:1:{taras['id']}:key")
    await town.moves_to("2026-11-25 09:00")
    assert len(reminded(ready.taras)) == 1
    assert not any("In three days" in words for words in reminded(ready.olena))


async def test_done_once_and_silent_from_then_on(town: Town) -> None:
    ready = await signed(town)
    await town.moves_to("2026-11-25 09:00")
    before = len(reminded(ready.olena))
    await ready.olena.presses("Done")
    ready.olena.sees_exactly("Done: 300 flyers")
    number = await ready.number("300 flyers")
    assert await ready.presses(ready.olena, f"done:{number}") == ["That is done already."]
    for moment in ("2026-11-28 09:00", "2026-11-30 09:00", "2026-12-02 09:00"):
        await town.moves_to(moment)
    assert len(reminded(ready.olena)) <= before
    assert len(await rows(town, f"SELECT * FROM duty_step WHERE duty_id = {number} AND step = 'done'")) == 1


@pytest.mark.quick
async def test_a_photo_is_the_proof_also_after_a_restart_and_only_its_name_is_kept(town: Town) -> None:
    ready = await signed(town)
    number = await ready.number("a poster")
    assert await ready.presses(ready.marta, f"done:{number}") == [
        "A photo is agreed as proof of this one: press “Send a photo”."
    ]
    await ready.presses(ready.marta, "duties:{promo}")
    await ready.marta.presses("Send a photo")
    await ready.marta.sends("voice")
    ready.marta.sees_exactly("I am waiting for a photo as proof.")
    await ready.marta.says("here it is")
    ready.marta.sees_exactly("I am waiting for a photo as proof.")
    await town.restart()
    for _ in range(3):
        town.telegram.sends(ready.marta.person, None, "photo")
    await ready.marta.sends("photo")
    ready.marta.sees_exactly("Thank you, the photo is kept as proof: a poster")
    found = await rows(town, "SELECT * FROM duty_step WHERE step = 'done'")
    assert len(found) == 1
    assert found[0]["file_id"]
    assert found[0]["file_unique_id"]
    await ready.presses(ready.olena, f"proof:{number}")
    assert ready.olena.last.photo
    assert "a poster" in ready.olena.last.words
    assert await ready.presses(ready.zoe, f"proof:{number}") == ["This is not available to you."]


async def test_a_partner_questions_a_proof_and_gets_a_new_one(town: Town) -> None:
    ready = await signed(town)
    number = await ready.number("a poster")
    await ready.presses(ready.marta, f"prove:{number}")
    await ready.marta.sends("photo")
    assert await ready.presses(ready.marta, f"doubt:{number}") == ["This is not available to you."]
    await ready.presses(ready.olena, f"doubt:{number}")
    await ready.olena.presses("◀ Leave it as it is")
    await ready.presses(ready.olena, f"doubt:{number}")
    await ready.olena.says("Our logo is missing")
    ready.marta.sees_exactly("A partner questions “a poster” (Flowers + coffee):")
    ready.marta.sees_exactly("Our logo is missing")
    assert (await rows(town, f"SELECT state FROM duty WHERE id = {number}"))[0]["state"] == "open"
    await ready.marta.presses("Send a photo")
    await ready.marta.sends("photo", data=b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    ready.olena.sees_exactly("Peony answered your question: “a poster” is done.")
    steps = await rows(town, f"SELECT step FROM duty_step WHERE duty_id = {number} ORDER BY id")
    assert [row["step"] for row in steps] == ["made", "done", "questioned", "done"]


async def test_in_an_hour_and_tomorrow_but_twice_at_most(town: Town) -> None:
    ready = await signed(town)
    await town.moves_to("2026-11-25 09:00")
    seen = len(reminded(ready.olena))
    await ready.olena.presses("In 1 h")
    await town.moves_to("2026-11-25 10:01")
    assert len(reminded(ready.olena)) == seen + 1
    await town.moves_to("2026-11-25 19:30")
    await ready.olena.presses("Tomorrow")
    await town.moves_to("2026-11-26 08:59")
    assert len(reminded(ready.olena)) == seen + 1
    await town.moves_to("2026-11-26 09:00")
    assert len(reminded(ready.olena)) == seen + 2
    press = await ready.olena.presses("Tomorrow")
    assert press.answer
    assert press.answer["text"] == "That was the last time. The duty waits in /promos."


async def test_a_cancelled_promo_asks_only_for_the_materials(town: Town) -> None:
    ready = await signed(town)
    await ready.presses(ready.olena, "stop:{promo}:cancel")
    await ready.olena.says("We close")
    found = [(row["kind"], row["state"], row["due"]) for row in await rows(town)]
    assert found == [("agreed", "dropped", "2026-11-28"), ("removal", "open", "2026-11-30")] * 2


async def test_an_amendment_adds_drops_and_keeps(town: Town) -> None:
    ready = await signed(town)
    await ready.presses(ready.olena, f"done:{await ready.number('300 flyers')}")
    sides = (
        SideTerms(slot=1, gain="guests", brings=(Duty(what="a banner", due=date(2026, 12, 5)),)),
        SIDES[1].model_copy(update={"brings": ()}),
    )
    await ready.amends(sides=sides)
    found = {row["what"]: row["state"] for row in await rows(town) if row["kind"] == "agreed"}
    assert found == {"300 flyers": "done", "a poster": "dropped", "a banner": "open"}
