"""Which button leads where: by the first word of its data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.routes.commands import on_menu
from handlers.account import privacy, reminder_hours
from handlers.agreement import (
    calendar_file,
    change_requests,
    comparison,
    decline,
    documents,
    history,
    negotiation,
    pilot,
    pitch,
    proposal,
    repeat,
    setup,
    signing,
)
from handlers.business import closing_down, locations, profile
from handlers.codes import card_sheets, giving_back, issuing, redemption, voiding
from handlers.context import Context
from handlers.daily import answers, calendar, report, undo
from handlers.daily import reminders as daily_reminders
from handlers.duties import duty_list, proofs
from handlers.duties import reminders as duties_reminders
from handlers.forms import presses
from handlers.ledger import certificates, dispute, dispute_corrections, dispute_replies, mystery_shopper, photo_requests
from handlers.ledger import overview as ledger_overview
from handlers.lifecycle import pause_and_cancel
from handlers.lifecycle import start as lifecycle_start
from handlers.matching import compatibility, discovery, ideas, introductions
from handlers.measures import entry, files
from handlers.menu import promo_card, settings, start
from handlers.operation import operator
from handlers.results import chart_menu, export, final, metrics, portfolio
from handlers.rewards import awards, vouchers
from handlers.schedule import preview
from handlers.settlement import exchange_rates, expenses, missing_reports, payments, settlement, settlement_replies
from handlers.settlement import overview as settlement_overview
from handlers.staff import co_owners, invitations, members, progress, roles, training

Handle = Callable[[Context], Awaitable[None]]

PRESSES: Mapping[str, Handle] = {
    "f": presses.press,
    "menu": on_menu,
    "new": setup.chosen_business,
    "drop": setup.throw_away,
    "copy": setup.copy,
    "business": profile.edit,
    "place": locations.press,
    "shut": closing_down.press,
    "owner": co_owners.press_invite,
    "own": co_owners.press_own,
    "join": proposal.press_join,
    "notus": proposal.press_not_for_us,
    "promo": promo_card.press,
    "sec": negotiation.press_section,
    "acc": negotiation.press_accept,
    "obj": negotiation.press_object,
    "rem": negotiation.press_remark,
    "chg": change_requests.press_change,
    "unchange": change_requests.press_drop,
    "amend": change_requests.press_amend,
    "no": decline.press_decline,
    "why": decline.press_reason,
    "sign": signing.press_sign,
    "signed": signing.press_signed,
    "fair": comparison.press,
    "hist": history.press,
    "terms": documents.press_terms,
    "pdf": documents.press_pdf,
    "ics": calendar_file.press,
    "group": signing.press_group,
    "week": promo_card.press_week,
    "pitch": pitch.press,
    "stop": pause_and_cancel.press,
    "unstop": pause_and_cancel.press_leave_it,
    "resume": pause_and_cancel.press_resume,
    "vote": pilot.press,
    "again": repeat.press,
    "invite": members.press_invite,
    "revoke": members.press_revoke,
    "work": members.press_work,
    "nowork": members.press_no,
    "remove": members.press_remove,
    "keep": members.press_keep,
    "links": invitations.press,
    "limit": invitations.press_limit,
    "endlink": invitations.press_end,
    "role": roles.press_role,
    "mywork": roles.mine,
    "leave": roles.press_leave,
    "learn": training.press_learn,
    "quiz": training.press_answer,
    "trained": progress.press,
    "duties": duty_list.press,
    "duty": duty_list.press_one,
    "done": duty_list.press_done,
    "prove": proofs.press_photo,
    "proof": proofs.press_proof,
    "doubt": proofs.press_doubt,
    "later": duties_reminders.press_later,
    "give": duties_reminders.press_give,
    "anyway": lifecycle_start.press_anyway,
    "movestart": lifecycle_start.press_move,
    "ask": report.press_ask,
    "rep": report.press_number,
    "hour": daily_reminders.press_hour,
    "q": answers.press_answer,
    "at": answers.press_place,
    "fix": answers.press_fix,
    "undo": undo.press_undo,
    "cards": card_sheets.press,
    "issue": issuing.press,
    "redeem": redemption.press,
    "noredeem": redemption.press_no,
    "void": voiding.press,
    "unvoid": voiding.press_leave_it,
    "giveback": giving_back.press,
    "lang": settings.press_language,
    "hours": reminder_hours.press,
    "ideas": ideas.press,
    "see": ideas.press_see,
    "find": discovery.press,
    "meet": introductions.press_meet,
    "talk": introductions.press_answer,
    "pair": compatibility.press_pair,
    "fit": compatibility.press_promo,
    "cal": calendar.press,
    "soon": preview.press,
    "morrow": daily_reminders.press_tomorrow,
    "results": metrics.press,
    "metric": metrics.one,
    "pics": chart_menu.press,
    "rate": final.press_rate,
    "redo": final.press_again,
    "money": settlement_overview.press,
    "receipt": settlement_overview.press_receipt,
    "spend": expenses.press_add,
    "spent": expenses.press,
    "unspend": expenses.press_take_back,
    "nospend": settlement_overview.press_nothing,
    "rates": exchange_rates.press,
    "settle": settlement.press,
    "numbers": entry.press,
    "weeks": entry.press_one,
    "settled": settlement_replies.press_confirm,
    "unsettled": settlement_replies.press_wrong,
    "without": missing_reports.press,
    "paid": payments.press_paid,
    "got": payments.press_got,
    "ledger": ledger_overview.press,
    "dis": dispute.press,
    "disp": dispute_replies.press,
    "dsum": dispute_corrections.press_sum,
    "perk": awards.press,
    "name": vouchers.press_name,
    "hand": vouchers.press_hand,
    "reward": vouchers.press_type,
    "unhand": vouchers.press_leave,
    "check": photo_requests.press,
    "photo": photo_requests.press_photo,
    "shop": mystery_shopper.press,
    "nfile": files.press,
    "nyes": files.press_offer,
    "export": export.press,
    "compare": portfolio.press,
    "aboutme": privacy.press_about,
    "forget": privacy.press_forget,
    "letin": operator.press_let_in,
    "certs": certificates.press,
    "expl": certificates.press_explain,
}

IN_GROUPS = frozenset({"lang"})
"""Buttons that mean something in a group; all others belong to one person's private chat."""


async def on_press(context: Context) -> None:
    """Any button; what is not ours or not of now gets a toast."""
    action = (context.query.data or "").partition(":")[0]
    private = context.incoming.effective_chat is not None and context.incoming.effective_chat.type == "private"
    handle = PRESSES.get(action)
    if handle is None or not (private or action in IN_GROUPS) or context.query.message is None:
        await start.stale(context)
    else:
        await handle(context)
