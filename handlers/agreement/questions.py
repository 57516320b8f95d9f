"""The questions of a promo's ten steps, as a table. Set-up, changes and amendments ask the same ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from domain import reading
from domain.agreement.fields import FIELDS, MOST_OFFERS, MOST_PERKS, SECTIONS, Field, base_of, may_change
from domain.agreement.ready_promos import READY
from domain.agreement.terms import EACH, MOST_SIDES
from domain.matching.categories import COMPLEMENTS
from handlers.forms import free_text, parsers
from handlers.forms.choices import days, numbers, said, say, texts, without_bonus_under
from handlers.forms.steps import Asked, Choice, Choices, Read, Step, no_example, nothing
from templates.catalogue import label
from templates.format.answers import side_name
from templates.words.examples import EXAMPLES
from templates.words.msgid import N_

STEPS_ASKED = 10
"""Sections that the set-up comes to by itself; the one after them waits on the card."""
LONG, SHORT = free_text.text(300), free_text.text(100)
SENTENCE = free_text.text(150)


class PromoQuestion(Struct, frozen=True):
    """How a field is asked, whatever its number."""

    read: Read
    choices: Choices = nothing
    width: int = 2
    example: Callable[[Asked], str] = no_example
    many: bool = False


def _neighbours(asked: Asked) -> Sequence[str]:
    """The asker's category and two that complete it."""
    own = asked.look.category if asked.look.category in EXAMPLES else "cafe"
    return [name for name in (own, *COMPLEMENTS[own]) if name in EXAMPLES][:3]


def _titles(asked: Asked) -> Sequence[Choice]:
    own, *others = [label(EXAMPLES[name].goods, asked.language) for name in _neighbours(asked)]
    return [said(f"{own.capitalize()} + {other}") for other in others]


def _like(part: str, *, partners: bool = False) -> Choices:
    """What such a shop, or the ones that complete it, could say here."""

    def ready(asked: Asked) -> Sequence[Choice]:
        names = _neighbours(asked)[1 if partners else 0 :][:2]
        words = [label(getattr(EXAMPLES[name], part), asked.language) for name in names]
        return [said(word) for word in dict.fromkeys(words)]

    return ready


def _offers(asked: Asked) -> Sequence[Choice]:
    """What the ready promo offers, then what such shops do."""
    ready = [said(words) for words in (asked.answers.get(READY, {}).get("o1.what"),) if words]
    return [*ready, *(one for one in _like("offer")(asked) if one not in ready)]


def _first(ready: Choices) -> Callable[[Asked], str]:
    """The first ready answer as the example."""
    return lambda asked: next((choice.text for choice in ready(asked)), "")


def _duties(part: str, *, partners: bool) -> Choices:
    ready = _like(part, partners=partners)
    return lambda asked: [
        Choice(one.text, [{"what": one.text, "due": None, "proof": False}], own=True) for one in ready(asked)
    ]


def _spans(asked: Asked) -> Sequence[Choice]:
    """From next Monday, four or eight weeks; a pilot takes two."""
    monday = asked.today + timedelta(days=8 - asked.today.isoweekday())
    if asked.answers.get("scale") == "pilot":
        return [Choice(N_("2 weeks from next Monday"), _span(monday, 14))]
    return [
        Choice(N_("4 weeks from next Monday"), _span(monday, 28)),
        Choice(N_("8 weeks from next Monday"), _span(monday, 56)),
    ]


def _span(first: date, length: int) -> dict[str, str]:
    return {"first": first.isoformat(), "last": (first + timedelta(days=length - 1)).isoformat()}


def _from_days(asked: Asked) -> Sequence[Choice]:
    monday = asked.today + timedelta(days=8 - asked.today.isoweekday())
    tomorrow = asked.today + timedelta(days=1)
    days = ((N_("From tomorrow"), tomorrow.isoformat()), (N_("From next Monday"), monday.isoformat()))
    last = (asked.answers.get("dates") or {"last": ""})["last"]
    return [Choice(text, day) for text, day in days if not "" < last < day]


def _counters(asked: Asked) -> Sequence[Choice]:
    """At whose counter: every one's, or a side's."""
    return [Choice(N_("At every partner's"), EACH), *_sides(asked)]


def _partners(asked: Asked) -> Sequence[Choice]:
    return [Choice(str(n), n, own=True) for n in range(parsers.fewest(asked), MOST_SIDES + 1)]


def _givers(asked: Asked) -> Sequence[Choice]:
    return [Choice(N_("All the others"), EACH), *_sides(asked)]


def _rewarders(asked: Asked) -> Sequence[Choice]:
    return [Choice(N_("Whoever received them"), EACH), *_sides(asked)]


def _sides(asked: Asked) -> Sequence[Choice]:
    last = min(asked.answers.get("partners") or 2, MOST_SIDES)
    return [Choice(side_name(slot, asked.language, asked.view), slot, own=True) for slot in range(1, last + 1)]


def _splits(asked: Asked) -> Sequence[Choice]:
    """The first side's share; the others divide the rest."""
    firsts = ("70", "80") if asked.answers.get("split") == "locomotive" else ("60", "40")
    ready = [reading.shares(first, asked.answers.get("partners") or 2) for first in firsts]
    return [
        Choice(" / ".join(str(share) for share in shares), shares, own=True)
        for shares in ready
        if isinstance(shares, list)
    ]


def _places(asked: Asked) -> Sequence[Choice]:
    return [Choice(name, number, own=True) for number, name in asked.view.places.items()]


QUESTIONS: dict[str, PromoQuestion] = {
    "title": PromoQuestion(free_text.name(60), _titles, example=_first(_titles)),
    "goal": PromoQuestion(parsers.chosen("goal"), parsers.choices("goal")),
    "target": PromoQuestion(parsers.count(1, 10_000_000), numbers(50, 100, 200, 500), 4, say("200")),
    "partners": PromoQuestion(parsers.partners, _partners, 4),
    "partner_name": PromoQuestion(free_text.name(60)),
    "scale": PromoQuestion(parsers.chosen("scale"), parsers.choices("scale"), 1),
    "budget": PromoQuestion(parsers.money, example=say("5000")),
    "taking_part": PromoQuestion(parsers.places, _places, 1, many=True),
    "gain.1": PromoQuestion(LONG, texts(N_("New customers from the partner"), N_("More visits on quiet days")), 1,
                       say(N_("100 people who have never been at ours"))),
    "gain": PromoQuestion(LONG, texts(N_("New customers from us"), N_("A present for its customers, at no cost")), 1,
                     say(N_("our regulars come in to you on quiet mornings"))),
    "mechanic": PromoQuestion(parsers.chosen("mechanic"), parsers.choices("mechanic")),
    "word": PromoQuestion(free_text.code_word, example=say(N_("SPRING"))),
    "offers": PromoQuestion(parsers.count(1, MOST_OFFERS), numbers(1, 2, 3), 3),
    "o1.what": PromoQuestion(SENTENCE, _offers, 1, _first(_offers)),
    "o.what": PromoQuestion(SENTENCE, _like("offer", partners=True), 1, _first(_like("offer", partners=True))),
    "o.condition": PromoQuestion(
        SENTENCE, _like("condition", partners=True), 1, _first(_like("condition", partners=True))
    ),
    "o.receiver": PromoQuestion(parsers.side, _counters, 1),
    "o.giver": PromoQuestion(parsers.side, _givers, 1),
    "o.channel": PromoQuestion(parsers.chosen("channel"), parsers.choices("channel")),
    "o.cost": PromoQuestion(parsers.money, example=say("35")),
    "o.limit": PromoQuestion(parsers.count(1, 1_000_000), numbers(100, 300, 1000), 3),
    "o.daily": PromoQuestion(parsers.count(1, 100_000), numbers(5, 10, 20), 3),
    "o.cap": PromoQuestion(parsers.money, example=say("3000")),
    "o.places": PromoQuestion(parsers.place_terms, example=parsers.place_example),
    "printed": PromoQuestion(parsers.chosen("printed"), parsers.choices("printed")),
    "dates": PromoQuestion(parsers.span, _spans, 1, say("30.11–27.12")),
    "in_force_from": PromoQuestion(parsers.coming_day, _from_days, example=say("15.12")),
    "brings.1": PromoQuestion(free_text.duties, _duties("brings", partners=False), 1,
                         say(N_("300 flyers by 28.11, photo; a post every Friday"))),
    "brings": PromoQuestion(free_text.duties, _duties("brings", partners=True), 1,
                       say(N_("the cards lie at your till; a poster on the door by 29.11, photo"))),
    "people": PromoQuestion(LONG, texts(N_("The owners train the staff beforehand"),), 1,
                       say(N_("Olena and Marta; five minutes with each shift on the first day"))),
    "client_base": PromoQuestion(parsers.chosen("client_base"), parsers.choices("client_base"), 1),
    "mailing_volume": PromoQuestion(parsers.count(1, 10_000_000), numbers(500, 1000, 3000), 3),
    "mailing_period": PromoQuestion(
        SHORT, texts(N_("once, in the first week"), N_("once a week"), N_("twice a month"))
    ),
    "mailing_person": PromoQuestion(SHORT, texts(N_("the owners"),), 1, say(N_("Olena from Zerno, Marta from Peony"))),
    "reporting": PromoQuestion(parsers.chosen("reporting"), parsers.choices("reporting"), 1),
    "sums": PromoQuestion(parsers.chosen("sums"), parsers.choices("sums"), 1),
    "baseline": PromoQuestion(parsers.several("measure"), parsers.choices("measure"), many=True),
    "share_customers": PromoQuestion(parsers.chosen("sharing"), parsers.choices("sharing"), 1),
    "share_sales": PromoQuestion(parsers.chosen("sharing"), parsers.choices("sharing"), 1),
    "share_margin": PromoQuestion(parsers.chosen("sharing"), parsers.choices("sharing"), 1),
    "counted": PromoQuestion(parsers.chosen("counted"), parsers.choices("counted"), 1),
    "minimum": PromoQuestion(parsers.apart("minimum", parsers.count(1, 1_000_000)),
                        without_bonus_under("minimum", numbers(10, 30, 50)), 3),
    "split": PromoQuestion(parsers.chosen("split"), parsers.choices("split"), 1),
    "shares": PromoQuestion(parsers.shares, _splits, example=_first(_splits)),
    "pay": PromoQuestion(parsers.money, example=say("20")),
    "bonus_from": PromoQuestion(parsers.apart("bonus_from", parsers.count(1, 1_000_000)),
                           without_bonus_under("bonus_from", numbers(50, 100, 200)), 3),
    "bonus": PromoQuestion(parsers.money, example=say("1000")),
    "penalty": PromoQuestion(parsers.apart("penalty", parsers.money), example=say("10")),
    "lost_days": PromoQuestion(parsers.chosen("lost_days"), parsers.choices("lost_days"), 1),
    "silence_days": PromoQuestion(parsers.count(3, 60), numbers(3, 7, 14), 3),
    "pay_days": PromoQuestion(parsers.count(1, 180), numbers(7, 14, 30), 3),
    "vat": PromoQuestion(parsers.chosen("vat"), parsers.choices("vat", ("included", "added", "none")), 1),
    "netting": PromoQuestion(parsers.chosen("netting"), parsers.choices("netting"), 1),
    "notice_days": PromoQuestion(parsers.count(0, 60), days(N_("It ends at once"), 3, 7, 14), 2),
    "pause_days": PromoQuestion(parsers.days_or_never(2, 90), days(N_("Never"), 7, 14, 30), 2),
    "resumed_by": PromoQuestion(parsers.chosen("resumed_by"), parsers.choices("resumed_by"), 1),
    "clauses": PromoQuestion(parsers.several("clause"), parsers.choices("clause"), 1, many=True),
    "prevails": PromoQuestion(parsers.chosen("language"), parsers.choices("language"), 3),
    "perks": PromoQuestion(parsers.count(0, MOST_PERKS), numbers(0, 1, 2), 3),
    "p.what": PromoQuestion(SHORT, _like("perk"), 1, _first(_like("perk"))),
    "p.at": PromoQuestion(parsers.count(1, 1_000_000), numbers(20, 50, 100), 3),
    "p.giver": PromoQuestion(parsers.side, _rewarders, 1),
    "p.repeats": PromoQuestion(parsers.chosen("repeats"), parsers.choices("repeats"), 1),
}  # fmt: skip


def _called(field: Field) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: field.when(answers) and may_change(field.name, answers)


def _step(field: Field) -> Step:
    base, nth = base_of(field.name)
    how = QUESTIONS.get(field.name) or QUESTIONS[base]
    return Step(
        field=field.name,
        read=how.read,
        number=min(SECTIONS.index(field.section) + 1, STEPS_ASKED),
        choices=how.choices,
        required=field.required,
        width=how.width,
        calendar=field.name == "dates",
        many=how.many,
        when=_called(field),
        example=how.example,
        text=base.replace(".", "_"),
        nth=nth,
        asked=field.asked,
    )


STEPS = tuple(_step(field) for field in FIELDS)
