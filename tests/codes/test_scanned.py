"""What the QR codes in a picture say: cards of ours, other links, and what is not Tandem's."""

from __future__ import annotations

import pytest

from domain.check_digit import complete
from domain.codes.scanned import Scanned, scanned

BOT = "TandemPromoBot"
ONE, OTHER = complete("4821730"), complete("1234567")


@pytest.mark.parametrize(
    "text",
    [
        f"https://t.me/TandemPromoBot?start=c_{ONE}",
        f"http://t.me/tandempromobot?start=c_{ONE}",
        f"t.me/TandemPromoBot?start=c_{ONE}",
        f"https://telegram.me/TandemPromoBot/?start=c_{ONE}",
        f"tg://resolve?domain=TandemPromoBot&start=c_{ONE}",
        ONE,
        f"{ONE[:4]} {ONE[4:]}",
        f"https://t.me/TandemPromoBot?utm=x&start=c_{ONE}",
    ],
)
def test_a_card_of_ours_is_read_however_its_link_is_written(text: str) -> None:
    assert scanned([text], BOT) == Scanned((ONE,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"https://t.me/OtherBot?start=c_{ONE}", "other_bot"),
        ("https://t.me/TandemPromoBot?start=b_AbCdEf0123456789", "invitation"),
        ("https://t.me/TandemPromoBot", "invitation"),
        ("https://t.me/TandemPromoBot?start=c_12345678", "foreign"),
        ("https://t.me/durov", "foreign"),
        ("https://example.com/menu", "foreign"),
        (f"https://example.com/?start=c_{ONE}", "foreign"),
        ("WIFI:S:Zerno;P:12345678;;", "foreign"),
        ("12345678", "foreign"),
        ("", "foreign"),
        ("x" * 3000, "foreign"),
        (f"https://t.me.evil.example/TandemPromoBot?start=c_{ONE}", "foreign"),
    ],
)
def test_everything_else_is_told_apart_and_is_no_card(text: str, kind: str) -> None:
    found = scanned([text], BOT)
    assert (found.digits, found.others) == ((), frozenset({kind}))
    assert found.link == (text if kind == "invitation" else "")


def test_the_same_card_twice_is_one_and_two_cards_are_two() -> None:
    assert scanned([ONE, f"t.me/{BOT}?start=c_{ONE}"], BOT).digits == (ONE,)
    mixed = scanned([ONE, OTHER, "https://example.com"], BOT)
    assert (mixed.digits, mixed.others) == ((ONE, OTHER), frozenset({"foreign"}))
