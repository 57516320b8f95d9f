"""What people type that is no answer and no report: a nod, a way on, a question to the partner, or what can be done."""

from __future__ import annotations

from domain import reading
from domain.daily.facts import ReportingPlace
from domain.reading import Matter, OneDay, Problem, Talk
from domain.states import COUNTING, OPEN_PROPOSAL, WAITING
from handlers.agreement import partner_questions
from handlers.agreement.setup import PROMO
from handlers.buttons import Button
from handlers.context import Context
from handlers.daily import today
from handlers.daily.places import own_posts
from handlers.forms import view
from handlers.menu import matters, start
from storage import forms
from storage.agreement import promos
from storage.agreement.promos import AnyPromo
from storage.forms import Form

BUTTONS = 3


async def heard(context: Context) -> bool:
    """Whether these words had an answer here; otherwise they are read as a report."""
    said, matter = reading.talk(context.text), reading.matter(context.text)
    if matter is Matter.WHY or (matter is Matter.READY and not context.person.owns):
        matter = None  # nothing is asked of them, or they propose nothing
    rest = await _resting(context) if said is Talk.GO_ON else []
    if said is Talk.THANKS:
        context.say("menu/free_talk.nod")
    elif said is Talk.GREETING:
        await start.hello(context)
    elif said is Talk.TODAY and await own_posts(context):
        await today.command(context)
    elif rest:
        context.say("menu/free_talk.go_on", buttons=[[view.resume_button(form)] for form in rest[:BUTTONS]])
    elif await _reports(context, matter):
        return False
    elif matter is None and await _is_asked(context):
        context.say(("daily/report.when_known", "daily/report.example"))
    elif matter and matter not in matters.OF_THE_TERMS:
        await _answer(context, matter)
    elif not await partner_questions.offer(context):
        perhaps = matter or (reading.hint(context.text) if context.person.has_role() else None)
        await (_answer(context, perhaps, sure=matter is not None) if perhaps else what_now(context))
    return True


async def _answer(context: Context, matter: Matter, *, sure: bool = True) -> None:
    if matter is Matter.WHO and not context.person.has_role():
        await start.hello(context)
    else:
        ways = await _ways(context, await _mine(context))
        await matters.answer(context, matter, ways[:BUTTONS], sure=sure)


async def _reports(context: Context, matter: Matter | None) -> bool:
    """Somebody who may report now, with words that are a report, or that try to be one and are about nothing else."""
    posts = await own_posts(context)
    if not posts:
        return False
    tries = matter is None and not reading.is_sentence(context.text)
    return tries or _is_report(context, posts[0])


async def _is_asked(context: Context) -> bool:
    """For a day's number, by a question that somebody may still answer."""
    return context.person.pending_prompt.kind in ("day", "fix") and bool(await own_posts(context))


def _is_report(context: Context, post: ReportingPlace) -> bool:
    today = post.today(context.said_at)
    read = reading.report(context.text, today=today, currency=post.currency)
    return not isinstance(read, Problem) or reading.by_day(context.text, today) != (OneDay(context.text),)


async def what_now(context: Context) -> None:
    """What cannot be understood: how the person's promos stand, and the next three things to do."""
    if not context.person.has_role():
        await start.hello(context)
        return
    mine = await _mine(context)
    buttons = [[button] for button in await _ways(context, mine)]
    named = [promo for promo in mine if promo.title]
    context.say("menu/free_talk.what_now", promos=named[:BUTTONS], buttons=buttons[:BUTTONS])


async def _mine(context: Context) -> list[AnyPromo]:
    """The promos that wait or count."""
    mine = await promos.mine_any(context.tx, context.person.owns)
    return [promo for promo in mine if promo.state in WAITING | COUNTING]


async def on_what_now(context: Context) -> None:
    context.toast()
    await what_now(context)


async def _resting(context: Context) -> list[Form]:
    """The forms that somebody left half-way: not those of promos that wait for the partner."""
    waiting = {
        promo.id for promo in await promos.mine_any(context.tx, context.person.owns) if promo.state in OPEN_PROPOSAL
    }
    rest = await forms.open_ones(context.tx, context.person.id)
    return [form for form in rest if not (form.kind == PROMO.name and form.subject in waiting)]


async def _ways(context: Context, mine: list[AnyPromo]) -> list[Button]:
    """In the order of what is nearest."""
    rest = await _resting(context)
    report = [Button("Report today", "menu", ("report",))] if await own_posts(context) else []
    cards = [Button(promo.title, "promo", (promo.id,), own=True) for promo in mine if promo.title]
    owners = [Button("My promos", "menu", ("promos",)), Button("Propose a promo", "menu", ("new",))]
    return [
        *report,
        *(view.resume_button(form) for form in rest[:1]),
        *cards[:1],
        *(owners if context.person.owns else [Button("Today so far", "menu", ("today",))]),
        Button("Help", "menu", ("help",)),
    ]
