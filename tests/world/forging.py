"""Forged presses, links, commands and texts from a seed, made of the routing table and of what there really is."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.routes.buttons import PRESSES
from bot.routes.commands import GROUP_COMMANDS, PRIVATE_COMMANDS
from bot.routes.deep_links import PAYLOAD
from domain.check_digit import complete
from tests.menu import test_rights as rights
from tests.world.town import Actor
from tests.world.village import Reply, Village, Watch

STRANGERS = ("zoe", "max", "rita", "lev")
"""A stranger, a member of the group without a role, a removed cashier, and the cashier of another promo."""

HERS = frozenset({"running", "negotiated", "vouchers"})
"""What Marta may see; of the others she is as strange as anybody."""

HER_OWN = frozenset({"award", "approved", "reward", "dispute", "expense", "change"})
"""What stands in her promos: there a no may say why."""

COUNTED = ("+ wrong_code(", "- wrong_code(", "+ lockout(", "- lockout(")
OWN_WAY = frozenset({"new", "menu", "forget", "f", "start", "forgetme"})
"""What begins something of one's own, which is no forgery; with another's number in it they are in the first part."""

JUNK = (
    "", ":", "0", "-1", "1", "2", "999999", "²", "१२", "１", str(10**19), "zzz", "yes", "ok", "no", "all", "💥",
    "\u0000", "\u202e", "' OR 1=1 --", "../..", "None", "true", "2026-11-30", "2026-13-45", "a0b1c2d3e5", "48217308",
    "A" * 40, "<b>", "{{7*7}}", "%s", "Ж" * 20, "brings.2", "target", "pdf", "share", "cancel", "extend", "before",
    "customers",
)  # fmt: skip
SAID = (
    "5", "+1", "0", "-5", "7 3400", "30.11 9", "yesterday 4", "48 21 73 08", "4821-7308", "b_AAAAAAAAAAAAAAAAAAAAAA",
    "hello", "/", "//start", "звіт 5", "\u202e7", "7\u0000", "💥💥", "<b>7", "{{7*7}}", "'; DROP TABLE promo; --",
)  # fmt: skip


@dataclass(frozen=True)
class Forgery:
    """`kind`: press, or what is said in private or in the group."""

    who: str
    kind: str
    text: str


def unknown(ids: dict[str, str]) -> dict[str, str]:
    """Of the same look as the real ones, and nobody's."""
    made = {name: "0123456789" if re.fullmatch("[0-9a-z]{10}", str(one)) else "987654" for name, one in ids.items()}
    return made | {"code": complete("7777777"), "link": "f" * 12, "mark": "0" * 8}


def refused(who: str) -> list[str]:
    """Lines of the table of rights that are a no for this person and speak of something of others. Not those with a
    code in them: a code is read by whoever holds it (docs/decisions/17)."""
    role = "zoe" if who == "lev" else who
    lines = [what for what, marks in rights.ROWS.items() if marks[role] == "-" and "{" in what]
    closed = [what for what in lines if "in the group" not in what and "{code}" not in what]
    return closed if who != "marta" else [what for what in closed if not set(PLACE.findall(what)) & HER_OWN]


PLACE = re.compile(r"{(\w+)}")


def to_others(village: Village) -> dict[str, Any]:
    """Marta speaks of the promos that she has no part in."""
    return village.ids | dict.fromkeys(HERS, village.ids["proposed"])


def made_up(village: Village, dice: random.Random, who: str) -> Forgery:
    """Real verbs with real numbers, wrong ones and junk, in any order; links, commands and texts likewise."""
    ids = to_others(village) if who == "marta" else village.ids
    real = [str(one) for one in ids.values() if str(one) not in _of(village, who)]
    words = [dice.choice(real) if dice.random() < 0.6 else dice.choice(JUNK) for _ in range(dice.randrange(5))]
    if dice.random() < 0.7:
        if dice.random() < 0.4:
            words = dice.choice(refused(who)).format(**ids).split(":")[1:]
            words[dice.randrange(len(words)) if words else 0 :] = [dice.choice(JUNK)]
        return Forgery(who, "press", ":".join([dice.choice(VERBS), *words])[:64])
    if dice.random() < 0.4:
        return Forgery(who, "private", f"/start {dice.choice('bcdsgrx')}_{_payload(village, dice, real)}")
    if dice.random() < 0.5:
        return Forgery(who, "private", f"/{dice.choice(COMMANDS)} {' '.join(words)}"[:4096])
    if dice.random() < 0.3 and who not in ("lev", "marta"):
        return Forgery(who, "group", f"/{dice.choice(sorted(GROUP_COMMANDS))} {' '.join(words)}"[:4096])
    return Forgery(who, "private", dice.choice(SAID))


VERBS = sorted(PRESSES.keys() - OWN_WAY)
COMMANDS = sorted(PRIVATE_COMMANDS.keys() - OWN_WAY)


def _of(village: Village, who: str) -> frozenset[str]:
    """Numbers that are this person's own."""
    return frozenset({"2", "Peony"} if who == "marta" else {"3"} if who == "lev" else set())


def _payload(village: Village, dice: random.Random, real: Sequence[str]) -> str:
    """A real link's secret with one character changed or cut short, a promo's number, or noise."""
    secret = dice.choice([found[2] for url in village.links.values() if (found := PAYLOAD.search(url))])
    at = dice.randrange(len(secret))
    changed = secret[:at] + ("A" if secret[at] != "A" else "B") + secret[at + 1 :]
    return dice.choice(
        [
            changed,
            secret[:-1],
            secret + "A",
            f"{dice.choice(real)}-1",
            f"{dice.choice(real)}-1-fix",
            "".join(dice.choices("ABCdef019_-", k=dice.randrange(1, 40))),
        ]
    )[:60]


def settle_in(village: Village) -> None:
    """Lev works at Bloom, whose promo with Rose is a copy of Olena's and Marta's."""
    lev = village.town.person("Lev", "en")
    setattr(village, "lev", lev)  # noqa: B010 - the village finds its people by name
    village.telegram.says(lev.person, None, "/help")


def move_in(village: Village) -> None:
    """Straight into the database, after Lev has said hello."""
    (lev,) = village.table("SELECT id FROM person WHERE name = 'Lev'")[0]
    for number, name in ((3, "Bloom"), (4, "Rose")):
        _copy(village, "business", "id = 1", id=number, name=name, created_by=lev)
        _copy(village, "location", "id = 1", id=number, business_id=number, name=name)
        _copy(
            village,
            "membership",
            "id = 1",
            id=900 + number,
            person_id=lev,
            business_id=number,
            location_id=number,
            role="staff",
        )
    running = village.ids["running"]
    _copy(village, "promo", f"id = '{running}'", id="f0e1d2c3b4", created_by=lev)
    _copy(village, "version", f"promo_id = '{running}'", promo_id="f0e1d2c3b4", made_by=lev, business_id=3)
    for slot in (1, 2):
        _copy(
            village,
            "party",
            f"promo_id = '{running}' AND slot = 1",
            promo_id="f0e1d2c3b4",
            slot=slot,
            business_id=slot + 2,
        )
    village.keep()


def _copy(village: Village, table: str, where: str, **changed: Any) -> None:
    columns = village.snapshot.eye.columns(table)
    row = dict(zip(columns, village.table(f"SELECT * FROM {table} WHERE {where}")[0], strict=True)) | changed
    village.snapshot.eye.insert(table, row)


def actor(village: Village, who: str) -> Actor:
    found: Actor = getattr(village, who)
    return found


def does(village: Village, forgery: Forgery) -> None:
    who = actor(village, forgery.who)
    if forgery.kind == "press":
        village.telegram.forges(who.person, who.last, forgery.text)
    elif forgery.kind == "private":
        village.telegram.says(who.person, None, forgery.text)
    else:
        village.telegram.says(who.person, village.zoes_group if forgery.who == "zoe" else village.group, forgery.text)


def complaints(village: Village, watch: Watch, who: str) -> list[str]:
    """What is wrong after forgeries of this person: something changed that is not theirs, something was learned."""
    reply = watch.reply(actor(village, who))
    told = {secret: pattern for secret, (pattern, may) in rights.SECRETS.items() if who not in may}
    changed = [
        line for line in watch.changes() if not line.startswith(COUNTED) and not rights.owned(village, who, line)
    ]
    return [
        *(f"{who} changed {line}" for line in changed),
        *(f"{who} learns {secret}" for secret, pattern in told.items() if re.search(pattern, reply.words)),
        *(f"no answer to {who}'s press {press.data!r}" for press in reply.silent),
        *village.snapshot.broken(),
        *village.telegram.violations,
    ]


def look(reply: Reply) -> list[str]:
    """All that can be told apart from outside: each message's words and buttons, and what is drawn."""
    shown = [*reply.said, *reply.edited]
    messages = [" ".join([one.words, *(button.text for button in one.buttons)]) for one in shown]
    return messages + re.findall(r'^\["(\w+)"', reply.drawn, re.MULTILINE)


async def run(village: Village, who: Sequence[str], count: int, at_once: int, seed: int) -> list[str]:
    """So many forgeries, by turns; what was wrong."""
    dice, found = random.Random(seed), list[str]()
    for turn in range(count // at_once):
        name = who[turn % len(who)]
        await village.reset()
        watch = Watch(village.snapshot)
        for _ in range(at_once):
            does(village, made_up(village, dice, name))
        await village.town.settle()
        found += complaints(village, watch, name)
    return found
