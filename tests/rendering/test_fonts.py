"""No empty boxes: what Tandem writes, its fonts have."""

import pytest

from bot.rendering.drawable import SYMBOLS_KEPT
from bot.rendering.typesetting import FONTS
from tests.rendering.glyphs import characters

LETTERS = "".join(
    [
        "АаБбВвГгҐґДдЕеЄєЖжЗзИиІіЇїЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЬьЮюЯя’ЁёЫыЭэЪъ",  # uk, ru
        "ӘәҒғҚқҢңӨөҰұҮүҺһ",  # kk
        "ĄąĆćĘęŁłŃńÓóŚśŹźŻżÄäÖöÜüßÇçĞğİıŞşČčĎďĚěŇňŘřŠšŤťŮůŽžÁáÍíÝýĂăÂâÎîȘșȚț",
        "".join(map(chr, range(0x20, 0x7F))),
    ]
)
SYMBOLS = "₴€₽₸$£¥₺→←↑↓✓✗⚠●○▪■□·•…–—«»„“”‘’№°±×÷≥≤≈−%‰\u00a0\u202f"
BOXES = set("☐☑☒")  # drawn with the DejaVu Sans Mono inside typst


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_every_letter_and_sign_we_write_is_in_the_font(weight: str) -> None:
    has = characters(FONTS / f"Inter-{weight}.otf")
    wanted = set(LETTERS + SYMBOLS + SYMBOLS_KEPT) - BOXES
    assert not {letter for letter in wanted if ord(letter) not in has}


def test_names_in_hebrew_and_arabic_have_letters_too() -> None:
    assert {ord(letter) for letter in "שלוםקפה"} <= characters(FONTS / "NotoSansHebrew-Regular.ttf")
    assert {ord(letter) for letter in "مقهىالزهور"} <= characters(FONTS / "NotoSansArabic-Regular.ttf")


def test_every_font_is_shipped_with_its_licence_and_all_stay_small() -> None:
    licences = "".join(path.read_text(encoding="utf-8") for path in FONTS.glob("LICENSE*"))
    fonts = [*FONTS.glob("*.otf"), *FONTS.glob("*.ttf")]
    assert all(font.name in licences for font in fonts)
    assert "SIL OPEN FONT LICENSE" in licences
    assert sum(font.stat().st_size for font in fonts) < 2_000_000
