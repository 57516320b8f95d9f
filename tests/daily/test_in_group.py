"""Reports in the partners' group: by /report, by a reply to the bot, by an edit; nobody is named."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox.town.model import Message
from tests.world.cast import Cast, running_promo
from tests.world.town import Actor, a_town
from tests.world.village import Snapshot

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def afternoon() -> AsyncIterator[tuple[Cast, Snapshot]]:
    """Mon 30 Nov, 15:00; everybody is in the group, the stranger Zoe too."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_town(Path(folder)) as made:
            cast = await running_promo(made)
            for who in (cast.taras, cast.ira, cast.zoe):
                made.telegram.adds(cast.olena.person, cast.group, who.person)
            await made.moves_to("2026-11-30 15:00")
            snapshot = Snapshot(made)
            yield cast, snapshot
            snapshot.close()
            assert made.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def cast(afternoon: tuple[Cast, Snapshot]) -> Cast:
    cast, snapshot = afternoon
    await snapshot.restore()
    return cast


def posts(cast: Cast) -> list[Message]:
    return [m for m in cast.town.telegram.messages(cast.group) if m.from_bot]


async def replies(cast: Cast, who: Actor, text: str) -> Message:
    return await who.says(text, cast.group, reply_to=posts(cast)[0])


async def counted(cast: Cast) -> list[tuple[int, int, int | None]]:
    rows = await cast.town.database("SELECT * FROM daily_report ORDER BY location_id, revision")
    return [(row["location_id"], row["customers"], row["sales"]) for row in rows]


async def test_report_in_the_group_is_saved_and_answered_without_a_name(cast: Cast) -> None:
    await cast.taras.says("/report 12 8400", cast.group)
    assert posts(cast)[-1].words == "✓ Saved: Zerno, Mon 30 Nov, 12 customers"
    assert await counted(cast) == [(1, 12, 840000)]
    assert "Taras" not in "".join(m.words for m in posts(cast))


@pytest.mark.quick
async def test_a_reply_to_the_bot_is_a_report_and_an_edit_corrects_it(cast: Cast) -> None:
    said = await replies(cast, cast.ira, "9")
    assert posts(cast)[-1].words == "✓ Saved: Peony, Mon 30 Nov, 9 customers"
    await cast.ira.edits(said, "8")
    assert posts(cast)[-1].words == "✓ Saved: Peony, Mon 30 Nov, 8 customers"
    assert await counted(cast) == [(2, 9, None), (2, 8, None)]


async def test_an_owner_reports_for_their_own_shop(cast: Cast) -> None:
    await replies(cast, cast.marta, "closed")
    assert posts(cast)[-1].words == "✓ Saved: Peony, Mon 30 Nov, closed"


@pytest.mark.parametrize("talk", ["Thank you all!", "see you at 7 tomorrow then", "👍", "undo"])
async def test_talk_in_reply_to_the_bot_is_none_of_its_business(cast: Cast, talk: str) -> None:
    before = len(posts(cast))
    await replies(cast, cast.taras, talk)
    assert (len(posts(cast)), await counted(cast)) == (before, [])


async def test_what_is_not_addressed_to_the_bot_is_left_alone(cast: Cast) -> None:
    before, other = len(posts(cast)), await cast.marta.says("How many?", cast.group)
    await cast.taras.says("12", cast.group, reply_to=other)
    await cast.taras.says("12", cast.group)
    assert (len(posts(cast)), await counted(cast)) == (before, [])


async def test_a_stranger_gets_a_no_for_the_command_and_silence_for_a_reply(cast: Cast) -> None:
    before = len(posts(cast))
    await replies(cast, cast.zoe, "12")
    assert len(posts(cast)) == before
    await cast.zoe.says("/report 12", cast.group)
    assert posts(cast)[-1].words == "Only staff of this promo's businesses report here."
    assert await counted(cast) == []


async def test_a_question_goes_to_the_private_chat_with_a_note_in_the_group(cast: Cast) -> None:
    await cast.taras.says("/report 12400", cast.group)
    assert posts(cast)[-1].words == "One question about that is in your private chat with me."
    cast.taras.sees_exactly("is that customers, or money?")
    await cast.taras.presses("%(n)s customers", n="12\u00a0400")
    assert await counted(cast) == [(1, 12400, None)]


async def test_a_second_report_asks_in_private_what_it_means(cast: Cast) -> None:
    await cast.taras.says("/report 7", cast.group)
    await cast.taras.says("/report 9", cast.group)
    await cast.taras.presses("Add: %(n)s", n=16)
    assert (await counted(cast))[-1] == (1, 16, None)


async def test_at_two_places_the_place_is_asked_in_private_and_remembered(cast: Cast) -> None:
    await cast.marta.says("/staff")
    await cast.marta.presses("Invite staff: %(name)s", name="")
    await cast.taras.opens(cast.marta.link("start=s_"))
    await cast.taras.presses("✓ I work here")
    await replies(cast, cast.taras, "thanks")
    assert await counted(cast) == []
    await replies(cast, cast.taras, "4")
    assert posts(cast)[-1].words == "One question about that is in your private chat with me."
    await cast.taras.presses("Peony")
    await cast.taras.says("/report +1", cast.group)
    assert posts(cast)[-1].words == "✓ Saved: Peony, Mon 30 Nov, 5 customers"


async def test_the_command_alone_or_with_nonsense_says_how(cast: Cast) -> None:
    await cast.taras.says("/report", cast.group)
    assert posts(cast)[-1].words.startswith("In the group, a report looks like this: /report 12 8400")
    await cast.taras.says("/report много", cast.group)
    assert "I could not read a number in “много”." in posts(cast)[-1].words


async def test_two_days_in_the_group_are_answered_in_one_message(cast: Cast) -> None:
    await cast.town.moves_to("2026-12-01 15:00")
    before = len(posts(cast))
    await cast.taras.says("/report вчора 7, сьогодні 5", cast.group)
    assert [m.words for m in posts(cast)[before:]] == [
        "✓ Saved: Zerno, Mon 30 Nov, 7 customers\n✓ Saved: Zerno, Tue 1 Dec, 5 customers"
    ]


async def test_a_question_in_the_group_is_no_report(cast: Cast) -> None:
    before = len(posts(cast))
    await replies(cast, cast.taras, "7?")
    assert len(posts(cast)) == before


async def test_a_group_without_a_promo_takes_no_reports(cast: Cast) -> None:
    other = cast.town.telegram.group("Zerno's own", cast.olena.person, [cast.taras.person])
    cast.town.telegram.adds_bot(cast.olena.person, other)
    await cast.taras.says("/report 12", other)
    assert await counted(cast) == []


async def test_a_code_is_sent_to_the_private_chat_whatever_the_promo_counts_by(cast: Cast) -> None:
    await cast.taras.says("/report 1000 0004", cast.group)
    assert "Codes are not used in the group: send it to me in our private chat." in posts(cast)[-1].words
    assert await counted(cast) == []
