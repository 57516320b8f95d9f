"""Which question a plain message answers: by the first word of what the person is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from handlers.account import reminder_hours, shift
from handlers.agreement import decline, negotiation, new_promo, partner_questions
from handlers.business import logo
from handlers.codes import card_sheets, voiding
from handlers.duties import proofs
from handlers.ledger import certificates, dispute, dispute_corrections, dispute_replies
from handlers.lifecycle import pause_and_cancel
from handlers.measures import entry
from handlers.results import final
from handlers.rewards import vouchers
from handlers.settlement import exchange_rates, expenses, settlement_replies

EXPECTED: Mapping[str, Callable[..., Awaitable[None]]] = {
    "with": new_promo.answer_partner,
    "reply": partner_questions.answer_invited,
    "decline": decline.answer_decline,
    "remark": negotiation.answer_remark,
    "object": negotiation.answer_objection,
    "stop": pause_and_cancel.answer,
    "proof": proofs.words_instead,
    "doubt": proofs.answer_doubt,
    "cards": card_sheets.answer,
    "void": voiding.answer,
    "dispute": dispute.answer_why,
    "correct": dispute_corrections.answer_correct,
    "stays": dispute_replies.answer_stays,
    "sales": dispute_corrections.answer_sales,
    "reward": vouchers.answer_number,
    "certs": certificates.answer_count,
    "explain": certificates.answer_explain,
    "expense": expenses.answer,
    "opinion": final.answer_comment,
    "rate": exchange_rates.answer,
    "wrong": settlement_replies.answer_wrong,
    "numbers": entry.answer,
    "hours": reminder_hours.answer,
    "shift": shift.answer,
    "logo": logo.answer,
}
"""What a plain message answers when a question waits for it."""
