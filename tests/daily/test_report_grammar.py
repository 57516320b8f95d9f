"""Every row of the daily report's grammar through the doors, in the three languages; and what is echoed is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.daily.unusual import MANY
from tests.world.counters import Counters, counters
from tests.world.town import Actor

ONE_OF = 3
"""So many cases does the fast suite choose one of (tests/conftest.py)."""

pytestmark = pytest.mark.asyncio(loop_scope="module")
LANGUAGES = [pytest.param("uk"), *(pytest.param(one, marks=pytest.mark.slow) for one in ("ru", "en"))]
TODAY = date(2026, 12, 1)


@dataclass(frozen=True)
class Row:
    """What is typed by language, and what then stands: (day, customers, sales, new, note)."""

    said: tuple[str, str, str]
    stands: tuple[str, int, int | None, int | None, str | None]


TUESDAY, MONDAY = "2026-12-01", "2026-11-30"
ROWS = [
    Row(("7", "7", "7"), (TUESDAY, 7, None, None, None)),
    Row(("7 3 400,50", "7 3 400,50", "7 3 400.50"), (TUESDAY, 7, 340050, None, None)),
    Row(("7 3.4к", "7 3.4к", "7 3.4k"), (TUESDAY, 7, 340000, None, None)),
    Row(("7 3,4 тис", "7 3,4 тыс", "7 3.4 k"), (TUESDAY, 7, 340000, None, None)),
    Row(("7 3400 нов 2 # дощ", "7 3400 нов 2 # дождь", "7 3400 new 2 # rain"), (TUESDAY, 7, 340000, 2, "")),
    Row(("вчора 4", "вчера 4", "yesterday 4"), (MONDAY, 4, None, None, None)),
    Row(("30.11 4", "30 ноября 4", "30 nov 4"), (MONDAY, 4, None, None, None)),
    Row(("+1", "+1", "+1"), (TUESDAY, 1, None, None, None)),
    Row(("0", "0", "0"), (TUESDAY, 0, None, None, None)),
    Row(("нема", "ничего", "none"), (TUESDAY, 0, None, None, None)),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=LANGUAGES)
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Counters]:
    """Tue 1 Dec, 12:30, and a cashier of that language."""
    async with counters(languages=(request.param,)) as made:
        await made.town.moves_to("2026-12-01 12:30")
        made.keeps()
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def taras(shop: Counters) -> Actor:
    return (await shop.again()).taras


def in_their_words(who: Actor, said: tuple[str, str, str]) -> str:
    return said[("uk", "ru", "en").index(who.language)]


async def newest(who: Actor) -> dict[str, Any] | None:
    rows = await who.town.database("SELECT * FROM daily_report ORDER BY at DESC, revision DESC")
    return rows[0] if rows else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.said[0])
async def test_a_message_is_saved_and_echoed(taras: Actor, row: Row) -> None:
    await taras.says(in_their_words(taras, row.said))
    report = await newest(taras)
    assert report
    day, customers, sales, new, note = row.stands
    assert (report["day"], report["customers"], report["sales"], report["new_customers"]) == (
        day,
        customers,
        sales,
        new,
    )
    assert bool(report["note"]) is (note is not None)
    echoed = taras.last.words
    assert echoed.startswith("✓")
    assert str(customers) in echoed
    assert any(button.text == taras.tr("Undo") for button in taras.last.buttons)


async def test_a_big_lone_number_asks_customers_or_money(taras: Actor) -> None:
    await taras.says("12400")
    assert await newest(taras) is None
    assert len(taras.last.buttons) == 2
    await taras.taps(taras.last.buttons[0].text)
    report = await newest(taras)
    assert report
    assert report["customers"] == 12400


@pytest.mark.parametrize(("answer", "left"), [("Replace: %(n)s", 9), ("Add: %(n)s", 16), ("Keep %(n)s", 7)])
async def test_a_second_report_asks(taras: Actor, answer: str, left: int) -> None:
    await taras.says("7")
    await taras.says("9")
    await taras.presses(answer, n=left)
    report = await newest(taras)
    assert report
    assert report["customers"] == left


async def test_minus_never_goes_below_zero(taras: Actor) -> None:
    await taras.says("2")
    await taras.says("-5")
    report = await newest(taras)
    assert report
    assert report["customers"] == 0


async def test_an_edit_corrects_and_the_word_for_undo_takes_back(taras: Actor) -> None:
    message = await taras.says("17")
    await taras.edits(message, "7")
    report = await newest(taras)
    assert report
    assert (report["customers"], report["revision"]) == (7, 2)
    await taras.says(in_their_words(taras, ("скасувати", "отмена", "undo")))
    report = await newest(taras)
    assert report
    assert report["customers"] == 17


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
async def test_what_is_no_text_asks_for_one_number(taras: Actor, kind: str) -> None:
    await taras.sends(kind)
    taras.sees("I need one number in text: how many customers came with the promo. For example: 7")
    assert await newest(taras) is None


async def test_more_than_a_week_back_goes_to_the_owner(shop: Counters, taras: Actor) -> None:
    await shop.town.moves_to("2026-12-09 12:30")
    await taras.says("30.11 4")
    assert await newest(taras) is None
    await shop.olena.presses("✓ Take it")
    report = await newest(taras)
    assert report
    assert report["day"] == MONDAY


# What is echoed is what is stored --------------------------------------------------------------

SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"])


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, int, int | None]:
    """A message with a count and maybe a sum, grouped and pointed as people do."""
    customers = draw(st.integers(0, MANY - 1))  # more is asked about
    if draw(st.booleans()):
        return str(customers), customers, None
    whole, cents = draw(st.integers(10_000, 9_999_999)), draw(st.integers(0, 99))
    space = draw(SPACES)
    grouped = f"{whole:,}".replace(",", space)
    point, currency = draw(st.sampled_from([",", "."])), draw(st.sampled_from([" грн", "₴", " uah"]))
    return f"{customers} {grouped}{point}{cents:02}{currency}", customers, whole * 100 + cents


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=reports(), back=st.integers(0, 1), dotted=st.booleans())
async def test_what_is_echoed_is_what_is_stored(
    shop: Counters, said: tuple[str, int, int | None], back: int, dotted: bool
) -> None:
    text, customers, sales = said
    day = TODAY - timedelta(days=back)
    taras = (await shop.again()).taras
    await taras.says(f"{day:%d.%m}{'.26' if dotted else ''} {text}")
    report = await newest(taras)
    assert report, taras.last.words
    assert (report["day"], report["customers"], report["sales"]) == (day.isoformat(), customers, sales)
    echoed = "".join(taras.last.words.split())
    assert str(customers) in echoed
    assert str(day.day) in echoed
    if sales is not None:
        assert str(sales // 100) in echoed
        assert sales % 100 == 0 or f"{sales % 100:02}" in echoed


async def test_after_fix_the_next_number_replaces(taras: Actor) -> None:
    await taras.says("9")
    await taras.presses("Fix")
    await taras.says("7")
    report = await newest(taras)
    assert report
    assert (report["customers"], report["revision"]) == (7, 2)


async def test_a_fix_of_one_day_does_not_replace_another_that_the_message_names(taras: Actor) -> None:
    await taras.says(in_their_words(taras, ("вчора 4", "вчера 4", "yesterday 4")))
    await taras.says("9")
    await taras.presses("Fix")
    await taras.says(in_their_words(taras, ("вчора 5", "вчера 5", "yesterday 5")))
    assert len(taras.last.buttons) == 3
    rows = await taras.town.database("SELECT day, customers FROM daily_report ORDER BY day")
    assert [(row["day"], row["customers"]) for row in rows] == [(MONDAY, 4), (TUESDAY, 9)]


async def test_a_fix_that_was_left_gives_way_to_the_next_closing_question(shop: Counters, taras: Actor) -> None:
    await taras.says("9")
    await taras.presses("Fix")
    await shop.town.moves_to("2026-12-02 20:00")
    await taras.says("8")
    report = await newest(taras)
    assert report
    assert (report["day"], report["customers"], report["revision"]) == ("2026-12-02", 8, 1)
