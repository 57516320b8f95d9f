"""Five very different promos, set up, negotiated and signed through chat only, in mixed languages."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from domain.agreement.terms import Terms
from tests.world import five_promos as five
from tests.world.five_promos import joins, looks, proposes, signs
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow


async def terms(town: Town) -> Terms:
    """The terms in force of the only promo."""
    rows = await town.database(
        "SELECT version.terms, promo.state FROM promo JOIN version ON version.promo_id = promo.id "
        "AND version.number = promo.version"
    )
    assert [row["state"] for row in rows] == ["signed"]
    return Terms.model_validate_json(rows[0]["terms"])


def agreement(who: Actor) -> str:
    """The text of the newest agreement that came to somebody."""
    file = next(message for message in reversed(who.screen) if message.document)
    assert file.document
    pages = PdfReader(io.BytesIO(file.document.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def says(text: str, *parts: str) -> None:
    missing = [part for part in parts if part not in text]
    assert missing == [], text


async def test_a_cafe_and_a_bookshop_with_vouchers(town: Town) -> None:
    olena, mary = town.person("Олена", "uk"), town.person("Mary", "en")
    await joins(mary, await proposes(olena, five.CAFE, five.VOUCHERS), five.BOOKS)
    await mary.presses("3. ")
    await mary.presses("✎ 2. cost of one use")
    await mary.says("50")
    await mary.presses("Send to the partners ▶")
    await signs(olena, 2)
    await signs(mary, 2)
    agreed = await terms(town)
    cafe, books = agreed.offers
    assert (cafe.receiver, cafe.cost, cafe.limit, books.receiver, books.cost) == (1, 3800, 100, 2, 5000)
    assert agreed.mechanic == "voucher"
    assert [duty.proof for duty in agreed.brings(1)] == [True, False]
    assert agreed.baseline == ("customers", "revenue")
    says(agreement(olena), "Кава в подарунок", "Знижка 10 % на художні книжки", "50 ₴", "Друк 200 купонів", "Mary")
    says(agreement(mary), "Кава в подарунок", "Chapter One", "Single-use voucher", "Offer 2, cost of one use")


@pytest.mark.slow
async def test_a_salon_and_a_clothes_shop_with_a_manicure_and_a_perk(town: Town) -> None:
    ira, svitlana = town.person("Ирина", "ru"), town.person("Світлана", "uk")
    await joins(svitlana, await proposes(ira, five.SALON, five.MANICURE), five.CLOTHES)
    await signs(ira, 1)
    await signs(svitlana, 1)
    agreed = await terms(town)
    assert [(offer.what, offer.condition, offer.receiver) for offer in agreed.offers] == [
        ("бесплатный маникюр", "чек магазина с двумя вещами", 1)
    ]
    assert [(perk.what, perk.at, perk.repeats) for perk in agreed.perks] == [
        ("маникюр для каждого продавца", 50, "once")
    ]
    assert (agreed.mailing_volume, agreed.split, agreed.minimum) == (1500, "equal", 50)
    says(agreement(svitlana), "бесплатный маникюр", "маникюр для каждого продавца", "«Лилия»", "50")


@pytest.mark.slow
async def test_a_gym_and_healthy_food_with_a_code_word_online(town: Town) -> None:
    zoe, anna = town.person("Zoe", "en"), town.person("Анна", "ru")
    await joins(anna, await proposes(zoe, five.GYM, five.CODE_WORD), five.BOWLS)
    await anna.presses("3. ")
    await anna.taps(f"✎ {anna.tr('Counter or online')}")
    await anna.presses("Online")
    await anna.taps(f"✎ {anna.tr('Offer')}")
    await anna.taps(f"✎ {anna.tr('Used')}")
    await anna.taps("«Зелёная миска»")
    await anna.presses("Send to the partners ▶")
    zoe.sees_exactly("at every partner's → Зелёная миска")
    await signs(anna, 2)
    await signs(zoe, 2)
    agreed = await terms(town)
    assert (agreed.word, agreed.offers[0].channel, agreed.offers[0].receiver) == ("IRON", "online", 2)
    assert (agreed.currency, agreed.offers[0].cost, agreed.goal) == ("PLN", 450, "subscribers")
    says(agreement(zoe), "IRON", "Online", "4.50 zł", "Зелёная миска")
    says(agreement(anna), "IRON", "20 % off the first lunch box")


async def test_four_shops_share_a_card_and_one_is_the_locomotive(town: Town) -> None:
    toys, kids = town.person("Тарас", "uk"), town.person("Карина", "ru")
    sweets, club = town.person("Sue", "en"), town.person("Петро", "uk")
    link = await proposes(toys, five.TOYS, five.SHARED_CARD)
    for who, business in ((kids, five.KIDS_CLOTHES), (sweets, five.SWEETS), (club, five.CLUB)):
        await joins(who, link, business)
    await looks(sweets)
    await sweets.presses("2. ")
    await sweets.presses("✎ Sugar Lane gains")
    await sweets.says("Parents who come in after the club")
    await sweets.presses("Send to the partners ▶")
    for who in (toys, kids, sweets, club):
        await signs(who, 4)
    agreed = await terms(town)
    assert [party.name for party in agreed.parties] == ["Дзиґа", "Карапуз", "Sugar Lane", "Гурток «Промінь»"]
    assert agreed.shares == (55, 15, 15, 15)
    assert [agreed.gain(slot) for slot in (2, 3)] == [
        "Покупці сусідів, по дві сотні на кожного",
        "Parents who come in after the club",
    ]
    assert agreed.brings(4) == agreed.brings(2)
    says(agreement(kids), "55 %", "«Дзиґа»", "Гурток «Промінь» 15 %", "піца для зміни")


async def test_a_two_week_pilot_ends_with_a_vote_that_becomes_the_next_draft(town: Town) -> None:
    lena, bob = town.person("Лена", "ru"), town.person("Bob", "en")
    await joins(bob, await proposes(lena, five.FLOWERS, five.PILOT), five.BAKERY)
    await signs(bob, 1)
    await signs(lena, 1)
    agreed = await terms(town)
    assert (agreed.scale, agreed.budget, agreed.days) == ("pilot", 300_000, 14)
    says(agreement(bob), "Budget of the pilot", "3 000 ₴", "14 days")
    await town.moves_to("2026-12-14 09:01")
    await bob.presses("Extend")
    bob.sees("Your vote is kept; you may change it until all have voted. Still missing: %(names)s.", names="Пион")
    await lena.presses("Extend")
    await lena.presses("Continue: all answered")
    await lena.presses("Propose to the partner ▶")
    bob.sees_exactly("once more")
    drafts = await town.database("SELECT state, repeats FROM promo WHERE repeats IS NOT NULL")
    assert [draft["state"] for draft in drafts] == ["negotiating"]
    await signs(bob, 1)
    await signs(lena, 1)
    again: list[Any] = await town.database("SELECT state, starts FROM promo WHERE repeats IS NOT NULL")
    assert (again[0]["state"], again[0]["starts"]) == ("signed", "2026-12-21")
