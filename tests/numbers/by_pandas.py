"""Every metric once more, by pandas over the JSON export alone: nothing of ours is imported here.

Exact: columns hold fractions. None where an input is missing.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

import pandas as pd

Number = Fraction | None
NO_CENTS, MILS = {"JPY"}, {"KWD"}


def digits(currency: str) -> int:
    return 0 if currency in NO_CENTS else 3 if currency in MILS else 2


def table(rows: list[dict[str, Any]], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split(), dtype=object)


def total(column: pd.Series) -> Fraction:
    return sum((Fraction(value) for value in column), Fraction(0))


class Promo:
    def __init__(self, book: dict[str, Any]) -> None:
        self.book, self.terms, self.reader = book, book["terms"], book["reader"]
        self.currency = next(shop for shop in book["shops"] if shop["slot"] == self.reader)["currency"]
        self.margin = next(shop for shop in book["shops"] if shop["slot"] == self.reader)["margin"]
        self.starts, self.ends = (date.fromisoformat(self.terms[key]) for key in ("starts", "ends"))
        self.until = date.fromisoformat(book["about"]["until"])
        self.days = table(
            book["days"], "day slot place closed customers new sales currency with_sales with_new reported"
        )
        self.mine = self.days[self.days["slot"] == self.reader]
        self.early = self.mine[self.mine["day"] <= self.first_week_ends().isoformat()]
        self.spent = table(book["expenses"], "slot day what purpose common amount currency")
        self.spent["borne"] = [self.borne(row) for row in self.spent.to_dict("records")]
        self.series = table(book["measures"], "slot measure phase unit values")

    def terms_on(self, day: str) -> dict[str, Any]:
        """The last signed text whose first day is not after that day."""
        texts = [one["text"] for one in self.book["versions"] if one["since"] is None or one["since"] <= day]
        found: dict[str, Any] = json.loads(texts[-1])
        return found

    def first_week_ends(self) -> date:
        """A week ends on Sunday; a promo's first and last may be shorter."""
        return min(self.starts + timedelta(days=6 - self.starts.weekday()), self.ends)

    def weeks(self) -> int:
        monday = self.starts - timedelta(days=self.starts.weekday())
        return (self.ends - monday).days // 7 + 1

    def rate(self, has: str, wanted: str) -> Number:
        if has == wanted:
            return Fraction(1)
        known = {(one["currency"], one["into"]): Fraction(one["rate"]) for one in self.book["rates"]}
        if (has, wanted) in known:
            return known[has, wanted]
        return 1 / known[wanted, has] if (wanted, has) in known else None

    def borne(self, row: dict[str, Any]) -> Any:
        """The reader's part in its currency; "?" without a rate; nothing at all of what it does not bear."""
        part, terms = Fraction(row["slot"] == self.reader), self.terms_on(row["day"])
        if row["common"] and terms["split"] != "own":
            shares = terms["shares"] if terms["split"] != "equal" else [1] * len(terms["parties"])
            if len(shares) == len(terms["parties"]) and any(shares):
                part = Fraction(shares[self.reader - 1], sum(shares))
        rate = self.rate(row["currency"], self.currency)
        return None if not part else "?" if rate is None else part * Fraction(row["amount"]) * rate

    def told(self) -> pd.DataFrame:
        """Days whose sales are known: said, or without a customer and reported."""
        return self.mine[self.mine["sales"].notna() | ((self.mine["customers"] == 0) & self.mine["reported"])]

    def both(self) -> pd.DataFrame:
        told = self.told()
        return told[told["new"].notna() | (told["customers"] == 0)]

    def enough(self, known: int) -> bool:
        due = self.due() | set(zip(self.mine["place"], self.mine["day"], strict=True))
        return not due or known * 5 >= len(due) * 4

    def expenses(self, rows: pd.DataFrame) -> Number:
        """Not known while the reader bears nothing and did not say so, or a rate is missing."""
        if (self.spent["borne"].dropna().empty and not self.book["declared_no_expenses"]) or (
            rows["borne"] == "?"
        ).any():
            return None
        return total(rows["borne"].dropna())

    def uses(self) -> Number:
        return None if self.mine.empty else total(self.mine["customers"])

    def new(self, rows: pd.DataFrame) -> Number:
        said = rows["new"].dropna()
        return None if said.empty else total(said)

    def returning(self) -> Number:
        return (
            None if self.mine["new"].dropna().empty else total(self.mine["with_new"]) - total(self.mine["new"].dropna())
        )

    def sales(self) -> Number:
        said = self.mine["sales"].dropna()
        return None if said.empty else total(said)

    def receipts(self) -> Number:
        return None if self.mine["sales"].dropna().empty else total(self.mine["with_sales"])

    def buyers(self) -> Number:
        return None if self.sales() is None else total(self.mine[self.mine["sales"].notna()]["customers"])

    def income(self, new: bool = False) -> Number:
        rows = self.both() if new else self.told()
        if self.margin is None or self.sales() is None or (new and rows["new"].dropna().empty):
            return None
        came = Fraction(0)
        for row in rows.to_dict("records"):
            sold = Fraction(row["sales"] or 0)
            if self.terms_on(row["day"]).get("sums") == "after":
                given = self.given(row, row["customers"])
                if given is None:
                    return None
                sold += given
            came += sold * (Fraction(row["new"] or 0, row["customers"] or 1) if new else 1)
        return came * Fraction(self.margin) / 100

    def given(self, row: dict[str, Any], customers: int) -> Number:
        """What a day's customers were given; nothing at a counter where no offer is used."""
        if not self.ever_offers():
            return Fraction(0)
        costs = {offer["cost"] for offer in self.offers(self.terms_on(row["day"]))} or {0}
        rate = self.rate(self.terms["currency"], self.currency)
        if rate is None or costs == {None} or len(costs) > 1:
            return None
        return Fraction(customers) * Fraction(costs.pop(), 10 ** digits(self.terms["currency"])) * rate

    def ever_offers(self) -> bool:
        return any(self.offers(json.loads(one["text"])) for one in self.book["versions"])

    def discounts(self, new: bool = False) -> Number:
        rows = self.both() if new else self.mine if self.sales() is None else self.told()
        if new and (self.sales() is None or rows["new"].dropna().empty):
            return None
        if not self.ever_offers():
            return Fraction(0)
        if rows.empty:
            return None
        days = [self.given(row, (row["new"] or 0) if new else row["customers"]) for row in rows.to_dict("records")]
        return None if None in days else sum((day for day in days if day is not None), Fraction(0))

    def offers(self, terms: dict[str, Any]) -> list[dict[str, Any]]:
        return [offer for offer in terms["offers"] if offer["receiver"] in (0, self.reader)]

    def card(self, name: str) -> Number:
        mine = [one for one in self.book["cards"] if one["slot"] == self.reader]
        return Fraction(mine[0][name]) if mine else None

    def week_of(self, measure: str, phase: str) -> list[Fraction] | None:
        rows = self.series[
            (self.series["slot"] == self.reader) & (self.series["measure"] == measure) & (self.series["phase"] == phase)
        ]
        return None if rows.empty else [Fraction(value) for value in rows.iloc[0]["values"]]

    def profit(self, phase: str) -> Number:
        """Of a week; the promo's own first and last may be short."""
        weeks = self.week_of("profit", phase)
        if not weeks or phase != "during":
            return sum(weeks, Fraction(0)) / len(weeks) if weeks else None
        sundays = [self.first_week_ends() + timedelta(days=7 * n) for n in range(len(weeks))]
        return sum(weeks, Fraction(0)) * 7 / ((min(sundays[-1], self.ends) - self.starts).days + 1)

    def all_receipts(self) -> Number:
        for measure in ("receipts", "customers"):
            weeks = self.week_of(measure, "during")
            if weeks and len(weeks) == self.weeks():
                return sum(weeks, Fraction(0))
        return None

    def due(self) -> set[tuple[str, str]]:
        return {
            (place["name"], (self.starts + timedelta(days=n)).isoformat())
            for place in self.book["places"]
            if place["takes_part"]
            for n in range((self.until - self.starts).days + 1)
            if (self.starts + timedelta(days=n)).isoweekday() in place["weekdays"]
            and (self.starts + timedelta(days=n)).isoformat() not in place["excused"]
        }

    def coverage(self) -> Number:
        expected, done = self.due(), set(zip(self.mine["place"], self.mine["day"], strict=True))
        return Fraction(len(expected & done) * 100, len(expected)) if expected else None

    def net(self, new: bool = False) -> Number:
        """Not where too few days are known. These books have no pay, bonus or penalty."""
        income, discounts, spent = self.income(new), self.discounts(new), self.expenses(self.spent)
        if income is None or discounts is None or spent is None:
            return None
        return income - discounts - spent if self.enough(len(self.both() if new else self.told())) else None

    def returned(self, new: bool = False) -> Number:
        discounts, spent = self.discounts(new), self.expenses(self.spent)
        if self.net(new) is None or discounts is None or spent is None:
            return None
        return over(self.income(new), discounts + spent)

    def roi(self) -> Number:
        discounts, spent = self.discounts(), self.expenses(self.spent)
        return None if discounts is None or spent is None else over(self.net(), discounts + spent, 100)

    def new_enough(self) -> bool:
        return self.enough(len(self.mine[self.mine["new"].notna() | (self.mine["customers"] == 0)]))

    def planned(self) -> int:
        days = [self.starts + timedelta(days=n) for n in range((self.until - self.starts).days + 1)]
        places = [place for place in self.book["places"] if place["takes_part"]]
        return sum(day.isoweekday() in place["weekdays"] for place in places for day in days)

    def payback(self) -> Number:
        net, spent = self.net(), self.expenses(self.spent)
        if net is None or spent is None or net + spent <= 0:
            return None
        weeks = Fraction((self.until - self.starts).days + 1, 7)
        weeks = weeks * len(self.due()) / self.planned() if self.planned() else weeks
        return spent * weeks / (net + spent) if weeks else None

    def goal(self) -> Number | str:
        """So far, by what the goal counts over all sides; "?" where partners' parts cannot be told apart."""
        goal, totals = self.terms["goal"], pd.DataFrame(self.book["totals"], dtype=object)
        sides = totals[totals["slot"] != 0]
        if goal in ("receipts", "new_customers"):
            return self.as_shared(sides, "customers" if goal == "receipts" else "new", "share_customers")
        if goal == "awareness":
            return total(pd.DataFrame(self.book["cards"])["handed"]) if self.book["cards"] else None
        if goal == "repeat_visits":
            if self.terms["share_customers"] != "detail":
                return "?"
            said = self.days["new"].dropna()
            return None if said.empty else total(self.days["with_new"]) - total(said)
        if goal == "subscribers":
            cut = self.terms["share_customers"] == "totals" and self.until < self.ends
            return "?" if cut else self.subscribers()  # which week was known at the end of the last shared one
        foreign = sides[(sides["currency"] != self.terms["currency"]) & sides["sales"].notna()]
        if any(self.rate(currency, self.terms["currency"]) for currency in foreign["currency"]):
            return "?"  # each report is converted by itself, and of a partner only sums are known
        own = sides[(sides["currency"] == self.terms["currency"]) & sides["sales"].notna()]
        if self.terms["share_customers"] == "totals" != self.terms["share_sales"] and self.until < self.ends:
            return "?"  # sales of days whose customers are not told yet
        if goal == "revenue" and self.terms["share_customers"] != "hidden":
            return self.as_shared(own, "sales", "share_sales")
        return "?"

    def as_shared(self, sides: pd.DataFrame, column: str, share: str) -> Number:
        """Partners' sums, and the reader's own as far as partners see it: of totals to the last whole week."""
        end = self.until
        if self.terms[share] == "totals" and end < self.ends:
            end -= timedelta(days=(end.weekday() + 1) % 7)
        theirs = sides[sides["slot"] != self.reader][column].dropna()
        said = [total(theirs)] if len(theirs) else []
        here = self.reader in set(sides["slot"])
        mine = self.mine[self.mine["day"] <= end.isoformat()][column].dropna() if here else []
        said += [total(mine)] if len(mine) else []
        return sum(said, Fraction(0)) if said else None

    def subscribers(self) -> Number:
        gains = []
        for slot in {one["slot"] for one in self.book["shops"]}:
            rows = self.series[(self.series["slot"] == slot) & (self.series["measure"] == "subscribers")]
            last = {row["phase"]: Fraction(row["values"][-1]) for row in rows.to_dict("records")}
            now = last.get("after", last.get("during"))
            if now is not None and "before" in last:
                gains.append(now - last["before"])
        return sum(gains, Fraction(0)) if gains else None

    def pace(self) -> Number | str:
        done = self.goal()
        share = self.book_open()
        if done is not None and self.is_too_early():
            return "?"
        return done if done is None or isinstance(done, str) else done * share[1] / share[0]

    def is_too_early(self) -> bool:
        """Nothing is said of the end before all sides have reported a week."""
        pace = [one for one in self.book["figures"] if one["name"] == "goal_pace" and one["slot"] == self.reader]
        return bool(pace) and "pace" in pace[0]["missing"]

    def book_open(self) -> tuple[Fraction, Fraction]:
        """All sides' open days, gone and in all, of which a side's export shows the outcome only."""
        pace = [one for one in self.book["figures"] if one["name"] == "goal_pace" and one["slot"] == self.reader]
        said = pace[0]["inputs"] if pace else {}
        return Fraction(said.get("open_gone") or 1), Fraction(said.get("open_all") or 1)


def over(part: Number, whole: Number, times: int = 1) -> Number:
    return None if part is None or not whole else part * times / whole


def metrics(book: dict[str, Any]) -> dict[str, Number | str]:
    """Money in whole units; "?" for what cannot be told from this side's export."""
    promo = Promo(book)
    spent = promo.expenses(promo.spent)
    marketing = promo.expenses(promo.spent[promo.spent["purpose"] == "marketing"])
    profit, before = promo.profit("during"), promo.profit("before")
    return {
        "roi": promo.roi(),
        "net_profit": promo.net(),
        "net_new": promo.net(new=True),
        "return_ratio": promo.returned(),
        "return_new": promo.returned(new=True),
        "average_check": over(promo.sales(), promo.receipts()),
        "conversion": over(promo.card("redeemed"), promo.card("issued"), 100),
        "acquisition_cost": over(marketing, promo.new(promo.mine)) if promo.new_enough() else None,
        "promo_share": over(promo.uses(), promo.all_receipts(), 100) if promo.enough(len(promo.mine)) else None,
        "returned_cost": over(spent, promo.returning()) if promo.new_enough() else None,
        "weekly_profit": None if before is None else profit,
        "payback": promo.payback(),
        "per_customer": over(promo.sales(), promo.buyers()),
        "goal_pace": promo.pace(),
        "coverage": promo.coverage(),
        "reaction": None if book["hours"] is None else Fraction(book["hours"]),
    }


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
