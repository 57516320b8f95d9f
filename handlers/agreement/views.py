"""How a promo's answers are shown: by the names of its sides and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.agreement.terms import Terms
from domain.schedule.plan import at_work
from handlers.context import Context, Work
from handlers.forms.steps import TermsView
from storage.agreement import promos
from storage.business import businesses
from storage.forms import Form
from templates.format.answers import View


async def of_terms(work: Work, terms: Terms, known: Mapping[int, str] | None = None) -> View:
    """`known`: what locations were called when the terms were made; the others go by their names of today."""
    places = await businesses.places(work.tx, terms.promo_id)
    return View(
        currency=terms.currency,
        names={party.slot: party.name for party in terms.parties},
        partners=terms.partners,
        offers=len(terms.offers),
        perks=len(terms.perks),
        places={place.location_id: place.name for place in places} | dict(known or {}),
    )


async def of_draft(context: Context, form: Form) -> TermsView:
    """While partners are unknown; with the category of the business that proposes."""
    parties = await promos.parties(context.tx, form.subject)
    places = at_work(await businesses.places(context.tx, form.subject))
    own = await businesses.find(context.tx, parties[0].business_id) if parties else None
    names = named(form.answers, {party.slot: party.name for party in parties})
    view = of_answers(form.answers, names, {place.location_id: place.name for place in places})
    return TermsView(view, own.category if own else "")


def named(answers: Mapping[str, Any], names: Mapping[int, str]) -> dict[int, str]:
    """The sides by name; a partner that is not in yet by the name that the initiator gave it."""
    return ({2: answers["partner_name"]} if answers.get("partner_name") else {}) | dict(names)


def of_answers(answers: Mapping[str, Any], names: Mapping[int, str], places: Mapping[int, str]) -> View:
    return View(
        currency=answers.get("currency") or "UAH",
        names=names,
        partners=answers.get("partners") or 2,
        offers=answers.get("offers") or 1,
        perks=answers.get("perks") or 0,
        places=places,
    )
