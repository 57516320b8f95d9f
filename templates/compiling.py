"""What a start would otherwise compile: catalogues and templates, made when the package is built (`hatch_build.py`).

`python -m templates.compiling`. What is missing or older than its source is compiled in memory when it is asked.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from domain.languages import LANGUAGES, SOURCE


def catalogue(source: Path) -> BytesIO:
    """A `.po` file in the form of a `.mo` file."""
    with source.open("rb") as file:
        read = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return compiled


def main() -> None:
    """Compile everything, beside the sources."""
    from templates import render  # noqa: PLC0415 - it reads the catalogues
    from templates.catalogue import source_of  # noqa: PLC0415 - as above

    for language in LANGUAGES:
        if language != SOURCE:
            source = source_of(language)
            source.with_suffix(".mo").write_bytes(catalogue(source).getvalue())
    render.compile_all()


if __name__ == "__main__":
    main()
