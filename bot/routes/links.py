"""Which deep link leads where, by its letter."""

from __future__ import annotations

from collections.abc import Mapping

from bot.routes.deep_links import PAYLOAD, follow
from bot.routes.tables import Open
from handlers.agreement import pitch, proposal
from handlers.codes import code, materials
from handlers.context import Context
from handlers.groups import group
from handlers.menu import start
from handlers.results import export, metrics, weekly_details
from handlers.staff import members

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
