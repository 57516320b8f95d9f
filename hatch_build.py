"""Builds what stands beside the source: the owner's guide (`guide/`) and texts compiled (`templates/compiling.py`).

For a wheel that must succeed. In a clone, where half-written code may stand, it only says what is missing.
"""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE_FROM = ("guide", "docs/guide", "bot", "handlers", "domain", "storage", "templates", "locales", "sandbox")
PAGES = Path("bot", "guide_pages")


class BuiltHook(BuildHookInterface[BuilderConfig]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        root = Path(self.root)
        stamp, now = root / PAGES / ".made_from", sources(root)
        if stamp.is_file() and stamp.read_text() == now:
            return
        self.app.display_info("Building the texts and the owner's guide …")
        made = [self._made(module, version) for module in ("templates.compiling", "guide")]
        if all(made):
            stamp.write_text(now)

    def _made(self, module: str, version: str) -> bool:
        done = subprocess.run(
            [sys.executable, "-m", module], cwd=self.root, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode and version != "editable":
            raise RuntimeError(f"{module} failed:\n{done.stdout.decode()}")
        if done.returncode:
            self.app.display_warning(f"This failed: uv run python -m {module}")
        return not done.returncode


def sources(root: Path) -> str:
    """What the pages are made from, as one hash."""
    files = sorted(path for folder in MADE_FROM for path in (root / folder).rglob("*") if _counts(root, path))
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def _counts(root: Path, path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix != ".mo"
        and not {"__pycache__", "built"} & {*path.parts}
        and not path.is_relative_to(root / PAGES)
    )
