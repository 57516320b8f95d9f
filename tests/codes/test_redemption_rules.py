"""Who gives, who receives, what is left, and for how long guessing locks out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.agreement.terms import EACH, Offer, Party, PlaceTerms, SideTerms, Terms
from domain.calendar import EVERY_DAY, Closing
from domain.check_digit import Mode, mode
from domain.codes import redemption
from domain.codes.redemption import Bound, CodeRefusal, Uses
from domain.daily.facts import ReportingPlace
from domain.options import Goal, Mechanic
from domain.states import State

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
NONE = Uses(0, 0, 0, 0)
ZERNO, PEONY, BLOOM = 11, 12, 13


def terms(*offers: Offer) -> Terms:
    names = ("Zerno", "Peony", "Bloom")
    parties = tuple(Party(slot=n, business_id=10 + n, name=name, city="Kyiv") for n, name in enumerate(names, 1))
    return Terms(
        promo_id="p",
        parties=parties,
        currency="UAH",
        title="t",
        goal=Goal.RECEIPTS,
        target=1,
        partners=3,
        sides=(SideTerms(slot=1),),
        mechanic=Mechanic.VOUCHER,
        offers=offers or (Offer(what="x"),),
        starts=date(2026, 12, 1),
        ends=date(2026, 12, 31),
    )


def post(location: int = 7) -> ReportingPlace:
    return ReportingPlace(
        "p",
        "t",
        State.RUNNING,
        date(2026, 12, 1),
        date(2026, 12, 31),
        location,
        "Peony",
        PEONY,
        "UAH",
        "Europe/Kyiv",
        Closing(time(20)),
        EVERY_DAY,
    )


def refusal(offer: Offer, uses: Uses = NONE, now: datetime = NOW, state: State = State.RUNNING) -> CodeRefusal | None:
    return redemption.refusal(terms(offer), state, offer, post(), uses, now)


@pytest.mark.parametrize("mechanic", Mechanic)
def test_the_mode_follows_from_the_mechanic(mechanic: Mechanic) -> None:
    single, word = mechanic is Mechanic.VOUCHER, mechanic is Mechanic.CODE_WORD
    assert mode(mechanic) is (Mode.SINGLE if single else Mode.WORD if word else Mode.COUNTING)


@pytest.mark.parametrize(
    ("receiver", "giver", "givers"),
    [
        (2, EACH, {ZERNO, BLOOM}), (2, 3, {BLOOM}), (EACH, EACH, {ZERNO, PEONY, BLOOM}), (EACH, 1, {ZERNO}),
        (1, 2, {PEONY}), (2, 2, set()),
    ],
)  # fmt: skip
def test_everybody_but_the_receiver_gives_unless_one_is_named(receiver: int, giver: int, givers: set[int]) -> None:
    offer = Offer(what="x", receiver=receiver, giver=giver)
    assert {number for number in (ZERNO, PEONY, BLOOM) if redemption.gives(terms(offer), number, offer)} == givers
    assert not redemption.gives(terms(offer), 99, offer)


def test_nobody_honours_their_own_card() -> None:
    offer = Offer(what="x")
    assert [party.name for party in redemption.receivers(terms(offer), offer, ZERNO)] == ["Peony", "Bloom"]


@pytest.mark.parametrize(
    ("limit", "made", "more"),
    [(None, 0, 500), (None, 9999, 500), (300, 0, 300), (300, 250, 50), (300, 300, 0), (300, 400, 0), (9000, 0, 500)],
)
def test_no_more_codes_than_uses(limit: int | None, made: int, more: int) -> None:
    assert redemption.may_make(Offer(what="x", limit=limit), made) == more


PODIL = (PlaceTerms(location_id=7, name="Podil", limit=2, first=date(2026, 12, 5), last=date(2026, 12, 9)),)


@pytest.mark.parametrize(
    ("offer", "uses", "why"),
    [
        (Offer(what="x"), Uses(999, 999, 999, 999), None),
        (Offer(what="x", limit=5), Uses(4, 0, 0, 0), None),
        (Offer(what="x", limit=5), Uses(5, 0, 0, 0), CodeRefusal("limit_total", most=5)),
        (Offer(what="x", daily=2), Uses(9, 1, 9, 9), None),
        (Offer(what="x", daily=2), Uses(9, 2, 9, 9), CodeRefusal("limit_daily", most=2)),
        (Offer(what="x", cap=100, cost=30), Uses(0, 0, 0, 2), None),
        (Offer(what="x", cap=100, cost=30), Uses(0, 0, 0, 3), CodeRefusal("limit_cap", most=100)),
        (Offer(what="x", cap=100), Uses(0, 0, 0, 3), None),
        (Offer(what="x", places=PODIL), NONE, CodeRefusal("too_early", day=date(2026, 12, 5))),
    ],
)
def test_limits(offer: Offer, uses: Uses, why: CodeRefusal | None) -> None:
    assert refusal(offer, uses) == why


def test_a_places_days_and_number() -> None:
    offer = Offer(what="x", places=PODIL)
    inside, after = NOW + timedelta(days=5), NOW + timedelta(days=10)
    assert refusal(offer, Uses(0, 0, 1, 0), inside) is None
    assert refusal(offer, Uses(0, 0, 2, 0), inside) == CodeRefusal("limit_place", most=2)
    assert refusal(offer, NONE, after) == CodeRefusal("too_late", day=date(2026, 12, 9))


@pytest.mark.parametrize("state", State)
def test_only_a_promo_that_runs_or_finishes_elsewhere(state: State) -> None:
    assert (refusal(Offer(what="x"), state=state) is None) == (state in (State.RUNNING, State.FINISHING))


def test_the_first_minute_counts_for_the_first_day_and_the_last_night_for_the_last() -> None:
    first, last = datetime(2026, 11, 30, 22, 1, tzinfo=UTC), datetime(2027, 1, 1, 2, 59, tzinfo=UTC)
    offer = Offer(what="x")
    assert refusal(offer, now=first) is None
    assert redemption.working_day(post(), terms(), first) == date(2026, 12, 1)
    assert refusal(offer, now=last) is None
    assert redemption.working_day(post(), terms(), last) == date(2026, 12, 31)
    assert refusal(offer, now=last + timedelta(minutes=1)) == CodeRefusal("too_late", day=date(2026, 12, 31))
    assert refusal(offer, now=first - timedelta(minutes=2)) == CodeRefusal("too_early", day=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("used", "most", "close"),
    [(7, 10, False), (8, 10, True), (10, 10, True), (1, 1, True), (3, 4, False), (4, 5, True)],
)
def test_close_is_eighty_percent(used: int, most: int, close: bool) -> None:
    assert Bound("total", used, most).close is close


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("strikes", "level", "ago", "expected"),
    [
        (4, 0, None, None),
        (5, 0, None, (1, 10 * MINUTE)),
        (5, 1, MINUTE, (2, 60 * MINUTE)),
        (5, 2, MINUTE, (3, 24 * 60 * MINUTE)),
        (5, 3, timedelta(days=6), (3, 24 * 60 * MINUTE)),
        (5, 3, timedelta(days=7), (1, 10 * MINUTE)),
    ],
)
def test_each_lockout_is_longer(
    strikes: int, level: int, ago: timedelta | None, expected: tuple[int, timedelta] | None
) -> None:
    found = redemption.lock(strikes, level, NOW - ago if ago else None, NOW)
    assert found == (expected and (expected[0], NOW + expected[1]))
