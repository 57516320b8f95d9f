"""Who sent whom, for a picture of it: every direction with its count, or that nothing is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from domain.agreement.terms import Party, Terms
from domain.daily.totals import DayTotals
from domain.ledger.attribution import Attribution
from domain.ledger.counts import heard
from domain.schedule.plan import Place


class ReferralFlow(Struct, frozen=True):
    """`sender` is None where nothing tells it; `customers` where the receiver has not reported. `more`: reports of the
    receiver are missing, so that it may be more. `met`: the agreed minimum, None without one."""

    sender: Party | None
    receiver: Party
    customers: int | None
    more: bool
    met: bool | None


def flows(
    terms: Terms,
    places: tuple[Place, ...],
    entries: Iterable[DayTotals],
    ways: Iterable[Attribution],
    missing: Mapping[int, int],
) -> tuple[ReferralFlow, ...]:
    """In the order of the senders, those without one last."""
    parties = {party.slot: party for party in terms.parties}
    there = heard(terms, places, entries)
    made = [_flow(terms, parties, way, way.receiver in there, bool(missing.get(way.receiver))) for way in ways]
    return tuple(sorted(made, key=lambda flow: (flow.sender is None, _slot(flow.sender), flow.receiver.slot)))


def _flow(terms: Terms, parties: Mapping[int, Party], way: Attribution, spoke: bool, more: bool) -> ReferralFlow:
    customers = way.customers if spoke or way.customers else None
    met = customers >= terms.minimum if terms.minimum and way.sender and customers is not None else None
    return ReferralFlow(parties.get(way.sender or 0), parties[way.receiver], customers, more, met)


def _slot(party: Party | None) -> int:
    return party.slot if party else 0
