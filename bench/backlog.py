"""Reports that pile up while no bot runs, and then one starts: `python -m bench.backlog --help`.

Each cashier has said `+1` many times. The run fails when an answer is missing or comes twice, when the database does
not end with the sum of all, or when a chat is answered out of order: its answers count up.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.measure import BOTS, TOTALS, Lost, answered, ask, prepared_database, started, stored
from bench.processes import running


def main() -> int:
    given = arguments()
    try:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            print(backlog(given.messages, given.chats, prepared_database(Path(folder), given.chats)))
    except Lost as lost:
        print(f"LOST: {lost}", file=sys.stderr)
        return 1
    print("Nothing lost, nothing twice, every chat in its order.")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.backlog", description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--folder", type=Path, help="where the database is made: a real disk, no memory file system")
    return parser.parse_args()


def backlog(messages: int, chats: int, prepared: Path) -> str:
    """Pile up, start, wait for all answers, count. Raises Lost."""
    bot = BOTS["Tandem"]
    with started(bot, chats, 0, prepared) as (url, database, _):
        ask(f"{url}/pile?messages={messages}")
        with running(bot.module, url, str(database), log=database.with_name("bot.log")) as child:
            result = answered(url, messages, "rest")
            cpu, (memory, most) = child.cpu(), child.memory()
        check(result, messages, database)
    seconds = result["at"] - child.began
    return (
        f"{messages:,} reports of {chats} chats that waited at the start: {seconds:.1f} s with the start, "
        f"{messages / seconds:,.0f} a second, CPU {cpu / messages * 1000:.2f} s per 1,000, "
        f"RSS {memory:.0f} MiB, at most {most:.0f}."
    )


def check(result: dict[str, int], messages: int, database: Path) -> None:
    (kept,), (counted, _) = stored(database, "SELECT count(*) FROM daily_report"), stored(database, TOTALS)
    if (kept, counted) != (messages, messages):
        raise Lost(f"{messages} reports of one customer piled up, {kept} stored with {counted} customers")
    if result["disorder"]:
        raise Lost(f"{result['disorder']} answers out of their chat's order")


if __name__ == "__main__":
    sys.exit(main())
