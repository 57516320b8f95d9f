"""The buttons on a promo's card: the next step by its state, the four that are used most, the rest behind More."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from domain.lifecycle import readiness as rules
from domain.lifecycle.ending import Notice
from domain.staff.training import LEARNING
from domain.states import AGREED, EVER_AGREED, State
from handlers.agreement import change_requests, repeat, signing
from handlers.buttons import Button, Key, Rows, in_rows
from handlers.codes import card_sheets, materials
from handlers.context import Context
from handlers.lifecycle import notice as ending
from handlers.lifecycle import readiness, resume
from handlers.measures import entry
from handlers.results import chart_menu, export, metrics
from handlers.settlement import overview, reply_buttons
from storage.agreement.promos import Promo
from storage.lifecycle import notices
from storage.settlement import settlements

MORE, LOOKED_AT = "more", 4
FIRST = {
    State.SIGNED: ("terms", "duties", "soon", "numbers"),
    State.RUNNING: ("week", "ledger", "results", "money"),
    State.PAUSED: ("week", "ledger", "results", "money"),
    State.FINISHING: ("results", "ledger", "money", "numbers"),
}
AFTERWARDS = ("results", "ledger", "money", "export")


async def rows(context: Context, promo: Promo, more: bool) -> Rows:
    """At most six; with `more` those that did not fit."""
    steps = await signing.next_steps(context, promo, promo.business_id) if promo.state in LEARNING else []
    step = await _next_step(context, promo, steps)
    notice = await notices.standing(context.tx, promo.id)
    every = [*_figures(promo), *_work(promo), *_agreement(promo, notice), *chain(*steps), *_once_more(promo)]
    others = [button for button in every if button != step]
    wanted = FIRST.get(promo.state, AFTERWARDS)
    first = sorted((b for b in others if _action(b) in wanted), key=lambda b: wanted.index(_action(b)))[:LOOKED_AT]
    rest = [button for button in others if button not in first]
    if more:
        return [*in_rows(rest, 2), [Button("◀ Less", "promo", (promo.id, "less"))]]
    top = [[step]] if step else []
    return [*top, *in_rows(first, 2), *([[Button("More ▾", "promo", (promo.id, MORE))]] if rest else [])]


def _action(button: Key) -> str:
    return button.action if isinstance(button, Button) else ""


async def _next_step(context: Context, promo: Promo, steps: Rows) -> Key | None:
    """What comes next for this side: what the start lacks, a day's report, going on, what is owed, once more."""
    if promo.state is State.SIGNED:
        gaps = rules.points(await readiness.facts(context.work, promo, promo.terms), promo.business_id)
        return next(chain(*readiness.fixes(promo, gaps), *steps), None)
    if promo.state is State.RUNNING:
        group = next((button for button in chain(*steps) if _action(button) == "group"), None)
        return group or Button("Report today", "menu", ("report",))
    if promo.state is State.PAUSED:
        refusal = await resume.refused(context.work, promo)
        return Button("Resume", "resume", (promo.id,)) if refusal is None else None
    one = await settlements.latest(context.tx, promo.id) if promo.state in EVER_AGREED else None
    owed = chain(*await reply_buttons.buttons(context.work, promo, one, {promo.business_id})) if one else iter(())
    said = next((button for button in owed if _action(button) not in ("money", "rates", "unsettled")), None)
    return said or next(iter(_once_more(promo)), None)


def _once_more(promo: Promo) -> list[Button]:
    return [Button("Once more ▶", "again", (promo.id,))] if promo.state in repeat.REPEATABLE else []


def _figures(promo: Promo) -> list[Key]:
    """Before the start there is nothing to look at, only what is entered ahead."""
    begun = promo.state in AGREED and promo.state is not State.SIGNED
    counted = [Button("Week", "week", (promo.id,)), Button("Ledger", "ledger", (promo.id,))]
    looks = [*chain(*metrics.opening(promo), *chart_menu.opening(promo)), *counted]
    days = [Button("Calendar", "cal", (promo.id,))]
    entered = chain(*entry.opening(promo), *overview.opening(promo))
    return [*(looks if begun else []), *entered, *(days if begun else []), *export.opening(promo)]


def _work(promo: Promo) -> list[Key]:
    learn = [Button("Who is trained", "trained", (promo.id,))] if promo.state in LEARNING else []
    at_work = [Button("Duties", "duties", (promo.id,)), *learn] if promo.state in EVER_AGREED else []
    ahead = [Button("What will be sent", "soon", (promo.id,))] if promo.state in AGREED else []
    return [*at_work, *chain(*card_sheets.opening(promo), *materials.opening(promo)), *ahead]


def _agreement(promo: Promo, notice: Notice | None) -> Sequence[Key]:
    words = [Button("All terms", "terms", (promo.id,)), Button("Agreement (PDF)", "pdf", (promo.id,))]
    dates = [Button("Dates for a calendar", "ics", (promo.id,))]
    history = [Button("History", "hist", (promo.id, 0))]
    return [*words, *history, *dates, *_changes(promo, notice)] if promo.state in AGREED else history


def _changes(promo: Promo, notice: Notice | None) -> list[Button]:
    """What the promo's life allows now."""
    change = [Button("Change the terms", "amend", (promo.id,))]
    cancel = [ending.button(promo, notice)]
    pause = [Button("Pause", "stop", (promo.id, "pause"))] if promo.state is State.RUNNING else []
    go_on = [Button("Resume", "resume", (promo.id,))] if promo.state is State.PAUSED else []
    amendable = promo.state in change_requests.AMENDABLE
    return [*(change if amendable else []), *pause, *go_on, *(cancel if amendable else [])]
