"""What the page may ask for: people act, time moves, faults happen. JSON under /sandbox/, loopback only."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.story.steps import wait_for
from sandbox.story.story import Story
from sandbox.telegram import Telegram
from sandbox.town.model import Chat, Json, Message, TelegramPerson
from sandbox.town.moments import Moments

CAST = (("Olena", "uk"), ("Marta", "ru"), ("Taras", "uk"), ("Ira", "ru"))
CASTS = {
    "en": tuple((name, "en") for name in ("Olena", "Marta", "Taras", "Ira")),
    "uk": tuple((name, "uk") for name in ("Олена", "Марта", "Тарас", "Ірина")),
    "ru": tuple((name, "ru") for name in ("Елена", "Марта", "Тимур", "Ирина")),
}
"""Somebody to be, by the language of the browser; in any other `CAST`, who speak two."""
Reset = Callable[[], Awaitable[None]] | None
Told = Callable[[str], list[dict[str, Any]]]
"""The story's steps in a language."""


class Control:
    """One method per endpoint; each takes the request's JSON and gives the answer's."""

    def __init__(self, world: Telegram, told: Told, moments: Moments, on_reset: Reset) -> None:
        self.world, self.told, self.moments, self.on_reset = world, told, moments, on_reset
        self.story = Story(world, told("en"), moments)
        self.fault, self.has_guide, self.preparing = "off", False, False
        self.blockers: list[TelegramPerson] = []
        self.actions: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "people": self.people,
            "language": self.language,
            "says": self.says,
            "edits": self.edits,
            "sends": self.sends,
            "forwards": self.forwards,
            "presses": self.presses,
            "opens": self.opens,
            "passes": self.passes,
            "groups": self.groups,
            "members": self.members,
            "blocks": self.blocks,
            "clock": self.clock,
            "faults": self.faults,
            "reset": self.reset,
            "story": self.play,
        }

    def cast(self, spoken: str = "") -> None:
        """Somebody to be, when the page opens on an empty world; `spoken` begins with the browser's language."""
        if not self.world.people:
            for name, language in CASTS.get(spoken[:2].lower(), CAST):
                self.world.person(name, language=language)

    def _who(self, body: Json, key: str = "person") -> TelegramPerson:
        return self.world.people[int(body[key])]

    def _chat(self, body: Json, key: str = "chat") -> Chat:
        chat = self.world.chats[int(body[key])]
        return chat.migrated_to or chat

    def _message(self, body: Json, key: str = "message") -> Message:
        found = self.world.find(self._chat(body), int(body[key]))
        if found is None:
            raise LookupError("that message is not there any more")
        return found

    async def people(self, body: Json) -> Json:
        """Add a person."""
        name = str(body["name"]).strip()[:64]
        if not name:
            raise ValueError("a person needs a name")
        return {"id": self.world.person(name, language=body.get("language") or None).id}

    async def language(self, body: Json) -> Json:
        """That person's Telegram speaks another language from the next update on."""
        self._who(body).language = body.get("language") or None
        self.world.touch()
        return {}

    async def says(self, body: Json) -> Json:
        """A text, perhaps a reply."""
        reply = self._message(body, "reply_to") if body.get("reply_to") else None
        text = str(body["text"])[:4096]
        return {"id": self.world.says(self._who(body), self._chat(body), text, reply_to=reply).id}

    async def edits(self, body: Json) -> Json:
        """Change an own message."""
        self.world.edits(self._who(body), self._message(body), str(body["text"])[:4096])
        return {}

    async def sends(self, body: Json) -> Json:
        """A photo or file (base64 in `data`), a sticker, a voice message, a location, a contact."""
        try:
            data = base64.b64decode(body.get("data") or "", validate=True)
        except binascii.Error:
            raise ValueError("data is not base64") from None
        kind, who = str(body["kind"]), self._who(body)
        content: Json = {"data": data, "name": body.get("name"), "caption": body.get("caption") or None}
        self.world.sends(who, self._chat(body), kind, **content)
        return {}

    async def forwards(self, body: Json) -> Json:
        """Pass a message on to the bot."""
        return {"id": self.world.forwards(self._who(body), self._message(body)).id}

    async def presses(self, body: Json) -> Json:
        """Press a button and wait up to 10 s for the bot's answer."""
        press = self.world.presses(self._who(body), self._message(body), (int(body["row"]), int(body["column"])))
        if press.url is None:
            await wait_for(lambda: press.answer is not None, 10)
        return {"answer": press.answer, "url": press.url}

    async def opens(self, body: Json) -> Json:
        """Follow a link to the bot, perhaps into a group."""
        group = self._chat(body, "group") if body.get("group") else None
        self.world.opens(self._who(body), str(body["url"]), group=group)
        return {}

    async def passes(self, body: Json) -> Json:
        """Hand a text or link to another person."""
        self.world.passes(self._who(body), self._who(body, "to"), str(body["text"])[:4096])
        return {}

    async def groups(self, body: Json) -> Json:
        """Make a group."""
        members = [self.world.people[int(number)] for number in body.get("members", [])]
        group = self.world.group(str(body["title"])[:128] or "Group", self._who(body), members)
        return {"id": group.id}

    async def members(self, body: Json) -> Json:
        """add, remove, leave, add_bot, remove_bot, promote_bot or upgrade in a group."""
        actor, group, act = self._who(body), self._chat(body), str(body["act"])
        if act == "add":
            self.world.adds(actor, group, self._who(body, "other"))
        elif act == "leave":
            self.world.leaves(actor, group)
        elif act == "add_bot":
            self.world.adds_bot(actor, group)
        elif act == "remove_bot":
            self.world.removes_bot(actor, group)
        elif act == "promote_bot":
            self.world.promotes(actor, group, self.world.bot)
        elif act == "upgrade":
            self.world.upgrades(group)
        return {}

    async def blocks(self, body: Json) -> Json:
        """Block the bot, or let it write again."""
        (self.world.blocks if body.get("blocked") else self.world.unblocks)(self._who(body))
        return {}

    async def clock(self, body: Json) -> Json:
        """Move the date: hours, closing, morning, monday or an ISO moment."""
        now = self.world.clock.now()
        self.world.clock.set(self.moments.of(str(body["to"]), now, float(body.get("hours", 1))))
        self.world.touch()
        return {}

    async def faults(self, body: Json) -> Json:
        """off, 429, 502, slow or blocked (by everybody), until switched again."""
        self.world.faults.clear()
        for who in self.blockers:
            self.world.unblocks(who)
        self.blockers = []
        self.fault = str(body["mode"])
        switch = {"429": self._flood, "502": self._down, "slow": self._slow, "blocked": self._block}
        switch.get(self.fault, self._off)()
        self.world.touch()
        return {}

    def _off(self) -> None:
        self.fault = "off"

    def _flood(self) -> None:
        self.world.faults.flood(3600)

    def _down(self) -> None:
        self.world.faults.down()

    def _slow(self) -> None:
        self.world.faults.delay_ms = 1500

    def _block(self) -> None:
        self.blockers = [who for who in self.world.people.values() if who.started and not who.blocked]
        for who in self.blockers:
            self.world.blocks(who)

    async def reset(self, body: Json) -> Json:
        """An empty world; `on_reset` lets the bot forget too."""
        self.story.forget()
        self.fault, self.blockers = "off", []
        self.world.reset()
        if self.on_reset is not None:
            await self.on_reset()
        if body.get("cast", True):
            self.cast(str(body.get("language", "")))
        return {}

    async def play(self, body: Json) -> Json:
        """play (from an empty world, perhaps to a chapter without pauses), prepare, pause, go on, stop, speed."""
        act, speed = str(body["act"]), float(body.get("speed", self.story.speed))
        if act in ("play", "prepare"):
            await self.reset({"cast": False})
            self.story.steps = self.told(str(body.get("language", "en")))
            await asyncio.sleep(0)
        if act == "play":
            self.story.start(speed, int(body.get("begin", 0)))
        elif act == "prepare":
            await self._prepare()
        elif act in ("pause", "go"):
            self.story.pause(act == "pause")
        elif act == "stop":
            self.story.stop()
        self.story.speed = speed
        self.world.touch()
        return {}

    async def _prepare(self) -> None:
        """The page sees it when it is ready."""
        self.preparing = True
        try:
            await self.story.prepare()
        finally:
            self.preparing = False

    def frame(self) -> dict[str, Any]:
        """Everything but the chats."""
        return {
            "now": int(self.world.clock.now().timestamp() * 1000),
            "zone": self.moments.zone,
            "closing": self.moments.closing.strftime("%H:%M"),
            "fault": self.fault,
            "guide": self.has_guide,
            "story": self.story.progress(),
            "undelivered": self.world.undelivered,
            "violations": self.world.violations[-5:],
            "bot": {
                "id": self.world.bot_id,
                "username": self.world.username,
                "name": self.world.profile.text("name", ""),
            },
        }
