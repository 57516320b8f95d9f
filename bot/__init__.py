"""Wiring, doors and command line; nobody imports it.

structlog loads rich, and with it pygments, wherever it finds them, to colour a console; our logs have no colours. A
name that is None in `sys.modules` counts as not installed, which saves every start a tenth of its time and 5 MiB.
Source: https://docs.python.org/3/reference/import.html#the-module-cache

pydantic reads the metadata of everything that is installed to find plugins; there are none for us (15 ms of a start).
Source: https://docs.pydantic.dev/latest/concepts/plugins/
"""

import os
import sys
from typing import Any

modules: dict[str, Any] = sys.modules
modules.setdefault("rich", None)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
