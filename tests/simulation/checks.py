"""What must be so at the end of every life, however it went."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

from tests.simulation.model import Numbers
from tests.simulation.stage import SEEN, SHOPS, Stage, figure

STANDS = """
    SELECT location_id, day, state, customers, new_customers, sales FROM daily_report r WHERE revision = (
        SELECT max(revision) FROM daily_report o
        WHERE o.promo_id = r.promo_id AND o.location_id = r.location_id AND o.day = r.day)
"""
ONCE = ("Yesterday's number is still missing", "nobody has reported", "final report", "days left")
LEFT = {
    "inbox": "SELECT update_id, state, error FROM inbox WHERE state != 'done' OR tries > 0",
    "outbox": "SELECT method, state, error FROM outbox WHERE state IN ('ready', 'sending', 'failed')",
    "due": "SELECT kind, error FROM due WHERE tries > 0 OR state = 'dead'",
    "state": "SELECT state FROM promo WHERE state != 'closed'",
}


def complaints(stage: Stage) -> list[str]:
    """Everything that is not as it should be; empty is good."""
    return [
        *days(stage),
        *codes(stage),
        *_weeks(stage),
        *_final(stage),
        *_money(stage),
        *_left(stage),
        *_twice(stage),
        *stage.telegram.violations,
    ]


def _rows(stage: Stage, sql: str) -> list[tuple[Any, ...]]:
    return stage.bot.eye.rows(sql)


def _differ(what: str, is_: object, should: object) -> list[str]:
    return [] if is_ == should else [f"{what}: {is_}, should be {should}"]


def days(stage: Stage) -> list[str]:
    """The reports that count, against what was meant."""
    names = {number: name for name, number in SHOPS.items()}
    stored = {
        (names[place], day): Numbers(customers, new, sales, state == "closed")
        for place, day, state, customers, new, sales in _rows(stage, STANDS)
        if state != "withdrawn"
    }
    meant = {(place, day.isoformat()): it.stands for (place, day), it in stage.model.days.items() if it.stands}
    return [
        f"{place} {day}: {stored.get((place, day))}, should be {meant.get((place, day))}"
        for place, day in sorted({*stored, *meant})
        if stored.get((place, day)) != meant.get((place, day))
    ]


def codes(stage: Stage) -> list[str]:
    used = _rows(stage, "SELECT digits, location_id, day FROM redemption WHERE void_at IS NULL ORDER BY digits")
    meant = sorted((u.code, SHOPS[u.place], u.day.isoformat()) for u in stage.model.uses if not u.back)
    void = {digits for (digits,) in _rows(stage, "SELECT digits FROM code WHERE void_at IS NOT NULL")}
    open_ = {digits for (digits,) in _rows(stage, "SELECT digits FROM code WHERE used_at IS NOT NULL")}
    return [
        *_differ("uses", used, meant),
        *_differ("void codes", void, stage.model.void),
        *_differ("codes marked used", open_, {digits for digits, _, _ in meant}),
    ]


def _posts(stage: Stage, text: str) -> list[str]:
    return [m.words for m in stage.telegram.messages(stage.group) if m.from_bot and text in m.words]


def _weeks(stage: Stage) -> list[str]:
    """Every posted week, as it stands in the group now."""
    found, weeks = [], stage.model.weeks()
    for n, (first, last) in enumerate(weeks, 1):
        posts = _posts(stage, f"week {n} of {len(weeks)}")
        entries = stage.model.within(first, last)
        if not posts:
            found.append(f"week {n} was never posted")
        for words in posts[-1:]:
            found += _week(stage, f"week {n}", words, first, last, entries)
    return found


def _week(stage: Stage, name: str, words: str, first: Any, last: Any, entries: list[Numbers]) -> list[str]:
    new = [one for one in entries if one.new is not None]
    told = sum(one.new or 0 for one in new) if sum(one.customers for one in new) else -1
    expected = 2 * ((last - first).days + 1)
    found = _differ(f"{name} used", figure(r"Used (\d+) time", words), _known(entries))
    found += _differ(f"{name} reports", figure(r"Reports: (\d+) of", words), stage.model.reported(first, last))
    found += _differ(f"{name} expected", figure(r"Reports: \d+ of (\d+)", words), expected)
    found += _differ(f"{name} new", figure(r"New customers: (\d+)", words), told)
    for place in SHOPS:
        count = _known(stage.model.within(first, last, place))
        found += _differ(f"{name} {place}", figure(rf"{place} (\d+)", words.partition("Sent to")[0]), count)
    return found


def _known(entries: list[Numbers]) -> int:
    """Silence is no zero: without a report there is no figure, which reads as -1."""
    return sum(one.customers for one in entries) if entries else -1


def _final(stage: Stage) -> list[str]:
    """The final report in the group, and who sent whom how many."""
    posts, model = _posts(stage, "final report"), stage.model
    if not posts:
        return ["the final report was never posted"]
    words = posts[-1]
    reported = model.reported(model.starts, model.ends)
    found = _differ("final reports", figure(r"Reports: (\d+) of", words), reported)
    for place in SHOPS:
        entries = model.within(model.starts, model.ends, place)
        count = _known(entries)
        found += _differ(f"final {place}", figure(rf"{place}: (\d+)", words), count)
    return found


def ledger(stage: Stage, words: str) -> list[str]:
    """An owner's page of who sent whom how many."""
    found = []
    for one, other in (("Zerno", "Peony"), ("Peony", "Zerno")):
        count = _known(stage.model.within(stage.model.starts, stage.model.ends, other))
        found += _differ(f"{one} → {other}", figure(rf"{one} → {other}: (\d+)", words), count)
    return found


def _money(stage: Stage) -> list[str]:
    """The newest statement: as agreed, and nothing is lost."""
    rows = _rows(stage, "SELECT statement FROM settlement ORDER BY revision DESC LIMIT 1")
    nets = {name: int(net) for (text,) in rows for name, net in re.findall(r'"name":"(\w+)".*?"net":(-?\d+)', text)}
    return [*_differ("sum of the statement", sum(nets.values()), 0), *_differ("owed", nets, stage.model.owed())]


def _left(stage: Stage) -> list[str]:
    found = [f"{name}: {rows[:3]}" for name, sql in LEFT.items() if (rows := _rows(stage, sql))]
    found += _differ("integrity", stage.bot.eye.faults(), [])
    agreed = [tuple(row.values()) for row in stage.agreed]
    found += _differ("agreed versions", _rows(stage, SEEN), agreed)
    for terms, mark in _rows(stage, "SELECT terms, fingerprint FROM version"):
        found += _differ("fingerprint", mark, hashlib.sha256(terms.encode()).hexdigest())
    return found


def _twice(stage: Stage) -> list[str]:
    """Nudges never twice; a week's report again only where nobody could know whether it had arrived."""
    found = []
    for who in (*stage.owners, *stage.cashiers):
        said = [m.words for m in who.chat.messages if m.from_bot and any(text in m.words for text in ONCE)]
        found += [f"{stage.name(who)} read twice: {words[:80]!r}" for words, n in Counter(said).items() if n > 1]
    weeks, doubt = len(stage.model.weeks()), len(stage.bot.crashes) + stage.lost
    extra = len(_posts(stage, f" of {weeks} (")) - weeks
    return found + ([f"{extra} reports too many"] if extra > doubt else [])
