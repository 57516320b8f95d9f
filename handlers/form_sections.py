"""The long card: ten sections, a button each; a section's page has a button for every line."""

from __future__ import annotations

from typing import Any

from domain.fields import SECTIONS, of_section, section_of
from handlers import forms
from handlers.buttons import Button, Rows, in_rows, place_in
from handlers.context import Context
from handlers.form_steps import Asked, Shown, asked, lacking
from handlers.form_view import edit_button, later_button, on_button, title_of
from storage.forms import Form
from templates import word

ROOM = 3000
"""Characters that the values of a message may take together; the rest is words around them."""


def card(form: Form, given: Asked, revision: int) -> Shown:
    """All answers by section, and the way on."""
    data = {
        "sections": _sections(form), "lacking": lacking(form), "answers": form.answers, "view": given.view,
        "title": title_of(form), "room": room(form.answers),
    }  # fmt: skip
    rows: Rows = [*on_button(form, revision), *section_buttons(form, given, revision), [later_button(form, revision)]]
    return ("setup.card",), rows, data


def room(answers: Any) -> int:
    """How long each value may be so that all fit into one message."""
    return max(40, min(160, ROOM // max(1, sum(value is not None for value in answers.values()))))


def _sections(form: Form) -> list[tuple[str, list[str]]]:
    """Each section with its lines that are answered or needed."""
    needed = set(lacking(form))
    return [
        (section, [f for f in of_section(section, form.answers) if form.answers.get(f) is not None or f in needed])
        for section in SECTIONS
    ]


def section_buttons(form: Form, given: Asked, revision: int) -> Rows:
    open_ones = {section_of(field) for field in lacking(form)}
    buttons = [
        Button(f"{'⚠' if section in open_ones else '✎'} {word('section', section, given.language)}", "f",
               (form.id, revision, "part", i), own=True)
        for i, section in enumerate(SECTIONS)
    ]  # fmt: skip
    return in_rows(buttons, 2)


async def press_part(context: Context, form: Form, index: str) -> None:
    """A section's lines; the only line of a section is asked at once."""
    place = place_in(index, len(SECTIONS))
    if place is None:
        return
    section = SECTIONS[place]
    fields = of_section(section, form.answers)
    if len(fields) == 1:
        await forms.ask_on_purpose(context, form, fields[0])
    else:
        forms.show(context, form, page(form, await asked(context, form), section, fields))


def page(form: Form, given: Asked, section: str, fields: list[str]) -> Shown:
    """Every line of a section, the open ones too. Its buttons belong to the same revision."""
    lines = [edit_button(form, field, given, form.revision) for field in fields]
    back = Button("◀ All sections", "f", (form.id, form.revision, "card"))
    data = {
        "section": section, "fields": fields, "answers": form.answers, "view": given.view,
        "room": max(60, ROOM // len(fields)), "lacking": lacking(form),
    }  # fmt: skip
    return ("setup.section",), [*in_rows(lines, 2), [back]], data


forms.PRESSES["part"] = press_part
