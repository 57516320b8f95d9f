"""A shop in two promos at once: what is asked about each says which one it is."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from domain.languages import LANGUAGES
from handlers.daily.places import told_apart
from templates.format.values import day
from templates.format.width import fits, shortened
from tests.daily.test_missed import POST
from tests.world.cast import Cast, fills_in_business, fills_in_promo, running_promo, signs
from tests.world.town import Actor, Town


async def second_promo(cast: Cast) -> None:
    """Olena and Zoe's Linen, under the same name as the first, from Tue 1 Dec."""
    olena, zoe = cast.olena, cast.zoe
    await olena.says("/new")
    await fills_in_promo(olena, "01.12-27.12")
    await olena.presses("Propose to the partner ▶")
    await zoe.opens(olena.link(r"start=b_"))
    await zoe.presses("Answer: 5 questions about my business")
    await fills_in_business(zoe, "Linen", "Bakery")
    await signs(zoe)
    await signs(olena)


def catching_up(who: Actor) -> list[str]:
    message = who.sees_exactly("These days still have no number:")
    return [button.text for button in message.buttons]


async def test_the_word_about_missed_days_has_no_two_buttons_with_the_same_words(town: Town) -> None:
    cast = await running_promo(town)
    await second_promo(cast)
    await town.moves_to("2026-12-03 12:00")
    words = catching_up(cast.taras)
    assert sorted(words) == [
        "Mon 30 Nov · Flowers + coffee, 30 Nov",
        "Tue 1 Dec · Flowers + coffee, 1 Dec",
        "Tue 1 Dec · Flowers + coffee, 30 Nov",
        "Wed 2 Dec · Flowers + coffee, 1 Dec",
        "Wed 2 Dec · Flowers + coffee, 30 Nov",
    ]
    assert catching_up(cast.ira) == ["Mon 30 Nov · Peony", "Tue 1 Dec · Peony", "Wed 2 Dec · Peony"]


async def test_the_mornings_reminders_of_two_promos_say_which_one_each_is_about(town: Town) -> None:
    cast = await running_promo(town)
    await town.database("UPDATE promo SET title = 'Coffee + bread'")
    await second_promo(cast)
    await town.moves_to("2026-12-01 20:01")
    await town.moves_to("2026-12-02 09:01")
    news = [m.words for m in cast.taras.screen if "still missing" in m.words and "1 Dec" in m.words]
    assert sorted(one.split("\n")[0] for one in news) == [
        "Tue 1 Dec · Zerno · Coffee + bread",
        "Tue 1 Dec · Zerno · Flowers + coffee",
    ]


LONG = ("Весняна кава на розі й великий букет для мами", "Весняна кава на розі й теплий хліб із печі")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_that_tell_promos_apart_fit_a_row_of_a_phone_and_stay_apart(language: str) -> None:
    posts = [
        replace(POST, promo_id=str(n), title=title, place=place, location_id=location)
        for location, place in enumerate(("Зерно на Ярославовому Валу", "Зерно на Подолі біля ринку"))
        for n, title in enumerate(LONG)
    ]
    for several in (posts[:2], posts):
        names = told_apart(several, language)
        words = [shortened(name, before=f"{day(date(2026, 12, 16), language)} · ") for name in names]
        assert len(set(words)) == len(words)
        assert [one for one in words if not fits(one, 1)] == []


async def test_the_word_to_the_owner_about_a_missing_report_names_the_shop_and_the_promo(town: Town) -> None:
    cast = await running_promo(town)
    for moment in ("2026-11-30 20:01", "2026-12-01 09:00", "2026-12-01 11:00"):
        await town.moves_to(moment)
    cast.olena.sees_exactly("Zerno · Flowers + coffee: nobody has reported Mon 30 Nov yet.")
    cast.marta.sees_exactly("Peony · Flowers + coffee: nobody has reported Mon 30 Nov yet.")
