"""Exchange rates: each side types what it takes for right; one counts when all typed the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain import reading
from domain.agreement.terms import Terms
from domain.money import CURRENCIES
from domain.reading import Problem
from domain.states import EVER_AGREED
from handlers.asked import own_promo
from handlers.buttons import Button
from handlers.context import Context
from handlers.recipients import tell_owners
from handlers.settlement import settlement
from handlers.settlement.overview import foreign
from storage.agreement.promos import Promo
from storage.settlement import exchange_rates


async def on_rates(context: Context) -> None:
    """Who typed what; with a currency, the question for it."""
    promo_id, currency = context.pressed[:2]
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        return
    context.toast()
    if currency in CURRENCIES and currency != promo.terms.currency:
        await context.expect_reply("rate", promo.id, currency)
        context.say("settlement/exchange_rates.ask", source=currency, target=promo.terms.currency)
    else:
        await _show(context, promo, promo.terms)


async def _show(context: Context, promo: Promo, terms: Terms) -> None:
    typed, wanted = await exchange_rates.typed(context.tx, promo.id), await foreign(context, terms)
    rows = [(currency, _line(terms, typed.get((currency, terms.currency), {}))) for currency in wanted]
    buttons = [
        [Button("Type the rate for %(currency)s", "rates", (promo.id, currency), words={"currency": currency})]
        for currency in wanted
    ]
    context.say(
        "settlement/exchange_rates.page",
        title=promo.title,
        target=terms.currency,
        rows=rows,
        buttons=[*buttons, [Button("◀ Back", "money", (promo.id,))]],
    )


def _line(terms: Terms, said: dict[int, Decimal]) -> list[tuple[str, Decimal | None]]:
    return [(party.name, said.get(party.business_id)) for party in terms.parties]


async def answer(context: Context, promo_id: str, currency: str) -> None:
    promo = await own_promo(context, promo_id, EVER_AGREED)
    if promo is None:
        await context.expect_nothing()
        return
    value = reading.rate(context.text)
    if isinstance(value, Problem):
        context.say(
            ("forms/problems.problem", "settlement/exchange_rates.ask"),
            problem=value,
            source=currency,
            target=promo.terms.currency,
        )
        return
    await context.expect_nothing()
    await _keep(context, promo, promo.terms, currency, value)


async def _keep(context: Context, promo: Promo, terms: Terms, source: str, value: Decimal) -> None:
    """What the others hear: that it holds, or what this side has typed."""
    for party in terms.parties:
        if party.business_id in context.person.owns:
            await exchange_rates.say(
                context.tx,
                promo.id,
                party.business_id,
                source=source,
                target=terms.currency,
                value=value,
                person_id=context.person.id,
                now=context.now,
            )
    holds = (source, terms.currency) in await exchange_rates.agreed(context.tx, promo.id)
    data: dict[str, Any] = {"source": source, "target": terms.currency, "value": value, "title": promo.title}
    mine = terms.party_of(promo.business_id)
    others = [party.business_id for party in terms.parties if party.business_id not in context.person.owns]
    context.say(
        "settlement/exchange_rates.holds" if holds else "settlement/exchange_rates.kept",
        **data,
        buttons=[[Button("Money", "money", (promo.id,))]],
    )
    again = [[Button("Type the rate for %(currency)s", "rates", (promo.id, source), words={"currency": source})]]
    await tell_owners(
        context.work,
        others,
        "settlement/exchange_rates.holds" if holds else "settlement/exchange_rates.they_typed",
        name=mine.name if mine else "",
        key=f"rate:{context.incoming.update_id}",
        buttons=() if holds else again,
        **data,
    )
    await settlement.figures_changed(context.work, promo.id, "rate", context.person.id)
