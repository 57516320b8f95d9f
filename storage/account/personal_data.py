"""Where people's own words stand, by table: what is emptied when somebody is forgotten, or when a promo is long over.

A test holds this list against the schema, so that a new table cannot be left out.
"""

from __future__ import annotations

from msgspec import Struct

EMPTIED = "…"


class Written(Struct, frozen=True):
    """Rows that a person made, by the column that names the person; `gone`: they are deleted, not emptied.

    `promo`: how the rows of some promos are told, for what is emptied with them.
    """

    table: str
    by: str = "person_id"
    words: tuple[str, ...] = ()
    chat: bool = False  # chat_id and message_id of the person's message
    gone: bool = False
    promo: str = "promo_id"


WRITTEN = (
    Written("form", gone=True),
    Written("report_question", gone=True),
    Written("shift", gone=True),
    Written("signatory", gone=True),
    Written("table_file", gone=True),
    Written("measure_offer", gone=True),
    Written("wrong_code", gone=True),
    Written("till_shift", gone=True),
    Written("till_worker", words=("name",), promo=""),
    Written("daily_report", words=("note",), chat=True),
    Written("redemption", chat=True),
    Written("redemption", by="void_by", words=("void_why",)),
    Written("code", by="void_by", words=("void_why",)),
    Written("remark", words=("text",)),
    Written("partner_question", words=("text",)),
    Written("partner_question", by="answered_by", words=("answer",)),
    Written("transition", words=("reason",)),
    Written("notice", words=("reason",)),
    Written("notice", by="taken_back_by"),
    Written("notice_yes", promo="(SELECT promo_id FROM notice WHERE notice.id = notice_id)"),
    Written("party", by="left_by", words=("left_why",)),
    Written("contact", by="asked_by", words=("line",), promo=""),
    Written("dispute", words=("words",)),
    Written("dispute_step", words=("words",), promo="(SELECT promo_id FROM dispute WHERE dispute.id = dispute_id)"),
    Written("explanation", words=("words",)),
    Written("duty_step", by="by_id", words=("words",), promo="(SELECT promo_id FROM duty WHERE duty.id = duty_id)"),
    Written("expense", words=("what",)),
    Written("expense", by="void_by", words=("void_why",)),
    Written("opinion", words=("words",)),
    Written("settlement_answer", words=("words",)),
    Written("give_back", words=("why",), promo="(SELECT promo_id FROM redemption WHERE redemption.id = redemption_id)"),
    Written("give_back", by="answered_by"),
    Written("old_day"),
    Written("old_day_answer", promo="(SELECT promo_id FROM old_day WHERE old_day.id = old_day_id)"),
    Written("without_reports"),
    Written("visit"),
    Written("photo_request"),
    Written("award_answer"),
    Written("certificate_count"),
    Written("code_sheet"),
    Written("lesson"),
    Written("measurement"),
    Written("payment_step"),
    Written("rate"),
    Written("section_answer"),
    Written("signature"),
    Written("vote"),
    Written("fit_answer"),
    Written("fit_check"),
    Written("code"),
    Written("duty"),
    Written("reward"),
    Written("spent_nothing"),
    Written("settlement"),
    Written("membership"),
    Written("invitation_use"),
    Written("lockout"),
)

SHARED = {
    "award": ("what",),
    "business": ("name", "city", "address", "audience", "price_tier", "category", "legal_name", "register_number",
                 "legal_address"),
    "duty": ("what",), "location": ("name", "address"), "promo": ("title",), "version": ("terms",),
    "settlement": ("statement", "why"), "promo_group": ("title",), "reward": ("number",), "fit_answer": ("answers",),
    "signature": ("signatory", "business", "city", "address", "text"),
    "visit": ("answers",), "code": ("promise",), "measure_offer": ("numbers",), "old_day": ("entry",),
}  # fmt: skip
"""Words that belong to a business or to all sides, and stay: agreements and who signed them, names of shops, choices
that were picked."""
