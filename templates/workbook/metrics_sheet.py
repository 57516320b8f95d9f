"""The sheet of metrics: the reader's own with live formulas down to the raw days, the others' as values."""

from __future__ import annotations

from decimal import Decimal

from domain.calendar import promo_weeks
from domain.money import exponent
from domain.options import Sums
from domain.results.export import ALL, Figure, PromoExport
from domain.results.known import MONEY
from domain.results.metrics import MetricKind
from templates.catalogue import label, word
from templates.words.msgid import N_
from templates.workbook.cells import (
    FIRST,
    LOOKS,
    Cell,
    Rows,
    at,
    day,
    formula,
    head,
    number,
    own_days,
    own_rows,
    rate_of,
    sheet,
    side,
    title,
)
from templates.workbook.formulas import INPUTS, LEVEL_PACE, METRICS
from templates.workbook.shapes import WorksheetData

TOP = 1
BESIDE = {
    "cost": N_("cost of one use"), "margin": N_("gross margin, %"), "starts": N_("the first day"),
    "ends": N_("the last day"), "until": N_("counted up to"), "first_week_ends": N_("the first week ends"),
}  # fmt: skip
"""What the formulas of inputs need beside the raw days."""


def metrics(book: PromoExport, language: str) -> WorksheetData:
    own = [one for one in book.figures if one.slot == book.reader]
    others = [slot for slot in dict.fromkeys(one.slot for one in book.figures) if slot != book.reader]
    cells = _cells(own, TOP + len(own) + 2)
    rows: Rows = [
        head(
            label(N_("Metric"), language),
            _named(book, book.reader, language),
            *(_named(book, slot, language) for slot in others),
            label(N_("Formula"), language),
        ),
        *(_metric(book, one, others, cells, language) for one in own),
        [],
        title(label(N_("Made from"), language)),
        *_inputs(book, own, cells, language),
    ]
    return sheet(label(N_("Metrics"), language), (36, 18, *[18] * len(others), 60), rows)


def _named(book: PromoExport, slot: int, language: str) -> str:
    shop = book.shop(slot)
    return f"{side(book, slot, language)}, {shop.currency if shop else book.terms.currency}"


def _cells(own: list[Figure], above: int) -> dict[str, str]:
    """Where each input stands, in column B."""
    names = [name for one in own for name in one.inputs if name not in BESIDE]
    return {name: f"$B${place}" for place, name in enumerate(dict.fromkeys([*names, *BESIDE]), above + 1)}


def _metric(book: PromoExport, one: Figure, others: list[int], cells: dict[str, str], language: str) -> list[Cell]:
    level = one.name == "goal_pace" and one.inputs.get("open_gone") is None
    text = LEVEL_PACE if level else METRICS[one.name]
    return [
        word("metric", one.name, language),
        _live(text, cells, one.value, _look(one), language),
        *(_other(book, one.name, slot, language) for slot in others),
        word("formula", one.name, language) if one.value is not None else _missing(one, language),
    ]


def _live(text: str, places: dict[str, str], value: Decimal | None, look: str, language: str) -> Cell:
    return formula(text.format_map(places), value, look) or label(N_("no data"), language)


def _look(one: Figure) -> str:
    return "money" if one.kind is MetricKind.MONEY else LOOKS[one.kind]


def _other(book: PromoExport, name: str, slot: int, language: str) -> Cell:
    one = next((one for one in book.figures if (one.slot, one.name) == (slot, name)), None)
    if one is None:
        return label(N_("not shown"), language) if slot != ALL else None
    return number(one.value, _look(one)) or label(N_("no data"), language)


def _missing(one: Figure, language: str) -> str:
    missing = ", ".join(word("input", name, language) for name in one.missing)
    return label(N_("missing: %(list)s"), language, list=missing)


def _inputs(book: PromoExport, own: list[Figure], cells: dict[str, str], language: str) -> Rows:
    known = {name: value for one in own for name, value in one.inputs.items()}
    places, beside = _places(book, cells, language), _beside(book)
    return [
        [label(BESIDE[name], language), beside[name]]
        if name in BESIDE
        else [word("input", name, language), _input(book, name, known[name], places, language)]
        for name in cells
    ]


def _places(book: PromoExport, cells: dict[str, str], language: str) -> dict[str, str]:
    """What a formula of an input may name."""
    days, spent = (label(name, language) for name in (N_("Days"), N_("Expenses")))
    last = FIRST + len(own_rows(book)) - 1
    end = FIRST + len(book.expenses) - 1
    columns = {"days": "A", "customers": "D", "newcomers": "E", "takings": "F"}
    paid = {"paid_on": "A", "purposes": "D", "borne": "H"}
    return {
        **{name: at(days, column, FIRST, last) for name, column in columns.items()},
        **{name: at(spent, column, FIRST, end) for name, column in paid.items()},
        "marketing_word": word("purpose_short", "marketing", language),
        **{name: cells[name] for name in BESIDE},
    }


def _input(book: PromoExport, name: str, value: Decimal | None, places: dict[str, str], language: str) -> Cell:
    if name not in INPUTS or not _follows(book, name):
        return number(value, "exact") or label(N_("no data"), language)
    return _live(INPUTS[name], places, value, "money" if name in MONEY else "exact", language)


def _follows(book: PromoExport, name: str) -> bool:
    """Whether one formula over the days gives it: not where the terms have changed the cost of a use, where sums are
    after the discount, and where receipts stand for uses that were given back."""
    versions = book.in_force.versions
    if name == "discounts":
        has_sums = any(one.sales is not None for one in own_days(book))
        return has_sums and _cost(book) is not None and len({terms.cost_at(book.reader) for terms in versions}) == 1
    if name == "income":
        return all(terms.sums is Sums.BEFORE for terms in versions)
    return name != "receipts" or all(one.sales is None or one.with_sales == one.customers for one in own_days(book))


def _beside(book: PromoExport) -> dict[str, Cell]:
    terms = book.terms
    first = promo_weeks(terms.starts, terms.ends)[0]
    return {
        "cost": number(_cost(book), "exact"),
        "margin": number(book.own.margin, "exact"),
        "starts": day(terms.starts),
        "ends": day(terms.ends),
        "until": day(book.about.until),
        "first_week_ends": day(first.last),
    }


def _cost(book: PromoExport) -> Decimal | None:
    """Of one use at the reader's counter, in its own currency."""
    minor, rate = book.terms.cost_at(book.reader), rate_of(book, book.terms.currency, book.own.currency)
    if minor is None or rate is None:
        return None
    return Decimal(minor).scaleb(-exponent(book.terms.currency)) * Decimal(rate.numerator) / Decimal(rate.denominator)
