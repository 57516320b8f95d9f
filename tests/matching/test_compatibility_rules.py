"""Whether two businesses fit: the rules as tables."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.matching.categories import CATEGORIES, COMMON, COMPLEMENTS, GIFTS, SAME_NEED
from domain.matching.compatibility import (
    QUESTIONS,
    WEIGHTS,
    Answers,
    Criteria,
    Profile,
    Reason,
    Verdict,
    criteria,
    judge,
    rank,
)
from templates.words.compatibility import REASONS
from templates.words.words import WORDS

YES = Answers("yes", "good", "yes", "yes", "yes", "yes")
WELL = Criteria("no_competitor", "goods_complement", "prices_same")

PROMISED = {
    "construction": {"furniture", "windows", "interior"},
    "laundry": {"workwear", "dry_cleaning", "cleaning"},
    "toys": {"kids_clothes", "sweets", "kids_clubs", "kindergarten"},
    "appliances": {"electrical", "repair"},
    "fitness": {"sports_goods", "healthy_food", "sportswear"},
    "jeweller": {"accessories", "gifts", "clothes"},
    "dog_club": {"pets", "vet"},
    "travel": {"leisure", "clothes", "hotel", "taxi"},
}


def shop(category: str, tier: str | None = None, number: int = 1) -> Profile:
    return Profile(number, f"Shop {number}", category, "Kyiv", tier)


@pytest.mark.parametrize("category", PROMISED)
def test_the_known_pairs_complete_each_other(category: str) -> None:
    assert PROMISED[category] <= set(COMPLEMENTS[category])


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_three_to_six_complements_that_are_others(category: str) -> None:
    others = COMPLEMENTS[category]
    assert 3 <= len(others) == len(set(others)) <= 6
    assert set(others) <= set(CATEGORIES) - {category}


def test_what_serves_one_need_never_completes_each_other() -> None:
    for need in SAME_NEED:
        assert need <= set(CATEGORIES)
        for one in need:
            assert not need & set(COMPLEMENTS[one])
    assert {*GIFTS, *COMMON} <= set(CATEGORIES)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("cafe", "mass"), ("cafe", "mass"), ("direct_competitor", "goods_apart", "prices_same")),
        (("cafe", "mass"), ("restaurant", "premium"), ("indirect_competitor", "goods_apart", "prices_differ")),
        (("cafe", "mass"), ("bakery", "mass"), ("no_competitor", "goods_complement", "prices_same")),
        (("bakery", None), ("cafe", "mass"), ("no_competitor", "goods_complement", "prices_unknown")),
        (("pharmacy", "mass"), ("kids_clothes", "economy"), ("no_competitor", "goods_complement", "prices_differ")),
        (("kids_clothes", "mass"), ("pharmacy", "mass"), ("no_competitor", "goods_complement", "prices_same")),
        (("jeweller", "premium"), ("flowers", "economy"), ("no_competitor", "goods_complement", "prices_any")),
        (("taxi", None), ("vet", None), ("no_competitor", "goods_apart", "prices_unknown")),
        (("taxi", "mass"), ("delivery", "mass"), ("indirect_competitor", "goods_apart", "prices_same")),
    ],
)
def test_what_two_profiles_say(
    one: tuple[str, str | None], other: tuple[str, str | None], found: tuple[str, str, str]
) -> None:
    assert criteria(shop(*one), shop(*other, number=2)) == Criteria(*found)
    assert criteria(shop(*other, number=2), shop(*one)) == Criteria(*found)


@pytest.mark.parametrize(
    ("profiles", "one", "other", "verdict", "because"),
    [
        ({}, {}, {}, Verdict.GOOD, None),
        ({"prices": "prices_any"}, {}, {}, Verdict.GOOD, None),
        ({"prices": "prices_unknown"}, {}, {}, Verdict.GOOD, None),
        ({"prices": "prices_unknown"}, {"pleasant": "unsure"}, {}, Verdict.GOOD, None),
        ({"competition": "direct_competitor"}, {}, {}, Verdict.STOP, Reason("direct_competitor")),
        ({"competition": "indirect_competitor"}, {}, {}, Verdict.CAREFUL, Reason("indirect_competitor")),
        ({"goods": "goods_apart"}, {}, {}, Verdict.CAREFUL, Reason("goods_apart")),
        ({"prices": "prices_differ"}, {}, {}, Verdict.CAREFUL, Reason("prices_differ")),
        ({}, {"same_customers": "partly"}, {}, Verdict.CAREFUL, Reason("same_customers_partly", 1)),
        ({}, {}, {"same_customers": "no"}, Verdict.STOP, Reason("same_customers_no", 2)),
        ({}, {}, {"reputation": "bad"}, Verdict.STOP, Reason("reputation_bad", 2)),
        ({}, {"reputation": "unknown"}, {"reputation": "unknown"}, Verdict.GOOD, None),
        ({}, {"grows": "no"}, {}, Verdict.CAREFUL, Reason("grows_no", 1)),
        ({}, {"grows": "no"}, {"enough": "no"}, Verdict.CAREFUL, Reason("enough_no", 2)),
        ({}, {"grows": "no", "pleasant": "no"}, {}, Verdict.STOP, Reason("many_noes", 1)),
        ({}, {"grows": "unsure", "enough": "unsure"}, {"pleasant": "unsure"}, Verdict.CAREFUL, Reason("many_open")),
        ({"prices": "prices_unknown"}, {"reputation": "unknown"}, {"reputation": "unknown"}, Verdict.CAREFUL,
         Reason("many_open")),
        ({"goods": "goods_apart"}, {"reputation": "bad"}, {}, Verdict.STOP, Reason("goods_apart")),
    ],
)  # fmt: skip
def test_the_gravest_reason_decides(
    profiles: dict[str, str], one: dict[str, str], other: dict[str, str], verdict: Verdict, because: Reason | None
) -> None:
    found = judge(replace(WELL, **profiles), {1: replace(YES, **one), 2: replace(YES, **other)})
    assert found.verdict is verdict
    assert because is None or because in found.reasons


def test_every_answer_weighs_something_and_every_reason_has_words() -> None:
    answers = {f"{question}_{value}" for question in QUESTIONS for value in WORDS[question]}
    assert answers <= WEIGHTS.keys()
    assert WEIGHTS.keys() == REASONS.keys()


def test_the_best_fit_comes_first_competitors_never_and_equals_as_they_came() -> None:
    mine = shop("cafe", "mass")
    found = [
        shop("vet", "mass", 2),
        shop("cafe", "mass", 3),
        shop("bakery", "premium", 4),
        shop("restaurant", "mass", 5),
        shop("books", "mass", 6),
        shop("beauty", None, 7),
        shop("sweets", "premium", 8),
        shop("coworking", None, 9),
    ]
    assert [one.business_id for one in rank(mine, found, 9)] == [6, 8, 7, 9, 4, 2, 5]
    assert [one.business_id for one in rank(mine, found, 2)] == [6, 8]
