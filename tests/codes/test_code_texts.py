"""The longest names and all three languages: toasts of 200 characters, captions of 1024, messages of 4096."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from domain.codes.redemption import Bound, CodeRefusal, Limit
from domain.languages import LANGUAGES
from domain.states import State
from storage.codes.codes import Use
from templates.render import plain

LONG = "Кав’ярня «Зерно» " * 40
AT = datetime(2026, 12, 15, 14, 5, tzinfo=UTC)
USE = Use(1, AT, LONG, "Europe/Kyiv", 1, 1, 1, 1, AT.date())
LIMITS = tuple(f"limit_{kind}" for kind in get_args(Limit))
STATES = tuple(f"is_{state}" for state in State if state is not State.RUNNING)
REASONS = ("used", "void", "too_early", "too_late", *STATES, *LIMITS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_no_says_something_and_fits_a_toast(language: str, reason: str) -> None:
    no = CodeRefusal(reason, day=date(2026, 12, 15), most=100_000_000)
    words = plain("codes/code.no", language, no=no, use=USE, currency="UAH")
    assert 20 < len(words) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "block",
    [
        "codes/code.locked",
        "codes/card_sheets.issued_already",
        "codes/card_sheets.ordered_already",
        "codes/code.changed_since",
    ],
)
def test_so_do_the_other_toasts(language: str, block: str) -> None:
    assert len(plain(block, language, until=AT, zone="Europe/Kyiv")) <= 200
    assert len(plain("codes/code.unknown", language, until=None, zone="Europe/Kyiv")) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(Limit))
def test_a_warning_fits_a_message(language: str, kind: Limit) -> None:
    words = plain(
        "codes/code.close",
        language,
        bound=Bound(kind, 80, 100),
        title=LONG,
        what=LONG,
        place=LONG[:120],
        currency="UAH",
    )
    assert 50 < len(words) <= 1000
