"""The agreement can be shown, searched, recognised and made again byte for byte."""

import io
from itertools import product
from typing import Any

import pytest
from pypdf import PdfReader

from bot.rendering.agreement import agreement_pdf
from tests.rendering.samples import FINGERPRINT, TRICKS, agreement


def read(data: Any) -> PdfReader:
    return PdfReader(io.BytesIO(agreement_pdf(data)))


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def test_parties_sections_and_signatures_can_be_read_as_text() -> None:
    text = text_of(read(agreement()))
    for words in ("Кав’ярня «Зерно»", "Марта Шевченко", "Нові клієнти → 200", "250 ₴", "10. Розділ", "09:14:07"):
        assert words in text


def test_the_fingerprint_stands_unbroken_in_text_and_keywords() -> None:
    pdf = read(agreement())
    assert FINGERPRINT in text_of(pdf)
    assert pdf.metadata is not None
    assert pdf.metadata.keywords == FINGERPRINT


def test_the_document_says_its_title_language_and_date() -> None:
    pdf = read(agreement())
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Квіти + кава"
    assert pdf.metadata.creation_date is not None
    assert int(pdf.metadata.creation_date.timestamp()) == 1_765_000_000
    assert pdf.root_object.raw_get("/Lang") == "uk"


def test_pages_are_a4_and_numbered() -> None:
    pdf = read(agreement())
    total = len(pdf.pages)
    assert total == 2
    for number, page in enumerate(pdf.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert f"сторінка {number} / {total}" in page.extract_text()


def test_the_same_data_gives_the_same_bytes() -> None:
    assert agreement_pdf(agreement()) == agreement_pdf(agreement())


def test_five_parties_with_long_terms_run_over_several_pages_and_lose_nothing() -> None:
    value = " ".join(f"слово{number}" for number in range(70))
    sections = [{"title": f"{at}. Умови", "rows": [["Умова", value], ["Ще", value]]} for at in range(1, 11)]
    rows = [[f"Бізнес {at}", "Київ", "ще не підписано"] for at in range(5)]
    signatures = {**agreement()["signatures"], "rows": rows}
    text = text_of(read(agreement(sections=sections, signatures=signatures)))
    assert text.count("слово69") == 20
    assert text.count("ще не підписано") == 5


def test_words_stay_whole_unless_they_are_longer_than_any_real_word() -> None:
    value = "Найвідповідальнішого перевиробництва\nсільськогосподарського"
    assert value in text_of(read(agreement(sections=[{"title": "1", "rows": [["a", value]]}])))


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_the_document(trick: str) -> None:
    rows = [[trick, trick, trick]] * 2
    sections = [{"title": trick, "rows": [[trick, trick]]}]
    parties = {"title": trick, "head": ["a", "b", "c"], "rows": rows}
    text = text_of(read(agreement(title=trick, status=trick, note=trick, parties=parties, sections=sections)))
    assert FINGERPRINT in text


@pytest.mark.parametrize("trick", TRICKS[:7])
def test_what_looks_like_markup_is_printed_as_it_was_typed(trick: str) -> None:
    sections = [{"title": "1", "rows": [["a", trick]]}]
    assert trick in text_of(read(agreement(sections=sections)))


@pytest.mark.parametrize(
    ("sections", "sides"),
    [(5, 2), *(pytest.param(*one, marks=pytest.mark.slow) for one in product(range(2, 16, 3), (2, 5)))],
)
def test_no_page_has_signatures_alone(sections: int, sides: int) -> None:
    """The last words that are signed stay with them, however long the rest is."""
    some = [{"title": f"{n}. Умови", "rows": [["Умова", "слово " * 30]] * 3} for n in range(1, sections)]
    people = {**agreement()["signatures"], "rows": [["Бізнес", "Олена", "2026"]] * sides, "marks": ["f" * 64] * sides}
    pages = PdfReader(io.BytesIO(agreement_pdf(agreement(sections=some, signatures=people)))).pages
    (with_them,) = [page.extract_text() for page in pages if "Підписи" in page.extract_text()]
    assert "Що тут означає підпис" in with_them
