"""How many customers, and for how much: two numbers whose words, places and sizes say which is which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.lazy import lazy_re
from domain.money import Money, exponent
from domain.reading.answers import Ambiguous, Confirm, Problem, short
from domain.reading.daily_report.marks import Mark, Run, is_said, marked, plain, runs, score
from domain.reading.lexicon import ALL, one_of
from domain.reading.money import is_currency, money
from domain.reading.numbers import count

BIG = 1000
"""A lone number from here on is asked: customers or money?"""
MOST_WORDS = 16
APART_TIMES, APART_FROM = 10, 100
"""`7-3400` is a count and a sum, `12-13` is something else: the second is so much more, and at least so much."""

Sale = tuple[int, Money | None]
Read = Sale | Confirm[Sale] | Ambiguous[Sale] | Problem

_EITHER = lazy_re(rf"\d.*(?<![^\W_]){one_of(ALL.report.either)}(?![^\W_]).*\d")
_TIMES = lazy_re(rf"(\d[\d.' ]*?) ?(?:{one_of(ALL.report.times)}|[*×]) ?(\d.*)")
_APART = lazy_re(r"(\d(?:[\d' ]*\d)?)[-/](\d.*)")


def count_and_sum(line: str, currency: str) -> Read:
    """`7 3 400,50` is 7 and 3 400.50; a word beside a number says what it is, in any order."""
    words = marked(line)
    if not re.search(r"\d", line):
        return Problem("no_number", said=short(line), example="7")
    if len(words) > MOST_WORDS:
        return Problem("not_understood", said=short(line), example="7 3400")
    if _EITHER.search(line):
        return Problem("two_numbers", said=short(line), example="12")
    if Mark.PART in words:
        return _in_parts(words, currency)
    return _two(words, currency)


def without_words(line: str) -> str:
    """A folded line without the words that only stand beside numbers."""
    return " ".join(plain(marked(line)))


def _two(words: list[str], currency: str) -> Read:
    """A count, maybe with a sum."""
    bare = plain(words)
    product, apart, parted = _TIMES.fullmatch(" ".join(bare)), _APART.fullmatch(" ".join(bare)), runs(words)
    if product:
        read = _product(count(product[1]), money(product[2], currency))
    elif len(parted) == 2:
        read = _by_marks(words, (parted[0], parted[1]), currency)
    elif apart:
        read = _far_apart(count(apart[1]), money(apart[2], currency))
    else:
        read = _named_apart(words, parted, currency) or _by_places(bare, currency)
    return read or _why_not(bare, currency)


def _product(each: object, price: object) -> Read | None:
    """`7 по 480`: 7 customers, 3 360; of `480*7` either may be the customers."""
    if not isinstance(each, int) or not isinstance(price, Money) or not each:
        return None
    total = Money(each * price.minor, price.currency)
    if each > price.amount and price.amount == int(price.amount) > 0:
        return Ambiguous(((int(price.amount), total), (each, total)))
    return Confirm((each, total))


def _far_apart(customers: object, sales: object) -> Sale | None:
    """Two numbers with a dash or a slash between them."""
    if not isinstance(customers, int) or not isinstance(sales, Money):
        return None
    return (customers, sales) if _differ(customers, sales) else None


def _differ(customers: int, sales: Money) -> bool:
    """So much that one of them has to be the sum."""
    less, more = sorted((customers, int(sales.amount)))
    return more >= max(APART_TIMES * less, APART_FROM)


def _by_marks(words: list[str], both: tuple[Run, Run], currency: str) -> Read | None:
    """Two numbers with something between them: the roles that the marks speak for, else the first is the count."""
    named = next((word for word in words if is_currency(word)), "")
    for customers, sales in sorted((both, both[::-1]), key=lambda roles: -score(words, *roles)):
        read, paid = count(customers.text), money(f"{sales.text} {named}".strip(), currency)
        if isinstance(read, int) and not isinstance(paid, Problem):
            return _weighed(words, _sales(read, paid), said=is_said(words, customers, sales))
    return None


def _named_apart(words: list[str], parted: list[Run], currency: str) -> Read | None:
    """`сума 3400, 7 чел`: nothing between the numbers, and a word for each of them around."""
    cuts = [both for run in parted[:1] if Mark.PEOPLE in words for both in run.cuts()]
    said = [both for both in cuts if is_said(words, *both) or is_said(words, *both[::-1])]
    return next((read for both in said if (read := _by_marks(words, both, currency))), None)


def _sales(customers: int, paid: Money | Ambiguous[Money]) -> tuple[tuple[int, Money], ...]:
    return tuple((customers, one) for one in (paid.options if isinstance(paid, Ambiguous) else (paid,)))


def _weighed(words: list[str], sales: tuple[tuple[int, Money], ...], *, said: bool) -> Read:
    """A sum below the count is nearly always the other way round: asked, unless the words leave no doubt."""
    customers, paid = sales[0]
    far = _differ(customers, paid)
    if not said and not far and (Mark.DASH in words or Mark.JOINT in words):
        return Problem("two_numbers", said=short(" ".join(plain(words))), example="7 3400")
    if said or len(sales) > 1 or _is_likely(customers, paid):
        return _one_of(sales)
    other = _turned(sales[0])
    joint = far and (Mark.JOINT in words or any(is_currency(word) for word in words))
    return other if other and joint else _one_of((other, sales[0])) if other else Confirm(sales[0])


def _is_likely(customers: int, paid: Money) -> bool:
    return paid.amount >= customers or not paid.minor


def _turned(sale: tuple[int, Money]) -> tuple[int, Money] | None:
    """The same two numbers the other way round, if the sum is whole."""
    customers, paid = sale
    whole = paid.amount == int(paid.amount)
    return (int(paid.amount), Money(customers * 10 ** exponent(paid.currency), paid.currency)) if whole else None


def _one_of(sales: tuple[Sale, ...]) -> Sale | Ambiguous[Sale]:
    return sales[0] if len(sales) == 1 else Ambiguous(sales)


def _by_places(words: list[str], currency: str) -> Read | None:
    """One number is the count; of two the second is the sum, and asked if it is below the count."""
    sales = tuple(_readings(words, currency))
    likely = tuple(sale for sale in sales if sale[0] < BIG) or sales
    if not likely:
        return None
    customers, paid = likely[0]
    if len(likely) > 1 or paid is None or _is_likely(customers, paid):
        return _one_of(likely)
    other = _turned((customers, paid))
    return Ambiguous((other, likely[0])) if other else Confirm(likely[0])


def _readings(words: list[str], currency: str) -> Iterator[Sale]:
    """Every way to cut the words into a count and a sum."""
    for size in range(1, len(words) + 1):
        customers = count(" ".join(words[:size]))
        sales = money(" ".join(words[size:]), currency) if words[size:] else None
        if isinstance(customers, int) and not isinstance(sales, Problem):
            yield from ((customers, one) for one in (sales.options if isinstance(sales, Ambiguous) else (sales,)))


def _in_parts(words: list[str], currency: str) -> Read:
    """`7 3400 карткою 2000 готівкою 1400`: the parts have to be the sum; without a sum they are it."""
    head, parts = _apart_from_parts(words)
    read = _two(head, currency)
    if not parts or isinstance(read, Problem | Confirm | Ambiguous):
        return read
    paid = [money(part, currency) for part in parts]
    sums = [part.minor for part in paid if isinstance(part, Money) and part.currency == currency]
    customers, sales = read
    whole = sum(sums) if sales is None else sales.minor
    fits = sum(sums) == whole or (len(sums) == 1 and sums[0] <= whole)
    if len(sums) < len(paid) or not fits:
        return Problem("parts", said=short(" ".join(plain(words))), example="7 3400")
    return customers, sales or Money(whole, currency)


def _apart_from_parts(words: list[str]) -> tuple[list[str], list[str]]:
    """What stands before the parts, and the parts: each behind its word, or else, after the count alone, before it."""
    places = [place for place, word in enumerate(words) if word == Mark.PART]
    first, ends = places[0], [*places[1:], len(words)]
    behind = [" ".join(plain(words[start:end])) for start, end in zip(places, ends, strict=True)]
    if all(re.search(r"\d", part) for part in behind):
        return words[:first], behind
    if len(places) == 1:
        return [word for word in words if word != Mark.PART], []
    count_ends = next((place for place, word in enumerate(words[:first], 1) if re.search(r"\d", word)), 0)
    starts = [count_ends, *places[:-1]]
    before = [" ".join(plain(words[start:end])) for start, end in zip(starts, places, strict=True)]
    return words[:count_ends], before


def _why_not(words: list[str], currency: str) -> Problem:
    line = " ".join(words)
    if not words:
        return Problem("no_count", example="7 3400")
    alone = count(line)
    if len(words) == 1 and isinstance(alone, Problem) and alone.reason != "not_a_number":
        return alone
    if isinstance(money(line, currency), Money):
        return Problem("no_count", said=short(line), example="7 3400")
    first, rest = count(words[0]), money(" ".join(words[1:]), currency)
    if isinstance(first, Problem):
        return first if re.search(r"\d", words[0]) else Problem("not_understood", short(words[0]), example="7 3400")
    if not isinstance(rest, Problem):
        return Problem("not_understood", said=short(line), example="7 3400")
    renamed = {"two_numbers": "too_many_numbers", "not_a_number": "not_understood", "empty": "no_count"}
    return Problem(renamed.get(rest.reason, rest.reason), rest.said, rest.limit, "7 3400")
