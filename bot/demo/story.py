"""The demo's story as data for the sandbox: one promo, from /new to what it brought, in the language of who watches.

Buttons are named by their translated labels, so the story stays in step with the texts.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from domain.agreement.ready_promos import ReadyPromo
from templates.catalogue import label, word
from templates.format.answers import View, named_briefly
from templates.words.examples import EXAMPLES
from templates.words.msgid import N_
from templates.words.ready_promos import READY_PROMOS

Step = dict[str, Any]


class StoryNames(Struct, frozen=True):
    """What everybody and everything is called."""

    owner: str
    partner: str
    cashier: str
    colleague: str
    cafe: str
    bakery: str


NAMES = {
    "uk": StoryNames(
        owner="Олена", partner="Марта", cashier="Тарас", colleague="Ірина", cafe="Зерно", bakery="Колосок"
    ),
    "ru": StoryNames(
        owner="Елена", partner="Марта", cashier="Тимур", colleague="Ирина", cafe="Зерно", bakery="Колосок"
    ),
    "en": StoryNames(owner="Olena", partner="Marta", cashier="Taras", colleague="Ira", cafe="Zerno", bakery="Peony"),
}


class Teller:
    """Steps in one language, by the English words of buttons and texts."""

    def __init__(self, language: str) -> None:
        self.language, self.names = language, NAMES[language]
        self.group = f"{self.names.cafe} + {self.names.bakery}"

    def tr(self, text: str, **words: Any) -> str:
        return label(text, self.language, **words)

    def chapter(self, title: str) -> Step:
        return {"note": {"text": self.tr(title), "chapter": True}}

    def note(self, text: str) -> Step:
        return {"note": self.tr(text)}

    def says(self, who: str, text: str) -> Step:
        return {"says": {"who": who, "text": text}}

    def presses(self, who: str, text: str, **words: Any) -> Step:
        return {"presses": {"who": who, "button": self.tr(text, **words)}}

    def picks(self, who: str, kind: str, key: str) -> Step:
        return {"presses": {"who": who, "button": word(kind, key, self.language)}}

    def changes(self, who: str, field: str) -> Step:
        """The button of a single term."""
        return {"presses": {"who": who, "button": named_briefly(field, self.language, View())}}

    def people(self) -> list[Step]:
        return [
            {"person": {"name": name, "language": self.language}}
            for name in (self.names.owner, self.names.partner, self.names.cashier, self.names.colleague)
        ]

    def business(self, who: str, name: str, category: str) -> list[Step]:
        return [
            self.says(who, name),
            self.picks(who, "category", category),
            self.presses(who, "Kyiv"),
            self.presses(who, "Every day"),
            self.presses(who, "20:00"),
            self.presses(who, "✓ Save"),
        ]

    def proposal(self) -> list[Step]:
        owner = self.names.owner
        return [
            self.chapter(N_("A café proposes a promo to a bakery")),
            self.says(owner, "/new"),
            *self.business(owner, self.names.cafe, "cafe"),
            self.note(N_("Ready promos: only the partner, the offer and the days are asked.")),
            self.presses(owner, READY_PROMOS[ReadyPromo.RECEIPT_CARD].name),
            self.says(owner, self.names.bakery),
            self.presses(owner, EXAMPLES["cafe"].offer),
            self.says(owner, self.tr(N_("2 weeks from next Monday"))),
            {"presses": {"who": owner, "button": r"\d\d\.\d\d\.\d{4}-"}},
            self.presses(owner, "Propose to the partner ▶"),
        ]

    def agreement(self) -> list[Step]:
        owner, partner = self.names.owner, self.names.partner
        return [
            self.chapter(N_("The bakery changes a line, and both sign")),
            {"passes": {"who": owner, "to": partner, "link": "start=b_"}},
            {"opens": {"who": partner, "link": "start=b_", "of": owner}},
            self.presses(partner, "Answer: 5 questions about my business"),
            *self.business(partner, self.names.bakery, "bakery"),
            self.picks(partner, "section", "money"),
            self.changes(partner, "pay"),
            self.says(partner, "20"),
            self.picks(partner, "section", "money"),
            self.changes(partner, "counted"),
            self.picks(partner, "counted", "all"),
            self.presses(partner, "Send to the partners ▶"),
            self.note(N_("The café sees what is new beside what was. A signature is for one exact version.")),
            self.presses(partner, "✍ Sign version %(n)s", n=2),
            self.presses(partner, "✍ I sign version %(n)s", n=2),
            self.presses(owner, "✍ Sign version %(n)s", n=2),
            self.presses(owner, "✍ I sign version %(n)s", n=2),
        ]

    def team(self) -> list[Step]:
        names = self.names
        return [
            self.chapter(N_("The partners' group, and the cashiers")),
            {"group": {"title": self.group, "creator": names.owner, "members": [names.partner]}},
            self.presses(names.owner, "Link our group"),
            {"opens": {"who": names.owner, "link": "startgroup=g_", "group": self.group}},
            self.presses(names.owner, "Invite staff: %(name)s", name=""),
            {"opens": {"who": names.cashier, "link": "start=s_", "of": names.owner}},
            self.presses(names.cashier, "✓ I work here"),
            self.presses(names.partner, "Invite staff: %(name)s", name=""),
            {"opens": {"who": names.colleague, "link": "start=s_", "of": names.partner}},
            self.presses(names.colleague, "✓ I work here"),
        ]

    def cards(self) -> list[Step]:
        names = self.names
        return [
            self.says(names.owner, "/expense 600 " + self.tr(N_("flyers"))),
            self.presses(names.owner, "Marketing: flyers, ads, posts"),
            *self.margin(names.owner, names.cafe, "60"),
            *self.margin(names.partner, names.bakery, "55"),
            {"clock": {"to": "next week"}},
            {"expect": {"chat": self.group, "text": self.names.cafe, "within": 15}},
            self.chapter(N_("A guest gets a card at the café and uses it at the bakery")),
            self.says(names.cashier, "/code"),
            {"photographs": {"who": names.colleague, "of": names.cashier}},
            self.presses(names.colleague, "Redeem · new"),
        ]

    def margin(self, who: str, business: str, percent: str) -> list[Step]:
        return [
            self.says(who, "/business"),
            self.presses(who, "✎ %(name)s", name=business),
            self.picks(who, "field", "margin"),
            self.says(who, percent),
            {"expect": {"who": who, "text": percent}},
            self.presses(who, "✓ Save"),
        ]

    def day(self, cafe: str, bakery: str) -> list[Step]:
        """Closing time: each cashier answers in one line."""
        names = self.names
        return [
            {"clock": {"to": "closing"}},
            self.says(names.cashier, self.typed(cafe)),
            *([self.says(names.colleague, self.typed(bakery))] if bakery else []),
        ]

    def typed(self, report: str) -> str:
        return report.replace("new", {"uk": "нових", "ru": "новых", "en": "new"}[self.language])

    def first_week(self) -> list[Step]:
        first, *others = zip(CAFE, BAKERY, strict=True)
        rest = [
            step for cafe, bakery in others for step in (*self.day(cafe, bakery), *([] if bakery else self.silence()))
        ]
        return [
            self.chapter(N_("At closing time a cashier reports the day in one line")),
            *self.day(*first),
            self.note(N_("One card was used, two customers came: how many without a card?")),
            {"presses": {"who": self.names.colleague, "button": r"^1\s·\D*2"}},
            *rest,
        ]

    def silence(self) -> list[Step]:
        return [
            self.note(N_("Saturday is forgotten: the cashier is asked again, then the owner. The group is not told.")),
            {"clock": {"to": "morning"}},
            {"clock": {"hours": 2}},
        ]

    def second_week(self) -> list[Step]:
        names = self.names
        return [
            self.chapter(N_("Monday, 9:00: the first week's report")),
            {"clock": {"to": "next week"}},
            {"expect": {"chat": self.group, "text": r"\d", "within": 20}},
            *(step for cafe, bakery in zip(CAFE[:3], BAKERY[:3], strict=True) for step in self.day(cafe, bakery)),
            self.says(names.owner, "/promos"),
            self.presses(names.owner, self.group),
        ]

    def end(self) -> list[Step]:
        """The rest of the second week; then the last day is over, and a week later the promo is closed."""
        names = self.names
        days = [step for pair in zip(CAFE[3:], FULL[3:], strict=True) for step in self.day(*pair)]
        return [
            {"note": {"text": self.tr(N_("The second week is half over.")), "ready": True}},
            *days,
            self.chapter(N_("After the last day: what came of it, and who owes whom")),
            {"clock": {"to": "next week"}},
            {"clock": {"hours": 7 * 24 + 3}},
            self.presses(names.partner, "✓ Confirm"),
            self.presses(names.owner, "✓ Confirm"),
            self.says(names.owner, "/promos"),
            self.presses(names.owner, self.group),
            {"expect": {"who": names.owner, "text": "96"}},
            self.presses(names.owner, "Results"),
            {"expect": {"who": names.owner, "text": r"\d"}},
            self.note(N_("That is the whole way once. Now press anything yourself.")),
        ]


CAFE = ("4 1900 new 1", "3 1500 new 1", "5 2400 new 2", "4 2000 new 2", "6 3100 new 3", "3 1400 new 1", "2 900 new 1")
BAKERY = ("2 950 new 1", "2 1000 new 1", "3 1450 new 1", "1 480 new 0", "6 2950 new 3", "", "5 2280 new 2")
FULL = tuple(report or "4 1900 new 1" for report in BAKERY)


def steps(language: str) -> list[Step]:
    told = Teller(language)
    first = [*told.people(), *told.proposal(), *told.agreement(), *told.team(), *told.cards()]
    return [*first, *told.first_week(), *told.second_week(), *told.end()]
