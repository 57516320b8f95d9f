"""Businesses and their locations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from domain.calendar import Closing, WorkingDays, local_day
from domain.reading import city_key
from domain.schedule.plan import Place, place_name
from domain.schedule.reporting_days import Pause
from storage import sql
from storage.agreement import history
from storage.db import Tx
from storage.records import Row, moment


class Business(Struct, frozen=True):
    """A business's profile. `found_in`: the city in which others may find it."""

    id: int
    name: str
    category: str
    city: str
    address: str | None
    price_tier: str | None
    audience: str | None
    currency: str
    zone: str
    margin: int | None
    found_in: str | None


class Location(Struct, frozen=True):
    """A location with its answers as they were given: weekdays as `1,2,3`, the closing time as `20:00`."""

    id: int
    business_id: int
    name: str
    address: str | None
    online: bool
    weekdays: str
    closes: str


async def add(tx: Tx, profile: Mapping[str, Any], now: datetime, by: int) -> int:
    """A new business from its profile; its number."""
    number: int = await tx.value(
        """
        INSERT INTO business (name, category, city, address, price_tier, audience, currency, zone, margin,
                              created_at, created_by)
        VALUES (:name, :category, :city, :address, :price_tier, :audience, :currency, :zone, :margin, :now, :by)
        RETURNING id
        """,
        now=now,
        by=by,
        **{
            name: profile.get(name)
            for name in ("name", "category", "city", "address", "price_tier", "audience", "currency", "zone", "margin")
        },
    )
    return number


async def change(tx: Tx, business_id: int, profile: Mapping[str, Any]) -> None:
    await tx.write(
        """
        UPDATE business SET name = :name, category = :category, city = :city, address = :address,
            price_tier = :price_tier, audience = :audience, currency = :currency, zone = :zone, margin = :margin,
            found_in = CASE WHEN found_in IS NULL THEN NULL ELSE :place END
        WHERE id = :id
        """,
        id=business_id,
        place=city_key(profile["city"]),
        **{
            name: profile.get(name)
            for name in ("name", "category", "city", "address", "price_tier", "audience", "currency", "zone", "margin")
        },
    )


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
    await tx.write(
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


async def find(tx: Tx, business_id: int) -> Business | None:
    return await tx.record(Business, "SELECT * FROM business WHERE id = :id", id=business_id)


async def some(tx: Tx, business_ids: Iterable[int]) -> list[Business]:
    ids = sql.numbers(business_ids)
    return await tx.records(Business, f"SELECT * FROM business WHERE id IN ({ids}) ORDER BY id")


async def locations(tx: Tx, business_id: int) -> list[Location]:
    return await tx.records(
        Location, "SELECT * FROM location WHERE business_id = :id AND closed_at IS NULL ORDER BY id", id=business_id
    )


async def location(tx: Tx, location_id: int) -> Location | None:
    """One that is not closed for good."""
    return await tx.record(Location, "SELECT * FROM location WHERE id = :id AND closed_at IS NULL", id=location_id)


async def close_location(tx: Tx, location_id: int, now: datetime, by: int) -> None:
    """For good: nobody is asked about it from that day on, and what it reported stays."""
    await tx.write(
        "UPDATE location SET closed_at = :now, closed_by = :by WHERE id = :id AND closed_at IS NULL",
        now=now,
        by=by,
        id=location_id,
    )


async def change_counter(tx: Tx, location_id: int, given: Mapping[str, Any]) -> None:
    """What a profile says of the first location: working days, closing time, address."""
    await tx.write(
        "UPDATE location SET weekdays = :weekdays, closes = :closes, address = :address WHERE id = :id",
        weekdays=given["weekdays"],
        closes=given["closes"],
        address=given.get("address"),
        id=location_id,
    )


async def places(tx: Tx, promo_id: str) -> tuple[Place, ...]:
    """The locations of a promo's businesses, in the order of the parties; of those closed for good the ones that were
    there in its time. Who asks, teaches or invites takes `plan.at_work` of them."""
    rows = await tx.all(
        """
        SELECT l.id, l.business_id, l.name, b.name AS business, b.zone, l.weekdays, l.closes, l.closed_at, l.online,
               promo.starts,
               l.closed_at IS NOT NULL AND EXISTS (
                   SELECT 1 FROM daily_report r WHERE r.promo_id = promo.id AND r.location_id = l.id) AS reported,
               EXISTS (SELECT 1 FROM transition t WHERE t.promo_id = promo.id AND t.to_state = 'paused') AS paused
        FROM party JOIN location l ON l.business_id = party.business_id
        JOIN business b ON b.id = l.business_id JOIN promo ON promo.id = party.promo_id
        WHERE party.promo_id = :promo AND party.left_at IS NULL ORDER BY party.slot, l.id
        """,
        promo=promo_id,
    )
    there = [row for row in rows if _was_there(row)]
    shops = Counter(row["business_id"] for row in there)
    pauses = await history.pauses(tx, promo_id) if any(row["paused"] for row in there) else ()
    return tuple(_place(row, shops[row["business_id"]] == 1, pauses) for row in there)


def _was_there(row: Row) -> bool:
    """Not closed for good, or not before the promo began, or with a report in it."""
    shut = shut_on(row)
    return shut is None or bool(row["reported"]) or (row["starts"] is not None and str(shut) > row["starts"])


def shut_on(row: Row) -> date | None:
    """The local day on which a location closed for good."""
    return local_day(moment(row["closed_at"]), row["zone"]) if row["closed_at"] else None


def _place(row: Row, alone: bool, pauses: tuple[Pause, ...]) -> Place:
    return Place(
        location_id=row["id"],
        business_id=row["business_id"],
        name=place_name(row["business"], row["name"], alone),
        zone=row["zone"],
        weekdays=WorkingDays.of(row["weekdays"]),
        closes=Closing.of(row["closes"]),
        shut=shut_on(row),
        pauses=pauses,
        online=bool(row["online"]),
    )
