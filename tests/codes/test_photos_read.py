"""Sixty photos of cards, made from a seed: what a phone's camera would read is read, and nothing is read wrong."""

from __future__ import annotations

import io
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from bot.doors.files import photos
from bot.doors.files.unreadable import Unreadable
from domain.codes.scanned import scanned
from tests.codes.card_photos import Scene, card, jpeg, scenes

BOT = "TandemPromoBot"


def read(photo: bytes) -> set[str]:
    return set(scanned(photos.read(photo), BOT).digits)


def by_a_phone(scene: Scene, folder: Path) -> set[str]:
    """What a plain reader finds in the same scene, a little milder (see card_photos.py)."""
    photo = scene.milder().photo()
    found = [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(photo)))]
    if shutil.which("zbarimg"):
        file = folder / "photo.jpg"
        file.write_bytes(photo)
        found += subprocess.run(
            ["zbarimg", "-q", "--raw", file], capture_output=True, text=True, check=False
        ).stdout.split()
    return set(scanned(found, BOT).digits)


@pytest.mark.slow
def test_of_sixty_photos_what_a_phone_reads_is_read_and_none_is_read_wrong(tmp_path: Path) -> None:
    phone = ours = 0
    for scene in scenes(60):
        found, wanted = read(scene.photo()), set(scene.digits)
        assert found <= wanted, scene
        if by_a_phone(scene, tmp_path) == wanted:
            phone += 1
            ours += found == wanted
    assert phone >= 45
    assert ours >= 0.95 * phone


@pytest.mark.parametrize("n", [0, 6])
def test_a_turned_card_and_two_in_one_photo_are_read(n: int) -> None:
    scene = scenes()[n]
    assert read(scene.photo()) == set(scene.digits)


def test_a_screenshot_with_a_transparent_border_is_read() -> None:
    shot = Image.new("RGBA", (1080, 2340))
    shot.paste(card("48217308"), (100, 700))
    out = io.BytesIO()
    shot.save(out, "PNG")
    assert read(out.getvalue()) == {"48217308"}


def test_a_picture_without_a_code_has_none() -> None:
    assert photos.read(jpeg(Image.new("RGB", (1280, 960), "grey"))) == ()


def bomb() -> bytes:
    """A PNG that says it is 30,000 × 30,000."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    png = bytearray(out.getvalue())
    png[16:24] = (30_000).to_bytes(4, "big") * 2
    png[29:33] = zlib.crc32(png[12:29]).to_bytes(4, "big")
    return bytes(png)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "damaged"),
        (b"\xff\xd8\xff\xe0 no photo", "damaged"),
        (b"<svg/>", "damaged"),
        (b"GIF89a", "damaged"),
        (bomb(), "too_large"),
    ],
    ids=["empty", "jpeg", "svg", "gif", "bomb"],
)
def test_what_is_no_photo_is_refused_without_harm(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        photos.read(content)
