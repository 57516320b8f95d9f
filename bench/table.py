"""The figures as text."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from statistics import median

from bench.measure import Run

WIDTHS = (16, 6, 9, 24, 7, 20, 8, 8)
ABOUT = """\
Daily reports through intake, worker and delivery of the real program, stored durably (synchronous=FULL), answered;
beside it an echo bot of the same library (python-telegram-bot {library}) as its documentation shows it: nothing stored.
{chats} cashiers, each writes the next report when the last one was answered. {repeat} runs of each, alternating.
Three processes (server, bot, and the one that waits for both) share {cores} cores; {system}, Python {python}.
Tandem runs with a_second=1,000,000: Telegram's limit of 30 messages a second is lifted, so as not to cap the figures.
With a delay the echo bot, which makes one call at a time, gets {most} messages at most; its latency grows with them.
CPU: user and system time of the bot's process in the run, without the start. Latency: into the queue → answer there."""


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


def line(*cells: str) -> str:
    return cells[0].ljust(WIDTHS[0]) + "".join(
        cell.rjust(width) for cell, width in zip(cells[1:], WIDTHS[1:], strict=True)
    )


HEAD = line("bot", "delay", "messages", "messages/s min/med/max", "ratio", "CPU s per 1,000", "p50 ms", "p95 ms")


def row(bot: str, delay: float, runs: Sequence[Run], beside: Sequence[Run]) -> str:
    """One bot at one delay, its median beside that of the echo bot."""
    ratio = median(run.a_second for run in runs) / median(run.a_second for run in beside)
    return line(
        bot,
        f"{delay:g}",
        str(runs[0].messages),
        spread([run.a_second for run in runs], 0),
        f"{ratio:.2f}",
        spread([run.cpu for run in runs], 2),
        *(f"{1000 * median(times):.0f}" for times in ([run.p50 for run in runs], [run.p95 for run in runs])),
    )


def spread(numbers: Sequence[float], digits: int) -> str:
    """min / median / max."""
    return " / ".join(f"{number:.{digits}f}" for number in (min(numbers), median(numbers), max(numbers)))
