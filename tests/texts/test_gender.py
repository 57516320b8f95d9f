"""Nobody is called he or she: what a text says of a person whom it names fits Marta as well as Taras."""

from __future__ import annotations

import re

import pytest

from tests.texts.test_texts import TRANSLATED, texts

NAMED = (
    r"(?<![сз] )(?:<b>)?%\((?:who|person|name|names|signatory)\)s(?:</b>)?"
    r"[»\"]?,? (?:(?:не|уже|вже|ещё|ще|теперь|тепер) )?"
)
"""A person as the subject; behind `с` and `з` it is none."""
DID = {"ru": r"\w+[аеиоуыяё](?:л|ла|лся|лась)\b", "uk": r"\w+(?:[аеиіїоуюяє]в|[аеиіїоуюяє]ла|вся|лася|лась)\b"}
IS = {
    "ru": r"(?:один|одна|сам|сама|должен|должна|готов|готова|согласен|согласна|приглаш[её]н|приглашена|обязан\w?)\b",
    "uk": r"(?:один|одна|сам|сама|повинен|повинна|готовий|готова|згоден|згодна|запрошений|запрошена)\b",
}
WHO_OWNS = {
    "ru": r"\b(?:владелец|владельц[ау]|владельцем|собственник(?:а|у|ом)?|ответственн(?:ый|ая|ого)(?! лиц))\b",
    "uk": r"\b(?:власник(?:а|у|ом|ові)?|відповідальн(?:ий|а|ого)(?! особ))\b",
}
YOU = {
    "ru": r"\b[Вв]ы (?:уже )?(?:должен|должна|готова?|согласен|согласна|уверена?|рада?|\w+[аеи]л[а]?)\b",
    "uk": r"\b[Вв]и (?:вже )?(?:повинен|повинна|готовий|готова|згоден|згодна|впевнений|певна|\w+(?:ав|ив|ала|ила))\b",
}


def gendered(language: str, said: str) -> list[str]:
    """What of a text would be wrong for half of the people."""
    named = rf"{NAMED}(?:{DID[language]}|{IS[language]})"
    return [one[0] for pattern in (named, WHO_OWNS[language], YOU[language]) for one in re.finditer(pattern, said)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_needs_to_know_whether_it_speaks_of_a_man_or_a_woman(language: str) -> None:
    said = [
        form for one in texts(language) for form in ([one.string] if isinstance(one.string, str) else one.string or ())
    ]
    assert {form: found for form in said if (found := gendered(language, form))} == {}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "<b>%(name)s</b> подписал акцию"),
        ("ru", "%(who)s уже согласилась"),
        ("ru", "%(name)s, владелец"),
        ("ru", "Вы должен ответить"),
        ("uk", "<b>%(person)s</b> отримав винагороду"),
        ("uk", "%(name)s вже підписала"),
        ("uk", "Попросіть власника"),
    ],
)
def test_what_is_gendered_is_seen(language: str, said: str) -> None:
    assert gendered(language, said)
