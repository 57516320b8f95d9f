"""Which forms there are, and what a finished profile goes on with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers.agreement import change_requests, new_promo, proposal, setup
from handlers.business import legal_details, locations, profile
from handlers.forms.steps import FormKind
from handlers.ledger import mystery_shopper
from handlers.matching import compatibility, introductions

FORMS: Mapping[str, FormKind] = {
    kind.name: kind
    for kind in (
        setup.PROMO, change_requests.CHANGE, profile.PROFILE, locations.PLACE, legal_details.DETAILS,
        introductions.CONTACT, compatibility.FIT, mystery_shopper.SHOPPER,
    )
}  # fmt: skip

AFTER_PROFILE: Mapping[str, Callable[..., Awaitable[None]]] = {"new": new_promo.show, "join": proposal.join}
"""By the word that the profile was begun with; given the business and what stood behind the dash."""
