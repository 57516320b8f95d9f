"""The words of a settlement's document: the result with its reasons, and everything that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.options import Vat
from domain.settlement.basis import DividedCost, SentStretch
from domain.settlement.document import SettlementDocument
from domain.settlement.statement import Transfer
from templates.catalogue import label, word
from templates.drawn.documents import PrintedReport, ReportSection
from templates.format import values
from templates.format.values import dated, minor, number, utc
from templates.printed.sides import NONE, named_side, side_heads
from templates.render import plain
from templates.words.msgid import N_

SAID = {
    "confirmed": N_("confirmed"),
    "disputed": N_("said that something is wrong"),
    "silent": N_("accepted without a word"),
}
STEPS = {"paid": N_("said to be paid"), "received": N_("received"), "not_yet": N_("not arrived yet")}


def pages(made: SettlementDocument, language: str) -> PrintedReport:
    def say(text: str, **data: Any) -> str:
        return label(text, language, **data)

    sections = [_sides, _result, _transfers, _pairs, _sent, _costs, _aside, _confirmed, _versions]
    return {
        "lang": language,
        "created_at": int(made.made_at.timestamp()),
        "title": made.title,
        "subtitle": say(N_("Settlement, version %(n)s"), n=made.revision),
        "status": say(
            N_("%(state)s. Made for %(name)s on %(day)s."),
            state=say(N_("All sides have agreed to it")) if made.agreed else say(N_("Not agreed by all sides yet")),
            name=values.name(made.account.name, language),
            day=dated(made.made_at.date(), language),
        ),
        "tiles": [[result_name(made, language), minor(abs(made.account.net), language, made.statement.currency)]],
        "sections": [one for one in (make(made, language) for make in sections) if one["rows"] or one.get("after")],
        "note": plain("settlement/document.note", language, promo=made.promo_id, known=made.basis is not None),
        "page_label": say(N_("page")),
        "footer": say(
            N_("Promo %(id)s, settlement %(n)s, made for %(name)s"),
            id=made.promo_id,
            n=made.revision,
            name=made.account.name,
        ),
    }


def result_name(made: SettlementDocument, language: str) -> str:
    net = made.account.net
    return label(N_("To be received") if net > 0 else N_("To be paid") if net < 0 else N_("Even"), language)


def _section(title: str, head: list[str], numbers: list[int], rows: list[list[str]], language: str) -> ReportSection:
    heads = [label(text, language) for text in head]
    return {"title": label(title, language), "head": heads, "numbers": numbers, "rows": rows}


def _sides(made: SettlementDocument, language: str) -> ReportSection:
    rows = [named_side(one, language) for one in made.sides]
    return {"title": label(N_("Parties"), language), "head": side_heads(language), "numbers": [], "rows": rows}


def signed_sum(value: int, language: str, currency: str) -> str:
    return ("+" if value > 0 else "") + minor(value, language, currency)


def reasons(made: SettlementDocument, language: str) -> Iterator[tuple[str, int]]:
    """The side's own lines, as the chat says them, with their sums."""
    for one in made.account.lines:
        words = plain("settlement/document.line", language, one=one, names=made.names, currency=made.statement.currency)
        yield words[:1].upper() + words[1:], one.minor


def _result(made: SettlementDocument, language: str) -> ReportSection:
    currency = made.statement.currency
    rows = [[words, signed_sum(value, language, currency)] for words, value in reasons(made, language)]
    rows.append([label(N_("Result"), language), signed_sum(made.account.net, language, currency)])
    title = N_("What it comes to for %(name)s")
    return {
        "title": label(title, language, name=values.name(made.account.name, language)),
        "head": [label(N_("Reason"), language), label(N_("Gets (+) or pays (−)"), language)],
        "numbers": [1],
        "rows": rows,
        "named": [len(rows) - 1],
        "after": [word("vat", made.vat, language)] if made.account.dues and made.vat is not Vat.UNSAID else [],
    }


def _transfers(made: SettlementDocument, language: str) -> ReportSection:
    """What is paid, and what was said of it."""
    rows = [
        [
            made.names[one.debtor],
            made.names[one.creditor],
            minor(one.minor, language, made.statement.currency),
            payment_state(made, one, language),
        ]
        for one in made.transfers
    ]
    head = [N_("Pays"), N_("Receives"), N_("Amount"), N_("Payment")]
    return _section(N_("Who pays whom"), head, [2], rows, language)


def _pairs(made: SettlementDocument, language: str) -> ReportSection:
    """Beside what is paid: the amounts of each pair, for the books."""
    currency = made.statement.currency
    rows = [
        [made.names[one.debtor], made.names[one.creditor], minor(one.minor, language, currency)] for one in made.pairs
    ]
    return _section(PAIRS, [N_("Owes"), N_("Owed to"), N_("Amount")], [2], rows, language)


PAIRS = N_("Between each two sides, before it was set off among all")


def payment_state(made: SettlementDocument, one: Transfer, language: str) -> str:
    """`received, 2026-12-30 10:00 UTC`, each word on a line."""
    business = {a.slot: a.business_id for a in made.statement.accounts}
    pair = (made.revision, business[one.debtor], business[one.creditor])
    said = [word for word in made.payments if (word.revision, word.debtor, word.creditor) == pair]
    return "\n".join(f"{label(STEPS[word.step], language)}, {utc(word.at, language)}" for word in said) or NONE


SENT_HEAD = [N_("Who sent"), N_("Who received"), N_("Days"), N_("Terms"), N_("Customers"), N_("Price"), N_("Amount")]


def days(one: SentStretch, language: str) -> str:
    first, last = dated(one.first, language), dated(one.last, language)
    return first if first == last else f"{first} – {last}"


def _sent(made: SettlementDocument, language: str) -> ReportSection:
    currency = made.statement.currency
    rows = [
        [
            made.names[one.sender],
            made.names[one.receiver],
            days(one, language),
            number(one.version, language),
            number(one.customers, language),
            minor(one.each, language, currency) if one.each else NONE,
            minor(one.minor, language, currency) if one.each else NONE,
        ]
        for one in (made.basis.sent if made.basis else ())
    ]
    section = _section(N_("Customers that money hangs on"), SENT_HEAD, [3, 4, 5, 6], rows, language)
    section["named"] = []
    return section


COSTS_HEAD = [N_("Day"), N_("Paid by"), N_("What for"), N_("Terms"), N_("Amount"), N_("Rate"), N_("Counted")]


def _costs(made: SettlementDocument, language: str) -> ReportSection:
    rows = [_cost(made, one, language) for one in (made.basis.costs if made.basis else ())]
    section = _section(N_("Common costs"), COSTS_HEAD, [3, 4, 5, 6], rows, language)
    section["named"] = []
    return section


def _cost(made: SettlementDocument, one: DividedCost, language: str) -> list[str]:
    currency = made.statement.currency
    rate = one.typed_rate(currency)
    return [
        dated(one.day, language),
        made.names[one.slot],
        f"{one.what} ({word('purpose_short', one.purpose, language)})",
        number(one.version, language),
        minor(one.minor, language, one.currency),
        NONE if rate is None else values.number_exact(rate, language),
        NONE if one.counted is None else minor(one.counted, language, currency),
    ]


def open_items(made: SettlementDocument, language: str) -> list[str]:
    data = {
        "names": made.names,
        "currency": made.statement.currency,
        "open": made.customers_shown,
        "me": made.account.slot,
    }
    return [plain("settlement/document.apart", language, one=one, **data) for one in made.aside]


def _aside(made: SettlementDocument, language: str) -> ReportSection:
    title = label(N_("Not settled"), language)
    return {"title": title, "head": [], "numbers": [], "rows": [], "after": open_items(made, language)}


def _confirmed(made: SettlementDocument, language: str) -> ReportSection:
    rows = [
        [made.name_of(one.business_id), label(SAID[one.said], language), utc(one.at, language)] for one in made.words
    ]
    head = [N_("Business"), N_("Their answer"), N_("Time (UTC)")]
    return _section(N_("What the sides said to it"), head, [], rows, language)


def _versions(made: SettlementDocument, language: str) -> ReportSection:
    rows = [
        [
            number(one.number, language),
            dated(one.since, language) if one.since else label(N_("from the beginning"), language),
            one.fingerprint,
        ]
        for one in made.versions
    ]
    head = [N_("Version"), N_("In force"), N_("Fingerprint (SHA-256)")]
    section = _section(N_("By which terms"), head, [], rows, language)
    section["small"] = [2]
    return section
