"""The words of a button, typed, are a press of it: at every step of every form, and where ready promos are offered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.routes.forms import FORMS
from domain.languages import LANGUAGES
from handlers.buttons import Button, in_words, words
from handlers.forms import steps
from handlers.forms.dialogue import shown
from handlers.forms.steps import Asked, TermsView
from storage.forms import Form
from templates.format.answers import View
from templates.words.ready_promos import READY_PROMOS
from tests.forms.test_limits import ANSWERS
from tests.world.cast import fills_in_business
from tests.world.town import Actor, Town

steps.use(lambda: FORMS)
VIEW = View("UAH", {1: "Zerno", 2: "Peony"}, 2, 2, 2, {1: "Zerno", 2: "Podil"})
WITH_WHOM = "With whom? Choose the trade, or write the partner's name. For example: Peony"
BARE = str.maketrans("", "", "◀▶✎✓⚠%’'")


def ways(shown: str) -> set[str]:
    """As people type what stands on a button: in small letters or large ones, without signs, with a full stop."""
    return {shown, shown.lower(), shown.upper(), shown.translate(BARE).strip(), f" {shown}. "} - {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FORMS)
def test_at_every_step_of_every_form_a_button_s_words_are_that_button(kind: str, language: str) -> None:
    given = Asked(ANSWERS, date(2026, 11, 23), language, TermsView(VIEW, "cafe"))
    form = Form(1, 1, kind, "abcdefabcd", {}, 1, None, None)
    for field in (None, *(step.field for step in FORMS[kind].steps)):
        rows = shown(form if field is None else Form(1, 1, kind, "x", ANSWERS, 1, field, None), given, 1)[1]
        for button in [one for row in rows for one in row if isinstance(one, Button)]:
            label = words(button, language)
            found = [in_words(rows, typed, language) for typed in ways(label) if any(map(str.isalpha, typed))]
            assert all(one and words(one, language) == label for one in found), (field, label)


async def first_of_all(who: Actor, *, types: bool) -> None:
    """Through a profile, by the first button of each question."""
    await who.says("/new")
    await who.says("Bloom")
    for step in ("Café", "Kyiv", "Every day", "20:00"):
        await (who.says(who.tr(step).lower()) if types else who.presses(step))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_types_comes_as_far_as_who_taps(town: Town, language: str) -> None:
    olena, marta = town.person("Olena", language), town.person("Marta", language)
    for who, types in ((olena, True), (marta, False)):
        await first_of_all(who, types=types)
        await does(who, "✓ Save", types)
        await does(who, "Go through all of it", types)
        await who.says("Flowers + coffee")
        for button in ("Receipts by the promo", "◀ Back", "Keep", "Skip", "Skip", "The whole promo"):
            await does(who, button, types)
        await does(who, "Later", types)
    mine, hers = await town.database("SELECT answers FROM form WHERE kind = 'setup' ORDER BY id")
    assert mine == hers
    assert [b.text for b in olena.last.buttons] == [b.text for b in marta.last.buttons]


async def does(who: Actor, button: str, types: bool) -> None:
    await (who.says(who.tr(button).translate(BARE).strip().lower()) if types else who.presses(button))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_ready_promo_is_chosen_by_its_name(town: Town, language: str) -> None:
    olena = town.person("Olena", language)
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    for name in (olena.tr(one.name) for one in READY_PROMOS.values()):
        for before, typed in (("/new", name.lower()), ("/new", name[:-2]), ("/cancel", f"{name.upper()}!")):
            await olena.says(before)
            await olena.says(typed)
            assert olena.last.words.startswith(f"{name}\n{olena.tr(WITH_WHOM)}"), typed


async def test_a_trade_that_is_offered_and_not_known_yet_are_chosen_in_words(town: Town) -> None:
    olena = town.person("Olena", "uk")
    await olena.says("/new")
    await fills_in_business(olena, "Зерно", "Café")
    await olena.says("дегустація")
    await olena.says(olena.last.buttons[0].text.lower())
    olena.sees_exactly("Запитання 2 із 3 · Кава + хліб")
    await olena.says("/new")
    await olena.says("Дегустація чи майстер-клас")
    await olena.says("ще не знаю")
    olena.sees_exactly("Запитання 2 із 3 · Кава + сусіди")


async def test_where_a_ready_promo_is_asked_a_report_and_a_question_are_heard_as_ever(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.says("what a day it was")
    olena.sees("I did not quite get that. Here is what you can do now:")
    await olena.says("my promos")
    olena.sees("You have no promos yet. /new begins one.")


async def test_a_shop_that_is_called_later_is_asked_for_once(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Later")
    olena.sees_exactly("“Later” does not look like an answer, so I do not write it down.")
    await olena.presses("That is the answer")
    olena.sees_exactly("What kind of business is it?")
    assert '"name":"Later"' in (await town.database("SELECT answers FROM form"))[0]["answers"]
    await olena.says("Later")
    olena.sees_exactly("Everything is kept.")


@pytest.mark.parametrize("name", ["Потім", "Назад", "Хватит", "Stop"])
async def test_a_partner_may_be_called_like_a_way_out(town: Town, name: str) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.presses("A card with every receipt")
    await olena.says(name)
    await olena.presses("That is the answer")
    assert f"Zerno + {name}" in olena.last.words
