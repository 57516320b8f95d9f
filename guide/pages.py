"""From the chapters to pages: what the promo brought is put in, and Sphinx does the rest."""

from __future__ import annotations

import re
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from domain.languages import LANGUAGES, NAMES
from guide.excerpts import PICTURES, message, picture
from guide.played import Played, played_in
from guide.theme_words import in_our_words
from templates.catalogue import label

ROOT = Path(__file__).parents[1]
CHAPTERS, LOOK = ROOT / "docs" / "guide", Path(__file__).parent / "look"
BUTTON = re.compile(r"\[\[(.+?)\]\]")
PLACE = re.compile(r":? ?%\(\w+\)s")
CHAT = re.compile(r"^\{\{(\w+)\}\}$", re.MULTILINE)
TRANSLATED = "uk"
NOT_SERVED = (".doctrees", "_sources", ".buildinfo", "objects.inv")
TITLES = {"uk": "Tandem: посібник", "ru": "Tandem: руководство", "en": "Tandem: the guide"}


def build(into: Path) -> None:
    """The guide in every language, in a folder each."""
    shutil.rmtree(into, ignore_errors=True)
    apart = get_context("spawn")  # a fork waits for ever for threads that it has not got
    with ProcessPoolExecutor(len(LANGUAGES), mp_context=apart) as workers:
        list(workers.map(partial(_build_one, into), LANGUAGES))


def _build_one(into: Path, language: str) -> None:
    played = played_in(language)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        for chapter in (CHAPTERS / language).glob("*.md"):
            (source / chapter.name).write_text(filled(chapter.read_text("utf-8"), played, language), "utf-8")
        for name in PICTURES:
            (source / f"{name}.png").write_bytes(picture(name, played))
        (source / "till.pdf").write_bytes(played.drawn["till"])
        _pages(source, into / language, language)


def filled(text: str, played: Played, language: str) -> str:
    """A chapter with its buttons in their own words, `[[Propose a promo]]`, and with messages: `{{question}}`."""
    shown = BUTTON.sub(lambda found: f'<span class="key">{_button(found[1], language)}</span>', text)
    return CHAT.sub(lambda found: message(found[1], played), shown)


def _button(text: str, language: str) -> str:
    """Its words without a name or number that stands in them. LookupError for one that there is not."""
    if label(text, TRANSLATED) == text:
        raise LookupError(f"no button says {text!r}")
    return PLACE.sub("", label(text, language))


def _pages(source: Path, out: Path, language: str) -> None:
    config = {
        "project": TITLES[language],
        "html_title": TITLES[language],
        "language": language,
        "extensions": ["myst_parser"],
        "myst_heading_anchors": 2,
        "html_theme": "furo",
        "html_static_path": [str(LOOK)],
        "html_css_files": ["guide.css"],
        "html_favicon": str(ROOT / "sandbox" / "page" / "icon.svg"),
        "html_permalinks": False,
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_use_index": False,
        "suppress_warnings": ["myst.header"],
    }
    pages = Sphinx(
        srcdir=source,
        confdir=None,
        outdir=out,
        doctreedir=source / ".doctrees",
        buildername="html",
        confoverrides=config,
        status=None,
        warningiserror=True,
    )
    pages.connect("html-page-context", _other_languages)
    pages.build()
    _leave_out(out)
    for page in out.glob("*.html"):
        page.write_text(in_our_words(page.read_text("utf-8"), language), "utf-8")


def _other_languages(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Above each page: the same in the other languages."""
    here = app.config.language
    links = (
        f'<a href="../{one}/{page}.html" lang="{one}" hreflang="{one}">{NAMES[one]}</a>'
        if one != here
        else f'<span lang="{one}" aria-current="true">{NAMES[one]}</span>'
        for one in LANGUAGES
    )
    context["theme_announcement"] = " · ".join(links)


def _leave_out(out: Path) -> None:
    for name in NOT_SERVED:
        found = out / name
        shutil.rmtree(found) if found.is_dir() else found.unlink(missing_ok=True)
    for source_map in out.rglob("*.map"):
        source_map.unlink()
