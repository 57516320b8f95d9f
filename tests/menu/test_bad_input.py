"""The catalogue of bad input, from the outside: nothing changes, one helpful answer, in the person's language."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
import pytest_asyncio

from bot.routes.buttons import PRESSES
from handlers.buttons import pack
from sandbox.town import shapes
from sandbox.town.model import TelegramPerson
from tests.world.town import Actor, a_town
from tests.world.village import ASKED_AGAIN, Village, Watch

ONE_OF = 60
"""So many cases does the fast suite choose one of (tests/conftest.py)."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


LANGUAGES = ("uk", pytest.param("ru", marks=pytest.mark.slow), pytest.param("en", marks=pytest.mark.slow))
"""One language in the fast suite, the others with the slow proofs."""


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=LANGUAGES, ids="in_{}".format)
async def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Village]:
    async with a_town(tmp_path_factory.mktemp("village")) as town:
        village = await Village(town, request.param).built()
        yield village
        village.snapshot.close()


@pytest_asyncio.fixture(loop_scope="module")
async def village(built: Village) -> AsyncIterator[Village]:
    """The same village for every test of a language, put back as it was."""
    await built.reset()
    yield built
    assert built.telegram.violations == []


async def refuses(village: Village, who: Actor, act: Awaitable[Any], why: str = "", *, press: bool = False) -> None:
    """Nothing changes, and the answer is one."""
    watch = Watch(village.snapshot)
    await act
    assert watch.changes() + village.complaints(watch, who, why=why, press=press) == []


async def accepts(village: Village, who: Actor, act: Awaitable[Any], why: str = "", *, press: bool = False) -> None:
    """Something changes, and the answer is one."""
    watch = Watch(village.snapshot)
    await act
    assert village.complaints(watch, who, why=why, press=press) == []
    assert watch.changes()


def report(village: Village) -> list[Any]:
    """What counts of the 30th at Olena's: customers and kopiyky, revision by revision."""
    return village.table("SELECT customers, sales FROM daily_report WHERE state = 'reported' ORDER BY revision")


OVER = "That day is over. It has to be today or later."
NO_NUMBER = "I could not read a number in “%(said)s”."
WHOLE = "It has to be a whole number."
TOO_BIG = "“%(said)s” is too much to be right."
OTHER_CURRENCY = "This shop counts in another currency."
TOO_SMALL = "That is too small. At least %(limit)s."
PRESS = "Please press one of the buttons."
WHICH = "Which one do you mean? One tap, or write it again in another way."
BELOW = "A number cannot be below zero here."
TOO_MANY = "“%(said)s” has more numbers than I can tell apart."
NO_DAY = "There is no such day: %(said)s."
NO_DATE = "I could not read a date in “%(said)s”."
NO_ZONE = "I do not know the time zone “%(said)s”. A zone has a region and a city."
NO_TIME = "I could not read a time in “%(said)s”."
BACKWARDS = "It would end before it starts."
ONE_NUMBER = "I need one number in text: how many customers came with the promo. For example: 7"
WORDS = "Here I need words or a number, not a file or a sticker."
TOO_LONG = "That is %(length)s characters, %(limit)s fit."
HELLO = "Hello, %(name)s! What would you like to do?"
WELCOME = (
    "Hello, %(name)s! I help local businesses run a promotion together: agree on it, count customers at the counter, "
    "see whether it paid."
)
LINK_OVER = "This invitation no longer works. Ask your partner for a new link."
STAFF_LINK_OVER = "This invitation no longer works. Ask the owner for a new one."
CANNOT_READ_LINK = "I cannot read this link. Send me your invitation code, or ask for a new link."
NOT_OPEN = "This proposal is no longer open."
NOT_YOURS = "This is not available to you."
OLD_BUTTON = "This button no longer works. /promos shows what is current."
UNKNOWN_COMMAND = "I do not know this command. Here is what I can do:"
FORM_GONE = "This form is finished or was thrown away."
NEWER = "There is a newer version. Here it is."
TOO_MANY_LINES = "That is too much for one answer. At most %(limit)s lines."
NO_DUTY = "“%(said)s” says when, but not what."
SHARES = "The shares have to sum to 100, one for each of %(limit)s sides."
ONE_WORD = "It has to be one word, without spaces."
NO_PLACE = "I do not know the location “%(said)s”. Write its name as it stands in your profile, and a colon."
NOT_YET = "That day has not come yet, or is too far back."


# Numbers ---------------------------------------------------------------------------------------

BAD_REPORTS = [
    ("-5", ""), ("-0", "That would change nothing."), ("--5", NO_NUMBER), ("1e3", NO_NUMBER), ("0x10", NO_NUMBER),
    ("12.5", WHOLE), ("12,5", WHOLE), ("1_000", NO_NUMBER), ("²", NO_NUMBER), ("½", NO_NUMBER), ("Ⅻ", NO_NUMBER),
    ("9" * 5000, TOO_BIG), (str(10**30), TOO_BIG), ("12 or 13", TOO_MANY), ("12 или 13", TOO_MANY), ("nan", NO_NUMBER),
    ("inf", NO_NUMBER), ("0 %", NO_NUMBER), ("101 %", NO_NUMBER), ("7 7 7 7 7", TOO_MANY), ("7 3400 new 8", ""),
    ("7 3400 EUR", OTHER_CURRENCY), ("😀", NO_NUMBER), ("\u200b", NO_NUMBER),
    ("7" * 199, TOO_BIG),
    ("9999 9999 9999", ""), ("1234 5678 8765 4321", "Those are two codes. One at a time, please."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "why"), BAD_REPORTS, ids=[said[:12] for said, _ in BAD_REPORTS])
async def test_a_report_that_is_no_number_is_refused(village: Village, said: str, why: str) -> None:
    await refuses(village, village.taras, village.taras.says(said), why)


@pytest.mark.parametrize(
    ("said", "customers"),
    [("１２", 12), ("١٢", 12), ("\u00a07\u00a0", 7), ("\u200b12", 12), (" 7 ", 7), ("+5", 5), ("0", 0), ("7\u2069", 7)],
)
async def test_a_report_in_other_digits_and_spaces_is_read(village: Village, said: str, customers: int) -> None:
    await accepts(village, village.taras, village.taras.says(said))
    assert report(village) == [(customers, None)]


async def test_less_is_never_below_nothing(village: Village) -> None:
    await village.taras.says("3")
    await accepts(village, village.taras, village.taras.says("-5"))
    assert report(village) == [(3, None), (0, None)]


BAD_ANSWERS = [
    *(("target", said, why) for said, why in (
        ("-5", BELOW), ("-0", BELOW), ("0", TOO_SMALL), ("1e3", NO_NUMBER),
        ("12.5", WHOLE), ("12,5", WHOLE), ("1_000", NO_NUMBER), ("+5", NO_NUMBER), ("²", NO_NUMBER),
        ("9" * 4096, TOO_BIG), (str(10**30), TOO_BIG), ("10000001", TOO_BIG), ("12 or 13", TOO_MANY),
        ("nan", NO_NUMBER), ("inf", NO_NUMBER), ("0 %", NO_NUMBER), ("\u200b", ""), ("True", NO_NUMBER))),
    ("partners", "1", TOO_SMALL), ("partners", "6", TOO_BIG), ("partners", "∞", NO_NUMBER),
    ("o1.limit", "1000001", TOO_BIG), ("minimum", "0", TOO_SMALL),
    ("o1.cost", "-5", BELOW), ("o1.cost", "12.345", ""), ("o1.cost", "12 EUR", OTHER_CURRENCY),
    ("o1.cost", "1e3", NO_NUMBER), ("o1.cost", "nan", NO_NUMBER), ("o1.cost", "9" * 30, TOO_BIG),
    ("title", "x" * 61, TOO_LONG), ("title", "x" * 4096, TOO_LONG), ("title", "\u200b\u202e", "That was empty."),
    ("title", "\u0000", "That was empty."), ("gain.1", "x" * 301, TOO_LONG),
    ("o1.what", "x" * 151, TOO_LONG), ("o1.condition", "\u200b", "That was empty."),
    ("goal", "gold", PRESS), ("mechanic", "<b>", PRESS),
    ("dates", "29.02-10.03", NO_DAY), ("dates", "31.04-10.05", NO_DAY), ("dates", "27.12-30.11", BACKWARDS),
    ("dates", "27.12.2026-30.11.2026", BACKWARDS), ("dates", "1.13-5.13", NO_DAY), ("dates", "0.0-0.0", NO_DAY),
    ("dates", "01.01.20-02.02.20", OVER),
    ("dates", "5.12", "The last day is missing. I need both: from and to."), ("dates", "xyz", NO_DATE),
    ("dates", "5.12.2026-5.12.2126", NO_DAY), ("dates", "9" * 300, NO_DATE), ("dates", "-5", ""),
    ("offers", "0", TOO_SMALL), ("offers", "6", TOO_BIG), ("perks", "6", TOO_BIG), ("perks", "-1", BELOW),
    ("p1.what", "x" * 101, TOO_LONG), ("p1.at", "0", TOO_SMALL), ("p1.giver", "nobody", PRESS),
    ("o1.receiver", "the cinema", PRESS), ("o1.receiver", "3", PRESS), ("scale", "huge", PRESS),
    ("baseline", "customers, cats", PRESS), ("baseline", ",", PRESS), ("baseline", "<b>", PRESS),
    *((f"brings.{side}", said, why) for side in (1, 2) for said, why in (
        ("\n".join(f"flyer {n}" for n in range(9)), TOO_MANY_LINES), ("a;" * 9, TOO_MANY_LINES),
        ("300 flyers by 28.11.2026", OVER), ("Flyers\nposters by 1.11.26, photo", OVER), ("28.12", NO_DUTY),
        ("by 28.12, photo", NO_DUTY), ("posters by 31.04", NO_DAY), ("x" * 101, TOO_LONG), ("x" * 4096, TOO_LONG),
        ("\u200b", "That was empty."))),
    *(("shares", said, why) for said, why in (
        ("60/50", SHARES), ("50/25/25", SHARES), ("101", SHARES), ("-10/110", BELOW), ("60,5/39,5", WHOLE),
        ("half", NO_NUMBER), ("½/½", NO_NUMBER), ("\u200b", "That was empty."), ("9" * 300, SHARES))),
    ("word", "SPRING SALE", ONE_WORD), ("word", "x" * 21, TOO_LONG), ("word", "\u202e", "That was empty."),
    *(("o1.places", said, why) for said, why in (
        ("Podil: 10 % off", NO_PLACE), ("10 % off", NO_PLACE), ("<b>: 10 % off", NO_PLACE),
        ("Zerno", "What is different there? The offer, the number of uses, or the dates."),
        ("Zerno: 5 uses\nZerno: 6 uses", "“%(said)s” is there twice."), ("Zerno: 20.12–10.12.26", BACKWARDS),
        ("Zerno: 10–20.11.26", OVER), ("\n".join(["Zerno: 5 uses"] * 11), TOO_MANY_LINES))),
]  # fmt: skip


@pytest.mark.parametrize(("field", "said", "why"), BAD_ANSWERS, ids=[f"{f}-{said[:12]}" for f, said, _ in BAD_ANSWERS])
async def test_an_answer_that_cannot_be_read_repeats_the_question(
    village: Village, field: str, said: str, why: str
) -> None:
    await comes_to(village, field)
    await refuses(village, village.olena, village.olena.says(said), why)


CALLED_FOR = {"word": ("mechanic", "Code word"), "shares": ("split", "In agreed shares")}
"""What is asked only after another answer."""


def in_their_words(who: Actor, said: str) -> str:
    """Each of our own words between commas as the person reads it."""
    return ", ".join(who.tr(piece) for piece in said.split(", ")) if "\n" not in said else said


async def comes_to(village: Village, field: str) -> None:
    """Olena edits a line of the draft, or what calls for it."""
    other, said = CALLED_FOR.get(field, ("", ""))
    await village.edits(village.olena, other or field)
    if other:
        await village.olena.presses(said)


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("target", "１２", 12), ("target", "١٢", 12), ("target", "\u00a07\u00a0", 7), ("target", "\u200b12", 12),
        ("title", "\u202eabc", "abc"), ("title", "a" + "\u0301" * 50, "á\u0301\u0301"), ("title", "a\u0000b", "ab"),
        ("title", "  a \n b ", "a b"), ("o1.cost", "12,5", 1250),
        ("dates", "05.12.26-20.12.26", {"first": "2026-12-05", "last": "2026-12-20"}),
        ("word", "spring", "SPRING"), ("shares", "70", [70, 30]), ("shares", "６０/４０", [60, 40]),
        ("o1.receiver", "At every partner's", 0), ("o1.receiver", "Zerno", 1),
        ("baseline", "Customers, Revenue", ["customers", "revenue"]),
        ("brings.1", "<b>\n 5 posts by 10.12.26, photo",
         [{"what": "<b>", "due": None, "proof": False}, {"what": "5 posts", "due": "2026-12-10", "proof": True}]),
        ("o1.places", "zerno: 50 uses", [{"location_id": 1, "name": "Zerno", "what": None, "limit": 50,
                                          "first": None, "last": None}]),
    ],
)  # fmt: skip
async def test_an_answer_in_another_form_is_read(village: Village, field: str, said: str, value: Any) -> None:
    await comes_to(village, field)
    await accepts(village, village.olena, village.olena.says(in_their_words(village.olena, said)))
    (answers,) = village.table(f"SELECT answers FROM form WHERE subject = '{village.ids['draft']}'")[0]
    assert orjson.loads(answers)[field] == value


BAD_PROFILES = [
    ("zone", "EST", NO_ZONE), ("zone", "Mars/X", NO_ZONE),
    ("zone", "../../etc/passwd", NO_ZONE), ("zone", "UTC+2", ""),
    ("closes", "25:00", NO_TIME), ("closes", "24:00", NO_TIME), ("closes", "-1", NO_TIME), ("closes", "²", NO_TIME),
    ("closes", "13 pm", NO_TIME), ("weekdays", "0-8", ""), ("weekdays", "²", ""), ("weekdays", "7-1", ""),
    ("weekdays", "", ""), ("margin", "101 %", TOO_BIG), ("margin", "-1", BELOW), ("margin", "nan", NO_NUMBER),
    ("currency", "XXX", "I do not know the currency “%(said)s”."), ("category", "spaceport", WHICH),
    ("name", "x" * 4096, TOO_LONG), ("name", "\u202e", "That was empty."), ("city", "x" * 61, TOO_LONG),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "said", "why"),
    [case for case in BAD_PROFILES if case[1]],
    ids=[f"{field}-{said[:12]}" for field, said, _ in BAD_PROFILES if said],
)
async def test_a_profile_line_that_cannot_be_read_repeats_the_question(
    village: Village, field: str, said: str, why: str
) -> None:
    await opens_profile(village, field)
    await refuses(village, village.olena, village.olena.says(said), why)


async def opens_profile(village: Village, field: str) -> None:
    await village.olena.says("/business")
    await village.press(village.olena, f"business:{village.ids['Zerno']}")
    await village.press(village.olena, f":edit:{field}")


@pytest.mark.parametrize(
    ("field", "said"), [("margin", "0 %"), ("margin", "100"), ("closes", "02:30"), ("closes", "0")]
)
async def test_a_profile_line_at_the_limit_is_kept(village: Village, field: str, said: str) -> None:
    await opens_profile(village, field)
    await accepts(village, village.olena, village.olena.says(said))


# Texts -----------------------------------------------------------------------------------------

ODD_NAMES = [
    "<b",
    "&lt;",
    "</a>",
    "{{7*7}}",
    "'; DROP TABLE person; --",
    "%(name)s %s",
    "<b>Zerno</b>",
    "a:b:c",
    "`_*[]",
]


@pytest.mark.parametrize("name", ODD_NAMES)
async def test_an_odd_name_is_kept_and_shown_as_it_is(village: Village, name: str) -> None:
    olena, watch = village.olena, Watch(village.snapshot)
    await opens_profile(village, "name")
    await olena.says(name)
    assert name in olena.last.words
    await village.press(olena, ":ok")
    assert name in olena.screen[-1].words
    await olena.says("/staff")
    assert name in olena.last.words
    await olena.says("/business")
    assert any(name in button.text for button in olena.last.buttons)
    await village.taras.says("/report")
    assert name in village.taras.last.words
    await village.zoe.opens(village.links["staff"])
    assert name in village.zoe.last.words
    await village.zoe.opens(village.links["proposed"])
    assert name in village.zoe.last.words
    assert village.table("SELECT name FROM business WHERE id = 1") == [(name,)]
    assert village.snapshot.broken() == [], watch.changes()


@pytest.mark.parametrize("name", ODD_NAMES)
async def test_an_odd_title_is_shown_as_it_is_to_everybody(village: Village, name: str) -> None:
    await village.edits(village.olena, "title")
    await village.olena.says(name)
    await village.press(village.olena, ":ok")
    assert name in village.olena.last.words
    await village.zoe.opens(village.olena.link("start=b_"))
    assert name in village.zoe.last.words
    await village.zoe.presses("Not for us")
    await village.zoe.says(f"Because {name}")
    assert f"Because {name}" in village.olena.last.words
    assert village.snapshot.broken() == []


async def test_half_a_character_hurts_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON can carry one half of a surrogate pair. What comes with it and behind it is answered."""
    monkeypatch.setattr("tests.world.town.PATIENCE", 3)
    async with a_town(tmp_path) as town:
        olena, marta = town.person("Olena"), town.person("Marta")
        half = shapes.message(town.telegram.post(olena.chat, olena.person, text="half"))
        town.telegram.inject({"message": half | {"text": orjson.Fragment(rb'"Half \ud83d a name"')}})
        olena.person.started = True
        await marta.says("/start")
        assert len(marta.screen) == 1
        assert len(olena.screen) == 1
        assert town.telegram.violations == []


# Daily reports as messages ---------------------------------------------------------------------


async def test_an_edited_report_corrects_itself(village: Village) -> None:
    said = await village.taras.says("7")
    await accepts(village, village.taras, village.taras.edits(said, "9"))
    await accepts(village, village.taras, village.taras.edits(said, "4 3400"))
    assert report(village) == [(7, None), (9, None), (4, 340000)]


async def test_a_report_edited_into_nonsense_stays_as_it_was(village: Village) -> None:
    said = await village.taras.says("7")
    await refuses(village, village.taras, village.taras.edits(said, "seven or eight"), TOO_MANY)


async def test_an_edit_that_makes_a_message_readable_is_a_report(village: Village) -> None:
    said = await village.taras.says("12 or 13")
    await accepts(village, village.taras, village.taras.edits(said, "12"))
    assert report(village) == [(12, None)]


async def test_the_same_report_twice_counts_once(village: Village) -> None:
    await village.taras.says("7 3400 new 2")
    await refuses(village, village.taras, village.taras.says("7 3400 new 2"), "It stays: %(day)s · %(place)s:")


@pytest.mark.parametrize("day", ["tomorrow", "завтра", "1.12", "31.12.2026"])
async def test_tomorrow_cannot_be_reported_today(village: Village, day: str) -> None:
    await refuses(village, village.taras, village.taras.says(f"{day} 5"), NOT_YET)


@pytest.mark.parametrize("day", ["29.11", "yesterday"])
async def test_a_day_before_the_promo_cannot_be_reported(village: Village, day: str) -> None:
    await refuses(village, village.taras, village.taras.says(f"{day} 5"), "The promo starts only on %(day)s.")


@pytest.mark.parametrize(("said", "why"), [("31.04 5", NO_DAY), ("30.02 5", NO_DAY), ("29.02 5", NO_DAY)])
async def test_a_day_that_does_not_exist_cannot_be_reported(village: Village, said: str, why: str) -> None:
    await refuses(village, village.taras, village.taras.says(said), why)


async def test_a_day_after_the_promo_cannot_be_reported(village: Village) -> None:
    await village.town.moves_to("2026-12-29 10:00")
    await refuses(village, village.taras, village.taras.says("28.12 5"), "The promo ended on %(day)s.")


async def test_after_the_promo_is_closed_there_is_nothing_to_report(village: Village) -> None:
    await village.town.moves_to("2027-01-20 10:00")
    await refuses(
        village,
        village.taras,
        village.taras.says("5"),
        "No promo is running at your shop right now, so there is nothing to report.",
    )


# Messages that are not words -------------------------------------------------------------------

KINDS = ["voice", "sticker", "photo", "document", "video_note", "contact", "location"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_cashier_is_asked_for_one_number_in_text(village: Village, kind: str) -> None:
    await refuses(village, village.taras, village.taras.sends(kind), ONE_NUMBER)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_form_asks_for_words(village: Village, kind: str) -> None:
    await village.edits(village.olena, "title")
    await refuses(village, village.olena, village.olena.sends(kind), WORDS)


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
async def test_a_stranger_is_told_what_this_is(village: Village, kind: str) -> None:
    await refuses(village, village.zoe, village.zoe.sends(kind))


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
async def test_a_partner_who_is_changing_a_term_is_asked_for_words(village: Village, kind: str) -> None:
    await village.forge(village.marta, f"chg:{village.ids['negotiated']}:1:o1.what")
    await refuses(village, village.marta, village.marta.sends(kind), WORDS)


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
async def test_a_partner_who_declines_is_asked_for_words(village: Village, kind: str) -> None:
    await village.press(village.marta, f"no:{village.ids['negotiated']}")
    await refuses(village, village.marta, village.marta.sends(kind), WORDS)


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
@pytest.mark.parametrize("what", ["obj", "rem"])
async def test_a_partner_who_speaks_of_a_section_is_asked_for_words(village: Village, what: str, kind: str) -> None:
    await village.forge(village.marta, f"{what}:{village.ids['negotiated']}:1:3")
    await refuses(village, village.marta, village.marta.sends(kind), WORDS)


STOPS = [("pause", "running"), ("cancel", "running"), ("withdraw", "proposed")]


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
@pytest.mark.parametrize(("what", "name"), STOPS)
async def test_stopping_takes_a_reason_in_words(village: Village, what: str, name: str, kind: str) -> None:
    await village.forge(village.olena, f"stop:{village.ids[name]}:{what}")
    await refuses(village, village.olena, village.olena.sends(kind), WORDS)


@pytest.mark.parametrize(
    ("said", "why"), [("\u200b", "That was empty."), ("x" * 301, TOO_LONG), ("x" * 5000, TOO_LONG)]
)
@pytest.mark.parametrize(("what", "name"), STOPS)
async def test_stopping_takes_a_reason_that_can_be_read(
    village: Village, what: str, name: str, said: str, why: str
) -> None:
    await village.forge(village.olena, f"stop:{village.ids[name]}:{what}")
    await refuses(village, village.olena, village.olena.says(said), why)


async def test_a_caption_is_not_a_report(village: Village) -> None:
    await refuses(village, village.taras, village.taras.sends("photo", caption="7"), ONE_NUMBER)


async def test_a_caption_is_not_an_answer(village: Village) -> None:
    await village.edits(village.olena, "title")
    await refuses(village, village.olena, village.olena.sends("photo", caption="Autumn"), WORDS)


@pytest.mark.parametrize("who", ["taras", "olena"])
async def test_an_album_gets_one_answer(village: Village, who: str) -> None:
    actor: Actor = getattr(village, who)
    await village.edits(village.olena, "title")
    watch = Watch(village.snapshot)
    for _ in range(3):
        item = village.telegram.sends(actor.person, None, "photo")
        village.telegram.queue._pending.pop()
        village.telegram.inject({"message": shapes.message(item) | {"media_group_id": "4711"}})
    await village.town.settle()
    assert watch.changes() + village.complaints(watch, actor) == []


@pytest.mark.parametrize("extra", ["forward_origin", "via_bot"])
async def test_what_somebody_else_wrote_is_no_report(village: Village, extra: str) -> None:
    await refuses(village, village.taras, village.inject(village.taras, foreign(village, extra), text="7"))


@pytest.mark.parametrize("extra", ["forward_origin", "via_bot"])
async def test_what_somebody_else_wrote_is_no_answer(village: Village, extra: str) -> None:
    await village.edits(village.olena, "title")
    await refuses(village, village.olena, village.inject(village.olena, foreign(village, extra), text="Autumn"))


async def test_a_forwarded_invitation_is_an_invitation(village: Village) -> None:
    await accepts(
        village,
        village.zoe,
        village.inject(village.zoe, foreign(village, "forward_origin"), text=f"Look: {village.links['proposed']}"),
    )


def foreign(village: Village, extra: str) -> dict[str, Any]:
    """A message that was passed on, or written with another bot's help."""
    other = {"id": 4711, "is_bot": True, "first_name": "Gif", "username": "gif"}
    ira = shapes.user(village.ira.person)
    return {extra: other if extra == "via_bot" else {"type": "user", "date": 1795420800, "sender_user": ira}}


# Commands --------------------------------------------------------------------------------------


async def test_start_in_a_form_keeps_the_form(village: Village) -> None:
    await village.edits(village.olena, "title")
    await refuses(village, village.olena, village.olena.says("/start"), HELLO)
    await accepts(village, village.olena, village.olena.says("Autumn"))


@pytest.mark.parametrize("said", ["/REPORT", "/Report", "/report@tandem_bot", "/RePoRt@TANDEM_BOT"])
async def test_a_command_is_read_in_any_case(village: Village, said: str) -> None:
    await accepts(
        village, village.taras, village.taras.says(said), "How many customers came with the promo “%(title)s”?"
    )


@pytest.mark.parametrize("said", ["/report@otherbot", "/nonsense", "/", "/звіт", "//start"])
async def test_an_unknown_command_gets_one_answer(village: Village, said: str) -> None:
    await refuses(village, village.zoe, village.zoe.says(said))


@pytest.mark.parametrize("said", ["/report@otherbot", "/nonsense"])
async def test_an_unknown_command_is_no_answer_in_a_form(village: Village, said: str) -> None:
    await village.edits(village.olena, "title")
    await refuses(village, village.olena, village.olena.says(said), UNKNOWN_COMMAND)


# People ----------------------------------------------------------------------------------------


async def test_a_person_may_have_any_name(village: Village) -> None:
    taras = village.taras.person
    for last, username in (("Koval", "taras_k"), (None, None), ("<b", "t2")):
        taras.last_name, taras.username = last, username
        await village.taras.says("/start")
        name = " ".join(filter(None, ("Taras", last)))
        assert name in village.taras.last.words
        assert village.table(f"SELECT name, username FROM person WHERE telegram_id = {taras.id}") == [(name, username)]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("\u202eZoe", None, "Zoe"), ("Z" + "\u0301" * 50 + "oe", None, "Ź\u0301\u0301oe"), ("Z\u0000oe", None, "Zoe"),
        ("\u202e" + "x" * 64, "y" * 64, "x" * 63), ("x" * 4096, None, "x" * 63), ("{{7*7}}", "</a>", "{{7*7}} </a>"),
    ],
    ids=["override", "marks", "nul", "long override", "4096", "markup"],
)  # fmt: skip
async def test_a_persons_name_is_shown_without_tricks(
    village: Village, first: str, last: str | None, shown: str
) -> None:
    newcomer = shapes.user(village.zoe.person) | {"first_name": first} | ({"last_name": last} if last else {})
    await village.inject(village.zoe, {"from": newcomer}, text="/start")
    assert shown in village.zoe.last.words
    (name,) = village.table(f"SELECT name FROM person WHERE telegram_id = {village.zoe.person.id}")[0]
    assert len(name) <= 64
    assert not {"\u202e", "\u0000"} & set(name)
    assert village.snapshot.broken() == []


@pytest.mark.parametrize("code", ["xx", "pt-BR", "", None, "zh-hans", "UK", "\u0000"])
async def test_an_unknown_language_gets_the_bots_own(village: Village, code: str | None) -> None:
    stranger = village.town.person(f"Stranger {code}", "uk")
    who = shapes.user(stranger.person, language=False) | ({} if code is None else {"language_code": code})
    await village.inject(stranger, {"from": who}, text="/start")
    assert village.table(f"SELECT language FROM person WHERE telegram_id = {stranger.person.id}") == [("uk",)]
    assert len(stranger.screen) == 1
    assert village.snapshot.broken() == []


async def test_four_thousand_characters_are_answered(village: Village) -> None:
    long = "x" * 4096
    await refuses(village, village.taras, village.taras.says(long), NO_NUMBER)
    await village.reset()
    await village.press(village.marta, f"no:{village.ids['negotiated']}")
    await refuses(village, village.marta, village.marta.says(long), TOO_LONG)
    await village.reset()
    await village.forge(village.marta, f"chg:{village.ids['negotiated']}:1:o1.what")
    await refuses(village, village.marta, village.marta.says(long), TOO_LONG)


@pytest.mark.parametrize(("said", "why"), [("\u200b", "That was empty."), ("\u202e", "That was empty."),
                                           ("x" * 301, TOO_LONG), ("x" * 5000, TOO_LONG)])  # fmt: skip
@pytest.mark.parametrize("what", ["obj", "rem"])
async def test_words_on_a_section_that_cannot_be_passed_on_are_asked_for_again(
    village: Village, what: str, said: str, why: str
) -> None:
    await village.forge(village.marta, f"{what}:{village.ids['negotiated']}:1:3")
    await refuses(village, village.marta, village.marta.says(said), why)


@pytest.mark.parametrize("what", ["obj", "rem"])
@pytest.mark.parametrize("said", ["<b>", "</a>{{7*7}}", "'; DROP TABLE remark; --", "%(who)s %s", "a:b:c"])
async def test_odd_words_on_a_section_are_shown_to_the_partners_as_they_are(
    village: Village, what: str, said: str
) -> None:
    await village.forge(village.marta, f"{what}:{village.ids['negotiated']}:1:3")
    watch = Watch(village.snapshot)
    await accepts(village, village.marta, village.marta.says(said))
    assert said in village.marta.last.words
    assert [said in message.words for message in watch.reply(village.olena).said] == [True]
    await village.press(village.olena, f"sec:{village.ids['negotiated']}:1:3")
    assert said in village.olena.last.words


@pytest.mark.parametrize("said", ["<b>", "</a>{{7*7}}", "%(who)s %s", "a:b:c"])
async def test_an_odd_reason_for_stopping_is_shown_to_everybody_as_it_is(village: Village, said: str) -> None:
    await village.forge(village.olena, f"stop:{village.ids['running']}:pause")
    watch = Watch(village.snapshot)
    await accepts(village, village.olena, village.olena.says(said))
    for who in (village.marta, village.group):
        assert [said in message.words for message in watch.reply(who).said] == [True]


# A proposal that is over -----------------------------------------------------------------------


@pytest.mark.parametrize("what", ["sign", "sec", "no", "obj"])
async def test_a_button_of_an_expired_proposal_says_so(village: Village, what: str) -> None:
    if what == "obj":
        await village.forge(village.marta, f"sec:{village.ids['negotiated']}:1:3")
    await village.town.moves_to("2026-12-08 10:00")
    await refuses(
        village,
        village.marta,
        village.press(village.marta, f"{what}:{village.ids['negotiated']}:1"),
        NOT_OPEN,
        press=True,
    )


@pytest.mark.parametrize(
    "data", ["signed:{}:1", "acc:{}:1:1", "obj:{}:1:3", "rem:{}:1:3", "chg:{}:1:o1.what", "why:{}:0"]
)
async def test_an_answer_to_an_expired_proposal_changes_nothing(village: Village, data: str) -> None:
    await village.town.moves_to("2026-12-08 10:00")
    act = village.forge(village.marta, data.format(village.ids["negotiated"]))
    await refuses(village, village.marta, act, NOT_OPEN, press=True)


@pytest.mark.parametrize(
    ("data", "why"),
    [("no:{}:1", NOT_OPEN), ("obj:{}:1:3", NOT_OPEN), ("rem:{}:1:3", NOT_OPEN), ("chg:{}:1:o1.what", FORM_GONE)],
)
async def test_words_for_an_expired_proposal_change_nothing_but_the_waiting(
    village: Village, data: str, why: str
) -> None:
    await village.forge(village.marta, data.format(village.ids["negotiated"]))
    await village.town.moves_to("2026-12-08 10:00")
    watch = Watch(village.snapshot)
    await village.marta.says("Too late")
    assert village.complaints(watch, village.marta, why=why) == []
    assert [line[:8] for line in watch.changes()] == ["- person", "+ person"]


@pytest.mark.parametrize("data", ["join:{}:2", "join:{}:new", "notus:{}"])
async def test_an_expired_invitation_takes_nobody_in(village: Village, data: str) -> None:
    await village.marta.opens(village.links["proposed"])
    await village.town.moves_to("2026-12-08 10:00")
    act = village.forge(village.marta, data.format(village.ids["proposed"]))
    await refuses(village, village.marta, act, LINK_OVER, press=True)


# Groups ----------------------------------------------------------------------------------------


async def in_the_group(village: Village, act: Callable[[], Any], answers: int = 0) -> None:
    """It changes nothing, nobody hears of it in private, and the group gets no more than this."""
    watch = Watch(village.snapshot)
    act()
    await village.town.settle()
    assert watch.changes() + village.snapshot.broken() == []
    assert len(watch.reply(village.group).said) == answers
    assert [name for name, who in village.people.items() if watch.reply(who).said] == []


async def test_a_private_form_does_not_listen_to_the_group(village: Village) -> None:
    await village.edits(village.olena, "title")
    olena, group = village.olena.person, village.group
    await in_the_group(village, lambda: village.telegram.says(olena, group, "Autumn"))
    posts = [message for message in village.telegram.messages(group) if message.from_bot and message.text]
    await in_the_group(village, lambda: village.telegram.says(olena, group, "Autumn", reply_to=posts[-1]))
    said = village.telegram.says(olena, group, "Winter")
    await in_the_group(village, lambda: village.telegram.edits(olena, said, "Spring"))
    await in_the_group(village, lambda: village.telegram.sends(olena, group, "voice"))
    await in_the_group(village, lambda: village.telegram.sends(olena, group, "photo", caption="7"))
    await in_the_group(village, lambda: village.telegram.says(olena, group, village.links["staff"]))


@pytest.mark.parametrize("said", ["7", "hello @tandem_bot", "12400", "/report@otherbot", "/nonsense", "/new", "/undo"])
async def test_members_may_talk_in_the_group(village: Village, said: str) -> None:
    await in_the_group(village, lambda: village.telegram.says(village.max.person, village.group, said))


@pytest.mark.parametrize("said", ["/unlink", "/settings", "/status", "7", "/start g_AAAAAAAAAAAAAAAAAAAAAA"])
async def test_nobody_acts_as_the_group_or_its_channel(village: Village, said: str) -> None:
    await in_the_group(village, lambda: village.telegram.says_anonymously(village.group, said))
    await in_the_group(village, lambda: village.telegram.says_as_channel(village.group, said))


@pytest.mark.parametrize("said", ["/unlink", "/settings", "/status", "7"])
async def test_other_bots_have_no_effect(village: Village, said: str) -> None:
    bot = TelegramPerson(4711, "Other", username="otherbot", language=None, is_bot=True)
    await in_the_group(village, lambda: village.telegram.tell_bot(village.telegram.post(village.group, bot, text=said)))


# Callbacks -------------------------------------------------------------------------------------

MANGLED = (
    "", ":", "zzz", "zzz:1", "💥", "\u0000", "' OR 1=1 --", "x" * 64, "A" * 65, "Ж" * 33, "signed", "None:None:None",
    *(f"{action}{tail}" for action in PRESSES
      for tail in ("", ":", ":zzz", ":²:²:²:²", f":{10**19}:{10**19}:{10**19}", ":-1:-1:-1:-1", ":::::::")),
)  # fmt: skip
GUESSED = ("+ wrong_code(", "- wrong_code(", "+ lockout(")
"""An invented code is a guess, and guesses are counted."""


@pytest.mark.parametrize("name", ["olena", "taras", "zoe"])
async def test_invented_buttons_change_nothing(village: Village, name: str) -> None:
    who: Actor = getattr(village, name)
    await village.town.settle()
    watch = Watch(village.snapshot)
    await village.forge(who, *MANGLED)
    reply = watch.reply(who)
    changed = [row for row in watch.changes() if not row.startswith(GUESSED)]
    assert changed + village.snapshot.broken() + [f"no answer to {p.data!r}" for p in reply.silent] == []


@pytest.mark.parametrize("name", ["taras", "olena"])
async def test_days_that_are_none_change_nothing(village: Village, name: str) -> None:
    """The right promo and place, and a day of somebody's own invention."""
    who: Actor = getattr(village, name)
    here, days = f"{village.ids['running']}:1", ("zzz", "2026-13-45", "", "0001-01-01", "9999-12-31")
    watch = Watch(village.snapshot)
    await village.forge(
        who,
        *(f"{what}:{here}:{day}:1" for what in ("rep", "fix", "undo", "hour") for day in days),
        *(f"rep:{here}:{day}:other" for day in days),
    )
    silent = [f"no answer to {press.data!r}" for press in watch.reply(who).silent]
    assert [line for line in watch.changes() if "person(" not in line] + village.snapshot.broken() + silent == []
    await village.town.moves_to("2026-11-30 12:00")
    assert village.table("SELECT kind, error FROM due WHERE state = 'dead'") == []


async def test_data_longer_than_telegram_takes_is_refused_when_built() -> None:
    for args in (("x" * 62,), ("Ж" * 31,), ("a:b",)):
        with pytest.raises(ValueError, match="cannot carry"):
            pack("ab", args)
    assert len(pack("ab", ("x" * 61,))) == 64


FOREIGN_IDS = [
    "promo:{}", "sec:{}:1:1", "acc:{}:1:1", "obj:{}:1:3", "rem:{}:1:3", "chg:{}:1:o1.what", "no:{}:1", "why:{}:0",
    "sign:{}:1", "signed:{}:1", "pdf:{}", "week:{}", "group:{}", "drop:{}:yes", "join:{}:2", "join:{}:new", "notus:{}",
    "amend:{}", "fair:{}", "hist:{}:0", "ics:{}", "pitch:{}", "pitch:{}:pdf", "pitch:{}:share", "stop:{}:withdraw",
    "stop:{}:pause", "stop:{}:cancel", "resume:{}", "vote:{}:extend", "again:{}", "again:{}:28", "copy:{}", "unstop:{}",
]  # fmt: skip


@pytest.mark.parametrize("data", FOREIGN_IDS)
async def test_another_partners_promo_looks_like_none(village: Village, data: str) -> None:
    """Foreign and unknown get the same answer, so that nobody learns what exists."""
    answers = []
    for promo in (village.ids["proposed"], "0123456789"):
        watch = Watch(village.snapshot)
        await village.forge(village.marta, data.format(promo))
        assert watch.changes() + village.complaints(watch, village.marta, press=True) == []
        answers.append(watch.reply(village.marta).texts)
        await village.reset()
    assert answers[0] == answers[1]


async def test_a_button_of_an_older_version_brings_the_new_one(village: Village) -> None:
    await village.changes(village.olena, "target", "300")
    await village.press(village.olena, ":ok")
    for what in ("sign:{}:1", "signed:{}:1", "acc:{}:1:1", "obj:{}:1:3", "rem:{}:1:3", "chg:{}:1:o1.what", "no:{}:1"):
        act = village.forge(village.marta, what.format(village.ids["negotiated"]))
        await refuses(village, village.marta, act, NEWER, press=True)


async def test_a_button_of_an_older_step_says_so(village: Village) -> None:
    await village.edits(village.olena, "target")
    older = next(m for m in reversed(village.olena.screen) if any(":p:" in (b.data or "") for b in m.buttons))
    data = next(button.data for button in older.buttons if ":p:" in (button.data or ""))
    await village.olena.says("300")
    await refuses(
        village, village.olena, village.forge(village.olena, str(data)), "That step is answered already.", press=True
    )


INVENTED = [
    "tick:99",
    "tick:-1",
    "tick:x",
    "tick:",
    "p:99",
    "p:x",
    "edit:zzz",
    "edit:word",
    "edit:o5.what",
    "edit:",
    "month:x",
    "day:x",
]


@pytest.mark.parametrize("what", INVENTED)
@pytest.mark.parametrize("field", ["baseline", "target"])
async def test_an_invented_answer_brings_the_question_again(village: Village, field: str, what: str) -> None:
    """A place in a list that does not have it, or a line that these answers do not call for."""
    await village.edits(village.olena, field)
    asked = village.olena.last.words
    await refuses(village, village.olena, village.forge(village.olena, f"{form_now(village)}:{what}"), press=True)
    assert village.olena.last.words == asked


@pytest.mark.parametrize(
    "what", ["tick:0", "p:0", "part:99", "part:x", "part:", "part:-1", "edit:word", "month:x", "day:x", "t:7", "skip"]
)
async def test_an_invented_line_brings_the_card_again(village: Village, what: str) -> None:
    card = village.olena.last.words
    await refuses(village, village.olena, village.forge(village.olena, f"{form_now(village)}:{what}"), press=True)
    assert village.olena.last.words == card


def form_now(village: Village, kind: str = "setup") -> str:
    """The beginning of the buttons of the newest form of that kind."""
    found = village.table(f"SELECT id, revision FROM form WHERE kind = '{kind}' ORDER BY id DESC LIMIT 1")
    return "f:{}:{}".format(*found[0])


@pytest.mark.parametrize("name", ["olena", "taras", "zoe"])
@pytest.mark.parametrize("what", ["go", "ok", "edit:target", "part:0", "back", "skip", "later", "card", "p:0"])
async def test_somebody_elses_changes_are_nobodys(village: Village, name: str, what: str) -> None:
    """Marta has typed a change and not sent it."""
    await village.changes(village.marta, "target", "300")
    act = village.forge(getattr(village, name), f"{form_now(village, 'change')}:{what}")
    await refuses(village, getattr(village, name), act, FORM_GONE, press=True)


@pytest.mark.parametrize("name", ["olena", "taras", "zoe"])
async def test_somebody_elses_changes_cannot_be_dropped(village: Village, name: str) -> None:
    await village.changes(village.marta, "target", "300")
    form = form_now(village, "change").split(":")[1]
    await refuses(
        village,
        getattr(village, name),
        village.forge(getattr(village, name), f"unchange:{form}"),
        FORM_GONE,
        press=True,
    )
    await village.press(village.marta, ":ok")
    assert village.version("negotiated") == 2


async def test_a_set_up_is_not_dropped_as_if_it_was_a_change(village: Village) -> None:
    form = form_now(village).split(":")[1]
    await refuses(village, village.olena, village.forge(village.olena, f"unchange:{form}"), FORM_GONE, press=True)


@pytest.mark.parametrize("field", ["zzz", "", "word", "o5.what", "gain.5", "currency", "base"])
async def test_a_line_that_the_terms_do_not_have_is_not_changed(village: Village, field: str) -> None:
    """The collecting form may open; nobody is told and no version is made."""
    await village.forge(village.marta, f"chg:{village.ids['negotiated']}:1:{field}")
    assert village.version("negotiated") == 1
    assert village.snapshot.broken() == []


async def test_an_answer_that_comes_after_the_partner_is_no_report(village: Village) -> None:
    """Olena is asked for the target of a proposal while Marta joins, which closes the set-up."""
    await village.forge(village.olena, f"promo:{village.ids['proposed']}")
    await village.press(village.olena, ":go")
    await village.edits(village.olena, "target")
    await village.marta.opens(village.links["proposed"])
    await village.press(village.marta, "join:")
    watch = Watch(village.snapshot)
    await village.olena.says("300")
    assert village.complaints(watch, village.olena, why=FORM_GONE) == []
    assert [line[:8] for line in watch.changes()] == ["- person", "+ person"]


GONE = [
    ("marta", "sec:{negotiated}:1:1"), ("marta", "acc:{negotiated}:1:1"), ("marta", "chg:{negotiated}:1:o1.what"),
    ("marta", "obj:{negotiated}:1:3"), ("marta", "rem:{negotiated}:1:3"), ("marta", "fair:{negotiated}"),
    ("marta", "hist:{negotiated}:0"), ("marta", "amend:{running}"), ("marta", "ics:{running}"),
    ("marta", "stop:{running}:pause"), ("marta", "unstop:{running}"), ("marta", "resume:{running}"),
    ("marta", "vote:{running}:extend"), ("marta", "again:{running}"), ("marta", "pitch:{negotiated}"),
    ("olena", "pitch:{proposed}:pdf"), ("olena", "pitch:{proposed}:share"), ("olena", "copy:{draft}"),
    ("olena", "stop:{proposed}:withdraw"), ("olena", "unchange:1"),
    ("marta", "no:{negotiated}:1"), ("marta", "why:{negotiated}:0"),
    ("marta", "sign:{negotiated}:1"), ("marta", "signed:{negotiated}:1"), ("marta", "promo:{negotiated}"),
    ("taras", "rep:{running}:1:2026-11-30:3"), ("taras", "rep:{running}:1:2026-11-30:other"),
    ("taras", "undo:{running}:1:2026-11-30:1"),
    ("taras", "fix:{running}:1:2026-11-30"), ("taras", "hour:{running}:1:2026-11-30"), ("taras", "ask:{running}:1"),
    ("taras", "lang:en"), ("taras", "menu:report"), ("olena", "drop:{draft}"), ("olena", "drop:{draft}:yes"),
    ("olena", "remove:1:3"), ("olena", "remove:1:3:yes"), ("olena", "keep"), ("olena", "invite:1"),
    ("olena", "revoke:1"),
    ("olena", "pdf:{running}"), ("olena", "week:{running}"), ("olena", "group:{running}"), ("zoe", "work:1"),
    ("zoe", "nowork"), ("zoe", "notus:{proposed}"), ("zoe", "join:{proposed}:new"), ("zoe", "menu:new"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"), GONE, ids=[f"{data.partition(':')[0]}-{i}" for i, (_, data) in enumerate(GONE)]
)
async def test_a_button_of_a_message_that_is_gone_is_answered(village: Village, name: str, data: str) -> None:
    who: Actor = getattr(village, name)
    if name == "zoe":
        await who.opens(village.links["staff"])
        await who.opens(village.links["proposed"])
    gone = who.last
    watch = Watch(village.snapshot)
    village.telegram.deletes(who.person, gone)
    village.telegram.forges(who.person, gone, data.format(**village.ids))
    await village.town.settle()
    reply = watch.reply(who)
    assert village.snapshot.broken() + [f"no answer to {press.data!r}" for press in reply.silent] == []


@pytest.mark.parametrize("what", ["skip", "back", "later", "p:0"])
async def test_a_forms_button_of_a_message_that_is_gone_is_answered(village: Village, what: str) -> None:
    await village.edits(village.olena, "o1.what")
    gone = next(m for m in reversed(village.olena.screen) if any(f":{what}" in (b.data or "") for b in m.buttons))
    data = next(str(button.data) for button in gone.buttons if f":{what}" in (button.data or ""))
    watch = Watch(village.snapshot)
    village.telegram.deletes(village.olena.person, gone)
    village.telegram.forges(village.olena.person, gone, data)
    await village.town.settle()
    reply = watch.reply(village.olena)
    assert (village.snapshot.broken(), reply.silent) == ([], [])
    assert reply.said


async def test_a_non_member_presses_a_groups_button(village: Village) -> None:
    village.telegram.says(village.olena.person, village.group, "/settings")
    await village.town.settle()
    settings = [message for message in village.telegram.messages(village.group) if message.buttons][-1]
    for who in (village.zoe, village.max, village.ira):
        watch = Watch(village.snapshot)
        village.telegram.presses(who.person, settings, (0, 2))
        await village.town.settle()
        assert watch.changes() + village.snapshot.broken() == []
        assert watch.reply(who).toasts == [who.tr("Only owners of the promo's businesses can do that.")]


@pytest.mark.parametrize(
    "data",
    ["sign:{}:1", "signed:{}:1", "acc:{}:1:1", "promo:{}", "pdf:{}", "why:{}:0", "hist:{}:0", "fair:{}", "pitch:{}"],
)
async def test_a_private_button_does_nothing_in_the_group(village: Village, data: str) -> None:
    post = next(message for message in village.telegram.messages(village.group) if message.from_bot and message.text)
    watch = Watch(village.snapshot)
    village.telegram.forges(village.olena.person, post, data.format(village.ids["negotiated"]))
    await village.town.settle()
    assert watch.changes() + village.snapshot.broken() == []
    assert watch.reply(village.olena).toasts == [village.olena.tr(OLD_BUTTON)]
    assert watch.reply(village.group).said == []


# Twice, and both -------------------------------------------------------------------------------


PASSING = re.compile(r"message_id|token_hash|since|until|\w+_at|at")


WITH_MOMENTS = {"signature": ("text", "fingerprint")}
"""Columns with a moment inside."""


def same_effect(village: Village) -> Any:
    """The whole database without moments, tokens and the numbers of messages."""
    effect = {}
    for table, rows in village.snapshot.now().items():
        columns = village.snapshot.eye.columns(table)
        columns = [column for column in columns if column not in ASKED_AGAIN.get(table, ())]
        passing = WITH_MOMENTS.get(table, ())
        kept = [i for i, column in enumerate(columns) if column not in passing and not PASSING.fullmatch(column)]
        effect[table] = sorted((tuple(row[i] for i in kept) for row in rows), key=repr)
    return effect


async def no_preparation(village: Village) -> None:
    await village.town.settle()


async def reports(village: Village) -> None:
    await village.taras.says("/report")


async def has_reported(village: Village) -> None:
    await village.taras.says("7")


async def has_reported_twice(village: Village) -> None:
    await village.writes(village.taras, "7", "9")


async def opens_accept(village: Village) -> None:
    await village.forge(village.marta, f"sec:{village.ids['negotiated']}:1:1")


async def opens_sign(village: Village) -> None:
    await village.press(village.marta, f"sign:{village.ids['negotiated']}")


async def opens_decline(village: Village) -> None:
    await village.press(village.marta, f"no:{village.ids['negotiated']}")


async def edits_target(village: Village) -> None:
    await village.edits(village.olena, "target")


async def opens_invitations(village: Village) -> None:
    await village.zoe.opens(village.links["staff"])
    await village.marta.opens(village.links["proposed"])


async def three_partners(village: Village) -> None:
    """Olena proposes to two partners at once; Marta opens the link."""
    await village.edits(village.olena, "partners")
    await village.olena.says("3")
    await village.press(village.olena, ":ok")
    await village.marta.opens(village.olena.link("start=b_"))


async def asks_to_remove(village: Village) -> None:
    await village.olena.says("/staff")
    await village.press(village.olena, "remove:1:3")


async def asks_to_drop(village: Village) -> None:
    await village.forge(village.olena, f"drop:{village.ids['draft']}")


DOUBLE: dict[str, tuple[str, Callable[[Village], Awaitable[None]], str]] = {
    "accept": ("marta", opens_accept, "acc:"),
    "sign": ("marta", opens_sign, "signed:"),
    "decline": ("marta", opens_decline, "why:"),
    "preset": ("olena", edits_target, ":p:1"),
    "skip": ("olena", edits_target, ":skip"),
    "back": ("olena", edits_target, ":back"),
    "later": ("olena", edits_target, ":later"),
    "propose": ("olena", no_preparation, ":ok"),
    "number": ("taras", reports, ":3"),
    "closed": ("taras", reports, ":closed"),
    "undo": ("taras", has_reported, "undo:"),
    "replace": ("taras", has_reported_twice, ":replace"),
    "add": ("taras", has_reported_twice, ":add"),
    "keep": ("taras", has_reported_twice, ":keep"),
    "work": ("zoe", opens_invitations, "work:"),
    "join": ("marta", opens_invitations, "join:"),
    "join of three": ("marta", three_partners, "join:"),
    "remove": ("olena", asks_to_remove, ":yes"),
    "throw away": ("olena", asks_to_drop, ":yes"),
}


@pytest.mark.parametrize("kind", DOUBLE)
async def test_a_double_tap_has_one_effect(village: Village, kind: str) -> None:
    name, prepare, data = DOUBLE[kind]
    who: Actor = getattr(village, name)
    seen = []
    for times in (1, 2):
        await village.reset()
        await prepare(village)
        watch = Watch(village.snapshot)
        await village.press(who, data, times=times)
        assert village.snapshot.broken() == []
        assert watch.reply(who).silent == []
        others = {other: len(watch.reply(actor).said) for other, actor in village.people.items() if actor is not who}
        seen.append((same_effect(village), others))
    assert seen[0] == seen[1]


async def test_a_double_tap_on_in_an_hour_asks_once(village: Village) -> None:
    await village.taras.says("/report")
    await village.press(village.taras, "hour:", times=2)
    watch = Watch(village.snapshot)
    await village.town.waits(hours=1, minutes=1)
    assert len(watch.reply(village.taras).said) == 1


async def test_accept_and_decline_at_once_leave_one_of_both(village: Village) -> None:
    negotiated = village.ids["negotiated"]
    village.telegram.forges(village.marta.person, village.marta.last, f"acc:{negotiated}:1:1")
    village.telegram.forges(village.marta.person, village.marta.last, f"why:{negotiated}:0")
    village.telegram.forges(village.olena.person, village.olena.last, f"signed:{negotiated}:1")
    await village.town.settle()
    assert village.table(f"SELECT state FROM promo WHERE id = '{negotiated}'") == [("declined",)]
    assert village.snapshot.broken() == []
    await refuses(village, village.marta, village.forge(village.marta, f"acc:{negotiated}:1:1"), NOT_OPEN, press=True)


@pytest.mark.parametrize("first", ["marta", "olena"])
async def test_sign_and_change_at_once_leave_one_of_both(village: Village, first: str) -> None:
    """Marta has signed; Olena signs (so all have) while Marta sends her change of the target."""
    negotiated = village.ids["negotiated"]
    await village.forge(village.marta, f"signed:{negotiated}:1")
    await village.changes(village.marta, "target", "300")
    send = next(str(button.data) for button in village.marta.last.buttons if str(button.data).endswith(":ok"))
    watch = Watch(village.snapshot)
    presses = {"marta": send, "olena": f"signed:{negotiated}:1"}
    for name in sorted(presses, reverse=first == "olena"):
        who: Actor = getattr(village, name)
        village.telegram.forges(who.person, who.last, presses[name])
    await village.town.settle()
    ((state, version),) = village.table(f"SELECT state, version FROM promo WHERE id = '{negotiated}'")
    signed = village.table(f"SELECT count(*) FROM signature WHERE promo_id = '{negotiated}' AND version = {version}")
    assert (state, version, signed[0][0]) in [("signed", 1, 2), ("negotiating", 2, 0)]
    assert village.snapshot.broken() == []
    assert [watch.reply(who).silent for who in (village.marta, village.olena)] == [[], []]


async def test_a_press_too_old_to_answer_still_counts(village: Village) -> None:
    village.telegram.query_lifetime = timedelta(0)
    await village.forge(village.marta, f"acc:{village.ids['negotiated']}:1:1", f"signed:{village.ids['negotiated']}:1")
    await village.forge(village.taras, f"rep:{village.ids['running']}:1:2026-11-30:3")
    assert village.table("SELECT count(*) FROM section_answer") == [(1,)]
    assert village.table(f"SELECT count(*) FROM signature WHERE promo_id = '{village.ids['negotiated']}'") == [(1,)]
    assert report(village) == [(3, None)]
    assert village.snapshot.broken() == []


# Links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "payload",
    [
        "b_" + "A" * 63,
        "../../etc/passwd",
        "b_=",
        "=",
        "b_",
        "b_../..",
        "zzz",
        "b_%00",
        "x_AAAAAAAAAAAAAAAAAAAAAA",
        "🙂",
    ],
)
@pytest.mark.parametrize("name", ["zoe", "taras"])
async def test_a_link_that_is_none_changes_nothing(village: Village, name: str, payload: str) -> None:
    who: Actor = getattr(village, name)
    await refuses(village, who, who.says(f"/start {payload}"))


async def test_a_link_that_lost_its_payload_greets(village: Village) -> None:
    await refuses(village, village.zoe, village.zoe.opens("https://t.me/tandem_bot?start=" + "A" * 65), WELCOME)
    await refuses(village, village.zoe, village.zoe.opens("https://t.me/tandem_bot?start"), WELCOME)


@pytest.mark.parametrize("kind", ["b", "s"])
async def test_an_unknown_invitation_looks_like_one_that_is_over(village: Village, kind: str) -> None:
    why = LINK_OVER if kind == "b" else STAFF_LINK_OVER
    await refuses(village, village.zoe, village.zoe.says(f"/start {kind}_AAAAAAAAAAAAAAAAAAAAAA"), why)


async def test_a_report_link_is_for_those_of_the_promo(village: Village) -> None:
    for payload in (
        f"r_{village.ids['running']}-1",
        "r_0123456789-1",
        f"r_{village.ids['running']}-99",
        "r_zzzzzzzzzz",
    ):
        await refuses(village, village.zoe, village.zoe.says(f"/start {payload}"), NOT_YOURS)
    for payload in (f"r_{village.ids['running']}-99", f"r_{village.ids['running']}-0", f"r_{village.ids['running']}-"):
        await refuses(village, village.taras, village.taras.says(f"/start {payload}"), NOT_YOURS)


async def test_a_used_invitation_takes_no_third_partner(village: Village) -> None:
    await refuses(village, village.zoe, village.zoe.opens(village.links["negotiated"]), LINK_OVER)


async def test_an_expired_invitation_says_so(village: Village) -> None:
    await village.town.moves_to("2026-12-08 10:00")
    await refuses(village, village.zoe, village.zoe.opens(village.links["proposed"]), LINK_OVER)
    await village.town.moves_to("2026-12-20 10:00")
    await refuses(village, village.zoe, village.zoe.opens(village.links["staff"]), STAFF_LINK_OVER)


async def test_a_revoked_invitation_says_so(village: Village) -> None:
    await village.zoe.opens(village.links["staff"])
    await village.forge(village.olena, "revoke:1")
    await refuses(village, village.zoe, village.zoe.opens(village.links["staff"]), STAFF_LINK_OVER)
    await refuses(village, village.zoe, village.press(village.zoe, "work:1"), STAFF_LINK_OVER, press=True)


async def test_ones_own_invitation_is_for_the_partner(village: Village) -> None:
    await refuses(
        village,
        village.olena,
        village.olena.opens(village.links["proposed"]),
        "This link is for your partner. Pass it on to them; you need not open it.",
    )


async def test_somebody_who_works_there_need_not_be_invited(village: Village) -> None:
    await refuses(
        village,
        village.taras,
        village.taras.opens(village.links["staff"]),
        "You work at <b>%(place)s</b> already. Send a number at closing, for example: 7",
    )


@pytest.mark.parametrize("link", ["group", "staff", "proposed"])
async def test_a_stranger_links_no_group(village: Village, link: str) -> None:
    own = village.telegram.group("Zoe's", village.zoe.person)
    url = village.links[link].replace("start=", "startgroup=").replace("startgroupgroup", "startgroup")
    watch = Watch(village.snapshot)
    await village.zoe.opens(url, group=own)
    assert watch.changes() + village.snapshot.broken() == []
    assert len(watch.reply(own).said) == 1
    assert watch.reply(village.zoe).said == []


PASTED = [
    "{}", "  {}  ", "https://t.me/tandem_bot?start={}", "Here: https://t.me/tandem_bot?start={} !", "\n{}\n", "({})",
    "t.me/tandem_bot?start={}", "tg://resolve?domain=tandem_bot&start={}", "{}.",
]  # fmt: skip


@pytest.mark.parametrize("form", PASTED)
async def test_an_invitation_may_be_pasted_in_any_way(village: Village, form: str) -> None:
    for link, why in (("proposed", "proposes a joint promotion to you"), ("staff", "invites you to report")):
        code = village.links[link].partition("start=")[2]
        await accepts(village, village.zoe, village.zoe.says(form.format(code)))
        assert village.zoe.last.buttons, why
