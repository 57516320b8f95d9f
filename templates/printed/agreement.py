"""The words of the agreement's document: parties, the sections of the terms, what follows from them, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from domain.agreement.answers import to_answers
from domain.agreement.fields import SECTIONS, of_section
from domain.agreement.signature import Signature
from domain.agreement.terms import Terms
from domain.agreement.validity import Validity
from templates.catalogue import label, word
from templates.drawn.documents import Agreement, AgreementSection
from templates.format.answers import View, named, shown, told
from templates.format.values import dated, utc
from templates.printed.sides import NONE, named_side, side_heads
from templates.render import plain
from templates.words.msgid import N_

LISTED = tuple(section for section in SECTIONS if section != "document")
"""The terms of that one are carried out instead."""
ENDINGS = {
    "minimum": N_("Promised customers"),
    "pause": N_("Pause"),
    "cancel": N_("Cancelling"),
    "lost_days": N_("Lost days"),
    "corrections": N_("Corrections"),
    "settlement": N_("Settlement"),
    "payment": N_("Payment"),
}
"""What a promise that is not kept, and an early end, leads to: a block of `agreement/document.j2` each."""
LATER = frozenset({"notice_days", "pause_days", "resumed_by", "vat", "netting"})
"""Terms of which the texts of earlier releases say nothing."""


class SignedVersion(Struct, frozen=True):
    """A version with who stands behind it and when it counts."""

    number: int
    terms: Terms
    fingerprint: str
    made_at: int  # UNIX seconds
    signatures: tuple[Signature, ...]
    validity: Validity


def agreement(version: SignedVersion, view: View, language: str) -> Agreement:

    def say(text: str, **data: Any) -> str:
        return label(text, language, **data)

    terms, texts = version.terms, {"terms": version.terms, "validity": version.validity}
    *sections, last = _sections(version, view, language)
    return {
        "lang": language,
        "title": terms.title,
        "subtitle": say(N_("Agreement on a joint promotion, version %(n)s"), n=version.number),
        "status": plain("agreement/document.status", language, **texts),
        "parties": {
            "title": say(N_("Parties")),
            "head": side_heads(language),
            "rows": [named_side(one, language) for one in version.signatures],
        },
        "sections": sections,
        "last": last,
        "signatures": {
            "title": say(N_("Signatures")),
            "head": [say(N_("Business")), say(N_("Signatory")), say(N_("Time (UTC)"))],
            "rows": [_signature(one, language) for one in version.signatures],
            "marks": [_mark(one, language) for one in version.signatures],
        },
        "fingerprint": {"label": say(N_("Fingerprint (SHA-256)")), "value": version.fingerprint},
        "note": plain("agreement/document.note", language, **texts),
        "page_label": say(N_("page")),
        "created_at": version.made_at,
        "footer": say(N_("Promo %(id)s, version %(n)s"), id=terms.promo_id, n=version.number),
        "file_name": f"tandem-{terms.promo_id}-v{version.number}.pdf",
        "sent": {"promo_id": terms.promo_id, "version": version.number},
    }


def _signature(one: Signature, language: str) -> list[str]:
    at = utc(one.at, language) if one.at else label(N_("not signed yet"), language)
    return [one.legal_name or one.business, one.person or NONE, at]


def _mark(one: Signature, language: str) -> str:
    """The signature's own fingerprint; older ones have none."""
    return (
        label(N_("Fingerprint of the signature: %(mark)s"), language, mark=one.fingerprint) if one.fingerprint else ""
    )


def _sections(version: SignedVersion, view: View, language: str) -> Iterator[AgreementSection]:
    """All of them, with everything that is agreed; one without any has a dash. Then what follows."""
    made = [(word("section", section, language), _agreed(version, section, view, language)) for section in LISTED]
    made += [
        (label(N_("What follows from these terms"), language), _endings(version.terms, language)),
        (label(N_("Standard clauses"), language), _clauses(version.terms, language)),
        (label(N_("What a signature here is"), language), [["", plain("agreement/document.proof", language)]]),
    ]
    for number, (title, rows) in enumerate((title, rows) for title, rows in made if rows):
        yield {"title": f"{number + 1}. {title}", "rows": rows}


def _agreed(version: SignedVersion, section: str, view: View, language: str) -> list[list[str]]:
    answers = to_answers(version.terms)
    rows = [
        [named(field, language, view), _value(version, answers, field, view, language)]
        for field in of_section(section, answers)
        if answers[field] is not None and _is_said(version.terms, field)
    ]
    return rows or ([] if section == "ending" else [[NONE, ""]])


def _is_said(terms: Terms, field: str) -> bool:
    """A text that was signed before a term existed says nothing of it."""
    return field not in LATER or field in terms.model_fields_set


def _value(version: SignedVersion, answers: dict[str, Any], field: str, view: View, language: str) -> str:
    """As on the screen, an offer part by part; days with their years, and the day on which a change really came."""
    whole = field == "target"
    text = (told(answers, field, language, view) if whole else shown(answers[field], language, field, view)).strip()
    terms, since = version.terms, version.validity.since
    if field == "dates":
        return f"{text} ({dated(terms.starts, language)} – {dated(terms.ends, language)})"
    if field == "in_force_from" and since and since != terms.in_force_from:
        return label(
            N_("%(agreed)s was agreed; the last signature came later, so from %(day)s"),
            language,
            agreed=text,
            day=dated(since, language),
        )
    return text


def _endings(terms: Terms, language: str) -> list[list[str]]:
    called_for = to_answers(terms)
    data = {"terms": terms, "settled": "silence_days" in called_for, "counted": "lost_days" in called_for}
    told_ = ((name, plain(f"agreement/document.{block}", language, **data)) for block, name in ENDINGS.items())
    return [[label(name, language), text] for name, text in told_ if text]


def _clauses(terms: Terms, language: str) -> list[list[str]]:
    rows = [[word("clause", one, language), word("clause_text", one, language)] for one in terms.clauses]
    if terms.prevails:
        said = plain("agreement/document.prevails", language, terms=terms)
        rows.append([label(N_("Language"), language), said])
    return rows
