"""Who knows the offer: names for the own owners, numbers for the partners."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.schedule import plan
from domain.schedule.plan import Place
from domain.staff import training
from domain.staff.training import LEARNING
from handlers.asked import own_promo
from handlers.buttons import Button, Rows
from handlers.context import Context, Work
from handlers.staff.training import begin, to_hang
from storage import people
from storage.agreement import promos
from storage.agreement.promos import Promo
from storage.business import businesses
from storage.people import Member
from storage.staff import training as lessons

MOST_SHEETS = 5


class Class(Struct, frozen=True):
    """A location that takes part, who works there, and which of them know the offer as it is now."""

    place: Place
    members: Sequence[Member]
    knows: frozenset[int]  # person ids

    @property
    def trained(self) -> int:
        return sum(member.person_id in self.knows for member in self.members)


async def classes(work: Work, promo_id: str, terms: Terms) -> list[Class]:
    """Every location where there is something to know."""
    passed = await lessons.passed(work.tx, promo_id)
    found = []
    for place in plan.at_work(plan.taking_part(terms, await businesses.places(work.tx, promo_id))):
        learnt = training.lesson(terms, place)
        if learnt:
            knows = frozenset(person for person, mark in passed if mark == learnt.mark)
            found.append(Class(place, await people.staff(work.tx, place.location_id), knows))
    return found


async def on_progress(context: Context) -> None:
    promo = await own_promo(context, context.pressed[0], LEARNING)
    if promo is None:
        return
    context.toast()
    found = await classes(context.work, promo.id, promo.terms)
    own = [one for one in found if context.person.is_owner(one.place.business_id)]
    context.say(
        "staff/training.who",
        title=promo.title,
        own=own,
        sides=_numbers(promo.terms, found, context.person.owns),
        buttons=_buttons(promo, own, context.person.id),
    )


def _numbers(terms: Terms, found: Sequence[Class], owns: frozenset[int]) -> list[tuple[str, int, int]]:
    """Each partner with how many of how many."""
    counted = []
    for party in terms.parties:
        theirs = [one for one in found if one.place.business_id == party.business_id]
        if party.business_id not in owns and theirs:
            counted.append((party.name, sum(one.trained for one in theirs), sum(len(one.members) for one in theirs)))
    return counted


def _buttons(promo: Promo, own: Sequence[Class], person_id: int) -> Rows:
    """The owner may learn it too, and may invite whom is missing."""
    learn = [[begin(promo.id, one.place.location_id)] for one in own[:1] if person_id not in one.knows]
    invite = [
        [Button("Invite staff: %(name)s", "invite", (one.place.location_id,), words={"name": one.place.name})]
        for one in own
        if not one.members
    ]
    return [*learn, *invite, *([to_hang(promo.id, one.place.location_id)] for one in own[:MOST_SHEETS])]


async def unlearnt(work: Work, owns: frozenset[int]) -> dict[int, list[str]]:
    """For the owner's list of staff: which promos somebody still has to learn, by person id."""
    missing: dict[int, list[str]] = {}
    for promo in await promos.mine(work.tx, owns):
        for one in await classes(work, promo.id, promo.terms) if promo.state in LEARNING else ():
            for member in one.members:
                if one.place.business_id in owns and member.person_id not in one.knows:
                    titles = missing.setdefault(member.person_id, [])
                    titles += [promo.title] if promo.title not in titles else []
    return missing
