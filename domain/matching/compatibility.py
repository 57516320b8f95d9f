"""Whether two businesses fit as partners. It advises; the owners decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from domain.matching.categories import COMPLEMENTS, GIFTS, SAME_NEED


class Verdict(StrEnum):
    STOP = "stop"
    CAREFUL = "careful"
    GOOD = "good"


class Weight(StrEnum):
    """What one reason is worth; an open one is a thing not known yet."""

    STOP = "stop"
    CAREFUL = "careful"
    OPEN = "open"
    GOOD = "good"


class Profile(Struct, frozen=True):
    """All that others may see of a business before a yes. Nobody's name or contact is in it."""

    business_id: int
    name: str
    category: str
    city: str
    price_tier: str | None = None
    audience: str | None = None


class Criteria(Struct, frozen=True):
    """What two profiles say by themselves; each is the key of a reason."""

    competition: str
    goods: str
    prices: str


class Answers(Struct, frozen=True):
    """One side's six taps about the other."""

    same_customers: str  # yes, partly, no
    reputation: str  # good, unknown, bad
    grows: str  # yes, unsure, no; the three below as well
    enough: str
    experience: str
    pleasant: str


QUESTIONS = Answers.__struct_fields__
ABOUT_WORK = ("grows", "enough", "experience", "pleasant")
MANY_NOES, MANY_OPEN = 2, 3
"""From this many on, noes to the four questions are a stop, and things not known make it careful."""

WEIGHTS = {
    "direct_competitor": Weight.STOP, "indirect_competitor": Weight.CAREFUL, "no_competitor": Weight.GOOD,
    "goods_complement": Weight.GOOD, "goods_apart": Weight.CAREFUL,
    "prices_same": Weight.GOOD, "prices_any": Weight.GOOD, "prices_differ": Weight.CAREFUL,
    "prices_unknown": Weight.OPEN,
    "same_customers_yes": Weight.GOOD, "same_customers_partly": Weight.CAREFUL, "same_customers_no": Weight.STOP,
    "reputation_good": Weight.GOOD, "reputation_unknown": Weight.OPEN, "reputation_bad": Weight.STOP,
    **{f"{question}_yes": Weight.GOOD for question in ABOUT_WORK},
    **{f"{question}_unsure": Weight.OPEN for question in ABOUT_WORK},
    **{f"{question}_no": Weight.CAREFUL for question in ABOUT_WORK},
    "many_noes": Weight.STOP, "many_open": Weight.CAREFUL,
}  # fmt: skip
POINTS = {
    "direct_competitor": -9, "indirect_competitor": -4, "goods_complement": 5, "prices_same": 2, "prices_any": 2,
    "prices_differ": -2,
}  # fmt: skip


class Reason(Struct, frozen=True):
    """`key` is a text's; `side` the business that said so, None for what the profiles say."""

    key: str
    side: int | None = None

    @property
    def weight(self) -> Weight:
        return WEIGHTS[self.key]


class Judgement(Struct, frozen=True):
    verdict: Verdict
    reasons: tuple[Reason, ...]


def criteria(one: Profile, other: Profile) -> Criteria:
    return Criteria(_competition(one, other), _goods(one, other), _prices(one, other))


def _competition(one: Profile, other: Profile) -> str:
    if one.category == other.category:
        return "direct_competitor"
    both = {one.category, other.category}
    return "indirect_competitor" if any(both <= need for need in SAME_NEED) else "no_competitor"


def _goods(one: Profile, other: Profile) -> str:
    there = other.category in COMPLEMENTS.get(one.category, ())
    back = one.category in COMPLEMENTS.get(other.category, ())
    return "goods_complement" if there or back else "goods_apart"


def _prices(one: Profile, other: Profile) -> str:
    """A tier that nobody stated is unknown, never a no."""
    if {one.category, other.category} & GIFTS:
        return "prices_any"
    if not one.price_tier or not other.price_tier:
        return "prices_unknown"
    return "prices_same" if one.price_tier == other.price_tier else "prices_differ"


def of_profiles(found: Criteria) -> tuple[Reason, ...]:
    return Reason(found.competition), Reason(found.goods), Reason(found.prices)


def judge(found: Criteria, answers: Mapping[int, Answers]) -> Judgement:
    """Both sides' answers (business → answers) with what the profiles said: the gravest reason decides."""
    reasons = list(of_profiles(found))
    for side, given in answers.items():
        reasons += _said(side, given)
    if sum(reason.weight is Weight.OPEN for reason in reasons) >= MANY_OPEN:
        reasons.append(Reason("many_open"))
    weights = {reason.weight for reason in reasons}
    verdict = next((v for v in (Verdict.STOP, Verdict.CAREFUL) if Weight(v) in weights), Verdict.GOOD)
    return Judgement(verdict, tuple(reasons))


def _said(side: int, given: Answers) -> list[Reason]:
    noes = [question for question in ABOUT_WORK if getattr(given, question) == "no"]
    many = [Reason("many_noes", side)] if len(noes) >= MANY_NOES else []
    return [Reason(f"{question}_{getattr(given, question)}", side) for question in QUESTIONS] + many


def points(one: Profile, other: Profile) -> int:
    """How well two profiles fit, for an order only."""
    return sum(POINTS.get(reason.key, 0) for reason in of_profiles(criteria(one, other)))


def rank(mine: Profile, found: Iterable[Profile], most: int) -> list[Profile]:
    """The best `most`, equals in the order in which they came; direct competitors are left out."""
    others = [other for other in found if other.category != mine.category]
    return sorted(others, key=lambda other: -points(mine, other))[:most]
