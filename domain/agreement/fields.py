"""The single answers that terms consist of: ten sections of named fields, some only under a condition; and an eleventh,
how it ends early, that nobody is asked about.

A numbered group has the number in its name: `gain.2` and `pay.2` are the second side's, `o1.what` the first offer's,
`p1.at` the first perk's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from domain.agreement.terms import EACH, MOST_SIDES
from domain.options import (
    Channel,
    ClientBase,
    CostSplit,
    Counts,
    LostDays,
    Mechanic,
    Netting,
    Repeats,
    Reporting,
    Resumes,
    Scale,
    Sharing,
    Sums,
    Vat,
)

Answers = Mapping[str, Any]
SECTIONS = (
    "goal", "gains", "offer", "dates", "resources", "needs", "people", "client_base", "reporting", "money", "ending",
    "document",
)  # fmt: skip
MOST_OFFERS = 5
MOST_PERKS = 5
SILENCE_DAYS, PAY_DAYS = 7, 14
NOTICE_DAYS, PAUSE_DAYS = 7, 14
SAID_ANYWAY = ("notice_days", "pause_days")  # on a card, also as they stand by themselves
NUMBERED = re.compile(r"(?:(?P<group>[op])(?P<of>\d)\.(?P<part>\w+)|(?P<side>gain|brings|pay)\.(?P<slot>\d))")


def always(answers: Answers) -> bool:
    return True


def never(answers: Answers) -> bool:
    return False


class Field(Struct, frozen=True):
    """`asked`: the set-up comes to it by itself; the others, and those that need no question, wait on the card with
    `otherwise` as their answer."""

    name: str
    section: str
    required: bool = False
    when: Callable[[Answers], bool] = always
    asked: bool = True
    otherwise: Any = None
    needless: Callable[[Answers], bool] = never


def _is(field: str, *values: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(field) in values


def _count(field: str, least: int) -> Callable[[Answers], bool]:
    return lambda answers: (answers.get(field) or 0) >= least


def _has(field: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(field) is not None


def _offer(n: int) -> Iterator[Field]:
    there, more = _count("offers", n), _count("partners", 3)
    yield Field(f"o{n}.what", "offer", required=True, when=there)
    yield Field(f"o{n}.condition", "offer", when=there)
    yield Field(f"o{n}.receiver", "offer", required=True, when=there)
    yield Field(f"o{n}.cost", "offer", when=there)
    yield Field(f"o{n}.limit", "offer", when=there)
    later = ("daily", None), ("cap", None), ("channel", Channel.COUNTER.value), ("places", None)
    for part, otherwise in later:
        yield Field(f"o{n}.{part}", "offer", when=there, asked=False, otherwise=otherwise)
    giver = lambda answers: there(answers) and more(answers)  # noqa: E731 - a condition of two
    yield Field(f"o{n}.giver", "offer", when=giver, asked=False, otherwise=EACH)


def _perk(n: int) -> Iterator[Field]:
    there = _count("perks", n)
    yield Field(f"p{n}.what", "money", required=True, when=there)
    yield Field(f"p{n}.at", "money", required=True, when=there)
    yield Field(f"p{n}.giver", "money", when=there, asked=False, otherwise=EACH)
    yield Field(f"p{n}.repeats", "money", when=there, asked=False, otherwise=Repeats.ONCE.value)


def _own(name: str, section: str) -> Iterator[Field]:
    """A third, fourth or fifth side may differ from the second."""
    for slot in range(3, MOST_SIDES + 1):
        yield Field(f"{name}.{slot}", section, when=_count("partners", slot), asked=False)


_MAILED = _is("client_base", ClientBase.MAILING, ClientBase.POSTS)
_SHARED = _is("split", CostSplit.PERCENT, CostSplit.LOCOMOTIVE)
_PILOT = _is("scale", Scale.PILOT)
_sells = _is("reporting", Reporting.SALES, Reporting.NEW)


def _costs_nothing(answers: Answers) -> bool:
    return not any(answers.get(f"o{n}.cost") for n in range(1, MOST_OFFERS + 1))


def _counted(answers: Answers) -> bool:
    """Whether money hangs on how many customers are sent over the whole promo."""
    return bool(answers.get("bonus_from") or (answers.get("minimum") and answers.get("penalty")))


def _priced(answers: Answers) -> bool:
    """Whether a sum is agreed that one side pays another."""
    paid = any(answers.get(name) for name in ("pay", *(f"pay.{n}" for n in range(1, MOST_SIDES + 1))))
    return paid or _counted(answers)


def _settled(answers: Answers) -> bool:
    """Whether there will be something to settle."""
    return _priced(answers) or answers.get("split") not in (None, CostSplit.OWN.value)


def _netted(answers: Answers) -> bool:
    return _settled(answers) and answers.get("partners", 2) > 2


FIELDS: tuple[Field, ...] = (
    Field("title", "goal", required=True),
    Field("goal", "goal", required=True),
    Field("target", "goal", required=True),
    Field("partners", "goal", required=True),
    Field("partner_name", "goal", when=lambda answers: "partner_name" in answers),
    Field("scale", "goal", required=True),
    Field("budget", "goal", required=True, when=_PILOT),
    Field("taking_part", "goal", when=_PILOT, asked=False),
    Field("gain.1", "gains", required=True),
    Field("gain.2", "gains", required=True),
    *_own("gain", "gains"),
    Field("mechanic", "offer", required=True),
    Field("word", "offer", required=True, when=_is("mechanic", Mechanic.CODE_WORD)),
    Field("offers", "offer", required=True),
    *(field for n in range(1, MOST_OFFERS + 1) for field in _offer(n)),
    Field("printed", "offer", asked=False),
    Field("dates", "dates", required=True),
    Field("in_force_from", "dates", required=True, when=lambda answers: "in_force_from" in answers),
    Field("brings.1", "resources"),
    Field("brings.2", "needs"),
    *_own("brings", "needs"),
    Field("people", "people"),
    Field("client_base", "client_base", otherwise=ClientBase.NONE.value),
    Field("mailing_volume", "client_base", when=_MAILED),
    Field("mailing_period", "client_base", when=_MAILED),
    Field("mailing_person", "client_base", when=_MAILED),
    Field("reporting", "reporting", otherwise=Reporting.SALES.value),
    Field("sums", "reporting", when=_sells, otherwise=Sums.BEFORE.value, needless=_costs_nothing),
    Field("baseline", "reporting"),
    Field("share_customers", "reporting", asked=False, otherwise=Sharing.DETAIL.value),
    Field("share_sales", "reporting", asked=False, otherwise=Sharing.TOTALS.value),
    Field("share_margin", "reporting", asked=False, otherwise=Sharing.HIDDEN.value),
    Field("counted", "money", asked=False, when=_is("mechanic", Mechanic.VOUCHER), otherwise=Counts.CODES.value),
    Field("minimum", "money"),
    Field("split", "money", otherwise=CostSplit.OWN.value),
    Field("shares", "money", required=True, when=_SHARED),
    Field("pay", "money", asked=False),
    *(Field(f"pay.{n}", "money", asked=False, when=_count("partners", n)) for n in range(1, MOST_SIDES + 1)),
    Field("bonus_from", "money", asked=False),
    Field("bonus", "money", required=True, when=_has("bonus_from")),
    Field("penalty", "money", asked=False, when=_has("minimum")),
    Field("vat", "money", asked=False, when=_priced, otherwise=Vat.INCLUDED.value),
    Field("silence_days", "money", asked=False, when=_settled, otherwise=SILENCE_DAYS),
    Field("pay_days", "money", asked=False, when=_settled, otherwise=PAY_DAYS),
    Field("netting", "money", asked=False, when=_netted, otherwise=Netting.ALL.value),
    Field("perks", "money"),
    *(field for n in range(1, MOST_PERKS + 1) for field in _perk(n)),
    Field("notice_days", "ending", asked=False, otherwise=NOTICE_DAYS),
    Field("pause_days", "ending", asked=False, otherwise=PAUSE_DAYS),
    Field("resumed_by", "ending", asked=False, otherwise=Resumes.WHO_PAUSED.value),
    Field("lost_days", "ending", asked=False, when=_counted, otherwise=LostDays.OWN.value),
    Field("clauses", "document", asked=False),
    Field("prevails", "document", asked=False),
)
FIELD = {field.name: field for field in FIELDS}


def applicable(answers: Answers) -> list[Field]:
    """The fields that these answers call for, in the order of the form."""
    return [field for field in FIELDS if field.when(answers)]


def of_section(section: str, answers: Answers) -> list[str]:
    return [field.name for field in applicable(answers) if field.section == section]


def may_change(field: str, answers: Answers) -> bool:
    """How many sides there are is settled with the signatures: nobody joins or leaves an agreed promo."""
    return field != "partners" or "in_force_from" not in answers


def brief(section: str, answers: Answers) -> list[str]:
    """The answered lines that a card with everything has room for: of an offer or a perk only what it is, and of what
    stands as it does by itself only how it may end early."""
    fields = [field for field in applicable(answers) if field.section == section]
    return [field.name for field in fields if answers.get(field.name) is not None and not _aside(field, answers)]


def contradicts(field: str, answers: Answers) -> bool:
    """Whether a direction could earn the bonus and owe the penalty at once; the bonus is what has to change."""
    minimum, bonus_from = answers.get("minimum"), answers.get("bonus_from")
    return field == "bonus_from" and bool(answers.get("penalty") and minimum and bonus_from and bonus_from < minimum)


def _aside(field: Field, answers: Answers) -> bool:
    by_itself = not field.asked and answers[field.name] == field.otherwise and field.name not in SAID_ANYWAY
    part = NUMBERED.fullmatch(field.name)
    return by_itself or field.name in ("offers", "perks") or bool(part and part["group"] and part["part"] != "what")


def section_of(field: str) -> str:
    return FIELD[field].section


def filled(answers: Answers) -> dict[str, Any]:
    """The answers with what nobody is asked for; an answered condition may bring new fields with it."""
    given = dict(answers)
    for field in FIELDS:
        needless = not field.asked or field.needless(given)
        if needless and field.name not in given and field.when(given):
            given[field.name] = field.otherwise
    return given


def base_of(field: str) -> tuple[str, int]:
    """The name that a numbered field's words go by, and its number: `o.what`, 1; `gain`, 2; `title`, 0."""
    found = NUMBERED.fullmatch(field)
    if found is None:
        return field, 0
    if found["group"]:
        return f"{found['group']}.{found['part']}", int(found["of"])
    return found["side"], int(found["slot"])
