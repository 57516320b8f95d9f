"""A month as buttons: press the first day, then the last."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta

from handlers.buttons import Button, Rows, day_of
from storage.forms import Form
from templates.format import values

BLANK = "·"


def opening(form: Form, revision: int) -> Button:
    """The button below a question about dates."""
    return Button("Pick in a calendar", "f", (form.id, revision, "month", ""))


def place(argument: str, today: date) -> tuple[date, date | None]:
    """From a button: the month to show, and behind a dot the first day, once it is picked."""
    month, _, first = argument.partition(".")
    return (day_of(month) or today).replace(day=1), day_of(first)


def grid(form: Form, month: date, first: date | None, today: date, language: str) -> Rows:
    """Seven columns, the days that may be picked, and the months beside."""

    def key(text: str, what: str, argument: str) -> Button:
        return Button(text, "f", (form.id, form.revision, what, argument), own=True)

    def cell(day: date) -> Button:
        open_ = day.month == month.month and day >= (first or today)
        target = f"{first}.{day}" if first else f".{day}"
        return key(f"[{day.day}]" if day == first else str(day.day), "day", target) if open_ else key(BLANK, "stay", "")

    chosen = f".{first}" if first else ""
    before, after = month - timedelta(days=1), month + timedelta(days=31)
    moves = [
        key("‹", "month", f"{before.replace(day=1)}{chosen}"),
        key("›", "month", f"{after.replace(day=1)}{chosen}"),
    ]
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    name = key(values.month_year(month, language), "stay", "")
    return [[name], *[[cell(day) for day in week] for week in weeks], moves]
