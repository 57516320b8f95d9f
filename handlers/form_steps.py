"""What a form is: a table of steps. The current step is derived from the answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.context import Context
from storage.forms import Form


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
    calendar: bool = False  # a span of days, which may be picked in a month


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
