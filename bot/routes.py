"""Who handles what: one list, read from top to bottom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import (
    agreements,
    businesses,
    cards,
    certificates,
    changes,
    closing,
    comparing,
    contacts,
    control,
    daily_reports,
    dates,
    declining,
    dispute_answers,
    disputes,
    documents,
    duties,
    duty_proofs,
    duty_reminders,
    expenses,
    exports,
    fairness,
    final_report,
    finding,
    fits,
    forms,
    group_reports,
    groups,
    history,
    hours,
    ideas,
    issuing,
    ledger,
    measure_files,
    measures,
    money,
    negotiation,
    operator,
    owners,
    payments,
    people,
    perks,
    picture_menu,
    pilots,
    pitch,
    places,
    preview,
    privacy,
    promos,
    proposals,
    rates,
    redeeming,
    repeats,
    report_answers,
    report_calendar,
    report_undo,
    results,
    rewards,
    settings,
    settlement_answers,
    settlements,
    setup,
    shopper,
    shutting,
    staff,
    staff_links,
    staff_roles,
    start,
    starting,
    stopping,
    trained,
    training,
    voids,
)
from handlers.context import Context

Tandem = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]
Handle = Callable[[Context], Awaitable[None]]

PRIVATE_COMMANDS: Mapping[str, Handle] = {
    "start": start.start, "help": start.help_, "settings": settings.command, "privacy": privacy.command,
    "forgetme": privacy.forgetme,
    "cancel": start.cancel, "new": setup.new, "promos": promos.command, "report": daily_reports.command,
    "staff": staff.overview, "business": businesses.mine, "undo": report_undo.undo, "ideas": ideas.command,
    "code": issuing.command, "expense": expenses.command, "export": exports.command, "compare": comparing.command,
    "health": operator.health, "stats": operator.stats, "backup": operator.backup, "block": operator.block,
}  # fmt: skip

GROUP_COMMANDS: Mapping[str, Handle] = {
    "start": start.start_in_group, "status": groups.status, "week": groups.week, "help": start.group_help,
    "settings": settings.command, "link": groups.link, "unlink": groups.unlink, "report": group_reports.command,
}  # fmt: skip

PRESSES: Mapping[str, Handle] = {
    "f": forms.press, "menu": start.press_menu, "new": setup.chosen_business, "drop": setup.throw_away,
    "copy": setup.copy,
    "business": businesses.edit, "place": places.press, "shut": shutting.press,
    "owner": owners.press_invite, "own": owners.press_own,
    "join": proposals.press_join, "notus": proposals.press_not_for_us,
    "promo": promos.press, "sec": negotiation.press_section, "acc": negotiation.press_accept,
    "obj": negotiation.press_object, "rem": negotiation.press_remark,
    "chg": changes.press_change, "unchange": changes.press_drop, "amend": changes.press_amend,
    "no": declining.press_decline, "why": declining.press_reason,
    "sign": agreements.press_sign, "signed": agreements.press_signed, "fair": fairness.press, "hist": history.press,
    "terms": documents.press_terms,
    "pdf": documents.press_pdf, "ics": dates.press, "group": agreements.press_group, "week": promos.press_week,
    "pitch": pitch.press, "stop": stopping.press, "unstop": stopping.press_leave_it, "resume": stopping.press_resume,
    "vote": pilots.press, "again": repeats.press,
    "invite": staff.press_invite, "revoke": staff.press_revoke, "work": staff.press_work, "nowork": staff.press_no,
    "remove": staff.press_remove, "keep": staff.press_keep,
    "links": staff_links.press, "limit": staff_links.press_limit, "endlink": staff_links.press_end,
    "role": staff_roles.press_role, "mywork": staff_roles.mine, "leave": staff_roles.press_leave,
    "learn": training.press_learn, "quiz": training.press_answer, "trained": trained.press,
    "duties": duties.press, "duty": duties.press_one, "done": duties.press_done, "prove": duty_proofs.press_photo,
    "proof": duty_proofs.press_proof, "doubt": duty_proofs.press_doubt, "later": duty_reminders.press_later,
    "give": duty_reminders.press_give, "anyway": starting.press_anyway, "movestart": starting.press_move,
    "ask": daily_reports.press_ask,
    "rep": daily_reports.press_number, "hour": closing.press_hour, "q": report_answers.press_answer,
    "at": report_answers.press_place, "fix": report_answers.press_fix, "undo": report_undo.press_undo,
    "cards": cards.press, "issue": issuing.press, "redeem": redeeming.press, "noredeem": redeeming.press_no,
    "void": voids.press, "unvoid": voids.press_leave_it,
    "lang": settings.press_language, "hours": hours.press,
    "ideas": ideas.press, "see": ideas.press_see, "find": finding.press,
    "meet": contacts.press_meet, "talk": contacts.press_answer, "pair": fits.press_pair, "fit": fits.press_promo,
    "cal": report_calendar.press, "soon": preview.press, "morrow": closing.press_tomorrow,
    "results": results.press, "metric": results.one, "pics": picture_menu.press, "rate": final_report.press_rate,
    "redo": final_report.press_again,
    "money": money.press, "receipt": money.press_receipt, "spend": expenses.press_add, "spent": expenses.press,
    "unspend": expenses.press_take_back, "nospend": money.press_nothing, "rates": rates.press,
    "settle": settlements.press,
    "numbers": measures.press, "weeks": measures.press_one,
    "settled": settlement_answers.press_confirm, "unsettled": settlement_answers.press_wrong,
    "paid": payments.press_paid, "got": payments.press_got,
    "ledger": ledger.press, "dis": disputes.press, "disp": dispute_answers.press,
    "perk": perks.press, "name": rewards.press_name, "hand": rewards.press_hand, "reward": rewards.press_type,
    "unhand": rewards.press_leave, "check": control.press, "photo": control.press_photo, "shop": shopper.press,
    "nfile": measure_files.press, "nyes": measure_files.press_offer, "export": exports.press,
    "compare": comparing.press, "aboutme": privacy.press_about, "forget": privacy.press_forget,
    "letin": operator.press_let_in, "certs": certificates.press, "expl": certificates.press_explain,
}  # fmt: skip

IN_GROUPS = frozenset({"lang"})
"""Buttons that mean something in a group; all others belong to one person's private chat."""

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
GROUP_EDITED = filters.ChatType.GROUPS & filters.UpdateType.EDITED_MESSAGE
MIGRATION = filters.StatusUpdate.MIGRATE


def _given(handle: Handle) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    async def run(update: Update, context: Context) -> None:
        await handle(context)

    return run


async def press(context: Context) -> None:
    """Any button: by its first word; what is not ours or not of now gets a toast."""
    action = (context.query.data or "").partition(":")[0]
    private = context.incoming.effective_chat is not None and context.incoming.effective_chat.type == "private"
    handle = PRESSES.get(action)
    if handle is None or not (private or action in IN_GROUPS) or context.query.message is None:
        await start.stale(context)
    else:
        await handle(context)


async def note_failure(update: object, context: Context) -> None:
    """The library swallows what a handler raises; the worker has to know, to roll back."""
    context.work.failure = context.error


def add_routes(application: Tandem) -> None:
    application.add_handler(TypeHandler(Update, people.identify), group=-1)
    application.add_handler(ChatMemberHandler(_given(groups.membership), ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(MIGRATION, _given(groups.migrated)))
    application.add_handler(CallbackQueryHandler(_given(press)))
    for name, handle in PRIVATE_COMMANDS.items():
        application.add_handler(CommandHandler(name, _given(handle), PRIVATE))
    for name, handle in GROUP_COMMANDS.items():
        application.add_handler(CommandHandler(name, _given(handle), GROUP))
    application.add_handler(
        MessageHandler(
            filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT, _given(report_answers.edited)
        )
    )
    application.add_handler(MessageHandler(GROUP_EDITED & filters.TEXT, _given(group_reports.edited)))
    application.add_handler(MessageHandler(GROUP & filters.REPLY & filters.TEXT, _given(group_reports.reply)))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, _given(start.unknown_command)))
    application.add_handler(MessageHandler(PRIVATE & filters.TEXT, _given(start.text)))
    application.add_handler(MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, _given(start.other)))
    application.add_error_handler(note_failure)


CONTEXT = ContextTypes(context=Context)
