"""Daily reports through the real program, beside bots that store each message: `python -m bench.reports --help`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.measure import BOTS, FIRST, Lost, Run, measure, prepared_database
from bench.table import about, head, row

ONE_BY_ONE = (FIRST, "echo, stores nothing")
ONE_BY_ONE_MOST = 500


def main() -> int:
    given = arguments()
    bots = [bot for bot in given.bots if BOTS[bot].there]
    print(about(given.chats, given.repeat, ONE_BY_ONE_MOST), flush=True)
    if absent := [bot for bot in given.bots if bot not in bots]:
        print(f"Left out: {', '.join(absent)}. Install them: uv sync --project bench/peers")
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
    parser.add_argument("--bots", nargs="+", choices=BOTS, default=list(BOTS), metavar="BOT", help=", ".join(BOTS))
    parser.add_argument("--folder", type=Path, help="where the databases are made: a real disk, no memory file system")
    return parser.parse_args()


def delays(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


def compare(bots: list[str], delay: float, given: argparse.Namespace, prepared: Path) -> None:
    """All bots in turn, several times over; then their rows."""
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    for number in range(given.repeat):
        for bot in bots[number % len(bots) :] + bots[: number % len(bots)]:
            runs[bot].append(measure(BOTS[bot], messages_for(bot, delay, given.messages), given.chats, delay, prepared))
    print(*head(delay), sep="\n")
    for bot in bots:
        print(row(bot, runs[bot], runs[bots[0]]), flush=True)


def messages_for(bot: str, delay: float, messages: int) -> int:
    """Who makes one call after the other needs long with a delay, and fewer messages tell as much."""
    return min(messages, ONE_BY_ONE_MOST) if bot in ONE_BY_ONE and delay else messages


if __name__ == "__main__":
    sys.exit(main())
