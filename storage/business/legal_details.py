"""What documents name a business and its signatory by, as far as they have said it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from storage.db import Tx


class LegalDetails(Struct, frozen=True):
    """`full_name` and `capacity` are the asker's own."""

    legal_name: str | None
    register_number: str | None
    legal_address: str | None
    full_name: str | None
    capacity: str | None

    @property
    def are_known(self) -> bool:
        return any((self.legal_name, self.register_number, self.legal_address, self.full_name))


async def find(tx: Tx, business_id: int, person_id: int) -> LegalDetails | None:
    return await tx.record(
        LegalDetails,
        """
        SELECT b.legal_name, b.register_number, b.legal_address, s.full_name, s.capacity
        FROM business b LEFT JOIN signatory s ON s.business_id = b.id AND s.person_id = :person WHERE b.id = :business
        """,
        business=business_id,
        person=person_id,
    )


async def save(tx: Tx, business_id: int, person_id: int, given: Mapping[str, Any]) -> None:
    """The business's for all its owners, name and capacity for this one."""
    await tx.write(
        """
        UPDATE business SET legal_name = :legal_name, register_number = :register_number,
            legal_address = :legal_address WHERE id = :business
        """,
        business=business_id,
        **{name: given.get(name) for name in ("legal_name", "register_number", "legal_address")},
    )
    await tx.write(
        """
        INSERT INTO signatory (business_id, person_id, full_name, capacity)
        VALUES (:business, :person, :full_name, :capacity)
        ON CONFLICT (business_id, person_id) DO UPDATE SET full_name = :full_name, capacity = :capacity
        """,
        business=business_id,
        person=person_id,
        full_name=given.get("full_name"),
        capacity=given.get("capacity"),
    )
