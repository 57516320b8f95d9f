"""Lessons and questions, from the terms alone."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreement.terms import Offer, Party, PlaceTerms, Terms
from domain.calendar import EVERY_DAY, Closing
from domain.options import Mechanic
from domain.schedule.plan import Place
from domain.staff import training
from domain.staff.training import CountingWay, Lesson, QuizTopic, Spare
from tests.world.ready import OFFERS, terms

PARTIES = tuple(Party(slot=n, business_id=n, name=name, city="Kyiv") for n, name in ((1, "Zerno"), (2, "Peony")))
SPARE = Spare(
    ("a bun free", "a rose free with any bouquet", "wrapping free", "a dessert free"),
    ("the partner's receipt of the last 7 days", "books a time by phone", "orders for two"),
    "under none: every customer gets it",
)


def made(**changes: Any) -> Terms:
    return terms("p", PARTIES, **changes)


def place(business: int = 1, location: int = 11) -> Place:
    return Place(location, business, "Zerno", "Europe/Kyiv", EVERY_DAY, Closing(time(20)))


def learnt(given_: Terms, business: int = 1, location: int = 11) -> Lesson:
    found = training.lesson(given_, place(business, location))
    assert found
    return found


def test_a_side_learns_what_is_used_at_its_counter_and_what_it_hands_out() -> None:
    one, two = learnt(made(), 1), learnt(made(), 2)
    assert [taught.what for taught in one.here] == ["15 % off any coffee"]
    assert [taught.what for taught in one.handed] == ["a bun free with any loaf"]
    assert [taught.what for taught in two.here] == ["a bun free with any loaf"]
    assert training.lesson(made(), place(3)) is None


@pytest.mark.parametrize(
    ("mechanic", "way"),
    [
        (Mechanic.VOUCHER, CountingWay.REDEEM),
        (Mechanic.CODE_WORD, CountingWay.WORD),
        (Mechanic.DISCOUNT, CountingWay.COUNT),
    ],
)
def test_the_mechanic_says_how_it_is_recorded(mechanic: Mechanic, way: CountingWay) -> None:
    word = "COFFEE" if mechanic is Mechanic.CODE_WORD else None
    assert learnt(made(mechanic=mechanic, word=word)).way is way


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"minimum": 30}, True),
        ({"title": "Another name"}, True),
        ({"sides": ()}, True),
        ({"ends": date(2026, 12, 20)}, False),
        ({"mechanic": Mechanic.VOUCHER}, False),
        ({"offers": (OFFERS[0].model_copy(update={"what": "20 % off"}), OFFERS[1])}, False),
        ({"offers": (OFFERS[0].model_copy(update={"condition": None}), OFFERS[1])}, False),
        ({"offers": (OFFERS[0].model_copy(update={"limit": 10}), OFFERS[1])}, True),
    ],
)
def test_the_mark_changes_with_the_offer_and_with_nothing_else(changes: dict[str, Any], same: bool) -> None:
    assert (learnt(made(**changes)).mark == learnt(made()).mark) is same


def test_a_location_with_terms_of_its_own_learns_those() -> None:
    other = PlaceTerms(location_id=12, name="Podil", what="10 % off any tea", last=date(2026, 12, 6))
    given_ = made(offers=(OFFERS[0].model_copy(update={"places": (other,)}), OFFERS[1]))
    assert learnt(given_, location=12).taught.what == "10 % off any tea"
    assert learnt(given_, location=12).taught.last == date(2026, 12, 6)
    assert learnt(given_, location=11).taught.what == "15 % off any coffee"


def test_wrong_answers_come_from_the_same_terms_first_and_never_mean_the_same() -> None:
    given_ = made()
    what, condition, record = training.questions(given_, learnt(given_), 7, SPARE)
    assert (what.ask, condition.ask, record.ask) == (QuizTopic.WHAT, QuizTopic.CONDITION, QuizTopic.RECORD)
    assert what.options[what.right] == "15 % off any coffee"
    assert "a bun free with any loaf" in what.options
    assert condition.options[condition.right] == "a receipt of the partner"
    assert {"under none: every customer gets it", "a cup from Zerno in the hand"} <= set(condition.options)
    assert "the partner's receipt of the last 7 days" not in condition.options
    assert record.options[record.right] is CountingWay.COUNT


def test_without_a_condition_the_last_day_is_asked_with_days_a_week_off() -> None:
    given_ = made(offers=(Offer(what="15 % off"),))
    asked = training.questions(given_, learnt(given_), 7, SPARE)
    until = next(one for one in asked if one.ask is QuizTopic.UNTIL)
    assert until.options[until.right] == date(2026, 12, 27)
    assert set(until.options) >= {date(2026, 12, 20), date(2027, 1, 3)}


@given(person=st.integers(1, 10**6), business=st.sampled_from((1, 2)), mechanic=st.sampled_from((
    Mechanic.VOUCHER, Mechanic.DISCOUNT, Mechanic.GIFT)), conditions=st.booleans())  # fmt: skip
def test_always_three_questions_with_one_right_answer_each_in_the_same_order(
    person: int, business: int, mechanic: Mechanic, conditions: bool
) -> None:
    offers = OFFERS if conditions else tuple(one.model_copy(update={"condition": None}) for one in OFFERS)
    given_ = made(mechanic=mechanic, offers=offers)
    asked = training.questions(given_, learnt(given_, business), person, SPARE)
    assert asked == training.questions(given_, learnt(given_, business), person, SPARE)
    assert len(asked) == 3
    for one in asked:
        assert 3 <= len(one.options) <= 4
        assert len(set(one.options)) == len(one.options)


def test_people_do_not_all_get_the_same_order() -> None:
    given_ = made()
    assert len({training.questions(given_, learnt(given_), person, SPARE)[0].right for person in range(1, 30)}) > 1
