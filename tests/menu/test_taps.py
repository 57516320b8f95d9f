"""The ten commonest tasks, lived through and counted; `docs/taps.md` says what was counted."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from domain import check_digit
from domain.options import Mechanic, Reporting
from tests.codes.card_photos import card, jpeg
from tests.world.cast import fills_in_business, negotiating
from tests.world.counters import Counters, counters
from tests.world.town import Actor, Town, a_town

pytestmark = pytest.mark.slow

DOCUMENT = Path(__file__).parents[2] / "docs" / "taps.md"
DIGITS = check_digit.complete("4821730")


@dataclass
class Hand:
    """A person's thumb: every button and every message is counted."""

    who: Actor
    taps: int = 0
    messages: int = 0

    async def tap(self, button: str, **words: Any) -> None:
        self.taps += 1
        await self.who.presses(button, **words)

    async def type(self, text: str) -> None:
        self.messages += 1
        await self.who.says(text)

    async def photograph(self, picture: bytes) -> None:
        """A photo is a message too."""
        self.messages += 1
        await self.who.sends("photo", data=picture)


Task = Callable[[Counters], Awaitable[Hand]]


async def report_by_button(shop: Counters) -> Hand:
    hand = Hand(shop.taras)
    await hand.tap("3")
    shop.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 3 customers")
    return hand


async def report_by_text(shop: Counters) -> Hand:
    hand = Hand(shop.taras)
    await hand.type("7 3400")
    shop.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers, 3 400 ₴")
    return hand


async def report_all(shop: Counters) -> Hand:
    """Count, new customers and the sum, where the terms report all of it."""
    hand = Hand(shop.taras)
    await hand.tap("3")
    await hand.type("2 3400")
    shop.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 3 customers, 3 400 ₴, new: 2")
    return hand


async def _handed_out(shop: Counters) -> None:
    async with shop.program.db.transaction() as tx:
        await tx.run(
            "INSERT INTO code (digits, promo_id, business_id, offer, person_id, at) VALUES (:d, :p, 1, 1, 1, 1)",
            d=DIGITS,
            p=shop.promo,
        )


async def redeem(shop: Counters) -> Hand:
    await _handed_out(shop)
    hand = Hand(shop.ira)
    await hand.type(DIGITS)
    await hand.tap("Redeem")
    shop.ira.sees_exactly("Redeemed:")
    return hand


async def redeem_by_photo(shop: Counters) -> Hand:
    await _handed_out(shop)
    hand = Hand(shop.ira)
    await hand.photograph(jpeg(card(DIGITS, f"https://t.me/{shop.town.telegram.bot.username}?start=c_")))
    await hand.tap("Redeem")
    shop.ira.sees_exactly("Redeemed:")
    return hand


async def correct(shop: Counters) -> Hand:
    await shop.taras.says("9")
    hand = Hand(shop.taras)
    await hand.tap("Fix")
    await hand.type("7")
    shop.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: 7 customers")
    return hand


async def undo(shop: Counters) -> Hand:
    await shop.taras.says("9")
    hand = Hand(shop.taras)
    await hand.tap("Undo")
    shop.taras.sees_exactly("Taken back. Mon 30 Nov · Zerno has no report now.")
    return hand


async def closed(shop: Counters) -> Hand:
    hand = Hand(shop.taras)
    await hand.tap("Closed today")
    shop.taras.sees_exactly("Saved: Mon 30 Nov · Zerno: closed")
    return hand


async def snooze(shop: Counters) -> Hand:
    hand = Hand(shop.taras)
    await hand.tap("In 1 h")
    asked = len(shop.taras.screen)
    await shop.town.waits(minutes=61)
    assert len(shop.taras.screen) == asked + 1
    return hand


async def answer_escalation(shop: Counters) -> Hand:
    await shop.town.moves_to("2026-12-01 09:00")
    await shop.town.moves_to("2026-12-01 11:00")
    hand = Hand(shop.olena)
    await hand.tap("Enter it")
    await hand.tap("4")
    shop.olena.sees_exactly("Saved: Mon 30 Nov · Zerno: 4 customers")
    return hand


async def see_week(shop: Counters) -> Hand:
    await shop.taras.says("9")
    await shop.town.moves_to("2026-12-07 12:00")
    hand = Hand(shop.olena)
    await hand.type("/promos")
    await hand.tap("Flowers + coffee")
    await hand.tap("Week")
    shop.olena.sees_exactly("week 1 of 4")
    return hand


async def sign(marta: Actor) -> Hand:
    hand = Hand(marta)
    await hand.tap("✍ Sign version %(n)s", n=1)
    await hand.tap("✍ I sign version %(n)s", n=1)
    marta.sees_exactly("You have signed Flowers + coffee, version 1.")
    return hand


async def two_owners(town: Town) -> tuple[Actor, Actor]:
    """Olena and Marta with their businesses; nothing is agreed."""
    people = town.person("Olena"), town.person("Marta")
    for who, name, category in zip(people, ("Zerno", "Peony"), ("Café", "Flowers"), strict=True):
        await who.says("/business")
        await who.presses("+ One more business")
        await fills_in_business(who, name, category)
    return people


async def propose(olena: Actor) -> tuple[Hand, str]:
    hand = Hand(olena)
    await hand.type("/new")
    await hand.tap("A card with every receipt")
    await hand.tap("Flowers")
    await hand.tap("the second cup of coffee free")
    await hand.tap("4 weeks from next Monday")
    await hand.tap("Propose to the partner ▶")
    return hand, olena.link(r"start=b_")


async def join_and_sign(marta: Actor, link: str) -> Hand:
    """Opening the link is a tap too."""
    hand = Hand(marta, taps=1)
    await marta.opens(link)
    await hand.tap("Answer as %(name)s", name="Peony")
    await hand.tap("✍ Sign version %(n)s", n=1)
    await hand.tap("✍ I sign version %(n)s", n=1)
    marta.sees_exactly("You have signed Coffee + flowers, version 1.")
    return hand


TASKS: list[tuple[str, Task, int, int]] = [
    ("Cashier: report by a button, from the question", report_by_button, 1, 0),
    ("Cashier: report by text, with the sum", report_by_text, 0, 1),
    ("Cashier: say that the shop was closed", closed, 1, 0),
    ("Cashier: be asked again in an hour", snooze, 1, 0),
    ("Cashier: redeem a code that a customer reads out", redeem, 1, 1),
    ("Cashier: redeem a code by a photo of the card", redeem_by_photo, 1, 1),
    ("Cashier: correct the day", correct, 1, 1),
    ("Cashier: take a report back", undo, 1, 0),
    ("Owner: give the missing number, from the reminder", answer_escalation, 2, 0),
    ("Owner: see the last week", see_week, 2, 1),
]
ALL = ("Cashier: count by a button, then new ones and the sum", 1, 1)
PAGE = ("Cashier: redeem a code on the counter's page, the scan and one more", 2, 0)
"""Counted in tests/codes/test_counter_in_browser.py."""
SIGN = ("Owner: sign the version on the screen", 2, 0)
PROPOSE = ("Owner: propose a ready promo, from /new to the link", 5, 1)
JOIN = ("Partner with a profile: from the link to the signature", 4, 0)


@asynccontextmanager
async def evening(**terms: Any) -> AsyncIterator[Counters]:
    """Mon 30 Nov, 20:00: everybody has just been asked."""
    async with counters(mechanic=Mechanic.VOUCHER, **terms) as shop:
        await shop.town.moves_to("2026-11-30 20:00")
        shop.keeps()
        yield shop


async def test_the_ten_commonest_tasks_take_as_many_taps_as_the_document_says() -> None:
    counted = []
    async with evening() as shop:
        for name, task, taps, messages in TASKS:
            hand = await task(await shop.again())
            assert (name, hand.taps, hand.messages) == (name, taps, messages)
            counted.append((name, hand.taps, hand.messages))
    async with evening(reporting=Reporting.NEW) as shop:
        hand = await report_all(await shop.again())
    assert (ALL[0], hand.taps, hand.messages) == ALL
    with tempfile.TemporaryDirectory() as folder:
        async with a_town(Path(folder)) as town:
            hand = await sign((await negotiating(town)).marta)
    assert (SIGN[0], hand.taps, hand.messages) == SIGN
    with tempfile.TemporaryDirectory() as folder:
        async with a_town(Path(folder)) as town:
            olena, marta = await two_owners(town)
            hand, link = await propose(olena)
            assert (PROPOSE[0], hand.taps, hand.messages) == PROPOSE
            hand = await join_and_sign(marta, link)
    assert (JOIN[0], hand.taps, hand.messages) == JOIN
    assert table([*counted, ALL, PAGE, PROPOSE, JOIN, SIGN]) == [
        line for line in DOCUMENT.read_text().splitlines() if line.startswith("|")
    ]


def table(rows: list[tuple[str, int, int]]) -> list[str]:
    lines = [f"| {name} | {taps} | {messages} |" for name, taps, messages in rows]
    return ["| task | taps | messages |", "|---|---|---|", *lines]
