"""Children: started as modules, spoken to by lines, and asked for the CPU time that they have used."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOKEN = f"100001:{'A' * 35}"
STOP_SECONDS = 30
PEERS = ROOT / "bench" / "peers" / ".venv" / "bin" / "python"
"""The peers' own environment: `uv sync --project bench/peers`."""


class Child:
    """A running process and its standard input and output."""

    def __init__(self, module: str, *words: str, log: Path) -> None:
        self.log, self.began = log, time.monotonic()
        python = str(PEERS) if module.startswith("bench.peers.") else sys.executable
        self.process = subprocess.Popen(
            [python, "-m", module, *words],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("w"),
        )

    def line(self) -> str:
        """The next line that it prints. Raises RuntimeError with its log when it ended instead."""
        assert self.process.stdout
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError(f"the process ended:\n{self.log.read_text('utf-8')[-3000:]}")
        return said.strip()

    def cpu(self) -> float:
        """Seconds of CPU so far, user and system, all its threads."""
        assert self.process.stdin
        print("cpu", file=self.process.stdin, flush=True)
        return float(self.line())

    def memory(self) -> tuple[float, float]:
        """MiB that it has now, and the most that it ever had. From Linux alone; nothing elsewhere."""
        status = Path(f"/proc/{self.process.pid}/status")
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
        now, most = (int(lines.get(name, "0 kB").split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        return now, most


@contextmanager
def running(module: str, *words: str, log: Path) -> Iterator[Child]:
    """A child for the length of the block, then told to stop and waited for."""
    child = Child(module, *words, log=log)
    try:
        yield child
    finally:
        child.process.terminate()
        try:
            child.process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.communicate()


def tell_cpu() -> None:
    """In a child: answer every line on standard input with the CPU seconds used by this process."""
    threading.Thread(target=_tell, daemon=True).start()


def _tell() -> None:
    for _ in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(used.ru_utime + used.ru_stime, flush=True)
