"""Whatever the sides do, in whatever order: what is signed is what all who remain have signed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.agreement.answers import differing, from_answers, to_answers
from domain.agreement.fingerprint import fingerprint, hashed
from tests.forms.test_limits import ANSWERS, PARTIES
from tests.world.table import Table, canary, table
from tests.world.town import Actor, a_town

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
UNHURRIED: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}

ACTS = (
    "accept",
    "object",
    "change",
    "change",
    "change to the same",
    "sign",
    "sign",
    "sign",
    "sign an old one",
    "leave",
)
ACTIONS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(ACTS), st.integers(1, 10)), min_size=4, max_size=14)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def laid(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Table]:
    async with a_town(tmp_path_factory.mktemp("table")) as town:
        yield await table(town)
        assert town.telegram.violations == []


async def live(laid: Table, sides: int, actions: list[tuple[int, str, int]]) -> None:
    """Lay a promo, let the sides act, and look at every promise after each act."""
    watch = Watch(laid)
    await laid.lay(sides, watch.secret())
    for who, what, number in actions:
        owner = laid.owners[who % sides]
        await act(laid, owner, what, number, watch)
        await watch.looks()


async def act(laid: Table, owner: Actor, what: str, number: int, watch: Watch) -> None:
    version = (await laid.rows("SELECT version FROM promo WHERE id = :promo"))[0]["version"]
    press = {
        "accept": f"acc:{laid.promo}:{version}:{number}",
        "sign": f"signed:{laid.promo}:{version}",
        "sign an old one": f"signed:{laid.promo}:{max(1, version - 1)}",
        "leave": f"why:{laid.promo}:{number % 3}",
    }.get(what)
    if press:
        laid.presses(owner, press)
        await laid.town.settle()
    elif what == "object":
        laid.presses(owner, f"obj:{laid.promo}:{version}:{number}")
        await laid.town.settle()
        if await listens(laid, owner, "object:"):
            await owner.says("Not like this")
    else:
        await change(laid, owner, version, watch.secret() if what == "change" else None)


async def listens(laid: Table, owner: Actor, to: str) -> bool:
    rows = await laid.town.database("SELECT listening FROM person WHERE telegram_id = :id", id=owner.person.id)
    return str(rows[0]["listening"]).startswith(to)


async def change(laid: Table, owner: Actor, version: int, title: str | None) -> None:
    """A new title, or the one that it has; only while this side may change anything."""
    laid.presses(owner, f"chg:{laid.promo}:{version}:title")
    await laid.town.settle()
    forms = await laid.rows(
        "SELECT id, revision FROM form WHERE kind = 'change' AND subject = :promo AND done_at IS NULL"
    )
    if not forms or not await listens(laid, owner, "form:"):
        return
    current = (await laid.rows("SELECT title FROM promo WHERE id = :promo"))[0]["title"]
    await owner.says(title or current)
    if any(button.text.startswith("Send") for button in owner.last.buttons):
        await owner.presses("Send to the partners ▶")
    else:
        await owner.presses("Drop my changes")


class Watch:
    """What has to hold after every act, whoever acted."""

    def __init__(self, laid: Table) -> None:
        self.laid = laid
        self.versions: dict[int, tuple[Any, ...]] = {}
        self.secrets: list[str] = []
        self.left: dict[int, int] = {}  # shop → how many secrets there were when it left
        self.seen = {owner: len(owner.screen) for owner in laid.owners}

    def secret(self) -> str:
        self.secrets.append(canary())
        return self.secrets[-1]

    async def looks(self) -> None:
        await self.signed_means_that_all_who_remain_signed_the_version_in_force()
        await self.versions_never_change_and_each_differs_from_the_one_before()
        await self.nobody_sees_terms_that_are_not_theirs()

    async def signed_means_that_all_who_remain_signed_the_version_in_force(self) -> None:
        promo = (await self.laid.rows("SELECT * FROM promo WHERE id = :promo"))[0]
        parties = await self.laid.rows("SELECT business_id FROM party WHERE promo_id = :promo AND left_at IS NULL")
        signed = await self.laid.rows(
            "SELECT s.business_id FROM signature s JOIN promo p ON p.id = s.promo_id AND p.version = s.version "
            "WHERE s.promo_id = :promo"
        )
        remain, names = {row["business_id"] for row in parties}, {row["business_id"] for row in signed}
        assert len(remain) >= 2
        if promo["state"] in ("signed", "negotiating"):
            assert (promo["state"] == "signed") == (remain <= names)

    async def versions_never_change_and_each_differs_from_the_one_before(self) -> None:
        rows = await self.laid.rows("SELECT * FROM version WHERE promo_id = :promo ORDER BY number")
        now = {row["number"]: tuple(row.values()) for row in rows}
        assert {number: now.get(number) for number in self.versions} == self.versions
        self.versions = now
        marks = [row["fingerprint"] for row in rows]
        assert all(one != other for one, other in pairwise(marks))
        assert marks == [hashed(row["terms"]) for row in rows]

    async def nobody_sees_terms_that_are_not_theirs(self) -> None:
        """A side that left sees none of the words that came into the terms afterwards; a stranger sees none at all."""
        gone = await self.laid.rows("SELECT business_id FROM party WHERE promo_id = :promo AND left_at IS NOT NULL")
        for row in gone:
            self.left.setdefault(row["business_id"], len(self.secrets))
        members = await self.laid.rows("SELECT business_id FROM party WHERE promo_id = :promo")
        inside = {row["business_id"] for row in members}
        for owner, shop in zip(self.laid.owners, self.laid.shops, strict=True):
            words = "\n".join(message.words for message in owner.screen[self.seen[owner] :])
            hidden = self.secrets[self.left.get(shop, len(self.secrets)) :] if shop in inside else self.secrets
            assert [secret for secret in hidden if secret in words] == []


@settings(max_examples=8, **UNHURRIED)
@given(sides=st.integers(2, 4), actions=ACTIONS)
async def test_whatever_the_sides_do(laid: Table, sides: int, actions: list[tuple[int, str, int]]) -> None:
    await live(laid, sides, actions)


@pytest.mark.slow
@settings(max_examples=250, **UNHURRIED)
@given(sides=st.integers(2, 5), actions=ACTIONS)
async def test_whatever_the_sides_do_at_length(laid: Table, sides: int, actions: list[tuple[int, str, int]]) -> None:
    await live(laid, sides, actions)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.text("абвгд", min_size=1, max_size=5), "target": st.integers(1, 50), "partners": st.integers(2, 5),
    "scale": st.sampled_from(("full", "pilot")), "offers": st.integers(1, 5), "o1.receiver": st.integers(0, 2),
    "o2.limit": st.none() | st.integers(1, 9), "minimum": st.none() | st.integers(1, 9),
    "mechanic": st.sampled_from(("voucher", "code_word")), "perks": st.none() | st.integers(0, 2),
    "baseline": st.none() | st.just(["customers"]), "brings.2": st.none() | st.just(ANSWERS["brings.2"][:1]),
    "split": st.sampled_from(("own", "percent")), "client_base": st.sampled_from(("none", "posts")),
}  # fmt: skip
SOME = st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=6).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names})
)


@pytest.mark.asyncio(loop_scope="function")
@settings(max_examples=200, **UNHURRIED)
@given(one=SOME, other=SOME)
async def test_the_fingerprint_changes_if_and_only_if_a_term_changes(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = (from_answers(ANSWERS | given, "abcdefabcd", "UAH", PARTIES) for given in (one, other))
    same = differing(to_answers(first), to_answers(second)) == ()
    assert same == (fingerprint(first) == fingerprint(second))
    assert from_answers(to_answers(first), "abcdefabcd", "UAH", PARTIES) == first
