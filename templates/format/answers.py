"""One answer of a form, as people read it, and what the field is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from domain.agreement.answers import to_answers
from domain.agreement.fields import MOST_OFFERS, base_of
from domain.agreement.terms import EACH, Duty, Terms
from domain.calendar import Closing
from domain.money import Money, exponent
from domain.options import IN_MONEY
from templates.catalogue import label, translations, word
from templates.drawn.documents import PitchOffer
from templates.format import values
from templates.words.briefly import BRIEFLY
from templates.words.msgid import N_
from templates.words.words import WORDS

NONE = "—"
WORDS_OF = {"o.channel": "channel", "p.repeats": "repeats", "prevails": "language"} | dict.fromkeys(
    ("share_customers", "share_sales", "share_margin"), "sharing"
)
"""Fields whose values are named under another kind than their own name."""
EACH_OF = {"o.receiver": N_("at every partner's"), "o.giver": N_("all the others"), "p.giver": N_("whoever received")}


class View(Struct, frozen=True):
    """How a promo's answers are shown: its currency, what its sides and locations are called, how many of each."""

    currency: str = "UAH"
    names: Mapping[int, str] = field(default_factory=dict)  # business names by slot, as far as they are known
    partners: int = 2
    offers: int = 1
    perks: int = 1
    places: Mapping[int, str] = field(default_factory=dict)


def side_name(slot: int, language: str, view: View) -> str:
    """A side by its business's name, or by its part while that is open."""
    if slot in view.names:
        return values.name(view.names[slot], language)
    if slot == 1:
        return label(N_("The initiator"), language)
    if slot == 2 and view.partners <= 2:
        return label(N_("The partner"), language)
    return label(N_("Partner %(n)s"), language, n=slot - 1)


def named(name: str, language: str, view: View | None = None) -> str:
    """What a field is called: `Target`, `Zerno gains`, `Offer 2: the customer gets`."""
    view = view or View()
    base, n = base_of(name)
    if base in ("gain", "brings"):
        each = n == 2 and view.partners > 2  # it stands for every partner that says nothing of its own
        who = label(N_("Each partner"), language) if each else values.cut(side_name(n, language, view), language, 24)
        text = N_("%(side)s gains") if base == "gain" else N_("%(side)s brings")
        return label(text, language, side=who)
    if base == "pay" and n:
        who = values.cut(side_name(n, language, view), language, 24)
        return label(N_("%(side)s pays for a customer sent to it"), language, side=who)
    words = word("field", base, language)
    if base.startswith("o.") and view.offers > 1:
        return label(N_("Offer %(n)s, %(field)s"), language, n=n, field=values.small(words))
    if base.startswith("p.") and view.perks > 1:
        return label(N_("Reward %(n)s, %(field)s"), language, n=n, field=values.small(words))
    return words


def named_briefly(name: str, language: str, view: View) -> str:
    """The same for a button in half a row: `2. condition`."""
    base, n = base_of(name)
    if base in ("gain", "brings"):
        return named(name, language, view)
    if base == "pay" and n:
        return label(N_("%(side)s pays"), language, side=values.cut(side_name(n, language, view), language, 24))
    words = label(BRIEFLY.get(base) or WORDS["field"][base], language)
    numbered = (base.startswith("o.") and view.offers > 1) or (base.startswith("p.") and view.perks > 1)
    return f"{n}. {values.small(words)}" if numbered else words


def shown(value: Any, language: str, name: str, view: View | None = None) -> str:
    """The words for a field's value; an open one is a dash."""
    view = view or View()
    if value is None or value in ("", []):
        return NONE
    base = base_of(name)[0] or name
    kind = WORDS_OF.get(base, base)
    if base in SHOWN:
        return SHOWN[base](value, language, view)
    if kind in WORDS and not isinstance(value, list) and str(value) in WORDS[kind]:
        return word(kind, value, language)
    if base in EACH_OF:
        return label(EACH_OF[base], language) if value == EACH else side_name(value, language, view)
    return values.number(value, language) if isinstance(value, int) else str(value)


def _dates(value: Mapping[str, str], language: str, view: View) -> str:
    return f"{values.dates((value['first'], value['last']), language)}, {length_of(value, language)}"


def length_of(value: Mapping[str, str], language: str) -> str:
    """`28 days`."""
    days = (date.fromisoformat(value["last"]) - date.fromisoformat(value["first"])).days + 1
    return _days(days, language)


def _days(number: int, language: str) -> str:
    return translations(language).ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def _day(value: str, language: str, view: View) -> str:
    return values.day(date.fromisoformat(value), language)


def _notice(value: int, language: str, view: View) -> str:
    return _days(value, language) if value else label(N_("none, it ends at once"), language)


def _longest_pause(value: int, language: str, view: View) -> str:
    return label(N_("after %(days)s"), language, days=_days(value, language)) if value else label(N_("never"), language)


def _money(value: int, language: str, view: View) -> str:
    return values.money(Money(value, view.currency), language)


def duty(one: Mapping[str, Any], language: str) -> str:
    """`300 flyers, by Sat 28 Nov, with a photo`."""
    return ", ".join(filter(None, (one["what"], due_words(one, language))))


def due_words(one: Mapping[str, Any], language: str) -> str:
    """`by Sat 28 Nov, with a photo`, or nothing."""
    due = label(N_("by %(day)s"), language, day=_day(one["due"], language, View())) if one["due"] else ""
    photo = label(N_("with a photo"), language) if one["proof"] else ""
    return ", ".join(filter(None, (due, photo)))


def told_duty(one: Duty, language: str) -> str:
    return duty(one.model_dump(mode="json"), language)


def _duties(value: Sequence[Mapping[str, Any]], language: str, view: View) -> str:
    lines = [duty(one, language) for one in value]
    return lines[0] if len(lines) == 1 else "".join(f"\n• {line}" for line in lines)


def _place_terms(value: Sequence[Mapping[str, Any]], language: str, view: View) -> str:
    return "".join(f"\n• {one['name']}: {', '.join(_differences(one, language))}" for one in value)


def _differences(one: Mapping[str, Any], language: str) -> list[str]:
    limit = label(N_("at most %(n)s"), language, n=one["limit"]) if one["limit"] else ""
    span = (
        values.span(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), language)
        if one["first"] and one["last"]
        else ""
    )
    return [part for part in (one["what"], limit, span) if part]


def _shares(value: Sequence[int], language: str, view: View) -> str:
    return ", ".join(
        f"{side_name(slot, language, view)} {values.percent(share, language)}" for slot, share in enumerate(value, 1)
    )


def _measures(value: Sequence[str], language: str, view: View) -> str:
    return ", ".join(word("measure", one, language) for one in value)


def _clauses(value: Sequence[str], language: str, view: View) -> str:
    if set(value) == set(WORDS["clause"]):
        return label(N_("all %(n)s"), language, n=len(value))
    return ", ".join(word("clause", one, language) for one in value)


def _taking_part(value: Sequence[int], language: str, view: View) -> str:
    return ", ".join(view.places.get(number, f"№ {number}") for number in value)


def offers(terms: Terms, language: str) -> str:
    """A line an offer, with the names of the sides."""
    view = View(terms.currency, {party.slot: party.name for party in terms.parties}, terms.partners)
    return "\n".join(offer_lines(to_answers(terms), language, view))


def offer_lines(answers: Mapping[str, Any], language: str, view: View) -> list[str]:
    """What, under which condition, at whose counter; as far as it is answered."""
    return [_line(part) for part in offer_parts(answers, language, view)]


def _line(part: PitchOffer) -> str:
    said = f"{part['what']} ({part['condition']})" if part["condition"] else part["what"]
    return f"{said} · {part['where']}" if part["where"] else said


def told(answers: Mapping[str, Any], name: str, language: str, view: View) -> str:
    """A line of a card: an offer or a perk whole, any other field by its value."""
    base, n = base_of(name)
    if base == "o.what" and answers.get(name):
        return _line(offer_part(answers, n, language, view))
    if base == "p.what" and answers.get(name) and answers.get(f"p{n}.at"):
        return label(N_("%(what)s, from %(n)s customers sent"), language, what=answers[name], n=answers[f"p{n}.at"])
    if name == "target" and answers.get("goal") in IN_MONEY and answers.get(name):
        return values.money(Money(answers[name] * 10 ** exponent(view.currency), view.currency), language)
    return shown(answers.get(name), language, name, view)


def offer_parts(answers: Mapping[str, Any], language: str, view: View) -> list[PitchOffer]:
    """Each offer as `what`, `condition` (None: none) and `where` ('' while open)."""
    there = (n for n in range(1, MOST_OFFERS + 1) if answers.get(f"o{n}.what"))
    return [offer_part(answers, n, language, view) for n in there]


def offer_part(answers: Mapping[str, Any], n: int, language: str, view: View) -> PitchOffer:
    receiver = answers.get(f"o{n}.receiver")
    where = "" if receiver is None else shown(receiver, language, f"o{n}.receiver", view)
    return {"what": answers[f"o{n}.what"], "condition": answers.get(f"o{n}.condition"), "where": where}


def _weekdays(value: str, language: str, view: View) -> str:
    return values.weekdays([int(part) for part in value.split(",")], language)


def _closes(value: str, language: str, view: View) -> str:
    """`20:00, Sat 18:00`."""
    closes = Closing.of(value)
    others = (f"{_weekdays(str(day), language, view)} {at:%H:%M}" for day, at in closes.others)
    return ", ".join([f"{closes.usual:%H:%M}", *others])


def _margin(value: int, language: str, view: View) -> str:
    return f"{values.number(value / 100, language)} %"


SHOWN: dict[str, Callable[[Any, str, View], str]] = {
    "dates": _dates, "in_force_from": _day, "brings": _duties, "o.places": _place_terms, "shares": _shares,
    "baseline": _measures, "taking_part": _taking_part, "clauses": _clauses, "weekdays": _weekdays, "closes": _closes,
    "margin": _margin, "notice_days": _notice, "pause_days": _longest_pause,
    "budget": _money, "o.cost": _money, "o.cap": _money, "pay": _money, "bonus": _money, "penalty": _money,
}  # fmt: skip
