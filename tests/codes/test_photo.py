"""A photo of a customer's card, sent by staff: the verdict and one tap, as if the code had been typed."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import segno
from PIL import Image

from domain.check_digit import complete, grouped
from domain.options import Mechanic
from tests.codes.card_photos import card, jpeg
from tests.world.mall import Mall
from tests.world.town import START, Actor, a_town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mall]:
    async with a_town(tmp_path_factory.mktemp("photos")) as town:
        yield await Mall(town).built()
        assert town.telegram.violations == []


@pytest_asyncio.fixture(loop_scope="module")
async def mall(built: Mall) -> Mall:
    built.town.telegram.clock.set(START)
    await built.lay()
    return built


def cards(mall: Mall, *codes: str) -> bytes:
    """The printed cards side by side."""
    link = f"https://t.me/{mall.town.telegram.bot.username}?start=c_"
    pictures = [card(digits, link) for digits in codes]
    whole = Image.new("RGB", (sum(one.width for one in pictures), pictures[0].height), "white")
    for n, one in enumerate(pictures):
        whole.paste(one, (n * one.width, 0))
    return jpeg(whole)


def qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text).save(out, "png", scale=8, border=4)
    return out.getvalue()


def labels(who: Actor) -> list[str]:
    return [button.text for button in who.last.buttons]


async def test_a_photo_of_a_card_is_answered_with_the_verdict_and_redeemed_in_one_tap(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.ira.sends("photo", data=cards(mall, digits))
    assert mall.ira.last.words.startswith("✓ Valid: 15 % off any cake")
    assert labels(mall.ira) == ["Redeem", "No"]
    await mall.ira.presses("Redeem")
    mall.ira.sees_exactly("Mon 23 Nov, 10:00 · Peony, Podil")
    await mall.max.sends("photo", data=cards(mall, digits))
    assert mall.max.last.words.startswith("✗ Used on Mon 23 Nov, 10:00 · Peony, Podil")
    assert await mall.uses() == 1


async def test_a_screenshot_sent_as_a_file_does_as_well(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.ira.sends("document", data=cards(mall, digits), name="Screenshot.jpg", mime="image/jpeg")
    mall.ira.sees_exactly("✓ Valid: 15 % off any cake")


async def test_several_codes_in_one_photo_are_named_and_each_has_its_button(mall: Mall) -> None:
    one, other = sorted(await mall.codes(2))
    await mall.ira.sends("photo", data=cards(mall, one, other))
    mall.ira.sees_exactly("There are 2 codes in the photo:")
    assert sorted(labels(mall.ira)) == [grouped(one), grouped(other)]
    await mall.ira.taps(grouped(other))
    assert mall.ira.last.words.startswith("✓ Valid")
    await mall.ira.presses("Redeem")
    assert [row["digits"] for row in await mall.rows("SELECT digits FROM redemption")] == [other]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://example.com/menu", "That QR code is not one of Tandem’s."),
        ("https://t.me/OtherBot?start=c_48217308", "That QR code opens another bot."),
        ("https://t.me/{bot}?start=s_AAAABBBBCCCCDDDD", "That is a link of Tandem, but not a customer’s card"),
    ],
)
async def test_a_code_that_is_not_a_card_says_what_it_is_and_is_no_guess(mall: Mall, text: str, said: str) -> None:
    await mall.codes()
    await mall.ira.sends("photo", data=qr(text.format(bot=mall.town.telegram.bot.username)))
    mall.ira.sees_exactly(said)
    assert await mall.rows("SELECT * FROM wrong_code") == []


async def test_a_photo_without_a_code_says_how_to_hold_the_phone(mall: Mall) -> None:
    await mall.codes()
    await mall.ira.sends("photo", data=jpeg(Image.new("RGB", (640, 480), "grey")))
    mall.ira.sees("I see no QR code in this photo.")
    mall.ira.sees("To report the day, send a number: 7")
    await mall.ira.sends("document", data=b"\xff\xd8 no picture", name="x.jpg", mime="image/jpeg")
    mall.ira.sees("I cannot open this picture.")


async def test_in_the_middle_of_a_form_a_card_is_read_and_any_other_photo_leaves_the_question(mall: Mall) -> None:
    (digits,) = await mall.codes()
    await mall.marta.says("/business")
    await mall.marta.presses("Peony")
    await mall.marta.sends("photo", data=cards(mall, digits))
    mall.marta.sees_exactly("✓ Valid: 15 % off any cake")
    await mall.marta.sends("photo", data=jpeg(Image.new("RGB", (640, 480), "grey")))
    mall.marta.sees("The question above still waits for your answer.")
    await mall.marta.says("/cancel")


async def test_a_photo_obeys_the_rights_of_a_typed_code(mall: Mall) -> None:
    """The giver's side reads the card, a cashier of another promo and a customer learn nothing, a guess is a strike."""
    (digits,) = await mall.codes()
    await mall.codes(promo=mall.foreign, giver="Bloom")
    await mall.taras.sends("photo", data=cards(mall, digits))
    assert "15 % off any cake" in mall.taras.last.words
    assert labels(mall.taras) == []
    await mall.fedir.sends("photo", data=cards(mall, digits))
    mall.fedir.sees("There is no such code for you here. Compare it with the card, digit by digit.")
    assert len(await mall.rows("SELECT * FROM wrong_code WHERE business_id IS NULL")) == 1
    await mall.zoe.sends("photo", data=cards(mall, digits))
    assert "15 %" not in mall.zoe.last.words
    assert await mall.uses() == 0


async def test_who_guesses_by_photos_is_locked_out_as_by_typing(mall: Mall) -> None:
    await mall.codes()
    for n in range(5):
        await mall.ira.sends("photo", data=qr(complete(f"000000{n}")))
    await mall.ira.sends("photo", data=qr(complete("0000009")))
    mall.ira.sees_exactly("🔒 Too many wrong codes.")


async def test_a_cashier_who_left_before_the_photo_was_read_hears_nothing_of_the_card(mall: Mall) -> None:
    (digits,) = await mall.codes()
    where = {"person": mall.ids["Ira"]}
    before = len(mall.ira.screen)
    mall.town.telegram.sends(mall.ira.person, None, "photo", data=cards(mall, digits))
    await mall.rows("UPDATE membership SET until = 1 WHERE person_id = :person", **where)
    await mall.town.settle()
    await mall.rows("UPDATE membership SET until = NULL WHERE person_id = :person", **where)
    assert all("15 %" not in message.words for message in mall.ira.screen[before:])


async def test_where_no_promo_has_codes_a_photo_is_answered_as_ever(mall: Mall) -> None:
    await mall.lay(mechanic=Mechanic.DISCOUNT)
    await mall.ira.sends("photo", data=jpeg(Image.new("RGB", (640, 480), "grey")))
    mall.ira.sees("I need one number in text")


async def test_a_photo_survives_a_restart_and_is_answered_once(mall: Mall) -> None:
    (digits,) = await mall.codes()
    before = len(mall.ira.screen)
    mall.town.telegram.sends(mall.ira.person, None, "photo", data=cards(mall, digits))
    await mall.town.restart()
    await mall.town.settle()
    assert len(mall.ira.screen) == before + 1
    mall.ira.sees_exactly("✓ Valid: 15 % off any cake")
