"""Bot API: the bot itself – identity, commands, texts, updates, webhook."""

from __future__ import annotations

import re
from typing import Any

from sandbox.api.decode import Arguments
from sandbox.api.webhook import Hook
from sandbox.telegram import Telegram
from sandbox.town import shapes
from sandbox.town.errors import WEBHOOK_ACTIVE, ApiError, bad
from sandbox.town.model import Json
from sandbox.town.profile import scope_key


def get_me(world: Telegram, args: Arguments) -> Json:
    """getMe."""
    return shapes.user(world.bot) | {
        "first_name": world.profile.text("name", ""),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: Telegram, args: Arguments) -> bool:
    """setMyCommands."""
    world.profile.set_commands(args.get("commands") or [], scope_key(args.get("scope")), _language(args))
    world.touch()
    return True


def get_my_commands(world: Telegram, args: Arguments) -> list[dict[str, str]]:
    """getMyCommands."""
    return world.profile.commands(scope_key(args.get("scope")), _language(args))


def delete_my_commands(world: Telegram, args: Arguments) -> bool:
    """deleteMyCommands."""
    world.profile.delete_commands(scope_key(args.get("scope")), _language(args))
    world.touch()
    return True


def _language(args: Arguments) -> str:
    return str(args.get("language_code") or "")


def set_my_name(world: Telegram, args: Arguments) -> bool:
    """setMyName: 0–64."""
    world.profile.set_text("name", args.get("name") or "", _language(args), 64, "BOT_TITLE_INVALID")
    return True


def set_my_description(world: Telegram, args: Arguments) -> bool:
    """setMyDescription: 0–512."""
    world.profile.set_text("description", args.get("description") or "", _language(args), 512, "ABOUT_TOO_LONG")
    return True


def set_my_short_description(world: Telegram, args: Arguments) -> bool:
    """setMyShortDescription: 0–120."""
    words = args.get("short_description") or ""
    world.profile.set_text("short_description", words, _language(args), 120, "ABOUT_TOO_LONG")
    return True


def get_my_name(world: Telegram, args: Arguments) -> Json:
    """getMyName."""
    return {"name": world.profile.text("name", _language(args))}


def get_my_description(world: Telegram, args: Arguments) -> Json:
    """getMyDescription."""
    return {"description": world.profile.text("description", _language(args))}


def get_my_short_description(world: Telegram, args: Arguments) -> Json:
    """getMyShortDescription."""
    return {"short_description": world.profile.text("short_description", _language(args))}


async def get_updates(world: Telegram, hook: Hook, args: Arguments) -> list[Json]:
    """getUpdates: not while a webhook is set; limit 1–100; timeout at most 50 seconds here as there."""
    if hook.url:
        raise ApiError(409, WEBHOOK_ACTIVE)
    _remember(world, args)
    limit = min(100, max(1, args.get("limit", 100)))
    return await world.queue.fetch(args.get("offset", 0), limit, min(50, max(0, args.get("timeout", 0))))


def _remember(world: Telegram, args: Arguments) -> None:
    kinds = args.get("allowed_updates")
    if kinds is not None:
        world.queue.allowed = frozenset(kinds) or None


def set_webhook(world: Telegram, hook: Hook, args: Arguments) -> bool:
    """setWebhook. The sandbox also takes http:// on loopback; Telegram wants https."""
    url = args.get("url") or ""
    loopback = re.match(r"http://(127\.0\.0\.1|localhost)(:\d+)?/", url)
    if url and not (url.startswith("https://") or loopback):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = args.get("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    _remember(world, args)
    _drop(world, args)
    hook.set(url, secret)
    return True


def delete_webhook(world: Telegram, hook: Hook, args: Arguments) -> bool:
    """deleteWebhook."""
    _drop(world, args)
    hook.set("", None)
    return True


def _drop(world: Telegram, args: Arguments) -> None:
    if args.get("drop_pending_updates"):
        world.queue.clear()


def get_webhook_info(world: Telegram, hook: Hook, args: Arguments) -> Json:
    """getWebhookInfo."""
    shape: dict[str, Any] = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": len(world.queue)}
    if hook.url:
        shape["max_connections"] = 40
    if hook.error:
        shape |= {"last_error_date": hook.error[0], "last_error_message": hook.error[1]}
    if world.queue.allowed:
        shape["allowed_updates"] = sorted(world.queue.allowed)
    return shape
