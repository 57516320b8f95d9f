"""How a form looks: one question, or the card with all answers."""

from __future__ import annotations

from typing import Any

from handlers.buttons import Button, Link, Rows, in_rows
from handlers.forms import date_picker, steps
from handlers.forms.steps import Asked, Shown, Step, called_for, current, kind_of, lacking
from storage.forms import Form
from templates.catalogue import label
from templates.format.answers import named_briefly
from templates.words.msgid import N_


def question(form: Form, step: Step, given: Asked, revision: int) -> Shown:
    kind = kind_of(form)
    place, total = steps.place(form, step)
    data = {
        "place": place,
        "total": total,
        "number": step.number,
        "last": kind.last,
        "title": title_of(form),
        "answers": form.answers,
        "field": step.field,
        "optional": not step.required,
        "now": form.answers.get(step.field),
        "view": given.view,
        "example": step.example(given),
        "nth": step.nth,
        "linear": kind.linear,
        "edited": steps.is_edited(form, step),
    }
    calendar = [[date_picker.opening(form, revision)]] if step.calendar else []
    rows: Rows = [*in_rows(_ready(form, step, given, revision), step.width), *calendar, _moves(form, step, revision)]
    texts = (kind.head, f"{kind.texts}.ask_{step.text or step.field}", "forms/forms.foot")
    return texts, rows, data


def _ready(form: Form, step: Step, given: Asked, revision: int) -> list[Button | Link]:
    """The ready answers; of a step with many, each with a tick."""
    chosen = form.answers.get(step.field) or []
    buttons: list[Button | Link] = []
    for i, choice in enumerate(step.choices(given)):
        words = choice.text if choice.own else label(choice.text, given.language)
        args = (form.id, revision, "tick" if step.many else "p", i)
        if step.many and choice.value in chosen:
            buttons.append(Button("✓ %(choice)s", "f", args, words={"choice": words}))
        else:
            buttons.append(Button(choice.text, "f", args, own=choice.own))
    return buttons


def _moves(form: Form, step: Step, revision: int) -> list[Button | Link]:
    first = kind_of(form).linear and kind_of(form).steps[0].field == step.field
    has = form.answers.get(step.field) is not None
    on = N_("Done ▶") if step.many and has else N_("Keep") if has else N_("Skip")
    back: list[Button | Link] = [] if first else [Button("◀ Back", "f", (form.id, revision, "back"))]
    return [*back, Button(on, "f", (form.id, revision, "skip")), Button("Later", "f", (form.id, revision, "later"))]


def title_of(form: Form) -> Any:
    return form.answers.get("title") or form.answers.get("name")


def flat_card(form: Form, given: Asked, revision: int) -> Shown:
    """All answers, one button a line, and the way on."""
    kind = kind_of(form)
    called = called_for(form)
    lines = [edit_button(form, step.field, given, revision) for step in called]
    data = {
        "steps": [(step.field, form.answers.get(step.field), step.required) for step in called],
        "lacking": lacking(form),
        "view": given.view,
        "title": title_of(form),
        "number": kind.last,
        "last": kind.last,
    }
    return (
        (f"{kind.texts}.card",),
        [*on_button(form, revision), *in_rows(lines, 2), [later_button(form, revision)]],
        data,
    )


def edit_button(form: Form, field: str, given: Asked, revision: int) -> Button:
    mark = "⚠" if field in lacking(form) else "✎"
    words = f"{mark} {named_briefly(field, given.language, given.view)}"
    return Button(words, "f", (form.id, revision, "edit", field), own=True)


def on_button(form: Form, revision: int) -> list[list[Button]]:
    """What finishes the form, once nothing that is needed is open."""
    return [] if lacking(form) else [[Button(kind_of(form).finish_text, "f", (form.id, revision, "ok"))]]


def later_button(form: Form, revision: int) -> Button:
    return Button("Later", "f", (form.id, revision, "later"))


def resume_button(form: Form) -> Button:
    step = current(form)
    if not kind_of(form).linear:
        return Button("Continue my changes", "f", (form.id, form.revision, "go"))
    if step is None:
        return Button("Continue: all answered", "f", (form.id, form.revision, "go"))
    if not kind_of(form).last:
        number = steps.place(form, step)[0]
        return Button("Continue from question %(n)s", "f", (form.id, form.revision, "go"), words={"n": number})
    return Button("Continue from step %(n)s", "f", (form.id, form.revision, "go"), words={"n": step.number})
