"""What is printed and posted: in the promo's languages, with both shops, and counted by where it was found."""

from __future__ import annotations

import base64
import io
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from bot.doors.sending import Sender
from bot.rendering import Drawing, draw
from domain.agreement.terms import EACH, Offer
from domain.options import Mechanic, Printed
from domain.states import State
from tests.world.mall import Mall
from tests.world.town import START, Actor, InProcess, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("materials")) as town:
        assert isinstance(town.bot, InProcess)
        town.bot.program.delivery.sender = Sender(town.bot.program.bot, kept)
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    await built.rows("DELETE FROM link_open")
    return built


DRAWN: dict[str, dict[str, Any]] = {}
"""What the newest drawing of each name was made from."""


def kept(name: str, data: Mapping[str, Any]) -> Drawing:
    DRAWN[name] = dict(data)
    return draw(name, data)


async def makes(mall: Mall, who: Actor) -> None:
    mall.presses(who, f"mat:{mall.promo}")
    await mall.town.settle()


async def orders(mall: Mall, who: Actor, count: int) -> None:
    mall.presses(who, f"cards:{mall.promo}:1")
    await mall.town.settle()
    await who.says(str(count))
    await mall.town.waits(seconds=1)


async def test_poster_story_and_post_come_from_the_signed_terms(mall: Mall) -> None:
    before = len(mall.olena.screen)
    await makes(mall, mall.olena)
    said = mall.olena.screen[before:]
    assert [message.file.name for message in said if message.file] == ["poster.pdf", "story.png"]
    data = DRAWN["poster"]
    assert data["names"] == ["Zerno", "Peony"]
    assert [offer["what"] for offer in data["offers"]] == ["15 % off any cake"]
    assert data["offers"][0]["where"] == "Peony, Podil · Podil Street 1; Peony, Center · Center Street 1"
    assert data["how"] == "Ask for a card at the till of Zerno"
    post = mall.olena.last.words
    for words in ("Zerno + Peony", "15 % off any cake (with a coffee)", "Mon 23 Nov – Sun 20 Dec 2026"):
        assert words in post
    assert f"start=p_{mall.promo}-1-post" in post


async def test_two_languages_stand_beside_each_other_and_days_in_figures(mall: Mall) -> None:
    await mall.lay(printed=Printed.UK_EN)
    await makes(mall, mall.olena)
    data = DRAWN["story"]
    assert data["how"] == "Попросіть картку на касі: «Zerno» / Ask for a card at the till of «Zerno»"
    assert data["dates"] == "23.11 – 20.12.2026"
    await orders(mall, mall.olena, 8)
    card = DRAWN["sheet"]
    assert card["lang"] == "uk"
    assert card["title"] == "Cake + coffee"
    assert card["where"].startswith("Де / Where: Peony, Podil · Podil Street 1; Peony, Center")
    assert card["giver"] == "Картку видає / Card from: «Zerno»"
    await mall.olena.says("/code")
    coupon = DRAWN["qr"]
    assert "Де / Where: Peony, Podil · Podil Street 1; Peony, Center · Center Street 1" in coupon["lines"]


async def test_where_nothing_is_agreed_the_initiators_language_holds_whoever_orders(mall: Mall) -> None:
    await mall.lay(Offer(what="tea", receiver=EACH))
    await mall.rows("UPDATE person SET language = 'ru' WHERE id = :id", id=mall.ids["Olena"])
    await orders(mall, mall.marta, 2)
    await mall.rows("UPDATE person SET language = 'en'")
    card = DRAWN["sheet"]
    assert (card["lang"], card["giver"]) == ("ru", "Карточку выдаёт: «Peony»")


async def test_on_paper_an_offer_begins_with_a_capital_however_it_was_typed(mall: Mall) -> None:
    await mall.lay(Offer(what="чашка чаю", receiver=EACH))
    await makes(mall, mall.olena)
    assert [offer["what"] for offer in DRAWN["poster"]["offers"]] == ["Чашка чаю"]
    await orders(mall, mall.marta, 2)
    assert DRAWN["sheet"]["what"] == "Чашка чаю"


async def test_without_cards_the_poster_says_how_else(mall: Mall) -> None:
    await mall.lay(mechanic=Mechanic.CODE_WORD, word="SPRING")
    await makes(mall, mall.marta)
    assert DRAWN["poster"]["how"] == "At the till say the word: SPRING"


async def test_only_an_owner_of_the_promo_gets_them_while_customers_may_hear_of_it(mall: Mall) -> None:
    for who in (mall.ira, mall.zoe, mall.petro):
        before = len(who.screen)
        await makes(mall, who)
        assert len(who.screen) == before
    await mall.lay(state=State.NEGOTIATING)
    await makes(mall, mall.olena)
    assert f"p_{mall.promo}" not in mall.olena.last.words


async def test_a_link_says_what_the_poster_says_to_anybody_and_is_counted_by_its_source(mall: Mall) -> None:
    for source in ("poster", "poster", "story"):
        await mall.zoe.says(f"/start p_{mall.promo}-1-{source}")
        for words in ("Zerno + Peony", "15 % off any cake", "Ask for a card at the till of Zerno"):
            assert words in mall.zoe.last.words
    opens = await mall.rows("SELECT source, opens FROM link_open ORDER BY source")
    assert [(row["source"], row["opens"]) for row in opens] == [("poster", 2), ("story", 1)]
    for odd in (f"p_{mall.promo}-1-evil", f"p_{mall.promo}-7-post", "p_0000000000-1-post"):
        await mall.zoe.says(f"/start {odd}")
        mall.zoe.sees("This promo is over or has not begun. Ask at the till what there is now.")
    assert len(await mall.rows("SELECT 1 FROM link_open")) == 2


async def test_the_week_and_the_results_say_where_the_used_cards_lay(mall: Mall) -> None:
    await orders(mall, mall.olena, 2)
    await mall.olena.presses("Flyers")
    flyers = [row["digits"] for row in await mall.rows("SELECT digits FROM code ORDER BY digits")]
    (other,) = await mall.codes()
    for digits in (*flyers, other):
        await mall.redeems(mall.ira, digits)
    await mall.zoe.says(f"/start p_{mall.promo}-1-story")
    mall.town.telegram.clock.move(timedelta(days=1))
    await mall.olena.says(f"/start r_{mall.promo}-1")
    split = "Used cards of yours, by where they lay:\n• Flyers: 2\n• Without a label: 1"
    assert split in mall.olena.last.words
    assert "Your link was opened:\n• Story: 1" in mall.olena.last.words
    await mall.olena.says(f"/start r_{mall.promo}-final")
    assert split in mall.olena.last.words
    await mall.marta.says(f"/start r_{mall.promo}-final")
    assert "by where they lay" not in mall.marta.last.words


async def test_nobody_labels_a_sheet_of_others(mall: Mall) -> None:
    await mall.codes()
    (sheet,) = await mall.rows("SELECT id FROM code_sheet")
    for who in (mall.marta, mall.ira, mall.petro, mall.zoe):
        mall.presses(who, f"lies:{sheet['id']}:till")
        await mall.town.settle()
    assert await mall.rows("SELECT source FROM code_sheet") == [{"source": None}]


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (900, 600), colour).save(out, "PNG")
    return out.getvalue()


async def test_a_logo_that_the_owner_sent_stands_on_poster_and_card_and_is_removed_by_a_tap(mall: Mall) -> None:
    await mall.olena.says("/business")
    await mall.olena.presses("Logo")
    await mall.olena.says("later")
    mall.olena.sees("I need a picture: a photo, or a PNG or JPEG file. To leave it, /cancel.")
    await mall.olena.sends("document", data=picture("red"), name="logo.png", mime="image/png")
    mall.olena.sees_exactly("The logo of Zerno is kept.")
    await makes(mall, mall.marta)
    (logo,) = DRAWN["poster"]["logos"]
    with Image.open(io.BytesIO(base64.b64decode(logo))) as kept_logo:
        assert kept_logo.size == (320, 213)
    await orders(mall, mall.olena, 1)
    assert DRAWN["sheet"]["logo"] == logo
    await mall.olena.says("/business")
    await mall.olena.presses("Logo")
    await mall.olena.presses("Without a logo")
    await makes(mall, mall.olena)
    assert DRAWN["poster"]["logos"] == []


async def test_a_picture_that_cannot_be_opened_changes_nothing_and_nobody_else_sends_a_logo(mall: Mall) -> None:
    await mall.olena.says("/business")
    await mall.olena.presses("Logo")
    await mall.olena.sends("document", data=b"\x89PNG no picture", name="logo.png", mime="image/png")
    mall.olena.sees("I cannot open this picture. Send it as a photo, or as a PNG or JPEG file.")
    for who in (mall.marta, mall.taras, mall.zoe):
        mall.presses(who, f"logo:{mall.shops['Zerno']}")
        await mall.town.settle()
        await who.sends("photo", data=picture("blue"))
    assert await mall.rows("SELECT 1 FROM logo") == []
