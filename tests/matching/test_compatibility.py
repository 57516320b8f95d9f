"""Do we fit? Blind until both have answered, then both sides see both."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from storage.matching import compatibility
from tests.world.cast import fills_in_promo
from tests.world.street import GOOD, Street, a_street, answers_six, opens_shop, toast
from tests.world.town import InProcess

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

NOT_YOURS = "This is not available to you."
BAD = ("Other people", "A bad one", "No", "Not sure", "Yes", "No")
SAID = (
    "The customers are other people.", "The reputation is bad, and it would become yours too.",
    "They do not want to grow as we do.", "Not pleasant to work with.",
)  # fmt: skip
WAITING = "Your answers about <b>%(name)s</b> are kept. Waiting for the other side; until then you can change them."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built() -> AsyncIterator[Street]:
    """Olena and Marta have agreed to talk."""
    async with a_street() as street:
        await street.introduced()
        street.snapshot.close()
        street.snapshot = type(street.snapshot)(street.town)
        yield street


@pytest_asyncio.fixture(loop_scope="module")
async def street(built: Street) -> Street:
    return await built.again()


async def verdicts(street: Street, *business_ids: int) -> list[tuple[int, int, str]]:
    assert isinstance(street.town.bot, InProcess)
    async with street.town.bot.program.db.transaction() as tx:
        return [(check.one, check.other, check.verdict) for check in await compatibility.verdicts(tx, business_ids)]


async def test_neither_side_sees_anything_of_the_other_before_both_have_answered(street: Street) -> None:
    before = street.read(street.marta)
    await answers_six(street.olena, *BAD)
    street.olena.sees(WAITING, name="«Peony»")
    news = street.read(street.marta).removeprefix(before)
    street.marta.sees(
        "<b>%(name)s</b> has answered six questions on whether you fit. Answer them too, and both sides see both.",
        name="«Zerno»",
    )
    for text in (*BAD[:2], *SAID, "Stop", "Careful"):
        assert street.marta.tr(text) not in news
    await street.marta.presses("Do we fit? ▶")
    assert not any(street.marta.tr(text) in street.marta.last.words for text in SAID)
    for text in SAID:
        street.olena.does_not_see(text)
    assert await verdicts(street, 1, 2) == []


@pytest.mark.quick
async def test_then_both_see_both_together_each_in_their_language(street: Street) -> None:
    await answers_six(street.olena, *BAD)
    await answers_six(street.marta, *GOOD)
    for who, first, second in ((street.olena, "Zerno", "Peony"), (street.marta, "Peony", "Zerno")):
        words = who.last.words
        assert words.startswith(f"«{first}» + «{second}»: {who.tr('Stop')}")
        assert words.index(f"«{first}» ") < words.index(f"«{second}» ")
        for text in (
            *SAID,
            "The customers are the same people.",
            "Pleasant to work with.",
            "Two or more noes to the questions about working together.",
            "This is advice; you decide.",
        ):
            who.sees(text)
    assert await verdicts(street, 1, 2) == [(1, 2, "stop")]
    assert await verdicts(street, 2, 1, 3) == [(1, 2, "stop")]
    assert await verdicts(street, 1, 3) == await verdicts(street) == []


@pytest.mark.parametrize(
    ("olena", "verdict"),
    [(GOOD, "Good"), (("Partly", *GOOD[1:]), "Careful"), ((*GOOD[:5], "No"), "Careful"),
     (("Other people", *GOOD[1:]), "Stop")],
)  # fmt: skip
async def test_the_verdict_follows_the_answers(street: Street, olena: tuple[str, ...], verdict: str) -> None:
    await answers_six(street.marta, *GOOD)
    await answers_six(street.olena, *olena)
    for who in (street.olena, street.marta):
        assert who.last.words.split("\n")[0].endswith(f": {who.tr(verdict)}")


async def test_own_answers_change_until_both_are_in_and_then_no_more(street: Street) -> None:
    await answers_six(street.olena, *BAD)
    await street.olena.presses("Change our answers")
    for field, answer in (
        ("Their customers", "The same people"),
        ("Their reputation", "A good one"),
        ("Want to grow as we do", "Yes"),
        ("Pleasant to work with", "Yes"),
    ):
        await street.olena.taps(f"✎ {street.olena.tr(field)}")
        await street.olena.presses(answer)
    await street.olena.presses("Hand in our answers ▶")
    street.olena.sees(WAITING, name="«Peony»")
    invitation = (
        "<b>%(name)s</b> has answered six questions on whether you fit. Answer them too, and both sides see both."
    )
    told = [m for m in street.marta.screen if street.marta.tr(invitation, name="«Zerno»").split(":")[1] in m.words]
    assert len(told) == 1
    change = next(m for m in reversed(street.olena.screen) if any("change" in (b.data or "") for b in m.buttons))
    await answers_six(street.marta, *GOOD)
    assert await verdicts(street, 1, 2) == [(1, 2, "good")]
    count = len(await street.town.database("SELECT * FROM fit_answer"))
    await street.olena.presses("Change our answers", change)
    assert "Good" not in street.olena.last.words
    assert street.olena.last.words.startswith("«Zerno» + «Peony»: ")
    assert len(await street.town.database("SELECT * FROM fit_answer")) == count == 3


async def test_a_form_that_was_open_when_the_check_ended_only_shows_the_verdict(street: Street) -> None:
    """Olena hands in, opens her answers again, Marta hands in, and Olena hands in once more."""
    await answers_six(street.olena, *GOOD)
    await street.olena.presses("Change our answers")
    await street.olena.taps(f"✎ {street.olena.tr('Their reputation')}")
    await street.olena.presses("A bad one")
    card = street.olena.last
    await answers_six(street.marta, *GOOD)
    await street.olena.presses("Hand in our answers ▶", card)
    assert await verdicts(street, 1, 2) == [(1, 2, "good")]


async def test_a_profile_that_changes_later_does_not_change_the_verdict(street: Street) -> None:
    await answers_six(street.olena, *GOOD)
    await answers_six(street.marta, *GOOD)
    await street.town.database("UPDATE business SET category = 'cafe', price_tier = 'premium' WHERE id = 2")
    assert await verdicts(street, 1, 2) == [(1, 2, "good")]
    await street.olena.presses("Do we fit? ▶")
    assert street.olena.last.words.startswith(f"«Zerno» + «Peony»: {street.olena.tr('Good')}")


# The six questions -----------------------------------------------------------------------------


async def test_another_word_is_no_answer_and_back_asks_again(street: Street) -> None:
    await street.olena.presses("Do we fit? ▶")
    await street.olena.says("Maybe")
    street.olena.sees("Please press one of the buttons.")
    await street.olena.says(street.olena.tr("Partly").upper())
    street.olena.sees("What is their reputation like?")
    await street.olena.presses("◀ Back")
    street.olena.sees_exactly(street.olena.tr("Partly"))
    await street.olena.presses("Other people")
    for _ in range(5):
        await street.olena.presses("Skip")
    assert not any(button.text == street.olena.tr("Hand in our answers ▶") for button in street.olena.last.buttons)
    assert "⚠" in street.olena.last.words


async def test_a_restart_half_way_and_an_old_button(street: Street) -> None:
    await street.olena.presses("Do we fit? ▶")
    first = street.olena.last.buttons[0].data or ""
    await street.olena.presses(GOOD[0])
    await street.olena.presses(GOOD[1])
    await street.town.restart()
    assert await street.forges(street.olena, first) == street.olena.tr("That step is answered already.")
    for answer in GOOD[2:]:
        await street.olena.presses(answer)
    await street.town.restart()
    await street.olena.presses("Hand in our answers ▶")
    street.olena.sees(WAITING, name="«Peony»")


async def test_strangers_and_those_who_have_not_agreed_get_the_same_no(street: Street) -> None:
    await street.nadia.says("/ideas")
    for who, data in (
        (street.zoe, "pair:1:2"),
        (street.nadia, "pair:1:2"),
        (street.nadia, "pair:3:2"),
        (street.nadia, "pair:3:999"),
        (street.olena, "pair:1:1"),
        (street.nadia, "fit:0123456789"),
        (street.olena, "pair:1:2x"),
    ):
        assert await street.forges(who, data) == who.tr(NOT_YOURS)
    assert await street.town.database("SELECT * FROM fit_answer") == []


# From a promo ----------------------------------------------------------------------------------


async def test_partners_of_a_promo_check_each_other_and_with_three_it_asks_with_whom(street: Street) -> None:
    """Olena proposes to Nadia, whom she has never asked for a talk, and to Zoe, who comes with vets."""
    await street.olena.presses("Propose a promo")
    await fills_in_promo(street.olena)
    await street.olena.taps(f"✎ {street.olena.tr('Goal')}")
    await street.olena.taps(f"✎ {street.olena.tr('Businesses')}")
    await street.olena.presses("3")
    await street.olena.presses("Propose to the partner ▶")
    promo = (await street.town.database("SELECT id FROM promo"))[0]["id"]
    assert await street.forges(street.olena, f"fit:{promo}") == street.olena.tr(
        "There is nobody in it to compare with yet."
    )
    link = street.olena.link("start=b_")
    await street.nadia.opens(link)
    assert await street.forges(street.nadia, f"fit:{promo}") == NOT_YOURS
    await street.nadia.presses("Answer as %(name)s", name="Bloom")
    await street.forges(street.olena, f"fit:{promo}")
    street.olena.sees(
        "Are their customers the same people as yours? The other side sees your answers only together with theirs."
    )
    await opens_shop(street.zoe, "Paws", "Café")
    await street.zoe.opens(link)
    await street.zoe.presses("Answer as %(name)s", name="Paws")
    await street.forges(street.zoe, f"fit:{promo}")
    street.zoe.sees("With whom?")
    await street.zoe.presses("Zerno")
    for answer in GOOD:
        await street.zoe.presses(answer)
    await street.zoe.presses("Hand in our answers ▶")
    await answers_six(street.olena, *GOOD)
    assert await verdicts(street, 1, 2, 3, 4) == [(1, 4, "stop")]
    street.zoe.sees("You sell the same, so a customer takes one of you or the other.")
    await street.zoe.presses("Look at it")
    assert toast(await street.zoe.presses("Look at it")) == ""
    await street.town.database("UPDATE promo SET state = 'declined'")
    assert await street.forges(street.zoe, f"fit:{promo}") == "This proposal is no longer open."
    assert await street.forges(street.zoe, "pair:4:1") == NOT_YOURS


@pytest.mark.quick
async def test_not_known_in_words_is_an_answer_where_it_is_a_ready_one(street: Street) -> None:
    await street.olena.presses("Do we fit? ▶")
    await street.olena.presses("Other people")
    question = street.olena.last
    await street.olena.says(street.olena.tr("I do not know"))
    assert street.olena.tr("I do not know") in question.words
