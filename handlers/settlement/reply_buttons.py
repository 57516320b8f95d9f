"""What a side may say to a settlement: confirm it, doubt it, settle without missing reports, say what was paid."""

from __future__ import annotations

from typing import Any

from domain.settlement.budget import PaymentStep, may_take
from domain.settlement.statement import Aside, Statement, Why
from handlers.buttons import Button, Rows, shorten
from handlers.context import Work
from handlers.settlement.overview import unfinished_rows
from storage.agreement.promos import Promo
from storage.settlement import expenses, settlements
from storage.settlement.settlements import Payment, Settlement

MOST_BUTTONS = 6
"""Under a settlement; payments of many sides may be more."""


async def buttons(work: Work, promo: Promo, one: Settlement | None, owns: Any) -> Rows:
    """What these businesses may say to it now."""
    rows: list[list[Button]] = []
    if one and one.agreed:
        rows += await payment_buttons(work, one, owns)
    elif one and not one.statement.is_empty:
        mine = [a.business_id for a in one.statement.accounts if a.business_id in owns]
        if any(one.said.get(side) != "confirmed" for side in mine):
            rows.append([Button("✓ Confirm", "settled", (promo.id, one.revision))])
        rows.append([Button("Something is wrong", "unsettled", (promo.id, one.revision))])
    files = _files(promo, one)
    room = MOST_BUTTONS - sum(len(row) for row in (*rows, *files)) - 1
    return [*rows, *(await _open_items(work, promo, one, owns))[: max(room, 0)], *files, [_onward(promo, one)]]


def _onward(promo: Promo, one: Settlement | None) -> Button:
    """To the rates while one is missing, from where it goes on to the money."""
    no_rate = one is not None and any(a.why is Why.RATE for a in one.statement.aside)
    return Button("Exchange rates", "rates", (promo.id,)) if no_rate else Button("Money", "money", (promo.id,))


def _files(promo: Promo, one: Settlement | None) -> list[list[Button]]:
    """To keep: pages and a sheet, of a statement that is kept."""
    if one is None or one.statement.is_empty:
        return []
    pages = Button("Settlement (PDF)", "settlefile", (promo.id, "pdf"))
    return [[pages, Button("Settlement (XLSX)", "settlefile", (promo.id, "xlsx"))]]


async def _open_items(work: Work, promo: Promo, one: Settlement | None, owns: Any) -> list[list[Button]]:
    """What can still be done so that everything is in it. The next one comes when one is done; expenses are on the
    money screen too."""
    rows: list[list[Button]] = []
    if one and not one.agreed:
        rows += await _without(work, promo, one.statement, owns)
    if one is None or not one.agreed:
        rows += unfinished_rows(await expenses.mine(work.tx, promo.id, frozenset(owns)))
    return rows


async def payment_buttons(work: Work, one: Settlement, owns: Any) -> list[list[Button]]:
    """Paid for the debtor; for the creditor, once that was said, received or not yet."""
    rows = []
    for payment in await transfers(work, one):
        names = {a.business_id: shorten(a.name, 24) for a in one.statement.accounts}
        if payment.debtor in owns and may_take(payment.steps, PaymentStep.PAID):
            rows.append([paid_button(one, payment, names[payment.creditor])])
        if payment.creditor in owns and may_take(payment.steps, PaymentStep.RECEIVED):
            rows.append(receipt_buttons(one.promo_id, payment))
    return rows


async def transfers(work: Work, one: Settlement) -> list[Payment]:
    """The transfers of a statement with what was said of each."""
    business = {a.slot: a.business_id for a in one.statement.accounts}
    known = {(p.revision, p.debtor, p.creditor): p for p in await settlements.payments(work.tx, one.promo_id)}
    blank = [
        Payment(one.revision, business[t.debtor], business[t.creditor], t.minor, ()) for t in one.statement.transfers
    ]
    return [known.get((p.revision, p.debtor, p.creditor), p) for p in blank]


async def said_of(work: Work, one: Settlement) -> dict[tuple[int, int], PaymentStep]:
    """(debtor, creditor), by slot → the newest word on that transfer."""
    slots = {a.business_id: a.slot for a in one.statement.accounts}
    return {(slots[p.debtor], slots[p.creditor]): p.steps[-1] for p in await transfers(work, one) if p.steps}


def paid_button(one: Settlement, payment: Payment, name: str) -> Button:
    args = (one.promo_id, one.revision, payment.creditor, len(payment.steps))
    return Button("Paid to %(name)s", "paid", args, words={"name": name})


def receipt_buttons(promo_id: str, payment: Payment) -> list[Button]:
    args = (promo_id, payment.revision, payment.debtor, len(payment.steps))
    return [Button("Received", "got", (*args, "yes")), Button("Not yet", "got", (*args, "no"))]


async def _without(work: Work, promo: Promo, statement: Statement, owns: Any) -> list[list[Button]]:
    """One for each receiver whose missing reports concern these businesses, as far as they have not agreed yet."""
    said, at = await settlements.who_agrees_without(work.tx, promo.id), {a.slot: a for a in statement.accounts}
    open_ = {one.slot: one for one in statement.aside if one.why is Why.REPORTS and _sides(one, at) & set(owns)}
    return [
        [
            Button(
                "Settle without the reports of %(name)s",
                "without",
                (promo.id, at[slot].business_id),
                words={"name": shorten(at[slot].name, 24)},
            )
        ]
        for slot, one in open_.items()
        if slot and not all((at[slot].business_id, side) in said for side in _sides(one, at) & set(owns))
    ]


def _sides(one: Aside, at: dict[int, Any]) -> set[int]:
    return {at[slot].business_id for slot in (one.slot, one.other) if slot in at}
