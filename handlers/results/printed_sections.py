"""The later sections of the printed report: referrals, rewards, settlement, opinions, the agreement."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from domain.agreement.signature import Signature
from domain.money import exponent
from domain.results.export import PromoExport
from domain.results.metrics import MetricKind
from storage.codes.sources import SourceCount
from templates.catalogue import word
from templates.drawn.documents import ReportSection
from templates.format import values as format_values
from templates.format.metrics import figure
from templates.words.msgid import N_
from templates.workbook.cells import side

Say = Callable[..., str]


NONE = "–"


def found(at: dict[str, list[SourceCount]], language: str, say: Say) -> ReportSection:
    """Where the used cards of the reader lay, and how often its links were opened."""
    counts = [{one.source: one.count for one in at[kind]} for kind in ("cards", "opens")]
    return {
        "title": say(N_("Where customers found it")),
        "head": [say(name) for name in (N_("Label"), N_("Used cards"), N_("Opened"))],
        "numbers": [1, 2],
        "rows": [
            [word("source", source, language), *(count_or_none(each.get(source), language) for each in counts)]
            for source in dict.fromkeys(one.source for kind in ("cards", "opens") for one in at[kind])
        ],
    }


def count_or_none(count: int | None, language: str) -> str:
    return NONE if count is None else format_values.number(count, language)


def in_money(amount: Decimal, currency: str, language: str) -> str:
    return figure(Fraction(amount) * 10 ** exponent(currency), language, MetricKind.MONEY, currency)


def referrals(book: PromoExport, language: str, say: Say) -> ReportSection:
    least = NONE if book.terms.minimum is None else format_values.number(book.terms.minimum, language)
    names = (N_("Who sent"), N_("Who received"), N_("Customers"), N_("Agreed minimum"))
    return {
        "title": say(N_("Who sent whom")),
        "head": [say(name) for name in names],
        "numbers": [2, 3],
        "rows": [
            [
                side(book, one.sender, language),
                side(book, one.receiver, language),
                count_or_none(one.customers, language),
                least,
            ]
            for one in book.sent
        ],
    }


def rewards(book: PromoExport, language: str, say: Say) -> ReportSection:
    names = (N_("For the staff of"), N_("Given by"), N_("Reward"), N_("Customers"), N_("Earned"), N_("Approved"))
    return {
        "title": say(N_("Rewards for staff")),
        "head": [say(name) for name in names],
        "numbers": [3, 4, 5],
        "rows": [
            [
                side(book, one.sender, language),
                side(book, one.giver, language),
                one.what,
                *(format_values.number(count, language) for count in (one.customers, one.times, one.approved)),
            ]
            for one in book.rewards
        ],
    }


def settlement(book: PromoExport, language: str, say: Say) -> list[ReportSection]:
    made = book.settlement
    if made is None:
        return []
    title = say(N_("Settlement, confirmed by all sides")) if made.agreed else say(N_("Settlement, not confirmed yet"))
    table: ReportSection = {
        "title": title,
        "head": [say(N_("Business")), say(N_("Gets (+) or pays (−)"))],
        "numbers": [1],
        "rows": [[side(book, one.slot, language), _signed(one.amount, made.currency, language)] for one in made.nets],
        "after": [
            say(
                N_("%(debtor)s pays %(creditor)s %(sum)s"),
                debtor=side(book, one.debtor, language),
                creditor=side(book, one.creditor, language),
                sum=in_money(one.amount, made.currency, language),
            )
            for one in made.transfers
        ],
    }
    return [table]


def _signed(amount: Decimal, currency: str, language: str) -> str:
    return ("+" if amount > 0 else "") + in_money(amount, currency, language)


def opinions(book: PromoExport, say: Say) -> ReportSection:
    again = {None: "", True: say(N_("again: yes")), False: say(N_("again: no"))}
    return {
        "title": say(N_("What the sides say")),
        "head": [say(N_("Business")), say(N_("Of 5")), "", ""],
        "numbers": [1],
        "rows": [[one.name, str(one.score), again[one.again], one.words] for one in book.opinions],
    }


def agreement(book: PromoExport, signed: list[Signature], language: str, say: Say) -> ReportSection:
    """By which signed words all this was done."""
    return {
        "title": say(N_("Agreement, version %(n)s"), n=book.about.version),
        "head": [say(N_("Business")), say(N_("Signatory")), say(N_("Time (UTC)"))],
        "numbers": [],
        "rows": [
            [
                one.business,
                one.person or NONE,
                format_values.utc(one.at, language) if one.at else say(N_("not signed yet")),
            ]
            for one in signed
        ],
        "after": [say(N_("Fingerprint (SHA-256)")), book.about.fingerprint],
    }
