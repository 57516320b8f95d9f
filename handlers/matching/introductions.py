"""Asking another business through the bot. Names and contacts are passed on only after a yes."""

from __future__ import annotations

from domain import reading
from domain.matching import compatibility
from domain.matching.compatibility import Profile
from domain.matching.introduction import Request, may_answer, may_ask
from domain.reading import Problem
from domain.states import Refusal
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import view
from handlers.forms.dialogue import begin
from handlers.forms.steps import Asked, FormKind, Step
from handlers.matching import ideas, pairs
from handlers.matching.pairs import Pair
from handlers.recipients import tell_now
from storage import forms, people
from storage.business import businesses
from storage.forms import Form
from storage.matching import discovery, introductions
from templates.catalogue import label
from templates.words.msgid import N_

MOST_OWNERS = 5


def line(said: str, asked: Asked) -> str | Problem:
    """One line for them, without phones, links and usernames."""
    value = reading.plain(said, longest=200)
    return value if isinstance(value, Problem) else reading.without_contacts(value)


async def on_meet(context: Context) -> None:
    """Begin a request, if there may be one."""
    pair = await pairs.seen(context, *context.pressed[:2])
    if pair is None:
        not_yours(context)
        return
    refusal = await _refusal(context, pair)
    if refusal:
        context.toast(f"matching/introduction.{refusal.reason}", alert=True)
        return
    context.toast()
    title = label(N_("Request to %(name)s"), context.person.language, name=pair.other.name)
    await begin(context, CONTACT, pair.subject, {"title": title})


async def _refusal(context: Context, pair: Pair) -> Refusal | None:
    asked = await introductions.asked_lately(context.tx, pair.mine.business_id, context.now)
    return may_ask(pair.standing, asked, pair.zone, context.now)


async def finish(context: Context, form: Form) -> None:
    """Send the request, if it may still be made."""
    await forms.finish(context.tx, form.id, context.now)
    mine, _, other = form.subject.partition("-")
    pair = await pairs.seen(context, mine, other)
    refusal = await _refusal(context, pair) if pair else Refusal("gone")
    if pair is None or refusal:
        context.edit(f"matching/introduction.{refusal.reason}" if refusal else "matching/introduction.gone")
        return
    said = form.answers.get("line")
    number = await introductions.add(context.tx, *pair.ids, said, context.now, context.person.id)
    context.edit("matching/introduction.sent", name=pair.other.name)
    await _pass_on(context, pair, number, said)


async def _pass_on(context: Context, pair: Pair, number: int, line: str | None) -> None:
    """The owners who are asked see the business, not the person."""
    reasons = compatibility.of_profiles(compatibility.criteria(pair.other, pair.mine))
    await tell_now(
        context.work,
        pair.other.business_id,
        "matching/introduction.request",
        other=pair.mine,
        name=pair.other.name,
        line=line,
        reasons=reasons,
        buttons=[ideas.answers(number)],
        key=f"contact:{number}",
    )


async def on_answer(context: Context) -> None:
    """A yes or a no of the business that was asked."""
    number, said = context.pressed[:2]
    request = await introductions.to_answer(context.tx, number_of(number), context.person.owns)
    if request is None or said not in ("yes", "no"):
        not_yours(context)
        return
    refusal = may_answer(request, context.now)
    if refusal:
        context.toast(f"matching/introduction.{refusal.reason}", alert=True)
        return
    context.toast()
    await introductions.answer(context.tx, request, said, context.now, context.person.id)
    await (_introduce if said == "yes" else _decline)(context, request)


async def _introduce(context: Context, request: Request) -> None:
    """Every owner of either side gets the names and links of the other side's owners."""
    asker, asked = await _profile(context, request.asker), await _profile(context, request.asked)
    for mine, other in ((asked, asker), (asker, asked)):
        theirs = (await people.owners(context.tx, other.business_id))[:MOST_OWNERS]
        buttons = ideas.together(mine.business_id, other.business_id)
        for owner in await people.owners(context.tx, mine.business_id):
            if owner.person_id == context.person.id and mine is asked:
                context.edit("matching/introduction.introduced", other=other, owners=theirs, buttons=buttons)
            else:
                context.work.tell(
                    context.work.reader(owner),
                    "matching/introduction.introduced",
                    other=other,
                    owners=theirs,
                    buttons=buttons,
                )


async def _profile(context: Context, business_id: int) -> Profile:
    row = await businesses.find(context.tx, business_id)
    if row is None:
        raise LookupError(f"no business {business_id}")
    return discovery.profile(row)


async def _decline(context: Context, request: Request) -> None:
    """A no needs no reason."""
    asked, asker = await _profile(context, request.asked), await _profile(context, request.asker)
    context.edit("matching/introduction.you_refused", name=asker.name)
    await tell_now(
        context.work,
        request.asker,
        "matching/introduction.they_refused",
        name=asked.name,
        buttons=[[Button("Other ideas", "ideas", (request.asker,))]],
    )


CONTACT = FormKind(
    "contact",
    (Step("line", line, 1),),
    last=1,
    finish=finish,
    finish_text=N_("Send the request ▶"),
    texts="matching/introduction",
    card=view.flat_card,
)
