"""The page in a real browser: a person can live in it, wide and narrow."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox import Running, Telegram, serve

from .small_bot import HOSTILE, SmallBot
from .test_story import STEPS

pytestmark = pytest.mark.browser
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SHOTS = Path("/tmp/sandbox-shots")
"""Screenshots for people to look at."""
Scheme = Literal["light", "dark"]


@pytest.fixture
async def served(telegram: Telegram) -> AsyncIterator[Running]:
    running = await serve(telegram, story=lambda language: STEPS)
    bot = SmallBot(running)
    yield running
    await bot.stop()
    await running.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield chromium
        await chromium.close()


async def _open(browser: Browser, running: Running, width: int, height: int, scheme: Scheme) -> tuple[Page, list[str]]:
    page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(running.url) else errors.append(asked.url))
    await page.goto(running.url)
    await page.get_by_role("button", name="Begin with nothing").click()
    return page, errors


async def test_four_people_side_by_side(served: Running, browser: Browser) -> None:
    page, errors = await _open(browser, served, 1360, 860, "light")
    owner = page.locator("#pane0")
    await owner.get_by_role("textbox", name="Message").fill("/start")
    await owner.get_by_role("textbox", name="Message").press("Enter")
    await expect(owner.get_by_text("Step 3 of 10")).to_be_visible()
    await expect(owner.locator("img")).to_be_visible()
    await page.screenshot(path=SHOTS / "wide-start.png")
    await owner.get_by_role("button", name="Show this link as a QR code").first.click()
    await expect(page.locator("dialog img")).to_be_visible()
    await page.screenshot(path=SHOTS / "wide-qr.png")
    await page.keyboard.press("Escape")
    await _links_open_as_others(page)
    await owner.get_by_role("button", name="✓ 5").click()
    await expect(page.get_by_text("Saved: 5 customers")).to_be_visible()
    await expect(owner.get_by_text("✓ Goal: 200 new customers")).to_be_visible()
    await _adds_a_person_and_moves_time(page)
    await _says_something_hostile(page)
    await page.screenshot(path=SHOTS / "wide-end.png")
    assert errors == []


async def _links_open_as_others(page: Page) -> None:
    owner = page.locator("#pane0")
    await owner.get_by_role("button", name="Invite your partner").click()
    await page.screenshot(path=SHOTS / "wide-open-as.png")
    await page.get_by_role("dialog").get_by_role("button", name="Marta").click()
    await expect(page.locator("#pane1").get_by_text("Saved: /start b_secret-1")).to_be_visible()
    await owner.get_by_role("button", name="Add me to your group").click()
    await page.get_by_role("textbox", name="Name of a new group").fill("Flowers + coffee")
    await page.get_by_role("button", name="Create and add").click()
    await expect(page.locator("#pane3").get_by_text("added Tandem")).to_be_visible()
    await expect(page.locator("#pane3").get_by_text("Saved: /start@tandem_bot g_1")).to_be_visible()


async def _adds_a_person_and_moves_time(page: Page) -> None:
    await page.get_by_role("button", name="+ Person").click()
    await page.get_by_label("Name").fill("Zoe")
    await page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    await expect(page.locator("#pane2 .who option:checked")).to_have_text("Zoe")
    before = await page.locator("#clock").inner_text()
    await page.get_by_role("button", name="Next Monday").click()
    await expect(page.locator("#clock")).to_contain_text("Mon")
    await expect(page.locator("#clock")).to_contain_text("09:00")
    assert before != await page.locator("#clock").inner_text()


async def _says_something_hostile(page: Page) -> None:
    box = page.locator("#pane2").get_by_role("textbox", name="Message")
    await box.fill(HOSTILE)
    await box.press("Enter")
    await expect(page.locator("#pane2").get_by_text(f"Saved: {HOSTILE}")).to_be_visible()
    await page.locator("#pane2").get_by_role("button", name="Edit").first.click()
    await box.fill("7 3400")
    await box.press("Enter")
    await expect(page.locator("#pane2").get_by_text("edited")).to_be_visible()


async def test_a_phone_shows_one_pane_and_tabs(served: Running, browser: Browser) -> None:
    page, errors = await _open(browser, served, 390, 844, "dark")
    await expect(page.locator("#pane0")).to_be_visible()
    await expect(page.locator("#pane1")).to_be_hidden()
    await page.locator("#pane0").get_by_role("button", name="Commands").click()
    await page.locator("#pane0").get_by_role("button", name="/start Start").click()
    await expect(page.locator("#pane0").get_by_text("Step 3 of 10")).to_be_visible()
    await page.screenshot(path=SHOTS / "narrow-start.png")
    await page.get_by_role("tab").nth(1).click()
    await expect(page.locator("#pane1")).to_be_visible()
    await page.screenshot(path=SHOTS / "narrow-second.png")
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    await _comes_back_to_the_newest_message(page)
    await page.get_by_role("button", name="Controls").click()
    await page.get_by_role("button", name="+1 h").click()
    await expect(page.get_by_role("button", name="+1 h")).to_be_hidden()
    assert errors == []


async def _comes_back_to_the_newest_message(page: Page) -> None:
    """What was written while another tab was open is seen when this one is opened again."""
    await page.get_by_role("tab").first.click()
    for number in range(12):
        await page.locator("#pane0").get_by_role("textbox", name="Message").fill(f"line {number}")
        await page.locator("#pane0").get_by_role("textbox", name="Message").press("Enter")
        if number == 8:
            await page.get_by_role("tab").nth(1).click()
            await page.get_by_role("tab").first.click()
    newest = page.locator("#pane0 .messages > li").last
    await expect(newest).to_be_in_viewport()
    await page.get_by_role("tab").nth(1).click()
    await page.get_by_role("tab").first.click()
    await expect(newest).to_be_in_viewport()


async def test_the_story_plays_while_one_watches(served: Running, browser: Browser) -> None:
    page, errors = await _open(browser, served, 1360, 860, "dark")
    await page.get_by_role("button", name="Play the story").click()
    await expect(page.locator("#story-caption")).to_have_text("Olena proposes")
    await page.locator("#story-speed").select_option("4")
    await expect(page.locator("#story-caption")).to_contain_text("The story is over", timeout=30_000)
    await expect(page.locator("#pane1").get_by_text("Message from Olena")).to_be_visible()
    await page.screenshot(path=SHOTS / "wide-story.png")
    await expect(page.locator("#pane3").get_by_text("Saved: /week")).to_be_visible()
    assert errors == []


async def test_on_a_phone_the_story_turns_to_the_tab_in_which_it_goes_on(served: Running, browser: Browser) -> None:
    page, errors = await _open(browser, served, 390, 844, "light")
    await page.get_by_role("button", name="Controls").click()
    await page.get_by_role("button", name="Play the story").click()
    shown: list[str] = []
    while await page.locator("#story-caption").inner_text() != "The story is over. Now it is your turn.":
        (now,) = await page.locator(".pane.current").evaluate_all("those => those.map((one) => one.id)")
        shown += [now] if shown[-1:] != [now] else []
        await page.wait_for_timeout(50)
    assert shown == ["pane0", "pane1", "pane0", "pane3", "pane0"]
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_tab_with_something_new_says_how_much_until_it_is_opened(
    served: Running, browser: Browser, scheme: Scheme
) -> None:
    page, errors = await _open(browser, served, 390, 844, scheme)
    marta = page.get_by_role("tab").nth(1)
    await page.locator("#pane0").get_by_role("button", name="Start").first.click()
    await page.locator("#pane0").get_by_role("button", name="Invite your partner").click()
    await page.get_by_role("dialog").get_by_role("button", name="Marta").click()
    await expect(page.locator("#pane1").get_by_text("Saved: /start b_secret-1")).to_be_visible()
    await page.get_by_role("tab").first.click()
    await expect(marta).to_have_accessible_name("Marta")
    await served.control.says({"person": await _id(page, 1), "chat": await _id(page, 1), "text": "7"})
    await expect(marta).to_have_accessible_name("Marta. New messages: 1")
    await expect(marta.locator("b")).to_have_text("1")
    await page.screenshot(path=SHOTS / f"narrow-new-{scheme}.png")
    found = await Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    await marta.click()
    await expect(marta).to_have_accessible_name("Marta")
    assert errors == []


async def _id(page: Page, number: int) -> int:
    """Of the person in that pane."""
    return int(await page.locator(f"#pane{number} .who").input_value())


async def test_after_a_story_and_a_reset_a_reload_welcomes_again(served: Running, browser: Browser) -> None:
    page, errors = await _open(browser, served, 1360, 860, "light")
    await page.get_by_role("button", name="Play the story").click()
    await page.locator("#story-speed").select_option("4")
    await expect(page.locator("#story-caption")).to_contain_text("The story is over", timeout=30_000)
    await page.get_by_role("button", name="Reset").click()
    await page.get_by_role("button", name="Begin anew").click()
    await expect(page.locator("#story")).to_be_hidden()
    await page.reload()
    await expect(page.get_by_role("button", name="Begin with nothing")).to_be_visible()
    assert errors == []
