"""The words of the pitch's PDF: translated, formatted, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.context import Context
from templates.catalogue import word
from templates.format.answers import due_words, offer_parts
from templates.render import plain


def words(context: Context, promo_id: str, found: Mapping[str, Any], link: str) -> dict[str, Any]:
    """The drawing's data, `Pitch` in bot/rendering/pitch.py."""
    language = context.person.language
    answers = found["answers"]

    def say(block: str) -> str:
        return plain(f"agreement/pitch.{block}", language, **found)

    def duties(field: str) -> list[dict[str, Any]]:
        return [{"what": one["what"], "note": due_words(one, language) or None} for one in answers.get(field) or ()]

    asks = duties("brings.2")
    return {
        "lang": language,
        "created_at": int(context.now.timestamp()),
        "file_name": f"tandem-{promo_id}-pitch.pdf",
        "title": answers.get("title") or say("no_title"),
        "kind": say("kind"),
        "proposer": {
            "label": say("proposes"),
            "name": say("name"),
            "about": f"{word('category', found['own'].category, language)}, {found['own'].city}",
        },
        "gain": {"title": say("you_gain"), "text": say("your_gain")} if answers.get("gain.2") else None,
        "figures": _figures(answers, say),
        "offers": {"title": say("customers_get"), "items": offer_parts(answers, language, found["view"])},
        "when": {"title": say("when_label"), "dates": say("days"), "length": say("length")}
        if answers.get("dates")
        else None,
        "brings": {"title": say("their_side"), "text": say("they_gain_text"), "items": duties("brings.1")},
        "asks": {"title": say("asked_of_you"), "items": asks} if asks else None,
        "next": {"title": say("next_step"), "text": say("how_to_answer"), "link": link},
        "page_label": say("page"),
        "footer": say("footer"),
    }


def _figures(answers: Mapping[str, Any], say: Any) -> list[dict[str, str]]:
    """What is expected, as far as it is agreed in numbers."""
    found = []
    if answers.get("target") and answers.get("goal"):
        found.append({"value": say("target"), "label": say("goal_name")})
    if answers.get("minimum"):
        found.append({"value": say("minimum"), "label": say("minimum_label")})
    return found
