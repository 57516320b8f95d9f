"""Tandem's doors with an echo between them: what a message costs where nobody's rights, report or words are looked at.

The floor of Tandem's own row: `python -m bench.doors_bot URL DATABASE`.
"""

from __future__ import annotations

import gc
import sys

import uvloop

from bench.processes import tell_cpu
from bench.tandem_bot import NO_LIMIT, serve


def only_echo() -> None:
    """Inbox, outbox and delivery stay as they are."""
    from bot.routes import router  # noqa: PLC0415 - when the process serves, as the program does
    from handlers.context import Context  # noqa: PLC0415
    from storage.queues.outbox import ANSWER  # noqa: PLC0415

    async def echo(context: Context) -> None:
        chat: int = context.incoming.chat["id"]
        context.work.call(chat, "sendMessage", {"chat_id": chat, "text": context.text}, ANSWER)

    router.handle = echo


if __name__ == "__main__":
    gc.disable()
    tell_cpu()
    only_echo()
    uvloop.run(serve(sys.argv[1], sys.argv[2], NO_LIMIT))
