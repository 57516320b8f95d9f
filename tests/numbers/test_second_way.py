"""Metrics by a second way: pandas over what an owner takes home, on a thousand random promos; no digit differs."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from domain.money import exponent
from domain.results.inputs import inputs
from domain.results.metrics import MetricKind, measured
from tests.numbers import random_promos

pytestmark = pytest.mark.slow


def second_way(book: dict[str, Any]) -> dict[str, Any]:
    from tests.numbers import by_pandas  # noqa: PLC0415 - loading pandas would cost every run a second

    return by_pandas.metrics(book)


def compare(seed: int, seen: Counter[str]) -> None:
    facts = random_promos.promo(seed)
    for reader in (1, len(facts.businesses)):
        book = json.loads(random_promos.book(facts, reader).model_dump_json())
        second = second_way(book)
        shown = {one["name"] for one in book["figures"] if one["slot"] == reader}
        known = inputs(facts)[reader]
        for metric in measured(known):
            other = second[metric.name]
            if metric.name not in shown or other == "?":
                continue
            money = metric.kind is MetricKind.MONEY or (metric.name == "goal_pace" and facts.terms.goal == "revenue")
            scale = 10 ** exponent(facts.terms.currency if metric.name == "goal_pace" else known.currency)
            mine = None if metric.value is None else metric.value / scale if money else metric.value
            assert mine == other, f"seed {seed}, side {reader}, {metric.name}: {mine} and {other}"
            seen[metric.name] += mine is not None


def test_a_thousand_promos() -> None:
    seen: Counter[str] = Counter()
    for seed in range(1000):
        compare(seed, seen)
    assert min(seen.values()) >= 100, seen
    assert len(seen) == 16


def test_a_wrong_input_is_noticed() -> None:
    book = json.loads(random_promos.book(random_promos.promo(3), 1).model_dump_json())
    was = second_way(book)
    day = next(day for day in book["days"] if day["slot"] == 1)
    day["customers"] += 1
    now = second_way(book)
    assert now["per_customer"] != was["per_customer"] or now["promo_share"] != was["promo_share"]
    assert isinstance(was["coverage"], Fraction)
