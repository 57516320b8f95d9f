"""Who sent whom, for a picture."""

from __future__ import annotations

from typing import Any

from domain.daily.totals import DayTotals
from domain.ledger.attribution import Attribution
from domain.ledger.referral_chart import ReferralFlow, flows
from tests.results.test_metrics_rules import entry, facts, terms

TOLD = (Attribution(2, 1, 0), Attribution(None, 2, 3), Attribution(1, 2, 31))


def drawn(entries: list[DayTotals], missing: dict[int, int] | None = None, **changes: Any) -> tuple[ReferralFlow, ...]:
    agreed = terms(**changes)
    return flows(agreed, facts(agreed, []).places, entries, TOLD, missing or {})


def brief(found: tuple[ReferralFlow, ...]) -> list[tuple[int | None, int, int | None]]:
    return [(one.sender.slot if one.sender else None, one.receiver.slot, one.customers) for one in found]


def test_senders_come_in_their_order_and_those_who_are_not_known_last() -> None:
    assert brief(drawn([entry(1, 0, 0), entry(2, 0, 34)])) == [(1, 2, 31), (2, 1, 0), (None, 2, 3)]


def test_a_receiver_without_a_report_has_no_zero() -> None:
    assert brief(drawn([entry(2, 0, 34)]))[1] == (2, 1, None)


def test_what_codes_say_stands_without_a_report() -> None:
    assert brief(drawn([entry(1, 0, 0)]))[0] == (1, 2, 31)


def test_missing_reports_of_the_receiver_leave_it_open() -> None:
    assert [one.more for one in drawn([entry(1, 0, 0), entry(2, 0, 34)], {2: 4})] == [True, False, True]


def test_the_minimum_is_met_or_not_where_sender_and_count_are_known() -> None:
    assert [one.met for one in drawn([entry(2, 0, 34)], minimum=31)] == [True, None, None]
    assert [one.met for one in drawn([entry(1, 0, 0), entry(2, 0, 34)], minimum=31)] == [True, False, None]
    assert {one.met for one in drawn([entry(2, 0, 34)])} == {None}
