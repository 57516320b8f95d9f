"""What terms are called on a button in half a row, where their whole name is too long for it."""

from __future__ import annotations

from templates.words.msgid import N_

BRIEFLY = {
    "o.giver": N_("Handed out by"),
    "o.cap": N_("Money limit"),
    "o.places": N_("Some locations"),
    "in_force_from": N_("Applies from"),
    "baseline": N_("Before and after"),
    "minimum": N_("Minimum each"),
    "pay": N_("Pay per customer"),
    "bonus_from": N_("Bonus from"),
    "penalty": N_("Penalty"),
    "counted": N_("Who is counted"),
    "lost_days": N_("Lost days"),
    "notice_days": N_("Notice"),
    "pause_days": N_("Longest pause"),
    "silence_days": N_("Days of silence"),
    "p.at": N_("For how many"),
}
