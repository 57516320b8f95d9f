"""All weekly reports at one moment, and a cashier who is answered meanwhile: `python -m bench.weekly --help`."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.request import urlopen

from bench.measure import Lost
from bench.processes import Child, running
from bench.split import split
from bench.weeks import fall_due, prepare_weeks
from bot.clock import now

MOST_RATIO = 1.5
EVERY = 0.3
WARM_UP = 5
STARTING = 6.0  # seconds until the program surely runs
PATIENCE = 60.0  # seconds without one more picture
LIMITS = {"Telegram's 30 a second": "30", "no limit": "1000000"}


@dataclass(frozen=True)
class FanOut:
    """Times in seconds; `cpu` of the bot's process from the moment they fell due."""

    usual: list[float]
    meanwhile: list[float]
    seconds: float
    cpu: float

    @property
    def ratio(self) -> float:
        """Of the medians: at a few hundred answers, the 95th percentile of the usual ones is noise of the machine."""
        return median(self.meanwhile) / median(self.usual)


def main() -> int:
    given = arguments()
    print(
        f"{given.promos} weekly reports due at one moment, one cashier every {EVERY:g} s, three processes.", flush=True
    )
    try:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            path = Path(folder) / "prepared.sqlite3"
            asyncio.run(prepare_weeks(path, given.promos, now()))
            ratios = [told(name, fan_out(path, a_second, given)) for name, a_second in LIMITS.items()]
            print(*asyncio.run(split(path, min(given.split, given.promos))), sep="\n")
    except Lost as lost:
        print(f"LOST: {lost}", file=sys.stderr)
        return 1
    if max(ratios[: len(ratios) if given.strict else 1]) > given.ratio:
        print(f"SLOW: a person's answer took {max(ratios):.2f} times its usual time", file=sys.stderr)
        return 1
    print("\nNothing missing, nothing doubled; people were answered in time.")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.weekly", description=__doc__)
    parser.add_argument("--promos", type=int, default=2000)
    parser.add_argument("--usual", type=float, default=20, help="seconds of usual answers before")
    parser.add_argument("--split", type=int, default=200, help="reports of the pass that times each part")
    parser.add_argument("--ratio", type=float, default=MOST_RATIO, help="of the median answer, above which it fails")
    parser.add_argument("--strict", action="store_true", help="the ratio holds without Telegram's limit as well")
    parser.add_argument("--folder", type=Path, help="where the databases are made: a real disk, no memory file system")
    return parser.parse_args()


def fan_out(prepared: Path, a_second: str, given: argparse.Namespace) -> FanOut:
    """Start, answer as usual, let all fall due, answer meanwhile, count. Raises Lost."""
    with tempfile.TemporaryDirectory(dir=prepared.parent) as name:
        folder = Path(name)
        database = Path(shutil.copy(prepared, folder / "tandem.sqlite3"))
        usual_ends = now() + timedelta(seconds=STARTING + given.usual)
        fall_due(database, usual_ends)
        with running("bench.weekly_server", log=folder / "server.log") as server:
            url = f"http://127.0.0.1:{server.line()}"
            with running("bench.tandem_bot", url, str(database), a_second, log=folder / "bot.log") as bot:
                return measured(bot, url, usual_ends.timestamp(), given.promos)


def measured(bot: Child, url: str, due_at: float, promos: int) -> FanOut:
    for _ in range(WARM_UP):
        answered(url)
    usual = []
    while time.time() < due_at:
        usual.append(answered(url))
    before, began, meanwhile = bot.cpu(), time.monotonic(), []
    while (seen := ask(url, "groups"))["pictures"] < promos or seen["cards"] < promos:
        if seen["now"] - max(seen["last"], began) > PATIENCE:
            break
        meanwhile.append(answered(url))
    seconds, cpu = time.monotonic() - began, bot.cpu() - before
    time.sleep(1)  # for one that comes twice
    check(ask(url, "groups"), promos)
    return FanOut(usual, meanwhile, seconds, cpu)


def answered(url: str) -> float:
    """One report of the cashier; how long the answer took, and then the rest of the pause."""
    took = ask(url, "one")["seconds"]
    if took is None:
        raise Lost("a cashier was not answered")
    time.sleep(max(EVERY - took, 0))
    return float(took)


def ask(url: str, what: str) -> dict[str, Any]:
    with urlopen(f"{url}/{what}") as answer:
        said: dict[str, Any] = json.load(answer)
    return said


def check(seen: dict[str, Any], promos: int) -> None:
    if (seen["pictures"], seen["cards"], seen["surplus"]) != (promos, promos, 0):
        raise Lost(
            f"{promos} groups: {seen['pictures']} got a report, {seen['cards']} a card, {seen['surplus']} too many"
        )


def told(name: str, run: FanOut) -> float:
    """The figures as text; their ratio."""
    print(
        f"\n{name}: {run.seconds:.1f} s, CPU {run.cpu:.1f} s",
        f"  usual answer      {times(run.usual)}",
        f"  answer meanwhile  {times(run.meanwhile)}",
        f"  ratio of medians {run.ratio:.2f}, of p95 {p95(run.meanwhile) / p95(run.usual):.2f}",
        sep="\n",
        flush=True,
    )
    return run.ratio


def times(seconds: list[float]) -> str:
    return f"p50 {1000 * median(seconds):.1f} ms, p95 {1000 * p95(seconds):.1f} ms, of {len(seconds)}"


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[18] if len(seconds) > 1 else seconds[0]


if __name__ == "__main__":
    sys.exit(main())
