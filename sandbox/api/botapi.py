"""Bot API over HTTP: /bot<TOKEN>/<method> and /file/bot<TOKEN>/<path>."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from sandbox.api import bot, chat, edit, send
from sandbox.api.decode import Arguments, decode
from sandbox.api.methods import BY_LOWER
from sandbox.api.webhook import Hook
from sandbox.clock import monotonic
from sandbox.telegram import Telegram
from sandbox.town.errors import BROKEN_LIMIT, ApiError, bad
from sandbox.town.faults import NGINX_502
from sandbox.town.model import Call, Json

Files = dict[str, tuple[bytes, str | None, str]]
Handler = Callable[[Telegram, Arguments], Any]

HANDLERS: dict[str, Handler] = {
    "getMe": bot.get_me,
    "sendMessage": send.send_message,
    "sendPhoto": send.send_photo,
    "sendDocument": send.send_document,
    "copyMessage": send.copy_message,
    "forwardMessage": send.forward_message,
    "sendChatAction": send.send_chat_action,
    "answerCallbackQuery": send.answer_callback_query,
    "editMessageText": edit.edit_message_text,
    "editMessageCaption": edit.edit_message_caption,
    "editMessageMedia": edit.edit_message_media,
    "editMessageReplyMarkup": edit.edit_message_reply_markup,
    "deleteMessage": edit.delete_message,
    "deleteMessages": edit.delete_messages,
    "pinChatMessage": edit.pin_chat_message,
    "unpinChatMessage": edit.unpin_chat_message,
    "setMessageReaction": edit.set_message_reaction,
    "getChat": chat.get_chat,
    "getChatMember": chat.get_chat_member,
    "getChatAdministrators": chat.get_chat_administrators,
    "getChatMemberCount": chat.get_chat_member_count,
    "leaveChat": chat.leave_chat,
    "getFile": chat.get_file,
    "setMyCommands": bot.set_my_commands,
    "getMyCommands": bot.get_my_commands,
    "deleteMyCommands": bot.delete_my_commands,
    "setMyName": bot.set_my_name,
    "getMyName": bot.get_my_name,
    "setMyDescription": bot.set_my_description,
    "getMyDescription": bot.get_my_description,
    "setMyShortDescription": bot.set_my_short_description,
    "getMyShortDescription": bot.get_my_short_description,
}
WITH_HOOK: dict[str, Callable[[Telegram, Hook, Arguments], Any]] = {
    "getUpdates": bot.get_updates,
    "setWebhook": bot.set_webhook,
    "deleteWebhook": bot.delete_webhook,
    "getWebhookInfo": bot.get_webhook_info,
}


class BotApi:
    """The bot's side of the server."""

    def __init__(self, world: Telegram) -> None:
        self.world = world
        self.hook = Hook(world.queue, lambda: int(world.clock.now().timestamp()), self._from_webhook)

    def routes(self) -> list[web.RouteDef]:
        """What the bot may ask for."""
        return [
            web.route("*", r"/bot{token:[^/]+}/{method}", self.call),
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call: faults before, the thing itself, faults after."""
        if request.match_info["token"] != self.world.token:
            return _answer(ApiError(401, "Unauthorized").body(), 401)
        method = BY_LOWER.get(request.match_info["method"].lower(), request.match_info["method"])
        try:
            raw, files = await arguments(request)
        except ValueError:
            self.world.violations.append(f"{method}: the body cannot be read")
            return _answer(bad("can't parse the request").body(), 400)
        polling = method == "getUpdates"
        self.world.in_flight += not polling
        try:
            return await self._faulty(request, method, raw, files)
        finally:
            self.world.in_flight -= not polling

    async def _faulty(self, request: web.Request, method: str, raw: Json, files: Files) -> web.StreamResponse:
        faults, chat_id = self.world.faults, _chat_id(raw)
        if faults.delay_ms and method != "getUpdates":
            await asyncio.sleep(faults.delay_ms / 1000)
        if faults.strike(("lose_request",), method, chat_id):
            return _dropped(request)
        if faults.strike(("502", "502-calls"), method, chat_id):
            self._note(method, raw, ApiError(502, "Bad Gateway"))
            return web.Response(status=502, text=NGINX_502, content_type="text/html")
        if garbage := faults.strike(("garbage",), method, chat_id):
            return web.Response(body=garbage.body, content_type="application/json")
        body, status = await self.answer(method, raw, files, faults.refusal(method, chat_id))
        late = faults.strike(("late",), method, chat_id)
        if late:
            await asyncio.sleep(late.seconds)
        if faults.strike(("lose_answer",), method, chat_id):
            return _dropped(request)
        return _answer(body, status)

    async def answer(self, method: str, raw: Json, files: Files, refusal: ApiError | None = None) -> tuple[Json, int]:
        """Do the call (unless it is refused already), note it, and give body and status."""
        try:
            if refusal is not None:
                raise refusal
            result = await self._result(method, raw, files)
        except ApiError as error:
            self._note(method, raw, error)
            return error.body(), error.code
        self._note(method, raw, None, result)
        return {"ok": True, "result": result}, 200

    async def _result(self, method: str, raw: Json, files: Files) -> Any:
        if method not in HANDLERS and method not in WITH_HOOK:
            self.world.violations.append(f"unknown method {method}")
            raise ApiError(404, "Not Found: method not found")
        args = Arguments({}, files)
        try:
            decode(method, raw, args)
        finally:
            self.world.violations += args.violations
        if method in HANDLERS:
            return HANDLERS[method](self.world, args)
        result = WITH_HOOK[method](self.world, self.hook, args)
        return await result if asyncio.iscoroutine(result) else result

    def _note(self, method: str, raw: Json, error: ApiError | None, result: Any = None) -> None:
        if method == "getUpdates" and error is None and not result:
            return
        now, self.world.last_call = self.world.clock.now(), monotonic()
        if error is not None and BROKEN_LIMIT.search(error.description):
            self.world.violations.append(f"{method}: {error.description}")
        if not self.world.recording:
            return
        if error is None:
            self.world.calls.append(Call(method, readable(raw), now, True, result))
        else:
            self.world.calls.append(
                Call(
                    method=method,
                    params=readable(raw),
                    at=now,
                    ok=False,
                    result=None,
                    code=error.code,
                    description=error.description,
                )
            )

    async def _from_webhook(self, method: str, raw: Json) -> None:
        await self.answer(BY_LOWER.get(method.lower(), method), raw, {})

    async def download(self, request: web.Request) -> web.Response:
        """The bytes behind a file_path; only getFile gives one."""
        file = self.world.files.at(request.match_info["path"], self.world.clock.now())
        if request.match_info["token"] != self.world.token or file is None:
            return _answer(ApiError(404, "Not Found").body(), 404)
        return web.Response(body=file.data, content_type="application/octet-stream")


async def arguments(request: web.Request) -> tuple[Json, Files]:
    """Query and body (JSON, form, multipart) as raw arguments and files."""
    raw: Json = dict(request.query)
    files: Files = {}
    if request.content_type == "application/json":
        body = await request.read()
        decoded = orjson.loads(body) if body else {}
        if not isinstance(decoded, dict):
            raise ValueError("a JSON body must be an object")
        raw |= decoded
    elif request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                await _part(part, raw, files)
    else:
        raw |= {key: str(value) for key, value in (await request.post()).items()}
    return raw, files


async def _part(part: BodyPartReader, raw: Json, files: Files) -> None:
    name, data = part.name or "", bytes(await part.read())
    if (part.filename is None and "Content-Type" not in part.headers) or (
        part.filename is None and part.headers["Content-Type"].startswith("text/plain")
    ):
        raw[name] = data.decode()
    else:
        files[name] = (data, part.filename, part.headers.get("Content-Type", "application/octet-stream"))


def readable(raw: Json) -> Json:
    """Arguments with their JSON and numbers decoded, for people who read Call.params."""
    return {key: _readable(value) for key, value in raw.items()}


def _readable(value: Any) -> Any:
    if not isinstance(value, str) or not value or value[0] not in "{[-0123456789tf":
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


def _chat_id(raw: Json) -> int | None:
    try:
        return int(raw.get("chat_id", ""))
    except (TypeError, ValueError):
        return None


def _answer(body: Json, status: int) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
