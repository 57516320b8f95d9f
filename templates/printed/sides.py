"""How documents name a side."""

from __future__ import annotations

from domain.agreement.signature import Signature
from templates.catalogue import label
from templates.format.answers import shown
from templates.words.msgid import N_

NONE = "—"


def named_side(one: Signature, language: str) -> list[str]:
    """As it is called here; as it stands in the register; who signs for it, and as what."""
    where = ", ".join(filter(None, (one.city, one.address)))
    register = "\n".join(filter(None, (one.legal_name, one.register_number, one.legal_address)))
    return [f"{one.business}\n{where}", register or NONE, _signatory(one, language)]


def _signatory(one: Signature, language: str) -> str:
    if not one.person:
        return label(N_("not signed yet"), language)
    return f"{one.person}\n{shown(one.capacity, language, 'capacity')}" if one.capacity else one.person


def side_heads(language: str) -> list[str]:
    return [label(head, language) for head in (N_("Business"), N_("In the register"), N_("Signatory"))]
