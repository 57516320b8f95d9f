"""/new: a ready promo; its partner, what the customer gets and the days are asked, then the card is shown."""

from __future__ import annotations

from collections.abc import Sequence

from domain import reading
from domain.agreement.fields import FIELD
from domain.agreement.ready_promos import READY, ReadyPromo
from domain.matching.categories import COMPLEMENTS
from domain.matching.trades import category_called
from domain.reading import Matter, Problem, Turn
from domain.reading.words import cut, quoted
from handlers.agreement import ready_promos, setup
from handlers.agreement.ready_promos import ProposedPartner
from handlers.asked import not_yours
from handlers.business import profile
from handlers.buttons import Button, in_rows
from handlers.buttons import number as number_of
from handlers.context import Context
from handlers.forms import asides
from handlers.forms.dialogue import begin
from storage.agreement import promos
from storage.business import businesses
from storage.business.businesses import Business
from templates.catalogue import label, word
from templates.words.ready_promos import READY_PROMOS

ASKED = ("o1.what", "dates")
"""What is left to the owner once the partner is known."""
PARTNERS_OFFERED = 4
LONGEST_NAME = 60
MEANT = "meant"
"""In place of a trade: the words that were typed last are the name."""
ANY_BUSINESS = tuple(Button(one.name, "menu", ("new",)) for one in READY_PROMOS.values())
"""A ready promo is wanted, and it is not known for which business."""
DAILY = ("day", "fix", "open")
"""A day's number that is asked for stays asked."""
WHICH = "which"
"""Asked for a ready promo. What names none of them is heard as if nothing had been asked."""
WITH_WHOM = "agreement/ready_promos.with_whom"


async def command(context: Context) -> None:
    """/new: which business proposes, then its ready promos. Without a business, its profile comes first."""
    own = await businesses.some(context.tx, context.person.owns)
    if not own:
        context.say("agreement/setup.first_your_business")
        await profile.start_profile(context, then="new")
    elif len(own) == 1:
        await show(context, own[0].id)
    else:
        rows = [[Button(f"{row.name}", "new", (row.id,), own=True)] for row in own]
        context.say("agreement/setup.which_business", buttons=rows)


async def on_business_chosen(context: Context) -> None:
    """Which business proposes; `all` for the long way."""
    business, how = context.pressed[:2]
    if not context.person.is_owner(number_of(business)):
        not_yours(context)
        return
    context.toast()
    await (setup.start if how == "all" else show)(context, number_of(business))


async def show(context: Context, business_id: int) -> None:
    """The ready promos of this business's trade, and the long way."""
    business = await businesses.find(context.tx, business_id)
    if business is None:
        return
    language = context.person.language
    if context.person.pending_prompt.kind not in DAILY:
        await context.expect_reply(WHICH, business_id)
    context.say(
        "agreement/ready_promos.which",
        promos=[(label(one.name, language), label(one.about, language)) for one in READY_PROMOS.values()],
        buttons=[[button] for button in ready_buttons(business_id)],
    )


def ready_buttons(business_id: int | str) -> Sequence[Button]:
    """The ready promos, and the long way."""
    ready = (Button(READY_PROMOS[kind].name, "ready", (business_id, kind.value)) for kind in ReadyPromo)
    return [*ready, Button("Go through all of it", "new", (business_id, "all"))]


async def on_ready(context: Context) -> None:
    """A ready promo was chosen: with whom?"""
    business_id, kind = context.pressed[:2]
    business = await _own(context, business_id)
    if business is None or kind not in READY_PROMOS:
        not_yours(context)
        return
    context.toast()
    await _ask_partner(context, business, ReadyPromo(kind))


async def _ask_partner(context: Context, business: Business, kind: ReadyPromo, talk: str = "") -> None:
    """With whom? After talk in place of a name: what becomes of the name, and a button that takes it as one."""
    args = (business.id, kind.value)
    trades = COMPLEMENTS.get(business.category, ())[:PARTNERS_OFFERED]
    named = [
        Button(word("category", trade, context.person.language), "with", (*args, trade), own=True) for trade in trades
    ]
    meant = [[Button("That is the answer", "with", (*args, MEANT))]] if talk else []
    open_yet = Button("I don't know yet", "with", (*args, ""))
    await context.expect_reply("with", *args, *filter(None, [talk]))
    about = asides.matter(talk) if talk else None
    said = asides.answer(context, None if about is Matter.WHY else about) if talk else ""
    context.say(
        (said, "agreement/ready_promos.about_partner", WITH_WHOM) if talk else WITH_WHOM,
        problem=Problem("talk", said=quoted(talk)),
        name=label(READY_PROMOS[kind].name, context.person.language),
        buttons=[*meant, *in_rows(named, 2), [open_yet]],
    )


async def on_partner(context: Context) -> None:
    """The partner's trade, or nobody yet."""
    business_id, kind, trade = context.pressed[:3]
    business = await _own(context, business_id)
    if business is None or kind not in READY_PROMOS:
        not_yours(context)
        return
    context.toast()
    words = context.person.pending_prompt.words("with", business_id, kind) if trade == MEANT else ""
    partner = ProposedPartner(name=cut(words, LONGEST_NAME)) if trade == MEANT else ProposedPartner(trade)
    await _begin(context, business, ReadyPromo(kind), partner)


async def answer_partner(context: Context, business_id: str, kind: str, *_: str) -> None:
    """The partner's name, typed; or the name of its trade; or in words what the buttons say."""
    business = await _own(context, business_id)
    said, turn = reading.plain(context.text, longest=LONGEST_NAME), reading.turn(context.text)
    if business is None:
        await context.expect_nothing()
    elif turn and not reading.may_be_name(context.text):
        await _turn(context, business, ReadyPromo(kind), turn)
    elif isinstance(said, Problem):
        context.say("forms/problems.problem", problem=said)
    elif reading.is_no_name(said):
        await _ask_partner(context, business, ReadyPromo(kind), talk=said)
    else:
        trades = (
            one for one in COMPLEMENTS if reading.same_label(said, word("category", one, context.person.language))
        )
        category = next(trades, None) or category_called(said) or ""
        await _begin(context, business, ReadyPromo(kind), ProposedPartner(category, "" if category else said))


async def _turn(context: Context, business: Business, kind: ReadyPromo, turn: Turn) -> None:
    if turn is Turn.NOT_YET:
        await _begin(context, business, kind, ProposedPartner())
        return
    await context.expect_nothing()
    if turn is Turn.BACK:
        await show(context, business.id)
    else:
        context.say("agreement/ready_promos.later")


async def _own(context: Context, business_id: str) -> Business | None:
    number = number_of(business_id)
    return await businesses.find(context.tx, number) if context.person.is_owner(number) else None


async def _begin(context: Context, business: Business, kind: ReadyPromo, partner: ProposedPartner) -> None:
    """A draft with all answers but the asked ones. They become the owner's as she answers them."""
    answers = ready_promos.answers(kind, business, partner, context.person.language, context.today)
    known = {field: value for field, value in answers.items() if field not in ASKED}
    ready = {field: value for field, value in answers.items() if field in FIELD and field != "partner_name"}
    draft = await promos.add(context.tx, "", business.id, context.person.id, context.now)
    await begin(context, setup.PROMO, draft, known | {READY: ready})
