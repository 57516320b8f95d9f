"""Data as the rest of Tandem gives it to the drawings: words ready, numbers formatted."""

from typing import Any

from domain.check_digit import complete, grouped

TRICKS = [
    "#set page(width: 1pt)",
    "*bold* _it_ `code`",
    "$x$ $ sum $",
    "back\\slash \\u{41}",
    "<b>x</b> &amp; <label>",
    "{{7*7}} {% raw %}",
    '#import "look.typ": * // @here [y] ~ ---',
    "\u202egnorw \u2067si ti",
    "שלום קפה ופרחים",
    "مقهى الزهور",
    "🌸 Peony 👩‍🍳🇺🇦 ⚠️",
    "花屋 ქართული \x00\x07\ud800",
    "line\nline\r\nline\ttab",
    "W" * 200,
    "Кав’ярня " * 25,
    "",
]

FINGERPRINT = "3f2a9c0d71be4455a0c1d2e3f4051627" * 2


def week(**changed: Any) -> Any:
    return {
        "title": "Flowers + coffee",
        "subtitle": "Week 2 of 4 · 7–13 Dec",
        "headline": "46",
        "headline_note": "customers used the offer, +21 % on last week",
        "days": ["Mon 7", "Tue 8", "Wed 9", "Thu 10", "Fri 11", "Sat 12", "Sun 13"],
        "businesses": [
            {"name": "Zerno", "days": [4, 3, 2, 0, 7, 6, 5]},
            {"name": "Peony", "days": [2, 3, 1, 3, 5, None, "closed"]},
        ],
        "last_week": [5, 4, 3, None, 8, 7, 5],
        "last_week_label": "last week",
        "missing_label": "no report",
        "closed_label": "closed",
        "goal": {
            "label": "Goal: 84 of 200 (42 %)",
            "done": 84,
            "target": 200,
            "time_gone": 0.5,
            "time_label": "half the time gone",
            "pace": "At this pace 168",
        },
        "footer": "Reports: 13 of 14",
        **changed,
    }


def every_day(*values: Any) -> list[dict[str, Any]]:
    return [{"name": f"Business {at}", "days": [value] * 7} for at, value in enumerate(values, 1)]


def agreement(**changed: Any) -> Any:
    businesses = [["Кав’ярня «Зерно»", "Київ", "Олена Коваленко"], ["«Півонія»", "Львів", "Марта Шевченко"]]
    return {
        "lang": "uk",
        "created_at": 1_765_000_000,
        "title": "Квіти + кава",
        "subtitle": "Угода про спільну акцію, версія 3",
        "status": "Чинна з 7 грудня 2026 р.",
        "parties": {"title": "Сторони", "head": ["Бізнес", "Місто", "Підписує"], "rows": businesses},
        "sections": [
            {"title": f"{number}. Розділ", "rows": [["Показник", "Нові клієнти → 200"], ["Знижка", "250 ₴"]]}
            for number in range(1, 11)
        ],
        "last": {"title": "11. Що тут означає підпис", "rows": [["", "Натисканням у Telegram."]]},
        "signatures": {
            "title": "Підписи",
            "head": ["Бізнес", "Підписує", "Час"],
            "rows": [[name, who, "2026-12-01 09:14:07 UTC"] for name, _, who in businesses],
            "marks": [FINGERPRINT[::-1], ""],
        },
        "fingerprint": {"label": "Відбиток (SHA-256)", "value": FINGERPRINT},
        "note": "Перешліть цей документ боту: він відповість, яка це версія.",
        "page_label": "сторінка",
        "footer": "Акція 12 · версія 3",
        **changed,
    }


def qr(**changed: Any) -> Any:
    return {
        "link": "https://t.me/tandem_promo_bot?start=s_8fK2hJ9xQ1zVbN4mL7pR",
        "title": "Зерно: для персоналу",
        "lines": ["Скануйте камерою телефона", "Дійсне до 14 груд."],
        **changed,
    }


def pitch(**changed: Any) -> Any:
    return {
        "lang": "uk",
        "created_at": 1_765_000_000,
        "title": "Квіти + кава",
        "kind": "Спільна акція для «Півонії»",
        "proposer": {"label": "Пропонує", "name": "Кав’ярня «Зерно»", "about": "кав’ярня, Київ"},
        "gain": {"title": "Що отримаєте ви", "text": "200 нових покупців з ранкової черги за кавою"},
        "figures": [
            {"value": "200", "label": "нових клієнтів разом"},
            {"value": "30", "label": "щонайменше від кожного"},
        ],
        "offers": {
            "title": "Що отримає покупець",
            "items": [
                {"what": "−15 % на будь-яку каву", "where": "у «Зерні»", "condition": "з чеком «Півонії» від 300 ₴"},
                {"what": "Тюльпан у подарунок", "where": "у «Півонії»", "condition": "до букета, з чеком «Зерна»"},
            ],
        },
        "when": {"title": "Коли", "dates": "30 листоп. – 27 груд.", "length": "28 днів"},
        "brings": {
            "title": "Що дає «Зерно»",
            "text": "Виграє: більше гостей після обіду.",
            "items": [
                {"what": "Плакати та листівки, 500 шт.", "note": "до 28 листоп., з фото"},
                {"what": "Два пости на тиждень в Instagram"},
            ],
        },
        "asks": {
            "title": "Що потрібно від вас",
            "items": [
                {"what": "Роздавати картки з кожним букетом"},
                {"what": "Навчити персонал", "note": "до 27 листоп."},
            ],
        },
        "next": {
            "title": "Наступний крок",
            "text": "Наведіть камеру телефона або відкрийте посилання. Умови можна змінити, перш ніж погодитися.",
            "link": "https://t.me/tandem_promo_bot?start=b_8fK2hJ9xQ1zVbN4mL7pR",
            "valid": "Діє до 7 грудня",
        },
        "page_label": "сторінка",
        "footer": "Підготовлено в Tandem 20 листопада 2026 р.",
        **changed,
    }


def calendar(**changed: Any) -> Any:
    return {
        "created_at": 1_765_000_000,
        "title": "Квіти + кава",
        "lang": "uk",
        "events": [
            {
                "uid": "promo-12@tandem",
                "title": "Квіти + кава 🌸☕: «Зерно», «Півонія»; разом",
                "first": "2026-11-30",
                "last": "2026-12-27",
                "note": "−15 % на каву\nТюльпан у подарунок; до букета, з чеком",
                "place": "Київ, вул. Хорива, 1",
                "link": "https://t.me/tandem_promo_bot?start=p_12",
            },
            {"uid": "promo-12-duty-3@tandem", "title": "Плакати", "first": "2026-12-31"},
        ],
        **changed,
    }


def sheet(count: int = 8, **changed: Any) -> Any:
    digits = [complete(f"{number * 7919 % 10**7:07}") for number in range(1, count + 1)]
    return {
        "lang": "uk",
        "created_at": 1_765_000_000,
        "title": "Квіти + кава",
        "link": "https://t.me/TandemPromoBot?start=c_",
        "codes": [[one, grouped(one)] for one in digits],
        "what": "−15 % на будь-яку каву",
        "condition": "за чеком «Півонії» від 200 ₴",
        "where": "Де: Зерно · вул. Хрещатик, 22",
        "dates": "пн, 30 лист. – нд, 27 груд. 2026",
        "giver": "Картку видає: «Півонія»",
        "note": "Покажіть картку на касі. Діє один раз.",
        **changed,
    }


def poster(**changed: Any) -> Any:
    return {
        "lang": "uk",
        "created_at": 1_765_000_000,
        "title": "Квіти + кава",
        "names": ["«Зерно»", "«Півонія»"],
        "offers": [
            {
                "what": "−15 % на будь-яку каву",
                "condition": "за чеком «Півонії» від 200 ₴",
                "where": "Зерно · вул. Хрещатик, 22",
            }
        ],
        "dates": "пн, 30 лист. – нд, 27 груд. 2026",
        "how": "Попросіть картку на касі: «Півонія»",
        "scan": "Що, де й до коли: скануйте код",
        "link": "https://t.me/TandemPromoBot?start=p_a0b1c2d3e4-1-poster",
        **changed,
    }


def till(**changed: Any) -> Any:
    return {
        "lang": "uk",
        "created_at": 1_796_000_000,
        "title": "Квіти + кава",
        "names": ["«Зерно»", "«Півонія»"],
        "dates": "пн, 30 лист. – нд, 27 груд.",
        "parts": [
            {
                "head": "Клієнт отримує тут",
                "offers": [{"what": "−15 % на будь-яку каву", "note": "за чеком «Півонії» від 200 ₴"}],
                "steps": ["Візьміть картку. Надішліть боту її фото або вісім цифр.", "Натисніть «Погасити»."],
            },
            {"head": "Наприкінці дня", "offers": [], "steps": ["Надішліть число, наприклад:\u00a07"]},
        ],
        "slip": "Помилка в числі? Надішліть /undo, а потім правильне.",
        "scan": "Скануйте, щоб відкрити бота",
        "link": "https://t.me/TandemPromoBot?start=hello",
        **changed,
    }


def measures(**changed: Any) -> Any:
    table: dict[str, Any] = {
        "created_at": 1_796_000_000,
        "title": "Numbers: Flowers + coffee",
        "head": ["In a week", "2–8 Nov"],
        "rows": [["Customers", "120"], ["Revenue, UAH", ""]],
        "hint": "Fill in.",
        "mark": "1a2b3c4d5e-before",
        "point": ",",
    }
    return table | changed


def workbook(**changed: Any) -> Any:
    sheet = {
        "name": "Days",
        "widths": [12, 9],
        "rows": [
            [{"t": "Day", "as": "head"}, "Sales"],
            [{"d": "2026-12-07"}, {"n": "3000.50", "as": "money"}, {"f": "=SUM(B2:B2)", "n": "3000.50", "as": "money"}],
        ],
    }
    return {"created_at": 1_765_000_000, "sheets": [sheet]} | changed


def report(**changed: Any) -> Any:
    return {
        "lang": "en",
        "created_at": 1_765_000_000,
        "title": "Flowers + coffee",
        "subtitle": "Final report",
        "status": "07.12.2026 – 03.01.2027, made for Zerno",
        "tiles": [["Net promo profit", "1 930.20 ₴"]],
        "sections": [
            {
                "title": "What each side saw",
                "head": ["Business", "Customers"],
                "numbers": [1],
                "rows": [["Zerno", "18"], ["Peony", "–"]],
                "after": ["Peony pays Zerno 100 ₴"],
            }
        ],
        "note": "A figure without an input is “no data”.",
        "page_label": "page",
        "footer": "Promo 0123456789",
    } | changed


def course(**changed: Any) -> Any:
    """Half of four weeks are over; the sixth day has no report at all."""
    totals = [(0, 0), (1, 4), (2, 10), (3, 13), (4, 20), (5, 31)]
    later = [(6, 31), (7, 36), (8, 42), (9, 45), (10, 51), (11, 60), (12, 73), (13, 84), (14, 84)]
    return {
        "title": "Flowers + coffee",
        "subtitle": "The way to the goal: receipts by the promo",
        "headline": "84 of 200",
        "headline_note": "42 % of the goal, half the time gone. At this pace 168.",
        "days": 28,
        "gone": 14,
        "done": 84,
        "target": 200,
        "expected": 168,
        "top": 200,
        "pieces": [[list(one) for one in totals], [list(one) for one in later]],
        "missing": [5, 11, 12],
        "weeks": [{"at": 7 * n, "label": label} for n, label in enumerate(("30 Nov", "7 Dec", "14 Dec", "21 Dec"))],
        "scale": [{"value": n, "label": str(n)} for n in (0, 50, 100, 150, 200)],
        "done_label": "84",
        "target_label": "Goal: 200",
        "expected_label": "168",
        "until_label": "up to Sun 13 Dec",
        "line_label": "so far",
        "plan_label": "evenly to the goal",
        "pace_label": "at this pace",
        "missing_label": "no report: may be more",
        **changed,
    }


def comparison(rows: int = 3, **changed: Any) -> Any:
    known = [
        {
            "name": "Customers",
            "values": [100, 130, 150],
            "labels": ["100", "130", "150"],
            "change": "+50 %",
            "met": True,
        },
        {
            "name": "Repeat customers",
            "values": [15, None, 30],
            "labels": ["15 %", "no data", "30 %"],
            "change": "+15 points",
            "met": True,
        },
        {
            "name": "Average check",
            "values": [10, 10, 10],
            "labels": ["10 €", "10 €", "10 €"],
            "change": "±0 %",
            "met": False,
        },
    ]
    return {
        "title": "Flowers + coffee",
        "subtitle": "Before and after · Zerno",
        "footer": "A week on average.",
        "phases": ["before", "during", "after"],
        "rows": [known[n % 3] for n in range(rows)],
        "more": None,
        **changed,
    }


def exchange(sides: int = 2, **changed: Any) -> Any:
    """Everybody sends everybody; the last receiver has reports missing, the first one none at all from the last."""
    names = ["Zerno", "Peony", "Bloom", "Mango", "Slon"][:sides]
    flows = [
        {
            "sender": sender,
            "receiver": receiver,
            "count": 9 * sender + 4 * receiver + 3,
            "label": f"{9 * sender + 4 * receiver + 3} of 30",
            "short": f"{9 * sender + 4 * receiver + 3}",
            "more": receiver == sides - 1,
            "met": False,
        }
        for sender in range(sides)
        for receiver in range(sides)
        if sender != receiver
    ]
    flows[-1] |= {"count": None, "label": "no data", "short": "?", "met": None}
    return {
        "title": "Flowers + coffee",
        "subtitle": "Who sent whom",
        "footer": "Counted by those who received them.",
        "businesses": names,
        "flows": flows,
        "minimum": 30,
        "minimum_label": "agreed minimum: 30",
        "unknown_label": "sender not known",
        "missing_label": "no report: may be more",
        "axis_label": "from ↓ to →",
        **changed,
    }
