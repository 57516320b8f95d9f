"""One side's yes to one version, as a text that can be hashed: for whom, by whom, on what, when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.agreement.terms import Part


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
