"""The pitch says first what the partner gains, fits a page while it can, and a phone finds the next step."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.rendering.pitch import pitch_pdf
from tests.rendering.samples import TRICKS, pitch

ONE_OF = 12
"""So many cases does the fast suite choose one of (tests/conftest.py)."""

OPTIONAL = ("kind", "gain", "when", "brings", "asks", "footer")


def read(data: Any) -> PdfReader:
    return PdfReader(io.BytesIO(pitch_pdf(data)))


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ")


def words(length: int) -> str:
    return " ".join(f"слово{number}" for number in range(100))[:length].strip()


def longest() -> Any:
    duties = [{"what": words(100), "note": "до 28 листоп., з фото"}] * 8
    offers = [{"what": words(300), "where": words(60), "condition": words(300)}] * 5
    return pitch(
        title=words(60),
        proposer={"name": words(60), "about": words(60)},
        gain={"title": "Що отримаєте ви", "text": words(300)},
        offers={"title": "Що отримає покупець", "items": offers},
        brings={"title": words(60), "text": words(300), "items": duties},
        asks={"title": words(60), "items": duties},
    )


def test_the_partners_gain_comes_first_and_what_is_asked_last() -> None:
    text = text_of(read(pitch()))
    in_order = (
        "Спільна акція для «Півонії»",
        "Квіти + кава",
        "Кав’ярня «Зерно»",
        "200 нових покупців",
        "−15 % на будь-яку каву",
        "30 листоп. – 27 груд.",
        "Що дає «Зерно»",
        "Наступний крок",
    )
    places = [text.index(said) for said in in_order]
    assert places == sorted(places)


def test_everything_said_is_on_one_page() -> None:
    pdf = read(pitch())
    text = text_of(pdf)
    assert len(pdf.pages) == 1
    for said in ("у «Зерні»", "28 днів", "до 28 листоп., з фото", "Навчити персонал", "Діє до 7 грудня", "щонайменше"):
        assert said in text
    assert "сторінка" not in text
    assert (round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)) == (595, 842)


@pytest.mark.parametrize("many", [1, 5])
def test_one_offer_and_five_take_one_page(many: int) -> None:
    items = [{"what": "−15 % на каву", "where": f"у «Зерні {at}»", "condition": "з чеком"} for at in range(many)]
    pdf = read(pitch(offers={"title": "Що отримає покупець", "items": items}))
    assert len(pdf.pages) == 1
    assert text_of(pdf).count("−15 % на каву") == many


@pytest.mark.parametrize("left_out", [*((key,) for key in OPTIONAL), OPTIONAL])
def test_what_is_not_said_is_left_out(left_out: tuple[str, ...]) -> None:
    data = pitch(**dict.fromkeys(left_out))
    said = {"kind": "Спільна", "gain": "200 нових", "when": "28 днів", "brings": "Плакати", "asks": "Навчити"}
    text = text_of(read({key: value for key, value in data.items() if value is not None}))
    assert text == text_of(read(data))
    assert not [key for key in left_out if key in said and said[key] in text]
    assert "Наступний крок" in text


def test_an_offer_without_a_condition_and_a_side_without_duties_are_drawn() -> None:
    data = pitch(
        offers={"title": "Покупець", "items": [{"what": "Кава", "where": "у «Зерні»"}]},
        figures=[],
        proposer={"name": "Зерно"},
        brings={"title": "Дає", "items": []},
    )
    assert "Кава" in text_of(read(data))


def test_the_longest_pitch_takes_two_pages_and_loses_nothing() -> None:
    pdf = read(longest())
    text = text_of(pdf)
    assert len(pdf.pages) == 2
    assert "сторінка 2 / 2" in pdf.pages[1].extract_text()
    assert "".join(text.split()).count("".join(words(300).split())) == 12
    assert "".join(text.split()).count("".join(words(100).split())) == 16 + 12


def test_the_link_can_be_read_copied_and_pressed() -> None:
    pdf = read(pitch())
    link = pitch()["next"]["link"]
    pressed = [it.get_object()["/A"]["/URI"] for it in pdf.pages[0].annotations or ()]
    assert link in text_of(pdf)
    assert set(pressed) == {link}


def test_the_document_says_its_title_language_and_date() -> None:
    pdf = read(pitch())
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Квіти + кава"
    assert pdf.metadata.creation_date is not None
    assert int(pdf.metadata.creation_date.timestamp()) == 1_765_000_000
    assert pdf.root_object.raw_get("/Lang") == "uk"


def test_the_same_data_gives_the_same_bytes() -> None:
    assert pitch_pdf(pitch()) == pitch_pdf(pitch())


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_a_person_types_breaks_the_pitch(trick: str) -> None:
    item = {"what": trick, "note": trick}
    pdf = read(
        pitch(
            title=trick,
            proposer={"name": trick, "about": trick},
            gain={"title": trick, "text": trick},
            figures=[{"value": trick, "label": trick}],
            offers={"title": trick, "items": [{"what": trick, "where": trick, "condition": trick}]},
            when={"title": trick, "dates": trick, "length": trick},
            brings={"title": trick, "text": trick, "items": [item]},
            asks={"title": trick, "items": [item]},
        )
    )
    assert "Наступний крок" in text_of(pdf)


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("pdftoppm")), reason="needs zbar-tools, poppler-utils"
)
@pytest.mark.parametrize("link", [pitch()["next"]["link"], "https://t.me/b?start=x", "https://t.me/" + "a" * 300])
@pytest.mark.parametrize("long", [False, True])
def test_a_scanner_reads_the_link_from_the_printed_page(link: str, long: bool, tmp_path: Path) -> None:
    data = longest() if long else pitch()
    file = tmp_path / "pitch.pdf"
    data["next"]["link"] = link
    file.write_bytes(pitch_pdf(data))
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", file, tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    found = subprocess.run(["zbarimg", "-q", "--raw", pages[-1]], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == link
