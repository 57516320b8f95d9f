"""Two businesses: the person's own, and another that it may see or knows already."""

from __future__ import annotations

from dataclasses import dataclass

from domain.contact import Stand, Standing, standing
from domain.fit import Profile
from handlers.buttons import number as number_of
from handlers.context import Context
from storage import businesses, contacts, finding, fits
from storage.db import Row


@dataclass(frozen=True)
class Pair:
    mine: Profile
    other: Profile
    zone: str
    standing: Standing

    @property
    def ids(self) -> tuple[int, int]:
        return self.mine.business_id, self.other.business_id

    @property
    def subject(self) -> str:
        """What a form between the two is about."""
        return f"{self.mine.business_id}-{self.other.business_id}"


async def own(context: Context, number: str) -> Row | None:
    """The business, if it is the person's."""
    row = await businesses.find(context.tx, number_of(number))
    return row if row and context.person.is_owner(row["id"]) else None


async def seen(context: Context, mine: str, other: str) -> Pair | None:
    """Both, if the person owns the first and it may see the second."""
    row = await own(context, mine)
    found = await finding.seen(context.tx, finding.profile(row), number_of(other)) if row else None
    return await _pair(context, row, found) if row and found else None


async def known(context: Context, mine: str, other: str) -> Pair | None:
    """Both, if they agreed to talk or are in one promo."""
    row, found = await own(context, mine), await businesses.find(context.tx, number_of(other))
    if row is None or found is None or row["id"] == found["id"]:
        return None
    pair = await _pair(context, row, finding.profile(found))
    together = await fits.common_promo(context.tx, row["id"], found["id"])
    return pair if together or pair.standing.stand is Stand.AGREED else None


async def _pair(context: Context, row: Row, other: Profile) -> Pair:
    between = await contacts.between(context.tx, row["id"], other.business_id)
    return Pair(finding.profile(row), other, row["zone"], standing(row["id"], between, context.now))
