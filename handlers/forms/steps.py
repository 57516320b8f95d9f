"""What a form is: a table of steps. The current step is derived from the answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from domain.agreement.fields import always, contradicts
from domain.agreement.ready_promos import READY
from domain.reading import same_word
from handlers.buttons import Rows
from handlers.context import Context
from storage.forms import Form
from templates.catalogue import label
from templates.format.answers import View


class TermsView(Struct, frozen=True):
    """How a form's answers are shown, whose shop it is for, and what stood there before a change."""

    view: View
    category: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)


class Asked(Struct, frozen=True):
    """What a step may look at: the answers so far, today, and how they are shown to whom."""

    answers: Mapping[str, Any]
    today: date
    language: str
    look: TermsView

    @property
    def view(self) -> View:
        return self.look.view

    @property
    def currency(self) -> str:
        return self.view.currency


class Choice(Struct, frozen=True):
    """A ready answer. `text` is a msgid, or the words themselves with `own=True`."""

    text: str
    value: Any
    own: bool = False


Read = Callable[[str, Asked], Any]
Choices = Callable[[Asked], Sequence[Choice]]
Shown = tuple[tuple[str, ...], Rows, dict[str, Any]]


def nothing(asked: Asked) -> Sequence[Choice]:
    return ()


def no_example(asked: Asked) -> str:
    return ""


class Step(Struct, frozen=True):
    """One question. `read` gives a value that JSON can keep, or a Problem, Ambiguous or Confirm."""

    field: str
    read: Read
    number: int
    choices: Choices = nothing
    required: bool = False
    width: int = 2
    calendar: bool = False  # a span of days, which may be picked in a month
    many: bool = False  # choices are ticked on and off
    when: Callable[[Mapping[str, Any]], bool] = always
    example: Callable[[Asked], str] = no_example
    text: str = ""  # its template block is ask_<text>; the field's own name where it is empty
    nth: int = 0  # of a numbered field
    asked: bool = True  # in its turn; otherwise only on purpose, from the card


async def plain_look(context: Context, form: Form) -> TermsView:
    return TermsView(View(form.answers.get("currency") or "UAH"))


class FormKind(Struct, frozen=True):
    """A table of steps with the texts of one topic, its summary, and what happens at its end."""

    name: str
    steps: tuple[Step, ...]
    last: int
    finish: Callable[[Context, Form], Awaitable[None]]
    finish_text: str
    texts: str  # the template file of its questions and its card
    card: Callable[[Form, Asked, int], Shown]
    derive: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
    look: Callable[[Context, Form], Awaitable[TermsView]] = plain_look
    head: str = "forms/forms.head"
    linear: bool = True  # Back goes to the step before; otherwise to the summary

    def step(self, field: str) -> Step | None:
        return next((step for step in self.steps if step.field == field), None)


Kinds = Callable[[], Mapping[str, FormKind]]
_KINDS: list[Kinds] = []


def use(kinds: Kinds) -> None:
    """Said once by the routes: a form knows the name of its kind only."""
    _KINDS[:] = [kinds]


def kind_of(form: Form) -> FormKind:
    return _KINDS[0]()[form.kind]


def current(form: Form) -> Step | None:
    """The step that is asked: the one on purpose, else the first without an answer; None at the summary."""
    kind = kind_of(form)
    if form.field:
        return kind.step(form.field)
    return next((step for step in called_for(form) if step.field not in form.answers), None)


def called_for(form: Form) -> list[Step]:
    """The steps whose condition holds."""
    return [step for step in kind_of(form).steps if step.when(form.answers)]


def read(step: Step, said: str, given: Asked) -> Any:
    """What was typed; our own words on a button count as if it was pressed."""
    meant = pressed_in_words(step, said, given)
    return meant[0] if meant else step.read(said, given)


def pressed_in_words(step: Step, said: str, given: Asked) -> list[Any]:
    """The values of the ready answers whose words of ours these are."""
    ready = () if step.many else step.choices(given)
    return [one.value for one in ready if not one.own and same_word(said, label(one.text, given.language))]


def place(form: Form, step: Step) -> tuple[int, int, int]:
    """The question's number, how many there are as far as the answers so far tell, and how many of them are open
    besides this one. Those that a ready promo has answered are left out."""
    line = questions(form, step)
    still = [one for one in line if one != step and one.field not in form.answers]
    return line.index(step) + 1, len(line), len(still)


def questions(form: Form, step: Step | None) -> list[Step]:
    """This one and those that are put in their turn; what a ready promo has answered is not."""
    ready = form.answers.get(READY, {})
    return [
        one
        for one in kind_of(form).steps
        if one == step
        or (one.asked and one.when(form.answers) and (one.field not in form.answers or one.field not in ready))
    ]


def is_edited(form: Form, step: Step) -> bool:
    """Whether nothing else is open and this has its answer: it was opened from the card, and leads back to it."""
    return not place(form, step)[2] and (step.field in form.answers or not step.asked)


def lacking(form: Form) -> list[str]:
    """Required fields that were left open, and what contradicts another answer."""
    return [
        step.field
        for step in called_for(form)
        if (step.required and form.answers.get(step.field) is None) or contradicts(step.field, form.answers)
    ]


async def asked(context: Context, form: Form) -> Asked:
    return Asked(form.answers, context.today, context.person.language, await kind_of(form).look(context, form))
