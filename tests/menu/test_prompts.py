"""What the bot waits for: written and read in one place, and every question has somebody who takes its answer."""

from __future__ import annotations

import re
from pathlib import Path

from bot.routes.replies import EXPECTED
from domain.prompt import Prompt

ROOT = Path(__file__).parent.parent.parent
ELSEWHERE = {"form", "day", "fix", "open"}
"""Kinds that bot/routes/messages.py and handlers/daily/report.py look at."""


def test_a_prompt_comes_back_as_it_was_stored() -> None:
    asked = Prompt.of("day", "0a1b2c3d4e", 7, "2026-12-01")
    assert str(asked) == "day:0a1b2c3d4e:7:2026-12-01"
    assert Prompt.read(str(asked)) == asked
    assert Prompt.read("") == Prompt()
    assert str(Prompt()) == ""


def test_every_question_has_somebody_who_takes_its_answer() -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "handlers").rglob("*.py"))
    asked = set(re.findall(r'(?:expect_reply|Prompt\.of)\("(\w+)"', text))
    assert len(asked) > 15
    assert asked <= set(EXPECTED) | ELSEWHERE
