"""Daily reports a second through the whole program, beside a bare echo bot: `python -m bench.reports --help`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from bench.measure import BOTS, Lost, Run, measure, prepared_database
from bench.table import HEAD, about, row

ONE_BY_ONE_MOST = 500


def main() -> int:
    given = arguments()
    bots = [bot for bot in BOTS if given.concurrent or bot != "echo concurrent"]
    print(about(given.chats, given.repeat, ONE_BY_ONE_MOST), HEAD, sep="\n\n", flush=True)
    try:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            prepared = prepared_database(Path(folder), given.chats)
            for delay in given.delay:
                compare(bots, delay, given, prepared)
    except Lost as lost:
        print(f"LOST: {lost}", file=sys.stderr)
        return 1
    print("\nNothing lost: answers and database totals equal what was sent, in every run.")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.reports", description=__doc__)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--delay", type=delays, default=[0.0, 50.0], help="milliseconds a call, as 0,50")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--concurrent", action="store_true", help="an echo bot with concurrent_updates(True) as well")
    parser.add_argument("--folder", type=Path, help="where the databases are made: a real disk, no memory file system")
    return parser.parse_args()


def delays(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


def compare(bots: Iterable[str], delay: float, given: argparse.Namespace, prepared: Path) -> None:
    """All bots in turn, several times over; then their rows."""
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    for _ in range(given.repeat):
        for bot in bots:
            runs[bot].append(measure(bot, messages_for(bot, delay, given.messages), given.chats, delay, prepared))
    for bot, done in runs.items():
        print(row(bot, delay, done, runs["echo"]), flush=True)


def messages_for(bot: str, delay: float, messages: int) -> int:
    """The echo bot makes one call after the other: with a delay, fewer messages tell as much."""
    return min(messages, ONE_BY_ONE_MOST) if bot == "echo" and delay else messages


if __name__ == "__main__":
    sys.exit(main())
