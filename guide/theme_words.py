"""The theme's own words, which it has in English only."""

from __future__ import annotations

import re

WORDS = {
    "uk": {
        "Home": "Посібник",
        "Next": "Далі",
        "Previous": "Назад",
        "Menu": "Меню",
        "Contents": "Зміст",
        "Expand": "Розгорнути",
        "Back to top": "Угору",
        "Skip to content": "До тексту",
        "Made with": "Оформлення:",
        "Light mode": "Світлий вигляд",
        "Dark mode": "Темний вигляд",
        "Auto light/dark, in light mode": "Як у системі, зараз світлий",
        "Auto light/dark, in dark mode": "Як у системі, зараз темний",
        "Toggle site navigation sidebar": "Розділи",
        "Toggle table of contents sidebar": "Зміст сторінки",
        "Toggle Light / Dark / Auto color theme": "Світлий чи темний вигляд",
        "Please activate JavaScript to enable the search functionality.": "Щоб шукати, увімкніть JavaScript.",
    },
    "ru": {
        "Home": "Руководство",
        "Next": "Дальше",
        "Previous": "Назад",
        "Menu": "Меню",
        "Contents": "Содержание",
        "Expand": "Развернуть",
        "Back to top": "Наверх",
        "Skip to content": "К тексту",
        "Made with": "Оформление:",
        "Light mode": "Светлый вид",
        "Dark mode": "Тёмный вид",
        "Auto light/dark, in light mode": "Как в системе, сейчас светлый",
        "Auto light/dark, in dark mode": "Как в системе, сейчас тёмный",
        "Toggle site navigation sidebar": "Главы",
        "Toggle table of contents sidebar": "Содержание страницы",
        "Toggle Light / Dark / Auto color theme": "Светлый или тёмный вид",
        "Please activate JavaScript to enable the search functionality.": "Чтобы искать, включите JavaScript.",
    },
}


LANGUAGE = {"uk": "Мова", "ru": "Язык", "en": "Language"}
ABOVE = '<aside class="announcement-content"'


def in_our_words(page: str, language: str) -> str:
    """The page with the theme's words in its language: what stands between tags, and labels; and what stands above
    each page called by its name."""
    page = page.replace(ABOVE, f'{ABOVE} aria-label="{LANGUAGE[language]}"')
    for english, ours in WORDS.get(language, {}).items():
        words = re.escape(english)
        page = re.sub(rf"(>\s*|aria-label=\"|title=\"){words}(?=\s*<|\")", rf"\g<1>{ours}", page)
    return page
