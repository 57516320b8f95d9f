"""The counter's page in a real browser, opened from the sandbox: one hand, three languages, a bad network."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import APIResponse, Browser, FrameLocator, Page, Route, async_playwright, expect

from bot.doors.counter_address import PageAddress
from domain.languages import LANGUAGES
from domain.options import Reporting
from tests.menu.test_taps import PAGE
from tests.operation.test_operation import free_port
from tests.sandbox.test_page import ARGS
from tests.world.mall import Mall
from tests.world.town import Actor, InProcess, a_town

pytestmark = pytest.mark.browser
SHOTS = Path("/tmp/counter-shots")
SEEN = "What the camera sees"


@pytest.fixture
async def mall(tmp_path: Path) -> AsyncIterator[Mall]:
    async with a_town(tmp_path, page=True) as town:
        assert isinstance(town.bot, InProcess)
        port, here = free_port(), town.running.url
        town.bot.more = {"health_port": port}
        town.bot.counter_at = PageAddress(f"http://127.0.0.1:{port}/counter/", f"{here}/page/web_app.js", here)
        await town.restart()
        built = await Mall(town).built()
        await built.lay(reporting=Reporting.NEW)
        yield built
        assert town.telegram.violations == []


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield chromium
        await chromium.close()


def watched(page: Page) -> list[str]:
    """What the page complains of; a network that the test takes away is no mistake of its own."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    return errors


Scheme = Literal["light", "dark"]
THEMES: dict[Scheme, dict[str, str]] = {
    "light": {"bg_color": "#ffffff", "text_color": "#000000", "secondary_bg_color": "#f1f1f1"},
    "dark": {"bg_color": "#17212b", "text_color": "#f5f5f5", "secondary_bg_color": "#232e3c"},
}
"""What Telegram's apps hand over (docs.telegram-mini-apps.com/platform/theming)."""


async def opens_as(
    mall: Mall,
    browser: Browser,
    who: Actor,
    *,
    phone: Scheme = "light",
    theme: Scheme | None = None,
    script: bool = True,
) -> tuple[Page, list[str]]:
    """The page itself, as Telegram opens it on a narrow phone; `theme`: Telegram's, which need not be the phone's."""
    await who.says("/today")
    button = next(one.text for one in who.last.buttons if "web_app" in one.raw)
    url = mall.town.telegram.presses(who.person, who.last, button).url
    assert url
    page = await browser.new_page(viewport={"width": 360, "height": 640}, color_scheme=phone)
    errors = watched(page)
    if not script:
        await page.route("**/web_app.js", lambda route: route.abort())
    await page.goto(url + (f"&tgWebAppThemeParams={quote(json.dumps(THEMES[theme]))}" if theme else ""))
    await expect(page.locator("#typed")).to_be_visible()
    return page, errors


async def scans(place: Page | FrameLocator, mall: Mall, digits: str) -> int:
    """The one tap that opens the camera; what it sees is typed here, where a phone only has to be held."""
    await place.locator("#scan").click()
    await place.get_by_label(SEEN).fill(f"https://t.me/{mall.town.telegram.bot.username}?start=c_{digits}")
    await place.get_by_role("button", name="Scanned").click()
    return 1


async def shot(page: Page, name: str) -> None:
    await page.screenshot(path=SHOTS / f"{name}.png")


async def test_from_the_chat_in_the_sandbox_a_scan_and_a_tap_redeem(mall: Mall, browser: Browser) -> None:
    (digits,) = await mall.codes()
    await mall.ira.says("/today")
    page = await browser.new_page(viewport={"width": 1360, "height": 860})
    errors = watched(page)
    await page.goto(mall.town.running.url)
    await page.locator("#pane0 .who").select_option(label="Ira")
    await page.locator("#pane0").get_by_role("button", name="Scan a card").last.click()
    frame = page.frame_locator("iframe.page")
    taps = await scans(frame, mall, digits)
    await expect(frame.locator("#verdict")).to_have_text("✓ Valid: 15 % off any cake")
    await shot(page, "sandbox")
    await frame.get_by_role("button", name="Redeem · new").click()
    assert PAGE[1:] == (taps + 1, 0)
    await expect(frame.locator("#verdict")).to_have_text("✓ Redeemed: 15 % off any cake")
    await expect(frame.locator("#today")).to_contain_text("By codes: 1, new: 1")
    assert await mall.uses() == 1
    assert errors == []


@pytest.mark.parametrize(
    ("language", "verdict", "redeem"),
    [
        ("uk", "✓ Дійсний: 15 % off any cake", "Погасити · новий"),
        ("ru", "✓ Действителен: 15 % off any cake", "Погасить · новый"),
        ("en", "✓ Valid: 15 % off any cake", "Redeem · new"),
    ],
)
async def test_on_a_narrow_phone_it_speaks_the_cashiers_language(
    mall: Mall, browser: Browser, language: str, verdict: str, redeem: str
) -> None:
    (digits,) = await mall.codes()
    await mall.rows("UPDATE person SET language = :language", language=language)
    page, errors = await opens_as(mall, browser, mall.ira)
    await shot(page, f"open-{language}")
    await scans(page, mall, digits)
    await expect(page.locator("#verdict")).to_have_text(verdict)
    await shot(page, f"verdict-{language}")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    assert await page.evaluate("document.documentElement.lang") == language
    button = page.get_by_role("button", name=redeem)
    box = await button.bounding_box()
    assert box
    assert box["y"] > 320  # in the thumb's half
    assert box["height"] >= 48
    await button.click()
    await expect(page.locator("#verdict")).to_have_class("good")
    await shot(page, f"done-{language}")
    assert errors == []


async def test_an_answer_lost_on_its_way_is_asked_for_again_and_the_code_is_used_once(
    mall: Mall, browser: Browser
) -> None:
    (digits,) = await mall.codes()
    page, errors = await opens_as(mall, browser, mall.ira)
    lost: list[APIResponse] = []

    async def lose(route: Route) -> None:
        """The bot has done it; the phone never hears of it, twice."""
        if len(lost) < 2:
            lost.append(await route.fetch())
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/redeem", lose)
    await scans(page, mall, digits)
    await page.get_by_role("button", name="Redeem · new").click()
    await expect(page.locator("#verdict")).to_contain_text("Not sure yet whether it was used")
    await shot(page, "unsure")
    await expect(page.locator("#verdict")).to_contain_text("✓ Redeemed:")
    assert len(lost) == 2
    assert await mall.uses() == 1
    assert errors == []


async def test_without_a_network_nothing_is_used_and_it_is_tried_again_by_a_tap(mall: Mall, browser: Browser) -> None:
    (digits,) = await mall.codes()
    page, errors = await opens_as(mall, browser, mall.ira)
    await page.context.set_offline(True)
    await scans(page, mall, digits)
    await expect(page.locator("#verdict")).to_have_text("No network. Nothing was used; try again when it is back.")
    await page.context.set_offline(False)
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator("#verdict")).to_have_class("good")
    assert await mall.uses() == 0
    assert errors == []


async def test_a_double_tap_is_one_use_and_a_slip_is_taken_back(mall: Mall, browser: Browser) -> None:
    (digits,) = await mall.codes()
    page, errors = await opens_as(mall, browser, mall.ira)
    await page.get_by_label("Or the eight digits").fill(f"{digits[:4]} {digits[4:]}")
    await page.get_by_role("button", name="Check").click()
    await page.get_by_role("button", name="Redeem · has been here").dblclick()
    await expect(page.locator("#verdict")).to_contain_text("✓ Redeemed")
    assert await mall.uses() == 1
    await page.get_by_role("button", name="Take it back").click()
    await expect(page.locator("#verdict")).to_contain_text("↩ Taken back")
    assert await mall.uses() == 0
    assert errors == []


async def test_after_an_hour_it_says_that_it_has_to_be_opened_again(mall: Mall, browser: Browser) -> None:
    (digits,) = await mall.codes()
    page, errors = await opens_as(mall, browser, mall.ira)
    await mall.town.waits(minutes=61)
    await scans(page, mall, digits)
    await expect(page.locator("#verdict")).to_contain_text("Close it and open it from the chat again.")
    await expect(page.locator("#scan")).to_be_hidden()
    await shot(page, "old")
    assert errors == []


async def paper(page: Page) -> str:
    return str(await page.evaluate("getComputedStyle(document.body).backgroundColor"))


WHITE, NIGHT = "rgb(255, 255, 255)", "rgb(23, 33, 43)"


@pytest.mark.parametrize(
    ("phone", "theme", "background"),
    [
        ("light", None, WHITE),
        ("dark", None, NIGHT),
        ("light", "dark", NIGHT),
        ("dark", "light", WHITE),
        ("dark", "dark", NIGHT),
    ],
)
async def test_it_is_as_light_or_dark_as_telegram_is_else_as_the_phone(
    mall: Mall, browser: Browser, phone: Scheme, theme: Scheme | None, background: str
) -> None:
    await mall.codes()
    page, errors = await opens_as(mall, browser, mall.ira, phone=phone, theme=theme)
    assert await paper(page) == background
    assert errors == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("themed", [True, False])
async def test_every_verdict_can_be_read_in_the_light_and_in_the_dark(
    mall: Mall, browser: Browser, language: str, scheme: Scheme, themed: bool
) -> None:
    """By axe-core's rules: nothing scanned yet, a valid card, a used one, and no network."""
    (digits,) = await mall.codes()
    await mall.rows("UPDATE person SET language = :language", language=language)
    page, errors = await opens_as(mall, browser, mall.ira, phone=scheme, theme=scheme if themed else None)
    await looked_at(page, f"{language}-{scheme}-{themed}-open")
    await scans(page, mall, digits)
    await expect(page.locator("#verdict.good")).to_be_visible()
    await looked_at(page, f"{language}-{scheme}-{themed}-valid")
    await page.locator("#choices button").first.click()
    await expect(page.locator("#choices button.quiet")).to_have_count(1)
    await scans(page, mall, digits)
    await expect(page.locator("#verdict.bad")).to_be_visible()
    await looked_at(page, f"{language}-{scheme}-{themed}-used")
    await page.context.set_offline(True)
    await scans(page, mall, digits)
    await expect(page.locator("#verdict.unsure")).to_be_visible()
    await looked_at(page, f"{language}-{scheme}-{themed}-offline")
    assert errors == []


async def looked_at(page: Page, name: str) -> None:
    await expect(page.locator("button:disabled")).to_have_count(0)
    await shot(page, name)
    found = await Axe().run(page)
    assert not found.response["violations"], f"{name}: {found.generate_report()}"


async def test_where_telegrams_script_does_not_come_a_code_is_typed(mall: Mall, browser: Browser) -> None:
    (digits,) = await mall.codes()
    page, errors = await opens_as(mall, browser, mall.ira, phone="dark", script=False)
    assert await paper(page) == NIGHT
    await expect(page.locator("#scan")).to_be_hidden()
    await page.get_by_label("Or the eight digits").fill(digits)
    await page.get_by_role("button", name="Check").click()
    await page.get_by_role("button", name="Redeem · new").click()
    await expect(page.locator("#verdict")).to_contain_text("✓ Redeemed")
    assert await mall.uses() == 1
    assert errors == []
