"""A month of one's own shop: which days are reported, missing, closed or off. A day that has come leads to its fix."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta

from domain.calendar import local_day
from domain.ledger import counts
from domain.schedule.plan import Place, counting
from domain.schedule.reporting_days import is_shut
from domain.states import AGREED, COUNTING
from handlers.asked import not_yours, own_promo
from handlers.buttons import Button, Rows, day_of, in_rows, to_card
from handlers.context import Context
from handlers.forms.date_picker import BLANK
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.daily import daily_reports
from templates.format import values

MARKS = {"reported": "✓", "closed": "–", "missing": "✗", "off": "·"}


async def on_calendar(context: Context) -> None:
    """`promo`, then the location and the month; without them the first location and this month."""
    promo_id, location, month = context.pressed[:3]
    promo = await own_promo(context, promo_id, AGREED)
    if promo is None:
        return
    places = counting(promo.terms, await businesses.places(context.tx, promo.id))
    own = [place for place in places if place.business_id == promo.business_id]
    own.sort(key=lambda place: place.shut is not None)
    place = next((one for one in own if str(one.location_id) == location), None)
    if location and place is None:
        not_yours(context)
    elif not own:
        context.toast("daily/report.no_counter", alert=True)
    elif location and month == "stay":
        context.toast()
    else:
        context.toast()
        await _show(context, promo, own, place or own[0], day_of(month), edit=bool(location))


async def _show(
    context: Context, promo: Promo, own: list[Place], place: Place, month: date | None, *, edit: bool
) -> None:
    today = local_day(context.now, place.zone)
    first = (month or min(max(today, promo.terms.starts), promo.terms.ends)).replace(day=1)
    rows = await _grid(context, promo, place, first, today)
    others = [Button(one.name, "cal", (promo.id, one.location_id, first), own=True) for one in own if one != place]
    speak = context.edit if edit else context.say
    speak(
        "daily/report.calendar",
        title=promo.title,
        place=place.name,
        fix=promo.state in COUNTING,
        buttons=[*rows, *in_rows(others, 2), [to_card(promo.id)]],
    )


async def _grid(context: Context, promo: Promo, place: Place, month: date, today: date) -> Rows:
    """Seven columns below the month's name, the months beside; only days of the promo that have come can be pressed."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    entries = await daily_reports.counted(context.tx, promo.id, weeks[0][0], weeks[-1][-1])

    def key(text: str, action: str, argument: date | str) -> Button:
        return Button(text, action, (promo.id, place.location_id, argument), own=True)

    def cell(day: date) -> Button:
        inside = promo.terms.starts <= day <= promo.terms.ends
        if day.month != month.month or not inside:
            return key(BLANK, "cal", "stay")
        if day > today:
            return key(str(day.day), "cal", "stay")
        kind = counts.day_at(place, day, entries).kind
        words = str(day.day) if day == today and kind == "missing" else f"{MARKS[kind]}{day.day}"
        fixed = promo.state in COUNTING and not is_shut(place, day)
        return key(words, "fix", day) if fixed else key(words, "cal", "stay")

    before, after = month - timedelta(days=1), month + timedelta(days=31)
    name = key(values.month_year(month, context.person.language), "cal", "stay")
    moves = [key("‹", "cal", before.replace(day=1)), key("›", "cal", after.replace(day=1))]
    return [[name], *[[cell(day) for day in week] for week in weeks], moves]
