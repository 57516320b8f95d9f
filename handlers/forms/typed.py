"""What is typed while a form listens: the answer, or in words what the buttons below it say."""

from __future__ import annotations

from domain import reading
from domain.reading import Ambiguous, Doubt, Problem, Turn
from domain.reading.words import quoted
from handlers.buttons import in_words
from handlers.context import Context
from handlers.forms import asides, presses
from handlers.forms.dialogue import BUTTONS_PLEASE, ask, shown, take_answer
from handlers.forms.steps import asked, current
from storage.forms import Form

TURNS = {Turn.NOT_YET: "skip", Turn.LATER: "later", Turn.BACK: "back"}


async def answer(context: Context, form: Form) -> None:
    """A button's words press it, `I don't know yet` skips, `later` rests, `back` goes back; everything else is for the
    step to read. Of a turn that may be a name it is asked which it is."""
    step, given = current(form), await asked(context, form)
    value = step.read(context.text, given) if step else None
    button = in_words(shown(form, given, form.revision)[1], context.text, context.person.language)
    turn = reading.turn(context.text)
    if step and isinstance(value, Doubt) and reading.may_be_name(context.text):
        await take_answer(context, form, step, value)
    elif button:
        context.choose(button)
        await presses.on_form_button(context)
    elif turn and (step or turn is not Turn.NOT_YET):
        await presses.PRESSES[TURNS[turn]](context, form, "")
    elif step is None:
        await ask(context, form, BUTTONS_PLEASE)
    else:
        asks = reading.is_talk(context.text) or (reading.is_sentence(context.text) and asides.matter(context.text))
        is_aside = isinstance(value, Problem | Ambiguous) and asks
        await take_answer(context, form, step, Problem("aside", said=quoted(context.text)) if is_aside else value)
