"""What a message about a day does: save, ask back once, or say why not. Flags are the answers given so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from domain.calendar import local_day
from domain.daily.beside_codes import beside_codes
from domain.daily.facts import NTH, AskBack, AskOwner, Flag, Flags, Option, ReportEntry, ReportFacts, Save, Unchanged
from domain.daily.unusual import unusual
from domain.money import Money
from domain.reading import (
    Adjust,
    Ambiguous,
    ClosedToday,
    CodeOrReport,
    Confirm,
    CountOrMoney,
    Message,
    Newcomers,
    Problem,
    Report,
    TypedCode,
    Typo,
)
from domain.schedule.reporting_days import is_shut

LATE_DAYS = 7
SEEN: Flags = frozenset({Flag.USUAL})

Decision = Save | AskBack | AskOwner | Unchanged | Problem


def decide(facts: ReportFacts, reading: Message, flags: Flags, person_id: int) -> Decision:
    """What to do with a reading at one place. Undo has its own door."""
    match reading:
        case Problem():
            return reading
        case TypedCode() | Typo():
            return Problem("code_not_here" if isinstance(reading, TypedCode) else "code_typo")
        case Ambiguous(options):
            return _ambiguous(facts, options, flags, person_id)
        case Confirm(value):
            return _confirm(facts, value, flags, person_id)
        case CodeOrReport(value):
            return _code_or_report(facts, value, flags, person_id)
        case CountOrMoney():
            return _count_or_money(facts, reading, flags, person_id)
        case ClosedToday():
            return _closed(facts, reading, flags, person_id)
        case Adjust():
            return _adjust(facts, reading, person_id)
        case Newcomers():
            return _newcomers(facts, reading, flags, person_id)
        case Report():
            return _report(facts, reading, flags, person_id)
    return Problem("no_number", example="7")


def _ambiguous(facts: ReportFacts, options: Sequence[Report], flags: Flags, person_id: int) -> Decision:
    """Two honest readings: one button each. Whoever chose between counts has seen the count."""
    of_sums = len({(option.day, option.customers) for option in options}) == 1
    for flag, option in zip(NTH, options, strict=False):
        if flag in flags:
            return _report(facts, option, flags if of_sums else flags | SEEN, person_id)
    buttons = tuple(
        Option(flag, option.customers, option.sales, option.day or facts.default, option.new)
        for flag, option in zip(NTH, options, strict=False)
    )
    return AskBack("which_number" if of_sums else "which_report", buttons, options[0].day or facts.default)


def _confirm(facts: ReportFacts, said: Report, flags: Flags, person_id: int) -> Decision:
    """A reading that follows from what was typed and is not what stands there."""
    if Flag.N0 in flags:
        return _report(facts, said, flags | SEEN, person_id)
    day = said.day or facts.default
    options = Option(Flag.N0, said.customers, said.sales, day, said.new), Option(Flag.NO, 0)
    return AskBack("confirm", options, day)


def _code_or_report(facts: ReportFacts, said: Report, flags: Flags, person_id: int) -> Decision:
    """A code with a digit missing, where the promos have codes; elsewhere there is no doubt."""
    if not facts.codes or Flag.REPORT in flags:
        return _report(facts, said, flags | SEEN if facts.codes else flags, person_id)
    day = said.day or facts.default
    options = Option(Flag.REPORT, said.customers, said.sales, day), Option(Flag.CODE, 0)
    return AskBack("code_or_report", options, day)


def _count_or_money(facts: ReportFacts, said: CountOrMoney, flags: Flags, person_id: int) -> Decision:
    """A big lone number: customers, or a sum for a day that has its customers already."""
    day = said.as_count.day or facts.default
    was = facts.on(day)
    if Flag.COUNT in flags:
        return _report(facts, said.as_count, flags | SEEN, person_id)
    if Flag.MONEY not in flags:
        number = said.as_count.customers
        return AskBack("count_or_money", (Option(Flag.COUNT, number), Option(Flag.MONEY, number, said.money)), day)
    if was is None or was.state != "reported":
        return Problem("count_needed", example=f"7 {said.as_count.customers}")
    refusal = _wrong_day(facts, day, flags)
    return refusal or _save(facts, replace(was, sales=said.money.minor, person_id=person_id), was)


def _closed(facts: ReportFacts, said: ClosedToday, flags: Flags, person_id: int) -> Decision:
    day = said.day or facts.default
    entry = ReportEntry(day=day, state="closed", customers=0, currency=facts.post.currency, person_id=person_id)
    return _wrong_day(facts, day, flags) or _beside(facts, entry, flags)


def _adjust(facts: ReportFacts, said: Adjust, person_id: int) -> Decision:
    """`+1`, `-1`: on top of the day's number, never below zero."""
    day = said.day or facts.default
    was = facts.on(day)
    if was is None and said.by < 0:
        return Problem("nothing_to_adjust", example="7")
    refusal = _wrong_day(facts, day, frozenset())
    if refusal:
        return refusal
    floor = facts.by_codes or 0
    customers = max(max(was.customers if was else 0, floor) + said.by, floor)
    new = min(was.new, customers) if was and was.new is not None else None
    blank = ReportEntry(day=day, state="reported", customers=0, currency=facts.post.currency, person_id=person_id)
    stood = replace(was or blank, state="reported", person_id=person_id)
    sales = (stood.sales or 0) + said.sales.minor if said.sales else stood.sales
    beside = None if facts.by_codes is None else customers - floor
    entry = replace(stood, customers=customers, new=new, sales=sales, without_card=beside)
    return _save(facts, entry, was)


def _newcomers(facts: ReportFacts, said: Newcomers, flags: Flags, person_id: int) -> Decision:
    """How many of a day's customers were new: of the day asked about last, while today has no number."""
    days = [said.day] if said.day else [facts.default, facts.expected or facts.default]
    day = next((day for day in days if facts.on(day)), days[0])
    was = facts.on(day)
    if was is None or was.state != "reported":
        return Problem("no_count", example=f"7 new {said.new}")
    if said.new > was.customers:
        return Problem("new_more_than_count", said=str(said.new), limit=was.customers)
    refusal = _wrong_day(facts, day, flags)
    return refusal or _save(facts, replace(was, new=said.new, person_id=person_id), was)


def _report(facts: ReportFacts, said: Report, flags: Flags, person_id: int) -> Decision:
    day = said.day or facts.default
    if said.sales and said.sales.currency != facts.post.currency:
        return Problem("other_currency", said=said.sales.currency, example=f"7 3400 {facts.post.currency}")
    entry = ReportEntry(
        day=day,
        state="reported",
        customers=said.customers,
        new=said.new,
        sales=said.sales.minor if said.sales else None,
        currency=facts.post.currency,
        note=said.note,
        person_id=person_id,
    )
    refusal = _wrong_day(facts, day, flags)
    if refusal:
        return refusal
    doubt = None if said.sure or Flag.USUAL in flags else unusual(facts, entry)
    if doubt:
        return AskBack(doubt, (Option(Flag.USUAL, said.customers),), day, said.customers)
    return _beside(facts, entry, flags)


def _beside(facts: ReportFacts, entry: ReportEntry, flags: Flags) -> Decision:
    found = beside_codes(facts, entry, flags)
    return found if isinstance(found, AskBack) else _against(facts, found, flags)


def _wrong_day(facts: ReportFacts, day: date, flags: Flags) -> Decision | None:
    """Only days of the promo that have come and had an open shop; a week back freely, further back an owner decides."""
    post = facts.post
    today = post.today(facts.now)
    if day > max(today, local_day(facts.now, post.zone)):
        return Problem("future_day", said=day.isoformat())
    if is_shut(post, day):
        return Problem("shop_is_shut", said=str(post.shut))
    if day < post.starts:
        return Problem("before_start", said=post.starts.isoformat())
    if day > post.ends:
        return Problem("after_end", said=post.ends.isoformat())
    if (today - day).days > LATE_DAYS and not facts.owner and Flag.OWNER_OK not in flags:
        return AskOwner(day)
    return None


def _against(facts: ReportFacts, entry: ReportEntry, flags: Flags) -> Decision:
    """A second report of the day asks what it means, unless it says the same or the day was to be fixed."""
    was = facts.on(entry.day)
    fixed = Flag.FIX in flags and entry.day == facts.asked
    if was is None or fixed or Flag.REPLACE in flags:
        return _save(facts, entry, was)
    more = entry.without_card if Flag.BESIDE in flags and entry.without_card is not None else entry.customers
    if Flag.KEEP in flags or _same(was, entry):
        return Unchanged(was)
    if Flag.ADD in flags:
        return _save(facts, _sum(facts, was, entry, more), was)
    options = [Option(Flag.REPLACE, entry.customers), Option(Flag.KEEP, was.customers)]
    if entry.state == "reported" and was.state == "reported":
        options.insert(1, Option(Flag.ADD, was.customers + more))
    return AskBack(
        kind="again",
        options=tuple(options),
        day=entry.day,
        customers=entry.customers,
        was=was,
        closed=entry.state == "closed",
    )


def _same(was: ReportEntry, entry: ReportEntry) -> bool:
    return (was.state, was.customers, was.new, was.sales, was.note) == (
        entry.state,
        entry.customers,
        entry.new,
        entry.sales,
        entry.note,
    )


def _sum(facts: ReportFacts, was: ReportEntry, entry: ReportEntry, more: int) -> ReportEntry:
    """`more`: the customers that are added; of a number without cards only those."""

    def add(one: int | None, other: int | None) -> int | None:
        return None if one is None and other is None else (one or 0) + (other or 0)

    note = "; ".join(filter(None, (was.note, entry.note))) or None
    return replace(
        entry,
        customers=was.customers + more,
        new=add(was.new, entry.new),
        sales=add(was.sales, entry.sales),
        note=note,
        without_card=None if facts.by_codes is None else max(was.customers + more - facts.by_codes, 0),
    )


def _save(facts: ReportFacts, entry: ReportEntry, was: ReportEntry | None) -> Save:
    return Save(replace(entry, revision=facts.revision(entry.day) + 1, restores=None), was)


def money(entry: ReportEntry) -> Money | None:
    return Money(entry.sales, entry.currency) if entry.sales is not None else None
