"""What must come out of a promo's life, by what its people meant. Nothing of the product is imported here.

A report of a day replaces what stood, or adds to it, as its person answered; the same said again changes nothing; undo
goes back one step; closed is zero; a code counts once; a use given back does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


@dataclass(frozen=True)
class Numbers:
    """What one day at one place had; `sales` in minor units."""

    customers: int
    new: int | None = None
    sales: int | None = None
    closed: bool = False
    without: int | None = field(default=None, compare=False)  # came without a card, where there are codes
    more: int | None = field(default=None, compare=False)  # what `add` adds, if not all customers


@dataclass(frozen=True)
class Said:
    """Numbers and whose they are."""

    numbers: Numbers
    author: str


@dataclass
class Day:
    """All that was said of a day, the last on top; who touched it last, and as the how-manieth thing of this life."""

    said: list[Said] = field(default_factory=list)
    by: str = ""
    turn: int = 0

    @property
    def stands(self) -> Numbers | None:
        return self.said[-1].numbers if self.said else None


@dataclass
class Use:
    """A code's use at a place on a day; `back` is the turn in which it was given back."""

    code: str
    place: str
    day: date
    back: int = 0


@dataclass
class Model:
    """`owners`: person → the place that is theirs; `givers`: code → the place that hands it out."""

    starts: date
    ends: date
    owners: dict[str, str]
    pay: int
    days: dict[tuple[str, date], Day] = field(default_factory=dict)
    givers: dict[str, str] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    void: set[str] = field(default_factory=set)
    common: dict[int, tuple[str, int]] = field(default_factory=dict)
    turn: int = 0

    @property
    def places(self) -> list[str]:
        return sorted(self.owners.values())

    def day(self, place: str, day: date) -> Day:
        return self.days.setdefault((place, day), Day())

    def stands(self, place: str, day: date) -> Numbers | None:
        return self.day(place, day).stands

    def _put(self, who: str, place: str, day: date, numbers: Numbers) -> None:
        self.turn += 1
        it = self.day(place, day)
        it.said.append(Said(numbers, who))
        it.by, it.turn = who, self.turn

    def reports(self, who: str, place: str, day: date, numbers: Numbers, answer: str = "replace") -> bool:
        """Whether it changed anything. `answer` is what was said where the day had other numbers."""
        was = self.stands(place, day)
        if was == numbers or (was and answer == "keep"):
            return False
        if was and answer == "add":
            numbers = self.beside(place, day, _sum(was, numbers), None)
        self._put(who, place, day, numbers)
        return True

    def uses_of(self, place: str, day: date) -> int:
        return sum((use.place, use.day) == (place, day) and not use.back for use in self.uses)

    def beside(self, place: str, day: date, numbers: Numbers, card: str | None) -> Numbers:
        """The numbers beside the codes of the day; `card`: what was answered to the question about them."""
        codes = self.uses_of(place, day)
        if not self.givers:
            return numbers
        if card == "codes":
            return replace(numbers, customers=codes, without=0, closed=False)
        if card == "beside":
            said = numbers.customers
            return replace(numbers, customers=codes + said, without=said, more=said, closed=False)
        return replace(numbers, without=numbers.customers - codes)

    def corrects(self, who: str, place: str, day: date, numbers: Numbers) -> None:
        """Fix, or an edited message: these numbers, whatever stood."""
        self._put(who, place, day, numbers)

    def adjusts(self, who: str, place: str, day: date, by: int) -> bool:
        """One more, one less; never below nothing."""
        was = self.stands(place, day)
        if was is None and by < 0:
            return False
        floor = self.uses_of(place, day)
        self.counts(who, place, day, max(max(was.customers if was else 0, floor) + by, floor))
        return True

    def counts(self, who: str, place: str, day: date, customers: int) -> None:
        """Another count; what else was reported of the day stays."""
        was = self.stands(place, day) or Numbers(0)
        new = None if was.new is None else min(was.new, customers)
        without = customers - self.uses_of(place, day) if self.givers else None
        self._put(who, place, day, replace(was, customers=customers, new=new, closed=False, without=without))

    def recounts(self, who: str, place: str, day: date, customers: int) -> None:
        """After a doubt: as `counts`, but nothing of a closed day stays."""
        was = self.stands(place, day)
        if was and was.closed:
            self._put(who, place, day, self.beside(place, day, Numbers(customers), None))
        else:
            self.counts(who, place, day, customers)

    def settles_sales(self, place: str, day: date, sales: int) -> None:
        """The sum that belongs to a corrected count; it is said with the count."""
        it = self.day(place, day)
        it.said[-1] = replace(it.said[-1], numbers=replace(it.said[-1].numbers, sales=sales))

    def sells(self, who: str, place: str, day: date, sales: int) -> None:
        """The sum of a day that has its count."""
        was = self.stands(place, day)
        if was and not was.closed:
            self._put(who, place, day, replace(was, sales=sales))

    def undoes(self, who: str, now: datetime) -> None:
        """The last thing of theirs that stands, of any day."""
        mine = [key for key, it in self.days.items() if it.said and it.by == who]
        if mine:
            self.takes_back(who, *max(mine, key=lambda key: self.days[key].turn), now)

    def takes_back(self, who: str, place: str, day: date, now: datetime) -> None:
        """Owners may; others only what they said themselves, until that week is reported on Monday at nine."""
        it = self.day(place, day)
        monday = day + timedelta(days=8 - day.isoweekday())
        open_ = now < datetime.combine(monday, time(9), KYIV)
        if it.said and (self.owners.get(who) == place or (it.said[-1].author == who and open_)):
            self.turn += 1
            it.said.pop()
            it.by, it.turn = (who, self.turn) if it.said else ("", 0)

    # Codes ---------------------------------------------------------------------------------------

    def used(self, code: str) -> Use | None:
        return next((use for use in self.uses if use.code == code and not use.back), None)

    def redeems(self, code: str, place: str, day: date) -> None:
        """Once, at the other side's counter."""
        if code not in self.void and not self.used(code) and self.givers[code] != place:
            self.turn += 1
            self.uses.append(Use(code, place, day))

    def gives_back(self, code: str) -> None:
        """The use; without one the code itself is good for nothing."""
        self.turn += 1
        use = self.used(code)
        if use:
            use.back = self.turn
        else:
            self.void.add(code)

    # Totals --------------------------------------------------------------------------------------

    def within(self, first: date, last: date, place: str = "") -> list[Numbers]:
        """What counts of each day that has a report or a code: its codes, and who came beside them."""
        told = {key for key, it in self.days.items() if it.said} | {(u.place, u.day) for u in self.uses if not u.back}
        return [
            self._counts(at, day, self.day(at, day))
            for at, day in sorted(told)
            if first <= day <= last and place in ("", at)
        ]

    def reported(self, first: date, last: date) -> int:
        """Days with a report."""
        return sum(bool(it.said) and first <= day <= last for (_, day), it in self.days.items())

    def _counts(self, place: str, day: date, it: Day) -> Numbers:
        codes = self.uses_of(place, day)
        if not it.said:
            return Numbers(codes)
        said = it.said[-1].numbers
        back = sum((use.place, use.day) == (place, day) and use.back > it.turn for use in self.uses)
        beside = codes + (said.without or 0) if said.without is not None else max(said.customers - back, codes)
        customers = beside if self.givers else said.customers
        return replace(said, customers=customers, new=None if said.new is None else min(said.new, customers))

    def customers(self, place: str = "") -> int:
        return sum(one.customers for one in self.within(self.starts, self.ends, place))

    def weeks(self) -> list[tuple[date, date]]:
        """Calendar weeks, cut at the first and the last day."""
        found, first = [], self.starts
        while first <= self.ends:
            last = min(first + timedelta(days=7 - first.isoweekday()), self.ends)
            found.append((first, last))
            first = last + timedelta(days=1)
        return found

    def owed(self) -> dict[str, int]:
        """Place → what it gets (+) or pays (-): common costs by halves, and `pay` for each customer it was sent."""
        net = dict.fromkeys(self.places, 0)
        half = sum(minor for _, minor in self.common.values()) // 2
        for place in net:
            spent = sum(minor for at, minor in self.common.values() if at == place)
            other = next(one for one in net if one != place)
            net[place] = spent - half + self.pay * (self.customers(other) - self.customers(place))
        return net


def _sum(one: Numbers, other: Numbers) -> Numbers:
    def add(a: int | None, b: int | None) -> int | None:
        return None if a is None and b is None else (a or 0) + (b or 0)

    more = other.customers if other.more is None else other.more
    return Numbers(one.customers + more, add(one.new, other.new), add(one.sales, other.sales))
