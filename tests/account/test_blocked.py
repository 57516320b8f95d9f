"""Whoever has stopped the bot: nothing is sent, somebody nearby hears of it, what was kept comes when they return."""

from __future__ import annotations

from domain.options import Scale
from tests.staff.test_co_owners import with_zoe
from tests.world.cast import Cast, negotiating, running_promo
from tests.world.ready import signed
from tests.world.town import Actor, Town

BACK = "I can write to you again. Above is what I kept for you meanwhile."


async def stops(who: Actor) -> int:
    """The person stops the bot, and Telegram tells of it; the number of calls until then."""
    who.town.telegram.blocks(who.person)
    await who.town.settle()
    return len(who.town.telegram.calls)


async def returns(who: Actor) -> None:
    who.town.telegram.unblocks(who.person)
    await who.town.settle()


def tried(who: Actor, since: int) -> list[str]:
    """The methods that were called for that chat."""
    return [call.method for call in who.town.telegram.calls[since:] if call.params.get("chat_id") == who.chat.id]


def times(who: Actor, words: str) -> int:
    return sum(words in message.words for message in who.screen)


async def changes_the_offer(cast: Cast, words: str) -> None:
    await cast.olena.says("/promos")
    await cast.olena.presses("Flowers + coffee")
    await cast.olena.presses("3. Offer")
    await cast.olena.presses("✎ The customer gets")
    await cast.olena.says(words)
    await cast.olena.presses("Send to the partners ▶")


async def test_marta_stopped_the_bot_olena_learns_that_her_change_waits_and_marta_gets_it_on_her_return(
    town: Town,
) -> None:
    cast = await negotiating(town)
    since = await stops(cast.marta)
    await changes_the_offer(cast, "10 % off any coffee")
    cast.olena.sees_exactly("This has not reached Peony: they stopped the bot. I keep it for them.")
    assert "start=hello" in cast.olena.last.words
    assert tried(cast.marta, since) == []
    before = len(cast.marta.screen)
    await returns(cast.marta)
    change, word = cast.marta.screen[before:]
    assert "10 % off any coffee" in change.words
    assert word.words.startswith(BACK)
    await cast.marta.presses("Look at it", change)
    cast.marta.sees_exactly("10 % off any coffee")


async def test_any_message_of_marta_s_tells_that_she_is_back_and_what_was_kept_comes_before_its_answer(
    town: Town,
) -> None:
    """Telegram's own word of it was lost."""
    cast = await negotiating(town)
    cast.marta.person.blocked = True
    await changes_the_offer(cast, "10 % off any coffee")
    await changes_the_offer(cast, "5 % off any coffee")
    cast.marta.person.blocked = False
    before = len(cast.marta.screen)
    await cast.marta.says("/settings")
    first, second, word, answer = cast.marta.screen[before:]
    assert ("10 % off" in first.words, "5 % off" in second.words) == (True, True)
    assert word.words.startswith(BACK)
    assert "Language" in answer.words
    await cast.marta.says("/settings")
    assert times(cast.marta, BACK) == 1


async def test_of_an_owner_who_stopped_the_bot_the_other_owner_learns_and_the_partner_s_word_has_arrived(
    town: Town,
) -> None:
    ready = await with_zoe(town)
    await stops(ready.olena)
    ready.zoe.sees_exactly(
        "Messages no longer reach Olena (Zerno): they stopped the bot. What I would ask them, I ask you."
    )
    await ready.presses(ready.marta, "stop:{promo}:cancel")
    await ready.marta.says("The oven broke")
    ready.zoe.sees_exactly("The oven broke")
    assert times(ready.marta, "This has not reached") == 0


async def test_a_duty_of_taras_who_stopped_the_bot_is_olena_s_to_see_to(town: Town) -> None:
    ready = await signed(town)
    number = await ready.number("300 flyers")
    since = await stops(ready.taras)
    ready.olena.sees_exactly("Messages no longer reach Taras (Zerno): they stopped the bot.")
    (taras,) = await town.database("SELECT id FROM person WHERE name = 'Taras'")
    await ready.presses(ready.olena, f"give:{number}:{taras['id']}")
    ready.olena.sees_exactly("This has not reached Taras: they stopped the bot.")
    seen = times(ready.olena, "300 flyers")
    await town.moves_to("2026-11-25 09:00")
    assert tried(ready.taras, since) == []
    assert times(ready.olena, "300 flyers") == seen + 1
    await returns(ready.taras)
    ready.taras.sees_exactly("The owner has put you in charge of this:")


async def test_after_a_pilot_the_next_draft_is_for_the_owner_whom_it_reaches(town: Town) -> None:
    ready = await with_zoe(town, scale=Scale.PILOT)
    await town.moves_to("2026-12-28 10:00")
    await stops(ready.olena)
    for who in (ready.zoe, ready.marta):
        await ready.presses(who, "vote:{promo}:extend")
    ready.zoe.sees_exactly("The next draft of Flowers + coffee is ready")


async def test_when_the_clock_asks_peony_and_nobody_is_there_olena_hears_it_once(town: Town) -> None:
    cast = await running_promo(town)
    for who in (cast.ira, cast.marta):
        since = await stops(who)
    for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
        await town.moves_to(f"{day} 20:01")
        await town.waits(hours=14)
    assert times(cast.olena, "Something waits for an answer by Peony, but my messages reach nobody there") == 1
    assert tried(cast.ira, since) + tried(cast.marta, since) == []


async def test_where_no_owner_hears_anything_the_group_is_told(town: Town) -> None:
    cast = await running_promo(town)
    await stops(cast.olena)
    await stops(cast.marta)
    posts = [message.words for message in town.telegram.messages(cast.group) if message.from_bot]
    assert "Messages no longer reach an owner of Peony: they stopped the bot." in posts[-1]


async def test_days_that_ira_was_not_asked_for_are_one_message_when_she_is_back(town: Town) -> None:
    cast = await running_promo(town)
    await stops(cast.ira)
    for day in ("2026-11-30", "2026-12-01"):
        await town.moves_to(f"{day} 20:01")
    await town.moves_to("2026-12-02 10:00")
    before = len(cast.ira.screen)
    await returns(cast.ira)
    await town.waits(minutes=1)
    (asked,) = cast.ira.screen[before:]
    assert "Mon 30 Nov; Tue 1 Dec" in asked.words


async def test_of_many_messages_marta_gets_the_latest_ten_and_hears_how_many_are_left_out(town: Town) -> None:
    cast = await negotiating(town)
    await stops(cast.marta)
    for percent in range(12):
        await changes_the_offer(cast, f"{percent + 1} % off any coffee")
    before = len(cast.marta.screen)
    await returns(cast.marta)
    kept = cast.marta.screen[before:]
    assert len(kept) == 11
    assert "3 % off" in kept[0].words
    assert "2 older ones are left out." in kept[-1].words


async def test_what_was_to_come_in_the_morning_is_kept_too_and_after_a_month_it_is_forgotten(town: Town) -> None:
    ready = await signed(town)
    number = await ready.number("300 flyers")
    (taras,) = await town.database("SELECT id FROM person WHERE name = 'Taras'")
    await town.moves_to("2026-11-23 21:00")
    await ready.presses(ready.olena, f"give:{number}:{taras['id']}")
    since = await stops(ready.taras)
    await town.moves_to("2026-11-24 09:30")
    assert tried(ready.taras, since) == []
    await town.moves_to("2026-12-26 09:30")
    await returns(ready.taras)
    ready.taras.does_not_see("The owner has put you in charge of this:")
