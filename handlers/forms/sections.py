"""The long card: ten sections, a button each; a section's page has a button for every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from domain.agreement.fields import SECTIONS, brief, may_change, of_section, section_of
from domain.agreement.ready_promos import READY, untouched
from handlers.buttons import Button, Rows, in_rows, place_in
from handlers.context import Context
from handlers.forms import dialogue
from handlers.forms.steps import Asked, Shown, asked, lacking
from handlers.forms.view import edit_button, later_button, on_button, title_of
from storage.forms import Form
from templates.catalogue import word
from templates.format.answers import View, told

ROOM, LABEL, LONGEST = 3500, 40, 300
"""Characters that the lines of a message may take together, one line's words around its value, and any value."""
Sections = Sequence[tuple[str, Sequence[str]]]
"""Each section with its lines."""


def card(form: Form, given: Asked, revision: int) -> Shown:
    """All answers by section, and the way on."""
    sections = _sections(form)
    data = {
        "sections": sections,
        "lacking": lacking(form),
        "ready": untouched(form.answers.get(READY, {}), form.answers),
        "answers": form.answers,
        "view": given.view,
        "title": title_of(form),
        "room": card_room(sections, form.answers, given.view, given.language),
    }
    rows: Rows = [*on_button(form, revision), *section_buttons(form, given, revision), [later_button(form, revision)]]
    return ("agreement/setup.card",), rows, data


def room(lines: int, taken: int = 0) -> int:
    """How long each value may be so that all fit into one message; `taken` is what else stands there."""
    return max(16, min(LONGEST, (ROOM - taken) // max(1, lines) - LABEL))


def card_room(sections: Sections, answers: Mapping[str, Any], view: View, language: str, taken: int = 0) -> int:
    """The same for a card with all sections, where short values leave their room to the long ones."""
    lengths = sorted(len(told(answers, field, language, view)) for _, fields in sections for field in fields)
    space = ROOM - taken - LABEL * len(lengths)
    for left, length in zip(range(len(lengths), 0, -1), lengths, strict=True):
        if length > space // left:
            return max(16, min(LONGEST, space // left))
        space -= length
    return LONGEST


def _sections(form: Form) -> list[tuple[str, list[str]]]:
    """Each section with its lines in brief, and those that are needed."""
    needed = lacking(form)
    return [
        (section, [*brief(section, form.answers), *(field for field in needed if section_of(field) == section)])
        for section in SECTIONS
    ]


def section_buttons(form: Form, given: Asked, revision: int) -> Rows:
    open_ones = {section_of(field) for field in lacking(form)}
    buttons = [
        Button(
            f"{'⚠' if section in open_ones else '✎'} {word('section', section, given.language)}",
            "f",
            (form.id, revision, "part", i),
            own=True,
        )
        for i, section in enumerate(SECTIONS)
    ]
    return in_rows(buttons, 2)


async def on_section(context: Context, form: Form, index: str) -> None:
    """A section's lines; the only line of a section is asked at once."""
    place = place_in(index, len(SECTIONS))
    if place is None:
        await dialogue.ask(context, form, edit=True)
        return
    section = SECTIONS[place]
    fields = of_section(section, form.answers)
    if len(fields) == 1:
        await dialogue.ask(context, replace(form, field=fields[0]), edit=True)
    else:
        dialogue.show(context, form, page(form, await asked(context, form), section, fields))


def page(form: Form, given: Asked, section: str, fields: list[str]) -> Shown:
    """Every line of a section, the open ones too. Its buttons belong to the same revision."""
    lines = [edit_button(form, field, given, form.revision) for field in fields if may_change(field, form.answers)]
    back = Button("◀ All sections", "f", (form.id, form.revision, "card"))
    data = {
        "section": section,
        "fields": fields,
        "answers": form.answers,
        "view": given.view,
        "room": room(len(fields)),
        "lacking": lacking(form),
    }
    return ("agreement/setup.section",), [*in_rows(lines, 2), [back]], data
