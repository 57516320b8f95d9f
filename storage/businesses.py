"""Businesses and their locations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from domain.calendar import WorkingDays
from domain.plan import Place
from domain.reading import city_key
from storage.db import Row, Tx


async def add(tx: Tx, profile: Mapping[str, Any], now: datetime, by: int) -> int:
    """A new business from its profile; its number."""
    number: int = await tx.value(
        """
        INSERT INTO business (name, category, city, address, price_tier, audience, currency, zone, margin,
                              created_at, created_by)
        VALUES (:name, :category, :city, :address, :price_tier, :audience, :currency, :zone, :margin, :now, :by)
        RETURNING id
        """,
        now=now, by=by,
        **{name: profile.get(name) for name in (
            "name", "category", "city", "address", "price_tier", "audience", "currency", "zone", "margin")},
    )  # fmt: skip
    return number


async def change(tx: Tx, business_id: int, profile: Mapping[str, Any]) -> None:
    await tx.run(
        """
        UPDATE business SET name = :name, category = :category, city = :city, address = :address,
            price_tier = :price_tier, audience = :audience, currency = :currency, zone = :zone, margin = :margin,
            found_in = CASE WHEN found_in IS NULL THEN NULL ELSE :place END
        WHERE id = :id
        """,
        id=business_id, place=city_key(profile["city"]),
        **{name: profile.get(name) for name in (
            "name", "category", "city", "address", "price_tier", "audience", "currency", "zone", "margin")},
    )  # fmt: skip


async def add_location(tx: Tx, business_id: int, given: Mapping[str, Any]) -> int:
    """A location from its answers: name, address, weekdays, closes, online ('yes' or anything else)."""
    number: int = await tx.value(
        """
        INSERT INTO location (business_id, name, address, weekdays, closes, online)
        VALUES (:business, :name, :address, :weekdays, :closes, :online) RETURNING id
        """,
        business=business_id,
        **_place_values(given),
    )
    return number


async def change_location(tx: Tx, location_id: int, given: Mapping[str, Any]) -> None:
    await tx.run(
        """
        UPDATE location SET name = :name, address = :address, weekdays = :weekdays, closes = :closes, online = :online
        WHERE id = :id
        """,
        id=location_id,
        **_place_values(given),
    )


def _place_values(given: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: given.get(name) for name in ("name", "address", "weekdays", "closes")}
    return plain | {"online": int(given.get("online") == "yes")}


async def find(tx: Tx, business_id: int) -> Row | None:
    return await tx.one("SELECT * FROM business WHERE id = :id", id=business_id)


async def some(tx: Tx, business_ids: Iterable[int]) -> list[Row]:
    ids = ", ".join(str(int(number)) for number in business_ids) or "0"
    return await tx.all(f"SELECT * FROM business WHERE id IN ({ids}) ORDER BY id")


async def locations(tx: Tx, business_id: int) -> list[Row]:
    return await tx.all(
        "SELECT * FROM location WHERE business_id = :id AND closed_at IS NULL ORDER BY id", id=business_id
    )


async def location(tx: Tx, location_id: int) -> Row | None:
    return await tx.one("SELECT * FROM location WHERE id = :id", id=location_id)


async def change_hours(tx: Tx, location_id: int, weekdays: str, closes: str) -> None:
    """Working days and closing time of a location."""
    await tx.run(
        "UPDATE location SET weekdays = :weekdays, closes = :closes WHERE id = :id",
        weekdays=weekdays, closes=closes, id=location_id,
    )  # fmt: skip


async def places(tx: Tx, promo_id: str) -> tuple[Place, ...]:
    """The locations of a promo's businesses, in the order of the parties."""
    rows = await tx.all(
        """
        SELECT l.id, l.business_id, l.name, b.name AS business, b.zone, l.weekdays, l.closes,
               count(*) OVER (PARTITION BY l.business_id) AS siblings
        FROM party JOIN location l ON l.business_id = party.business_id AND l.closed_at IS NULL
        JOIN business b ON b.id = l.business_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot, l.id
        """,
        promo=promo_id,
    )
    return tuple(_place(row) for row in rows)


def _place(row: Row) -> Place:
    name = row["business"] if row["siblings"] == 1 else f"{row['business']}, {row['name']}"
    return Place(
        row["id"], row["business_id"], name, row["zone"], WorkingDays.of(row["weekdays"]),
        time.fromisoformat(row["closes"]),
    )  # fmt: skip
