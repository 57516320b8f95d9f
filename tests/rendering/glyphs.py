"""Which characters a font file has, read from its cmap table (OpenType, formats 4 and 12)."""

import struct
from pathlib import Path


def characters(font: Path) -> set[int]:
    data = font.read_bytes()
    cmap = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    starts = {cmap + struct.unpack_from(">I", data, cmap + 4 + 8 * at + 4)[0] for at in range(count)}
    return set().union(*(_covered(data, start) for start in starts))


def _table(data: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(count):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        if tag == name:
            return int(start)
    raise LookupError(name)


def _covered(data: bytes, start: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", data, start)
    if kind == 12:
        (count,) = struct.unpack_from(">I", data, start + 12)
        groups = [struct.unpack_from(">III", data, start + 16 + 12 * at)[:2] for at in range(count)]
    elif kind == 4:
        count = struct.unpack_from(">H", data, start + 6)[0] // 2
        lasts = struct.unpack_from(f">{count}H", data, start + 14)
        firsts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
        groups = list(zip(firsts, lasts, strict=True))
    else:
        groups = []
    return {character for first, last in groups for character in range(first, last + 1)}
