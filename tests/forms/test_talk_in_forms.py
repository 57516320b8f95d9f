"""What people type in place of a name: a question, a sentence, "later". It is understood, and no name comes of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.routes.forms import FORMS
from domain.languages import LANGUAGES
from domain.matching.categories import CATEGORIES
from domain.reading import Turn, is_no_name, is_talk, turn
from domain.reading.lexicon import LEXICONS
from domain.reading.lexicon.parts import Lexicon
from handlers.agreement.questions import QUESTIONS
from handlers.forms.steps import Asked, TermsView
from templates.catalogue import label
from templates.format.answers import View
from tests.world.cast import fills_in_business
from tests.world.town import Actor, Town

TALK = {
    "en": ("How long does this take?", "what is this for", "I want to do it with the flower shop", "Thanks!"),
    "uk": ("Скільки це триває?", "а навіщо це потрібно", "я хочу з квітковою крамницею поруч", "дякую!"),
    "ru": ("Сколько это длится?", "зачем вообще это нужно", "хочу с цветочным магазином рядом", "спасибо!"),
}
NOT_YET = {
    "en": ("I don't know yet", "don’t know", "not sure yet", "skip"),
    "uk": ("я поки не знаю", "Ще не знаю.", "не вирішила поки що", "пропустити"),
    "ru": ("я пока не знаю", "Не знаю ещё", "ну не решили пока", "пропустить"),
}
LATER = {
    "en": ("later", "Maybe later please", "not now", "cancel"),
    "uk": ("давай пізніше", "потім", "не зараз", "скасувати"),
    "ru": ("давай позже", "потом", "не сейчас", "отмена"),
}
NAMES = (
    "Peony",
    "Як удома",
    "Де кава",
    "Назад у майбутнє",
    "Stop Coffee",
    "«Потім»",
    "The Coffee Shop",
    "Я і Ти",
    "24/7",
    "Wine & Cheese by Maria and Sons",
    "А. Коваль і сини",
    "Дім кави на розі",
    "Later & Co",
)
PRICE = (
    "I take no payment: there is nothing to pay for in this bot. What the promo itself costs each side stands in the "
    "terms before anybody signs."
)
SHARING = (
    "What partners see of your customers, sales and margin stands in the terms of each promo. Unless you agree "
    "otherwise: customers by day, sales only as totals, the margin not at all."
)
NAME = "By this name partners and customers know you: it stands on cards, in the agreement and in reports."
CATEGORY = "By the trade I suggest partners and ready offers."
STEPS = {
    "What is your business called?": NAME,
    "What kind of business is it? Press one, or type another kind.": CATEGORY,
}
ABOUT = (
    "Three questions, about a minute: then you get a link to send to the partner. "
    "The name only stands in the title and can be changed."
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_is_told_from_names(language: str) -> None:
    assert [one for one in TALK[language] if not is_no_name(one)] == []
    assert {turn(one) for one in NOT_YET[language]} == {Turn.NOT_YET}
    assert {turn(one) for one in LATER[language]} == {Turn.LATER}
    assert [one for one in NAMES if is_no_name(one) or turn(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ready_answer_reads_as_talk(language: str) -> None:
    asked = Asked({}, date(2026, 11, 23), language, TermsView(View(names={1: "Zerno"}, places={1: "Zerno"}), "cafe"))
    asking = [how.choices for how in QUESTIONS.values()]
    asking += [step.choices for kind in FORMS.values() for step in kind.steps]
    ready = [one.text if one.own else label(one.text, language) for choices in asking for one in choices(asked)]
    assert [words for words in ready if is_talk(words)] == []


async def asked_for_a_partner(town: Town, language: str = "en") -> Actor:
    olena = town.person("Olena", language)
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.presses("A card with every receipt")
    return olena


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_in_place_of_the_partner_is_explained_and_the_question_stays(
    town: Town, language: str
) -> None:
    olena = await asked_for_a_partner(town, language)
    for words in TALK[language]:
        await olena.says(words)
        assert words in olena.last.words
        olena.sees(ABOUT)
        assert olena.tr("That is the answer") == olena.last.buttons[0].text
        olena.sees("With whom? Choose the trade, or write the partner's name. For example: Peony")
    assert await town.database("SELECT * FROM form WHERE kind = 'setup'") == []
    await olena.says("Peony")
    assert "Zerno + Peony" in olena.last.words


async def test_a_partner_whose_name_is_a_question_is_taken_with_one_tap(town: Town) -> None:
    olena = await asked_for_a_partner(town)
    await olena.says("Що? Де: Коли?")
    await olena.presses("That is the answer")
    assert "Zerno + Що? Де: Коли?" in olena.last.words


@pytest.mark.parametrize("words", ["I don't know yet", "я поки не знаю", "ещё не решила"])
async def test_who_does_not_know_the_partner_yet_goes_on_without(town: Town, words: str) -> None:
    olena = await asked_for_a_partner(town)
    await olena.says(words)
    assert olena.last.words.startswith("Question 2 of 3")
    assert words not in olena.last.words


async def test_later_and_back_in_place_of_the_partner_do_what_they_say(town: Town) -> None:
    olena = await asked_for_a_partner(town)
    await olena.says("back")
    olena.sees_exactly("Which promo suits you?")
    await olena.presses("A card with every receipt")
    await olena.says("давай позже")
    olena.sees_exactly("All right. /new begins it again.")
    assert await town.database("SELECT * FROM form WHERE kind = 'setup'") == []


async def test_a_question_in_place_of_the_business_s_name_repeats_the_step(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("and what about the others?")
    olena.sees_exactly("“and what about the others?” does not look like an answer, so I do not write it down.")
    olena.sees_exactly("What is your business called?")
    await olena.says("Де? Поруч!?")
    await olena.presses("That is the answer")
    olena.sees_exactly("What kind of business is it?")
    assert '"name":"Де? Поруч!?"' in (await town.database("SELECT answers FROM form"))[0]["answers"]


async def test_later_not_known_and_back_are_understood_at_any_step(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Zerno")
    await olena.says("не знаю")
    olena.sees_exactly("In which city?")
    await olena.says("назад")
    olena.sees_exactly("What kind of business is it?")
    await olena.says("later")
    olena.sees_exactly("Everything is kept.")
    await olena.presses("Continue from step %(n)s", n=2)
    olena.sees_exactly("What kind of business is it?")


async def test_a_question_where_goods_are_asked_is_no_offer(town: Town) -> None:
    olena = await asked_for_a_partner(town)
    await olena.says("Peony")
    await olena.says("а що краще дати?")
    olena.sees_exactly("does not look like an answer")
    assert olena.last.words.count("Question 2 of 3") == 1
    await olena.says("free cake")
    assert olena.last.words.startswith("Question 3 of 3")


@pytest.mark.parametrize(
    ("language", "asks"),
    [
        ("en", {"what is this for?": NAME, "how much does it cost?": PRICE, "who sees my sales?": SHARING}),
        ("uk", {"а навіщо це?": NAME, "скільки це коштує": PRICE, "а партнер бачить мою виручку?": SHARING}),
        ("ru", {"а зачем это": NAME, "сколько это стоит?": PRICE, "кто видит мои продажи?": SHARING}),
    ],
)
async def test_a_question_in_a_form_is_answered_and_the_step_comes_again(
    town: Town, language: str, asks: dict[str, str]
) -> None:
    """At a step that takes a name, and where one is chosen."""
    olena = town.person("Olena", language)
    await olena.says("/new")
    for step, told in STEPS.items():
        for words, text in asks.items():
            await olena.says(words)
            answer = olena.tr(told if text == NAME else text)
            assert olena.last.words.startswith(answer), words
            assert "/help" not in olena.last.words
            olena.sees(step)
        await olena.says("Zerno")
    assert '"name":"Zerno"' in (await town.database("SELECT answers FROM form"))[0]["answers"]


async def test_what_a_word_of_ours_means_is_said_in_the_middle_of_a_promo(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.presses("Go through all of it")
    for asked, told in (("what is a pilot?", "A pilot is a promo on trial"), ("What is a floor?", "“By codes” are")):
        await olena.says(asked)
        assert olena.last.words.startswith(told)
        olena.sees_exactly("What is the promo called?")


async def test_an_edit_of_a_question_is_the_answer(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    question = await olena.says("how much does it cost?")
    await olena.edits(question, "Zerno")
    olena.sees_exactly("What kind of business is it?")


async def test_the_button_takes_no_words_of_another_question(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("why?")
    question = olena.last
    await olena.says("/cancel")
    press = town.telegram.presses(olena.person, question, "That is the answer")
    await town.settle()
    assert press.answer is not None
    olena.sees_exactly("What is your business called?")
    assert '"name":' not in (await town.database("SELECT answers FROM form"))[0]["answers"]


async def test_a_question_where_a_choice_a_time_or_days_are_asked_is_called_no_answer(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Zerno")
    steps = ("What kind of business is it?", "In which city?", "On which days are you open?", "When do you close?")
    for step, answer in zip(steps, ("Café", "Kyiv", "Every day", "20:00"), strict=True):
        await olena.says("what about the others?")
        olena.sees_exactly(step)
        assert "“what about the others?”" in olena.last.words
        assert "/help" in olena.last.words
        await olena.presses(answer)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("Кав'ярня", "cafe"),
        ("кав’ярня.", "cafe"),
        ("кавярня", "cafe"),
        ("barbershop", "beauty"),
        ("кофейня", "cafe"),
        ("coffee shop", "cafe"),
        ("Перукарня", "beauty"),
        ("florist", "flowers"),
    ],
)
async def test_an_everyday_word_for_a_trade_is_understood(town: Town, typed: str, category: str) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Zerno")
    await olena.says(typed)
    olena.sees_exactly("In which city?")
    assert f'"category":"{category}"' in (await town.database("SELECT answers FROM form"))[0]["answers"]


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda one: one.code)
def test_everyday_words_name_categories_that_there_are(lexicon: Lexicon) -> None:
    assert set(lexicon.trades) <= set(CATEGORIES)


@pytest.mark.parametrize("typed", ["florist", "Flowers"])
async def test_a_partner_s_trade_may_be_its_name_or_an_everyday_word(town: Town, typed: str) -> None:
    olena = await asked_for_a_partner(town)
    await olena.says(typed)
    assert olena.last.words.startswith("Question 2 of 3 · Coffee + flowers")


@pytest.mark.parametrize(
    ("language", "said", "late", "kept"),
    [
        ("uk", "о восьмій вечора", "", "20:00"),
        ("uk", "до пів на дев'яту, в суботу до шостої", "20.30, Сб 18.00", "20:30;6=18:00"),
        ("ru", "пол девятого", "20.30", "20:30"),
        ("en", "half past seven", "19.30", "19:30"),
    ],
)
async def test_when_a_shop_closes_may_be_said_in_words(
    town: Town, language: str, said: str, late: str, kept: str
) -> None:
    olena = town.person("Olena", language)
    await olena.says("/new")
    await olena.says("Zerno")
    for answer in ("Café", "Kyiv", "Every day"):
        await olena.presses(answer)
    await olena.says(said)
    if late:
        await olena.taps(late)
    assert f'"closes":"{kept}"' in (await town.database("SELECT answers FROM form"))[0]["answers"]


async def test_a_long_question_in_place_of_an_answer_is_quoted_by_its_beginning(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await olena.says("Zerno")
    await olena.says("which colour would the sky be over a town like yours tonight?")
    assert "“which colour would the sky be over a to…” is no answer to this." in olena.last.words
