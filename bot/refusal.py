"""What ends a command before it has begun: one line that says what to do."""

from __future__ import annotations


class CommandRefused(Exception):
    """The text is for whoever runs the command."""


class PortTaken(CommandRefused):
    """Somebody else listens where we are to."""
