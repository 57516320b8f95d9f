"""Two businesses: the person's own, and another that it may see or knows already."""

from __future__ import annotations

from msgspec import Struct

from domain.matching.compatibility import Profile
from domain.matching.introduction import IntroductionStatus, Stand, standing
from handlers.buttons import number as number_of
from handlers.context import Context
from storage.business import businesses
from storage.business.businesses import Business
from storage.matching import compatibility, discovery, introductions


class Pair(Struct, frozen=True):
    mine: Profile
    other: Profile
    zone: str
    standing: IntroductionStatus

    @property
    def ids(self) -> tuple[int, int]:
        return self.mine.business_id, self.other.business_id

    @property
    def subject(self) -> str:
        """What a form between the two is about."""
        return f"{self.mine.business_id}-{self.other.business_id}"


async def own(context: Context, number: str) -> Business | None:
    """The business, if it is the person's."""
    row = await businesses.find(context.tx, number_of(number))
    return row if row and context.person.is_owner(row.id) else None


async def seen(context: Context, mine: str, other: str) -> Pair | None:
    """Both, if the person owns the first and it may see the second."""
    row = await own(context, mine)
    found = await discovery.seen(context.tx, discovery.profile(row), number_of(other)) if row else None
    return await _pair(context, row, found) if row and found else None


async def known(context: Context, mine: str, other: str) -> Pair | None:
    """Both, if they agreed to talk or are in one promo."""
    row, found = await own(context, mine), await businesses.find(context.tx, number_of(other))
    if row is None or found is None or row.id == found.id:
        return None
    pair = await _pair(context, row, discovery.profile(found))
    together = await compatibility.common_promo(context.tx, row.id, found.id)
    return pair if together or pair.standing.stand is Stand.AGREED else None


async def _pair(context: Context, row: Business, other: Profile) -> Pair:
    between = await introductions.between(context.tx, row.id, other.business_id)
    return Pair(discovery.profile(row), other, row.zone, standing(row.id, between, context.now))
