"""Poster, shelf card and story: nothing cut however long the names are, and the code is read from each size."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.rendering.poster import poster_pdf, story_png
from bot.rendering.sheet import sheet_pdf
from tests.rendering.pictures import size
from tests.rendering.samples import TRICKS, poster, sheet

NAME = "Кав’ярня-кондитерська «Ранкові зустрічі на Андріївському узвозі»"
SENTENCE = "Кожна друга чашка капучино на безлактозному молоці за пів ціни разом із фірмовим тістечком" + " щодня" * 10
LONG: Any = {
    "title": "Найдовша назва акції, яка тільки вміщається в шістдесят знаків",
    "names": [NAME, NAME.replace("Ранкові", "Вечірні")],
    "offers": [{"what": SENTENCE, "condition": SENTENCE, "where": f"{NAME} · вул. Андріївський узвіз, 22-А"}] * 2,
    "how": f"Попросіть картку на касі: {NAME} / Ask for a card at the till of {NAME}",
    "scan": "Що, де й до коли: скануйте код / What you get, where and until when: scan the code",
}


def pages(data: Any) -> list[Any]:
    return list(PdfReader(io.BytesIO(poster_pdf(data))).pages)


def test_three_pages_are_a4_a5_and_a_card_for_the_shelf() -> None:
    sizes = [tuple(round(float(side) * 25.4 / 72) for side in page.mediabox[2:]) for page in pages(poster())]
    assert sizes == [(210, 297), (148, 210), (148, 105)]
    assert size(story_png(poster())) == (1080, 1920)
    assert poster_pdf(poster()) == poster_pdf(poster())


def highest(page: Any) -> float:
    """Where the uppermost words stand, in points from the bottom."""
    heights: list[float] = []
    page.extract_text(visitor_text=lambda text, place, *rest: heights.append(place[5]) if text.strip() else None)
    return max(heights)


def test_five_long_names_stay_on_their_band_and_the_days_on_one_line() -> None:
    printed = pages(poster(names=[NAME.replace("Ранкові", word) for word in ("Перші", "Другі", "Треті", "Ще", "Інші")]))
    assert all(highest(page) < float(page.mediabox[3]) * 0.975 for page in printed)
    assert "пн, 30 лист. – нд, 27 груд. 2026" in printed[2].extract_text()


@pytest.mark.parametrize("data", [poster(), poster(**LONG)], ids=["short", "long"])
def test_names_and_offers_stand_whole_on_each_page(data: Any) -> None:
    for page in pages(data):
        words = page.extract_text().replace("\n", "").replace(" ", "").replace("\u2060", "")
        for said in (*data["names"], *(offer["what"] for offer in data["offers"]), data["dates"], data["how"]):
            assert said.replace(" ", "") in words


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_them(trick: str) -> None:
    offers = [{"what": trick, "condition": trick, "where": trick}]
    assert len(pages(poster(title=trick, names=[trick, trick], offers=offers))) == 3


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("zbarimg") or not shutil.which("pdftoppm"), reason="needs zbar and poppler")
@pytest.mark.parametrize("data", [poster(), poster(**LONG)], ids=["short", "long"])
def test_a_scanner_reads_the_code_of_every_size(data: Any, tmp_path: Path) -> None:
    (tmp_path / "poster.pdf").write_bytes(poster_pdf(data))
    (tmp_path / "story.png").write_bytes(story_png(data))
    subprocess.run(["pdftoppm", "-r", "100", "-png", tmp_path / "poster.pdf", tmp_path / "page"], check=True)
    for picture in sorted(tmp_path.glob("*.png")):
        found = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == data["link"], picture.name


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_card_names_promo_and_both_places_whole(language: str) -> None:
    where, giver = f"Де / Where: {NAME} · вул. Андріївський узвіз, 22-А", f"Картку видає / Card from: {NAME}"
    page = PdfReader(io.BytesIO(sheet_pdf(sheet(lang=language, title=LONG["title"], where=where, giver=giver)))).pages[
        0
    ]
    words = page.extract_text().replace("\n", "").replace(" ", "")
    for said in (LONG["title"], where, giver):
        assert said.replace(" ", "") in words
