"""The cashiers: each writes a daily report, waits for the answer, and writes the next one."""

from __future__ import annotations

import itertools
import time
from collections import Counter, defaultdict, deque
from statistics import quantiles
from typing import Any

import orjson

FIRST_ID = 700_001
FIRST_WORDS = ("+1", "7 3400")
CUSTOMERS = {"+1": 1, "7 3400": 7}
SALES = {"+1": 0, "7 3400": 340_000}


def name_of(chat: int) -> str:
    return f"Cashier {chat - FIRST_ID + 1}"


class Crowd:
    """What was said, what was answered, and how long each answer took."""

    def __init__(self, chats: int) -> None:
        self.chats = range(FIRST_ID, FIRST_ID + chats)
        self.said: Counter[int] = Counter()
        self.words: Counter[str] = Counter()
        self.waiting: defaultdict[int, deque[float]] = defaultdict(deque)
        self.numbers = itertools.count(1)
        self.to_say, self.answers, self.surplus, self.disorder = 0, 0, 0, 0
        self.expected: defaultdict[int, deque[int]] = defaultdict(deque)
        self.latencies: list[float] = []
        self.last_answer = 0.0

    def begin(self, messages: int) -> list[tuple[int, bytes]]:
        """Everybody says the first one; the updates by number. The rest follow the answers."""
        self.to_say, self.answers, self.latencies = messages, 0, []
        self.last_answer = time.monotonic()
        return [update for chat in self.chats if (update := self.says(chat))]

    def says(self, chat: int) -> tuple[int, bytes] | None:
        """The next report of a chat, as Telegram hands it out; None when enough was said."""
        if not self.to_say:
            return None
        self.to_say -= 1
        words = FIRST_WORDS[chat % 2] if not self.said[chat] else "+1"
        self.said[chat] += 1
        self.words[words] += 1
        self.waiting[chat].append(time.monotonic())
        number = next(self.numbers)
        return number, orjson.dumps({"update_id": number, "message": _message(number, chat, words)})

    def piles_up(self, messages: int) -> list[tuple[int, bytes]]:
        """All has been said before anybody listens: `+1` again and again, so that the answers of a chat count up."""
        self.answers, self.latencies, self.last_answer = 0, [], time.monotonic()
        everybody = ((chat, number) for number in itertools.count(1) for chat in self.chats)
        return [self._pile(chat, number) for chat, number in itertools.islice(everybody, messages)]

    def _pile(self, chat: int, total: int) -> tuple[int, bytes]:
        self.waiting[chat].append(self.last_answer)
        self.expected[chat].append(total)
        number = next(self.numbers)
        return number, orjson.dumps({"update_id": number, "message": _message(number, chat, "+1")})

    def hears(self, chat: int, text: str) -> tuple[int, bytes] | None:
        """An answer arrives; what the person says next. An answer to nothing, or out of turn, is counted too."""
        if not self.waiting[chat]:
            self.surplus += 1
            return None
        if self.expected[chat]:
            self.disorder += f"<b>{self.expected[chat].popleft()}</b>" not in text
        self.last_answer = time.monotonic()
        self.latencies.append(self.last_answer - self.waiting[chat].popleft())
        self.answers += 1
        return self.says(chat)

    def figures(self, seconds: float) -> dict[str, Any]:
        """What a run came to."""
        cuts = quantiles(self.latencies, n=20) if len(self.latencies) > 1 else [0.0] * 19
        return {
            "seconds": seconds,
            "answers": self.answers,
            "surplus": self.surplus,
            "disorder": self.disorder,
            "at": self.last_answer,
            "p50": cuts[9],
            "p95": cuts[18],
            "said": self.said.total(),
            "customers": sum(CUSTOMERS[w] * n for w, n in self.words.items()),
            "sales": sum(SALES[w] * n for w, n in self.words.items()),
        }


def _message(number: int, chat: int, words: str) -> dict[str, Any]:
    return {
        "message_id": number,
        "date": int(time.time()),
        "text": words,
        "chat": {"id": chat, "type": "private", "first_name": name_of(chat)},
        "from": {"id": chat, "is_bot": False, "first_name": name_of(chat), "language_code": "uk"},
    }
