"""A side's own customers, by the place where they came and by the channel: at the counter or online."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from domain.agreement.terms import Terms
from domain.daily.totals import DayTotals
from domain.options import Channel
from domain.results.coverage import Coverage, says_new, says_sales
from domain.results.facts import MetricInputs
from domain.schedule.plan import Place, counting


class Breakdown(Struct, frozen=True):
    """`uses` is None without a report, `new` and `sales` where nobody said them; sales in minor units of the side's
    currency."""

    name: str
    channel: Channel
    uses: int | None
    new: int | None
    sales: int | None
    new_told: Coverage
    sales_told: Coverage


def by_place(facts: MetricInputs, business_id: int, first: date = date.min) -> tuple[Breakdown, ...]:
    """From a day on; nothing to split where there is one place."""
    own = [place for place in counting(facts.terms, facts.places) if place.business_id == business_id]
    currency = next((side.currency for side in facts.businesses if side.business_id == business_id), "")
    there = [entry for entry in facts.entries if first <= entry.day <= facts.until]
    made = [
        _split(facts.terms, place, [e for e in there if e.location_id == place.location_id], currency) for place in own
    ]
    return tuple(made) if len(made) > 1 else ()


def _split(terms: Terms, place: Place, entries: list[DayTotals], currency: str) -> Breakdown:
    return Breakdown(
        name=place.name,
        channel=channel_of(terms, place),
        uses=_sum(entry.customers for entry in entries),
        new=_sum(entry.new for entry in entries if entry.new is not None),
        sales=_sum(entry.sales for entry in entries if entry.sales is not None and entry.currency == currency),
        new_told=Coverage(sum(map(says_new, entries)), len(entries)),
        sales_told=Coverage(sum(says_sales(entry, currency) for entry in entries), len(entries)),
    )


def channel_of(terms: Terms, place: Place) -> Channel:
    """Online is the online shop, and any place where every offer is used online."""
    party = terms.party_of(place.business_id)
    offers = terms.offers_at(party.slot) if party else ()
    only_online = bool(offers) and all(offer.channel is Channel.ONLINE for offer in offers)
    return Channel.ONLINE if place.online or only_online else Channel.COUNTER


def _sum(numbers: Iterable[int]) -> int | None:
    known = list(numbers)
    return sum(known) if known else None


def by_channel(places: Iterable[Breakdown]) -> tuple[Breakdown, ...]:
    """Both channels, where a side has both."""
    places = list(places)
    made = [_joined(channel, [one for one in places if one.channel is channel]) for channel in Channel]
    return tuple(made) if {one.channel for one in places} == set(Channel) else ()


def _joined(channel: Channel, places: list[Breakdown]) -> Breakdown:
    return Breakdown(
        name="",
        channel=channel,
        uses=_sum(one.uses for one in places if one.uses is not None),
        new=_sum(one.new for one in places if one.new is not None),
        sales=_sum(one.sales for one in places if one.sales is not None),
        new_told=_told(one.new_told for one in places),
        sales_told=_told(one.sales_told for one in places),
    )


def _told(parts: Iterable[Coverage]) -> Coverage:
    parts = list(parts)
    return Coverage(sum(part.known for part in parts), sum(part.whole for part in parts))
