"""Photos of QR codes: bytes → what the codes say. Bounded in size, so that a small file cannot fill the memory.

A photo that a phone's camera would read in one of its many frames may be the worst of them here, so what is not
read as it came is looked at again: with more contrast, sharper, smoother (a screen's stripes), larger.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.doors.files.unreadable import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

LARGEST = 20 * 1024 * 1024  # what Telegram lets a bot fetch
MOST_PIXELS = 50_000_000
SIDES = (1600, 3200)
KINDS = ("JPEG", "PNG", "WEBP")
LOGO = 320  # pixels of its longer side


def read(content: bytes) -> tuple[str, ...]:
    """The text of every QR code, each once. Raises Unreadable: too_large, damaged."""
    picture = _opened(content)
    for look in _looks(picture):
        if found := _codes(look):
            return found
    return ()


def logo(content: bytes) -> bytes:
    """A small PNG, on white where it was transparent. Raises Unreadable: too_large, damaged."""
    from PIL import Image  # noqa: PLC0415 - as above

    out = io.BytesIO()
    with _file(content) as file:
        clear = file.convert("RGBA")
        clear.thumbnail((LOGO, LOGO))
        Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB").save(
            out, "PNG", optimize=True
        )
    return out.getvalue()


def _opened(content: bytes) -> Image:
    """In grey, no longer than the larger side."""
    from PIL import ImageOps  # noqa: PLC0415 - only where a photo came

    with _file(content) as file:
        file.draft("L", (SIDES[-1], SIDES[-1]))
        whole = _on_white(file)
    whole.thumbnail((SIDES[-1], SIDES[-1]))
    return ImageOps.autocontrast(whole, cutoff=1)


@contextmanager
def _file(content: bytes) -> Iterator[ImageFile]:
    """An open picture of a bounded size; a damaged one breaks its reader in any way it likes, here or later."""
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as file:
            if file.width * file.height > MOST_PIXELS:
                raise Unreadable("too_large")
            yield file
    except Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise Unreadable("too_large") from error
    except Exception as error:
        raise Unreadable("damaged") from error


def _on_white(file: Image) -> Image:
    """What is transparent in a screenshot is white on a screen."""
    from PIL import Image  # noqa: PLC0415

    if file.mode not in ("RGBA", "LA", "PA", "P"):
        return file.convert("L")
    clear = file.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("L")


def _looks(picture: Image) -> Iterator[Image]:
    from PIL import ImageFilter, ImageOps  # noqa: PLC0415

    small = picture.copy()
    small.thumbnail((SIDES[0], SIDES[0]))
    yield small
    if small.size != picture.size:
        yield picture
    yield ImageOps.equalize(small)
    yield small.filter(ImageFilter.GaussianBlur(1.2))
    larger = ImageOps.scale(small, 2) if max(small.size) <= SIDES[0] else small
    for radius, percent in ((2, 200), (4, 300), (6, 400), (9, 500), (20, 900)):
        yield larger.filter(ImageFilter.UnsharpMask(radius, percent, 0))
    yield ImageOps.autocontrast(small.filter(ImageFilter.GaussianBlur(2.5)), cutoff=2)


def _codes(look: Image) -> tuple[str, ...]:
    import zxingcpp  # noqa: PLC0415

    found = zxingcpp.read_barcodes(look, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return tuple(dict.fromkeys(one.text for one in found if one.text))
