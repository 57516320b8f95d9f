"""What the staff of one location have to know of the terms, and three questions about it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import asdict

from domain.agreement.terms import EACH, Offer, Terms
from domain.check_digit import Mode, mode
from domain.options import Mechanic
from domain.schedule.plan import Place
from domain.states import State

LEARNING = frozenset({State.SIGNED, State.RUNNING, State.PAUSED})
"""While a promo is so, its offer is learnt."""
QUESTIONS = 3
MOST_WRONG = 3
MARK_LENGTH = 8
WEEK = timedelta(days=7)
STEM = 5


class CountingWay(StrEnum):
    """How a customer of the promo gets into the numbers. PAPER and NOWHERE are only ever wrong."""

    REDEEM = "redeem"
    WORD = "word"
    COUNT = "count"
    PAPER = "paper"
    NOWHERE = "nowhere"


class QuizTopic(StrEnum):
    WHAT = "what"
    CONDITION = "condition"
    RECORD = "record"
    UNTIL = "until"


class Taught(Struct, frozen=True):
    """One offer as it is at the counter of `where`, a slot or EACH."""

    what: str
    condition: str | None
    where: int
    first: date
    last: date


class Lesson(Struct, frozen=True):
    """`here`: used at this counter. `handed`: this side hands the cards out, and they are used elsewhere."""

    slot: int
    here: tuple[Taught, ...]
    handed: tuple[Taught, ...]
    way: CountingWay
    word: str | None

    @property
    def taught(self) -> Taught:
        """The offer that is asked about."""
        return (self.here or self.handed)[0]

    @property
    def mark(self) -> str:
        """The same for the same offer, dates, mechanic and word; another for anything else."""
        whole = json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=False)
        return sha256(whole.encode()).hexdigest()[:MARK_LENGTH]


class QuizQuestion(Struct, frozen=True):
    """`options` hold the right answer once, at `right`; their type goes with `ask`: words, a day, a Way."""

    ask: QuizTopic
    options: tuple[str | date | CountingWay, ...]
    right: int


class Spare(Struct, frozen=True):
    """Offers and conditions of nobody here, for terms that give too few wrong answers, and how it is said that there
    is no condition: all in the language of the terms."""

    offers: Sequence[str]
    conditions: Sequence[str]
    unconditional: str


def lesson(terms: Terms, place: Place) -> Lesson | None:
    """What the people of a place learn; None where its business neither honours nor hands out anything."""
    party = terms.party_of(place.business_id)
    if party is None:
        return None
    here = tuple(_at(terms, offer, place.location_id) for offer in terms.offers_at(party.slot))
    handed = tuple(
        _at(terms, offer, 0)
        for offer in terms.offers
        if hands_out(offer, party.slot) and offer not in terms.offers_at(party.slot)
    )
    return Lesson(party.slot, here, handed, way(terms.mechanic), terms.word) if here or handed else None


def different(terms: Terms, place: Place) -> tuple[Taught, ...]:
    """The offers that are not as everywhere at that counter."""
    learnt = lesson(terms, place)
    plain = [_at(terms, offer, 0) for offer in terms.offers]
    return tuple(taught for taught in learnt.here if taught not in plain) if learnt else ()


def hands_out(offer: Offer, slot: int) -> bool:
    """Whether that side gives the offer's cards to its customers: those who use it elsewhere, unless one is named."""
    return offer.giver == slot or (offer.giver == EACH and offer.receiver != slot)


WAYS = {Mode.SINGLE: CountingWay.REDEEM, Mode.WORD: CountingWay.WORD, Mode.COUNTING: CountingWay.COUNT}


def way(mechanic: Mechanic) -> CountingWay:
    return WAYS[mode(mechanic)]


def _at(terms: Terms, offer: Offer, location_id: int) -> Taught:
    """With what is different at that location."""
    own = next((place for place in offer.places if place.location_id == location_id), None)
    return Taught(
        (own and own.what) or offer.what,
        offer.condition,
        offer.receiver,
        (own and own.first) or terms.starts,
        (own and own.last) or terms.ends,
    )


def words_of(terms: Terms) -> str:
    """What people typed into the offers."""
    return " ".join(text for offer in terms.offers for text in (offer.what, offer.condition) if text)


def questions(terms: Terms, learnt: Lesson, person_id: int, spare: Spare) -> tuple[QuizQuestion, ...]:
    """Three questions; for the same promo, person and question always the same answers in the same order."""
    asked = _three(learnt)
    return tuple(_question(one, terms, learnt, f"{terms.promo_id}:{person_id}:{one}", spare) for one in asked)


def _three(learnt: Lesson) -> tuple[QuizTopic, ...]:
    """A counter that honours the offer has to know how it is recorded; a condition matters where there is one."""
    if not learnt.here:
        return (QuizTopic.WHAT, QuizTopic.CONDITION, QuizTopic.UNTIL)
    return (QuizTopic.WHAT, QuizTopic.CONDITION if learnt.taught.condition else QuizTopic.UNTIL, QuizTopic.RECORD)


def _question(ask: QuizTopic, terms: Terms, learnt: Lesson, seed: str, spare: Spare) -> QuizQuestion:
    right, wrong = _answers(ask, terms, learnt, spare)
    dice = random.Random(seed)
    options = [right, *wrong[:MOST_WRONG]]
    dice.shuffle(options)
    return QuizQuestion(ask, tuple(options), options.index(right))


Answer = str | date | CountingWay


def _answers(ask: QuizTopic, terms: Terms, learnt: Lesson, spare: Spare) -> tuple[Answer, list[Answer]]:
    """The right answer, and wrong ones with the most plausible first."""
    taught = learnt.taught
    match ask:
        case QuizTopic.WHAT:
            asked = [one.what for one in learnt.here or learnt.handed]
            others = [what for offer in terms.offers for what in (offer.what, *(p.what for p in offer.places))]
            return taught.what, list(_different(asked, [*others, *spare.offers]))
        case QuizTopic.CONDITION:
            conditions = [offer.condition for offer in terms.offers]
            same = [one.condition for one in (*learnt.here, *learnt.handed) if one.what == taught.what]
            foreign = [one for one in spare.conditions if not _alike(one, taught.condition)]
            none = [spare.unconditional] if taught.condition else []
            return taught.condition or spare.unconditional, [*none, *_different(same, [*conditions, *foreign])]
        case QuizTopic.UNTIL:
            days = [taught.last - WEEK, taught.last + WEEK, taught.last + 2 * WEEK]
            return taught.last, [day for day in days if day >= taught.first]
        case QuizTopic.RECORD:
            return learnt.way, [one for one in CountingWay if one != learnt.way]


def _different(known: Iterable[str | None], others: Iterable[str | None]) -> Iterable[str]:
    """The other words, each once, without those that say what is known already."""
    seen = {_plain(words) for words in known if words}
    for words in others:
        if words and _plain(words) not in seen:
            seen.add(_plain(words))
            yield words


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _alike(one: str, other: str | None) -> bool:
    """More than half of the longer words of the shorter text are in the other: it may mean the same."""
    first, second = _stems(one), _stems(other or "")
    fewer = min(len(first), len(second))
    return bool(fewer) and len(first & second) * 2 > fewer


def _stems(words: str) -> set[str]:
    cleaned = "".join(character if character.isalpha() else " " for character in words.casefold())
    return {word[:STEM] for word in cleaned.split() if len(word) >= STEM}
