"""What each side of a promo gives and gets by its terms, side by side, before anybody signs."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from domain.agreement.terms import EACH, Duty, Offer, Party, Perk, Terms
from domain.money import Money, split
from domain.options import CostSplit, Goal

MOST = 60
"""From this percent of the common costs on, a side bears most of them."""

_COUNTED = (Goal.NEW_CUSTOMERS, Goal.RECEIPTS)


class SideBalance(Struct, frozen=True):
    """One side. Money is in minor units of the terms' currency, `share` in whole percent; None is open or nothing.

    It gives `duties`, at most `cost` at its counter, `share` of the common costs, `pays` for each customer sent to
    it, `gives_perks`. It gets what it says in `gain`, about `expected` customers, `is_paid` for each one that it
    sends, and it can get `gets_perks` and a `bonus`. `flags`: reasons to look twice, as text keys.
    """

    name: str
    slot: int
    duties: tuple[Duty, ...]
    cost: int | None
    share: int | None
    pays: int | None
    gives_perks: tuple[Perk, ...]
    gain: str | None
    expected: int | None
    is_paid: int | None
    gets_perks: tuple[Perk, ...]
    bonus: int | None
    flags: tuple[str, ...] = ()


def balance(terms: Terms) -> tuple[SideBalance, ...]:
    """Every side, in the order of the parties."""
    return tuple(_side(terms, party) for party in terms.parties)


def _side(terms: Terms, party: Party) -> SideBalance:
    slot = party.slot
    sends = _sends(terms, slot)
    side = SideBalance(
        name=party.name,
        slot=slot,
        duties=terms.brings(slot),
        cost=_most_given_away(terms, slot),
        share=_share(terms, party),
        pays=terms.pay_of(slot) if _senders(terms, slot) else None,
        gives_perks=tuple(perk for perk in terms.perks if perk.giver in (EACH, slot)),
        gain=terms.gain(slot),
        expected=_expected(terms, party),
        is_paid=_paid_to(terms, slot),
        gets_perks=tuple(perk for perk in terms.perks if _can_get(terms, perk, slot)),
        bonus=terms.bonus if sends else None,
    )
    return _flagged(side, terms)


def _paid_to(terms: Terms, slot: int) -> int | None:
    """For each customer that it sends; where the others pay differently, the least."""
    rates = [terms.pay_of(party.slot) for party in terms.parties if slot in _senders(terms, party.slot)]
    return min((rate for rate in rates if rate), default=None)


def _senders(terms: Terms, slot: int) -> frozenset[int]:
    """Who hands out what is used at that side's counter; nobody sends customers to itself."""
    offers = terms.offers_at(slot)
    others = {party.slot for party in terms.parties} - {slot}
    return frozenset(other for other in others for offer in offers if offer.giver in (EACH, other))


def _sends(terms: Terms, slot: int) -> bool:
    return any(slot in _senders(terms, other.slot) for other in terms.parties)


def _most_given_away(terms: Terms, slot: int) -> int | None:
    """Cost of a use × limit, at most the cap, over the offers at its counter; None if one of them is open.

    An offer that is used at every counter may be used up at this one. No offer: 0.
    """
    costs = [_cost(offer) for offer in terms.offers_at(slot)]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if len(known) == len(costs) else None


def _cost(offer: Offer) -> int | None:
    if offer.cost == 0:
        return 0
    uses_up = None if offer.cost is None or offer.limit is None else offer.cost * offer.limit
    bounds = [bound for bound in (uses_up, offer.cap) if bound is not None]
    return min(bounds, default=None)


def _share(terms: Terms, party: Party) -> int | None:
    """Percent of the common costs; equal parts sum to 100, the first ones rounded up. None: each pays its own."""
    sides = len(terms.parties)
    if terms.split == CostSplit.OWN:
        return None
    given = tuple(part.minor for part in split(Money(100, terms.currency), [1] * sides))
    shares = given if terms.split == CostSplit.EQUAL else terms.shares
    at = terms.parties.index(party)
    return shares[at] if len(shares) == sides else None


def _expected(terms: Terms, party: Party) -> int | None:
    """The customers sent to it: the agreed minimum from each sender; without one, where the goal counts customers or
    receipts, an even part of the target over the sides that receive. None for other goals and for who receives none.
    """
    senders = _senders(terms, party.slot)
    if not senders:
        return None
    if terms.minimum:
        return terms.minimum * len(senders)
    if terms.goal not in _COUNTED:
        return None
    receivers = [other for other in terms.parties if _senders(terms, other.slot)]
    parts = split(Money(terms.target, terms.currency), [1] * len(receivers))
    return parts[receivers.index(party)].minor


def _can_get(terms: Terms, perk: Perk, slot: int) -> bool:
    """Whether it can send customers to a giver of the perk."""
    givers = {party.slot for party in terms.parties} if perk.giver == EACH else {perk.giver}
    return any(slot in _senders(terms, giver) for giver in givers)


def _flagged(side: SideBalance, terms: Terms) -> SideBalance:
    """With its flags, in this order:

    `gets_nothing`: it names no gain, expects no customers, is paid nothing, can get no perk and no bonus.
    `gives_nothing`: no duty, no offer at its counter, no share, no pay, no perk, no minimum to send.
    `bears_most`: 60 % of the common costs or more, while others receive customers too.
    `no_customers`: no offer is used at its counter.
    """
    receives = bool(terms.offers_at(side.slot))
    gets = (side.gain, side.expected, side.is_paid, side.gets_perks, side.bonus)
    promised = terms.minimum and _sends(terms, side.slot)
    gives = (side.duties, receives, side.share, side.pays, side.gives_perks, promised)
    others_receive = any(party.slot != side.slot for party in terms.receivers())
    flags = {
        "gets_nothing": not any(gets),
        "gives_nothing": not any(gives),
        "bears_most": (side.share or 0) >= MOST and others_receive,
        "no_customers": not receives,
    }
    return replace(side, flags=tuple(name for name, raised in flags.items() if raised))
