"""After the bot was down: what was not asked in time is asked once, all days of a person in one message."""

from __future__ import annotations

from datetime import date, time

from domain.calendar import to_utc
from domain.daily.facts import ReportingPlace
from domain.daily.missed import missing
from domain.schedule.due_names import PlaceSubject
from handlers import recipients
from handlers.buttons import Button, in_rows
from handlers.context import Reader, Work
from handlers.daily import reminders
from handlers.daily.places import told_apart
from storage import people
from storage.agreement import history
from storage.daily import daily_reports, reporting_places
from storage.queues import schedule
from templates.format import values
from templates.format.width import shortened

MOST_DAYS = 40
MOST_PLACES = 12


async def missed(work: Work, kind: str, subject: str, period: str) -> None:
    """A question or reminder that is too late to be sent: whoever it was for gets a word about all their days."""
    found = await reminders.still_open(work, subject, period)
    if found is None:
        return
    post, _ = found
    to_owners = kind == "escalate"
    those = await (people.owners(work.tx, post.business_id) if to_owners else reminders.to_ask(work, post))
    dues = [recipients.catch_up(work, one.person_id, reminders.by_hours(work, one, post)) for one in those]
    await schedule.plan(work.tx, dues)


async def tell(work: Work, subject: str, period: str) -> None:
    """The days that still have no number, with a button each."""
    person = await people.by_id(work.tx, int(subject))
    if person is None:
        return
    posts = await reporting_places.posts(work.tx, person)
    open_days = [(post, days) for post in posts if (days := await missing_days(work, post))]
    if not open_days:
        return
    since = to_utc(date.fromisoformat(period), time(0), "UTC")
    left_out = await schedule.dropped(
        work.tx, [str(PlaceSubject(post.promo_id, post.location_id)) for post in posts], since
    )
    earliest = min(day for _, days in open_days for day in days)
    asked = await schedule.done(work.tx, "ask", to_utc(earliest, time(0), "UTC"))
    unasked = [day for post, days in open_days for day in days if _asking(post, day) not in asked]
    called = told_apart([post for post, _ in open_days], person.language)
    buttons = [
        Button(
            shortened(called[number], before=f"{values.day(day, person.language)} · "),
            "fix",
            (post.promo_id, post.location_id, day),
            own=True,
        )
        for number, (post, days) in enumerate(open_days)
        for day in days
    ]
    reader = Reader(person.telegram_id, person.language, person_id=person.id)
    work.tell(
        reader,
        "daily/report.catch_up",
        places=open_days[:MOST_PLACES],
        more=len(open_days[MOST_PLACES:]),
        left_out=left_out,
        unasked=unasked,
        buttons=in_rows(buttons[:MOST_DAYS], 1),
        again=False,
        key=f"catch_up:{subject}:{period}",
    )


def _asking(post: ReportingPlace, day: date) -> tuple[str, str]:
    """The subject and period of the question at closing."""
    return str(PlaceSubject(post.promo_id, post.location_id)), day.isoformat()


async def missing_days(work: Work, post: ReportingPlace) -> tuple[date, ...]:
    today = post.today(work.now)
    entries = await daily_reports.recent(work.tx, post.promo_id, post.location_id, today, today)
    return missing(await reminders.within(work, post), entries, work.now, await history.pauses(work.tx, post.promo_id))
