"""A promo's dates for the calendars that people already have: iCalendar (RFC 5545), whole days.

The same data gives the same bytes. A UID is for ever: a file with changed dates moves the entries of the first
one, if `revision` grew.
"""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar

from templates.drawn.documents import CalendarEvent, CalendarFile

PRODUCT = "-//Tandem//Joint promotions//EN"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Controls, marks that turn the direction of writing, halves of characters. Emoji and their joiners stay."""


def calendar_ics(data: CalendarFile) -> bytes:
    """Write a `CalendarFile`: CRLF, lines of at most 75 octets, UTF-8."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if title := _line(data.get("title")):
        calendar.add("x-wr-calname", icalendar.vText(title))
    for event in data["events"]:
        calendar.add_component(_entry(event, data))
    return bytes(calendar.to_ical())


def _entry(event: CalendarEvent, data: CalendarFile) -> icalendar.Event:
    """A whole-day entry that leaves its days free; DTEND is the day after the last."""
    entry = icalendar.Event()
    entry.add("uid", _line(event["uid"]))
    entry.add("dtstamp", datetime.fromtimestamp(data["created_at"], UTC))
    entry.add("sequence", data.get("revision", 0))
    entry.add("dtstart", date.fromisoformat(event["first"]))
    entry.add("dtend", date.fromisoformat(event.get("last") or event["first"]) + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    if event.get("called_off"):
        entry.add("status", "CANCELLED")
    lang = data.get("lang")
    language = {"language": lang} if lang else {}
    said = ("summary", _line(event["title"])), ("description", _lines(event.get("note")))
    for name, words in (*said, ("location", _line(event.get("place")))):
        if words:
            entry.add(name, words, parameters=language)
    if link := _line(event.get("link")):
        entry.add("url", link)
    return entry


def _line(text: str | None) -> str:
    return " ".join(_lines(text).split("\n"))


def _lines(text: str | None) -> str:
    """Without what cannot be seen; every kind of line end is one."""
    return UNSEEN.sub("", "\n".join((text or "").replace("\t", " ").splitlines())).strip()
