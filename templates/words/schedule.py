"""Names of what happens while a promo runs: kinds of the schedule, duties, standings of a dispute."""

from __future__ import annotations

from templates.words.msgid import N_

RUNNING: dict[str, dict[str, str]] = {
    "due": {
        "cards": N_("cards with codes are made"),
        "used": N_("how many codes were used, for who wants to hear it"),
        "form_nudge": N_("a reminder of a half-finished form"),
        "expiry_reminder": N_("a reminder that the proposal ends tomorrow"),
        "expire": N_("the proposal ends unless all have signed"),
        "in_force": N_("changed terms apply, the group is told"),
        "vote": N_("the vote on the pilot, to the owners"),
        "ready": N_("what is not ready for the start, to the owners"),
        "start_question": N_("if it could not start: a question to the owners"),
        "start_late": N_("if it could not start and nobody answered: it starts by itself"),
        "duty": N_("a reminder of a duty"),
        "duty_again": N_("a reminder of a duty, for who asked for it"),
        "start": N_("the promo starts, the group is told in the morning"),
        "three_days_left": N_("three days left, to the group"),
        "finish": N_("the last day is over, the group is told in the morning"),
        "close": N_("the promo closes, late reports end"),
        "notice": N_("it ends, as a side has cancelled it"),
        "pause_eve": N_("a word to everybody that the pause ends tomorrow"),
        "pause_end": N_("the pause ends by itself"),
        "week": N_("weekly report to the group"),
        "week_again": N_("the weekly report is corrected in its place"),
        "ask": N_("daily question to the staff"),
        "ask_again": N_("the question again, for who asked for it"),
        "nudge": N_("if the number is missing: a reminder to the staff"),
        "escalate": N_("if the number is still missing: a word to the owner"),
        "catch_up": N_("days that were not asked about"),
        "perks": N_("a look whether the staff earned a reward"),
        "measures_after": N_("if they are missing: a word to the owners about the numbers of the weeks after it"),
        "forgotten": N_("the last traces of somebody who wanted to be forgotten go"),
        "settle_remind": N_("a reminder of the settlement, to who has said nothing"),
        "settle_accept": N_("a settlement without an answer counts as accepted"),
        "dispute_lapse": N_("a dispute without an answer ends"),
    },
    "duty": {
        "cards": N_("Hand the printed cards to the staff"),
        "flyers": N_("Hand out the flyers or place the ad"),
        "mailing": N_("Write to your own customers"),
        "posts": N_("Publish a post about the partner"),
        "removal": N_("Remove and destroy the advertising materials"),
    },
    "way": {
        "redeem": N_("send the bot the 8 digits of the card and press “Redeem”"),
        "word": N_("count those who say the code word, and send their number at closing"),
        "count": N_("count these customers, and send their number at closing"),
        "paper": N_("write each one into a notebook for the owner"),
        "nowhere": N_("not at all: the bot counts by itself"),
    },
    "dispute": {
        "receiver": N_("waits for"),
        "sender": N_("the result waits for"),
        "settled": N_("settled"),
        "not_agreed": N_("not agreed, the number stands"),
        "lapsed": N_("no answer, the number stands"),
    },
}
