"""A stand-in for Telegram on loopback: strict Bot API, people, groups, a movable clock, a browser page."""

from .clock import Clock
from .server import Running, serve
from .telegram import Telegram

__all__ = ["Clock", "Running", "Telegram", "serve"]
