"""Uploaded bytes: identifiers, picture headers, Telegram's limits (Bot API, "Sending files")."""

from __future__ import annotations

import hashlib
import mimetypes
import struct
from datetime import datetime, timedelta
from pathlib import PurePath

from sandbox.town.errors import ApiError, bad
from sandbox.town.model import File, Json

PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
LINK_LIVES = timedelta(hours=1)
FOLDERS = {"photo": "photos", "document": "documents"}


class FileStore:
    """Every file by its file_id; the same bytes keep their unique id."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._paths: dict[str, tuple[File, datetime]] = {}

    def keep(self, data: bytes, kind: str, name: str | None = None, mime: str | None = None) -> File:
        """Store bytes as a file of this kind."""
        digest = hashlib.sha256(kind.encode() + data).hexdigest()
        width, height = image_size(data) or (0, 0)
        guessed = mimetypes.guess_type(name or "")[0] or "application/octet-stream"
        prefix = {"photo": "AgACAgIAAxkDAAI", "document": "BQACAgIAAxkDAAI"}.get(kind, "CAACAgIAAxkDAAI")
        file = File(
            file_id=f"{prefix}{digest[:32]}{len(self._files):06x}",
            unique_id=f"AQAD{digest[:12]}",
            kind=kind,
            data=data,
            name=name,
            mime="image/jpeg" if kind == "photo" else mime or guessed,
            width=width,
            height=height,
        )
        self._files[file.file_id] = file
        return file

    def get(self, file_id: str) -> File | None:
        """The file, also by the id of one of a photo's smaller sizes."""
        return self._files.get(file_id.split("-", maxsplit=1)[0])

    def link(self, file: File, now: datetime) -> str:
        """A path to download from, for an hour (getFile: "guaranteed to be valid for at least 1 hour")."""
        ending = ".jpg" if file.kind == "photo" else PurePath(file.name or "").suffix
        path = f"{FOLDERS.get(file.kind, file.kind)}/file_{len(self._paths)}{ending}"
        self._paths[path] = (file, now + LINK_LIVES)
        return path

    def at(self, path: str, now: datetime) -> File | None:
        """The file behind a path that getFile gave less than an hour ago."""
        file, until = self._paths.get(path, (None, now))
        return file if now < until else None


def checked_photo(data: bytes) -> None:
    """Refuse what Telegram refuses to show as a photo: size, no image, dimensions."""
    if len(data) > PHOTO_BYTES:
        raise bad(f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes")
    size = image_size(data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10000 or max(width, height) > 20 * max(1, min(width, height)):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def checked_upload(data: bytes) -> None:
    """Refuse an empty file and one above 50 MB."""
    if not data:
        raise bad("file must be non-empty")
    if len(data) > DOCUMENT_BYTES:
        raise ApiError(413, "Request Entity Too Large")


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from a PNG, JPEG, GIF or WebP header; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and data[12:16] == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return None


def photo_sizes(file: File) -> list[Json]:
    """PhotoSize array, smallest first: boxes of 90, 320, 800 and 1280 pixels as Telegram makes them."""
    longest = max(file.width, file.height, 1)
    boxes = [box for box in (90, 320, 800, 1280) if box < longest] + [min(longest, 1280)]
    return [_photo_size(file, box, last=i == len(boxes) - 1) for i, box in enumerate(dict.fromkeys(boxes))]


def _photo_size(file: File, box: int, *, last: bool) -> Json:
    scale = box / max(file.width, file.height, 1)
    return {
        "file_id": file.file_id if last else f"{file.file_id}-{box}",
        "file_unique_id": file.unique_id if last else f"{file.unique_id}-{box}",
        "file_size": len(file.data) if last else max(1, int(len(file.data) * scale * scale)),
        "width": max(1, round(file.width * scale)),
        "height": max(1, round(file.height * scale)),
    }
