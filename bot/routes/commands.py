"""Which command leads where, in private chats and in groups."""

from __future__ import annotations

from collections.abc import Mapping

from bot.routes import links
from bot.routes.tables import Handle
from handlers.account import privacy, shift
from handlers.agreement import new_promo
from handlers.business import profile
from handlers.codes import issuing
from handlers.context import Context
from handlers.daily import in_group, report, today, undo
from handlers.groups import group
from handlers.matching import ideas
from handlers.menu import promo_card, settings, start
from handlers.operation import operator
from handlers.results import export, portfolio
from handlers.settlement import expenses
from handlers.staff import members

PRIVATE_COMMANDS: Mapping[str, Handle] = {
    "start": links.on_start, "help": start.help_, "settings": settings.command, "privacy": privacy.command,
    "forgetme": privacy.forgetme,
    "cancel": start.cancel, "new": new_promo.command, "promos": promo_card.command, "report": report.command,
    "today": today.command, "shift": shift.command, "staff": members.overview, "business": profile.show_businesses,
    "undo": undo.undo, "ideas": ideas.command, "code": issuing.command, "expense": expenses.command,
    "export": export.command, "compare": portfolio.command, "health": operator.health, "stats": operator.stats,
    "backup": operator.backup, "block": operator.block,
}  # fmt: skip

GROUP_COMMANDS: Mapping[str, Handle] = {
    "start": links.on_start_in_group, "status": group.status, "week": group.week, "help": start.group_help,
    "settings": settings.command, "link": group.link, "unlink": group.unlink, "report": in_group.command,
}  # fmt: skip


MENU: Mapping[str, Handle] = {
    name: PRIVATE_COMMANDS[name] for name in ("new", "promos", "report", "today", "staff", "help")
}
"""The buttons of the first screen that do what the commands do."""


async def on_menu(context: Context) -> None:
    context.toast()
    handle = MENU.get(context.pressed[0])
    if handle:
        await handle(context)
    else:
        context.say("menu/start.send_invitation")
