"""A phone reads the code, whatever is written around it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.rendering.qr import qr_png
from tests.rendering.pictures import size
from tests.rendering.samples import TRICKS, qr


def test_the_card_is_800_by_1000_pixels() -> None:
    assert size(qr_png(qr())) == (800, 1000)


def test_the_same_link_gives_the_same_card() -> None:
    assert qr_png(qr()) == qr_png(qr())


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_the_card(trick: str) -> None:
    assert size(qr_png(qr(title=trick, lines=[trick] * 5))) == (800, 1000)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="needs Debian's zbar-tools")
@pytest.mark.parametrize("link", [qr()["link"], "https://t.me/b?start=x", "https://t.me/" + "a" * 300])
@pytest.mark.parametrize("words", ["Зерно", "W" * 200])
def test_a_scanner_reads_the_link(link: str, words: str, tmp_path: Path) -> None:
    card = tmp_path / "card.png"
    card.write_bytes(qr_png(qr(link=link, title=words, lines=[words] * 3)))
    found = subprocess.run(["zbarimg", "-q", "--raw", card], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == link
