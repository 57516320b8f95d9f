"""The training gate: a card made from the terms in force, three questions, a pass. It never holds a report back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.agreement.terms import Terms
from domain.languages import language_of_words
from domain.schedule import plan
from domain.schedule.plan import Place
from domain.staff import training
from domain.staff.training import LEARNING, QUESTIONS, Lesson, QuizQuestion, Spare, Taught
from handlers.asked import not_yours
from handlers.buttons import Button, Rows, place_in
from handlers.buttons import number as number_of
from handlers.context import Context, Work
from handlers.ending import running_terms
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.people import Member
from storage.staff import training as lessons
from templates.catalogue import label
from templates.words.examples import EXAMPLES, Example
from templates.words.msgid import N_

LETTERS = N_("ABCD")
UNCONDITIONAL = N_("under none: every customer gets it")
Found = tuple[Promo, Terms, Place, Lesson]


async def teach(work: Work, promo: Promo, only: int | None = None) -> None:
    """Give the card to the staff who have not had this very lesson; `only` one person's number. Not at night."""
    if promo.state not in LEARNING:
        return
    terms = await running_terms(work, promo.id, promo.terms)
    for place in plan.at_work(plan.taking_part(promo.terms, await businesses.places(work.tx, promo.id))):
        learnt = training.lesson(terms, place)
        for person in await people.staff(work.tx, place.location_id) if learnt else ():
            if learnt and only in (None, person.person_id):
                await _give(work, promo, terms, place=place, learnt=learnt, person=person)


async def _give(work: Work, promo: Promo, terms: Terms, place: Place, learnt: Lesson, person: Member) -> None:
    if not await lessons.give(work.tx, promo.id, person.person_id, learnt.mark, work.now):
        return
    changed = await lessons.had_another(work.tx, promo.id, person.person_id, learnt.mark)
    work.tell(
        work.reader(person),
        "staff/training.card",
        **card(promo, terms, place, learnt),
        changed=changed,
        buttons=[[begin(promo.id, place.location_id)]],
        not_before=person.hours.next(work.now, place.zone),
    )


def begin(promo_id: str, location_id: int) -> Button:
    return Button("Start the three questions", "learn", (promo_id, location_id))


def to_hang(promo_id: str, location_id: int) -> Button:
    return Button("A sheet for the till", "till", (promo_id, location_id))


def card(promo: Promo, terms: Terms, place: Place, learnt: Lesson) -> dict[str, Any]:
    names = {party.slot: party.name for party in terms.parties}
    return {"title": promo.title, "place": place.name, "lesson": learnt, "names": names, "terms": terms}


async def welcome(work: Work, location_id: int, business_id: int, person_id: int) -> None:
    """Somebody joined a location: the lessons of the promos that it takes part in."""
    for promo in await promos.mine(work.tx, frozenset({business_id})):
        await teach(work, promo, person_id)


async def lesson_of(context: Context) -> Found | None:
    """The lesson that a button names, for somebody who works at that place or owns it."""
    promo = await promos.by_clock(context.tx, context.pressed[0])
    places = await businesses.places(context.tx, promo.id) if promo else ()
    here = place_of(promo, places, number_of(context.pressed[1]))
    person = context.person
    may = here and (here.location_id in person.works_at or person.is_owner(here.business_id))
    if promo is None or here is None or not may:
        not_yours(context)
        return None
    terms = await running_terms(context.work, promo.id, promo.terms)
    learnt = training.lesson(terms, here)
    if promo.state not in LEARNING or learnt is None:
        context.toast("staff/training.over", alert=True)
        return None
    return promo, terms, here, learnt


def place_of(promo: Promo | None, places: tuple[Place, ...], location_id: int) -> Place | None:
    if promo is None:
        return None
    there = plan.at_work(plan.taking_part(promo.terms, places))
    return next((place for place in there if place.location_id == location_id), None)


async def on_learn(context: Context) -> None:
    """The card, unless it has just been read, and the question that is next; an owner may learn too."""
    found = await lesson_of(context)
    if found is None:
        return
    context.toast()
    promo, terms, place, learnt = found
    first = await lessons.give(context.tx, promo.id, context.person.id, learnt.mark, context.now)
    row = await lessons.find(context.tx, promo.id, context.person.id, learnt.mark)
    if first or row is None or row.passed_at or row.answered:
        context.say("staff/training.card", **card(promo, terms, place, learnt), changed=False)
    if row is None or row.passed_at:
        context.say("staff/training.known", title=promo.title, buttons=[[to_hang(promo.id, place.location_id)]])
    else:
        asked = await _questions(context, terms, learnt)
        _ask(context, asked, row.answered, found, edit=False)


async def _questions(context: Context, terms: Terms, learnt: Lesson) -> tuple[QuizQuestion, ...]:
    shops = await businesses.some(context.tx, [party.business_id for party in terms.parties])
    language = language_of_words(training.words_of(terms), context.person.language)
    spare = _spare([shop.category for shop in shops], language)
    return training.questions(terms, learnt, context.person.id, spare)


def _spare(categories: Sequence[str], language: str) -> Spare:
    """Examples of the partners' categories first, then of all others."""
    near = [EXAMPLES[category] for category in categories if category in EXAMPLES]
    examples: list[Example] = [*near, *(one for one in EXAMPLES.values() if one not in near)]
    return Spare(
        [label(one.offer, language) for one in examples],
        list(dict.fromkeys(label(one.condition, language) for one in examples)),
        label(UNCONDITIONAL, language),
    )


def _ask(
    context: Context, asked: Sequence[QuizQuestion], number: int, found: Found, wrong: bool = False, edit: bool = True
) -> None:
    """One question; a wrong answer is explained above it."""
    promo, terms, place, learnt = found
    question = asked[number]
    args = (promo.id, place.location_id, learnt.mark, number)
    letters = label(LETTERS, context.person.language)
    buttons = [Button(letters[i], "quiz", (*args, i), own=True) for i in range(len(question.options))]
    data = {
        "question": question,
        "number": number + 1,
        "last": len(asked),
        "letters": letters,
        "taught": learnt.taught,
        **card(promo, terms, place, learnt),
    }
    texts = ("staff/training.wrong", "staff/training.question") if wrong else ("staff/training.question",)
    speak = context.edit if edit else context.say
    speak(texts, buttons=[buttons], **data)


async def on_quiz_answer(context: Context) -> None:
    """An answer: the next question, an explanation, or passed. Old questions say so."""
    found = await lesson_of(context)
    if found is None:
        return
    promo, terms, _, learnt = found
    mark, number, choice = context.pressed[2], place_in(context.pressed[3], QUESTIONS), context.pressed[4]
    row = await lessons.find(context.tx, promo.id, context.person.id, learnt.mark)
    if mark != learnt.mark:
        context.toast("staff/training.changed", alert=True)
    elif row is None or number is None or row.answered != number:
        context.toast("staff/training.answered_already")
    else:
        context.toast()
        await _take(context, await _questions(context, terms, learnt), number, choice, found)


async def _take(context: Context, asked: Sequence[QuizQuestion], number: int, choice: str, found: Found) -> None:
    promo, _, place, learnt = found
    if place_in(choice, len(asked[number].options)) != asked[number].right:
        _ask(context, asked, number, found, wrong=True)
        return
    await lessons.answered(
        context.tx, promo.id, context.person.id, mark=learnt.mark, number=number, last=len(asked), now=context.now
    )
    if number + 1 < len(asked):
        _ask(context, asked, number + 1, found)
    else:
        context.edit("staff/training.passed", title=promo.title, buttons=[[to_hang(promo.id, place.location_id)]])


async def different(work: Work, promo: Promo, works_at: frozenset[int]) -> list[tuple[str, Taught]]:
    """For a promo's card: what is not as everywhere at the counters where somebody works, by the place's name."""
    places = [one for one in await businesses.places(work.tx, promo.id) if one.location_id in works_at]
    there = [one for one in places if place_of(promo, (one,), one.location_id)]
    terms = await running_terms(work, promo.id, promo.terms)
    return [(one.name, taught) for one in there for taught in training.different(terms, one)]


async def to_learn(work: Work, at_work: Sequence[Promo], works_at: frozenset[int]) -> Rows:
    """For a promo's card: the lesson of each place that somebody works at."""
    rows = []
    for promo in at_work:
        for place in await businesses.places(work.tx, promo.id):
            if place.location_id in works_at and place_of(promo, (place,), place.location_id):
                rows.append([begin(promo.id, place.location_id)])
    return rows
