"""After the signature: changed terms, pauses, an early end, the dates, and the same again."""

from __future__ import annotations

import io

import icalendar
import pytest
from pypdf import PdfReader

from tests.agreement.test_signing import state
from tests.world.cast import Cast, running_promo, signed_promo, signs
from tests.world.five_promos import looks
from tests.world.town import Actor, Town

pytestmark = pytest.mark.slow


async def opens_promo(who: Actor) -> None:
    await who.says("/promos")
    await who.presses("Flowers + coffee")


async def proposes_change(who: Actor, section: str, field: str, value: str, day: str = "From next Monday") -> None:
    await opens_promo(who)
    await who.presses("Change the terms")
    await who.presses(day)
    await who.presses(f"✎ {section}")
    await who.presses(f"✎ {field}")
    await who.says(value)
    await who.presses("Send to the partners ▶")


async def in_force(town: Town) -> dict[str, object]:
    rows = await town.database(
        "SELECT promo.version, promo.amendment, promo.ends, version.terms FROM promo JOIN version "
        "ON version.promo_id = promo.id AND version.number = promo.version"
    )
    return dict(rows[0])


async def test_while_running_terms_change_only_when_all_sign_and_from_their_day(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-02 12:00")
    await proposes_change(cast.olena, "Offer", "The customer gets", "20 % off any coffee")
    cast.marta.sees_exactly("Zerno proposes to change Flowers + coffee while it runs: version 2.")
    await looks(cast.marta)
    await signs(cast.marta, 2)
    assert (await in_force(town))["version"] == 1
    await signs(cast.olena, 2)
    cast.marta.sees_exactly("It applies from Mon 7 Dec.")
    assert (await in_force(town))["version"] == 1
    await town.moves_to("2026-12-06 23:00")
    assert (await in_force(town))["version"] == 1
    await town.moves_to("2026-12-07 00:01")
    now = await in_force(town)
    assert (now["version"], now["amendment"]) == (2, None)
    assert "20 % off any coffee" in str(now["terms"])
    for moment, told in (("08:59", False), ("09:00", True)):
        await town.moves_to(f"2026-12-07 {moment}")
        group = [m.words for m in town.telegram.messages(cast.group)]
        assert told is any("changed terms apply from today" in words for words in group)


@pytest.mark.quick
async def test_an_amendment_signed_after_its_day_applies_at_once(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-02 12:00")
    await proposes_change(cast.olena, "Money and rewards", "Minimum each", "20", "From tomorrow")
    await signs(cast.olena, 2)
    await town.moves_to("2026-12-05 12:00")
    await looks(cast.marta)
    await signs(cast.marta, 2)
    assert (await in_force(town))["version"] == 2


async def test_a_later_end_moves_everything_that_was_planned(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-02 12:00")
    await proposes_change(cast.olena, "Dates", "Dates", "until 10.01", "From tomorrow")
    await signs(cast.olena, 2)
    await looks(cast.marta)
    await signs(cast.marta, 2)
    await town.moves_to("2026-12-03 00:01")
    assert (await in_force(town))["ends"] == "2027-01-10"
    await town.moves_to("2026-12-28 12:00")
    assert await state(town) == "running"
    await town.moves_to("2027-01-11 12:00")
    assert await state(town) == "finishing"


async def test_what_has_begun_keeps_its_first_day(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-02 12:00")
    await proposes_change(cast.olena, "Dates", "Dates", "5.12–20.12", "From tomorrow")
    cast.marta.sees_exactly("Mon 30 Nov – Sun 20 Dec")


async def test_a_change_does_not_apply_from_a_day_after_the_end(town: Town) -> None:
    cast = await running_promo(town)
    await opens_promo(cast.olena)
    await cast.olena.presses("Change the terms")
    await cast.olena.says("28.12")
    cast.olena.sees_exactly("The last day is Sun 27 Dec; a change has to apply by then.")
    await cast.olena.says("27.12")
    cast.olena.sees_exactly("— → Sun 27 Dec")


async def test_in_the_last_week_no_day_after_the_end_is_offered(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-22 12:00")
    await opens_promo(cast.olena)
    await cast.olena.presses("Change the terms")
    labels = [button.text for button in cast.olena.last.buttons]
    assert "From tomorrow" in labels
    assert "From next Monday" not in labels


async def test_how_many_sides_there_are_is_no_change_of_a_signed_promo(town: Town) -> None:
    cast = await running_promo(town)
    await opens_promo(cast.olena)
    for tap in ("Change the terms", "From tomorrow", "✎ Goal"):
        await cast.olena.presses(tap)
    labels = [button.text for button in cast.olena.last.buttons]
    assert "✎ Target" in labels
    assert "✎ Businesses" not in labels
    form = (await town.database("SELECT id, revision FROM form WHERE kind = 'change'"))[0]
    town.telegram.forges(cast.olena.person, cast.olena.last, f"f:{form['id']}:{form['revision']}:edit:partners")
    await town.settle()
    await cast.olena.says("3")
    assert '"partners":2' in (await town.database("SELECT answers FROM form WHERE kind = 'change'"))[0]["answers"]


async def test_a_declined_amendment_leaves_what_is_in_force(town: Town) -> None:
    cast = await running_promo(town)
    await proposes_change(cast.olena, "Offer", "The customer gets", "A free cake", "From tomorrow")
    await looks(cast.marta)
    await cast.marta.presses("Decline")
    cast.marta.sees_exactly("The terms in force stay as they are.")
    await cast.marta.says("Cakes cost too much")
    cast.olena.sees_exactly("Peony does not want the change of Flowers + coffee; what is in force stays.")
    now = await in_force(town)
    assert (now["version"], now["amendment"]) == (1, None)
    assert await state(town) == "running"
    await proposes_change(cast.marta, "Offer", "Uses at most", "200", "From tomorrow")
    cast.olena.sees_exactly("version 3")


async def test_an_unsigned_amendment_is_reminded_and_lapses(town: Town) -> None:
    cast = await running_promo(town)
    await proposes_change(cast.olena, "Offer", "Uses at most", "200", "From tomorrow")
    await town.waits(days=6, minutes=1)
    cast.marta.sees_exactly("The proposal Flowers + coffee ends on")
    await town.waits(days=1)
    cast.marta.sees_exactly("The change of Flowers + coffee was not signed in time; what is in force stays.")
    assert (await in_force(town))["amendment"] is None
    await opens_promo(cast.olena)
    await cast.olena.presses("History")
    cast.olena.sees_exactly("The change, version 2, was not signed in time")


async def test_the_old_agreement_says_that_there_is_a_newer_one(town: Town) -> None:
    cast = await running_promo(town)
    first = (await town.database("SELECT fingerprint FROM version WHERE number = 1"))[0]["fingerprint"]
    await proposes_change(cast.olena, "Offer", "Uses at most", "200", "From tomorrow")
    await cast.marta.says(first)
    cast.marta.sees_exactly("It is signed by all sides and in force.")
    second = (await town.database("SELECT fingerprint FROM version WHERE number = 2"))[0]["fingerprint"]
    await cast.marta.says(second)
    cast.marta.sees_exactly("It is not in force: signatures are missing.")
    await signs(cast.olena, 2)
    await looks(cast.marta)
    await signs(cast.marta, 2)
    await cast.marta.says(second)
    cast.marta.sees_exactly("It is signed by all sides and applies from Tue 1 Dec.")
    await town.moves_to("2026-12-01 10:00")
    await cast.marta.says(first)
    cast.marta.sees_exactly("It is not in force: there is a newer version, 2.")


async def test_an_agreement_that_is_over_is_not_in_force_and_says_why(town: Town) -> None:
    cast = await running_promo(town)
    mark = (await town.database("SELECT fingerprint FROM version"))[0]["fingerprint"]
    for over, said in (("cancelled", "cancelled"), ("closed", "completed")):
        await town.database("UPDATE promo SET state = :state", state=over)
        await cast.marta.says(mark)
        cast.marta.sees_exactly(f"It is not in force: {said}.")


async def test_a_forwarded_agreement_is_known_by_the_file_and_an_altered_one_is_not_ours(town: Town) -> None:
    cast = await signed_promo(town)
    file = next(message for message in cast.olena.screen if message.document)
    town.telegram.forwards(cast.marta.person, file)
    await town.settle()
    cast.marta.sees_exactly("It is signed by all sides and in force.")
    assert file.document
    altered = file.document.data.replace(b"%%EOF", b"% one more line\n%%EOF")
    await cast.marta.sends("document", data=altered, name="agreement.pdf", mime="application/pdf", caption=file.words)
    cast.marta.sees_exactly("This is not a file that I sent you, so I cannot vouch for it")
    town.telegram.forwards(cast.zoe.person, file)
    await town.settle()
    cast.zoe.sees_exactly("This is not a file that I sent you, so I cannot vouch for it")


async def test_the_signed_terms_come_as_a_message_with_signatories_times_and_fingerprint(town: Town) -> None:
    cast = await signed_promo(town)
    mark = (await town.database("SELECT fingerprint FROM version"))[0]["fingerprint"]
    await opens_promo(cast.marta)
    await cast.marta.presses("All terms")
    seen = cast.marta.sees_exactly("✍ Zerno: Olena, 2026-11-23 08:00 UTC")
    for words in ("✍ Peony: Marta, 2026-11-23", mark, "15 % off any coffee (a receipt of the partner)", "300 flyers"):
        assert words in seen.words
    await opens_promo(cast.olena)
    await cast.olena.presses("All terms")
    assert mark in cast.olena.last.words


async def test_a_paused_promo_asks_nobody_and_only_who_paused_resumes_it(town: Town) -> None:
    cast = await running_promo(town)
    await opens_promo(cast.olena)
    await cast.olena.presses("Pause")
    cast.olena.sees_exactly("Until you resume it, nobody is asked for reports")
    await cast.olena.says("The coffee machine is broken")
    assert await state(town) == "paused"
    cast.marta.sees_exactly("⏸ Zerno paused Flowers + coffee: The coffee machine is broken")
    seen = len(cast.taras.screen)
    await town.moves_to("2026-11-30 20:30")
    assert len(cast.taras.screen) == seen
    await opens_promo(cast.marta)
    press = await cast.marta.presses("Resume")
    assert press.answer
    assert press.answer["text"] == "It goes on when the side that paused it says so."
    await opens_promo(cast.olena)
    await cast.olena.presses("Resume")
    assert await state(town) == "running"
    await town.moves_to("2026-12-01 09:05")
    await town.moves_to("2026-12-01 20:30")
    cast.taras.sees_exactly("How many customers came with the promo “Flowers + coffee”?")


async def test_a_cancelled_promo_is_over_for_everybody_and_keeps_its_figures(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.says("7")
    await opens_promo(cast.marta)
    await cast.marta.presses("Cancel the promo")
    await cast.marta.presses("◀ Leave it as it is")
    assert await state(town) == "running"
    await cast.marta.presses("Cancel the promo")
    await cast.marta.says("We sell the bakery")
    cast.olena.sees_exactly("Peony cancelled Flowers + coffee: We sell the bakery")
    await cast.olena.presses("End it at once")
    await cast.olena.presses("Yes, end it now")
    assert await state(town) == "cancelled"
    group = [m.words for m in town.telegram.messages(cast.group)]
    assert any("cancelled" in words for words in group)
    assert len(await town.database("SELECT * FROM daily_report")) == 1


async def test_a_pause_at_night_is_told_to_the_group_in_the_morning(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-11-30 22:00")
    await opens_promo(cast.olena)
    await cast.olena.presses("Pause")
    await cast.olena.says("A burst pipe")
    for moment, told in (("08:59", False), ("09:00", True)):
        await town.moves_to(f"2026-12-01 {moment}")
        assert told is any("A burst pipe" in m.words for m in town.telegram.messages(cast.group))


async def test_all_dates_come_as_a_calendar_file(town: Town) -> None:
    cast = await signed_promo(town)
    await opens_promo(cast.olena)
    await cast.olena.presses("Dates for a calendar")
    file = cast.olena.last.document
    assert file
    assert (file.name or "").endswith(".ics")
    events = {str(e["summary"]): e for e in icalendar.Calendar.from_ical(file.data).walk("VEVENT")}
    assert str(events["Flowers + coffee"].decoded("dtstart")) == "2026-11-30"
    assert str(events["Flowers + coffee"].decoded("dtend")) == "2026-12-28"
    assert "Flowers + coffee: report of week 4" in events


async def test_a_closed_promo_is_repeated_in_three_taps_with_new_dates(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2027-01-05 12:00")
    assert await state(town) == "closed"
    await opens_promo(cast.marta)
    for tap in ("Once more ▶", "4 weeks from next Monday", "Propose to the partner ▶"):
        await cast.marta.presses(tap)
    cast.olena.sees_exactly("Peony proposes to do Flowers + coffee once more.")
    rows = await town.database("SELECT state, starts, ends, repeats FROM promo WHERE repeats IS NOT NULL")
    assert [(row["state"], row["starts"], row["ends"]) for row in rows] == [("negotiating", "2027-01-11", "2027-02-07")]
    await looks(cast.olena)
    await signs(cast.olena, 1)
    await looks(cast.marta)
    await signs(cast.marta, 1)
    assert {row["state"] for row in await town.database("SELECT state FROM promo")} == {"closed", "signed"}


async def test_an_amended_agreement_comes_as_a_pdf_with_its_own_version(town: Town) -> None:
    cast: Cast = await running_promo(town)
    await proposes_change(cast.olena, "Offer", "Uses at most", "200", "From tomorrow")
    await signs(cast.olena, 2)
    await looks(cast.marta)
    await signs(cast.marta, 2)
    file = next(message for message in reversed(cast.marta.screen) if message.document)
    assert file.document
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.document.data)).pages)
    assert "version 2" in text
    assert "Changes apply from" in text


async def test_every_version_that_has_been_in_force_is_had_as_a_pdf_that_says_when(town: Town) -> None:
    cast = await running_promo(town)
    await town.moves_to("2026-12-02 12:00")
    await proposes_change(cast.olena, "Money and rewards", "Minimum each", "20")
    await looks(cast.marta)
    await signs(cast.marta, 2)
    await signs(cast.olena, 2)
    await town.moves_to("2026-12-07 00:01")
    assert "In force from 07.12.2026. It replaces version 1" in await the_pdf(cast.marta)
    assert "replaced by version 2 from 07.12.2026" in await the_pdf(cast.marta, older=1)


async def the_pdf(who: Actor, older: int | None = None) -> str:
    await opens_promo(who)
    await who.presses("Agreement (PDF)")
    if older:
        await who.presses("Version %(n)s (PDF)", n=older)
    assert who.last.file
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(who.last.file.data)).pages)
    return " ".join(text.split())
