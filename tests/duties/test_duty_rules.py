"""Duties from the terms, and who hears of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from domain.agreement.terms import Duty, Party, SideTerms
from domain.duties import duty
from domain.duties.duty import Doers, DutyKind, Kept, Promised, ReminderStep
from domain.options import ClientBase, Mechanic
from tests.world.ready import terms

TODAY = date(2026, 11, 23)
PARTIES = tuple(Party(slot=n, business_id=n, name=name, city="Kyiv") for n, name in ((1, "Zerno"), (2, "Peony")))
FLYERS = Promised(1, DutyKind.AGREED, "flyers", date(2026, 11, 28), dated=True)


def kinds(**changes: Any) -> set[tuple[int, DutyKind]]:
    return {(one.business_id, one.kind) for one in duty.promised(terms("p", PARTIES, sides=(), **changes))}


REMOVALS = {(1, DutyKind.REMOVAL), (2, DutyKind.REMOVAL)}


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({}, set()),
        ({"mechanic": Mechanic.VOUCHER}, {(1, DutyKind.CARDS), (2, DutyKind.CARDS)}),
        ({"mechanic": Mechanic.FLYERS}, {(1, DutyKind.FLYERS), (2, DutyKind.FLYERS)}),
        ({"mechanic": Mechanic.MAILING}, {(1, DutyKind.MAILING), (2, DutyKind.MAILING)}),
        ({"client_base": ClientBase.POSTS}, {(1, DutyKind.POSTS), (2, DutyKind.POSTS)}),
    ],
)
def test_the_mechanic_and_the_client_base_bring_duties(changes: dict[str, Any], more: set[Any]) -> None:
    assert kinds(**changes) == REMOVALS | more


def test_a_duty_without_a_day_is_due_the_day_before_the_start_and_partners_do_as_the_second() -> None:
    third = Party(slot=3, business_id=3, name="Bloom", city="Kyiv")
    sides = (
        SideTerms(slot=1, brings=(Duty(what="flyers", due=date(2026, 11, 28)),)),
        SideTerms(slot=2, brings=(Duty(what="a post", proof=True),)),
    )
    found = duty.promised(terms("p", (*PARTIES, third), partners=3, sides=sides))
    agreed = [(one.business_id, one.what, one.due, one.dated) for one in found if one.kind is DutyKind.AGREED]
    assert agreed == [
        (1, "flyers", date(2026, 11, 28), True),
        (2, "a post", date(2026, 11, 29), False),
        (3, "a post", date(2026, 11, 29), False),
    ]


def test_following_new_terms() -> None:
    later = replace(FLYERS, due=date(2026, 12, 1))
    poster = Promised(1, DutyKind.AGREED, "a poster", date(2026, 11, 20))
    done, still = Kept(1, replace(FLYERS, what="a stand"), "done"), Kept(2, FLYERS, "open")
    gone, dropped = Kept(3, replace(FLYERS, what="a post"), "open"), Kept(4, poster, "dropped")
    changes = duty.follow((done, still, gone, dropped), (done.promised, later, poster), TODAY)
    assert changes.add == (replace(poster, due=TODAY),)
    assert changes.move == ((2, later),)
    assert changes.drop == (3,)
    assert duty.follow((still,), (FLYERS,), TODAY) == duty.Changes((), (), ())


def test_what_is_due_today_for_want_of_time_stays_so() -> None:
    kept = Kept(1, replace(FLYERS, due=TODAY), "open")
    assert duty.follow((kept,), (replace(FLYERS, due=date(2026, 11, 20)),), TODAY).move == ()


@pytest.mark.parametrize(
    ("step", "doers", "nudged", "told"),
    [
        (ReminderStep.SOON, Doers(5, (6,), (1,)), {}, (5,)),
        (ReminderStep.SOON, Doers(None, (6,), (1,)), {}, (6,)),
        (ReminderStep.TODAY, Doers(None, (), (1, 2)), {}, (1, 2)),
        (ReminderStep.KEY_PERSON, Doers(5, (6,), (1,)), {}, (6,)),
        (ReminderStep.KEY_PERSON, Doers(6, (6,), (1,)), {6: 2}, ()),
        (ReminderStep.OWNER, Doers(5, (6,), (1,)), {}, (1,)),
        (ReminderStep.OWNER, Doers(None, (), (1,)), {1: 2}, ()),
        (ReminderStep.GROUP, Doers(5, (6,), (1,)), {}, ()),
    ],
)
def test_who_hears_of_it(step: ReminderStep, doers: Doers, nudged: dict[int, int], told: tuple[int, ...]) -> None:
    assert duty.told(step, doers, nudged) == told


def test_a_reminder_is_at_nine_where_the_business_is() -> None:
    first = duty.reminders(7, date(2026, 11, 28), "Asia/Almaty")[0]
    assert (first.kind, first.subject, first.period) == ("duty", "7", "2026-11-28:soon")
    assert f"{first.at:%Y-%m-%d %H:%M}" == "2026-11-25 04:00"


def test_two_duties_in_the_same_words_are_two_and_stay_so() -> None:
    posts = tuple(Promised(1, DutyKind.AGREED, "a post", date(2026, 12, day), dated=True) for day in (1, 8))
    assert duty.follow((), posts, TODAY).add == posts
    kept = [Kept(number, one, "open") for number, one in enumerate(posts, 1)]
    assert duty.follow(kept, posts, TODAY) == duty.Changes((), (), ())
    assert duty.follow(kept, posts[:1], TODAY).drop == (2,)
