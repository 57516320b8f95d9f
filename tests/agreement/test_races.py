"""Partners act in the same instant (G6): exactly one wins, and the others learn what is on the table now."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.world.databases import PROCESSES
from tests.world.table import Table, canary, table
from tests.world.town import a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
RACERS = 50
ROUNDS = 200 if PROCESSES == 1 else 40
SIDES = 5


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def laid(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Table]:
    async with a_town(tmp_path_factory.mktemp("race")) as town:
        made = await table(town)
        yield made
        assert town.telegram.violations == []


async def race(laid: Table, buttons: list[tuple[int, str]], dice: random.Random) -> None:
    """Fifty presses of these buttons, shuffled, all before the bot sees the first."""
    presses = [buttons[n % len(buttons)] for n in range(RACERS)]
    dice.shuffle(presses)
    laid.start.holds()
    for who, data in presses:
        laid.presses(laid.owners[who], data)
    await laid.start.starts(RACERS)
    await laid.town.settle()


async def promo(laid: Table) -> dict[str, object]:
    return dict((await laid.rows("SELECT state, version, newest, title FROM promo WHERE id = :promo"))[0])


async def five_changes_at_once(laid: Table, dice: random.Random) -> None:
    """One becomes version 2; each of the others is kept, on top of it, for its side to look at."""
    await laid.lay(SIDES)
    titles = [canary() for _ in range(SIDES)]
    await race(laid, [(who, await laid.drafts_change(who, titles[who])) for who in range(SIDES)], dice)
    now = await promo(laid)
    assert (now["version"], now["newest"]) == (2, 2)
    assert now["title"] in titles
    left = await laid.rows("SELECT answers FROM form WHERE kind = 'change' AND subject = :promo AND done_at IS NULL")
    assert len(left) == SIDES - 1
    assert all('"base":2' in row["answers"] and str(now["title"]) not in row["answers"] for row in left)


async def the_last_signature_against_a_change(laid: Table, dice: random.Random) -> None:
    """Either all signed version 1 and the change came too late, or it is version 2 and nobody has signed that."""
    await laid.lay(2)
    sign = f"signed:{laid.promo}:1"
    laid.presses(laid.owners[0], sign)
    await laid.town.settle()
    await race(laid, [(1, sign), (0, await laid.drafts_change(0, canary()))], dice)
    now = await promo(laid)
    amended = await laid.rows("SELECT amendment FROM promo WHERE id = :promo")
    assert (now["state"], now["version"]) in (("signed", 1), ("negotiating", 2))
    assert amended[0]["amendment"] is None
    on_two = await laid.rows("SELECT * FROM signature WHERE promo_id = :promo AND version = 2")
    assert on_two == []


async def the_last_signature_against_a_no(laid: Table, dice: random.Random) -> None:
    """Signed, or declined, never both."""
    await laid.lay(2)
    sign = f"signed:{laid.promo}:1"
    laid.presses(laid.owners[0], sign)
    await laid.town.settle()
    await race(laid, [(1, sign), (0, f"why:{laid.promo}:0")], dice)
    now = await promo(laid)
    assert now["state"] in ("signed", "declined")
    moves = await laid.rows("SELECT to_state FROM transition WHERE promo_id = :promo AND from_state = 'negotiating'")
    assert [row["to_state"] for row in moves] == [now["state"]]


async def all_leave_at_once(laid: Table, dice: random.Random) -> None:
    """Those who leave first leave the others; when two are left, the next no ends it."""
    await laid.lay(SIDES)
    await race(laid, [(who, f"why:{laid.promo}:1") for who in range(SIDES)], dice)
    assert (await promo(laid))["state"] == "declined"
    stayed = await laid.rows("SELECT * FROM party WHERE promo_id = :promo AND left_at IS NULL")
    assert len(stayed) == 2


RACES = (
    five_changes_at_once, the_last_signature_against_a_change, the_last_signature_against_a_no, all_leave_at_once
)  # fmt: skip


async def run(laid: Table, rounds: int) -> None:
    for number in range(rounds):
        await RACES[number % len(RACES)](laid, random.Random(number))


async def test_fifty_opposite_actions_have_one_winner(laid: Table) -> None:
    await run(laid, 4)


@pytest.mark.slow
async def test_fifty_opposite_actions_have_one_winner_again_and_again(laid: Table) -> None:
    await run(laid, ROUNDS)
