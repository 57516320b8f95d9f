"""How a form looks: one question, or the card with all answers."""

from __future__ import annotations

from typing import Any

from handlers import month
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Context
from handlers.form_steps import KINDS, Asked, Step, current, lacking
from storage.forms import Form
from templates import word
from templates.words import N_

Shown = tuple[tuple[str, ...], Rows, dict[str, Any]]


def question(context: Context, form: Form, step: Step, revision: int) -> Shown:
    kind = KINDS[form.kind]
    ready = [
        Button(choice.text, "f", (form.id, revision, "p", i), own=choice.own)
        for i, choice in enumerate(step.choices(asked(context, form)))
    ]
    first = kind.steps[0].field == step.field
    now = form.answers.get(step.field)
    moves = [
        Button("◀ Back", "f", (form.id, revision, "back")) if not first else None,
        Button(
            N_("Keep") if form.answers.get(step.field) is not None else N_("Skip"), "f", (form.id, revision, "skip")
        ),
        Button("Later", "f", (form.id, revision, "later")),
    ]
    data = {
        "number": step.number, "last": kind.last, "title": form.answers.get("title") or form.answers.get("name"),
        "answers": form.answers, "field": step.field, "optional": not step.required, "now": now,
        "currency": form.answers.get("currency"),
    }  # fmt: skip
    calendar = [[month.opening(form, revision)]] if step.calendar else []
    rows: Rows = [*in_rows(ready, step.width), *calendar, [move for move in moves if move]]
    return ("forms.head", f"{kind.name}.ask_{step.field}", "forms.foot"), rows, data


def card(context: Context, form: Form, revision: int) -> Shown:
    """All answers, one button a line, and the way on."""
    kind = KINDS[form.kind]
    lines = [
        Button(f"✎ {word('field', step.field, context.person.language)}", "f",
               (form.id, revision, "edit", step.field), own=True)
        for step in kind.steps
    ]  # fmt: skip
    end = [] if lacking(form) else [[Button(kind.finish_text, "f", (form.id, revision, "ok"))]]
    data = {
        "steps": [(step.field, form.answers.get(step.field), step.required) for step in kind.steps],
        "lacking": lacking(form), "currency": form.answers.get("currency"),
        "title": form.answers.get("title") or form.answers.get("name"), "number": kind.last, "last": kind.last,
    }  # fmt: skip
    later = Button("Later", "f", (form.id, revision, "later"))
    return (f"{kind.name}.card",), [*end, *in_rows(lines, 2), [later]], data


def asked(context: Context, form: Form) -> Asked:
    return Asked(form.answers, context.today, form.answers.get("currency") or "UAH", context.person.language)


def resume_button(form: Form) -> Button:
    step = current(form)
    if step is None:
        return Button("Continue: all answered", "f", (form.id, form.revision, "go"))
    return Button("Continue from step %(n)s", "f", (form.id, form.revision, "go"), words={"n": step.number})
