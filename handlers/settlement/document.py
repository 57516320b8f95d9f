"""The settlement as a file to keep: pages to print and a sheet, each side its own."""

from __future__ import annotations

from collections.abc import Mapping

from domain.options import Sharing
from domain.settlement.basis import NumberedVersion, SettlementBasis, basis
from domain.settlement.document import SettlementDocument
from domain.settlement.settlement import settle
from domain.states import EVER_AGREED
from handlers.asked import own_promo
from handlers.context import Context
from handlers.settlement import settlement
from handlers.settlement.inputs import gather
from storage.agreement import signatures, versions
from storage.agreement.promos import Promo
from storage.settlement import replies
from storage.settlement.settlements import Settlement
from templates.printed.settlement import pages
from templates.workbook.settlement_sheets import sheets
from templates.workbook.shapes import Workbook


async def on_settlement_file(context: Context) -> None:
    """Of the newest revision that is kept; a preview is no document."""
    promo_id, kind = context.pressed[:2]
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return
    one = await settlement.renew(context.work, promo, "looked", context.person.id)
    if one is None:
        context.toast("settlement/settlement.not_over", alert=True)
        return
    context.toast()
    made = await _document(context, promo, one)
    context.work.tell(
        context.me,
        "settlement/document.caption",
        title=promo.title,
        revision=one.revision,
        drawing=_drawing(made, kind, context.person.language),
    )


def _drawing(made: SettlementDocument, kind: str, language: str) -> tuple[str, Mapping[str, object]]:
    name = f"tandem-{made.promo_id}-settlement-{made.revision}"
    if kind != "xlsx":
        return "book_pdf", {**pages(made, language), "file_name": f"{name}.pdf"}
    book = Workbook(created_at=int(made.made_at.timestamp()), sheets=sheets(made, language), file_name=f"{name}.xlsx")
    return "book_xlsx", book


async def _document(context: Context, promo: Promo, one: Settlement) -> SettlementDocument:
    account = next(a for a in one.statement.accounts if a.business_id == promo.business_id)
    in_force = await versions.as_signed(context.tx, promo)
    signed = tuple(NumberedVersion(each.number, each.since, each.fingerprint) for each in in_force)
    return SettlementDocument(
        promo_id=promo.id,
        title=promo.title,
        revision=one.revision,
        agreed=one.agreed,
        made_at=context.now,
        statement=one.statement,
        account=account,
        aside=tuple(settlement.aside_of(one.statement, account)),
        sides=tuple(await signatures.of_version(context.tx, promo.id, promo.version)),
        versions=signed,
        basis=await _basis(context, promo, one, account.slot, signed),
        words=tuple(await replies.to_revision(context.tx, promo.id, one.revision)),
        payments=tuple(await replies.to_payments(context.tx, promo.id)),
        customers_shown=promo.terms.share_customers is not Sharing.HIDDEN,
        vat=promo.terms.vat,
    )


async def _basis(
    context: Context, promo: Promo, one: Settlement, slot: int, signed: tuple[NumberedVersion, ...]
) -> SettlementBasis | None:
    facts = await gather(context.work, promo, promo.terms, one.revision)
    return basis(facts, signed, slot) if settle(facts).says_the_same(one.statement) else None
