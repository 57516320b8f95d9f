"""The values that terms are chosen from. Their names are in `templates/words.py`."""

from __future__ import annotations

from enum import StrEnum


class Goal(StrEnum):
    NEW_CUSTOMERS = "new_customers"
    RECEIPTS = "receipts"
    REVENUE = "revenue"
    AVERAGE_CHECK = "average_check"
    REPEAT_VISITS = "repeat_visits"
    SUBSCRIBERS = "subscribers"
    AWARENESS = "awareness"


IN_MONEY = frozenset({Goal.REVENUE, Goal.AVERAGE_CHECK})
"""Goals whose target is a sum."""


class Scale(StrEnum):
    FULL = "full"
    PILOT = "pilot"


class Mechanic(StrEnum):
    VOUCHER = "voucher"
    CODE_WORD = "code_word"
    DISCOUNT = "discount"
    GIFT = "gift"
    BUNDLE = "bundle"
    CONTEST = "contest"
    EVENT = "event"
    CARD = "card"
    FLYERS = "flyers"
    MAILING = "mailing"


class Channel(StrEnum):
    COUNTER = "counter"
    ONLINE = "online"


class ClientBase(StrEnum):
    NONE = "none"
    MAILING = "mailing"
    POSTS = "posts"


class Reporting(StrEnum):
    """What a daily report asks for."""

    CUSTOMERS = "customers"
    SALES = "sales"
    NEW = "new"


class Measure(StrEnum):
    """What is compared before and after."""

    CUSTOMERS = "customers"
    RECEIPTS = "receipts"
    REVENUE = "revenue"
    PROFIT = "profit"
    REPEAT = "repeat"
    SUBSCRIBERS = "subscribers"
    REVIEWS = "reviews"
    FEEDBACK = "feedback"
    COMPLAINTS = "complaints"
    SATISFACTION = "satisfaction"
    TRAFFIC = "traffic"


class Sharing(StrEnum):
    """What partners see of a side's figures."""

    HIDDEN = "hidden"
    TOTALS = "totals"
    DETAIL = "detail"


class LostDays(StrEnum):
    """Whose minimum and bonus a day that was taken away (pause, closed counter, cancellation) still counts for."""

    OWN = "own"  # it counts on for the side that took it away, and for nobody else
    NOBODY = "nobody"


class Resumes(StrEnum):
    """Who may end a pause before its time."""

    WHO_PAUSED = "who_paused"
    ANYBODY = "anybody"


class Vat(StrEnum):
    """What the agreed sums are with regard to value added tax; nothing is computed from it."""

    UNSAID = "unsaid"
    INCLUDED = "included"
    ADDED = "added"
    NONE = "none"


class Netting(StrEnum):
    """Between whom debts are set off: among all sides, for the fewest payments, or only between each two."""

    ALL = "all"
    PAIRS = "pairs"


class Counts(StrEnum):
    """Which customers pay, a bonus, the minimum and rewards count, where there are single-use codes."""

    CODES = "codes"
    ALL = "all"  # those who came without a card too


class Printed(StrEnum):
    """In which language, or which two, cards and posters are; of two the first comes first."""

    UK = "uk"
    RU = "ru"
    EN = "en"
    UK_EN = "uk+en"
    UK_RU = "uk+ru"
    RU_EN = "ru+en"

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.value.split("+"))


class Sums(StrEnum):
    """What the sales in the reports are: AFTER is what the customer paid with the discount."""

    BEFORE = "before"
    AFTER = "after"


class Clause(StrEnum):
    """Standard words that the sides accept or switch off. The words of one that was released never change, in any
    language: a better wording is a new clause with the next number."""

    SIGNING = "signing.1"
    WHOLE = "whole.1"
    CHANGES = "changes.1"
    CUSTOMERS = "customers.1"
    NAMES = "names.1"
    DATA = "data.1"
    MAILING = "mailing.1"
    TALKS = "talks.1"


class CostSplit(StrEnum):
    """Who bears the common costs; LOCOMOTIVE: one funds more than the others."""

    OWN = "own"
    EQUAL = "equal"
    PERCENT = "percent"
    LOCOMOTIVE = "locomotive"


class Repeats(StrEnum):
    ONCE = "once"
    EVERY = "every"
