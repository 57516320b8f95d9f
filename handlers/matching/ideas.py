"""/ideas: who completes a business, and who of the city lets itself be found."""

from __future__ import annotations

from typing import Any

from domain.matching import compatibility
from domain.matching.categories import COMPLEMENTS
from domain.matching.compatibility import Profile
from domain.matching.introduction import Stand
from handlers.asked import not_yours
from handlers.business.profile import switch
from handlers.buttons import Button, Rows, shorten
from handlers.context import Context
from handlers.matching import pairs
from handlers.matching.pairs import Pair
from storage.business import businesses
from storage.business.businesses import Business
from storage.matching import discovery as stored_finding
from templates.catalogue import label, word
from templates.words.examples import EXAMPLES

MOST_SHOWN = 8


async def command(context: Context) -> None:
    """Ideas for the person's business; with several, first which one."""
    own = await businesses.some(context.tx, context.person.owns)
    if not own:
        context.say("staff/staff.no_business")
    elif len(own) == 1:
        text, buttons, data = await _ideas(context, own[0])
        context.say(text, buttons=buttons, **data)
    else:
        rows = [[Button(f"{row.name}", "ideas", (row.id,), own=True)] for row in own]
        context.say("matching/ideas.which_business", buttons=rows)


async def on_ideas(context: Context) -> None:
    """The ideas of one business, in place of what the button hung on."""
    business = await pairs.own(context, context.pressed[0])
    if business is None:
        not_yours(context)
        return
    context.toast()
    text, buttons, data = await _ideas(context, business)
    context.edit(text, buttons=buttons, **data)


async def _ideas(context: Context, business: Business) -> tuple[str, Rows, dict[str, Any]]:
    mine = stored_finding.profile(business)
    nearby = await stored_finding.nearby(context.tx, mine, context.person.owns)
    shown = compatibility.rank(mine, nearby, MOST_SHOWN)
    language = context.person.language
    rows = [[_line(mine, other, language)] for other in shown]
    ideas = [(other, label(EXAMPLES[other].offer, language)) for other in COMPLEMENTS[mine.category]]
    in_return = label(EXAMPLES[mine.category].offer, language)
    data = {"mine": mine, "ideas": ideas, "in_return": in_return, "count": len(shown), "visible": business.found_in}
    return "matching/ideas.list", [*rows, [switch(business)]], data


def _line(mine: Profile, other: Profile, language: str) -> Button:
    text = f"{shorten(other.name, 35)} · {word('category', other.category, language)}"
    return Button(text, "see", (mine.business_id, other.business_id), own=True)


async def on_idea(context: Context) -> None:
    """What may be seen of another business, and the way to it."""
    pair = await pairs.seen(context, *context.pressed[:2])
    if pair is None:
        not_yours(context)
        return
    context.toast()
    reasons = compatibility.of_profiles(compatibility.criteria(pair.mine, pair.other))
    buttons = [*_ways_on(pair), [Button("◀ All ideas", "ideas", (pair.mine.business_id,))]]
    context.edit(
        "matching/ideas.page",
        other=pair.other,
        reasons=reasons,
        standing=pair.standing,
        zone=pair.zone,
        buttons=buttons,
    )


def _ways_on(pair: Pair) -> Rows:
    if pair.standing.stand is Stand.NEW:
        return [[Button("Ask them", "meet", pair.ids)]]
    if pair.standing.stand is Stand.THEY_ASK and pair.standing.request:
        return [answers(pair.standing.request.id)]
    return together(*pair.ids) if pair.standing.stand is Stand.AGREED else ()


def answers(request: int) -> list[Button]:
    """The two answers to a request."""
    return [Button("Yes, let us talk", "talk", (request, "yes")), Button("No, thank you", "talk", (request, "no"))]


def together(mine: int, other: int) -> Rows:
    """What two businesses that know each other can do next."""
    return [[Button("Do we fit? ▶", "pair", (mine, other))], [Button("Propose a promo", "new", (mine,))]]
