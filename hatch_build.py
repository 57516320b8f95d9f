"""Builds the owner's guide (`guide/`) into the package, so that an installed Tandem serves it without a generator.

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


class GuideHook(BuildHookInterface[BuilderConfig]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        root = Path(self.root)
        stamp, now = root / PAGES / ".made_from", sources(root)
        if stamp.is_file() and stamp.read_text() == now:
            return
        self.app.display_info("Building the owner's guide …")
        done = subprocess.run(
            [sys.executable, "-m", "guide"], cwd=root, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode == 0:
            stamp.write_text(now)
        elif version == "editable":
            self.app.display_warning("The guide was not built. Try: uv run python -m guide")
        else:
            raise RuntimeError(f"the guide could not be built:\n{done.stdout.decode()}")


def sources(root: Path) -> str:
    """What the pages are made from, as one hash."""
    files = sorted(path for folder in MADE_FROM for path in (root / folder).rglob("*") if _counts(root, path))
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def _counts(root: Path, path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.is_relative_to(root / PAGES)
