"""The figures as a table that can be pasted."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from statistics import median

from bench.measure import Run

ABOUT = """\
{chats} cashiers, each writes the next report when the last one was answered; every message is stored durably
(synchronous=FULL) before its answer leaves. Tandem: intake, rights, report, outbox, delivery of the real program,
without Telegram's limit of 30 a second. The others, as their documentation shows them, store a line and echo
(python-telegram-bot {library}). {repeat} rounds, each bot once a round, beginning with another one each time.
Figures are medians; a ratio is the median of the ratios of each round to the first row's run of that round.
CPU: the bot's process in the run, without its start. Start: from the process to its first answer.
With a delay who makes one call at a time gets {most} messages at most. Three processes on {cores} cores, {system},
Python {python}."""
HEAD = (
    "| bot | messages | messages/s | ratio | CPU s per 1,000 | ratio "
    "| idle MiB | RSS MiB | start s | ratio | p50 ms | p95 ms |"
)


def about(chats: int, repeat: int, most: int) -> str:
    return ABOUT.format(
        library=version("python-telegram-bot"),
        chats=chats,
        repeat=repeat,
        most=most,
        cores=os.cpu_count(),
        system=platform.system(),
        python=platform.python_version(),
    )


def head(delay: float) -> tuple[str, ...]:
    return f"\n{delay:g} ms a call:\n", HEAD, "|---" * (HEAD.count("|") - 1) + "|"


def row(bot: str, runs: Sequence[Run], first: Sequence[Run]) -> str:
    """One bot beside the first one, round by round."""

    def ratio(of: Callable[[Run], float]) -> str:
        return f"{median(of(mine) / of(its) for mine, its in zip(runs, first, strict=True)):.2f}"

    def middle(of: Callable[[Run], float], digits: int) -> str:
        return f"{median(map(of, runs)):,.{digits}f}"

    cells = (
        bot,
        f"{runs[0].messages:,}",
        middle(lambda run: run.a_second, 0),
        ratio(lambda run: run.a_second),
        middle(lambda run: run.cpu, 2),
        ratio(lambda run: run.cpu),
        middle(lambda run: run.idle, 0),
        middle(lambda run: run.memory, 0),
        middle(lambda run: run.start, 1),
        ratio(lambda run: run.start),
        middle(lambda run: run.p50 * 1000, 0),
        middle(lambda run: run.p95 * 1000, 0),
    )
    return f"| {' | '.join(cells)} |"
