"""A settlement as sheets: the result as a sum of its reasons, customers and costs with live products."""

from __future__ import annotations

from decimal import Decimal

from domain.money import Money
from domain.settlement.basis import DividedCost, SentStretch
from domain.settlement.document import SettlementDocument
from templates.catalogue import label, word
from templates.format.values import utc
from templates.printed.settlement import PAIRS, SAID, open_items, payment_state, reasons, result_name
from templates.printed.sides import named_side, side_heads
from templates.words.msgid import N_
from templates.workbook.cells import FIRST, Cell, Rows, day, formula, head, number, sheet, title
from templates.workbook.shapes import WorksheetData


def sheets(made: SettlementDocument, language: str) -> list[WorksheetData]:
    return [one(made, language) for one in (_settlement, _sent, _costs, _behind)]


def _amount(made: SettlementDocument, minor: int) -> Decimal:
    return Money(minor, made.statement.currency).amount


def _heads(language: str, *texts: str) -> list[Cell]:
    return head(*(label(text, language) for text in texts))


def _settlement(made: SettlementDocument, language: str) -> WorksheetData:
    """The reasons, their sum, who pays whom, what is not settled."""
    lines: Rows = [[words, number(_amount(made, minor), "money")] for words, minor in reasons(made, language)]
    top: Rows = [
        title(made.title),
        [label(N_("Settlement, version %(n)s"), language, n=made.revision)],
        [label(N_("Made for"), language), made.account.name],
        [label(N_("Currency"), language), made.statement.currency],
        [],
        _heads(language, N_("Reason"), N_("Gets (+) or pays (−)")),
    ]
    first, last = len(top) + 1, len(top) + len(lines)
    net = _amount(made, made.account.net)
    total = formula(f"SUM(B{first}:B{last})", net, "money") if lines else number(net, "money")
    paid: Rows = [
        [
            made.names[one.debtor],
            number(_amount(made, one.minor), "money"),
            made.names[one.creditor],
            payment_state(made, one, language),
        ]
        for one in made.transfers
    ]
    rows = [*top, *lines, [result_name(made, language), total], []]
    rows += [_heads(language, N_("Pays"), N_("Amount"), N_("Receives"), N_("Payment")), *paid, []] if paid else []
    pairs: Rows = [
        [made.names[one.debtor], number(_amount(made, one.minor), "money"), made.names[one.creditor]]
        for one in made.pairs
    ]
    heads = _heads(language, N_("Owes"), N_("Amount"), N_("Owed to"))
    rows += [[label(PAIRS, language)], heads, *pairs, []] if pairs else []
    still_open: Rows = [[text] for text in open_items(made, language)]
    rows += [_heads(language, N_("Not settled")), *still_open] if still_open else []
    return sheet(label(N_("Settlement"), language), (70, 18, 26, 40), rows)


def _sent(made: SettlementDocument, language: str) -> WorksheetData:
    """One row a day, or a row for all days of a version where days are not shared."""
    names = (
        N_("Who sent"),
        N_("Who received"),
        N_("From"),
        N_("To"),
        N_("Terms"),
        N_("Customers"),
        N_("Price"),
        N_("Amount"),
    )
    sent = made.basis.sent if made.basis else ()
    rows: Rows = [_stretch(made, one, place) for place, one in enumerate(sent, FIRST)]
    return sheet(label(N_("Customers"), language), (26, 26, 12, 12, 8, 11, 12, 14), [_heads(language, *names), *rows])


def _stretch(made: SettlementDocument, one: SentStretch, place: int) -> list[Cell]:
    return [
        made.names[one.sender],
        made.names[one.receiver],
        day(one.first),
        day(one.last),
        number(one.version),
        number(one.customers),
        number(_amount(made, one.each), "money"),
        formula(f"F{place}*G{place}", _amount(made, one.minor), "money"),
    ]


def _costs(made: SettlementDocument, language: str) -> WorksheetData:
    names = (
        N_("Day"),
        N_("Paid by"),
        N_("What for"),
        N_("Purpose"),
        N_("Terms"),
        N_("Amount"),
        N_("Currency"),
        N_("Rate"),
        N_("Counted"),
    )
    costs = made.basis.costs if made.basis else ()
    rows: Rows = [_cost(made, one, place, language) for place, one in enumerate(costs, FIRST)]
    counted = sum(one.counted or 0 for one in costs)
    total: Rows = (
        [
            [
                label(N_("Sum"), language),
                *[None] * 7,
                formula(f"SUM(I{FIRST}:I{FIRST + len(rows) - 1})", _amount(made, counted), "money"),
            ]
        ]
        if rows
        else []
    )
    return sheet(
        label(N_("Common costs"), language),
        (12, 26, 30, 14, 8, 12, 10, 12, 14),
        [_heads(language, *names), *rows, *total],
    )


def _cost(made: SettlementDocument, one: DividedCost, place: int, language: str) -> list[Cell]:
    """What was typed in another currency is converted to the nearest minor unit, as the settlement does."""
    counted = None if one.counted is None else _amount(made, one.counted)
    rate = one.typed_rate(made.statement.currency)
    same = one.currency == made.statement.currency
    return [
        day(one.day),
        made.names[one.slot],
        one.what,
        word("purpose_short", one.purpose, language),
        number(one.version),
        number(Money(one.minor, one.currency).amount, "money"),
        one.currency,
        None if rate is None else number(rate, "exact"),
        formula(f"F{place}", counted, "money") if same else number(counted, "money"),
    ]


def _behind(made: SettlementDocument, language: str) -> WorksheetData:
    """The sides, what they said to it, and the fingerprints of the terms that counted."""
    sides: Rows = [[cell.replace("\n", ", ") for cell in named_side(one, language)] for one in made.sides]
    said: Rows = [
        [made.name_of(one.business_id), label(SAID[one.said], language), utc(one.at, language)] for one in made.words
    ]
    terms: Rows = [
        [
            number(one.number),
            day(one.since) if one.since else label(N_("from the beginning"), language),
            one.fingerprint,
        ]
        for one in made.versions
    ]
    return sheet(
        label(N_("Sides and terms"), language),
        (40, 40, 70),
        [
            head(*side_heads(language)),
            *sides,
            [],
            _heads(language, N_("Business"), N_("Their answer"), N_("Time (UTC)")),
            *said,
            [],
            _heads(language, N_("Version"), N_("In force"), N_("Fingerprint (SHA-256)")),
            *terms,
        ],
    )
