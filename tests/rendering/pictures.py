"""What is on a picture: its size, and (drawn as a PDF by the same template) its words and colours."""

import io
import re
import struct
from collections.abc import Mapping
from typing import Any

from pypdf import PdfReader

from bot.rendering.typesetting import typeset

Colour = tuple[int, int, int]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def words_on(template: str, data: Mapping[str, Any]) -> str:
    page = PdfReader(io.BytesIO(typeset(template, data, "pdf"))).pages[0]
    return page.extract_text()


def colours_on(template: str, data: Mapping[str, Any]) -> set[Colour]:
    """Colours that anything is filled with."""
    contents = PdfReader(io.BytesIO(typeset(template, data, "pdf"))).pages[0].get_contents()
    assert contents is not None
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|rg)\b", contents.get_data())
    return {_colour(*map(float, parts)) for parts in found}


def _colour(red: float, green: float, blue: float) -> Colour:
    return round(red * 255), round(green * 255), round(blue * 255)
