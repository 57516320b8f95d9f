"""Pictures of a promo for its owners: which there are now, and each as a photo that its caption says in words."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from domain.agreement.sharing import Topic, goal_topic
from domain.agreement.terms import Party, Terms
from domain.results.facts import MetricInputs
from domain.results.shown import before_today, figure_topics
from domain.states import AGREED
from handlers.asked import own_promo, today_of
from handlers.buttons import Button, Rows, number, shorten, to_card
from handlers.context import Context, Work
from handlers.results import chart_data, metrics, referral_picture
from storage.agreement.promos import Promo
from storage.business import businesses
from templates.drawn.pictures import BurnUpChart
from templates.format.metrics import changed, compared

MOST_FLOWS = 9
"""Directions that a caption names."""


class Seen(Struct, frozen=True):
    """What is known of a promo today, `today` being not over."""

    promo: Promo
    terms: Terms
    facts: MetricInputs
    sent: referral_picture.ReferralData
    today: date


def opening(promo: Promo) -> Rows:
    return [[Button("Pictures", "pics", (promo.id,))]] if promo.state in AGREED else []


async def goal(work: Work, promo: Promo, language: str, today: date) -> tuple[str, BurnUpChart] | None:
    """The way to the goal for the group's /status, if it can be drawn and shown."""
    if promo.state not in AGREED:
        return None
    facts = await metrics.gather(work, promo, today)
    return chart_data.goal_picture(before_today(facts, today, goal_topic(promo.terms)), language, today)


async def on_charts(context: Context) -> None:
    """Which pictures there are, or one of them."""
    promo = await own_promo(context, context.pressed[0], AGREED)
    if promo is None:
        return
    seen = await _seen(context, promo, promo.terms)
    show = SHOWN.get(context.pressed[1])
    if show is None or not show(context, seen):
        _menu(context, seen)


async def _seen(context: Context, promo: Promo, terms: Terms) -> Seen:
    today = today_of(context, promo, await businesses.places(context.tx, promo.id))
    facts = await metrics.gather(context.work, promo, today)
    sent = await referral_picture.sent(context.work, promo, before_today(facts, today, Topic.CUSTOMERS), today)
    return Seen(promo, terms, before_today(facts, today, goal_topic(terms)), sent, today)


def _menu(context: Context, seen: Seen) -> None:
    rows = _rows(seen)
    if rows:
        context.toast()
        back = [to_card(seen.promo.id)]
        context.say("results/charts.menu", title=seen.promo.title, buttons=[*rows, back])
    elif seen.today <= seen.terms.starts:
        context.toast("results/charts.not_begun", alert=True, day=seen.terms.starts + timedelta(days=1))
    else:
        context.toast("results/charts.nothing", alert=True)


def _rows(seen: Seen) -> Rows:
    """A button for each picture that has something to show."""
    promo = seen.promo.id
    course = [[Button("Goal", "pics", (promo, "goal"))]] if chart_data.course(seen.facts, seen.today) else []
    around = [[_around_button(seen, party)] for party in seen.terms.parties if _compared(seen, party)]
    flows = (
        [[Button("Who sent whom", "pics", (promo, "sent"))]] if referral_picture.flows_of(seen.facts, seen.sent) else []
    )
    return [*course, *around, *flows]


def _around_button(seen: Seen, party: Party) -> Button:
    args = (seen.promo.id, "around", party.slot)
    if party.slot == seen.promo.slot:
        return Button("Before and after", "pics", args)
    return Button("Before and after: %(name)s", "pics", args, words={"name": shorten(party.name, 30)})


def _compared(seen: Seen, party: Party) -> bool:
    topics = figure_topics(seen.terms, seen.promo.slot, party.slot)
    return bool(chart_data.rows_of(seen.facts, party.business_id, topics))


def _goal(context: Context, seen: Seen) -> bool:
    found = chart_data.course(seen.facts, seen.today)
    drawing = chart_data.goal_picture(seen.facts, context.person.language, seen.today)
    if found and drawing:
        context.toast()
        words = chart_data.goal_words(seen.facts, found)
        context.say("results/charts.goal", drawing=drawing, title=seen.promo.title, **words)
    return drawing is not None


def _around(context: Context, seen: Seen) -> bool:
    """One side's weeks before, during and after."""
    slot = number(context.pressed[2])
    party = next((party for party in seen.terms.parties if party.slot == slot), None)
    topics, language = figure_topics(seen.terms, seen.promo.slot, slot), context.person.language
    drawing = chart_data.comparison_picture(seen.facts, party.business_id, topics, language) if party else None
    if party and drawing:
        context.toast()
        rows = [row for row in chart_data.rows_of(seen.facts, party.business_id, topics) if row.is_known]
        known = [
            (
                compared(row.name, language),
                row.met,
                None if row.change is None else changed(row.change, language, row.unit),
            )
            for row in rows
        ]
        better = sum(bool(row.met) for row in rows)
        context.say("results/charts.comparison", drawing=drawing, name=party.name, known=known, better=better)
    return drawing is not None


def _sent(context: Context, seen: Seen) -> bool:
    drawing = referral_picture.exchange_picture(seen.facts, seen.sent, context.person.language)
    if drawing:
        context.toast()
        context.say(
            "results/charts.exchange",
            drawing=drawing,
            title=seen.promo.title,
            minimum=seen.terms.minimum,
            most=MOST_FLOWS,
            flows=referral_picture.flows_of(seen.facts, seen.sent),
            missing=referral_picture.missing_of(seen.facts, seen.sent),
        )
    return drawing is not None


SHOWN = {"goal": _goal, "around": _around, "sent": _sent}
"""Each says whether there was something to show."""
