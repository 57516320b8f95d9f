"""The training gate as sentences: the card, three questions, who has passed, and what asks again."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from domain.agreement.terms import PlaceTerms
from sandbox.town.model import Message
from tests.world.ready import OFFERS, Ready, signed
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow

RIGHT = {
    "What does the customer get at your counter?": "15 % off any coffee",
    "Under which condition is this given": "a receipt of the partner",
    "How do you record such a customer?": "count these customers, and send their number at closing",
}


def right(question: Message) -> str:
    """The letter of the right answer."""
    answer = next(answer for asked, answer in RIGHT.items() if asked in question.words)
    return next(line for line in question.words.splitlines() if line.endswith(f". {answer}"))[0]


async def passes(who: Actor) -> None:
    for _ in range(3):
        await who.taps(right(who.last))


async def lessons(town: Town) -> list[dict[str, Any]]:
    return list(await town.database("SELECT * FROM lesson ORDER BY given_at, person_id"))


@pytest.mark.quick
async def test_the_card_comes_with_the_signature_and_three_right_answers_pass(town: Town) -> None:
    ready = await signed(town)
    card = ready.taras.sees_exactly("At your counter the customer gets:")
    assert "15 % off any coffee (a receipt of the partner)" in card.words
    assert "a bun free with any loaf" in card.words.split("You hand out")[1]
    await ready.taras.presses("Start the three questions")
    assert "Question 1 of 3" in ready.taras.last.words
    await passes(ready.taras)
    ready.taras.sees_exactly("That is all: you know Flowers + coffee.")
    assert [bool(row["passed_at"]) for row in await lessons(town)] == [True, False]
    await ready.presses(ready.taras, "learn:{promo}:1")
    ready.taras.sees_exactly("You have answered the questions about Flowers + coffee already.")


async def test_who_has_passed_and_the_owner_get_a_sheet_to_hang_beside_the_till(town: Town) -> None:
    ready = await signed(town)
    await ready.taras.presses("Start the three questions")
    await passes(ready.taras)
    await ready.taras.presses("A sheet for the till")
    await ready.presses(ready.olena, "trained:{promo}")
    await ready.olena.presses("A sheet for the till")
    for who in (ready.taras, ready.olena):
        file = who.last.file
        assert file
        (page,) = PdfReader(io.BytesIO(file.data)).pages
        words = " ".join(page.extract_text().replace("\u00a0", " ").split())
        for said in (
            "Zerno + Peony",
            "15 % off any coffee",
            "a receipt of the partner",
            "A bun free",
            "Send the number",
        ):
            assert said in words
    assert await ready.presses(ready.zoe, "till:{promo}:1") == ["This is not available to you."]


async def test_a_wrong_answer_is_explained_and_asked_again_and_a_restart_keeps_the_order(town: Town) -> None:
    ready = await signed(town)
    await ready.taras.presses("Start the three questions")
    question = ready.taras.last
    old = question.buttons[0].data or ""
    letter = right(question)
    wrong = next(button.text for button in question.buttons if button.text != letter)
    await ready.taras.taps(wrong)
    assert "Not quite. Right is: 15 % off any coffee." in ready.taras.last.words
    await ready.taras.taps(letter)
    await town.restart()
    await ready.presses(ready.taras, "learn:{promo}:1")
    assert "Question 2 of 3" in ready.taras.last.words
    assert await ready.presses(ready.taras, old) == ["You have answered that one already."]
    await ready.presses(ready.ira, "learn:{promo}:2")
    assert "Question 1 of 3" in ready.ira.last.words


async def test_a_stranger_and_a_partner_get_no_lesson(town: Town) -> None:
    ready = await signed(town)
    for who in (ready.zoe, ready.marta, ready.ira):
        assert await ready.presses(who, "learn:{promo}:1") == ["This is not available to you."]
    assert await ready.presses(ready.olena, "learn:{promo}:1") == []
    assert "Question 1 of 3" in ready.olena.last.words


async def test_the_owner_sees_names_and_the_partner_numbers(town: Town) -> None:
    ready = await signed(town)
    await ready.presses(ready.taras, "learn:{promo}:1")
    await passes(ready.taras)
    await ready.presses(ready.olena, "trained:{promo}")
    assert "✓ Taras" in ready.olena.last.words
    assert "Peony: 0 of 1" in ready.olena.last.words
    assert "Ira" not in ready.olena.last.words
    await ready.presses(ready.marta, "trained:{promo}")
    assert "○ Ira" in ready.marta.last.words
    assert "Zerno: 1 of 1" in ready.marta.last.words
    await ready.marta.says("/staff")
    assert "Ira · has not learnt Flowers + coffee yet" in ready.marta.last.words


async def test_a_partner_without_staff_is_not_said_to_know_nothing(town: Town) -> None:
    ready = await signed(town)
    await ready.town.database("UPDATE membership SET until = 1 WHERE role IN ('staff', 'key')")
    await ready.presses(ready.olena, "trained:{promo}")
    assert "Peony: no staff yet" in ready.olena.last.words


async def test_only_a_change_that_touches_the_offer_asks_again(town: Town) -> None:
    ready = await signed(town)
    await ready.presses(ready.taras, "learn:{promo}:1")
    await passes(ready.taras)
    seen = len(ready.taras.screen)
    await ready.amends(minimum=30)
    assert len(ready.taras.screen) == seen
    await ready.amends(3, offers=(OFFERS[0].model_copy(update={"what": "20 % off any coffee"}), OFFERS[1]))
    ready.taras.sees_exactly("The offer has changed. Please read it anew:")
    assert "20 % off any coffee" in ready.taras.last.words
    await ready.presses(ready.olena, "trained:{promo}")
    assert "○ Taras" in ready.olena.last.words


async def test_an_old_question_after_the_change_leads_to_the_newest_card(town: Town) -> None:
    ready = await signed(town)
    await ready.taras.presses("Start the three questions")
    old = ready.taras.last.buttons[0].data or ""
    await ready.amends(offers=(OFFERS[0].model_copy(update={"what": "20 % off any coffee"}), OFFERS[1]))
    assert await ready.presses(ready.taras, old) == [
        "The offer has changed since. Start the questions of the newest card."
    ]


async def test_the_card_waits_for_the_morning_and_the_report_does_not_wait_for_the_card(town: Town) -> None:
    ready = await at_night(town)
    assert not any("At your counter" in m.words for m in ready.taras.screen)
    await town.moves_to("2026-11-25 09:00")
    assert any("At your counter" in m.words for m in ready.taras.screen)
    await ready.presses(ready.marta, f"prove:{await ready.number('a poster')}")
    await ready.marta.sends("photo")
    await town.moves_to("2026-11-30 12:00")
    await ready.taras.says("7")
    ready.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")


async def at_night(town: Town) -> Ready:
    await town.moves_to("2026-11-24 23:00")
    return await signed(town)


async def test_on_the_promos_card_a_cashier_reads_what_is_different_at_their_counter(town: Town) -> None:
    own = PlaceTerms(location_id=2, name="Peony", what="a cookie", first=date(2026, 12, 1), last=date(2026, 12, 9))
    ready = await signed(town, offers=(OFFERS[0], OFFERS[1].model_copy(update={"places": (own,)})))
    for who, there in ((ready.ira, True), (ready.taras, False)):
        await ready.presses(who, "promo:{promo}")
        assert ("📍 Peony: a cookie · Tue 1 Dec – Wed 9 Dec" in who.last.words) is there


async def test_the_card_that_was_just_read_is_not_sent_again_with_the_first_question(town: Town) -> None:
    ready = await signed(town)
    await ready.taras.presses("Start the three questions")
    assert (
        len([message for message in ready.taras.screen if "At your counter the customer gets:" in message.words]) == 1
    )
    ready.taras.sees_exactly("Question 1 of 3")


@pytest.mark.parametrize(
    ("reader", "what", "condition", "letters"),
    [
        ("en", "знижка 15 % на будь-яку каву", "чек партнера за цей тиждень", "ABCD"),
        ("uk", "15 % off any coffee", "a receipt of the partner", "АБВГ"),
    ],
)
async def test_all_answers_to_a_question_are_in_the_language_of_the_terms_with_the_readers_letters(
    town: Town, reader: str, what: str, condition: str, letters: str
) -> None:
    offers = tuple(one.model_copy(update={"what": what, "condition": condition}) for one in OFFERS)
    ready = await signed(town, language=reader, offers=offers)
    await ready.taras.presses("Start the three questions")
    for answer in (what, condition):
        options = [line for line in ready.taras.last.words.splitlines() if line[1:2] == "."]
        assert [button.text for button in ready.taras.last.buttons] == list(letters)[: len(options)]
        assert [option[0] for option in options] == list(letters)[: len(options)]
        assert {cyrillic(option[3:]) for option in options} == {cyrillic(what)}
        await ready.taras.taps(next(option[0] for option in options if option.endswith(f". {answer}")))


def cyrillic(words: str) -> bool:
    return any("а" <= letter <= "я" for letter in words.casefold())
