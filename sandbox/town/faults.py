"""What can go wrong on purpose: 401, 429, 500, 502, lost and late answers, a failing poll, plain delay."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sandbox.clock import monotonic
from sandbox.town.errors import OTHER_POLLER, RESTART, ApiError, too_many

NGINX_502 = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(eq=False)
class Fault:
    """One rule. It acts `left` more times (None: until `off()`), each time with `chance`.

    `until` is monotonic wall time in seconds; `hits` counts the calls it met, acted on or not.
    """

    kind: str
    left: int | None = None
    chance: float = 1.0
    methods: frozenset[str] | None = None
    chat_id: int | None = None
    until: float | None = None
    seconds: float = 0.0
    body: bytes = b""
    hits: int = 0
    active: bool = True

    def off(self) -> None:
        """Stop it."""
        self.active = False

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Does the rule speak of this call now?"""
        if not self.active or self.left == 0 or (self.until is not None and monotonic() >= self.until):
            return False
        if self.methods is not None and method not in self.methods:
            return False
        return self.chat_id is None or self.chat_id == chat_id


class Faults:
    """The rules in force. `delay_ms` is added to every call but getUpdates; `seed` fixes all chance."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)
        self.rules: list[Fault] = []
        self.delay_ms: float = 0

    def add(
        self, kind: str, *, times: int | None = None, chance: float = 1.0, methods: frozenset[str] | None = None
    ) -> Fault:
        """Add a rule: 401, 429, 500, 502, 409, late, lose_request or lose_answer."""
        rule = Fault(kind, times, chance, methods)
        self.rules.append(rule)
        return rule

    def flood(self, seconds: float, *, chat_id: int | None = None) -> Fault:
        """429 for a chat (or all) for so many wall seconds; calls meanwhile are counted in `hits`."""
        rule = self.add("429")
        rule.chat_id, rule.until = chat_id, monotonic() + seconds
        return rule

    def down(self, times: int | None = None, *, chance: float = 1.0, polls: bool = True) -> Fault:
        """502 and nginx's page for so many calls, by chance, or until `off()`; `polls`: getUpdates too."""
        return self.add("502" if polls else "502-calls", times=times, chance=chance)

    def slow(self, seconds: float, times: int | None = None, *, chance: float = 1.0) -> Fault:
        """Do it, and answer so many seconds later."""
        rule = self.add("late", times=times, chance=chance)
        rule.seconds = seconds
        return rule

    def lose_answer(self, times: int | None = None, *, chance: float = 1.0) -> Fault:
        """Do it, then drop the connection."""
        return self.add("lose_answer", times=times, chance=chance)

    def lose_request(self, times: int | None = None, *, chance: float = 1.0) -> Fault:
        """Drop the connection before anything is done."""
        return self.add("lose_request", times=times, chance=chance)

    def poll_fails(self, kind: str = "409", times: int | None = None) -> Fault:
        """getUpdates alone answers 401, 409, 500 or 502."""
        return self.add(kind, times=times, methods=frozenset({"getUpdates"}))

    def poll_brings(self, body: bytes, times: int | None = None) -> Fault:
        """getUpdates alone answers 200 with these bytes."""
        rule = self.add("garbage", times=times, methods=frozenset({"getUpdates"}))
        rule.body = body
        return rule

    def clear(self) -> None:
        """Everything works again."""
        for rule in self.rules:
            rule.off()
        self.rules.clear()
        self.delay_ms = 0

    def strike(self, kinds: tuple[str, ...], method: str, chat_id: int | None) -> Fault | None:
        """The first rule of these kinds that acts on this call; uses up one of its times."""
        for rule in self.rules:
            polls_spared = rule.kind in ("502-calls", "late", "lose_answer", "lose_request") and (
                method == "getUpdates" and rule.methods is None
            )
            if rule.kind not in kinds or polls_spared or not rule.meets(method, chat_id):
                continue
            rule.hits += 1
            if self.random.random() >= rule.chance:
                continue
            if rule.left is not None:
                rule.left -= 1
            return rule
        return None

    def refusal(self, method: str, chat_id: int | None) -> ApiError | None:
        """The 401, 409, 429 or 500 that this call gets instead of being done."""
        if self.strike(("401",), method, chat_id):
            return ApiError(401, "Unauthorized")
        if self.strike(("500",), method, chat_id):
            return ApiError(500, RESTART)
        if self.strike(("409",), method, chat_id):
            return ApiError(409, OTHER_POLLER)
        if method == "getUpdates":
            return None
        rule = self.strike(("429",), method, chat_id)
        if rule is None:
            return None
        left = (rule.until - monotonic()) if rule.until is not None else 1.0
        return too_many(max(1, int(left + 0.999)))
