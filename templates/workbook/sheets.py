"""A promo's book as sheets of a workbook: what it is, raw days, money, before and after, who sent whom."""

from __future__ import annotations

from decimal import Decimal

from domain.measures.measure import LEVELS, Unit
from domain.results.export import Compared, Day, PromoExport
from domain.results.export_settled import Owed, Settled
from templates.catalogue import label, word
from templates.format import values
from templates.format.metrics import compared
from templates.words.msgid import N_
from templates.workbook.cells import (
    FIRST,
    LOOKS,
    Cell,
    Rows,
    UnreportedDay,
    day,
    formula,
    head,
    number,
    own_rows,
    sheet,
    side,
    title,
)
from templates.workbook.expenses_sheet import spent
from templates.workbook.metrics_sheet import metrics
from templates.workbook.shapes import WorksheetData


def sheets(book: PromoExport, language: str) -> list[WorksheetData]:
    made = [_about, metrics, days, spent, _compared, _sent, _settled, _said]
    return [one(book, language) for one in made]


def _about(book: PromoExport, language: str) -> WorksheetData:
    def say(text: str) -> str:
        return label(text, language)

    about, terms = book.about, book.terms
    rows: Rows = [
        title(about.title),
        [say(N_("From")), day(terms.starts)],
        [say(N_("To")), day(terms.ends)],
        [say(N_("State")), word("state", about.state, language)],
        [say(N_("Counted up to")), day(about.until)],
        [say(N_("Made for")), book.own.name],
        [say(N_("Made at")), values.utc(book.made_at, language)],
        [say(N_("Promo")), about.id],
        [say(N_("Version of the agreement")), number(about.version)],
        [say(N_("Fingerprint (SHA-256)")), about.fingerprint],
        [],
        head(say(N_("Business")), say(N_("City")), say(N_("Currency"))),
    ]
    return sheet(say(N_("About")), (30, 40, 12), [*rows, *_shops(book)])


def _shops(book: PromoExport) -> Rows:
    cities = {party.slot: party.city for party in book.terms.parties}
    return [[one.name, cities[one.slot], one.currency] for one in book.shops]


def days(book: PromoExport, language: str) -> WorksheetData:
    """The reader's own first, so that the figures can add them up; A to H as the head names them."""
    names = (
        N_("Day"),
        N_("Business"),
        N_("Location"),
        N_("Customers"),
        N_("New"),
        N_("Sales"),
        N_("Currency"),
        N_("About the day"),
        N_("By codes"),
        N_("Without a card"),
    )
    rows = [_day(book, one, language) for one in [*own_rows(book), *(d for d in book.days if d.slot != book.reader)]]
    return sheet(
        label(N_("Days"), language),
        (12, 26, 26, 11, 9, 12, 10, 14, 11, 14),
        [head(*(label(name, language) for name in names)), *rows],
    )


def _day(book: PromoExport, one: Day | UnreportedDay, language: str) -> list[Cell]:
    if isinstance(one, UnreportedDay):
        why = N_("no report") if one.is_due else N_("paused or closed")
        return [day(one.day), book.own.name, one.place, None, None, None, None, label(why, language), None, None]
    return [
        day(one.day),
        side(book, one.slot, language),
        one.place or None,
        number(one.customers),
        number(one.new),
        number(one.sales, "money"),
        one.currency if one.sales is not None else None,
        _remark(one, language),
        number(one.by_codes),
        None if one.by_codes is None else number(one.customers - one.by_codes),
    ]


def _remark(one: Day, language: str) -> str | None:
    if one.closed:
        return label(N_("closed that day"), language)
    return None if one.reported else label(N_("no report, by codes"), language)


COMPARED = (N_("Business"), N_("Measure"), N_("Before"), N_("During"), N_("After"), N_("Difference"), N_("Unit"))


def _compared(book: PromoExport, language: str) -> WorksheetData:
    """Weekly numbers as they were entered, and what a week is like by a live formula."""
    weeks = max((len(one.values) for one in book.measures), default=0)
    names = [N_("Business"), N_("Measure"), N_("When"), N_("A week")]
    rows: Rows = [head(*(label(name, language) for name in names), *(str(n + 1) for n in range(weeks)))]
    for place, one in enumerate(book.measures, FIRST):
        look = LOOKS[one.unit]
        cells = f"E{place}:{chr(ord('E') + len(one.values) - 1)}{place}"
        level = one.measure in LEVELS
        average = one.values[-1] if level else sum(one.values, Decimal(0)) / len(one.values)
        text = cells.rpartition(":")[2] if level else f"AVERAGE({cells})"
        rows.append(
            [
                side(book, one.slot, language),
                word("measure", one.measure, language),
                word("phase_days", one.phase, language),
                formula(text, average, look),
                *(number(value, look) for value in one.values),
            ]
        )
    rows += [[], head(*(label(name, language) for name in COMPARED))]
    rows += [_compare(book, one, language) for one in book.compared]
    return sheet(label(N_("Before and after"), language), (26, 26, 28, 12, *[10] * max(weeks, 2)), rows)


def _compare(book: PromoExport, one: Compared, language: str) -> list[Cell]:
    unit = label(N_("points"), language) if one.unit is Unit.PERCENT else "%"
    look = LOOKS[one.unit]
    return [
        side(book, one.slot, language),
        compared(one.name, language),
        number(one.before, look),
        number(one.during, look),
        number(one.after, look),
        number(one.change, "exact"),
        None if one.change is None else unit,
    ]


def _sent(book: PromoExport, language: str) -> WorksheetData:
    names = (N_("Who sent"), N_("Who received"), N_("Customers"))
    rows = [
        [side(book, one.sender, language), side(book, one.receiver, language), number(one.customers)]
        for one in book.sent
    ]
    return sheet(
        label(N_("Who sent whom"), language),
        (30, 30, 30, 12, 12, 12),
        [head(*(label(name, language) for name in names)), *rows, *_rewards(book, language)],
    )


def _rewards(book: PromoExport, language: str) -> Rows:
    names = (N_("For the staff of"), N_("Given by"), N_("Reward"), N_("Customers"), N_("Earned"), N_("Approved"))
    rows: Rows = [
        [
            side(book, one.sender, language),
            side(book, one.giver, language),
            one.what,
            number(one.customers),
            number(one.times),
            number(one.approved),
        ]
        for one in book.rewards
    ]
    return [[], head(*(label(name, language) for name in names)), *rows] if rows else []


def _settled(book: PromoExport, language: str) -> WorksheetData:
    """Nets that sum to zero, and who pays whom."""
    made = book.settlement
    name = label(N_("Settlement"), language)
    if made is None:
        return sheet(name, (40,), [[label(N_("There is nothing to settle yet."), language)]])
    nets: Rows = [[side(book, one.slot, language), number(one.amount, "money"), made.currency] for one in made.nets]
    last = FIRST + len(nets) - 1
    total: Rows = [[label(N_("Sum"), language), formula(f"SUM(B{FIRST}:B{last})", 0, "money"), made.currency]]
    heads = [
        head(*(label(text, language) for text in texts))
        for texts in (
            (N_("Business"), N_("Gets (+) or pays (−)"), N_("Currency")),
            (N_("Pays"), N_("Receives"), N_("Amount"), N_("Currency")),
        )
    ]
    pairs: Rows = [[], [label(N_("Between you and each side, before it was set off among all:"), language)]]
    return sheet(
        name,
        (30, 30, 14, 10),
        [
            heads[0],
            *nets,
            *total,
            [],
            heads[1],
            *_owed(book, made, made.transfers, language),
            *(pairs if made.pairs else []),
            *_owed(book, made, made.pairs, language),
        ],
    )


def _owed(book: PromoExport, made: Settled, those: tuple[Owed, ...], language: str) -> Rows:
    return [
        [
            side(book, one.debtor, language),
            side(book, one.creditor, language),
            number(one.amount, "money"),
            made.currency,
        ]
        for one in those
    ]


def _said(book: PromoExport, language: str) -> WorksheetData:
    """How content each side was, and whether it would do it again."""
    again = {None: None, True: label(N_("again: yes"), language), False: label(N_("again: no"), language)}
    rows: Rows = [[one.name, number(one.score), again[one.again], one.words or None] for one in book.opinions]
    return sheet(
        label(N_("What the sides say"), language),
        (30, 12, 14, 60),
        [head(label(N_("Business"), language), label(N_("Of 5"), language), "", ""), *rows],
    )
