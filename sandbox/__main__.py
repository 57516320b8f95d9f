"""`python -m sandbox --port 8081 [--token T]`: the sandbox alone, for a bot started elsewhere."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys

from sandbox.server import serve
from sandbox.telegram import Telegram
from sandbox.town.world import TOKEN


async def run(port: int, token: str) -> None:
    """Serve until interrupted."""
    running = await serve(Telegram(token), port=port)
    sys.stdout.write(f"Sandbox: {running.url}/\nBOT_TOKEN={token}\nTELEGRAM_API_URL={running.url}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await running.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(given.port, given.token))


if __name__ == "__main__":
    main()
