"""The buttons of a form. Those of an earlier step say so and show the current one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import replace

from domain.agreement.reported import unmeasured
from domain.options import Reporting
from domain.reading import Doubt
from handlers.buttons import Button, day_of, place_in
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import date_picker, sections
from handlers.forms.dialogue import ask, save_answer, take_answer
from handlers.forms.steps import Step, asked, called_for, current, is_edited, kind_of, lacking, questions, read
from handlers.forms.view import question, resume_button
from storage import forms
from storage.forms import Form
from templates.catalogue import word


async def on_form_button(context: Context) -> None:
    """Any button of a form. Those of an earlier step say so and show the current one."""
    number, revision, what, *rest = context.pressed
    form = await forms.find(context.tx, number_of(number), context.person.id)
    if form is None:
        context.toast("forms/forms.gone")
        return
    if what != "go" and revision != str(form.revision):
        await _old_button(context, form, revision)
        return
    context.toast()
    await PRESSES.get(what, _go)(context, form, rest[0])


async def _old_button(context: Context, form: Form, revision: str) -> None:
    """A second tap only says so; a button from further back also brings the current question."""
    context.toast("forms/forms.old_button")
    if form.revision - number_of(revision) > 1:
        await ask(context, form)


async def _ready(context: Context, form: Form, index: str) -> tuple[Step | None, Any]:
    """The current step and its ready answer at that place; no step where there is none."""
    step = current(form)
    choices = step.choices(await asked(context, form)) if step else ()
    place = place_in(index, len(choices))
    return (None, None) if place is None else (step, choices[place].value)


async def _preset(context: Context, form: Form, index: str) -> None:
    step, value = await _ready(context, form, index)
    if step is None or step.many:
        await ask(context, form, edit=True)
    else:
        await save_answer(context, form, step, value)


async def _tick(context: Context, form: Form, index: str) -> None:
    """One of many goes on or off; the question stays."""
    step, value = await _ready(context, form, index)
    if step is None or not step.many:
        await ask(context, form, edit=True)
        return
    chosen = list(form.answers.get(step.field) or [])
    ticked = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    answers = {**form.answers, step.field: ticked or None}
    await ask(context, replace(form, answers=answers, field=step.field), edit=True)


async def _text(context: Context, form: Form, text: str) -> None:
    step = current(form)
    if step is None:
        await ask(context, form, edit=True)
    else:
        await take_answer(context, form, step, step.read(text, await asked(context, form)))


async def _meant(context: Context, form: Form, _: str) -> None:
    """What was typed last is the answer, although it looks like talk."""
    step, words = current(form), context.person.pending_prompt.words("form", form.id)
    if step is None or not words:
        await ask(context, form, edit=True)
        return
    value = read(step, words, await asked(context, form))
    await take_answer(context, form, step, value.value if isinstance(value, Doubt) else value)


async def _skip(context: Context, form: Form, _: str) -> None:
    step = current(form)
    if step is None:
        await ask(context, form, edit=True)
    else:
        await save_answer(context, form, step, form.answers.get(step.field))


async def _back(context: Context, form: Form, _: str) -> None:
    """To the question before, or to the card that it was opened from. One that was skipped is open again, so that the
    way forward comes by it."""
    step = current(form)
    if not kind_of(form).linear or (step and is_edited(form, step)):
        await _card(context, form, "")
        return
    steps = [one for one in questions(form, step) if one == step or one.field in form.answers]
    place = steps.index(step) if step in steps else len(steps)
    target = max(place - 1, 0)
    skipped = {one.field for one in steps[target:place] if form.answers.get(one.field) is None}
    answers = {field: value for field, value in form.answers.items() if field not in skipped}
    await ask(context, replace(form, answers=answers, field=steps[target].field), edit=True)


async def _card(context: Context, form: Form, _: str) -> None:
    await ask(context, replace(form, field=None), edit=True)


async def _edit(context: Context, form: Form, field: str) -> None:
    called = any(step.field == field for step in called_for(form))
    await ask(context, replace(form, field=field) if called else form, edit=True)


async def _later(context: Context, form: Form, _: str) -> None:
    await context.expect_nothing()
    context.edit("forms/forms.later", buttons=[[resume_button(form)]])


async def _go(context: Context, form: Form, _: str) -> None:
    await ask(context, form)


async def _finish(context: Context, form: Form, _: str) -> None:
    if current(form) is not None or lacking(form):
        await ask(context, form)
        return
    if needed := unmeasured(form.answers):
        _refuse_unmeasured(context, form, needed)
        return
    await context.expect_nothing()
    await kind_of(form).finish(context, form)


def _refuse_unmeasured(context: Context, form: Form, needed: Reporting) -> None:
    """A goal that nobody would ever know of: report more, or another goal."""
    args = (form.id, form.revision)
    report = word("reporting", needed, context.person.language)
    rows = [
        [Button("Report: %(what)s", "f", (*args, "report", needed), words={"what": report})],
        [Button("✎ Another goal", "f", (*args, "edit", "goal"))],
    ]
    context.say("agreement/setup.unmeasured", goal=form.answers["goal"], buttons=rows)


async def _report(context: Context, form: Form, needed: str) -> None:
    """Agree on reporting what the goal needs; then the card again."""
    if needed == unmeasured(form.answers):
        form = replace(form, answers={**form.answers, "reporting": needed})
    await ask(context, replace(form, field=None))


async def _month(context: Context, form: Form, argument: str) -> None:
    """The question with a month below it; its buttons belong to the same revision."""
    step = current(form)
    if step is None or not step.calendar:
        await ask(context, form, edit=True)
        return
    shown, first = date_picker.place(argument, context.today)
    texts, _, data = question(form, step, await asked(context, form), form.revision)
    hint = "forms/forms.pick_last" if first else "forms/forms.pick_first"
    context.edit(
        (*texts, hint), buttons=date_picker.grid(form, shown, first, context.today, context.person.language), **data
    )


async def _day(context: Context, form: Form, argument: str) -> None:
    """The first day keeps the month open, the second is the answer."""
    first, _, last = argument.partition(".")
    picked = day_of(last)
    if picked is None:
        await ask(context, form, edit=True)
    elif day_of(first):
        await _text(context, form, f"{first} - {last}")
    else:
        await _month(context, form, f"{picked.replace(day=1)}.{picked}")


async def _stay(context: Context, form: Form, _: str) -> None:
    """A blank of the month."""


PRESSES: dict[str, Callable[[Context, Form, str], Awaitable[None]]] = {
    "p": _preset,
    "tick": _tick,
    "t": _text,
    "meant": _meant,
    "skip": _skip,
    "back": _back,
    "card": _card,
    "edit": _edit,
    "part": sections.on_section,
    "later": _later,
    "report": _report,
    "go": _go,
    "ok": _finish,
    "month": _month,
    "day": _day,
    "stay": _stay,
}
