"""Whatever is typed at the wrong moment finds its place: sixty sentences, twenty a language, in ten situations."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product

import pytest
import pytest_asyncio

from domain.languages import LANGUAGES
from domain.reading import Talk, is_sentence, section, talk
from tests.world.cast import fills_in_business, hires, joins, proposes, running_promo, signs
from tests.world.town import Actor, Town

NEVER = "No promo is running at your shop right now, so there is nothing to report."
SENTENCES: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "invited": ("and who pays for the discount?", "Can we start after New Year instead?"),
        "partner": ("How many flyers do you print?", "what do we get from it, honestly"),
        "proposer": ("did your accountant look at it already?", "Our cashiers need training first, right?"),
        "resting": ("oh, I didn't finish", "let's continue please"),
        "thankful": ("thank you!", "ok great, thanks 🙏"),
        "cashier": ("the oven is broken again today", "the milk came late again"),
        "asked": ("a lot of people today", "quite a few"),
        "stranger": ("what is this bot for?", "hello"),
        "signed": ("when do we begin?", "how do the codes work at the till?"),
        "drafting": ("what should I do next?", "I want to do something with the flower shop"),
    },
    "uk": {
        "invited": ("а хто платить за знижку?", "А можна почати після Нового року?"),
        "partner": ("Скільки листівок ви друкуєте?", "а що ми з того отримаємо"),
        "proposer": ("ваш бухгалтер уже дивився?", "А касирів хто буде навчати?"),
        "resting": ("ой, я не закінчила", "продовжимо, будь ласка"),
        "thankful": ("дякую!", "добре, дякую дуже 🙏"),
        "cashier": ("знову зламалася піч сьогодні", "знову пізно привезли молоко"),
        "asked": ("багато людей було сьогодні", "чимало"),
        "stranger": ("для чого цей бот?", "привіт"),
        "signed": ("коли починаємо?", "як працюють коди на касі?"),
        "drafting": ("і що тепер робити?", "хочу щось зробити з квітковою крамницею"),
    },
    "ru": {
        "invited": ("а кто платит за скидку?", "Можно начать после Нового года?"),
        "partner": ("Сколько листовок вы печатаете?", "а что мы с этого получим"),
        "proposer": ("ваш бухгалтер уже смотрел?", "А кассиров кто будет обучать?"),
        "resting": ("ой, я не закончила", "продолжим, пожалуйста"),
        "thankful": ("спасибо!", "хорошо, спасибо большое 🙏"),
        "cashier": ("опять сломалась печь сегодня", "опять поздно привезли молоко"),
        "asked": ("много людей было сегодня", "немало"),
        "stranger": ("зачем этот бот?", "привет"),
        "signed": ("когда начинаем?", "как работают коды на кассе?"),
        "drafting": ("и что теперь делать?", "хочу сделать что-то с цветочным магазином"),
    },
}
SENSIBLE = {
    "invited": "Shall I pass this on?",
    "partner": "Shall I pass this on?",
    "proposer": "Shall I pass this on?",
    "resting": "Everything you answered is kept. Here you go on:",
    "thankful": "Glad to help!",
    "cashier": "I did not quite get that. Here is what you can do now:",
    "asked": "For example: 7, or with sales 7 3400, or for yesterday: yesterday 4",
    "stranger": "I have an invitation",
    "signed": "I did not quite get that. Here is what you can do now:",
    "drafting": "I did not quite get that. Here is what you can do now:",
}
"""The answer that a person would call sensible."""


@dataclass
class People:
    """One person in each situation."""

    town: Town
    who: dict[str, Actor]


async def people(town: Town, language: str) -> People:
    """Olena and Marta negotiate, Zoe is invited to another promo; Taras rests in a form, and so on."""
    who = {name: town.person(name, language) for name in SENSIBLE}
    await joins(who["partner"], await proposes(who["proposer"]))
    await fills_in_first(who["drafting"])
    await who["resting"].says("/new")
    await who["resting"].says("Second shop")
    await who["resting"].presses("Later")
    other = town.person("Olena", language)
    await who["invited"].opens(await proposes(other))
    return People(town, who)


async def fills_in_first(who: Actor) -> None:
    await who.says("/new")
    await fills_in_business(who, "Bloom", "Flowers")
    await who.presses("15 % off at each other's")
    await who.says("Zerno")
    await who.presses("Later")


async def counters(town: Town, everybody: People, language: str) -> None:
    """The agreed promo with its cashiers; it runs from Mon 30 Nov."""
    owner, partner = town.person("Marta", language), town.person("Peony", language)
    await joins(partner, await proposes(owner))
    await signs(partner)
    await signs(owner)
    everybody.who["signed"] = owner
    for name in ("cashier", "asked"):
        await hires(owner, everybody.who[name])


@pytest_asyncio.fixture(params=LANGUAGES)
async def everybody(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[tuple[str, People]]:
    found = await people(town, request.param)
    await counters(town, found, request.param)
    yield request.param, found


async def test_sixty_sentences_at_the_wrong_moment_each_get_a_sensible_answer(everybody: tuple[str, People]) -> None:
    language, found = everybody
    for situation in ("invited", "partner", "proposer", "resting", "thankful", "stranger", "signed", "drafting"):
        await answered(found, situation, language)
    await found.town.moves_to("2026-11-30 20:01")
    for situation in ("cashier", "asked"):
        await answered(found, situation, language)


async def answered(found: People, situation: str, language: str) -> None:
    who = found.who[situation]
    for sentence in SENTENCES[language][situation]:
        if situation == "cashier":
            await who.says("7")
        before = len(who.screen)
        await who.says(sentence)
        words = "\n".join(one.words + " ".join(b.text for b in one.buttons) for one in who.screen[before:])
        assert who.tr(SENSIBLE[situation]) in words, (situation, sentence, words)
        assert who.tr(NEVER) not in words


async def test_what_can_be_done_now_is_what_this_person_does(everybody: tuple[str, People]) -> None:
    """A cashier proposes no promo, and what waits for the partner is not half-way."""
    _, found = everybody
    cashier, proposer = found.who["cashier"], found.town.person("Iryna", "en")
    await found.town.moves_to("2026-11-30 12:00")
    await cashier.says("the oven is broken again today")
    assert ways(cashier) == ["Report today", "Today so far", "Help"]
    await proposes(proposer)
    await proposer.says("what happens next with all this")
    assert ways(proposer) == ["Flowers + coffee", "My promos", "Propose a promo"]
    await proposer.says("let's continue please")
    assert ways(proposer) == ["Flowers + coffee", "My promos", "Propose a promo"]


def ways(who: Actor) -> list[str]:
    """The buttons of the newest message; those of ours in English."""
    english = {who.tr(text): text for text in ("Report today", "Today so far", "Help", "My promos", "Propose a promo")}
    return [english.get(button.text, button.text) for button in who.last.buttons]


KINDS = ("text", "reply", "voice", "sticker", "photo", "forwarded")


@pytest.mark.slow
async def test_nobody_with_a_promo_on_its_way_hears_that_none_runs(everybody: tuple[str, People]) -> None:
    _, found = everybody
    for situation, kind in product(("partner", "proposer", "signed", "drafting", "invited"), KINDS):
        who = found.who[situation]
        before = len(who.screen)
        await sends(who, kind)
        words = "\n".join(message.words for message in who.screen[before:])
        assert len(who.screen) > before, (situation, kind)
        assert who.tr(NEVER) not in words, (situation, kind)


async def sends(who: Actor, kind: str) -> None:
    if kind == "text":
        await who.says("7")
    elif kind == "reply":
        await who.says("what is that?", reply_to=who.last)
    elif kind == "forwarded":
        who.town.telegram.forwards(who.person, who.last)
        await who.town.settle()
    else:
        await who.sends(kind)


async def test_zoe_asks_before_she_is_in_and_reads_the_answer(town: Town) -> None:
    olena, zoe = town.person("Olena"), town.person("Zoe")
    await zoe.opens(await proposes(olena))
    await zoe.says("and who pays for the discount?")
    await zoe.presses("Send as a question to %(name)s", name="Zerno")
    zoe.sees_exactly("Sent, under “Money and rewards”.")
    olena.sees_exactly("Zoe, whom you invited to Flowers + coffee, asks about “Money and rewards”:")
    await olena.presses("Answer")
    await olena.says("Each of us pays for its own")
    zoe.sees_exactly("Each of us pays for its own")
    assert not any("Send as a question" in button.text for message in zoe.screen for button in message.buttons)


async def test_a_question_and_the_telegram_reply_to_it_stand_in_the_history(town: Town) -> None:
    olena, marta = town.person("Olena"), town.person("Marta")
    await joins(marta, await proposes(olena))
    await marta.says("When do we print the flyers?")
    await marta.presses("Send as a question to %(name)s", name="Zerno")
    question = olena.sees_exactly("Peony on Flowers + coffee, “Dates”:")
    await olena.says("By the 28th, I have a printer", reply_to=question)
    marta.sees_exactly("By the 28th, I have a printer")
    await marta.presses("History")
    marta.sees_exactly("💬 Peony, Dates: When do we print the flyers?")
    marta.sees_exactly("💬 Zerno, Dates: By the 28th, I have a printer")


async def test_something_else_shows_the_three_next_things_to_do(town: Town) -> None:
    olena, marta = town.person("Olena"), town.person("Marta")
    await joins(marta, await proposes(olena))
    await marta.says("what a day it was")
    await marta.presses("Something else")
    assert [button.text for button in marta.last.buttons] == ["Flowers + coffee", "My promos", "Propose a promo"]
    assert "Flowers + coffee: being agreed" in marta.last.words


async def test_an_edit_of_a_refused_comment_is_the_comment(town: Town) -> None:
    olena, marta = town.person("Olena"), town.person("Marta")
    await joins(marta, await proposes(olena))
    await marta.presses("4. Dates")
    await marta.presses("Comment")
    long = await marta.says("x" * 419)
    marta.sees_exactly("That is 419 characters, 300 fit.")
    await marta.edits(long, "After New Year, please")
    olena.sees_exactly("After New Year, please")
    shown = len(olena.screen)
    await marta.edits(long, "After New Year, please!")
    assert len(olena.screen) == shown


async def test_the_group_answers_what_it_knows_and_is_silent_otherwise(town: Town) -> None:
    cast = await running_promo(town)
    status = next(message for message in town.telegram.messages(cast.group) if "Flowers + coffee" in message.words)
    await town.moves_to("2026-12-01 10:00")
    for said, answer in (("who has not reported?", "no report yet for"), ("how are we doing?", "Flowers + coffee")):
        before = len(town.telegram.messages(cast.group))
        await cast.olena.says(said, chat=cast.group, reply_to=status)
        shown = town.telegram.messages(cast.group)[before + 1 :]
        assert any(answer in message.words for message in shown), said
    before = len(town.telegram.messages(cast.group))
    await cast.olena.says("nice weather today", chat=cast.group, reply_to=status)
    assert len(town.telegram.messages(cast.group)) == before + 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Дякую!", Talk.THANKS),
        ("привіт, дякую", Talk.THANKS),
        ("ок", Talk.THANKS),
        ("спасибо, но нет", None),
        ("Добрый день", Talk.GREETING),
        ("hello there", Talk.GREETING),
        ("hello, who pays?", None),
        ("я не дописала", Talk.GO_ON),
        ("скільки вже сьогодні?", Talk.TODAY),
        ("Итоги дня", Talk.TODAY),
        ("today's numbers", Talk.TODAY),
        ("7", None),
        ("ні", None),
    ],
)
def test_small_talk_is_all_of_a_message(said: str, kind: Talk | None) -> None:
    assert talk(said) is kind


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("А хто платить за знижку?", "money"),
        ("скільки триває акція?", "dates"),
        ("сколько стоит карточка", "money"),
        ("Do you have a printer for posters", "needs"),
        ("what is it", None),
    ],
)
def test_a_question_belongs_to_a_section(said: str, about: str | None) -> None:
    assert section(said) == about


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("багато людей сьогодні", True),
        ("і коли?", True),
        ("сім", False),
        ("зачинено", False),
        ("вчора 4 3400", False),
        ("i want to give 20% instead of 15", True),
        ("хочу 2 картки на гостя", True),
        ("у нас 7 3400", False),
    ],
)
def test_a_sentence_is_no_attempt_at_a_number(said: str, sentence: bool) -> None:
    assert is_sentence(said) is sentence
