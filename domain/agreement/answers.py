"""Terms as a form's answers and back, and what differs between two versions, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from domain.agreement.fields import FIELDS, MOST_OFFERS, MOST_PERKS, Answers, applicable, filled
from domain.agreement.terms import EACH, MOST_SIDES, Duty, Party, PlaceTerms, SideTerms, Terms
from domain.money import Money, split

PLAIN = (
    "title", "goal", "target", "partners", "scale", "budget", "taking_part", "mechanic", "word", "in_force_from",
    "people", "client_base", "mailing_volume", "mailing_period", "mailing_person", "reporting", "baseline",
    "sums", "share_customers", "share_sales", "share_margin", "counted", "minimum", "split", "shares", "pay",
    "bonus_from", "bonus", "penalty", "lost_days", "silence_days", "pay_days", "vat", "netting", "notice_days",
    "resumed_by", "pause_days", "printed", "clauses", "prevails",
)  # fmt: skip
OFFER_PARTS = ("what", "condition", "receiver", "giver", "channel", "cost", "limit", "daily", "cap", "places")
PERK_PARTS = ("giver", "what", "at", "repeats")


def from_answers(answers: Answers, promo_id: str, currency: str, parties: tuple[Party, ...]) -> Terms:
    """The terms that a finished form describes. What its conditions do not call for is left out."""
    given = _called_for(filled(answers))
    span = given["dates"]
    return Terms(
        promo_id=promo_id,
        currency=currency,
        parties=parties,
        starts=date.fromisoformat(span["first"]),
        ends=date.fromisoformat(span["last"]),
        sides=_sides(given),
        offers=tuple(_group(given, "o", MOST_OFFERS, OFFER_PARTS)),
        perks=tuple(_group(given, "p", MOST_PERKS, PERK_PARTS)),
        **{name: given[name] for name in PLAIN if name in given},
    )


def _called_for(answers: Answers) -> dict[str, Any]:
    """Answered fields whose condition holds, open ones as what stands for them."""
    called = {}
    for field in applicable(answers):
        value = answers.get(field.name)
        called[field.name] = field.otherwise if value is None else value
    return {name: value for name, value in called.items() if value is not None}


def _sides(given: Answers) -> Any:
    return tuple(
        {
            "slot": slot,
            "gain": given.get(f"gain.{slot}"),
            "brings": given.get(f"brings.{slot}", ()),
            "pay": given.get(f"pay.{slot}"),
        }
        for slot in range(1, MOST_SIDES + 1)
        if {f"gain.{slot}", f"brings.{slot}", f"pay.{slot}"} & set(given)
    )


def _group(given: Answers, letter: str, most: int, parts: Iterable[str]) -> Iterable[dict[str, Any]]:
    for n in range(1, most + 1):
        if f"{letter}{n}.what" in given:
            yield {part: given[f"{letter}{n}.{part}"] for part in parts if f"{letter}{n}.{part}" in given}


def to_answers(terms: Terms) -> dict[str, Any]:
    """The form's answers that give these terms; every field that they call for is there."""
    dump = terms.model_dump(mode="json")
    given = {name: _open(dump[name]) for name in PLAIN if name != "in_force_from" or dump[name]}
    given["dates"] = {"first": dump["starts"], "last": dump["ends"]}
    for side in dump["sides"]:
        given |= {f"{name}.{side['slot']}": _open(side[name]) for name in ("gain", "brings", "pay")}
    given |= {"offers": len(terms.offers), "perks": len(terms.perks) or None}
    given |= _numbered(dump["offers"], "o") | _numbered(dump["perks"], "p")
    return {field.name: given.get(field.name) for field in applicable(given)}


def _numbered(parts: list[dict[str, Any]], letter: str) -> dict[str, Any]:
    return {f"{letter}{n}.{name}": _open(value) for n, part in enumerate(parts, 1) for name, value in part.items()}


def _open(value: Any) -> Any:
    return None if value == [] else value


class Change(Struct, frozen=True):
    field: str
    old: Any
    new: Any


def changes(old: Terms, new: Terms) -> tuple[Change, ...]:
    """Field by field, old → new, in the order of the form."""
    return differing(to_answers(old), to_answers(new))


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    names = [field.name for field in FIELDS if before.get(field.name) != after.get(field.name)]
    return tuple(Change(name, before.get(name), after.get(name)) for name in names)


def without(terms: Terms, leaver: int) -> Terms | None:
    """The terms when one side leaves: its offers and perks go with it, the others move up to slots 1, 2, 3…

    None when fewer than two sides, or no offer, would be left.
    """
    offers = tuple(offer for offer in terms.offers if leaver not in (offer.receiver, offer.giver))
    stay = [party.slot for party in terms.parties if party.slot != leaver]
    if not offers or len(stay) < 2:
        return None
    left = terms.model_copy(
        update={
            "partners": max(terms.partners - 1, len(stay)),
            "offers": offers,
            "perks": tuple(perk for perk in terms.perks if perk.giver != leaver),
            "shares": _reshared(terms, leaver),
        }
    )
    return _renumbered(left, {slot: n for n, slot in enumerate(stay, 1)})


def led_by(terms: Terms, slot: int) -> Terms:
    """The same terms proposed by another side: it takes slot 1, the others follow in their order."""
    order = [slot, *(party.slot for party in terms.parties if party.slot != slot)]
    shares = tuple(terms.shares[old - 1] for old in order) if len(terms.shares) == len(order) else terms.shares
    return _renumbered(terms.model_copy(update={"shares": shares}), {old: new for new, old in enumerate(order, 1)})


def _renumbered(terms: Terms, now: Mapping[int, int]) -> Terms:
    """Everything that names a slot, under its new number; sides without one are gone."""
    new = {EACH: EACH} | dict(now)
    parties = [p.model_copy(update={"slot": now[p.slot]}) for p in terms.parties if p.slot in now]
    moved = terms.model_copy(
        update={
            "parties": tuple(sorted(parties, key=lambda party: party.slot)),
            "sides": _moved(terms, now),
            "offers": tuple(
                offer.model_copy(update={"receiver": new[offer.receiver], "giver": new[offer.giver]})
                for offer in terms.offers
            ),
            "perks": tuple(perk.model_copy(update={"giver": new[perk.giver]}) for perk in terms.perks),
        }
    )
    return from_answers(to_answers(moved), terms.promo_id, terms.currency, moved.parties)


def _moved(terms: Terms, now: Mapping[int, int]) -> tuple[SideTerms, ...]:
    """What each side gains and brings, under its new slot; a partner that does as the second says nothing."""
    sides = {
        new: SideTerms(slot=new, gain=terms.gain(old), brings=terms.brings(old), pay=terms.own_pay(old))
        for old, new in now.items()
    }
    second = sides.get(2)
    return tuple(
        side
        for slot, side in sorted(sides.items())
        if slot <= 2 or second is None or side.pay or (side.gain, side.brings) != (second.gain, second.brings)
    )


def _reshared(terms: Terms, leaver: int) -> tuple[int, ...]:
    """The leaver's share goes to the others in proportion, so that they sum to 100 again."""
    if not terms.shares:
        return ()
    rest = [share for slot, share in enumerate(terms.shares, 1) if slot != leaver]
    return tuple(part.minor for part in split(Money(100, terms.currency), rest))


def repeated(terms: Terms, first: date, last: date) -> dict[str, Any]:
    """The answers for the same again on new days; what was due on a day moves with the first one."""
    by = first - terms.starts
    moved = terms.model_copy(
        update={
            "starts": first,
            "ends": last,
            "in_force_from": None,
            "sides": tuple(
                side.model_copy(update={"brings": tuple(_later(duty, by) for duty in side.brings)})
                for side in terms.sides
            ),
            "offers": tuple(
                offer.model_copy(update={"places": tuple(_later(place, by) for place in offer.places)})
                for offer in terms.offers
            ),
        }
    )
    return to_answers(moved)


def _later(part: Duty | PlaceTerms, by: timedelta) -> Duty | PlaceTerms:
    days = ("due",) if isinstance(part, Duty) else ("first", "last")
    return part.model_copy(update={day: getattr(part, day) + by for day in days if getattr(part, day)})
