"""What people type is made fit to draw, and nothing else is changed."""

from bot.rendering.drawable import drawable


def test_letters_of_every_script_and_the_signs_we_write_stay() -> None:
    words = "Кав’ярня «Zerno» → 250 ₴ ✓ ⚠ ☑ שלום مقهى 花屋"
    assert drawable(words) == words


def test_emoji_go_and_leave_no_gap() -> None:
    assert drawable("🌸 Peony 👩‍🍳🇺🇦") == "Peony"
    assert drawable("⚠️ Reports") == "⚠ Reports"


def test_no_name_can_turn_the_direction_of_the_number_beside_it() -> None:
    assert drawable("\u202e100\u2066 ₴\u2069") == "100 ₴"


def test_control_characters_and_half_characters_go_but_lines_stay() -> None:
    assert drawable("a\x00b\ud800\r\nc\td") == "ab\nc d"


def test_numbers_nulls_and_keys_are_left_alone() -> None:
    data = {"🌸": [1, None, 0.5, True, ("x", {"y": "z"})]}
    assert drawable(data) == {"🌸": [1, None, 0.5, True, ["x", {"y": "z"}]]}
