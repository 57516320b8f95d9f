"""What people ask about in their own words: each matter gets its answer and the way to it, in three languages."""

from __future__ import annotations

import pytest

from domain.languages import LANGUAGES
from domain.reading import Matter, matter
from templates.render import render
from tests.world.cast import Cast, fills_in_promo, negotiating, proposes, running_promo
from tests.world.town import Actor, Town

FIX = (
    "To correct a number, press its day and send the right one. You can also edit your last message; "
    "/undo takes the last report back."
)
ASKED: dict[str, dict[str, Matter]] = {
    "en": {
        "How do I correct yesterday?": Matter.FIX,
        "how much does it cost": Matter.PRICE,
        "delete my data": Matter.DATA,
        "who are you": Matter.WHO,
        "I work at two shops": Matter.TWO_SHOPS,
        "the register broke, no figures today": Matter.NO_NUMBERS,
        "When does the promo end?": Matter.OFFER,
        "we are closed next monday": Matter.DAY_OFF,
        "send me the excel": Matter.EXPORT,
        "undo that please": Matter.FIX,
        "can we pause it while we renovate": Matter.PAUSE,
    },
    "uk": {
        "як виправити вчорашній звіт?": Matter.FIX,
        "скільки коштує цей бот": Matter.PRICE,
        "видаліть мої дані": Matter.DATA,
        "ти хто": Matter.WHO,
        "я працюю на двох точках": Matter.TWO_SHOPS,
        "каса зламалася, цифр не буде": Matter.NO_NUMBERS,
        "Коли закінчується акція?": Matter.OFFER,
        "Оля більше в нас не працює": Matter.STAFF,
        "ой я ввела суму замість людей": Matter.FIX,
        "нічого не працює, вже бісить": Matter.COMPLAINT,
        "можна на паузу, поки в мене ремонт": Matter.PAUSE,
    },
    "ru": {
        "как исправить вчерашний отчёт?": Matter.FIX,
        "сколько это стоит": Matter.PRICE,
        "удалите мои данные": Matter.DATA,
        "кто вы": Matter.WHO,
        "я работаю на двух точках": Matter.TWO_SHOPS,
        "касса сломалась, цифр нет": Matter.NO_NUMBERS,
        "Когда закончится акция?": Matter.OFFER,
        "сотрудница не может зайти по ссылке": Matter.STAFF,
        "слишком много уведомлений": Matter.REMINDERS,
        "как вернуть назад, я не то нажала": Matter.FIX,
        "клиент спрашивает до какого числа акция": Matter.OFFER,
        "когда мне заплатят за клиентов": Matter.OWED,
    },
}
NO_MATTER = (
    "7", "вчора 4 3400", "Zerno", "Кава та квіти", "15 % off any coffee", "нікого не було", "у нас сьогодні свято",
    "я поки не знаю", "300 листівок до 28.11", "давай позже", "the oven is broken again today",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_matter_is_told_by_a_few_words(language: str) -> None:
    assert {words: matter(words) for words in ASKED[language]} == ASKED[language]
    assert [words for words in NO_MATTER if matter(words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", Matter)
def test_every_matter_has_an_answer(one: Matter, language: str) -> None:
    assert render(f"menu/matters.{one}", language, coded=True, field="goal")


async def ends_a_day(cast: Cast) -> None:
    """Tue 1 Dec: Taras has reported Monday."""
    await cast.town.moves_to("2026-11-30 20:01")
    await cast.taras.says("7")
    await cast.town.moves_to("2026-12-01 12:00")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_how_to_correct_yesterday_is_said_with_a_button_for_it(town: Town, language: str) -> None:
    cast = await running_promo(town)
    await ends_a_day(cast)
    for who, more in ((cast.taras, []), (cast.olena, ["Calendar"])):
        await who.says(next(iter(ASKED[language])))
        who.sees(FIX)
        assert [button.text for button in who.last.buttons] == ["Mon 30 Nov", "Tue 1 Dec", *more]
    await cast.taras.taps("Mon 30 Nov")
    await cast.taras.says("5")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 5 customers")


async def test_days_of_two_shops_are_told_apart(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.opens(await invitation_of(cast.marta))
    await cast.taras.presses("✓ I work here")
    await ends_a_day(cast)
    await cast.taras.says("how do i correct yesterday")
    assert [button.text for button in cast.taras.last.buttons] == [
        "Mon 30 Nov · Zerno",
        "Tue 1 Dec · Zerno",
        "Mon 30 Nov · Peony",
        "Tue 1 Dec · Peony",
    ]


async def invitation_of(owner: Actor) -> str:
    await owner.says("/staff")
    await owner.presses("Invite staff: %(name)s", name="")
    return owner.link(r"start=s_")


async def test_each_matter_leads_on(town: Town) -> None:
    cast = await running_promo(town)
    ways: dict[str, tuple[Actor, list[str]]] = {
        "delete my data": (cast.zoe, ["What is stored about me", "Forget me"]),
        "how much does it cost": (cast.zoe, ["Propose a promo", "I have an invitation"]),
        "i work at two shops": (cast.taras, ["Where I work"]),
        "how do i invite another cashier": (cast.olena, ["My staff"]),
        "can we pause it for a week": (cast.olena, ["Pause"]),
        "please stop writing to me in the evening": (cast.ira, ["Reminders: 09:00–20:00"]),
        "what do i tell the customer?": (cast.taras, ["Look at it"]),
        "gift for the second coffee": (cast.olena, ["A card with every receipt", "A gift for two things bought"]),
    }
    for words, (who, buttons) in ways.items():
        await who.says(words)
        assert [button.text for button in who.last.buttons][: len(buttons)] == buttons, words
    await cast.taras.says("how do i pause it")
    cast.taras.sees("Only the owner of the shop can do that.")


async def test_of_several_promos_each_stands_by_its_name(town: Town) -> None:
    olena = town.person("Olena")
    await proposes(olena)
    await olena.says("my partner does not answer")
    assert [button.text for button in olena.last.buttons] == ["Look at it"]
    await olena.says("/new")
    await fills_in_promo(olena)
    await olena.presses("Propose to the partner ▶")
    await olena.says("my partner does not answer")
    assert [button.text for button in olena.last.buttons] == ["Flowers + coffee", "Flowers + coffee"]


async def test_a_question_about_the_terms_still_goes_to_the_partner(town: Town) -> None:
    cast = await negotiating(town)
    await cast.marta.says("can we move the dates?")
    cast.marta.sees("Shall I pass this on?")
    await cast.marta.says("how much does this bot cost?")
    cast.marta.sees_exactly("I take no payment")


async def test_a_report_in_words_is_a_report_whatever_else_it_says(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 20:01")
    await cast.taras.says("seven people, three thousand four hundred")
    cast.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers, 3 400 ₴")


async def test_a_single_word_leads_to_a_guess_that_says_so(town: Town) -> None:
    cast = await running_promo(town)
    for who, said in ((cast.olena, "statistics for the month, please"), (cast.taras, "and these receipts of ours")):
        await who.says(said)
        who.sees_exactly("I am not sure what you mean; perhaps this:")
        assert who.last.buttons[-1].text == "Something else"
    await cast.taras.presses("Something else")
    cast.taras.sees("I did not quite get that. Here is what you can do now:")
