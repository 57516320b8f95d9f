"""Set-up in conversation: saved one by one, never stuck."""

from __future__ import annotations

from tests.world.cast import fills_in_business, fills_in_promo, proposes
from tests.world.town import Actor, Town


async def begins(town: Town) -> Actor:
    """Olena at the first step of her first promo."""
    olena = town.person("Olena")
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.presses("Go through all of it")
    return olena


async def test_a_newcomer_names_the_business_first_and_goes_on_to_the_promo(town: Town) -> None:
    olena = await begins(town)
    olena.sees_exactly("Saved: Zerno.")
    assert olena.last.words.splitlines()[:2] == ["Question 1 of 19", "○○○○○○○○○○"]


async def test_a_wrong_answer_repeats_the_question_with_what_was_wrong_and_an_example(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    await olena.presses("New customers")
    await olena.says("a lot")
    olena.sees_exactly("I could not read a number")
    olena.sees("How much of it, in all? A number makes it clear whether it worked.")
    await olena.says("0")
    olena.sees_exactly("At least 1.")


async def test_an_answered_step_folds_to_one_line(town: Town) -> None:
    olena = await begins(town)
    question = olena.last
    await olena.says("Flowers + coffee")
    assert question.words == "✓ Name: Flowers + coffee"
    assert question.keyboard == []


async def test_back_asks_the_step_before_and_keep_leaves_it(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    await olena.presses("◀ Back")
    olena.sees_exactly("Now: Flowers + coffee")
    await olena.presses("Keep")
    olena.sees("What should the promo bring? One goal is enough: it is what the reports measure.")


async def test_later_keeps_everything_and_one_button_goes_on_even_after_a_restart(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    await olena.presses("Later")
    await town.restart()
    await olena.presses("Continue from question %(n)s", n=2)
    olena.sees("What should the promo bring? One goal is enough: it is what the reports measure.")


async def test_an_old_button_says_so_and_shows_the_current_step(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    goal = olena.last
    press = town.telegram.presses(olena.person, goal, "Revenue")
    again = town.telegram.presses(olena.person, goal, "New customers")
    await town.settle()
    assert press.answer is not None
    assert again.answer
    assert "answered already" in again.answer["text"]
    rows = await town.database("SELECT answers FROM form WHERE kind = 'setup'")
    assert '"goal":"revenue"' in rows[0]["answers"]


async def test_skipped_needed_lines_are_marked_and_keep_the_card_from_being_proposed(town: Town) -> None:
    olena = await begins(town)
    while any(button.text == "Skip" for button in olena.last.buttons):
        await olena.presses("Skip")
    for line in ("Name", "Goal", "Target", "Businesses", "Mechanic", "Offers", "Dates"):
        assert f"⚠ {line}: —" in olena.last.words
    assert not any("Propose" in button.text for button in olena.last.buttons)
    await olena.presses("⚠ Goal")
    await olena.presses("⚠ Name")
    await olena.says("Flowers + coffee")
    assert "⚠ Name" not in olena.last.words
    assert not any("Propose" in button.text for button in olena.last.buttons)


async def test_any_line_of_the_card_can_be_edited_and_the_card_comes_back(town: Town) -> None:
    olena = await begins(town)
    await fills_in_promo(olena)
    await olena.presses("✎ Goal")
    await olena.presses("✎ Target")
    await olena.says("250")
    olena.sees_exactly("Target: 250")
    await olena.presses("Propose to the partner ▶")
    assert "start=b_" in olena.link("start=b_")


async def test_words_beside_a_complete_card_get_one_line_and_its_buttons(town: Town) -> None:
    olena = await begins(town)
    await fills_in_promo(olena)
    buttons = [button.text for button in olena.last.buttons]
    await olena.says("too expensive")
    assert olena.last.words.startswith("All questions are answered.")
    assert "Target" not in olena.last.words
    assert [button.text for button in olena.last.buttons] == buttons
    await olena.presses("Propose to the partner ▶")


async def test_a_link_that_replaces_another_says_so(town: Town) -> None:
    olena = await begins(town)
    await fills_in_promo(olena)
    await olena.presses("Propose to the partner ▶")
    assert "no longer works" not in olena.last.words
    await olena.presses("Propose to the partner ▶")
    olena.sees_exactly("The link that you had before no longer works.")


async def test_a_draft_without_a_name_is_a_new_promo(town: Town) -> None:
    olena = await begins(town)
    await olena.says("/promos")
    await olena.presses("New promo · draft")
    olena.sees_exactly("Question 1 of 19 is next.")
    await olena.presses("The pitch")
    olena.sees_exactly("proposes a joint promotion to you: New promo")
    assert "What is asked of you" not in olena.last.words


async def test_a_draft_waits_in_promos_and_is_thrown_away_after_one_question(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    await olena.says("/promos")
    await olena.presses("draft")
    await olena.presses("Throw away")
    await olena.presses("Throw away")
    olena.sees("Thrown away. A new one: /new")
    await olena.says("/promos")
    assert not any("draft" in button.text for button in olena.last.buttons)


async def test_a_half_finished_form_is_nudged_once_after_a_day(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    await town.waits(hours=25)
    olena.sees_exactly("is waiting half-way")
    count = len(olena.screen)
    await town.waits(hours=60)
    assert len(olena.screen) == count


async def test_the_day_begins_with_the_last_answer_and_a_nudge_never_comes_at_night(town: Town) -> None:
    olena = await begins(town)
    await town.moves_to("2026-11-23 22:30")
    await olena.says("Flowers + coffee")
    for moment in ("2026-11-24 12:00", "2026-11-24 23:00"):
        await town.moves_to(moment)
        assert not any("half-way" in message.words for message in olena.screen)
    await town.moves_to("2026-11-25 09:00")
    olena.sees_exactly("is waiting half-way")


async def test_what_is_proposed_is_not_half_way(town: Town) -> None:
    olena = town.person("Olena")
    await proposes(olena)
    await town.waits(hours=25)
    assert not any("half-way" in message.words for message in olena.screen)


async def test_a_sticker_in_a_form_gets_the_question_again(town: Town) -> None:
    olena = await begins(town)
    await olena.sends("sticker")
    olena.sees_exactly("I need words or a number")
    olena.sees("What is the promo called? Partners and staff will see this name.")


async def test_a_start_in_a_form_loses_nothing(town: Town) -> None:
    olena = await begins(town)
    await olena.says("Flowers + coffee")
    await olena.says("/start")
    await olena.presses("Continue from question %(n)s", n=2)
    olena.sees("What should the promo bring? One goal is enough: it is what the reports measure.")


async def test_the_language_is_each_persons_own_and_can_be_changed(town: Town) -> None:
    olena = town.person("Olena", "uk")
    await olena.says("/start")
    olena.sees(
        "Hello, %(name)s! I help local businesses run a promotion together: agree on it, count customers at "
        "the counter, see whether it paid.",
        name="Olena",
    )
    await olena.says("/settings")
    await olena.taps("English")
    olena.sees_exactly("From now on: English.")


async def test_dates_are_echoed_with_weekday_and_length(town: Town) -> None:
    olena = town.person("Olena")
    await proposes(olena)
    folded = [message.words for message in olena.screen]
    assert "✓ Dates: Mon 30 Nov – Sun 27 Dec, 28 days" in [line.replace("\u00a0", " ") for line in folded]


async def test_dates_can_be_picked_in_a_month(town: Town) -> None:
    olena = await begins(town)
    while not any("Pick in a calendar" in button.text for button in olena.last.buttons):
        await olena.presses("Skip")
    await olena.presses("Pick in a calendar")
    await olena.taps("›")
    olena.sees_exactly("Press the first day.")
    await olena.taps("7")
    olena.sees_exactly("Press the last day.")
    await olena.taps("›")
    await olena.taps("3")
    assert any("7 Dec 2026 – 3 Jan 2027" in m.words or "Mon 7 Dec" in m.words for m in olena.screen[-3:])
    rows = await town.database("SELECT answers FROM form WHERE kind = 'setup'")
    assert '"dates":{"first":"2026-12-07","last":"2027-01-03"}' in rows[0]["answers"]


async def test_days_that_have_begun_are_asked_and_kept_as_chosen(town: Town) -> None:
    olena = await begins(town)
    while not any("Pick in a calendar" in button.text for button in olena.last.buttons):
        await olena.presses("Skip")
    await olena.says("1-28.11")
    olena.sees("Which one do you mean? One tap, or write it again in another way.")
    assert [button.text for button in olena.last.buttons] == ["24.11.2026-28.11.2026", "01.11.2027-28.11.2027"]
    await olena.taps("24.11.2026-28.11.2026")
    rows = await town.database("SELECT answers FROM form WHERE kind = 'setup'")
    assert '"dates":{"first":"2026-11-24","last":"2026-11-28"}' in rows[0]["answers"]


async def test_a_draft_goes_by_its_own_name_and_the_question_has_one_example(town: Town) -> None:
    olena = town.person("Olena")
    await olena.says("/new")
    await fills_in_business(olena, "Zerno", "Café")
    await olena.presses("Go through all of it")
    for answer in ("Flowers + coffee", "Receipts by the promo", "many"):
        await olena.says(answer)
    assert olena.last.words.count("For example") == 1
    await olena.says("200")
    await olena.says("a few")
    olena.sees_exactly("For example: 2")
    await olena.says("/promos")
    await olena.presses("Flowers + coffee · draft")
    olena.sees_exactly("Flowers + coffee · draft")
