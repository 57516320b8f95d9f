"""What the agreement's document says beside the terms: since when, what follows from them, standard clauses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from domain.agreement.terms import Party, Terms
from domain.agreement.validity import Replaced, Validity, validity
from domain.languages import LANGUAGES
from domain.options import Clause, LostDays, Resumes
from handlers.agreement.ready_promos import documents
from templates.catalogue import word
from templates.format.answers import View
from templates.printed.agreement import SignedVersion, agreement
from tests.world.ready import terms

PARTIES = tuple(Party(slot=n, business_id=n, name=name, city="Kyiv") for n, name in ((1, "Zerno"), (2, "Peony")))
OWED: dict[str, Any] = {"minimum": 30, "penalty": 50_00, "silence_days": 7, "pay_days": 14}


def printed(language: str = "en", **changes: Any) -> Mapping[str, Any]:
    version = SignedVersion(
        number=1,
        terms=terms("0a1b2c3d4e", PARTIES, **changes),
        fingerprint="f" * 64,
        made_at=1,
        signatures=(),
        validity=Validity(),
    )
    return agreement(version, View(names={1: "Zerno", 2: "Peony"}), language)


def rows(document: Mapping[str, Any], title: str) -> dict[str, str]:
    """Of the section with that title."""
    section = next(one for one in document["sections"] if one["title"].endswith(title))
    return dict(section["rows"])


def endings(**changes: Any) -> dict[str, str]:
    return rows(printed(**changes), "What follows from these terms")


FIRST = terms("0a1b2c3d4e", PARTIES)
SECOND = terms("0a1b2c3d4e", PARTIES, in_force_from=date(2026, 12, 14))
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("number", "of", "signed_on", "in_force", "expected"),
    [
        (1, FIRST, None, [], Validity()),
        (1, FIRST, DAY, [(1, DAY)], Validity(DAY)),
        (2, SECOND, None, [(1, DAY)], Validity()),
        (2, SECOND, date(2026, 12, 7), [(1, DAY)], Validity(date(2026, 12, 14), Replaced(1, DAY, date(2026, 12, 13)))),
        (1, FIRST, DAY, [(1, DAY), (2, date(2026, 12, 14))], Validity(DAY, None, (2, date(2026, 12, 14)))),
        (2, SECOND, DAY, [(1, DAY), (2, DAY)], Validity(DAY, Replaced(1, DAY, None))),
    ],
)
def test_when_a_version_counts(
    number: int, of: Terms, signed_on: date | None, in_force: list[tuple[int, date]], expected: Validity
) -> None:
    assert validity(number, of, signed_on, in_force, None) == expected


def test_what_follows_from_the_terms_is_said_in_their_figures() -> None:
    said = {name: text.replace("\u00a0", " ") for name, text in endings(**OWED).items()}
    assert said["Promised customers"] == (
        "Each side promises to send the other at least 30 customers. For each one missing at the end it pays 50 ₴."
    )
    assert "Who says nothing for 7 days, after two reminders, has accepted it." in said["Settlement"]
    assert said["Payment"].startswith("What is owed is paid within 14 days after the settlement is agreed.")
    assert said["Lost days"].startswith("Days lost to a pause, a closed counter or a cancellation still count for the")


def test_it_says_how_a_side_ends_or_pauses_it_alone() -> None:
    said = endings(notice_days=7, pause_days=14, resumed_by=Resumes.ANYBODY)
    assert said["Cancelling"].startswith("Each side may end the promo for all by saying why, 7 days ahead.")
    assert "It goes on when any side says so. After 14 days it goes on by itself." in said["Pause"]
    assert "The offers end at once" in endings()["Cancelling"]
    assert endings()["Pause"].endswith("It goes on when the side that paused it says so.")


def test_a_text_from_before_the_rules_of_ending_has_no_section_of_them() -> None:
    """One that says them has it, also where they say that nothing is agreed."""
    assert not any("ends early" in one["title"] for one in printed()["sections"] if "promise" not in one["title"])
    said = rows(printed(notice_days=0, pause_days=14), ". If it ends early")
    assert said == {"Notice before ending it alone": "none, it ends at once", "A pause ends by itself": "after 14 days"}


def test_nothing_is_said_of_what_was_not_agreed() -> None:
    assert set(endings()) == {"Pause", "Cancelling"}
    assert "Nothing is paid if fewer come." in endings(minimum=30)["Promised customers"]
    assert "Lost days" not in endings(minimum=30)
    assert "count for nobody" in endings(**OWED, lost_days=LostDays.NOBODY)["Lost days"]
    assert "once every side has confirmed it" in endings(pay=10_00)["Settlement"]
    assert endings(pay=10_00)["Payment"].startswith("No day is agreed")


def test_an_agreement_from_before_the_clauses_keeps_its_own_words() -> None:
    assert "What is not named above was not agreed." in printed()["note"]
    assert not any("Standard clauses" in one["title"] for one in printed()["sections"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_are_numbered_without_a_gap(language: str) -> None:
    for changes in ({}, {"clauses": tuple(Clause), "prevails": "uk"}):
        document = printed(language, **changes)
        titles = [one["title"] for one in (*document["sections"], document["last"])]
        assert [title.partition(".")[0] for title in titles] == [str(n) for n in range(1, len(titles) + 1)]


def test_a_new_promo_has_every_clause_and_the_proposers_language_and_may_drop_any() -> None:
    given = documents("uk")
    assert (given["clauses"], given["prevails"]) == ([*Clause], "uk")
    accepted = rows(printed(clauses=(Clause.DATA,), prevails="uk"), "Standard clauses")
    assert set(accepted) == {"Personal data", "Language"}
    assert accepted["Language"].startswith("Українська.")
    assert "What is not named above" not in printed(clauses=(Clause.DATA,))["note"]


SAID = {
    "uk": "aa4a994919571270c7619be2817f7b1058d25d15378db0bd99f341bff05811a7",
    "ru": "816eee2ed1e3f1f2b74598e98cc474750c9bbdc827286ec8a68255ed2b44f0f8",
    "en": "6ea4914d94d88f57cefc7041017408311da952caf201fcd0daf6ac5fb95df78c",
}
PAGE = Path(__file__).parents[2] / "docs" / "clauses.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_released_clause_never_change(language: str) -> None:
    """A signed text names a clause; better words are a new clause with the next number."""
    words = "\n".join(word("clause_text", one, language) for one in Clause if one.endswith(".1"))
    assert sha256(words.encode()).hexdigest() == SAID[language]


def test_the_page_has_the_words_of_every_clause_in_every_language() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    for clause in Clause:
        for language in LANGUAGES:
            assert f"| `{clause}` | {language} | {word('clause_text', clause, language)} |" in lines
