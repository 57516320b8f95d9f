"""Forms: answers saved one by one, one live message. Restart and edits cost nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from telegram import Message

from domain.agreement.ready_promos import answered as with_answer
from domain.reading import Ambiguous, Confirm, Doubt, Problem
from domain.reading.words import quoted
from handlers.buttons import Button, in_rows
from handlers.context import Context
from handlers.forms import asides, reminder
from handlers.forms.steps import Asked, FormKind, Shown, Step, asked, called_for, current, kind_of
from handlers.forms.view import question
from storage import forms
from storage.forms import Form

TALK = ("talk", "aside")
WORDS_PLEASE = Problem("words_please")
BUTTONS_PLEASE = Problem("use_buttons")


async def begin(
    context: Context, kind: FormKind, subject: str, answers: Mapping[str, Any], field: str | None = None
) -> None:
    """Start the form or go on with it; at `field`, if its answers call for that."""
    form = await forms.start(
        context.tx, context.person.id, kind.name, subject=subject, answers=answers, now=context.now
    )
    await reminder.plan(context, form)
    called = field is not None and any(step.field == field for step in called_for(form))
    await ask(context, replace(form, field=field) if called else form)


async def ask(context: Context, form: Form, problem: Problem | None = None, edit: bool = False) -> None:
    """Show the current step (or the summary) and listen for its answer."""
    given = await asked(context, form)
    step = current(form)
    if problem and step and step.example(given):
        problem = replace(problem, example="")  # the question has its own
    saved = form.revision + 1  # the buttons belong to the row as it is about to be saved
    texts, rows, data = shown(form, given, saved)
    texts = () if problem == BUTTONS_PLEASE else texts  # the card stands above
    number = show(context, form, (texts, rows, data), problem, edit)
    await forms.save(context.tx, form, form.answers, field=form.field, message=number, now=context.now)
    await context.expect_reply("form", form.id)


def shown(form: Form, given: Asked, revision: int) -> Shown:
    """The current question, or the card."""
    step = current(form)
    return kind_of(form).card(form, given, revision) if step is None else question(form, step, given, revision)


def show(context: Context, form: Form, shown: Shown, problem: Problem | None = None, edit: bool = True) -> int | None:
    """Put it in place of the pressed message, or below; the outbox id of the live message."""
    texts, buttons, data = shown
    if problem:
        about = asides.matter(context.text) if problem.reason in TALK else None
        texts = (asides.answer(context, about), *texts)
        data["problem"] = problem
    if edit and context.incoming.is_press:
        context.edit(texts, buttons=buttons, **data)
        return form.message
    return context.say(texts, buttons=buttons, **data)


async def take_answer(context: Context, form: Form, step: Step, value: Any) -> None:
    if isinstance(value, Problem):
        await ask(context, form, value)
    elif isinstance(value, Ambiguous | Confirm):
        await _offer(context, form, value)
    elif isinstance(value, Doubt):
        await _ask_if_meant(context, form, step)
    else:
        await save_answer(context, form, step, value)


async def _ask_if_meant(context: Context, form: Form, step: Step) -> None:
    """The question again, with a button that takes the words as they are; the prompt keeps them."""
    texts, rows, data = question(form, step, await asked(context, form), form.revision + 1)
    meant = Button("That is the answer", "f", (form.id, form.revision + 1, "meant"))
    talk = Problem("talk", said=quoted(context.text))
    number = show(context, form, (texts, [[meant], *rows], data), talk, edit=False)
    await forms.save(context.tx, form, form.answers, field=form.field, message=number, now=context.now)
    await context.expect_reply("form", form.id, context.text)


async def _offer(context: Context, form: Form, value: Ambiguous[Any] | Confirm[Any]) -> None:
    """Two readings, or one to confirm: buttons that carry the plain form of each."""
    saved = await forms.save(context.tx, form, form.answers, field=form.field, message=form.message, now=context.now)
    options = value.options if isinstance(value, Ambiguous) else (value.value,)
    buttons = [Button(str(option), "f", (form.id, saved.revision, "t", str(option)), own=True) for option in options]
    context.say("forms/forms.which_one", buttons=in_rows(buttons, 2))


async def save_answer(context: Context, form: Form, step: Step, value: Any) -> None:
    """Save the answer, fold its question, ask the next."""
    answers = kind_of(form).derive(with_answer(form.answers, step.field, value))
    answered = replace(form, answers=answers, field=None)
    given = await asked(context, answered)
    fold(context, form, step.field, given)
    await ask(context, answered)


def fold(context: Context, form: Form, field: str, given: Asked) -> None:
    """The answered question shrinks to a line."""
    target: int | Message | None = context.message if context.incoming.is_press else form.message
    if target is not None:
        value = given.answers.get(field)
        context.work.fold(context.here, target, "forms/forms.folded", field=field, value=value, view=given.view)
