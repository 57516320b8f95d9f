"""Promos with random terms, days, money and gaps: the same seed gives the same promo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from random import Random

from msgspec.structs import replace

from domain.agreement.fingerprint import canonical, fingerprint
from domain.agreement.terms import EACH, Offer, Party, SideTerms, Terms
from domain.agreement.terms_in_force import TermsInForce
from domain.calendar import Closing, WorkingDays, promo_weeks
from domain.daily.totals import DayTotals
from domain.measures.measure import UNITS, Phase, Series, Unit
from domain.options import CostSplit, Goal, Measure, Mechanic, Sharing
from domain.results import export_fill, export_metrics
from domain.results.export import About, PromoExport, Version
from domain.results.facts import Handed, MetricInputs, MetricSide
from domain.schedule.plan import Place
from domain.schedule.reporting_days import Pause
from domain.settlement.expenses import Expense, Purpose
from domain.states import State

CURRENCIES = ("UAH", "UAH", "UAH", "EUR", "JPY", "KWD")
LARGEST = {Unit.COUNT: 2_000, Unit.MONEY: 9_000_000, Unit.PERCENT: 100_00, Unit.SCORE: 5_00}


def promo(seed: int) -> MetricInputs:
    dice = Random(seed)
    sides = dice.randint(2, 5)
    currencies = [dice.choice(CURRENCIES) if dice.random() < 0.3 else "UAH" for _ in range(sides)]
    terms = _terms(dice, sides)
    until = min(terms.starts + timedelta(days=dice.randint(0, terms.days + 5)), terms.ends)
    places = _interrupted(Random(-seed - 1), terms, _places(dice, sides))
    return MetricInputs(
        terms,
        places,
        tuple(_entries(dice, terms, places, currencies, until)),
        tuple(_series(dice, terms, currencies)),
        tuple(_expenses(dice, terms, sides)),
        tuple(MetricSide(n, c, dice.choice([None, 0, 25_00, 33_33, 80_00])) for n, c in enumerate(currencies, 1)),
        _cards(dice, sides),
        _rates(dice),
        dice.choice([None, 0, 6, 31]),
        until,
        _changed(Random(seed + 10_000), terms),
        frozenset(n for n in range(1, sides + 1) if dice.random() < 0.2),
    )


def _changed(dice: Random, terms: Terms) -> TermsInForce:
    """Half of the promos had other money terms before a day: another cost of a use, another division."""
    if dice.random() < 0.5:
        return TermsInForce(terms)
    offers = tuple(one.model_copy(update={"cost": dice.choice([one.cost, 30_00, 7_77])}) for one in terms.offers)
    was = terms.model_copy(update={"offers": offers, "split": dice.choice([terms.split, CostSplit.EQUAL])})
    return TermsInForce(was, ((terms.starts + timedelta(days=dice.randint(-3, terms.days)), terms),))


def _terms(dice: Random, sides: int) -> Terms:
    starts = date(2026, 12, 1) + timedelta(days=dice.randint(0, 20))
    split = dice.choice([*CostSplit])
    shares = tuple(dice.randint(0, 60) for _ in range(sides - 1))
    offers = [Offer(what="gift", cost=dice.choice([None, 0, 60_00, 12_34]))]
    if dice.random() < 0.4:
        offers = [Offer(what="gift", cost=45_00, receiver=dice.randint(1, sides), giver=EACH)]
    return Terms(
        promo_id="0123456789",
        currency=dice.choice(("UAH", "UAH", "EUR")),
        title="Flowers + coffee",
        parties=tuple(Party(slot=n, business_id=n, name=f"Shop {n}", city="Kyiv") for n in range(1, sides + 1)),
        goal=dice.choice([*Goal]),
        target=dice.randint(1, 900),
        partners=sides,
        sides=(SideTerms(slot=1), SideTerms(slot=2)),
        mechanic=dice.choice([*Mechanic]),
        offers=tuple(offers),
        starts=starts,
        ends=starts + timedelta(days=dice.randint(0, 60)),
        baseline=tuple(m for m in Measure if dice.random() < 0.6),
        share_customers=dice.choice([Sharing.DETAIL] * 5 + [*Sharing]),
        share_sales=dice.choice([*Sharing]),
        share_margin=dice.choice([*Sharing]),
        split=split,
        shares=(*shares, max(100 - sum(shares), 0)) if split in (CostSplit.PERCENT, CostSplit.LOCOMOTIVE) else (),
    )


def _places(dice: Random, sides: int) -> tuple[Place, ...]:
    weekdays = [WorkingDays.of(days) for days in ("1,2,3,4,5,6,7", "1,2,3,4,5", "2,4,6")]
    made = []
    for business in range(1, sides + 1):
        for n in range(dice.randint(1, 2)):
            number = business * 10 + n
            name, closes = f"Counter {number}", Closing(time(20))
            made.append(Place(number, business, name, "Europe/Kyiv", dice.choice(weekdays), closes))
    return tuple(made)


def _interrupted(dice: Random, terms: Terms, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Half of the promos were paused for some days; one place in ten closed for good."""
    since = datetime(terms.starts.year, terms.starts.month, terms.starts.day, 9, tzinfo=UTC)
    since += timedelta(days=dice.randint(0, terms.days))
    pauses = (Pause(since, since + timedelta(hours=dice.randint(1, 150))),) if dice.random() < 0.5 else ()
    return tuple(
        replace(
            place,
            pauses=pauses,
            shut=terms.starts + timedelta(days=dice.randint(0, terms.days)) if dice.random() < 0.1 else None,
        )
        for place in places
    )


def _entries(
    dice: Random, terms: Terms, places: tuple[Place, ...], currencies: list[str], until: date
) -> list[DayTotals]:
    made = []
    silent = {place.location_id for place in places if dice.random() < 0.1}
    care = dice.choice([0.75, 0.98])
    for place in places:
        for n in range(terms.days):
            day = terms.starts + timedelta(days=n)
            if day <= until and dice.random() < care and place.location_id not in silent:
                made.append(_entry(dice, place, day, currencies[place.business_id - 1], terms.currency, care))
    return sorted(made, key=lambda one: (one.day, one.location_id))


def _entry(dice: Random, place: Place, day: date, currency: str, terms_currency: str, care: float) -> DayTotals:
    customers = dice.choice([0, 1, 3, 7, 12])
    closed = dice.random() < 0.05
    foreign = dice.random() < 0.05 and "PLN" not in (currency, terms_currency)
    return DayTotals(
        place.location_id,
        day,
        closed,
        0 if closed else customers,
        _said(dice, care, dice.choice([0, customers // 2])) if not closed else None,
        _said(dice, care, dice.randint(0, 900_000)) if not closed else None,
        "PLN" if foreign else currency,
    )


def _said(dice: Random, care: float, value: int) -> int | None:
    """The careful leave little out."""
    return value if dice.random() < care else None


def _series(dice: Random, terms: Terms, currencies: list[str]) -> list[Series]:
    weeks = len(promo_weeks(terms.starts, terms.ends))
    made = []
    for business, currency in enumerate(currencies, 1):
        for measure in terms.baseline:
            for phase in Phase:
                count = dice.randint(1, weeks) if phase is Phase.DURING and dice.random() < 0.3 else weeks
                values = [
                    dice.randint(0, LARGEST[UNITS[measure]]) for _ in range(count if phase is Phase.DURING else 4)
                ]
                if dice.random() < 0.8:
                    made.append(Series(business, measure, phase, tuple(values), currency))
    return made


def _expenses(dice: Random, terms: Terms, sides: int) -> list[Expense]:
    return [
        Expense(
            n,
            dice.randint(1, sides),
            dice.randint(1, 500_000),
            dice.choice(CURRENCIES),
            f"thing {n}",
            dice.choice([*Purpose]),
            dice.random() < 0.5,
            terms.starts + timedelta(days=dice.randint(-5, 30)),
        )
        for n in range(dice.choice([0, 0, 1, 3, 8]))
    ]


def _cards(dice: Random, sides: int) -> dict[int, Handed]:
    if dice.random() < 0.5:
        return {}
    made = {}
    for business in range(1, sides + 1):
        issued, first = dice.randint(0, 90), dice.randint(0, 30)
        used = dice.randint(0, issued)
        made[business] = Handed(issued, used, min(first, issued), min(first // 2, used), used + (issued - used) // 3)
    return made


def _rates(dice: Random) -> dict[tuple[str, str], Fraction]:
    pairs = {
        ("EUR", "UAH"): "48.1234",
        ("UAH", "JPY"): "3.51",
        ("KWD", "UAH"): "140.005",
        ("EUR", "JPY"): "168.9",
        ("KWD", "JPY"): "491.12345678",
        ("EUR", "KWD"): "0.34",
    }
    return {pair: Fraction(rate) for pair, rate in pairs.items() if dice.random() < 0.8}


def book(facts: MetricInputs, reader: int) -> PromoExport:
    """What that side may take home; the settlement and the opinions are not part of these."""
    in_force = [(None, facts.in_force.first), *facts.in_force.later]
    versions = tuple(
        Version(number=n, since=since, fingerprint=fingerprint(one), text=canonical(one))
        for n, (since, one) in enumerate(in_force, 1)
    )
    about = About(
        id=facts.terms.promo_id,
        title=facts.terms.title,
        state=State.RUNNING,
        version=1,
        until=facts.until,
        fingerprint="0" * 64,
    )
    known = export_metrics.known_of(facts, reader)
    return PromoExport(
        made_at=datetime(2027, 3, 1, tzinfo=UTC),
        reader=reader,
        about=about,
        terms=facts.terms,
        versions=versions,
        shops=export_fill.shops(facts, reader),
        places=export_fill.places(facts, reader),
        days=export_fill.days(facts, reader),
        totals=export_metrics.totals(facts, reader, known),
        measures=export_fill.measures(facts, reader),
        expenses=export_fill.expenses(facts, reader),
        declared_no_expenses=reader in facts.declared_no_expenses,
        rates=export_fill.rates(facts),
        cards=export_fill.cards(facts, reader),
        figures=export_metrics.figures(facts, reader, known),
        compared=export_metrics.compared(facts, reader),
        sent=(),
        settlement=None,
        opinions=(),
        hours=facts.hours,
    )
