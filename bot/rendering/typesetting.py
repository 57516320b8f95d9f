"""One call to typst: a template's name and data in, bytes out.

Safe from several threads at once: a `typst.Compiler` refuses to be shared ("Already borrowed"), so every
thread has its own. Only the fonts beside this file and those inside typst itself are used, never the
machine's, so the same data gives the same picture everywhere.
"""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from bot.rendering.drawable import drawable

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parents[2] / "templates" / "drawn"  # by path: importing it would load all message texts
PIXELS_PER_INCH = 72  # one typst point is one pixel

_of_this_thread = threading.local()


def typeset(
    template: str, data: Mapping[str, object], output: Literal["png", "pdf"], drawn_at: int | None = None
) -> bytes:
    """Draw `data` with `templates/<template>.typ`; of a picture the first page.

    `drawn_at` (UNIX seconds) is the date written into a PDF: the same data and date give the same bytes.
    """
    drawn = _compiler().compile(
        input=TEMPLATES / f"{template}.typ",
        format=output,
        ppi=PIXELS_PER_INCH,
        sys_inputs={"data": json.dumps(drawable(data), ensure_ascii=False)},
        timestamp=drawn_at,
    )
    if isinstance(drawn, list):
        return drawn[0]
    assert drawn is not None, "typst returns bytes when it is given no output file"
    return drawn


def _compiler() -> typst.Compiler:
    compiler: typst.Compiler | None = getattr(_of_this_thread, "compiler", None)
    if compiler is None:
        compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
        _of_this_thread.compiler = compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
