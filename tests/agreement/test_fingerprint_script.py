"""The script on docs/fingerprint.md recomputes the fingerprints of a real export, and notices a changed letter."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from handlers.agreement.documents import fingerprint_in
from tests.world.ready import signed
from tests.world.town import Town

PAGE = Path(__file__).parents[2] / "docs" / "fingerprint.md"


def run(folder: Path, export: bytes) -> subprocess.CompletedProcess[str]:
    (script,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (folder / "check.py").write_text(script, "utf-8")
    (folder / "promo.json").write_bytes(export)
    return subprocess.run(
        [sys.executable, "-I", "check.py", "promo.json"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
async def exported(town: Town) -> bytes:
    """Marta's export of a promo that was signed and then amended."""
    cast = await signed(town)
    await cast.amends(title="Flowers + tea", in_force_from=date(2026, 12, 7))
    await town.moves_to("2026-12-08 12:00")
    await cast.presses(cast.marta, "export:{promo}:json")
    file = cast.marta.last.file
    assert file
    return file.data


async def test_a_partner_recomputes_every_fingerprint_of_an_export(exported: bytes, tmp_path: Path) -> None:
    book = json.loads(exported)
    done = run(tmp_path, exported)
    assert done.stdout.splitlines() == [
        f"{one['number']} {mark['fingerprint']} ok" for one in book["versions"] for mark in [one, *one["signatures"]]
    ]
    assert (done.returncode, [len(one["signatures"]) for one in book["versions"]]) == (0, [2, 2])
    for one in book["versions"]:
        assert {json.loads(mark["text"])["agreement"] for mark in one["signatures"]} == {one["fingerprint"]}


async def test_one_changed_letter_is_noticed_in_a_signed_text_and_in_a_signature(
    exported: bytes, tmp_path: Path
) -> None:
    book = json.loads(exported)
    book["versions"][0]["text"] = book["versions"][0]["text"].replace("coffee", "coffea", 1)
    done = run(tmp_path, json.dumps(book).encode())
    assert done.returncode == 1
    assert [line.rpartition(" ")[2] for line in done.stdout.splitlines()] == ["DIFFERENT", *["ok"] * 5]
    book = json.loads(exported)
    signed = book["versions"][1]["signatures"][0]
    signed["text"] = signed["text"].replace("Olena", "Olga")
    assert run(tmp_path, json.dumps(book).encode()).returncode == 1


def test_a_printed_fingerprint_is_known_however_it_is_typed() -> None:
    mark = "0123456789abcdef" * 4
    for typed in (
        mark.upper(),
        " ".join(mark[n : n + 8] for n in range(0, 64, 8)),
        "\u200b".join(mark[n : n + 8] for n in range(0, 64, 8)),  # with invisible spaces between
        mark.replace("a", "\u0430").replace("c", "\u0441").replace("e", "\u0435"),  # on a Cyrillic keyboard
    ):
        assert fingerprint_in(f"Version: {typed}") == mark
    assert fingerprint_in(mark[:-1]) is None
