"""What is typed while a form listens: the answer, or in words what the buttons below it say."""

from __future__ import annotations

from domain import reading
from domain.reading import Ambiguous, Problem, Turn
from domain.reading.words import cut
from handlers.context import Context
from handlers.forms import presses
from handlers.forms.dialogue import BUTTONS_PLEASE, ask, take_answer
from handlers.forms.steps import asked, current, pressed_in_words, read
from handlers.forms.view import resume_button
from storage.forms import Form


async def answer(context: Context, form: Form) -> None:
    """`I don't know yet` skips, `later` rests, `back` goes back; everything else is for the step to read."""
    step, given = current(form), await asked(context, form)
    ready = step is not None and pressed_in_words(step, context.text, given)
    turn = None if ready else reading.turn(context.text)
    if turn is Turn.LATER:
        await context.expect_nothing()
        context.say("forms/forms.later", buttons=[[resume_button(form)]])
    elif turn is Turn.BACK:
        await presses.PRESSES["back"](context, form, "")
    elif step is None:
        await ask(context, form, BUTTONS_PLEASE)
    elif turn is Turn.NOT_YET:
        await presses.PRESSES["skip"](context, form, "")
    else:
        value = read(step, context.text, given)
        is_aside = isinstance(value, Problem | Ambiguous) and reading.is_talk(context.text)
        await take_answer(context, form, step, Problem("aside", said=cut(context.text, 40)) if is_aside else value)
