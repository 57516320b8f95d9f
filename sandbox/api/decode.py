"""A call's raw arguments → typed values by the table of methods; what breaks the table is noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from sandbox.api.methods import IGNORED, METHODS, Param
from sandbox.town.errors import ApiError, bad


@dataclass
class Arguments:
    """Typed arguments of one call and the files that came with it (field name → bytes, name, mime)."""

    values: dict[str, Any]
    files: dict[str, tuple[bytes, str | None, str]] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)

    def get(self, name: str, default: Any = None) -> Any:
        """The argument, or the default when it was not given."""
        return self.values.get(name, default)


def decode(method: str, raw: dict[str, Any], args: Arguments) -> None:
    """Read every argument into `args` by its declared type; a wrong type refuses the call."""
    table = METHODS[method]
    for name, value in raw.items():
        param = table.get(name)
        if param is None:
            args.violations.append(f"{method}: unknown parameter {name}")
        elif value is not None and value != "":
            if name in IGNORED:
                args.violations.append(f"{method}: {name} is not supported by the sandbox")
            args.values[name] = _value(method, param, value, args.violations)
    args.violations += [
        f"{method}: unknown file {name}" for name in args.files if name not in table and not _attached(name, raw)
    ]
    _missing(method, raw, args)


def _attached(name: str, raw: dict[str, Any]) -> bool:
    return any(f"attach://{name}" in str(value) for value in raw.values())


def _missing(method: str, raw: dict[str, Any], args: Arguments) -> None:
    for param in METHODS[method].values():
        if param.required and param.name not in raw and param.name not in args.files:
            args.violations.append(f"{method}: required parameter {param.name} is missing")


def _value(method: str, param: Param, value: Any, violations: list[str]) -> Any:
    try:
        return _typed(param, value)
    except (ValueError, TypeError, orjson.JSONDecodeError):
        violations.append(f"{method}: {param.name} is not {param.type}: {str(value)[:60]!r}")
        raise _refusal(param) from None


def _refusal(param: Param) -> ApiError:
    if param.type in ("markup", "InlineKeyboardMarkup"):
        return bad("can't parse reply keyboard markup JSON object")
    if param.type == "chat":
        return bad("chat not found")
    if param.name == "message_id":
        return bad("message identifier is not specified")
    if _is_object(param):
        return bad(f"can't parse {param.name.replace('_', ' ')} JSON object")
    return bad(f"invalid {param.name} specified")


def _is_object(param: Param) -> bool:
    return param.type.startswith("[]") or param.type[0].isupper() or param.type == "markup"


def _typed(param: Param, value: Any) -> Any:
    if param.type == "int":
        return _integer(value)
    if param.type == "bool":
        return _boolean(value)
    if param.type == "chat":
        return value if isinstance(value, str) and value.startswith("@") else _integer(value)
    if param.type in ("str", "file", "upload"):
        return _string(value)
    return _object(param, value)


def _integer(value: Any) -> int:
    if isinstance(value, bool | float):
        raise TypeError(value)
    return int(value)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("true", "yes", "1", "false", "no", "0"):
        return str(value).lower() in ("true", "yes", "1")
    raise ValueError(value)


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise TypeError(value)


def _object(param: Param, value: Any) -> Any:
    decoded = orjson.loads(value) if isinstance(value, str | bytes) else value
    if not param.type.startswith("[]"):
        if not isinstance(decoded, dict):
            raise TypeError(value)
        return decoded
    if not isinstance(decoded, list):
        raise TypeError(value)
    if param.type == "[]int":
        return [_integer(item) for item in decoded]
    if param.type == "[]str" and not all(isinstance(item, str) for item in decoded):
        raise TypeError(value)
    return decoded
