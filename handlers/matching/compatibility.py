"""Do we fit? Each side answers for itself; what was said is shown when both have answered, to both."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from domain.matching.compatibility import QUESTIONS, Answers, Profile, criteria
from domain.states import AGREED, OPEN_PROPOSAL
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import parsers, view
from handlers.forms.dialogue import begin
from handlers.forms.steps import FormKind, Step
from handlers.matching import pairs
from handlers.matching.pairs import Pair
from handlers.recipients import tell_now
from storage import forms, people
from storage.agreement import promos
from storage.forms import Form
from storage.matching import compatibility
from storage.matching.compatibility import Check
from templates.catalogue import label
from templates.words.msgid import N_


async def on_promo(context: Context) -> None:
    """The check with another party of a promo; with several, first which one."""
    promo_id, other = context.pressed[:2]
    promo = await promos.find_any(context.tx, promo_id, context.person.owns)
    if promo is None:
        not_yours(context)
        return
    parties = await promos.parties(context.tx, promo.id)
    others = [party for party in parties if party.business_id != promo.business_id]
    chosen = [party for party in others if party.business_id == number_of(other)] or others
    if promo.state not in OPEN_PROPOSAL | AGREED:
        context.toast("agreement/negotiation.not_open", alert=True)
    elif not others:
        context.toast("matching/compatibility.nobody_yet", alert=True)
    elif len(chosen) == 1:
        await _open(context, str(promo.business_id), str(chosen[0].business_id))
    else:
        context.toast()
        rows = [[Button(party.name, "fit", (promo.id, party.business_id), own=True)] for party in others]
        context.say("matching/compatibility.with_whom", buttons=rows)


async def on_pair(context: Context) -> None:
    mine, other, what = context.pressed[:3]
    await _open(context, mine, other, change=what == "change")


async def _open(context: Context, mine: str, other: str, change: bool = False) -> None:
    """The verdict, or the wait for it, or the six questions."""
    pair = await pairs.known(context, mine, other)
    if pair is None:
        not_yours(context)
        return
    context.toast()
    check = await compatibility.of_pair(context.tx, *pair.ids)
    said = await compatibility.said_by(context.tx, *pair.ids)
    if check:
        text, buttons, data = await _verdict(context, pair.mine, pair.other, check)
        context.say(text, buttons=buttons, **data)
    elif said and not change:
        context.say("matching/compatibility.waiting", name=pair.other.name, buttons=_change(pair))
    else:
        title = label(N_("Do we fit: %(name)s"), context.person.language, name=pair.other.name)
        await begin(context, FIT, pair.subject, {"title": title, **(asdict(said) if said else {})})


def _change(pair: Pair) -> Rows:
    return [[Button("Change our answers", "pair", (*pair.ids, "change"))]]


async def finish(context: Context, form: Form) -> None:
    """Keep this side's answers. They no longer change once the other side's are in."""
    await forms.finish(context.tx, form.id, context.now)
    pair = await pairs.known(context, *form.subject.split("-"))
    if pair is None:
        context.edit("menu/start.not_yours")
        return
    if await compatibility.of_pair(context.tx, *pair.ids) is None:
        await _keep(context, form, pair)
    check = await compatibility.of_pair(context.tx, *pair.ids)
    if check:
        text, buttons, data = await _verdict(context, pair.mine, pair.other, check)
        context.edit(text, buttons=buttons, **data)
    else:
        context.edit("matching/compatibility.waiting", name=pair.other.name, buttons=_change(pair))


async def _keep(context: Context, form: Form, pair: Pair) -> None:
    mine, other = pair.ids
    given = Answers(**{question: form.answers[question] for question in QUESTIONS})
    await compatibility.answer(context.tx, mine, other, given=given, now=context.now, by=context.person.id)
    if await compatibility.said_by(context.tx, other, mine) is None:
        await _ask_the_others(context, pair)
        return
    found = criteria(pair.mine, pair.other)
    await compatibility.complete(context.tx, mine, other, found=found, now=context.now, by=context.person.id)
    await _tell(context, pair.mine, pair.other)
    await _tell(context, pair.other, pair.mine)


async def _ask_the_others(context: Context, pair: Pair) -> None:
    """Once: that answers are waited for, and nothing of what was said."""
    mine, other = pair.ids
    await tell_now(
        context.work,
        other,
        "matching/compatibility.your_turn",
        name=pair.mine.name,
        buttons=[[Button("Do we fit? ▶", "pair", (other, mine))]],
        key=f"fit:{mine}:{other}",
    )


async def _tell(context: Context, side: Profile, other: Profile) -> None:
    """Both sides' answers to the owners of one side; whoever has just answered sees them in place of the form."""
    check = await compatibility.of_pair(context.tx, side.business_id, other.business_id)
    for owner in await people.owners(context.tx, side.business_id):
        if check and owner.person_id != context.person.id:
            text, buttons, data = await _verdict(context, side, other, check)
            context.work.tell(context.work.reader(owner), text, buttons=buttons, **data)


async def _verdict(context: Context, mine: Profile, other: Profile, check: Check) -> tuple[str, Rows, dict[str, Any]]:
    """The verdict as `mine` reads it: its own answers first."""
    promo = await compatibility.common_promo(context.tx, mine.business_id, other.business_id)
    way_on = Button("Look at it", "promo", (promo,)) if promo else Button("Propose a promo", "new", (mine.business_id,))
    reasons = check.judgement.reasons
    said = [(side, [reason for reason in reasons if reason.side == side.business_id]) for side in (mine, other)]
    data = {
        "mine": mine,
        "other": other,
        "verdict": check.verdict,
        "said": said,
        "profiles": [reason for reason in reasons if reason.side is None],
    }
    return "matching/compatibility.verdict", [[way_on]], data


STEPS = tuple(
    Step(question, parsers.chosen(question), number, parsers.choices(question), required=True, width=3)
    for number, question in enumerate(QUESTIONS, 1)
)
FIT = FormKind(
    "fit",
    STEPS,
    last=len(STEPS),
    finish=finish,
    finish_text=N_("Hand in our answers ▶"),
    texts="matching/compatibility",
    card=view.flat_card,
)
