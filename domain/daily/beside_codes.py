"""A day's report beside its codes: they are the floor of the day, and what is above came without a card."""

from __future__ import annotations

from msgspec.structs import replace

from domain.daily.facts import AskBack, Flag, Flags, Option, ReportEntry, ReportFacts


def beside_codes(facts: ReportFacts, entry: ReportEntry, flags: Flags) -> ReportEntry | AskBack:
    """The entry with who came without a card; a question where it is not plain. As it is where there are no codes.

    Flags: `total` the number is everybody, `beside` it is those without a card, `codes` only the codes are right.
    """
    codes = facts.by_codes
    if codes is None:
        return entry
    if Flag.CODES in flags:
        return _counted(entry, codes, 0)
    if Flag.BESIDE in flags:
        return _counted(entry, codes, entry.customers)
    above = entry.customers - codes
    if above == 0 or (above > 0 and Flag.TOTAL in flags):
        return replace(entry, without_card=above)
    return _above(entry, codes) if above > 0 else _below(entry, codes)


def _counted(entry: ReportEntry, codes: int, without_card: int) -> ReportEntry:
    return replace(entry, state="reported", customers=codes + without_card, without_card=without_card)


def _above(entry: ReportEntry, codes: int) -> ReportEntry | AskBack:
    if codes == 0:
        return replace(entry, without_card=entry.customers)
    said = entry.customers
    options = (Option(Flag.TOTAL, said - codes), Option(Flag.BESIDE, said), Option(Flag.CODES, codes))
    return AskBack("above_codes", options, entry.day, said, codes=codes)


def _below(entry: ReportEntry, codes: int) -> AskBack:
    """A use is not unsaid by a smaller number: it is given back, with a reason."""
    said = entry.customers
    options = [Option(Flag.CODES, codes), *([Option(Flag.BESIDE, said)] if said else [])]
    return AskBack("below_codes", tuple(options), entry.day, said, closed=entry.state == "closed", codes=codes)
