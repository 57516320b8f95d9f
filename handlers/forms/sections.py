"""The long card: ten sections, a button each; a section's page has a button for every line."""

from __future__ import annotations

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

ROOM, LABEL = 3500, 40
"""Characters that the lines of a message may take together, and one line's words around its value."""


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
        "room": room(sum(len(fields) for _, fields in sections)),
    }
    rows: Rows = [*on_button(form, revision), *section_buttons(form, given, revision), [later_button(form, revision)]]
    return ("agreement/setup.card",), rows, data


def room(lines: int, taken: int = 0) -> int:
    """How long each value may be so that all fit into one message; `taken` is what else stands there."""
    return max(16, min(300, (ROOM - taken) // max(1, lines) - LABEL))


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
