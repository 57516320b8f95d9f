"""/export: a promo as a workbook, a table, data, pages to print, or dates; each side its own view of it."""

from __future__ import annotations

from domain.results.export import PromoExport
from domain.states import AGREED, EVER_AGREED
from handlers.account import privacy
from handlers.asked import not_yours
from handlers.buttons import Button, Rows
from handlers.context import Context
from handlers.results.export_data import book_of
from handlers.results.printed_report import pages
from storage.agreement import promos
from storage.agreement.promos import Promo
from templates.words.msgid import N_
from templates.workbook.csv import BETWEEN, table
from templates.workbook.sheets import sheets

KINDS = {"xlsx": N_("Excel"), "csv": N_("CSV: the days"), "json": N_("JSON: everything"), "pdf": N_("Report (PDF)")}
MOST = 20


async def command(context: Context) -> None:
    """Which promo, unless there is only one."""
    mine = [one for one in await promos.mine(context.tx, context.person.owns) if one.state in EVER_AGREED and one.terms]
    if len(mine) == 1:
        context.say("results/export.which_kind", title=mine[0].title, buttons=[*_kinds(mine[0]), *privacy.ABOUT_ME])
    else:
        rows = [[Button(one.title, "export", (one.id,), own=True)] for one in mine[:MOST]]
        context.say("results/export.which_promo", any=bool(mine), buttons=[*rows, *privacy.ABOUT_ME])


def opening(promo: Promo) -> list[Button]:
    return [Button("Export", "export", (promo.id,))] if promo.state in EVER_AGREED else []


def final(promo_id: str) -> list[Button]:
    """Under the final report: to print, and to compute with."""
    return [Button(KINDS[kind], "export", (promo_id, kind)) for kind in ("pdf", "xlsx")]


def _kinds(promo: Promo) -> Rows:
    kinds = [Button(text, "export", (promo.id, kind)) for kind, text in KINDS.items()]
    dates = [Button("Dates for a calendar", "ics", (promo.id,))] if promo.state in AGREED else []
    return [kinds[:2], kinds[2:], dates]


async def on_export(context: Context) -> None:
    """The kinds of files, or the file."""
    promo_id, kind = context.pressed[:2]
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or promo.state not in EVER_AGREED or kind not in ("", *KINDS):
        not_yours(context)
        return
    context.toast()
    if kind:
        await _send(context, promo, kind)
    else:
        context.say("results/export.which_kind", title=promo.title, buttons=_kinds(promo))


async def open_link(context: Context, promo_id: str) -> None:
    """?start=r_…-export from the group's report."""
    promo = await promos.find(context.tx, promo_id, context.person.owns)
    if promo is None or promo.state not in EVER_AGREED:
        not_yours(context)
    else:
        context.say("results/export.which_kind", title=promo.title, buttons=_kinds(promo))


async def _send(context: Context, promo: Promo, kind: str) -> None:
    book = await book_of(context.work, promo)
    named = {"file_name": f"tandem-{promo.id}-{book.about.until:%Y%m%d}.{kind}"}
    data = named | await _content(context, promo, book, kind)
    context.work.tell(
        context.me, f"results/export.{kind}", title=promo.title, until=book.about.until, drawing=(f"book_{kind}", data)
    )


async def _content(context: Context, promo: Promo, book: PromoExport, kind: str) -> dict[str, object]:
    language = context.person.language
    created = {"created_at": int(context.now.timestamp())}
    if kind == "xlsx":
        return created | {"sheets": sheets(book, language)}
    if kind == "csv":
        return {"rows": table(book, language), "mark": BETWEEN[language]}
    if kind == "json":
        return {"book": book.model_dump(mode="json")}
    return {**await pages(context.work, promo, book, language)}
