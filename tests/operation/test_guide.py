"""The owner's guide: whole in each language, short, served as it was built, and /help leads to the right chapter."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.doors.guide import GuidePages
from domain.guide import Chapter, chapter
from domain.languages import LANGUAGES
from domain.states import State
from sandbox import Running, Telegram, serve
from tests.world.cast import running_promo
from tests.world.ready import signed
from tests.world.town import Actor, InProcess, Town

A_MINUTE = 230
"""Words that people read in one."""
CHAPTERS = Path(__file__).parents[2] / "docs" / "guide"


def chapters(language: str) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in (CHAPTERS / language).glob("*.md")}


def test_every_chapter_is_there_in_every_language_and_is_read_in_a_minute() -> None:
    names = set(chapters("en"))
    assert len(names - {"index"}) == 10
    assert {str(one) for one in Chapter} <= names
    for language in LANGUAGES:
        assert set(chapters(language)) == names
        for name, text in chapters(language).items():
            assert len(re.findall(r"\w+", text)) <= A_MINUTE, (language, name)


@pytest.mark.parametrize("name", sorted(chapters("en")))
def test_a_chapter_shows_the_same_buttons_messages_and_pictures_in_each_language(name: str) -> None:
    shown = {
        language: re.findall(r"\[\[.+?\]\]|^\{\{\w+\}\}$|\]\(\w+\.\w+\)|`/\w+", chapters(language)[name], re.MULTILINE)
        for language in LANGUAGES
    }
    assert shown["uk"] == shown["ru"]
    assert sorted(shown["uk"]) == sorted(shown["en"])


def test_the_chapter_fits_what_somebody_does_now() -> None:
    assert chapter(owner=False, staff=False, coded=False, states=()) is Chapter.FIRST_PROMO
    assert chapter(owner=False, staff=True, coded=True, states=()) is Chapter.TILL
    assert chapter(owner=False, staff=True, coded=False, states=()) is Chapter.EVENING
    assert chapter(owner=True, staff=True, coded=True, states=[State.CLOSED, State.SIGNED]) is Chapter.TEAM
    assert chapter(owner=True, staff=False, coded=False, states=[State.DECLINED]) is Chapter.FIRST_PROMO


async def leads_to(who: Actor, page: str) -> bool:
    await who.says("/help")
    return any(button.url == f"https://bot.example.com/guide/en/{page}.html" for button in who.last.buttons)


async def test_help_leads_to_the_chapter_where_the_guide_has_an_address(town: Town) -> None:
    cast = await running_promo(town)
    await cast.olena.says("/help")
    assert not cast.olena.last.buttons
    assert isinstance(town.bot, InProcess)
    town.bot.more = {"guide_url": "https://bot.example.com/guide"}
    await town.restart()
    assert await leads_to(cast.olena, "report")
    assert await leads_to(cast.taras, "evening")
    assert await leads_to(town.person("Zoe", "en"), "first-promo")


@pytest.mark.slow
async def test_before_the_start_help_leads_to_what_comes_first(town: Town) -> None:
    assert isinstance(town.bot, InProcess)
    town.bot.more = {"guide_url": "https://bot.example.com/guide/"}
    await town.restart()
    ready = await signed(town)
    assert await leads_to(ready.olena, "team")


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[Running]:
    """A guide of two pages, and something beside it that is nobody's business."""
    for language in ("uk", "en"):
        (tmp_path / "pages" / language).mkdir(parents=True)
        (tmp_path / "pages" / language / "index.html").write_text(f"<html>{language}</html>")
    (tmp_path / "secret.txt").write_text("BOT_TOKEN")
    running = await serve(Telegram(), page=False, guide=GuidePages(tmp_path / "pages").routes())
    yield running
    await running.stop()


async def test_the_front_leads_to_the_readers_language_and_nothing_beside_the_pages_is_served(small: Running) -> None:
    async with ClientSession() as session:
        for accepted, language in (("uk-UA,uk;q=0.9", "uk"), ("de,uk;q=0.5", "uk"), ("fr", "en"), ("", "en")):
            async with session.get(f"{small.url}/guide", headers={"Accept-Language": accepted}) as answer:
                assert answer.url.path == f"/guide/{language}/index.html"
                assert await answer.text() == f"<html>{language}</html>"
                assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        for typed in ("uk", "uk/"):
            async with session.get(f"{small.url}/guide/{typed}") as answer:
                assert await answer.text() == "<html>uk</html>"
        for path in ("..%2fsecret.txt", "uk/..%2f..%2fsecret.txt", "%2fetc%2fpasswd", "uk/none.html"):
            async with session.get(f"{small.url}/guide/{path}") as answer:
                assert answer.status == 404, path


async def test_a_clone_whose_guide_was_not_built_says_how(tmp_path: Path) -> None:
    running = await serve(Telegram(), page=False, guide=GuidePages(tmp_path / "none").routes())
    async with ClientSession() as session, session.get(f"{running.url}/guide/uk/index.html") as answer:
        assert answer.status == 404
        assert "uv run python -m guide" in await answer.text()
    await running.stop()
