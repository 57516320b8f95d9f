"""Forms: a table of steps, answers saved one by one, one live message. Restart and edits cost nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from telegram import Message

from domain.plan import Due
from domain.reading import Ambiguous, Confirm, Problem
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Context, Work
from storage import due, forms, people
from storage.forms import Form
from templates import word

NUDGE_AFTER = timedelta(hours=24)
WORDS_PLEASE = Problem("words_please")


@dataclass(frozen=True)
class Asked:
    """What a step may look at: the answers so far, today, and the currency that money is in."""

    answers: Mapping[str, Any]
    today: date
    currency: str
    language: str


@dataclass(frozen=True)
class Choice:
    """A ready answer. `text` is a msgid, or the words themselves with `own=True`."""

    text: str
    value: Any
    own: bool = False


Read = Callable[[str, Asked], Any]
Choices = Callable[[Asked], Sequence[Choice]]


def nothing(asked: Asked) -> Sequence[Choice]:
    return ()


@dataclass(frozen=True)
class Step:
    """One question. `read` gives a value that JSON can keep, or a Problem, Ambiguous or Confirm."""

    field: str
    read: Read
    number: int
    choices: Choices = nothing
    required: bool = False
    width: int = 2


@dataclass(frozen=True)
class FormKind:
    """A table of steps with the texts of one topic and what happens at its end."""

    name: str
    steps: tuple[Step, ...]
    last: int
    finish: Callable[[Context, Form], Awaitable[None]]
    finish_text: str
    derive: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict

    def step(self, field: str) -> Step | None:
        return next((step for step in self.steps if step.field == field), None)


KINDS: dict[str, FormKind] = {}


def declare(kind: FormKind) -> FormKind:
    KINDS[kind.name] = kind
    return kind


def current(form: Form) -> Step | None:
    """The step that is asked: the one on purpose, else the first without an answer; None at the summary."""
    kind = KINDS[form.kind]
    if form.field:
        return kind.step(form.field)
    return next((step for step in kind.steps if step.field not in form.answers), None)


def lacking(form: Form) -> list[str]:
    """Required fields that were left open."""
    return [step.field for step in KINDS[form.kind].steps if step.required and form.answers.get(step.field) is None]


async def begin(context: Context, kind: FormKind, subject: str, answers: Mapping[str, Any]) -> None:
    """Start the form or go on with it."""
    form = await forms.start(context.tx, context.person.id, kind.name, subject, answers, context.now)
    nudge = Due("form_nudge", str(form.id), "1", context.now + NUDGE_AFTER, context.now + 3 * NUDGE_AFTER)
    await due.plan(context.tx, (nudge,))
    await ask(context, form)


async def ask(context: Context, form: Form, problem: Problem | None = None, edit: bool = False) -> None:
    """Show the current step (or the summary) and listen for its answer."""
    step = current(form)
    number = _show(context, form, step, problem, edit)
    await forms.save(context.tx, form, form.answers, form.field, number, context.now)
    await people.listen(context.tx, context.person.id, f"form:{form.id}")


def _show(context: Context, form: Form, step: Step | None, problem: Problem | None, edit: bool) -> int | None:
    saved = form.revision + 1   # the buttons belong to the row as `ask` is about to save it
    texts, buttons, data = card(context, form, saved) if step is None else question(context, form, step, saved)
    if problem:
        texts = ("problems.problem", *texts)
        data["problem"] = problem
    if edit and context.incoming.callback_query:
        context.edit(texts, buttons=buttons, **data)
        return form.message
    return context.say(texts, buttons=buttons, **data)


Shown = tuple[tuple[str, ...], Rows, dict[str, Any]]


def question(context: Context, form: Form, step: Step, revision: int) -> Shown:
    kind = KINDS[form.kind]
    ready = [
        Button(choice.text, "f", (form.id, revision, "p", i), own=choice.own)
        for i, choice in enumerate(step.choices(asked(context, form)))
    ]
    first = kind.steps[0].field == step.field
    moves = [
        Button("◀ Back", "f", (form.id, revision, "back")) if not first else None,
        Button("Keep" if form.answers.get(step.field) is not None else "Skip", "f", (form.id, revision, "skip")),
        Button("Later", "f", (form.id, revision, "later")),
    ]
    data = {
        "number": step.number, "last": kind.last, "title": form.answers.get("title") or form.answers.get("name"),
        "answers": form.answers, "field": step.field, "now": form.answers.get(step.field),
        "currency": form.answers.get("currency"),
    }  # fmt: skip
    rows: Rows = [*in_rows(ready, step.width), [move for move in moves if move]]
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


async def answer(context: Context, form: Form) -> None:
    """A plain message while the form listens."""
    step = current(form)
    if step is None:
        await ask(context, form, Problem("use_buttons"))
        return
    await _take(context, form, step, step.read(context.text, asked(context, form)))


async def _take(context: Context, form: Form, step: Step, value: Any) -> None:
    if isinstance(value, Problem):
        await ask(context, form, value)
    elif isinstance(value, Ambiguous | Confirm):
        await _offer(context, form, value)
    else:
        await _keep(context, form, step, value)


async def _offer(context: Context, form: Form, value: Ambiguous[Any] | Confirm[Any]) -> None:
    """Two readings, or one to confirm: buttons that carry the plain form of each."""
    saved = await forms.save(context.tx, form, form.answers, form.field, form.message, context.now)
    options = value.options if isinstance(value, Ambiguous) else (value.value,)
    buttons = [Button(str(option), "f", (form.id, saved.revision, "t", str(option)), own=True) for option in options]
    context.say("forms.which_one", buttons=[buttons])


async def _keep(context: Context, form: Form, step: Step, value: Any) -> None:
    """Save the answer, fold its question, ask the next."""
    answers = KINDS[form.kind].derive({**form.answers, step.field: value})
    fold(context, form, step.field, answers)
    await ask(context, replace(form, answers=answers, field=None))


def fold(context: Context, form: Form, field: str, answers: Mapping[str, Any]) -> None:
    """The answered question shrinks to a line."""
    target: int | Message | None = context.message if context.incoming.callback_query else form.message
    if target is not None:
        context.work.rewrite(
            context.here, target, "forms.folded",
            field=field, value=answers.get(field), currency=answers.get("currency"),
        )  # fmt: skip


async def press(context: Context) -> None:
    """Any button of a form. Those of an earlier step say so and show the current one."""
    number, revision, what, *rest = [*context.pressed, "", "", ""]
    form = await forms.find(context.tx, int(number), context.person.id) if number.isdigit() else None
    if form is None:
        context.toast("forms.gone")
        return
    if what != "go" and revision != str(form.revision):
        await _old_button(context, form, revision)
        return
    context.toast()
    await PRESSES.get(what, _go)(context, form, rest[0])


async def _old_button(context: Context, form: Form, revision: str) -> None:
    """A second tap only says so; a button from further back also brings the current question."""
    context.toast("forms.old_button")
    if not revision.isdigit() or form.revision - int(revision) > 1:
        await ask(context, form)


async def _preset(context: Context, form: Form, index: str) -> None:
    step = current(form)
    choices = step.choices(asked(context, form)) if step else ()
    if step and index.isdigit() and int(index) < len(choices):
        await _keep(context, form, step, choices[int(index)].value)


async def _text(context: Context, form: Form, text: str) -> None:
    step = current(form)
    if step:
        await _take(context, form, step, step.read(text, asked(context, form)))


async def _skip(context: Context, form: Form, _: str) -> None:
    step = current(form)
    if step:
        await _keep(context, form, step, form.answers.get(step.field))


async def _back(context: Context, form: Form, _: str) -> None:
    steps = KINDS[form.kind].steps
    step = current(form)
    place = steps.index(step) if step else len(steps)
    await _ask_on_purpose(context, form, steps[max(place - 1, 0)].field)


async def _edit(context: Context, form: Form, field: str) -> None:
    if KINDS[form.kind].step(field):
        await _ask_on_purpose(context, form, field)


async def _ask_on_purpose(context: Context, form: Form, field: str) -> None:
    await ask(context, replace(form, field=field), edit=True)


async def _later(context: Context, form: Form, _: str) -> None:
    await people.listen(context.tx, context.person.id, "")
    step = current(form)
    context.edit("forms.later", number=step.number if step else None, buttons=[[resume_button(form)]])


def resume_button(form: Form) -> Button:
    step = current(form)
    if step is None:
        return Button("Continue: all answered", "f", (form.id, form.revision, "go"))
    return Button("Continue from step %(n)s", "f", (form.id, form.revision, "go"), words={"n": step.number})


async def _go(context: Context, form: Form, _: str) -> None:
    await ask(context, form)


async def _finish(context: Context, form: Form, _: str) -> None:
    if current(form) is not None or lacking(form):
        await ask(context, form)
        return
    await people.listen(context.tx, context.person.id, "")
    await KINDS[form.kind].finish(context, form)


PRESSES: dict[str, Callable[[Context, Form, str], Awaitable[None]]] = {
    "p": _preset, "t": _text, "skip": _skip, "back": _back, "edit": _edit, "later": _later, "go": _go, "ok": _finish,
}  # fmt: skip


async def nudge(work: Work, subject: str, period: str) -> None:
    """A day later, once: the form still waits."""
    row = await forms.owner_of(work.tx, int(subject))
    if row is None:
        return
    form = await forms.find(work.tx, int(subject), row["person_id"])
    if form:
        reader = work.reader(row)
        work.tell(reader, "forms.nudge", title=form.answers.get("title") or form.answers.get("name"),
                  buttons=[[resume_button(form)]], key=f"form_nudge:{subject}", again=False)  # fmt: skip
