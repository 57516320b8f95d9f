"""Writes docs/licences.md from what is installed: `uv run python -m tests.world.licences`."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).parents[2] / "docs" / "licences.md"
EXTRAS = ("", "sentry")
LONGEST = 60
HEAD = """# Licences of what Tandem is made with

Made by `uv run python -m tests.world.licences` from the packages' own metadata;
`tests/operation/test_licences.py` fails when it is not current.
Tandem itself is MIT. The fonts in `bot/rendering/fonts/` have their licence beside them. The pages of the guide have
scripts and styles of Sphinx (BSD-2-Clause) and Furo (MIT).

| package | licence |
|---|---|
"""


def page() -> str:
    rows = []
    for name in sorted(needed()):
        about = metadata.metadata(name)
        rows.append(f"| {about['Name']} | {licence(about)} |")
    return HEAD + "\n".join(rows) + "\n"


def needed() -> set[str]:
    """All that an installed Tandem pulls in here, with its extra, by their plain names."""
    found: set[str] = set()
    ahead = _wants("tandem", EXTRAS)
    while ahead:
        name, extras = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += _wants(name, ("", *extras))
    return found


def _wants(name: str, extras: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    wanted = [Requirement(line) for line in metadata.requires(name) or ()]
    return [
        (re.sub(r"[-_.]+", "-", one.name).lower(), tuple(one.extras))
        for one in wanted
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def licence(about: metadata.PackageMetadata) -> str:
    """The expression, else what the classifiers say, else a short text of its own."""
    if about["License-Expression"]:
        return str(about["License-Expression"])
    classifiers = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    named = [line for line in classifiers if line != "OSI Approved"]
    text = (about["License"] or "").strip()
    return " and ".join(named) or (text if len(text) <= LONGEST else text.splitlines()[0]) or "not said"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
