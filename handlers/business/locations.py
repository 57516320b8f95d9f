"""The locations of a business: further shops, and the online one."""

from __future__ import annotations

from handlers.asked import not_yours
from handlers.business.profile import CLOSING_TIMES, WORKING_DAYS
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import free_text, parsers, view
from handlers.forms.dialogue import begin
from handlers.forms.steps import FormKind, Step
from handlers.schedule import planning
from storage import forms
from storage.business import businesses
from storage.forms import Form
from templates.words.msgid import N_

MOST_PLACES = 20

STEPS = (
    Step("name", free_text.name(60), 1, required=True),
    Step("online", parsers.chosen("online"), 2, parsers.choices("online"), required=True),
    Step("weekdays", parsers.weekdays, 3, WORKING_DAYS, required=True),
    Step("closes", parsers.closing, 4, CLOSING_TIMES, required=True, width=3),
    Step("address", free_text.text(120), 5),
)


async def on_edit_location(context: Context) -> None:
    """A location's card; or `new` and the business: an empty one."""
    which, business = context.pressed[:2]
    if which == "new":
        await _new(context, business)
        return
    row = await businesses.location(context.tx, number_of(which))
    if row is None or not context.person.is_owner(row.business_id):
        not_yours(context)
        return
    context.toast()
    given = {name: getattr(row, name) for name in ("name", "weekdays", "closes", "address")}
    given["online"] = "yes" if row.online else "no"
    await begin(context, PLACE, f"edit-{row.id}", given)


async def _new(context: Context, business: str) -> None:
    if not context.person.is_owner(number_of(business)):
        not_yours(context)
        return
    if len(await businesses.locations(context.tx, int(business))) >= MOST_PLACES:
        context.toast("business/location.enough", alert=True)
        return
    context.toast()
    await begin(context, PLACE, f"new-{business}", {})


async def finish(context: Context, form: Form) -> None:
    """Save the location if the person still owns its business, and it was not closed for good meanwhile."""
    await forms.finish(context.tx, form.id, context.now)
    kind, _, number = form.subject.partition("-")
    row = await businesses.location(context.tx, int(number)) if kind == "edit" else None
    business = row.business_id if row else int(number) if kind == "new" else 0
    if not context.person.is_owner(business):
        context.edit("menu/start.not_yours")
        return
    if row:
        await businesses.change_location(context.tx, row.id, form.answers)
    else:
        await businesses.add_location(context.tx, business, form.answers)
    await planning.hours_changed(context.work, business)
    context.edit("business/location.saved", name=form.answers["name"])
    context.say("business/location.staff_next", buttons=[[Button("My staff", "menu", ("staff",))]])


PLACE = FormKind(
    "place", STEPS, last=5, finish=finish, finish_text=N_("✓ Save"), texts="business/location", card=view.flat_card
)
