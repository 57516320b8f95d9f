"""One table of drawings; any thread may use it."""

from concurrent.futures import ThreadPoolExecutor

from bot.rendering import DRAWINGS, draw
from tests.rendering.samples import (
    agreement,
    calendar,
    comparison,
    course,
    exchange,
    measures,
    pitch,
    poster,
    qr,
    report,
    sheet,
    till,
    week,
    workbook,
)


def test_every_drawing_says_its_name_and_how_telegram_carries_it() -> None:
    drawn = [
        draw("weekly", week()),
        draw("burnup", course()),
        draw("comparison", comparison()),
        draw("exchange", exchange()),
        draw("agreement", agreement()),
        draw("pitch", pitch()),
        draw("calendar", calendar()),
        draw("qr", qr()),
        draw("sheet", sheet()),
        draw("poster", poster()),
        draw("story", poster()),
        draw("till", till()),
        draw("measures_xlsx", measures()),
        draw("measures_csv", measures()),
        draw("book_xlsx", workbook()),
        draw("book_csv", {"rows": [["Day"]], "mark": ","}),
        draw("book_json", {"book": {}}),
        draw("book_pdf", report()),
    ]
    assert [(it.file_name, it.kind) for it in drawn] == [
        ("week.png", "photo"),
        ("goal.png", "photo"),
        ("before-after.png", "photo"),
        ("who-sent-whom.png", "photo"),
        ("agreement.pdf", "document"),
        ("pitch.pdf", "document"),
        ("dates.ics", "document"),
        ("qr.png", "photo"),
        ("cards.pdf", "document"),
        ("poster.pdf", "document"),
        ("story.png", "document"),
        ("till.pdf", "document"),
        ("numbers.xlsx", "document"),
        ("numbers.csv", "document"),
        ("promo.xlsx", "document"),
        ("promo.csv", "document"),
        ("promo.json", "document"),
        ("report.pdf", "document"),
    ]
    assert len(DRAWINGS) == len(drawn)


def test_the_data_may_name_the_file() -> None:
    assert draw("qr", qr(file_name="zerno.png")).file_name == "zerno.png"


def test_several_threads_draw_at_once_and_get_what_one_would() -> None:
    titles = [f"Promo {number}" for number in range(12)]
    alone = [draw("weekly", week(title=title)) for title in titles]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda title: draw("weekly", week(title=title)), titles))
    assert together == alone
