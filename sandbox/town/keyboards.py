"""reply_markup: read, checked and refused as Telegram does (Client.cpp, get_inline_keyboard_button)."""

from __future__ import annotations

import re
from typing import Any

from sandbox.town.errors import ApiError, bad
from sandbox.town.model import InlineButton, Json

MOST_BUTTONS = 100
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_WORKS = ("url", "callback_data", "copy_text", "web_app", "switch_inline_query", "login_url", "pay", "callback_game")


def read(markup: Any, *, private: bool) -> tuple[list[list[InlineButton]], Json | None]:
    """reply_markup → inline rows and, if it is another kind, that object."""
    if markup is None or markup == {}:
        return [], None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _rows(markup["inline_keyboard"], private=private), None
    if not any(kind in markup for kind in _KINDS):
        raise bad("can't parse reply keyboard markup JSON object")
    return [], markup


def _rows(rows: Any, *, private: bool) -> list[list[InlineButton]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be of type Array')
    result = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in result) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for button in (button for row in result for button in row):
        _check(button, private=private)
    return result


def _button(raw: Any) -> InlineButton:
    if not isinstance(raw, dict):
        raise cant_parse("InlineKeyboardButton must be an Object")
    text = raw.get("text")
    if not isinstance(text, str):
        raise cant_parse('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    if not any(raw.get(kind) not in (None, "") for kind in _WORKS):
        raise cant_parse("Text buttons are unallowed in the inline keyboard")
    return InlineButton(text=text, data=raw.get("callback_data"), url=raw.get("url"), raw=raw)


def cant_parse(why: str) -> ApiError:
    """400 for a button that is none."""
    return bad(f"can't parse inline keyboard button: {why}")


def _check(button: InlineButton, *, private: bool) -> None:
    if not button.text.strip():
        raise bad("inline keyboard button text must be non-empty")
    if button.url is not None:
        _check_url(button.url)
    elif button.data is not None and not 1 <= len(button.data.encode("utf-8", "surrogatepass")) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "web_app" in button.raw:
        _check_page(button.raw["web_app"], private=private)


def _check_page(page: Any, *, private: bool) -> None:
    """Telegram opens https pages only; here also those of this machine."""
    if not isinstance(page, dict) or not isinstance(page.get("url"), str):
        raise cant_parse("WebAppInfo must be an Object with a url")
    if not re.match(r"https://|http://127\.0\.0\.1:", page["url"]):
        raise bad(f"inline keyboard button Web App URL '{page['url']}' is invalid: Only HTTPS links are allowed")
    if not private:
        raise bad("BUTTON_TYPE_INVALID")


def _check_url(url: str) -> None:
    scheme = re.match(r"([a-z][a-z0-9+.\-]*):", url, re.IGNORECASE)
    if scheme and scheme.group(1).lower() not in ("http", "https", "tg", "ton", "tonsite"):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    host = re.sub(r"^[a-z]+://", "", url, flags=re.IGNORECASE).split("/")[0].split("?")[0]
    if not url.lower().startswith(("tg:", "ton:")) and ("." not in host or " " in url.strip()):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def raw(rows: list[list[InlineButton]]) -> Json:
    """Inline rows as they were given."""
    return {"inline_keyboard": [[button.raw for button in row] for row in rows]}
