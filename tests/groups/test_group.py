"""The partners' group."""

from __future__ import annotations

import pytest

from sandbox.town.model import Chat
from tests.world.cast import running_promo, signed_promo
from tests.world.town import Town


async def test_an_owner_links_the_group_and_the_card_is_pinned_where_the_bot_may(town: Town) -> None:
    cast = await signed_promo(town)
    group = town.telegram.group("Zerno & Peony", cast.olena.person, [cast.marta.person])
    town.telegram.adds_bot(cast.olena.person, group)
    town.telegram.promotes(cast.olena.person, group, town.telegram.bot)
    await cast.olena.presses("Link our group")
    await cast.olena.opens(cast.olena.link("startgroup=g_"), group=group)
    pinned = [message for message in town.telegram.messages(group) if message.pinned]
    assert len(pinned) == 1
    assert "Flowers + coffee · signed" in pinned[0].words


async def test_the_status_card_is_edited_in_place_when_the_promo_starts(town: Town) -> None:
    cast = await running_promo(town)
    cards = [m for m in town.telegram.messages(cast.group) if m.from_bot and "No reports yet." in m.words]
    assert len(cards) == 1
    assert "running" in cards[0].words
    assert cards[0].edited_at


async def test_each_late_morning_the_pinned_card_says_what_came_in_and_how_long_is_left(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:30")
    await cast.taras.says("7")
    posted = len(town.telegram.messages(cast.group))
    await town.moves_to("2026-12-01 11:05")
    card = next(message for message in town.telegram.messages(cast.group) if "running" in message.words)
    assert "Used 7 times." in card.words
    assert "27 days left." in card.words
    assert len(town.telegram.messages(cast.group)) == posted


async def test_the_card_names_the_day_of_a_notice(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-01 10:00")
    promo = (await town.database("SELECT id FROM promo"))[0]["id"]
    town.telegram.forges(cast.olena.person, cast.olena.last, f"stop:{promo}:cancel")
    await town.settle()
    await cast.olena.says("The oven is broken")
    await cast.marta.says("/status", cast.group)
    assert "Mon 30 Nov – Tue 8 Dec" in town.telegram.messages(cast.group)[-1].words
    await town.moves_to("2026-12-01 11:05")
    pinned = next(message for message in town.telegram.messages(cast.group) if "running" in message.words)
    assert "Mon 30 Nov – Tue 8 Dec" in pinned.words


async def test_status_and_week_answer_in_the_group(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.says("7")
    await cast.marta.says("/status", cast.group)
    assert "Used 7 times." in town.telegram.messages(cast.group)[-1].words
    await cast.marta.says("/week", cast.group)
    assert "The first week is not over yet." in town.telegram.messages(cast.group)[-1].words


async def test_link_in_a_group_ties_the_one_promo_without_a_group(town: Town) -> None:
    cast = await signed_promo(town)
    group = town.telegram.group("Zerno & Peony", cast.olena.person, [cast.zoe.person, town.telegram.bot])
    for who, said in (
        (cast.zoe, "To link this group, an owner opens the promo"),
        (cast.olena, "This group now follows"),
        (cast.olena, "To link this group, an owner opens the promo"),
    ):
        await who.says("/link", group)
        assert any(said in message.words for message in town.telegram.messages(group)[-2:])
    assert len(await town.database("SELECT * FROM promo_group")) == 1


async def test_a_stranger_cannot_link_a_group_with_a_leaked_link(town: Town) -> None:
    cast = await signed_promo(town)
    await cast.olena.presses("Link our group")
    link = cast.olena.link("startgroup=g_")
    group = town.telegram.group("Zoe's", cast.zoe.person)
    await cast.zoe.opens(link, group=group)
    assert "This link does not work here." in town.telegram.messages(group)[-1].words
    assert await town.database("SELECT * FROM promo_group") == []


async def weekly_posts(town: Town, group: Chat) -> list[int]:
    """After each of two weeks: how many weekly reports stand in the group."""
    counts = []
    for day in ("2026-12-07", "2026-12-14"):
        await town.moves_to(f"{day} 09:01")
        await town.waits(seconds=5)
        counts.append(sum(bool(message.photo) for message in town.telegram.messages(group)))
    return counts


def calls_to(town: Town, group: Chat, since: int) -> int:
    return sum(call.params.get("chat_id") == group.id for call in town.telegram.calls[since:])


async def test_posts_go_on_after_the_group_became_a_supergroup_and_none_goes_to_the_old_one(town: Town) -> None:
    cast = await running_promo(town)
    new, since = town.telegram.upgrades(cast.group), len(town.telegram.calls)
    await town.settle()
    assert await weekly_posts(town, new) == [1, 2]
    assert calls_to(town, cast.group, since) == 0


async def test_posts_go_on_when_only_the_send_error_tells_of_the_supergroup_which_it_does_once(town: Town) -> None:
    cast = await running_promo(town)
    new, since = town.telegram.upgrades(cast.group, announced=False), len(town.telegram.calls)
    assert await weekly_posts(town, new) == [1, 2]
    assert calls_to(town, cast.group, since) == 1


async def test_removed_from_the_group_the_bot_reports_to_the_owners_and_the_way_back_works(town: Town) -> None:
    cast = await running_promo(town)
    town.telegram.removes_bot(cast.marta.person, cast.group)
    await town.settle()
    cast.olena.sees_exactly("I was removed from the group Zerno & Peony")
    await town.moves_to("2026-12-07 09:01")
    assert any(message.photo and "week 1" in message.words for message in cast.olena.screen)
    await cast.olena.presses("Link our group")
    await cast.olena.opens(cast.olena.link("startgroup=g_"), group=cast.group)
    await town.moves_to("2026-12-14 09:01")
    assert any(message.photo for message in town.telegram.messages(cast.group))


async def test_put_back_without_a_link_the_bot_says_that_the_group_still_follows_the_promo(town: Town) -> None:
    cast = await running_promo(town)
    town.telegram.removes_bot(cast.marta.person, cast.group)
    await town.settle()
    town.telegram.adds_bot(cast.marta.person, cast.group)
    await town.settle()
    said = town.telegram.messages(cast.group)[-1].words
    assert said == "I am back: this group follows Flowers + coffee as before."
    await town.moves_to("2026-12-07 09:01")
    assert any(message.photo for message in town.telegram.messages(cast.group))


async def test_where_only_administrators_may_write_the_owners_learn_it_and_get_the_report(town: Town) -> None:
    cast = await running_promo(town)
    cast.group.members_may_write = False
    await town.moves_to("2026-12-07 09:01")
    cast.marta.sees_exactly("I may not write in the group Zerno & Peony.")
    await town.moves_to("2026-12-14 09:01")
    assert any(message.photo and "week 2" in message.words for message in cast.olena.screen)
    assert sum("I may not write" in message.words for message in cast.marta.screen) == 1
    cast.group.members_may_write = True
    await cast.olena.says("/status", cast.group)
    await town.moves_to("2026-12-21 09:01")
    assert any(m.photo and "week 3" in m.words for m in town.telegram.messages(cast.group))


async def test_a_weekly_report_that_is_late_does_not_come_at_night(town: Town) -> None:
    cast = await running_promo(town)
    for moment, posts in (("2026-12-07 21:30", 0), ("2026-12-08 08:59", 0), ("2026-12-08 09:00", 1)):
        await town.moves_to(moment)
        assert sum(bool(message.photo) for message in town.telegram.messages(cast.group)) == posts


async def test_the_weekly_report_is_posted_once_with_details_for_those_who_may_see_them(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.says("7 3400")
    await town.moves_to("2026-12-07 09:01")
    await town.bot.tick()
    posts = [message for message in town.telegram.messages(cast.group) if message.photo]
    assert len(posts) == 1
    details = next(button.url for button in posts[0].buttons if button.text == "Details")
    assert details
    await cast.marta.opens(details)
    cast.marta.sees_exactly("Zerno: 7")
    await cast.zoe.opens(details)
    cast.zoe.sees("This is not available to you.")


async def test_when_an_owner_blocks_the_bot_the_partner_gets_the_link_to_pass_on(town: Town) -> None:
    cast = await running_promo(town)
    town.telegram.blocks(cast.marta.person)
    await town.settle()
    cast.olena.sees_exactly("Messages no longer reach an owner of Peony")


async def test_the_group_speaks_its_own_language(town: Town) -> None:
    cast = await running_promo(town)
    await cast.olena.says("/settings", cast.group)
    message = town.telegram.messages(cast.group)[-1]
    town.telegram.presses(cast.olena.person, message, "Українська")
    await town.settle()
    rows = await town.database("SELECT language FROM promo_group")
    assert rows[0]["language"] == "uk"


@pytest.mark.parametrize("how", ["closes_topic", "deletes_topic"])
async def test_when_its_topic_is_gone_the_bot_goes_on_in_the_group_itself(town: Town, how: str) -> None:
    cast = await signed_promo(town)
    forum = town.telegram.group("Zerno & Peony", cast.olena.person, [cast.marta.person], forum=True)
    await cast.olena.presses("Link our group")
    await cast.olena.opens(cast.olena.link(r"startgroup=g_"), group=forum)
    thread = town.telegram.topic(forum, "Flowers")
    await town.database("UPDATE promo_group SET thread_id = :thread", thread=thread)
    getattr(town.telegram, how)(forum, thread)
    await town.settle()
    await town.moves_to("2026-11-30 10:00")
    started = [m for m in town.telegram.messages(forum) if m.from_bot and "starts today" in m.words]
    assert [message.thread for message in started] == [None]
    assert await weekly_posts(town, forum) == [1, 2]


async def test_a_signed_promo_asks_first_for_what_it_needs_and_for_no_second_group(town: Town) -> None:
    cast = await signed_promo(town)
    await cast.olena.says("/promos")
    await cast.olena.presses("Flowers + coffee · signed")
    words = [button.text for button in cast.olena.last.buttons]
    assert words[0] == "Link our group"
    assert len(words) <= 6
    assert "Results" not in words
    assert "Ledger" not in words
    await cast.olena.presses("Link our group")
    await cast.olena.opens(cast.olena.link("startgroup=g_"), group=town.telegram.group("Us", cast.olena.person, []))
    await cast.olena.says("/promos")
    await cast.olena.presses("Flowers + coffee · signed")
    assert cast.olena.last.buttons[0].text == "Duties"
    await cast.olena.presses("More ▾")
    assert "Link our group" not in [button.text for button in cast.olena.last.buttons]
