"""The sheet for the till: one page with nothing cut, however much there is to say."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from bot.rendering.till import till_pdf
from tests.rendering.samples import TRICKS, till

NAME = "Кав’ярня-кондитерська «Ранкові зустрічі на Андріївському узвозі»"
OFFER = {"what": "Кожна друга чашка капучино на безлактозному молоці за пів ціни " * 3, "note": "з чеком " * 30}
STEPS = ["Надішліть боту фото картки або вісім цифр, а потім натисніть «Погасити» й дочекайтеся відповіді."] * 4
MUCH: dict[str, Any] = {
    "names": [NAME, NAME.replace("Ранкові", "Вечірні")],
    "parts": [{"head": "Клієнт отримує тут", "offers": [OFFER] * 4, "steps": STEPS}] * 2,
}


def words_on_the_page(data: Any) -> str:
    (page,) = PdfReader(io.BytesIO(till_pdf(data))).pages
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


def test_much_to_say_stays_on_one_page_and_whole() -> None:
    assert till_pdf(till()) == till_pdf(till())
    words = words_on_the_page(till(**MUCH))
    assert words.count("дочекайтеся відповіді.") == 8
    assert words.count("за пів ціни") == 24


@pytest.mark.parametrize("typed", TRICKS)
def test_what_people_type_is_never_read_as_a_command(typed: str) -> None:
    part = {"head": "Here", "offers": [{"what": typed, "note": typed}], "steps": [typed]}
    assert words_on_the_page(till(title=typed, names=[typed, typed], parts=[part]))
