"""/promos: everything that a person takes part in, and the way into each."""

from __future__ import annotations

from msgspec.structs import replace

from domain.states import OPEN_PROPOSAL, State
from handlers.agreement import negotiation, pitch, proposal
from handlers.agreement.setup import PROMO
from handlers.asked import not_yours, own_promo
from handlers.buttons import TO_TABLE, Button, Key, Rows
from handlers.context import Context
from handlers.ending import running_terms
from handlers.forms import dialogue, view
from handlers.forms import steps as forms_steps
from handlers.menu import card_buttons
from handlers.results import portfolio, weekly, weekly_details
from handlers.staff import training
from storage import forms as stored_forms
from storage.agreement import open_invitations, promos
from storage.agreement.promos import AnyPromo, Draft, Promo
from templates.catalogue import word


async def command(context: Context) -> None:
    """The list, newest first; each a button."""
    mine = await promos.mine_any(context.tx, context.person.owns)
    at_work = await promos.working_at(context.tx, context.person.works_at)
    shown = {promo.id: promo for promo in [*mine, *at_work]}
    named = [await _with_title(context, promo) for promo in shown.values()]
    live = [promo for promo in named if promo.title or promo.state is State.DRAFT][:20]
    rows: Rows = [[Button(_line(promo, context.person.language), "promo", (promo.id,), own=True)] for promo in live]
    buttons = [*rows, *portfolio.opening([one for one in mine if isinstance(one, Promo)])]
    context.say("menu/promo_card.list", promos=live, owner=bool(context.person.owns), buttons=buttons)


async def _with_title(context: Context, promo: AnyPromo) -> AnyPromo:
    """A draft goes by the name that its form has so far."""
    if promo.title or promo.state is not State.DRAFT:
        return promo
    answers = await stored_forms.answers_of(context.tx, "setup", promo.id) or {}
    return replace(promo, title=answers.get("title") or "")


def _line(promo: AnyPromo, language: str) -> str:
    return f"{promo.title or '…'} · {word('state', promo.state, language)}"


async def on_promo_card(context: Context) -> None:
    """One promo, as far as it has come and as much as the asker may see."""
    promo_id, back = context.pressed[:2]
    promo = await promos.find_any(context.tx, promo_id, context.person.owns)
    if promo is None:
        await _not_an_owner(context, promo_id)
        return
    context.toast()
    if isinstance(promo, Draft):
        await (_draft if promo.state in (State.DRAFT, State.PROPOSED) else _over)(context, promo)
    elif promo.state in OPEN_PROPOSAL:
        await negotiation.show(context, promo, edit=bool(back))
    else:
        await _agreed(context, promo, back)


async def _agreed(context: Context, promo: Promo, back: str) -> None:
    """The card, and below it the change that is on the table; on the way back only what it leads to."""
    changed = await promos.on_the_table(context.tx, promo.id, context.person.owns) if promo.amendment else None
    if changed is None or back != TO_TABLE:
        await _running(context, promo, edit=bool(back), more=back == card_buttons.MORE)
    if changed and back in ("", TO_TABLE):
        await negotiation.show(context, changed, edit=bool(back))


async def _not_an_owner(context: Context, promo_id: str) -> None:
    """Staff see what customers get; somebody invited sees the proposal; others nothing."""
    at_work = await promos.working_at(context.tx, context.person.works_at)
    found = next((promo for promo in at_work if promo.id == promo_id), None)
    if found:
        context.toast()
        hand = [[Button("Hand over a reward", "reward", (found.id,))]] if found.terms.perks else []
        learn = await training.to_learn(context.work, [found], context.person.works_at)
        here = await training.different(context.work, found, context.person.works_at)
        terms = await running_terms(context.work, found.id, found.terms)
        context.say("menu/promo_card.for_staff", promo=found, terms=terms, here=here, buttons=[*learn, *hand])
    elif await open_invitations.find(context.tx, promo_id, context.person.id, context.now):
        context.toast()
        await proposal.show(context, promo_id)
    else:
        not_yours(context)


async def _draft(context: Context, promo: Draft) -> None:
    """The form's card, and the way to throw the draft away."""
    answers = await stored_forms.answers_of(context.tx, "setup", promo.id)
    mine = [
        form
        for form in await stored_forms.open_ones(context.tx, context.person.id)
        if (form.kind, form.subject) == (PROMO.name, promo.id)
    ]
    if not mine:
        await dialogue.begin(context, PROMO, promo.id, answers or {})
        return
    copy = Button("Copy", "copy", (promo.id,))
    end = (
        Button("Throw away", "drop", (promo.id,))
        if promo.state is State.DRAFT
        else Button("Withdraw", "stop", (promo.id, "withdraw"))
    )
    rows: list[list[Key]] = [[view.resume_button(mine[0])], pitch.buttons(promo.id), [copy, end]]
    context.say(
        "menu/promo_card.draft",
        promo=await _with_title(context, promo),
        step=forms_steps.current(mine[0]),
        buttons=rows,
    )


async def _over(context: Context, promo: Draft) -> None:
    """It ended before a partner came in."""
    again = [[Button("Offer it again, changed", "reoffer", (promo.id,))]] if promo.slot == 1 else []
    rows = [*again, [Button("History", "hist", (promo.id, 0))]]
    context.say("menu/promo_card.card", promo=promo, terms=None, buttons=rows)


async def _running(context: Context, promo: Promo, edit: bool, more: bool) -> None:
    """What came of it, and what can be done; on the way back the same message."""
    rows = await card_buttons.rows(context, promo, more)
    data = await weekly.so_far(context.work, promo)
    speak = context.edit if edit else context.say
    terms = await running_terms(context.work, promo.id, promo.terms)
    speak("menu/promo_card.card", promo=promo, terms=terms, buttons=rows, **data)


async def on_week(context: Context) -> None:
    """The last whole week, or the running one by day."""
    promo = await own_promo(context, context.pressed[0])
    if promo is None:
        return
    context.toast()
    number = weekly.week_number(promo.terms, context.today)
    if number:
        await weekly_details.open_link(context, f"{promo.id}-{number}")
    else:
        context.say("groups/group.no_week_yet")
