"""Which version of the terms counts on which day."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from domain.agreement.terms import Terms


class TermsInForce(Struct, frozen=True):
    """The versions of a promo that have come into force: the first, and each later one with its first day, in order.

    Each use, expense and day is judged by the version of its day. What is summed over the whole promo (minimum, bonus,
    penalty) goes by the version in force at its end.
    """

    first: Terms
    later: tuple[tuple[date, Terms], ...] = ()

    def on(self, day: date) -> Terms:
        """The version of that day; before the first change the first one."""
        return next((terms for since, terms in reversed(self.later) if since <= day), self.first)

    @property
    def newest(self) -> Terms:
        return self.later[-1][1] if self.later else self.first

    @property
    def final(self) -> Terms:
        """The version in force on the last day."""
        return self.on(self.newest.ends)

    @property
    def versions(self) -> tuple[Terms, ...]:
        return (self.first, *(terms for _, terms in self.later))

    @property
    def span(self) -> tuple[date, date]:
        """From the earliest first day to the latest last day of any version."""
        return min(terms.starts for terms in self.versions), max(terms.ends for terms in self.versions)

    def counts(self, day: date) -> bool:
        """Whether it is a day of the promo, by its own terms."""
        terms = self.on(day)
        return terms.starts <= day <= terms.ends
