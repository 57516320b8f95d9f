"""What somebody types while a promo is on the table: a question to the partners, and the way back of the answer."""

from __future__ import annotations

from domain import reading
from domain.agreement.fields import SECTIONS
from domain.reading import Problem
from handlers.agreement import negotiation
from handlers.asked import not_yours
from handlers.buttons import Button, unpack
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.recipients import tell_others
from storage.agreement import open_invitations, partner_questions, promos
from storage.agreement.promos import Promo
from storage.business import businesses

UNKNOWN = SECTIONS[0]
"""A question that names nothing is about the promo."""
MOST_OFFERED = 3


async def offer(context: Context) -> bool:
    """Shall these words go to the partners? False where there is nobody to ask."""
    addressees = await _addressees(context)
    words = reading.plain(context.text, longest=negotiation.LONGEST_REMARK)
    if not addressees:
        return False
    if isinstance(words, Problem):
        context.say("forms/problems.problem", problem=words)
        return True
    number = await partner_questions.keep(context.tx, context.person.id, words, context.now)
    rows = [
        [Button("Send as a question to %(name)s", "asks", (number, promo_id), words={"name": name})]
        for promo_id, name in addressees[:MOST_OFFERED]
    ]
    context.say("agreement/partner_questions.offer", buttons=[*rows, [Button("Something else", "now")]])
    return True


async def _addressees(context: Context) -> list[tuple[str, str]]:
    """The promos on the table with the names of the others."""
    table = [promo for promo in await promos.mine(context.tx, context.person.owns) if promo.open]
    named = [(promo.id, ", ".join(_others(promo))) for promo in table]
    invited = await partner_questions.invitations(context.tx, context.person.id, context.now)
    mine = {promo_id for promo_id, _ in named}
    asking = [(one.promo_id, one.business) for one in invited if one.promo_id not in mine]
    return [pair for pair in (*named, *asking) if pair[1]]


def _others(promo: Promo) -> list[str]:
    return [party.name for party in promo.terms.parties if party.business_id != promo.business_id]


async def on_send(context: Context) -> None:
    """The sentence leaves, under the section that it is about."""
    number, promo_id = number_of(context.pressed[0]), context.pressed[1]
    kept = await partner_questions.unsent(context.tx, number, context.person.id)
    promo = await promos.on_the_table(context.tx, promo_id, context.person.owns)
    invited = await open_invitations.find(context.tx, promo_id, context.person.id, context.now)
    if kept is None or not ((promo and promo.open) or invited):
        not_yours(context)
        return
    context.toast()
    section = reading.section(kept.text) or UNKNOWN
    if promo:
        await negotiation.comment(context, promo, section, kept.text)
        await partner_questions.forget(context.tx, number)
    else:
        await partner_questions.send(context.tx, number, promo_id, section)
        await tell_others(
            context.work,
            promo_id,
            None,
            "agreement/partner_questions.invited_asks",
            who=context.person.name,
            title=await _title(context, promo_id),
            section=section,
            words=kept.text,
            buttons=[[Button("Answer", "answer", (promo_id, SECTIONS.index(section) + 1, number))]],
        )
    context.edit("agreement/partner_questions.sent", words=kept.text, section=section)


async def _title(context: Context, promo_id: str) -> str:
    promo = await promos.by_clock_any(context.tx, promo_id)
    return promo.title if promo else ""


async def on_answer(context: Context) -> None:
    """[Answer] below a question or a comment: the next words go back."""
    promo_id, section, number = context.pressed[:3]
    promo = await promos.on_the_table_any(context.tx, promo_id, context.person.owns)
    if promo is None:
        not_yours(context)
        return
    context.toast()
    if number:
        await context.expect_reply("reply", promo_id, section, number)
    else:
        await context.expect_reply("remark", promo_id, section)
    context.say("agreement/partner_questions.your_answer")


async def answer_invited(context: Context, promo_id: str, section: str, number: str) -> None:
    """The answer to somebody who is not in yet."""
    promo = await promos.on_the_table_any(context.tx, promo_id, context.person.owns)
    asked = await partner_questions.asked(context.tx, number_of(number))
    if promo is None or asked is None or asked.promo_id != promo_id:
        await context.expect_nothing()
        context.say("agreement/negotiation.not_open")
        return
    words = reading.plain(context.text, longest=negotiation.LONGEST_REMARK)
    if isinstance(words, Problem):
        context.say("forms/problems.problem", problem=words)
        return
    await context.expect_nothing()
    await partner_questions.answer(
        context.tx, asked.id, text=words, person_id=context.person.id, business_id=promo.business_id, now=context.now
    )
    asker = await partner_questions.asker(context.tx, asked.id)
    own = await businesses.find(context.tx, promo.business_id)
    if asker:
        context.work.tell(
            context.work.reader(asker),
            "agreement/partner_questions.they_answer",
            who=own.name if own else "",
            question=asked.text,
            words=words,
            buttons=[[Button("Look at it", "promo", (promo_id,))]],
        )
    context.say("agreement/partner_questions.answered", words=words)


async def replied(context: Context) -> bool:
    """A reply, in Telegram's sense, to a message with [Answer] below it is that answer."""
    board = context.incoming.replied_to.get("reply_markup", {})
    for row in board.get("inline_keyboard", ()):
        for button in row:
            action, arguments = unpack(button.get("callback_data", ""))
            if action == "answer":
                return await _take(context, *[*arguments, ""][:3])
    return False


async def _take(context: Context, promo_id: str, section: str, number: str) -> bool:
    if await promos.on_the_table_any(context.tx, promo_id, context.person.owns) is None:
        return False
    if number:
        await answer_invited(context, promo_id, section, number)
    else:
        await negotiation.answer_remark(context, promo_id, section)
    return True
