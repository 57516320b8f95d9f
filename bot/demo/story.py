"""The demo's story as data for the sandbox: one promo, from /new to its first weekly report.

Buttons are named by their translated labels, so the story stays in step with the texts.
"""

from __future__ import annotations

from typing import Any

from templates.catalogue import label, word

Step = dict[str, Any]
LANGUAGES = {"Olena": "uk", "Marta": "en", "Taras": "uk", "Ira": "ru"}
GROUP = "Зерно + Peony"
ZERNO = ("4 1900 нових 1", "3 1500 нових 1", "5 2400 нових 2", "4 2000 нових 2", "6 3100 нових 3", "3 1400 нових 1",
         "2 900 нових 1")  # fmt: skip
PEONY = ("2 950", "2 1000 новых 1", "3 1450 новых 1", "1 480", "6 2950 новых 3", "", "5 2280 новых 2")


def steps() -> list[Step]:
    return [*_people(), *_proposal(), *_negotiation(), *_team(), *_week(), *_report()]


def _note(text: str) -> Step:
    return {"note": text}


def _says(who: str, text: str) -> Step:
    return {"says": {"who": who, "text": text}}


def _presses(who: str, text: str, **words: Any) -> Step:
    """A button by its English words, shown in the person's language."""
    return {"presses": {"who": who, "button": label(text, LANGUAGES[who], **words)}}


def _picks(who: str, kind: str, key: str) -> Step:
    return {"presses": {"who": who, "button": word(kind, key, LANGUAGES[who])}}


def _people() -> list[Step]:
    return [{"person": {"name": name, "language": language}} for name, language in LANGUAGES.items()]


def _proposal() -> list[Step]:
    return [
        _note("Olena has a café, Zerno. She proposes a joint promotion."),
        _says("Olena", "/new"),
        _says("Olena", "Зерно"),
        _picks("Olena", "category", "cafe"),
        _presses("Olena", "Kyiv"),
        _presses("Olena", "Every day"),
        _presses("Olena", "20:00"),
        _presses("Olena", "✓ Save"),
        _note("Ten short steps. Everything is saved the moment it is answered."),
        _says("Olena", "Кава + булочка"),
        _picks("Olena", "goal", "receipts"),
        _says("Olena", "200"),
        _presses("Olena", "2"),
        _picks("Olena", "scale", "full"),
        _says("Olena", "100 нових гостей"),
        _says("Olena", "Гості у тихі ранкові години"),
        _picks("Olena", "mechanic", "discount"),
        _presses("Olena", "1"),
        _says("Olena", "знижка 15 % на будь-яку каву"),
        _says("Olena", "чек партнера за останні 7 днів"),
        _presses("Olena", "At every partner's"),
        _says("Olena", "50"),
        _presses("Olena", "300"),
        _presses("Olena", "4 weeks from next Monday"),
        _note("What each side brings: one thing a line, a photo where it should be proved."),
        _says("Olena", "300 листівок на касу\nдопис в інстаграмі щоп’ятниці, з фото"),
        _says("Olena", "по листівці в кожну коробку з тістечками"),
        _says("Olena", "Олена й Марта розкажуть кожна своїй зміні"),
        _picks("Olena", "client_base", "none"),
        _picks("Olena", "reporting", "new"),
        _picks("Olena", "measure", "customers"),
        _presses("Olena", "Done ▶"),
        _presses("Olena", "30"),
        _picks("Olena", "split", "own"),
        _presses("Olena", "1"),
        _says("Olena", "кава щоранку цілий тиждень"),
        _presses("Olena", "50"),
        _presses("Olena", "Propose to the partner ▶"),
    ]


def _negotiation() -> list[Step]:
    return [
        _note("The link goes to Marta, who has a bakery. She reads the terms in English and changes one."),
        {"passes": {"who": "Olena", "to": "Marta", "link": "start=b_"}},
        {"opens": {"who": "Marta", "link": "start=b_", "of": "Olena"}},
        _presses("Marta", "Answer: five questions about my business"),
        _says("Marta", "Peony"),
        _picks("Marta", "category", "bakery"),
        _presses("Marta", "Kyiv"),
        _presses("Marta", "Every day"),
        _presses("Marta", "20:00"),
        _presses("Marta", "✓ Save"),
        _picks("Marta", "section", "offer"),
        _picks("Marta", "field", "o.cost"),
        _says("Marta", "60"),
        _note("Changes are collected, and go out together as one new version. Both sign that one."),
        _presses("Marta", "Send to the partners ▶"),
        {"expect": {"who": "Olena", "text": "50.*60"}},
        _presses("Marta", "✍ Sign version %(n)s", n=2),
        _presses("Marta", "✍ I sign version %(n)s", n=2),
        _presses("Olena", "✍ Sign version %(n)s", n=2),
        _presses("Olena", "✍ I sign version %(n)s", n=2),
        {"expect": {"who": "Olena", "text": "[0-9a-f]{64}", "within": 10}},
    ]


def _team() -> list[Step]:
    return [
        _note("A group for the partners, and the cashiers join by a link."),
        {"group": {"title": GROUP, "creator": "Olena", "members": ["Marta"]}},
        _presses("Olena", "Link our group"),
        {"opens": {"who": "Olena", "link": "startgroup=g_", "group": GROUP}},
        _presses("Olena", "Invite staff: %(name)s", name=""),
        {"opens": {"who": "Taras", "link": "start=s_", "of": "Olena"}},
        _presses("Taras", "✓ I work here"),
        _presses("Marta", "Invite staff: %(name)s", name=""),
        {"opens": {"who": "Ira", "link": "start=s_", "of": "Marta"}},
        _presses("Ira", "✓ I work here"),
    ]


def _week() -> list[Step]:
    days: list[Step] = [
        _note("Monday morning: the promo starts."),
        {"clock": {"to": "monday"}},
        {"expect": {"chat": GROUP, "text": "Кава", "within": 15}},
        _note("At closing time the cashiers are asked, and answer in one line."),
    ]
    for zerno, peony in zip(ZERNO, PEONY, strict=True):
        days += [{"clock": {"to": "closing"}}, _says("Taras", zerno)]
        days += [_says("Ira", peony)] if peony else _silence()
    return days


def _silence() -> list[Step]:
    """Saturday: Ira forgets. Next morning she is nudged, later Marta is told; nobody else."""
    return [
        _note("Ira forgets Saturday. Next morning she is asked again, then Marta learns it; the group never does."),
        {"clock": {"to": "morning"}},
        {"clock": {"hours": 2}},
        {"expect": {"who": "Marta", "text": "nobody has reported", "within": 15}},
    ]


def _report() -> list[Step]:
    return [
        _note("Monday, 9:00: the first weekly report."),
        {"clock": {"to": "monday"}},
        {"expect": {"chat": GROUP, "text": "46", "within": 20}},
        _note("That is the whole way once. Now press anything yourself."),
    ]
