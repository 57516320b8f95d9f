"""One side's yes to one version, as a text that can be hashed: for whom, by whom, on what, when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from domain.agreement.terms import Part
from domain.calendar import local_day


class Capacity(StrEnum):
    """In which capacity a person signs; anything else stands in their own words."""

    OWNER = "owner"
    DIRECTOR = "director"
    SOLE_TRADER = "sole_trader"
    ATTORNEY = "attorney"


class SignatureText(Part):
    """`agreement` is the fingerprint of the version; the rest is as the side said it at that moment."""

    agreement: str
    promo_id: str
    version: int
    business: str
    city: str
    address: str | None
    legal_name: str | None
    register_number: str | None
    legal_address: str | None
    signatory: str
    capacity: str
    signed_at: datetime


class Signature(Struct, frozen=True):
    """A party and its signatory, as it was when they signed; without a time it has not signed.

    `text` and `fingerprint` are the signature's own, letter by letter; older ones have none.
    """

    business_id: int
    business: str
    city: str
    address: str | None
    legal_name: str | None
    register_number: str | None
    legal_address: str | None
    person: str | None
    capacity: str | None
    at: datetime | None
    text: str | None
    fingerprint: str | None


def signed_on(signatures: Sequence[Signature], zone: str) -> date | None:
    """The local day of the last signature; None while one is missing."""
    times = [one.at for one in signatures if one.at]
    return local_day(max(times), zone) if times and len(times) == len(signatures) else None
