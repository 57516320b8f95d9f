"""Lives from fixed seeds: fifty in the test command, twenty on PostgreSQL; two hundred in CI, five thousand by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.simulation.life import life
from tests.test_house import imports
from tests.world.databases import ON_SERVER

pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
BATCH, FAST = 10, 21 if ON_SERVER else 51


async def unbroken(seeds: Iterable[int], folder: Path) -> None:
    """Whoever is broken is told, with how to live it again."""
    broken = [one for seed in seeds if (one := await life(seed, folder)).wrong]
    if broken:
        pytest.fail("\n\n".join(str(one) for one in broken), pytrace=False)


async def test_a_seed_lives_the_same_life_again(folder: Path) -> None:
    one, again = [await life(1, folder) for _ in range(2)]
    assert one == again


def test_the_model_knows_nothing_of_the_product() -> None:
    assert imports(Path(__file__).with_name("model.py")) <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "first", [*range(1, FAST, BATCH), *(pytest.param(n, marks=pytest.mark.slow) for n in range(FAST, 201, BATCH))]
)
async def test_two_hundred_lives_come_out_as_their_people_meant(first: int, folder: Path) -> None:
    await unbroken(range(first, first + BATCH), folder)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1, 5001, BATCH))
async def test_five_thousand_lives_come_out_as_their_people_meant(first: int, folder: Path) -> None:
    await unbroken(range(first, first + BATCH), folder)
