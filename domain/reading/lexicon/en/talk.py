"""English: what is said besides answers."""

from __future__ import annotations

from domain.reading.lexicon.parts import TalkWords

TALK = TalkWords(
    thanks=("thank you", "thanks", "thanx", "thx", "cheers", "great", "super", "perfect", "got it", "ok", "okay"),
    greetings=("hello", "hi", "hey", "good (?:morning|afternoon|evening|day)"),
    small=("very much", "a lot", "so much", "all", "everybody", "there", "you", "well"),
    go_on=("continue", "(?:go|carry) on", "resume", r"(?:have ?not|haven.?t|did ?not|didn.?t) finish\w*"),
    today=(
        r"how (?:many|much)(?: customers| people| so far)* today(?: so far)?",
        "today so far",
        "today.?s (?:numbers|total)",
    ),
    status=("status", "how are we doing", "how is it going", "how many so far", "where are we"),
    week=("weekly report", "(?:this|last) week", "week"),
    owing=(r"who (?:owes|has not|hasn.?t|did not|didn.?t)\b.*", "(?:who|which) is missing", "missing reports?"),
    about={
        "money": (r"(?:pay|paid|cost|money|bonus|penalt|reward)\w*", "shares?", "split"),
        "dates": ("when", "until", "how long", r"(?:dat|day|week|start|end)\w*"),
        "offer": (r"(?:discount|gift|card|code|offer|condition|voucher)s?", "customers? get"),
        "needs": (r"(?:bring|flyer|poster|print|need)\w*", "hand out"),
        "people": (r"(?:staff|train|cashier)\w*", "who explains"),
        "client_base": (r"(?:mail|subscriber|post|contact)\w*",),
        "reporting": (r"(?:report|number|count)\w*",),
        "gains": (r"(?:gain|benefit)\w*", "what do (?:we|i) get", "in it for"),
    },
)
