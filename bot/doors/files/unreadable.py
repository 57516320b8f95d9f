"""A file that somebody sent and that cannot be read."""


class Unreadable(Exception):
    """The text is a reason key."""
