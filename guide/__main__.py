"""`python -m guide`: build the guide's pages anew into `bot/guide_pages/`, or into a folder that is given."""

from __future__ import annotations

import sys
from pathlib import Path

from guide.pages import ROOT, build

if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "bot" / "guide_pages")
