"""What falls due in the same minute for the same person is one message; each reminder keeps a key of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.agreement.terms import Duty, SideTerms
from storage.queues import outbox
from storage.queues.outbox import NOTICE, Outgoing
from tests.world.ready import Ready, signed
from tests.world.town import InProcess, Town

pytestmark = pytest.mark.slow

FLYERS_AND_BANNER = (
    SideTerms(
        slot=1,
        gain="guests",
        brings=(Duty(what="300 flyers", due=date(2026, 11, 28)), Duty(what="a banner", due=date(2026, 11, 28))),
    ),
    SideTerms(slot=2, gain="guests", brings=(Duty(what="a poster", due=date(2026, 11, 28)),)),
)


async def reminded(town: Town) -> Ready:
    """Olena's two duties are due in three days."""
    ready = await signed(town, staff=False, sides=FLYERS_AND_BANNER)
    await town.moves_to("2026-11-25 08:59")
    ready.olena.seen = len(ready.olena.screen)
    await town.moves_to("2026-11-25 09:00")
    return ready


async def duties_in(town: Town) -> list[dict[str, Any]]:
    return list(
        await town.database(
            "SELECT state, message_id, key FROM outbox WHERE key LIKE 'duty:%' AND chat_id = "
            "(SELECT telegram_id FROM person WHERE name = 'Olena')"
        )
    )


@pytest.mark.quick
async def test_two_duties_of_one_morning_are_one_message_whose_buttons_say_which_is_meant(town: Town) -> None:
    ready = await reminded(town)
    (message,) = ready.olena.screen[ready.olena.seen :]
    flyers, banner = message.words.split("\n\n· · ·\n\n")
    assert flyers.startswith("① In three days it should be done:\n300 flyers")
    assert banner.startswith("② In three days it should be done:\na banner")
    assert [button.text for button in message.buttons][::3] == ["① Done", "② Done"]
    rows = await duties_in(town)
    assert {row["message_id"] for row in rows} == {message.id}
    assert len({row["key"] for row in rows}) == 2


async def test_a_press_changes_its_own_part_and_leaves_the_other_with_its_buttons(town: Town) -> None:
    ready = await reminded(town)
    await ready.olena.taps("② Done")
    message = ready.olena.last
    assert message.words.startswith("① In three days it should be done:\n300 flyers")
    assert message.words.endswith("② ✓ Done: a banner")
    assert [button.text[0] for button in message.buttons] == ["①"] * 3
    await ready.olena.taps("① Done")
    assert ready.olena.last.words == "① ✓ Done: 300 flyers\n\n· · ·\n\n② ✓ Done: a banner"
    assert not ready.olena.last.buttons


async def test_what_has_no_buttons_comes_first_and_what_is_said_alike_comes_once(town: Town) -> None:
    ready = await signed(town, staff=False, sides=FLYERS_AND_BANNER)
    keys = {"inline_keyboard": [[{"text": "Look at it", "callback_data": "promo:x"}]]}
    await leaves(ready, {"text": "Asks", "reply_markup": keys}, {"text": "Only tells"}, {"text": "Only tells"})
    assert ready.olena.last.words == "Only tells\n\n· · ·\n\nAsks"
    assert [button.text for button in ready.olena.last.buttons] == ["Look at it"]


async def test_a_reminder_that_telegram_refuses_does_not_take_the_others_with_it(town: Town) -> None:
    ready = await signed(town, staff=False, sides=FLYERS_AND_BANNER)
    await leaves(ready, {"text": "Well written", "parse_mode": "HTML"}, {"text": "<b>broken", "parse_mode": "HTML"})
    await town.waits(seconds=5)
    assert ready.olena.last.words == "Well written"
    states = await town.database("SELECT state FROM outbox WHERE method = 'remind' ORDER BY id DESC LIMIT 2")
    assert [row["state"] for row in states] == ["failed", "sent"]
    town.telegram.violations.clear()


async def test_a_joint_message_whose_answer_was_lost_is_not_sent_twice(town: Town) -> None:
    ready = await signed(town, staff=False, sides=FLYERS_AND_BANNER)
    lost = town.telegram.faults.add("lose_answer", times=1, methods=frozenset({"sendMessage"}))
    lost.chat_id = ready.olena.chat.id
    await town.moves_to("2026-11-25 09:00")
    await town.waits(seconds=600)
    about = [m for m in ready.olena.screen if "300 flyers" in m.words and "In three days" in m.words]
    assert len(about) == 1
    assert [row["state"] for row in await duties_in(town)] == ["dropped", "dropped"]


async def leaves(ready: Ready, *bodies: dict[str, Any]) -> None:
    """Reminders for Olena that wait in the outbox together."""
    assert isinstance(ready.town.bot, InProcess)
    program, now, chat = ready.town.bot.program, ready.town.telegram.clock.now(), ready.olena.chat.id
    async with program.db.transaction() as tx:
        rows = [
            Outgoing(next(tx.ids), chat, NOTICE, "remind", body, now, now)
            for body in ({"chat_id": chat} | one for one in bodies)
        ]
        await outbox.put(tx, rows)
    program.delivery.wake.set()
    await ready.town.settle()
