"""The number that money hangs on is one: random promos are lived, and ledger, settlement, rewards, weeks, final report
and export are asked for it. Corrections, days off and days that nobody reported are among what happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from domain.agreement.terms import Perk, Terms
from domain.calendar import promo_weeks
from domain.options import Sharing
from domain.settlement.statement import LineKind
from handlers import attribution
from handlers.context import Work
from handlers.results import final, metrics, weekly
from handlers.results.export_data import book_of
from handlers.rewards import awards
from handlers.settlement.inputs import compute
from storage.agreement import promos
from storage.agreement.promos import Promo
from tests.world.counters import Counters, counters

FIRST = date(2026, 11, 30)
DAYS = 14
TERMS: dict[str, Any] = {
    "ends": FIRST + timedelta(days=DAYS - 1),
    "minimum": 30,
    "pay": 10_00,
    "perks": (Perk(what="manicure", at=20),),
    "share_sales": Sharing.DETAIL,
}


@dataclass
class Meant:
    """What cashiers meant in the end, by the side that received: 1 Zerno, 2 Peony."""

    received: Counter[int] = field(default_factory=Counter)


async def lived(cast: Counters, dice: Random) -> Meant:
    meant = Meant()
    for n in range(DAYS):
        await cast.town.moves_to(f"{FIRST + timedelta(days=n)} 20:05")
        for slot, cashier in ((1, cast.taras), (2, cast.ira)):
            said = dice.choice([0, 1, 3, 5, 8, None])
            if said is None:
                continue
            first = await cashier.says(str(said))
            if dice.random() < 0.3:
                said = dice.choice([2, 4, 6])
                await cashier.edits(first, str(said))
            meant.received[slot] += said
    await cast.town.moves_to(f"{FIRST + timedelta(days=DAYS + 1)} 12:00")
    return meant


async def told(cast: Counters, place: str) -> dict[int, int]:
    """The same number, by receiver, as one place has it."""
    async with cast.program.db.transaction() as tx:
        work = Work(cast.program.app, tx, cast.town.telegram.clock.now())
        promo = await promos.find(tx, cast.promo, frozenset({1}))
        assert promo
        return await TOLD[place](work, promo, promo.terms)


async def _ledger(work: Work, promo: Promo, terms: Terms) -> dict[int, int]:
    made = await attribution.totals(work, promo.id, terms)
    return {receiver: count for (_, receiver), count in made.items()}


async def _settlement(work: Work, promo: Promo, terms: Terms) -> dict[int, int]:
    """By the pay that the receiver owes, which is 10 for each."""
    statement = await compute(work, promo, terms, 0)
    pay = {one.slot: [line for line in one.lines if line.kind is LineKind.PAY] for one in statement.accounts}
    owed = {slot: sum(-line.minor for line in lines if line.minor < 0) for slot, lines in pay.items()}
    assert all((line.count or 0) * 10_00 == abs(line.minor) for lines in pay.values() for line in lines)
    return {slot: minor // 10_00 for slot, minor in owed.items()}


async def _rewards(work: Work, promo: Promo, terms: Terms) -> dict[int, int]:
    return {one.giver: one.count for one in await awards.goals(work, promo.id, terms)}


async def _weeks(work: Work, promo: Promo, terms: Terms) -> dict[int, int]:
    """All weeks added up, and what the last one says of all."""
    names = {party.name: party.slot for party in terms.parties}
    added: Counter[int] = Counter()
    last: dict[int, int] = {}
    for week in promo_weeks(terms.starts, terms.ends):
        report, _ = await weekly.figures(work, promo, terms, week.number)
        added.update({names[flow.receiver]: flow.count or 0 for flow in report.flows})
        last = {names[flow.receiver]: flow.so_far for flow in report.flows}
    assert dict(added) == last
    return last


async def _final(work: Work, promo: Promo, terms: Terms) -> dict[int, int]:
    facts = await metrics.gather(work, promo, terms.ends)
    said = final.summary(promo, terms, facts, promo.business_id)
    names = {party.name: party.slot for party in terms.parties}
    return {names[side["name"]]: int(side["uses"]) for side in said["sides"]}


async def _export(work: Work, promo: Promo, terms: Terms) -> dict[int, int]:
    book = await book_of(work, promo)
    days: Counter[int] = Counter()
    for day in book.days:
        days[day.slot] += day.customers
    assert {one.slot: one.customers for one in book.totals if one.slot} == dict(days)
    return {one.receiver: one.customers or 0 for one in book.sent}


TOLD = {
    "ledger": _ledger,
    "settlement": _settlement,
    "rewards": _rewards,
    "weeks": _weeks,
    "final": _final,
    "export": _export,
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
async def test_everybody_tells_the_same_number(seed: int) -> None:
    async with counters(**TERMS) as cast:
        meant = await lived(cast, Random(seed))
        assert {place: await told(cast, place) for place in TOLD} == {place: dict(meant.received) for place in TOLD}
