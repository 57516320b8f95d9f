"""`python -m tests.simulation SEED` lives one seed again and tells its diary; two numbers live all between them."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot.operation.logs import set_up
from tests.simulation.life import Life, life

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


async def lives(first: int, last: int) -> list[Life]:
    """Those that broke."""
    broken = []
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        for seed in range(first, last):
            one = await life(seed, Path(folder))
            if one.wrong:
                broken.append(one)
                print(f"{one}\n", flush=True)  # noqa: T201
            elif last == first + 1:
                print(one)  # noqa: T201
    return broken


def main() -> None:
    set_up("ERROR", "text")
    numbers = [int(word) for word in sys.argv[1:]] or [1]
    first, last = numbers[0], numbers[1] if len(numbers) > 1 else numbers[0] + 1
    began = time.monotonic()
    broken = asyncio.run(lives(first, last))
    print(f"{last - first} lives, {len(broken)} broken, {time.monotonic() - began:.0f} s")  # noqa: T201
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
