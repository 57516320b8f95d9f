"""The guide's pages as they are built: no dead link, and everybody can read them, on a phone too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, async_playwright, expect

from bot.doors.guide import PAGES, GuidePages
from domain.languages import LANGUAGES
from guide.pages import CHAPTERS, build
from hatch_build import sources
from sandbox import Telegram, serve
from tests.sandbox.test_page import ARGS

pytestmark = pytest.mark.browser
SHOTS = Path("/tmp/guide-shots")
ELSEWHERE = ("https://github.com/pradyunsg/furo",)


class Markup(HTMLParser):
    """What a page leads to and shows, and where in it one may be led."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.pictures: list[str] = []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src", "action") if name in given and tag != "use"]
        self.places |= {given["id"]} if "id" in given else set()
        self.pictures += [given.get("alt", "")] if tag == "img" else []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The pages as they are installed here, or built anew where something has changed since."""
    made_from = PAGES / ".made_from"
    if made_from.is_file() and made_from.read_text() == sources(CHAPTERS.parents[1]):
        yield PAGES
    else:
        folder = tmp_path_factory.mktemp("guide")
        build(folder)
        yield folder


def test_no_link_of_the_guide_is_dead_and_every_picture_says_what_it_shows(built: Path) -> None:
    pages = {file.resolve(): Markup(file) for file in built.rglob("*.html")}
    assert len(pages) == 12 * len(LANGUAGES)
    for file, page in pages.items():
        assert all(page.pictures), file
        for link in page.links:
            if link.startswith(("data:", *ELSEWHERE)):
                continue
            path, _, place = unquote(link).partition("#")
            target = (file.parent / path.partition("?")[0]).resolve() if path else file
            assert target.is_file(), (file.name, link)
            assert not place or target not in pages or place in pages[target].places, (file.name, link)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield chromium
        await chromium.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [*((one, width, "light") for one in LANGUAGES for width in (390, 1280)), ("uk", 390, "dark")],
)
async def test_everybody_can_read_every_page(
    built: Path, browser: Browser, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """By axe-core's rules, and never wider than the screen; under the headers that it is served with."""
    running = await serve(Telegram(), page=False, guide=GuidePages(built).routes())
    page = await browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    for name in sorted(file.stem for file in (CHAPTERS / language).glob("*.md")):
        await page.goto(f"{running.url}/guide/{language}/{name}.html")
        found = await Axe().run(page)
        assert not found.response["violations"], f"{name}: {found.generate_report()}"
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, name
        await page.screenshot(path=SHOTS / f"{language}-{name}-{width}-{scheme}.png", full_page=True)
    assert errors == []
    await running.stop()


async def test_a_word_is_found_and_the_same_page_is_there_in_another_language(built: Path, browser: Browser) -> None:
    running = await serve(Telegram(), page=False, guide=GuidePages(built).routes())
    page = await browser.new_page(viewport={"width": 1280, "height": 844})
    await page.goto(f"{running.url}/guide/uk/search.html?q=листівки")
    await page.get_by_role("link", name="Хто кому винен").last.click()
    await page.get_by_role("link", name="English").click()
    await expect(page.get_by_role("heading", name="Who owes whom")).to_be_visible()
    await running.stop()
