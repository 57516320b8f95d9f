"""A word to systemd: one datagram to the socket that it names (https://man.freedesktop.org/sd_notify.3)."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> None:
    """`READY=1`, `WATCHDOG=1`, `STOPPING=1`. Without systemd nothing happens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect("\0" + address[1:] if address[0] == "@" else address)
            sock.sendall(state.encode())
        except OSError:
            return


def watchdog_seconds() -> float | None:
    """How often systemd wants to hear from us: half of what it waits."""
    wait = os.environ.get("WATCHDOG_USEC", "")
    return int(wait) / 2_000_000 if wait.isdigit() and int(wait) else None
