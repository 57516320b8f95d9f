"""The promo's dates as a calendar file: start, end, weekly reports, what each side has to do by when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.calendar import promo_weeks
from domain.lifecycle import AGREED
from domain.terms import Terms
from handlers import looks
from handlers.context import Context
from storage import promos, versions
from templates import label, side_name
from templates.values import View
from templates.words import N_


async def press(context: Context) -> None:
    promo = await promos.find(context.tx, context.pressed[0], context.person.owns)
    row = await versions.version(context.tx, promo.id, promo.version) if promo else None
    if promo is None or promo.terms is None or row is None or promo.state not in AGREED:
        context.toast("start.not_yours", alert=True)
        return
    context.toast()
    view = await looks.of_terms(context.work, promo.terms)
    data = {
        "title": promo.title, "created_at": row["made_at"], "revision": promo.version,
        "lang": context.person.language, "file_name": f"tandem-{promo.id}.ics",
        "events": events(promo.terms, view, context.person.language),
    }  # fmt: skip
    context.work.tell(context.me, "agreements.calendar_caption", title=promo.title, drawing=("calendar", data))


def events(terms: Terms, view: View, language: str) -> list[dict[str, Any]]:
    """All-day events, the promo itself first; each with a name of its own that never changes."""

    def event(key: str, first: Any, text: str, last: Any = None, **words: Any) -> dict[str, Any]:
        said = label(text, language, title=terms.title, **words)
        return {"uid": f"{terms.promo_id}-{key}@tandem", "title": said, "first": first.isoformat(),
                "last": (last or first).isoformat()}  # fmt: skip

    found = [event("promo", terms.starts, N_("%(title)s"), terms.ends)]
    found.append(event("end", terms.ends, N_("%(title)s: the last day")))
    for week in promo_weeks(terms.starts, terms.ends):
        monday = week.monday + timedelta(days=7)
        found.append(event(f"week-{week.number}", monday, N_("%(title)s: report of week %(n)s"), n=week.number))
    for party in terms.parties:
        for n, duty in enumerate(terms.brings(party.slot), 1):
            if duty.due:
                who = side_name(party.slot, language, view)
                found.append(
                    event(f"duty-{party.slot}-{n}", duty.due, N_("%(who)s: %(what)s"), who=who, what=duty.what)
                )
    return found
