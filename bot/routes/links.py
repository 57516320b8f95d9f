"""Which deep link leads where. A payload is a letter, an underscore and a token; a lost one strands nobody."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping

from handlers.agreement import pitch, proposal
from handlers.codes import code, materials
from handlers.context import Context
from handlers.groups import group
from handlers.menu import start
from handlers.results import export, metrics, weekly_details
from handlers.staff import members

PAYLOAD = re.compile(r"(?<![A-Za-z0-9_-])([bcdpsgr])_([A-Za-z0-9_-]{6,60})(?![A-Za-z0-9_-])")
Open = Callable[[Context, str], Awaitable[None]]

OF_A_REPORT: Mapping[str, Open] = {"final": metrics.open_link, "export": export.open_link}


async def _open_report(context: Context, payload: str) -> None:
    """`r_<promo>-final`, `r_<promo>-export`, or a week: `r_<promo>-<number>`, `r_<promo>-<number>-fix`."""
    promo_id, _, what = payload.partition("-")
    handle = OF_A_REPORT.get(what)
    await (handle(context, promo_id) if handle else weekly_details.open_link(context, payload))


LINKS: Mapping[str, Open] = {
    "b": proposal.open_link,
    "c": code.open_link,
    "d": pitch.open_link,
    "p": materials.open_link,
    "s": members.open_link,
    "r": _open_report,
}


async def follow(context: Context, words: str) -> bool:
    """Open the link or invitation code that stands in the words; whether there was one."""
    found = PAYLOAD.search(words)
    if found is None or found[1] not in LINKS:
        return False
    await LINKS[found[1]](context, found[2])
    return True


async def on_start(context: Context) -> None:
    """/start, bare or with what a link carried."""
    payload = context.text.partition(" ")[2].strip()
    if await follow(context, payload):
        return
    if payload and payload != "hello":
        context.say("menu/start.unknown_link")
    else:
        await start.hello(context)


async def on_start_in_group(context: Context) -> None:
    """/start in a group: linked by `g_…`, otherwise only a word on how."""
    found = PAYLOAD.search(context.text)
    if found and found[1] == "g":
        await group.linked(context, found[2])
    else:
        context.say("groups/group.hello")
