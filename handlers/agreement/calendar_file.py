"""The promo's dates as a calendar file: start, end, weekly reports, what each side has to do by when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from domain.agreement.terms import Terms
from domain.calendar import promo_weeks
from domain.states import AGREED
from handlers.agreement import views
from handlers.asked import not_yours
from handlers.context import Context
from handlers.ending import running_terms
from storage.agreement import promos, versions
from storage.lifecycle import notices
from templates.catalogue import label
from templates.drawn.documents import CalendarEvent, CalendarFile
from templates.format.answers import View, side_name
from templates.words.msgid import N_


async def on_calendar_file(context: Context) -> None:
    promo = await promos.find(context.tx, context.pressed[0], context.person.owns)
    row = await versions.version(context.tx, promo.id, promo.version) if promo else None
    if promo is None or row is None or promo.state not in AGREED:
        not_yours(context)
        return
    context.toast()
    terms = await running_terms(context.work, promo.id, promo.terms)
    view = await views.of_terms(context.work, promo.terms)
    data: CalendarFile = {
        "title": promo.title,
        "created_at": int(row.made_at.timestamp()),
        "revision": promo.version + await notices.given_or_taken_back(context.tx, promo.id),
        "lang": context.person.language,
        "file_name": f"tandem-{promo.id}.ics",
        "events": events(promo.terms, view, context.person.language, terms.ends),
    }
    context.work.tell(context.me, "agreement/signing.calendar_caption", title=promo.title, drawing=("calendar", data))


def events(terms: Terms, view: View, language: str, last: date) -> list[CalendarEvent]:
    """Whole days, the promo itself first; each with a name of its own that never changes. `last` is the last day, by a
    notice perhaps an earlier one than that of the terms: what would come after it is called off."""

    def event(key: str, first: date, text: str, until: date | None = None, **words: Any) -> CalendarEvent:
        return {
            "uid": f"{terms.promo_id}-{key}@tandem",
            "title": label(text, language, title=terms.title, **words),
            "first": first.isoformat(),
            "last": (until or first).isoformat(),
        }

    found = [event("promo", terms.starts, N_("%(title)s"), last), event("end", last, N_("%(title)s: the last day"))]
    for week in promo_weeks(terms.starts, terms.ends):
        monday = week.monday + timedelta(days=7)
        one = event(f"week-{week.number}", monday, N_("%(title)s: report of week %(n)s"), n=week.number)
        found.append(one | {"called_off": week.last > last})
    for party in terms.parties:
        who = side_name(party.slot, language, view)
        for n, duty in enumerate(terms.brings(party.slot), 1):
            if duty.due:
                one = event(f"duty-{party.slot}-{n}", duty.due, N_("%(who)s: %(what)s"), who=who, what=duty.what)
                found.append(one | {"called_off": duty.due > last})
    return found
