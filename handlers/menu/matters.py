"""What people ask about in their own words: each matter has its answer and the next taps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import timedelta
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from domain.daily.facts import ReportingPlace
from domain.reading import Matter
from domain.states import AGREED, EVER_AGREED, LIVE, OPEN_PROPOSAL, State
from handlers.account import reminder_hours
from handlers.agreement.change_requests import AMENDABLE
from handlers.buttons import Button, Key, Rows
from handlers.codes import card_sheets, materials
from handlers.context import Context
from handlers.daily.places import own_posts, told_apart
from handlers.menu import menu_words
from handlers.results import metrics
from storage.agreement import promos
from storage.agreement.promos import AnyPromo, Promo
from storage.codes import codes
from templates.format import values

MOST = 3
PROPOSE = Button("Propose a promo", "menu", ("new",))
INVITATION = Button("I have an invitation", "menu", ("invitation",))
REPORT = Button("Report today", "menu", ("report",))
WORK = Button("Where I work", "mywork")


class OfPromo(Struct, frozen=True):
    """A button for each promo in one of these states."""

    words: str
    action: str
    states: Collection[State]
    args: tuple[str, ...] = ()


BEGUN = AGREED - {State.SIGNED}
OF_EVERYBODY = {
    Matter.DATA: (Button("What is stored about me", "aboutme"), Button("Forget me", "forget")),
    Matter.START: (PROPOSE, INVITATION),
    Matter.INVITED: (INVITATION,),
    Matter.WHO: (PROPOSE, INVITATION),
}
OF_STAFF = {Matter.LEAVE: (WORK,), Matter.TWO_SHOPS: (WORK,), Matter.NO_NUMBERS: (REPORT,), Matter.REPORTING: (REPORT,)}
OF_OWNERS = {
    Matter.STAFF: (Button("My staff", "menu", ("staff",)),),
    Matter.PARTNER: (PROPOSE, Button("My promos", "menu", ("promos",))),
}
OF_PROMO = {
    Matter.SHARING: OfPromo("All terms", "terms", AGREED),
    Matter.AGREEMENT: OfPromo("Agreement (PDF)", "pdf", AGREED),
    Matter.PAUSE: OfPromo("Pause", "stop", {State.RUNNING}, ("pause",)),
    Matter.END: OfPromo("Cancel the promo", "stop", AMENDABLE, ("cancel",)),
    Matter.CHANGE: OfPromo("Change the terms", "amend", AMENDABLE),
    Matter.LEDGER: OfPromo("Ledger", "ledger", BEGUN),
    Matter.WEEK: OfPromo("Week", "week", BEGUN),
    Matter.REPORTING: OfPromo("Week", "week", BEGUN),
    Matter.OWED: OfPromo("Money", "money", EVER_AGREED),
    Matter.EXPENSE: OfPromo("Money", "money", EVER_AGREED),
    Matter.SILENT: OfPromo("Look at it", "promo", OPEN_PROPOSAL),
    Matter.OFFER: OfPromo("Look at it", "promo", LIVE),
}
OPENINGS: dict[Matter, Callable[[Promo], Rows]] = {
    Matter.RESULTS: metrics.opening,
    Matter.CARDS: lambda promo: [*card_sheets.opening(promo), *materials.opening(promo)],
}
OF_THE_TERMS = frozenset(
    {
        Matter.SHARING,
        Matter.EXPENSE,
        Matter.OWED,
        Matter.PAUSE,
        Matter.END,
        Matter.CHANGE,
        Matter.CARDS,
        Matter.OFFER,
        Matter.RESULTS,
        Matter.LEDGER,
        Matter.AGREEMENT,
        Matter.START,
        Matter.READY,
        Matter.MINIMUM,
        Matter.MECHANIC,
    }
)
"""While a promo is on the table, rather a question to the partner."""
OWNERS_ONLY = frozenset({Matter.PAUSE, Matter.END, Matter.CHANGE, Matter.STAFF, Matter.EXPENSE, Matter.CARDS})


async def answer(context: Context, matter: Matter, otherwise: Sequence[Key], *, sure: bool) -> None:
    """The answer with the next taps, or `otherwise` where the matter has none. A guess says so and has a way out."""
    person = context.person
    buttons = [*await _days(context, matter), *await _buttons(context, matter)]
    only = ["menu/matters.owners_only"] if matter in OWNERS_ONLY and person.works_at and not person.owns else []
    coded = person.has_role() and await codes.concern(context.tx, person)
    rows = [[button] for button in buttons or (otherwise if person.has_role() else (PROPOSE, INVITATION))]
    guess = [] if sure else ["menu/matters.perhaps"]
    out = [] if sure else [[Button("Something else", "now")]]
    context.say((*guess, f"menu/matters.{matter}", *only), coded=coded, buttons=[*rows, *out])


async def _buttons(context: Context, matter: Matter) -> list[Key]:
    person = context.person
    ready = menu_words.ready(context) if matter is Matter.READY else ()
    hours = chain(*reminder_hours.opening(person.hours)) if matter is Matter.REMINDERS else ()
    at_work = OF_STAFF.get(matter, ()) if person.works_at else ()
    as_owner = OF_OWNERS.get(matter, ()) if person.owns else ()
    return [*OF_EVERYBODY.get(matter, ()), *at_work, *as_owner, *ready, *hours, *await _of_promos(context, matter)]


async def _of_promos(context: Context, matter: Matter) -> list[Key]:
    """One button with its own words; of several promos each by its title."""
    own: Sequence[AnyPromo] = await promos.mine_any(context.tx, context.person.owns)
    at_work = await promos.working_at(context.tx, context.person.works_at) if matter is Matter.OFFER else []
    first = {promo.id: promo for promo in [*own, *at_work]}.values()
    found = [(promo, buttons) for promo in first if (buttons := list(_of_promo(promo, matter)))]
    if len(found) == 1:
        return [*found[0][1]]
    return [replace(one, text=promo.title or "…", own=True) for promo, (one, *_) in found[:MOST]]


def _of_promo(promo: AnyPromo, matter: Matter) -> Iterator[Button]:
    if matter in OPENINGS and isinstance(promo, Promo):
        yield from (one for one in chain(*OPENINGS[matter](promo)) if isinstance(one, Button))
    found = OF_PROMO.get(matter)
    if found and promo.state in found.states:
        yield Button(found.words, found.action, (promo.id, *found.args))


async def _days(context: Context, matter: Matter) -> list[Key]:
    """Yesterday and today of each place, to be corrected; an owner's calendar has the others."""
    posts = await own_posts(context) if matter is Matter.FIX else ()
    language = context.person.language
    names = [f" · {name}" for name in told_apart(posts, language)] if len(posts) > 1 else [""]
    days = [button for pair in zip(posts[:MOST], names, strict=False) for button in _of_place(context, *pair)]
    calendar = next((post.promo_id for post in posts if context.person.is_owner(post.business_id)), None)
    return [*days, *([Button("Calendar", "cal", (calendar,))] if calendar else [])]


def _of_place(context: Context, post: ReportingPlace, name: str) -> Iterator[Button]:
    today = post.today(context.said_at)
    for day in (today - timedelta(days=1), today):
        if post.starts <= day <= post.ends:
            words = f"{values.day(day, context.person.language)}{name}"
            yield Button(words, "fix", (post.promo_id, post.location_id, day), own=True)
