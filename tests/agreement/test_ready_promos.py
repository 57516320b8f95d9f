"""/new from a ready promo: three answers to a card in which each line says whose it is."""

from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec.structs import replace

from domain.agreement.answers import from_answers
from domain.agreement.ready_promos import ReadyPromo, usual_cost
from domain.agreement.reported import unmeasured
from domain.agreement.terms import Party
from domain.languages import LANGUAGES
from domain.matching.categories import CATEGORIES
from handlers.agreement.ready_promos import ProposedPartner, answers
from storage.business.businesses import Business
from tests.world.cast import fills_in_business, joins
from tests.world.town import Actor, Town

CAFE = Business(1, "Zerno", "cafe", "Kyiv", None, None, None, "UAH", "Europe/Kyiv", None, None)
BOTH = (
    Party(slot=1, business_id=1, name="Zerno", city="Kyiv"),
    Party(slot=2, business_id=2, name="Peony", city="Kyiv"),
)
DAYS = {"dates": {"first": "2026-11-30", "last": "2026-12-27"}}


async def chooses(olena: Actor, ready: str) -> None:
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    olena.sees_exactly("Which promo suits you?")
    await olena.presses(ready)


async def test_olena_gives_three_answers_and_has_a_link_for_marta(town: Town) -> None:
    olena, marta = town.person("Olena"), town.person("Marta")
    await chooses(olena, "A card with every receipt")
    olena.sees_exactly("With whom? Choose the trade, or write the partner's name.")
    await olena.presses("Flowers")
    assert olena.last.words.startswith("Question 2 of 3 · Coffee + flowers\n●●●○○○○○○○ 1 more after it")
    await olena.presses("the second cup of coffee free")
    assert olena.last.words.startswith("Question 3 of 3 · Coffee + flowers\n●●●●●●○○○○")
    await olena.presses("4 weeks from next Monday")
    card = olena.last.words
    assert "▫ Goal: New customers" in card
    assert "▫ Offer 2, the customer gets: a rose free with any bouquet (with the partner's card) · The partner" in card
    assert "▫ as the ready promo has it; the other lines are yours." in card
    await olena.presses("Propose to the partner ▶")
    await joins(marta, olena.link(r"start=b_"))
    assert "▫ Goal: New customers" in marta.last.words
    assert "▫ as a ready promo had it. Change what does not suit you." in marta.last.words


async def test_back_from_the_first_question_goes_to_no_question_that_the_ready_promo_has_answered(town: Town) -> None:
    olena = town.person("Olena")
    await chooses(olena, "A card with every receipt")
    await olena.presses("Flowers")
    await olena.presses("the second cup of coffee free")
    await olena.presses("◀ Back")
    assert olena.last.words.startswith("Question 2 of 3 · Coffee + flowers\n")
    olena.sees("What does the customer get?")
    await olena.presses("◀ Back")
    assert olena.last.words.startswith("Question 1 of 3 · Coffee + flowers\n")
    olena.sees("What is the partner called?")


async def test_a_line_that_olena_answers_is_hers_even_with_the_same_value(town: Town) -> None:
    olena = town.person("Olena")
    await chooses(olena, "15 % off at each other's")
    await olena.says("Peony")
    await olena.says("15 % off any coffee")
    await olena.says("30.11-27.12")
    assert "▫ Target: 100" in olena.last.words
    await olena.presses("✎ Goal")
    await olena.presses("✎ Target")
    assert olena.last.words.startswith("Zerno + Peony\n")
    await olena.says("100")
    assert "\nTarget: 100" in olena.last.words


async def test_what_marta_changes_is_no_longer_the_ready_promo_s(town: Town) -> None:
    olena, marta = town.person("Olena"), town.person("Marta")
    await chooses(olena, "15 % off at each other's")
    await olena.says("Peony")
    await olena.says("15 % off any coffee")
    await olena.says("30.11-27.12")
    await olena.presses("Propose to the partner ▶")
    await marta.opens(olena.link(r"start=b_"))
    marta.sees_exactly("Peony, Zerno (Kyiv) proposes a joint promotion to you: Zerno + Peony")
    await joins(marta, olena.link(r"start=b_"))
    assert "Partner: Peony" not in marta.last.words
    await marta.presses("1. Goal")
    await marta.presses("✎ Target")
    await marta.says("150")
    await marta.presses("Send to the partners ▶")
    await olena.presses("Look at it")
    assert "\nTarget: 150" in olena.last.words
    assert "▫ Goal: New customers" in olena.last.words


async def test_a_partner_that_is_not_known_yet_stays_open(town: Town) -> None:
    olena = town.person("Olena", "uk")
    await chooses_in(olena, "One stamp card for both")
    await olena.presses("I don't know yet")
    assert "Кава + партнер" in olena.last.words
    assert "Партнер:" not in olena.last.words


async def chooses_in(who: Actor, ready: str) -> None:
    await who.says("/new")
    await fills_in_business(who, "Зерно", "Café")
    await who.presses(ready)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReadyPromo)
def test_every_ready_promo_is_complete_for_every_trade(kind: ReadyPromo, language: str) -> None:
    for category in (*CATEGORIES, ""):
        for partner in (ProposedPartner("flowers"), ProposedPartner(name="Peony"), ProposedPartner()):
            shop = replace(CAFE, category=category)
            given = {**answers(kind, shop, partner, language, date(2026, 11, 25)), **DAYS}
            terms = from_answers(given, "a0b1c2d3e4", "UAH", BOTH)
            assert unmeasured(given) is None
            assert all(offer.what and offer.condition and offer.cost and offer.limit for offer in terms.offers)
            assert all(len(offer.what) <= 150 for offer in terms.offers)
            assert terms.gain(1)
            assert terms.brings(2)
            assert json.dumps(given)


@pytest.mark.parametrize(
    ("trade", "currency", "cost"),
    [
        ("cafe", "UAH", 2000),
        ("cafe", "EUR", 50),
        ("flowers", "PLN", 800),
        ("hotel", "RUB", 100000),
        ("vet", "CHF", None),
    ],
)
def test_the_usual_cost_of_a_use_is_a_share_of_the_usual_receipt(trade: str, currency: str, cost: int | None) -> None:
    """150 ₴ × 15 % = 22.50 → 20 ₴; 3 € × 15 % = 0.45 → 0.50 €; 600 ₴ are 54 zł, × 15 % = 8.10 → 8 zł."""
    assert usual_cost(trade, currency) == cost
