"""What the build compiles is taken where it is of the text that stands beside it, and only there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from templates import catalogue, compiling, render

SAID = "Choose a language"


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the Ukrainian catalogue, compiled; the English text, its translation and both files may be changed."""
    folder = tmp_path / "uk" / "LC_MESSAGES"
    shutil.copytree(catalogue.LOCALES / "uk" / "LC_MESSAGES", folder, ignore=shutil.ignore_patterns("*.mo"))
    (folder / "messages.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n' + entry("Мова"))
    (folder / "messages.mo").write_bytes(compiling.catalogue(folder / "messages.po").getvalue())
    monkeypatch.setattr(catalogue, "LOCALES", tmp_path)
    catalogue.translations.cache_clear()
    yield folder
    catalogue.translations.cache_clear()


def entry(translation: str) -> str:
    return f'\nmsgid "{SAID}"\nmsgstr "{translation}"\n'


def test_an_installed_package_speaks_without_the_source_of_its_texts(locales: Path) -> None:
    (locales / "messages.po").unlink()
    assert catalogue.label(SAID, "uk") == "Мова"


def test_a_text_that_changed_after_the_build_is_said_as_it_stands(locales: Path) -> None:
    source = locales / "messages.po"
    source.write_text(source.read_text("utf-8").replace("Мова", "Оберіть мову"), "utf-8")
    later = (locales / "messages.mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert catalogue.label(SAID, "uk") == "Оберіть мову"


def test_a_template_is_taken_from_the_build_unless_its_text_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "BUILT", tmp_path)
    made, name = render.environment("en"), "menu/start.j2"
    render.compile_all()
    text = (render.HERE / name).read_text("utf-8")
    for now, taken in ((text, True), (text + "changed", False)):
        bucket = render.OnceForAll().get_bucket(made, name, None, now)
        assert (bucket.code is not None) is taken
