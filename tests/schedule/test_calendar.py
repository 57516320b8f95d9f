"""Local time across daylight saving, promo weeks, working days and quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    EVERY_DAY,
    Closing,
    Week,
    WorkingDays,
    closing_at,
    local_day,
    promo_weeks,
    quiet,
    to_utc,
    week_of,
    working_days,
)

KYIV, SANTIAGO = "Europe/Kyiv", "America/Santiago"
ZONES = (
    KYIV,
    SANTIAGO,
    "Europe/Warsaw",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Almaty",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)


def test_a_skipped_hour_shifts_forward() -> None:
    assert to_utc(date(2026, 3, 29), time(3, 30), KYIV) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 04:30 there
    assert to_utc(date(2026, 9, 6), time(0, 0), SANTIAGO) == datetime(2026, 9, 6, 4, 0, tzinfo=UTC)  # 01:00 there
    assert local_day(to_utc(date(2026, 9, 6), time(0, 0), SANTIAGO), SANTIAGO) == date(2026, 9, 6)


def test_of_a_repeated_hour_the_first_counts() -> None:
    assert to_utc(date(2026, 10, 25), time(3, 30), KYIV) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_utc(date(2026, 10, 25), time(3, 30, fold=1), KYIV) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(0, 0), time(1, 0), time(1, 30), time(2, 30), time(3, 30)], ids=str)
def test_every_local_day_of_two_years_has_its_moment_once(zone: str, at: time) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
    moments = [to_utc(day, at, zone) for day in days]
    assert [local_day(moment, zone) for moment in moments] == days
    assert all(earlier < later for earlier, later in pairwise(moments))


@given(
    st.dates(date(2020, 1, 1), date(2036, 12, 31)),
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(ZONES),
)
def test_any_wall_time_comes_once_per_local_day(day: date, at: time, zone: str) -> None:
    moment, following = to_utc(day, at, zone), to_utc(day + timedelta(days=1), at, zone)
    assert timedelta(hours=22) < following - moment < timedelta(hours=26)
    assert local_day(moment, zone) == day


def test_a_shop_that_closes_after_midnight_closes_in_the_night_after_its_day() -> None:
    assert closing_at(date(2026, 12, 15), Closing(time(20)), KYIV) == datetime(2026, 12, 15, 18, tzinfo=UTC)
    assert closing_at(date(2026, 12, 15), Closing(time(2)), KYIV) == datetime(2026, 12, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "heard"),
    [
        ("2026-12-15 08:59", "2026-12-15 09:00"),
        ("2026-12-15 09:00", "2026-12-15 09:00"),
        ("2026-12-15 19:59", "2026-12-15 19:59"),
        ("2026-12-15 20:00", "2026-12-16 09:00"),
        ("2026-12-15 23:30", "2026-12-16 09:00"),
        ("2026-12-15 00:00", "2026-12-15 09:00"),
        ("2026-03-28 23:30", "2026-03-29 09:00"),
    ],
)
def test_quiet_hours_move_a_message_to_the_morning(wall: str, heard: str) -> None:
    moment, expected = (
        to_utc(at.date(), at.time(), KYIV) for at in (datetime.fromisoformat(wall), datetime.fromisoformat(heard))
    )
    assert quiet(moment, KYIV) == expected


@given(st.integers(1_700_000_000, 1_900_000_000).map(lambda n: datetime.fromtimestamp(n, UTC)), st.sampled_from(ZONES))
def test_nothing_is_heard_in_quiet_hours_or_before_its_time(moment: datetime, zone: str) -> None:
    heard = quiet(moment, zone)
    assert moment <= heard <= moment + timedelta(hours=14)
    assert quiet(heard, zone) == heard


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2026, 1, 1), KYIV)  # noqa: DTZ001


def test_a_week_is_monday_to_sunday() -> None:
    assert week_of(date(2026, 12, 15)) == Week(date(2026, 12, 14), date(2026, 12, 20))
    assert week_of(date(2026, 12, 14)).first == date(2026, 12, 14)
    assert week_of(date(2026, 12, 20)).first == date(2026, 12, 14)


def test_promo_weeks_are_calendar_weeks_clipped_to_the_promo() -> None:
    weeks = promo_weeks(date(2026, 12, 2), date(2026, 12, 15))
    assert weeks == (
        Week(date(2026, 12, 2), date(2026, 12, 6), 1),
        Week(date(2026, 12, 7), date(2026, 12, 13), 2),
        Week(date(2026, 12, 14), date(2026, 12, 15), 3),
    )
    assert weeks[0].monday == date(2026, 11, 30)
    assert [week.length for week in weeks] == [5, 7, 2]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 120))
def test_every_day_of_a_promo_is_in_exactly_one_of_its_weeks(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    weeks = promo_weeks(first, last)
    assert [week.number for week in weeks] == list(range(1, len(weeks) + 1))
    days = [week.first + timedelta(days=n) for week in weeks for n in range(week.length)]
    assert days == [first + timedelta(days=n) for n in range(length + 1)]
    assert all(week_of(week.first) == week_of(week.last) for week in weeks)


def test_a_promo_that_ends_before_it_starts_has_no_weeks() -> None:
    assert promo_weeks(date(2026, 12, 2), date(2026, 12, 1)) == ()


@given(st.frozensets(st.integers(1, 7)))
def test_working_days_are_kept_as_text(weekdays: frozenset[int]) -> None:
    assert WorkingDays.of(str(WorkingDays(weekdays))) == WorkingDays(weekdays)


def test_working_days_leave_out_the_closed_ones() -> None:
    six = WorkingDays.of("1,2,3,4,5,6")
    assert str(six) == "1,2,3,4,5,6"
    open_days = working_days(date(2026, 12, 14), date(2026, 12, 20), six)
    assert [day.isoweekday() for day in open_days] == [1, 2, 3, 4, 5, 6]
    assert len(working_days(date(2026, 12, 14), date(2026, 12, 20), EVERY_DAY)) == 7
    with pytest.raises(ValueError, match="not weekdays"):
        WorkingDays.of("0,8")
