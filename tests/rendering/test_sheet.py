"""The printed sheet: eight cards a page, every code scannable and readable, nothing over anything else."""

import io
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.rendering.sheet import sheet_pdf
from tests.rendering.samples import TRICKS, sheet

ONE_OF = 12
"""So many cases does the fast suite choose one of (tests/conftest.py)."""

SCANNER = pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("pdftoppm")), reason="needs zbar-tools, poppler-utils"
)
LONG = {
    "what": "Знижка п’ятнадцять відсотків на будь-яку каву та десерт дня " * 5,
    "condition": "за наявності чека партнера на суму від двохсот гривень " * 6,
    "where": "Де: Дуже довга назва кав’ярні на Подолі · вулиця Академіка Вернадського, 123; " * 3,
    "giver": "Картку видає: «Найкраща квіткова крамниця мікрорайону Позняки»",
}


def read(data: Any) -> PdfReader:
    return PdfReader(io.BytesIO(sheet_pdf(data)))


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ")


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (17, 3)])
def test_eight_cards_are_a_page(count: int, pages: int) -> None:
    pdf = read(sheet(count))
    text = text_of(pdf)
    assert len(pdf.pages) == pages
    assert text.count("−15 %") == text.count("Діє один раз") == text.count("Де: Зерно") == count
    assert [shown for _, shown in sheet(count)["codes"] if shown.replace("\u00a0", " ") not in text] == []
    assert (round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)) == (595, 842)


def test_a_card_says_who_gives_what_where_when_and_under_which_condition() -> None:
    text = text_of(read(sheet(1)))
    for said in ("Півонія", "на будь-яку", "за чеком", "Хрещатик, 22", "27 груд. 2026", "один раз"):
        assert said in text


def test_long_texts_are_shortened_and_stay_on_their_card() -> None:
    pdf = read(sheet(8, **LONG))
    assert len(pdf.pages) == 1
    assert text_of(pdf).count("…") == 8 * 2


def test_without_a_condition_nothing_stands_in_its_place() -> None:
    assert text_of(read(sheet(1, condition=None))) == text_of(read(sheet(1, condition="")))


def test_it_is_black_on_white() -> None:
    """Only greys are used: what is printed in black and white is what was drawn."""
    contents = read(sheet(1)).pages[0].get_contents()
    assert contents is not None
    words = contents.get_data().split()
    for at, word in enumerate(words):
        if word in (b"rg", b"RG") or (word in (b"scn", b"SCN") and words[at - 2].replace(b".", b"").isdigit()):
            red, green, blue = (float(part) for part in words[at - 3 : at])
            assert max(red, green, blue) - min(red, green, blue) < 0.1


def test_the_same_data_gives_the_same_bytes() -> None:
    assert sheet_pdf(sheet(3)) == sheet_pdf(sheet(3))


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_the_sheet(trick: str) -> None:
    pdf = read(sheet(2, what=trick, condition=trick, where=trick, giver=trick, title=trick))
    assert len(pdf.pages) == 1
    assert sheet(2)["codes"][0][1].replace("\u00a0", " ") in text_of(pdf)


@pytest.mark.slow
def test_five_hundred_cards_take_seconds() -> None:
    began = time.monotonic()
    pdf = read(sheet(500))
    assert time.monotonic() - began < 20
    assert len(pdf.pages) == 63


def scanned(pdf: bytes, folder: Path) -> list[str]:
    """What an independent reader finds, card by card as they are cut, printed in grey at 150 dots an inch."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    for column in range(2):
        for row in range(4):
            left, top, width, height = (
                str(round(mm / 25.4 * 150)) for mm in (10 + 95 * column, 10.5 + 69 * row, 95, 69)
            )
            area = ["-x", left, "-y", top, "-W", width, "-H", height]
            name = folder / f"card{column}{row}"
            subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", *area, file, name], check=True)
    cards = sorted(folder.glob("card*.png"))
    found = subprocess.run(["zbarimg", "-q", "--raw", *cards], capture_output=True, text=True, check=False)
    return sorted(found.stdout.split())


@SCANNER
def test_a_scanner_reads_every_code_of_a_page(tmp_path: Path) -> None:
    data = sheet(8)
    assert scanned(sheet_pdf(data), tmp_path) == sorted(data["link"] + digits for digits, _ in data["codes"])


@pytest.mark.slow
@SCANNER
@pytest.mark.parametrize("link", [sheet()["link"], "https://t.me/b?start=c_", f"https://t.me/{'a' * 32}?start=c_"])
@pytest.mark.parametrize("long", [False, True])
def test_a_scanner_reads_every_code_of_a_hundred(link: str, long: bool, tmp_path: Path) -> None:
    data = sheet(100, link=link, **(LONG if long else {}))
    assert scanned(sheet_pdf(data), tmp_path) == sorted(link + digits for digits, _ in data["codes"])
