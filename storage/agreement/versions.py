"""Versions of the terms: never changed."""

from __future__ import annotations

import json
from datetime import date, datetime

from msgspec import Struct

from domain.agreement.fingerprint import canonical, hashed
from domain.agreement.terms import Terms, read_terms
from domain.agreement.terms_in_force import TermsInForce
from domain.results.export import Version
from domain.schedule.plan import place_name
from domain.states import AGREED, State
from storage import sql
from storage.agreement import signatures
from storage.agreement.promos import AnyPromo, Promo
from storage.db import Tx


class StoredVersion(Struct, frozen=True):
    """A version as it was made; `text` are its terms, letter by letter, `places` the names of locations then."""

    number: int
    text: str
    fingerprint: str
    made_at: datetime
    places: str | None

    @property
    def terms(self) -> Terms:
        return read_terms(self.text)

    @property
    def place_names(self) -> dict[int, str]:
        """By location, as they were called when the version was made."""
        return {int(number): name for number, name in json.loads(self.places or "{}").items()}


class Amendment(StoredVersion, frozen=True):
    """A version that came into force on its first day, and which one it replaces."""

    since: date
    replaces: int


class CheckedVersion(Struct, frozen=True):
    """The version that a fingerprint belongs to, and what became of its promo; `signed` of how many `sides`."""

    number: int
    title: str
    state: State
    current: int
    amendment: int | None
    signed: int
    sides: int
    in_force_from: date | None


async def cut_version(tx: Tx, terms: Terms, seen: AnyPromo, person_id: int, now: datetime) -> int | None:
    """Make the next version after the one that was seen; its number, or None when somebody was faster.

    Before signing it replaces what is negotiated; of an agreed promo it is an amendment. Signatures stay with theirs.
    """
    number = seen.newest + 1
    won = await tx.run(
        """
        UPDATE promo SET newest = :number, amendment = :number
        WHERE id = :id AND newest = :number - 1 AND state = :state
        """
        if seen.state in AGREED
        else """
        UPDATE promo SET newest = :number, version = :number, title = :title, starts = :starts, ends = :ends
        WHERE id = :id AND newest = :number - 1 AND state = :state
        """,
        id=terms.promo_id,
        number=number,
        state=seen.state,
        **({} if seen.state in AGREED else {"title": terms.title, "starts": terms.starts, "ends": terms.ends}),
    )
    if not won:
        return None
    text = canonical(terms)
    await tx.write(
        """
        INSERT INTO version (promo_id, number, terms, fingerprint, in_force_from, made_at, made_by, business_id, places)
        VALUES (:promo, :number, :terms, :fingerprint, :from_day, :now, :person, :business, :places)
        """,
        promo=terms.promo_id,
        number=number,
        terms=text,
        fingerprint=hashed(text),
        now=now,
        from_day=terms.in_force_from,
        person=person_id,
        business=seen.business_id,
        places=await _places(tx, terms),
    )
    return number


async def _places(tx: Tx, terms: Terms) -> str | None:
    """What the locations that the terms name are called now."""
    ids = sql.numbers(terms.taking_part)
    rows = await tx.all(
        f"""
        SELECT l.id, l.name, b.name AS business, (
            SELECT count(*) FROM location s WHERE s.business_id = b.id AND s.closed_at IS NULL) AS siblings
        FROM location l JOIN business b ON b.id = l.business_id WHERE l.id IN ({ids})
        """
    )
    named = {row["id"]: place_name(row["business"], row["name"], row["siblings"] == 1) for row in rows}
    return json.dumps(named, ensure_ascii=False) if named else None


async def version(tx: Tx, promo_id: str, number: int) -> StoredVersion | None:
    return await tx.record(
        StoredVersion,
        "SELECT *, terms AS text FROM version WHERE promo_id = :promo AND number = :number",
        promo=promo_id,
        number=number,
    )


async def terms_of(tx: Tx, promo_id: str, number: int) -> Terms | None:
    found = await version(tx, promo_id, number)
    return found.terms if found else None


async def in_force(tx: Tx, promo_id: str, newest: Terms) -> TermsInForce:
    """Every version that has come into force; `newest` is the one that is now."""
    later = await amendments(tx, promo_id)
    first = await terms_of(tx, promo_id, later[0].replaces) if later else None
    return TermsInForce(first or newest, tuple((one.since, one.terms) for one in later))


async def amendments(tx: Tx, promo_id: str) -> list[Amendment]:
    """Those that have come into force, in order, with the first day of each."""
    return await tx.records(
        Amendment,
        """
        SELECT f.since, f.replaces, version.*, version.terms AS text FROM in_force f
        JOIN version ON version.promo_id = f.promo_id AND version.number = f.version
        WHERE f.promo_id = :promo ORDER BY f.version
        """,
        promo=promo_id,
    )


async def as_signed(tx: Tx, promo: Promo) -> tuple[Version, ...]:
    """Every version that has come into force, letter by letter."""
    later = await amendments(tx, promo.id)
    first = await version(tx, promo.id, later[0].replaces if later else promo.version)
    signed = [*([(first, None)] if first else []), *((one, one.since) for one in later)]
    return tuple(
        [
            Version(
                number=one.number,
                since=day,
                fingerprint=one.fingerprint,
                text=one.text,
                signatures=await signatures.texts(tx, promo.id, one.number),
            )
            for one, day in signed
        ]
    )


CHECKED = """
    SELECT version.*, promo.title, promo.state, promo.version AS current, promo.amendment,
           (SELECT count(*) FROM signature s WHERE s.promo_id = promo.id AND s.version = version.number) AS signed,
           (SELECT count(*) FROM party q WHERE q.promo_id = promo.id AND q.left_at IS NULL) AS sides
    FROM version JOIN promo ON promo.id = version.promo_id
"""
PARTY_OF_IT = """EXISTS (SELECT 1 FROM party WHERE party.promo_id = promo.id AND party.business_id IN ({owns})
    AND (party.left_at IS NULL OR version.number <= party.left_version))"""
"""A side that left may still recognise what it knew, and nothing later."""


async def by_fingerprint(tx: Tx, mark: str, owns: frozenset[int]) -> CheckedVersion | None:
    """The newest version that has this fingerprint, or a signature that has, for a party of it."""
    return await tx.record(
        CheckedVersion,
        f"{CHECKED} WHERE (version.promo_id, version.number) IN (SELECT promo_id, number FROM version "
        "WHERE fingerprint = :mark UNION ALL SELECT promo_id, version FROM signature WHERE fingerprint = :mark) "
        f"AND {PARTY_OF_IT.format(owns=sql.numbers(owns))} ORDER BY version.number DESC",
        mark=mark,
    )


async def by_file(tx: Tx, mark: str, owns: frozenset[int]) -> CheckedVersion | None:
    """The version whose agreement was sent as this very file, for a party of it."""
    return await tx.record(
        CheckedVersion,
        f"{CHECKED} JOIN sent_file f ON f.promo_id = version.promo_id AND f.version = version.number "
        f"WHERE f.mark = :mark AND {PARTY_OF_IT.format(owns=sql.numbers(owns))}",
        mark=mark,
    )


async def file_sent(tx: Tx, mark: str, promo_id: str, version: int) -> None:
    """Telegram's own mark of an agreement that we sent; a forwarded copy keeps it, an altered one cannot have it."""
    await tx.write(
        "INSERT INTO sent_file (mark, promo_id, version) VALUES (:mark, :promo, :number) ON CONFLICT DO NOTHING",
        mark=mark,
        promo=promo_id,
        number=version,
    )
