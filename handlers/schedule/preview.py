"""What will be sent: the next fourteen days of a promo's schedule in words, in the owner's zone."""

from __future__ import annotations

from itertools import groupby

from domain.calendar import local
from domain.schedule import preview
from domain.schedule.plan import at_work
from domain.schedule.preview import ScheduledRow
from domain.states import AGREED
from handlers.asked import own_promo
from handlers.buttons import Button, to_card
from handlers.buttons import number as number_of
from handlers.context import Context
from storage.business import businesses
from storage.queues import schedule

PAGE = 24
"""Lines on a page; with the longest names they fit a message."""


async def on_preview(context: Context) -> None:
    promo_id, page = context.pressed[:2]
    promo = await own_promo(context, promo_id, AGREED)
    if promo is None:
        return
    context.toast()
    there = at_work(await businesses.places(context.tx, promo.id))
    places = [place for place in there if place.business_id == promo.business_id]
    business = await businesses.find(context.tx, promo.business_id)
    zone = business.zone if business else context.app.default_zone
    rows = await schedule.ahead(context.tx, promo.id, context.now, context.now + preview.AHEAD)
    over = () if promo.amendment else preview.OF_A_PROPOSAL
    ahead = [ScheduledRow(row.due_at, row.kind, row.subject) for row in rows if row.kind not in over]
    lines = preview.outlook(ahead, {place.location_id: place.name for place in places})
    start = min(number_of(page), max(len(lines) - 1, 0) // PAGE) * PAGE
    shown = [(local(line.at, zone), line) for line in lines[start : start + PAGE]]
    days = [(day, list(group)) for day, group in groupby(shown, key=lambda one: one[0].date())]
    speak = context.edit if page else context.say
    speak(
        "schedule/preview.page",
        title=promo.title,
        days=days,
        state=promo.state,
        buttons=[_moves(promo.id, start // PAGE, len(lines)), [to_card(promo.id)]],
    )


def _moves(promo_id: str, page: int, lines: int) -> list[Button]:
    earlier = [Button("◀ Earlier", "soon", (promo_id, page - 1))] if page else []
    later = [Button("Later ▶", "soon", (promo_id, page + 1))] if (page + 1) * PAGE < lines else []
    return [*earlier, *later]
