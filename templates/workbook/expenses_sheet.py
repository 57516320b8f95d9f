"""The workbook's sheet of expenses."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from domain.results.export import ExportedExpense, PromoExport
from domain.settlement.expenses import weights
from templates.catalogue import label, word
from templates.words.msgid import N_
from templates.workbook.cells import FIRST, Cell, day, formula, head, number, rate_of, sheet, side
from templates.workbook.shapes import WorksheetData


def spent(book: PromoExport, language: str) -> WorksheetData:
    """A to H; the last column is what the reader bears in its own currency."""
    names = (
        N_("Day"),
        N_("Business"),
        N_("What for"),
        N_("Purpose"),
        N_("Amount"),
        N_("Currency"),
        N_("Our part, %"),
        N_("Borne by us"),
    )
    rows = [_paid(book, one, place, language) for place, one in enumerate(book.expenses, FIRST)]
    return sheet(
        label(N_("Expenses"), language),
        (12, 26, 30, 14, 12, 10, 12, 14),
        [head(*(label(name, language) for name in names)), *rows],
    )


def _paid(book: PromoExport, one: ExportedExpense, place: int, language: str) -> list[Cell]:
    part, rate = _part(book, one), rate_of(book, one.currency, book.own.currency)
    borne = None if rate is None else Decimal(one.amount) * _decimal(part * rate)
    return [
        day(one.day),
        side(book, one.slot, language),
        one.what,
        word("purpose_short", one.purpose, language),
        number(one.amount, "money"),
        one.currency,
        number(_decimal(part * 100), "percent"),
        None if rate is None else formula(f"E{place}*{_ratio(part)}*{_ratio(rate)}", borne, "money"),
    ]


def _part(book: PromoExport, one: ExportedExpense) -> Fraction:
    terms = book.in_force.on(one.day)
    portions = dict(zip((party.slot for party in terms.parties), weights(terms), strict=False))
    if one.common and portions:
        return Fraction(portions[book.reader], sum(portions.values()))
    return Fraction(one.slot == book.reader)


def _ratio(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
