"""Checks JSON against ../shared/botapi/api.json: known fields, required ones, right types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[2].parent / "shared" / "botapi" / "api.json"
API: dict[str, Any] = json.loads(PATH.read_text()) if PATH.exists() else {}
_PLAIN: dict[str, Any] = {"Integer": int, "Float": (int, float), "String": str}


def problems(kind: str, value: Any, where: str = "") -> list[str]:
    """What is wrong with a value said to be of this api.json type."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: no array"]
        return [p for i, item in enumerate(value) for p in problems(kind[9:], item, f"{where}[{i}]")]
    if kind in ("Boolean", "True"):
        return [] if isinstance(value, bool) else [f"{where}: no boolean"]
    if kind in _PLAIN:
        return [] if isinstance(value, _PLAIN[kind]) and not isinstance(value, bool) else [f"{where}: no {kind}"]
    return _object(kind, value, where)


def _object(kind: str, value: Any, where: str) -> list[str]:
    declared = API["types"][kind]
    if declared.get("subtypes"):
        return _fewest([problems(sub, value, where) for sub in declared["subtypes"]])
    if not isinstance(value, dict):
        return [f"{where}: no {kind}"]
    fields = {field["name"]: field for field in declared.get("fields", [])}
    found = [f"{where}: {kind} has no field {name}" for name in value if name not in fields]
    found += [f"{where}: {kind} lacks {name}" for name, f in fields.items() if f["required"] and name not in value]
    for name in value.keys() & fields.keys():
        found += _fewest([problems(each, value[name], f"{where}.{name}") for each in fields[name]["types"]])
    return found


def _fewest(attempts: list[list[str]]) -> list[str]:
    return min(attempts, key=len)
