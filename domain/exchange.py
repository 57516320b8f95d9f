"""Who sent whom, for a picture of it: every direction with its count, or that nothing is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.metrics import Entry
from domain.plan import Place, counting
from domain.senders import Direction
from domain.terms import Party, Terms


@dataclass(frozen=True)
class Flow:
    """`sender` is None where nothing tells it; `customers` where the receiver has not reported. `more`: reports of the
    receiver are missing, so that it may be more. `met`: the agreed minimum, None without one."""

    sender: Party | None
    receiver: Party
    customers: int | None
    more: bool
    met: bool | None


def flows(
    terms: Terms, places: tuple[Place, ...], entries: Iterable[Entry], ways: Iterable[Direction],
    missing: Mapping[int, int],
) -> tuple[Flow, ...]:  # fmt: skip
    """In the order of the senders, those without one last."""
    parties = {party.slot: party for party in terms.parties}
    heard = _heard(terms, places, entries)
    made = [_flow(terms, parties, way, way.receiver in heard, bool(missing.get(way.receiver))) for way in ways]
    return tuple(sorted(made, key=lambda flow: (flow.sender is None, _slot(flow.sender), flow.receiver.slot)))


def _heard(terms: Terms, places: tuple[Place, ...], entries: Iterable[Entry]) -> set[int]:
    """The sides with a report."""
    slots = {party.business_id: party.slot for party in terms.parties}
    at = {place.location_id: slots.get(place.business_id, 0) for place in counting(terms, places)}
    return {at[entry.location_id] for entry in entries if entry.location_id in at}


def _flow(terms: Terms, parties: Mapping[int, Party], way: Direction, heard: bool, more: bool) -> Flow:
    customers = way.customers if heard or way.customers else None
    met = customers >= terms.minimum if terms.minimum and way.sender and customers is not None else None
    return Flow(parties.get(way.sender or 0), parties[way.receiver], customers, more, met)


def _slot(party: Party | None) -> int:
    return party.slot if party else 0
