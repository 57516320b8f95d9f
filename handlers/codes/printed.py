"""Words for customers: in the language, or the two, that the partners agreed on."""

from __future__ import annotations

from typing import Any

from domain.agreement.terms import Terms
from handlers.context import Work
from storage import people
from templates.catalogue import label
from templates.format import values
from templates.words.msgid import N_

BETWEEN = " / "
WHERE, CARD_FROM = N_("Where"), N_("Card from")


async def languages(work: Work, terms: Terms) -> tuple[str, ...]:
    """As agreed; where nothing is, that of the initiator's owner."""
    if terms.printed:
        return terms.printed.languages
    first = next(party for party in terms.parties if party.slot == 1)
    owners = await people.owners(work.tx, first.business_id)
    return (owners[0].language if owners else work.app.default_language,)


def said(text: str, spoken: tuple[str, ...], **words: Any) -> str:
    """In each of the languages, what is the same in both once."""
    return BETWEEN.join(dict.fromkeys(label(text, language, **words) for language in spoken))


def dates(terms: Terms, spoken: tuple[str, ...]) -> str:
    """With weekdays in one language; in figures, which need none, in two."""
    if len(spoken) > 1:
        return f"{terms.starts:%d.%m} – {terms.ends:%d.%m.%Y}"
    return f"{values.dates((terms.starts, terms.ends), spoken[0])} {terms.ends.year}"
