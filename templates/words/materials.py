"""Names of what is printed and posted: its languages, and where it lies."""

from __future__ import annotations

from templates.words.msgid import N_

MATERIALS: dict[str, dict[str, str]] = {
    "printed": {
        "uk": N_("Ukrainian"),
        "ru": N_("Russian"),
        "en": N_("English"),
        "uk+en": N_("Ukrainian and English"),
        "uk+ru": N_("Ukrainian and Russian"),
        "ru+en": N_("Russian and English"),
    },
    "source": {
        "till": N_("At the till"),
        "flyer": N_("Flyers"),
        "instagram": N_("Instagram"),
        "window": N_("In the window"),
        "event": N_("At an event"),
        "chat": N_("From the chat"),
        "none": N_("Without a label"),
        "poster": N_("Poster"),
        "story": N_("Story"),
        "post": N_("Post"),
    },
}
