"""A business's profile: three questions and the working hours; the rest from its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from domain import reading
from domain.matching.categories import COMMON
from handlers.account import commands
from handlers.asked import not_yours
from handlers.buttons import Button
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import free_text, parsers, view
from handlers.forms.dialogue import begin
from handlers.forms.steps import Asked, Choice, Choices, FormKind, Step
from handlers.schedule import planning
from storage import forms
from storage.business import businesses
from storage.business.businesses import Business
from storage.forms import Form
from storage.staff import memberships
from templates.catalogue import label
from templates.words.msgid import N_

CURRENCY_OF_ZONE = {
    "Europe/Kyiv": "UAH", "Europe/Warsaw": "PLN", "Europe/London": "GBP", "Asia/Almaty": "KZT",
    "Europe/Moscow": "RUB", "Europe/Prague": "CZK", "Europe/Bucharest": "RON", "America/New_York": "USD",
}  # fmt: skip
CITIES = (N_("Kyiv"), N_("Lviv"), N_("Odesa"), N_("Kharkiv"), N_("Dnipro"), N_("Warsaw"))
OPTIONAL = ("address", "price_tier", "audience", "margin")


def derive(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What follows from the city, until the owner says otherwise."""
    filled = dict.fromkeys(OPTIONAL) | dict(given)
    zone = reading.zone(str(filled.get("city") or ""))
    if "city" in filled and not filled.get("zone"):
        filled["zone"] = zone if isinstance(zone, str) else None
    if filled.get("zone") and not filled.get("currency"):
        filled["currency"] = CURRENCY_OF_ZONE.get(str(filled["zone"]), "EUR")
    if not filled.get("zone"):
        filled.pop("zone", None)  # unknown city: asked
    return filled


def _cities(asked: Asked) -> list[Choice]:
    return [Choice(label(city, asked.language), label(city, asked.language), own=True) for city in CITIES]


WORKING_DAYS: Choices = lambda asked: (  # noqa: E731 - a table of choices
    Choice(N_("Every day"), "1,2,3,4,5,6,7"),
    Choice(N_("Mon–Sat"), "1,2,3,4,5,6"),
    Choice(N_("Mon–Fri"), "1,2,3,4,5"),
    Choice(N_("Tue–Sun"), "2,3,4,5,6,7"),
)
CLOSING_TIMES: Choices = lambda asked: [  # noqa: E731
    Choice(time, time, own=True) for time in ("18:00", "19:00", "20:00", "21:00", "22:00", "23:00")
]

STEPS = (
    Step("name", free_text.name(60), 1, required=True),
    Step("category", parsers.category, 2, parsers.choices("category", COMMON), required=True),
    Step("city", free_text.city(60), 3, _cities, required=True, width=3),
    Step("zone", parsers.zone, 3, lambda asked: [Choice(zone, zone, own=True) for zone in CURRENCY_OF_ZONE], True),
    Step("weekdays", parsers.weekdays, 4, WORKING_DAYS, required=True),
    Step("closes", parsers.closing, 5, CLOSING_TIMES, required=True, width=3),
    Step("address", free_text.text(120), 5),
    Step("price_tier", parsers.chosen("price_tier"), 5, parsers.choices("price_tier"), width=3),
    Step("audience", free_text.text(200), 5),
    Step("currency", parsers.currency, 5, lambda asked: [
        Choice(code, code, own=True) for code in ("UAH", "EUR", "USD", "PLN", "GBP", "KZT", "RUB", "CZK", "RON")],
        required=True, width=3),
    Step("margin", parsers.margin, 5),
)  # fmt: skip


async def start_profile(context: Context, then: str) -> None:
    """A new business. `then`: 'new' goes on to a promo, 'join-…' to the promo with that id."""
    await begin(context, PROFILE, then, derive({}))


async def show_businesses(context: Context) -> None:
    """/business: the profiles and locations that the person owns."""
    rows = await businesses.some(context.tx, context.person.owns)
    buttons: list[list[Button]] = []
    for row in rows:
        buttons.append([Button(f"✎ {row.name}", "business", (row.id,), own=True)])
        places = await businesses.locations(context.tx, row.id)
        if len(places) > 1:
            buttons += [
                [
                    Button(f"   ✎ {place.name}", "place", (place.id,), own=True),
                    Button("Close for good", "shut", (place.id,)),
                ]
                for place in places
            ]
        buttons.append(
            [Button("+ One more shop", "place", ("new", row.id)), Button("+ One more owner", "owner", (row.id,))]
        )
        buttons.append([Button("In documents", "legal", (row.id,)), Button("Logo", "logo", (row.id,))])
        buttons.append([switch(row)])
    buttons.append([Button("+ One more business", "business", ("new",))])
    context.say("business/profile.mine", count=len(rows), buttons=buttons)


async def on_edit_business(context: Context) -> None:
    """A profile's card, from its row; or an empty one."""
    which = context.pressed[0]
    if which == "new":
        context.toast()
        await start_profile(context, then="more")
        return
    row = await businesses.find(context.tx, number_of(which))
    if row is None or not context.person.is_owner(row.id):
        not_yours(context)
        return
    context.toast()
    place = (await businesses.locations(context.tx, row.id))[0]
    given = {step.field: getattr(row, step.field) for step in STEPS if step.field not in ("weekdays", "closes")}
    given |= {"weekdays": place.weekdays, "closes": place.closes, "address": place.address or row.address}
    await begin(context, PROFILE, f"edit-{row.id}", given)


async def finish(context: Context, form: Form) -> None:
    """Save the profile with its counter, and go on with what the person came for."""
    await forms.finish(context.tx, form.id, context.now)
    context.edit("business/profile.saved", name=form.answers["name"])
    kind, _, number = form.subject.partition("-")
    if kind == "edit" and number.isdigit() and context.person.is_owner(int(number)):
        await businesses.change(context.tx, int(number), form.answers)
        first = (await businesses.locations(context.tx, int(number)))[0]
        await businesses.change_counter(context.tx, first.id, form.answers)
        await planning.hours_changed(context.work, int(number))
        return
    business = await _add(context, form)
    go_on = context.app.after_profile().get(kind)
    if go_on:
        await go_on(context, business, *filter(None, [number]))


async def _add(context: Context, form: Form) -> int:
    given = form.answers
    business = await businesses.add(context.tx, given, context.now, context.person.id)
    await businesses.add_location(context.tx, business, given)
    await memberships.join(
        context.tx, context.person.id, business, location_id=None, role="owner", now=context.now, by=context.person.id
    )
    context.person = replace(context.person, owns=context.person.owns | {business})
    commands.offer(context.work, context.me, "owner")
    return business


PROFILE = FormKind(
    "business",
    STEPS,
    last=5,
    finish=finish,
    finish_text=N_("✓ Save"),
    texts="business/profile",
    card=view.flat_card,
    derive=derive,
)


def switch(business: Business) -> Button:
    """The way to the other state."""
    if business.found_in:
        return Button("Do not show us any more", "find", (business.id, "no"))
    return Button("Let others find us", "find", (business.id, "yes"))
