"""A sentence that ends with an abbreviated month ends with one full stop."""

from __future__ import annotations

from datetime import date

import pytest

from templates.format.full_stops import one_full_stop
from templates.render import render


@pytest.mark.parametrize(("language", "day"), [("uk", "вт, 15 груд."), ("ru", "вт, 15 дек.")])
def test_a_signed_promo_starts_on_a_day_with_one_full_stop(language: str, day: str) -> None:
    said = render("agreement/signing.signed_by_all", language, title="Кава..", starts=date(2026, 12, 15))
    assert day in said and f"{day}." not in said
    assert "Кава.." in said


@pytest.mark.parametrize(
    ("language", "said", "wanted"),
    [
        ("uk", "до <b>7 груд.</b>.", "до <b>7 груд.</b>"),
        ("ru", "через 2 нед.. Дальше", "через 2 нед. Дальше"),
        ("uk", "Ще подумаю… тип.. 7 груд...", "Ще подумаю… тип.. 7 груд..."),
        ("en", "until 7 Dec..", "until 7 Dec.."),
    ],
)
def test_only_a_second_stop_behind_an_abbreviation_goes(language: str, said: str, wanted: str) -> None:
    assert one_full_stop(said, language) == wanted
