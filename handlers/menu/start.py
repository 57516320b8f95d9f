"""The first screen, /help, /cancel, and what is said to a button or command that means nothing."""

from __future__ import annotations

from collections.abc import Sequence

from domain.guide import chapter
from handlers.buttons import Button, Key, Link, Rows
from handlers.buttons import number as number_of
from handlers.codes import photo
from handlers.context import Context
from handlers.forms import view
from storage import forms as stored_forms
from storage.agreement import promos
from storage.codes import codes
from storage.forms import Form


async def hello(context: Context) -> None:
    """What Tandem is, and the next thing for this person."""
    rows: list[Sequence[Key]] = [
        [Button("Propose a promo", "menu", ("new",))],
        [Button("I have an invitation", "menu", ("invitation",))],
    ]
    if context.person.has_role():
        rows.append([Button("My promos", "menu", ("promos",))])
    if context.person.works_at:
        rows[:0] = [[Button("Report today", "menu", ("report",)), Button("Today so far", "menu", ("today",))]]
    if context.person.has_role() and await codes.concern(context.tx, context.person):
        rows[:0] = photo.page_row(context.app)
    open_forms = await stored_forms.open_ones(context.tx, context.person.id)
    rows += [[view.resume_button(open_forms[0])]] if open_forms else []
    context.say("menu/start.hello", name=context.person.name, role=context.person.has_role(), buttons=rows)


async def help_(context: Context) -> None:
    await _help(context, "menu/start.help")


async def _help(context: Context, *texts: str) -> None:
    """As far as this person's work goes; of codes only where their promos have some."""
    person = context.person
    coded = person.has_role() and await codes.concern(context.tx, person)
    rows = [*(photo.page_row(context.app) if coded else ()), *await _guide(context, coded)]
    context.say(texts, owner=bool(person.owns), staff=bool(person.works_at), coded=coded, buttons=rows)


async def _guide(context: Context, coded: bool) -> Rows:
    """The chapter that helps now, where the guide has an address."""
    person, url = context.person, context.app.guide_url
    if not url:
        return []
    states = {promo.state for promo in await promos.mine_any(context.tx, person.owns)}
    page = chapter(bool(person.owns), bool(person.works_at), coded, states)
    return [[Link("How it works, step by step", f"{url}{person.language}/{page}.html")]]


async def cancel(context: Context) -> None:
    """/cancel: nothing is thrown away, the question just rests."""
    form = await open_form(context)
    await context.expect_nothing()
    if form:
        context.say("menu/start.rests", buttons=[[view.resume_button(form)]])
    else:
        context.say("menu/start.nothing_open")


async def open_form(context: Context) -> Form | None:
    """The open form that this person's next message answers."""
    prompt = context.person.pending_prompt
    if prompt.kind != "form":
        return None
    return await stored_forms.find(context.tx, number_of(prompt.args[0]), context.person.id)


async def stale(context: Context) -> None:
    """A button that no longer means anything, or was never ours."""
    context.toast("menu/start.old_button")


async def group_help(context: Context) -> None:
    context.say("groups/group.help")


async def unknown_command(context: Context) -> None:
    await _help(context, "menu/start.unknown_command", "menu/start.help")
