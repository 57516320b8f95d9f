"""A stand-in for Telegram on loopback: strict Bot API, people, groups, a movable clock, a browser page."""

from sandbox.clock import Clock
from sandbox.server import Running, serve
from sandbox.telegram import Telegram

__all__ = ["Clock", "Running", "Telegram", "serve"]
