"""Messages that were to be rewritten and are gone: what somebody waits for is said anew, once; the rest is not."""

from __future__ import annotations

from sandbox.town.model import Chat, Message
from tests.world.cast import running_promo
from tests.world.ready import signed
from tests.world.town import Actor, Town


async def test_a_card_that_was_deleted_in_the_group_comes_once_again_without_a_sound_and_is_rewritten_from_then_on(
    town: Town,
) -> None:
    cast = await running_promo(town)
    (card,) = cards(cast.group)
    town.telegram.deletes(cast.olena.person, card)
    since = len(town.telegram.calls)
    for day in ("2026-12-07", "2026-12-14", "2026-12-21"):
        await town.moves_to(f"{day} 09:01")
    (again,) = cards(cast.group)
    assert again.words.endswith("7 days left.")
    calls = town.telegram.calls[since:]
    (sent,) = [call for call in calls if call.method == "sendMessage" and "days left" in call.params["text"]]
    assert sent.params["disable_notification"]
    assert [call.params["message_id"] for call in calls if call.method == "pinChatMessage"] == [again.id]


def cards(group: Chat) -> list[Message]:
    """What stands in the group about how the promo goes."""
    return [m for m in group.messages if m.from_bot and not m.deleted and "days left." in m.words]


async def test_a_question_that_taras_deleted_is_not_repeated_by_the_line_that_folds_it(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    town.telegram.deletes(cast.taras.person, cast.taras.last)
    before = len(cast.taras.screen)
    await cast.taras.says("7")
    assert [message.words[:7] for message in cast.taras.screen[before:]] == ["✓ Saved"]


async def test_a_forms_question_that_olena_deleted_leaves_the_next_one_alone(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    town.telegram.deletes(olena.person, olena.last)
    before = len(olena.screen)
    await olena.says("Zerno")
    (asked,) = olena.screen[before:]
    assert "What kind of business is it?" in asked.words


async def pressed(who: Actor, message: Message, data: str) -> list[Message]:
    """What a press brings that was not there before."""
    before = who.screen
    who.town.telegram.forges(who.person, message, data)
    await who.town.settle()
    return [message for message in who.screen if message not in before]


async def test_what_a_press_asks_for_is_said_anew_once_where_its_message_is_gone_or_is_a_picture(town: Town) -> None:
    ready = await signed(town, group=False)
    await town.moves_to("2026-12-07 09:01")
    picture = next(message for message in ready.olena.screen if message.photo)
    data = f"promo:{ready.promo}:card"
    (card,) = await pressed(ready.olena, picture, data)
    assert card.words.startswith("Flowers + coffee · running")
    town.telegram.deletes(ready.olena.person, card)
    (again,) = await pressed(ready.olena, card, data)
    assert await pressed(ready.olena, again, f"promo:{ready.promo}:more") == []
    assert await town.database("SELECT * FROM outbox WHERE state = 'failed'") == []
