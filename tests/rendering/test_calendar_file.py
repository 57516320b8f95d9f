"""Calendar programs read the dates as they were meant, whatever is in the words."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from bot.rendering.calendar_file import calendar_ics
from tests.rendering.samples import TRICKS, calendar


def entries(data: Any) -> list[icalendar.Event]:
    read = icalendar.Calendar.from_ical(calendar_ics(data))
    assert isinstance(read, icalendar.Calendar)
    return list(read.events)


def test_days_are_whole_and_the_end_is_the_day_after_the_last() -> None:
    promo, duty = entries(calendar())
    assert (promo.decoded("dtstart"), promo.decoded("dtend")) == (date(2026, 11, 30), date(2026, 12, 28))
    assert (duty.decoded("dtstart"), duty.decoded("dtend")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert b"DTSTART;VALUE=DATE:20261130\r\n" in calendar_ics(calendar())


def test_words_with_commas_semicolons_lines_and_emoji_come_back_as_they_were() -> None:
    promo, duty = entries(calendar())
    assert promo["summary"] == "Квіти + кава 🌸☕: «Зерно», «Півонія»; разом"
    assert promo["description"] == "−15 % на каву\nТюльпан у подарунок; до букета, з чеком"
    assert promo["location"] == "Київ, вул. Хорива, 1"
    assert promo["url"] == "https://t.me/tandem_promo_bot?start=p_12"
    assert duty["summary"] == "Плакати"
    assert "location" not in duty
    assert b"\\, \xc2\xab" in calendar_ics(calendar()).replace(b"\r\n ", b"")


def test_the_file_says_who_made_it_when_and_which_revision_it_is() -> None:
    file = icalendar.Calendar.from_ical(calendar_ics(calendar(revision=3)))
    assert file["prodid"] == "-//Tandem//Joint promotions//EN"
    assert file["version"] == "2.0"
    assert file["x-wr-calname"] == "Квіти + кава"
    for entry in entries(calendar(revision=3)):
        assert entry.decoded("dtstamp") == datetime(2025, 12, 6, 5, 46, 40, tzinfo=UTC)
        assert entry["sequence"] == 3
        assert entry["transp"] == "TRANSPARENT"


def test_the_same_thing_keeps_its_name_when_its_dates_change() -> None:
    moved = calendar(events=[{**calendar()["events"][0], "first": "2026-12-07"}])
    assert entries(moved)[0]["uid"] == entries(calendar())[0]["uid"] == "promo-12@tandem"


def test_the_same_data_gives_the_same_bytes() -> None:
    assert calendar_ics(calendar()) == calendar_ics(calendar())


@pytest.mark.parametrize("words", ["я" * 300, "🌸" * 120, "a," * 200, "👩\u200d🍳; " * 60, "x" * 74 + "Ж"])
def test_lines_are_folded_at_75_octets_and_no_letter_is_cut(words: str) -> None:
    data = calendar(events=[{"uid": "1@tandem", "title": words, "first": "2026-12-01"}])
    lines = calendar_ics(data).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert [line.decode("utf-8") for line in lines]
    assert entries(data)[0]["summary"] == words.strip()


@pytest.mark.parametrize("trick", [*TRICKS, "a\r\nEND:VEVENT\r\nBEGIN:VALARM", "a\rATTENDEE:mailto:x", "\\n\\, \\;"])
def test_nothing_a_person_types_adds_a_line_of_its_own(trick: str) -> None:
    event = {"uid": "1@tandem", "title": trick, "note": trick, "place": trick, "first": "2026-12-01"}
    (entry,) = entries(calendar(title=trick, events=[event]))
    kept = ["UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "TRANSP"]
    assert set(entry.keys()) in ({*kept, "SUMMARY", "DESCRIPTION", "LOCATION"}, set(kept))
    assert not entry.subcomponents


def test_a_promo_without_dates_is_an_empty_calendar() -> None:
    assert entries(calendar(events=[])) == []
