"""Which button leads where: by the first word of its data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.routes.commands import on_menu
from handlers.account import privacy, reminder_hours, shift
from handlers.agreement import (
    calendar_file,
    change_requests,
    comparison,
    decline,
    documents,
    history,
    negotiation,
    new_promo,
    partner_questions,
    pilot,
    pitch,
    proposal,
    repeat,
    setup,
    signing,
)
from handlers.business import closing_down, legal_details, locations, logo, profile
from handlers.codes import card_sheets, giving_back, issuing, materials, photo, redemption, used, voiding
from handlers.context import Context
from handlers.daily import answers, calendar, old_days, open_parts, report, undo
from handlers.daily import reminders as daily_reminders
from handlers.duties import duty_list, proofs
from handlers.duties import reminders as duties_reminders
from handlers.forms import presses
from handlers.ledger import certificates, dispute, dispute_corrections, dispute_replies, mystery_shopper, photo_requests
from handlers.ledger import overview as ledger_overview
from handlers.lifecycle import notice, pause_and_cancel, resume
from handlers.lifecycle import start as lifecycle_start
from handlers.matching import compatibility, discovery, ideas, introductions
from handlers.measures import entry, files
from handlers.menu import free_talk, promo_card, settings, start
from handlers.operation import operator
from handlers.results import chart_menu, export, final, metrics, portfolio
from handlers.rewards import awards, vouchers
from handlers.schedule import preview
from handlers.settlement import (
    document,
    exchange_rates,
    expenses,
    missing_reports,
    payments,
    settlement,
    settlement_replies,
    withdrawal,
)
from handlers.settlement import overview as settlement_overview
from handlers.staff import co_owners, invitations, members, progress, roles, till_sheet, training

Handle = Callable[[Context], Awaitable[None]]

PRESSES: Mapping[str, Handle] = {
    "f": presses.on_form_button,
    "menu": on_menu,
    "mind": decline.on_changed_mind,
    "reoffer": repeat.on_offer_again,
    "asks": partner_questions.on_send,
    "answer": partner_questions.on_answer,
    "now": free_talk.on_what_now,
    "new": new_promo.on_business_chosen,
    "ready": new_promo.on_ready,
    "with": new_promo.on_partner,
    "drop": setup.on_throw_away,
    "copy": setup.on_copy,
    "business": profile.on_edit_business,
    "legal": legal_details.on_legal_details,
    "logo": logo.on_logo,
    "place": locations.on_edit_location,
    "shut": closing_down.on_close_for_good,
    "owner": co_owners.on_invite_owner,
    "own": co_owners.on_become_owner,
    "join": proposal.on_join,
    "notus": proposal.on_not_for_us,
    "promo": promo_card.on_promo_card,
    "sec": negotiation.on_section,
    "acc": negotiation.on_accept,
    "obj": negotiation.on_object,
    "rem": negotiation.on_remark,
    "chg": change_requests.on_change,
    "unchange": change_requests.on_drop_changes,
    "amend": change_requests.on_amend,
    "no": decline.on_decline,
    "why": decline.on_reason,
    "sign": signing.on_sign,
    "signed": signing.on_confirm_signature,
    "fair": comparison.on_comparison,
    "hist": history.on_history,
    "terms": documents.on_terms,
    "pdf": documents.on_pdf,
    "ics": calendar_file.on_calendar_file,
    "group": signing.on_link_group,
    "week": promo_card.on_week,
    "pitch": pitch.on_pitch,
    "stop": pause_and_cancel.on_pause_or_cancel,
    "unstop": pause_and_cancel.on_leave_running,
    "resume": resume.on_resume,
    "endnow": notice.on_end_now,
    "unnotice": notice.on_take_back,
    "vote": pilot.on_vote,
    "again": repeat.on_repeat,
    "invite": members.on_invite_staff,
    "revoke": members.on_revoke_links,
    "work": members.on_accept_work,
    "nowork": members.on_refuse_work,
    "remove": members.on_remove_member,
    "keep": members.on_keep_member,
    "links": invitations.on_links,
    "limit": invitations.on_limit_link,
    "endlink": invitations.on_end_link,
    "role": roles.on_role,
    "mywork": roles.mine,
    "leave": roles.on_leave,
    "learn": training.on_learn,
    "quiz": training.on_quiz_answer,
    "till": till_sheet.on_till_sheet,
    "trained": progress.on_progress,
    "duties": duty_list.on_duties,
    "duty": duty_list.on_duty,
    "done": duty_list.on_done,
    "prove": proofs.on_photo_wanted,
    "proof": proofs.on_proof,
    "doubt": proofs.on_doubt,
    "later": duties_reminders.on_later,
    "give": duties_reminders.on_give,
    "anyway": lifecycle_start.on_start_anyway,
    "movestart": lifecycle_start.on_move_start,
    "ask": report.on_place_chosen,
    "rep": report.on_number,
    "hour": daily_reminders.on_in_an_hour,
    "q": answers.on_answer,
    "at": answers.on_place,
    "fix": answers.on_fix,
    "undo": undo.on_undo,
    "oldday": old_days.on_answer,
    "part": open_parts.on_part,
    "cards": card_sheets.on_card_sheets,
    "lies": card_sheets.on_label,
    "mat": materials.on_materials,
    "issue": issuing.on_issue,
    "scanned": photo.on_scanned,
    "redeem": redemption.on_redeem,
    "noredeem": redemption.on_do_not_redeem,
    "takeback": redemption.on_take_back,
    "void": voiding.on_void,
    "giveback": giving_back.on_give_back,
    "unvoid": voiding.on_leave_valid,
    "lang": settings.on_language,
    "uses": used.on_wish,
    "shift": shift.on_shift,
    "hours": reminder_hours.on_hours,
    "ideas": ideas.on_ideas,
    "see": ideas.on_idea,
    "find": discovery.on_be_found,
    "meet": introductions.on_meet,
    "talk": introductions.on_answer,
    "pair": compatibility.on_pair,
    "fit": compatibility.on_promo,
    "cal": calendar.on_calendar,
    "soon": preview.on_preview,
    "morrow": daily_reminders.on_tomorrow,
    "results": metrics.on_results,
    "metric": metrics.on_metric,
    "pics": chart_menu.on_charts,
    "rate": final.on_rate,
    "redo": final.on_repeat,
    "money": settlement_overview.on_money,
    "receipt": settlement_overview.on_receipt,
    "spend": expenses.on_add,
    "spent": expenses.on_expense,
    "unspend": withdrawal.on_take_back,
    "nospend": settlement_overview.on_no_expenses,
    "rates": exchange_rates.on_rates,
    "settle": settlement.on_settlement,
    "settlefile": document.on_settlement_file,
    "numbers": entry.on_measures,
    "weeks": entry.on_measure,
    "settled": settlement_replies.on_confirm,
    "unsettled": settlement_replies.on_wrong,
    "without": missing_reports.on_settle_without,
    "paid": payments.on_paid,
    "got": payments.on_received,
    "ledger": ledger_overview.on_ledger,
    "dis": dispute.on_dispute,
    "disp": dispute_replies.on_dispute_reply,
    "dsum": dispute_corrections.on_sum,
    "perk": awards.on_award,
    "name": vouchers.on_name,
    "hand": vouchers.on_hand_over,
    "reward": vouchers.on_type_number,
    "unhand": vouchers.on_leave,
    "check": photo_requests.on_check,
    "photo": photo_requests.on_ask_for_photo,
    "shop": mystery_shopper.on_mystery_shopper,
    "nfile": files.on_file,
    "nyes": files.on_import,
    "export": export.on_export,
    "compare": portfolio.on_portfolio,
    "aboutme": privacy.on_about_me,
    "forget": privacy.on_forget_me,
    "letin": operator.on_let_in,
    "certs": certificates.on_certificates,
    "expl": certificates.on_explain,
}

IN_GROUPS = frozenset({"lang"})
"""Buttons that mean something in a group; all others belong to one person's private chat."""


async def on_press(context: Context) -> None:
    """Any button; what is not ours or not of now gets a toast."""
    action = context.incoming.pressed.partition(":")[0]
    handle = PRESSES.get(action)
    ours = context.incoming.sent and (context.incoming.is_private or action in IN_GROUPS)
    if handle is None or not ours:
        await start.stale(context)
    else:
        await handle(context)
