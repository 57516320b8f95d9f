"""Tables as other programs and other people write them: read, or refused by name, never half."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from bot.doors.files import spreadsheets
from domain.options import Measure
from domain.reading.weekly_numbers import measure_sheet
from domain.reading.weekly_numbers.measure_sheet import Filled, Sheet

LABELS = {"Customers": Measure.CUSTOMERS, "Клієнти": Measure.CUSTOMERS, "Revenue": Measure.REVENUE}
FOUR = {Measure.CUSTOMERS: (120, 135, 128, 140), Measure.REVENUE: (1240050, 1310000, 1280000, 1300000)}


def filled(content: bytes | str, currency: str = "UAH") -> Filled:
    data = content.encode() if isinstance(content, str) else content
    return measure_sheet.read(spreadsheets.read(data), LABELS, currency, 4)


CSV = {
    "semicolons": "Customers;120;135;128;140\nRevenue;12400,5;13100;12800;13000",
    "commas": "Customers,120,135,128,140\nRevenue,12400.5,13100,12800,13000",
    "tabs": "Customers\t120\t135\t128\t140\nRevenue\t12400,5\t13100\t12800\t13000",
    "bars": "Customers|120|135|128|140\nRevenue|12400.5|13100|12800|13000",
    "a drawn table": "| Customers | 120 | 135 | 128 | 140 |\n| Revenue | 12400.5 | 13100 | 12800 | 13000 |",
    "commas, a semicolon in a quoted heading": '"In a week; of us",w1,w2,w3,w4\nCustomers,120,135,128,140\n'
    "Revenue,12400.5,13100,12800,13000",
    "commas, a tab in a quoted note": "Customers,120,135,128,140\nRevenue,12400.5,13100,12800,13000\n"
    '"note:\tdo not; change"',
    "declared commas": 'sep=,\n"a;b",w1,w2,w3,w4\nCustomers,120,135,128,140\nRevenue,"12,400.50",13100,12800,13000',
    "declared in quotes": '"sep=|"\r\nCustomers|120|135|128|140\r\nRevenue|12400.5|13100|12800|13000',
    "American thousands": 'Customers,120,135,128,140\nRevenue,"12,400.50","13,100.00","12,800.00","13,000.00"',
    "European thousands": "Customers;120;135;128;140\nRevenue;12.400,50;13.100,00 ₴;12.800,00;13.000,00 грн",
    "weeks down": "Week;Customers;Revenue\n1;120;12400,5\n2;135;13100\n3;128;12800\n4;140;13000",
    "weeks down, dates before": "\n;Revenue, UAH;Customers\n02.11;12400,5;120\n09.11;13100;135\n16.11;12800;128\n"
    "23.11;13000;140",
    "numbered weeks": "Week;1;2;3;4\nCustomers;120;135;128;140\nRevenue;12400,5;13100;12800;13000",
    "noise of a program": "Customers;120.0000000001;134.9999999999;128;140\nRevenue;12400.500000001;13100;12800;13000",
}


@pytest.mark.parametrize("content", CSV.values(), ids=list(CSV))
def test_a_text_file_is_read_as_it_was_meant(content: str) -> None:
    read = filled(content)
    assert (read.wrong, read.numbers, read.left_out) == ((), FOUR, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_with_or_without_its_mark(encoding: str) -> None:
    content = "Клієнти;120;135;128;140\r\nRevenue;12400,5;13100;12800;13000 ₴\r\n".encode(encoding)
    assert filled(content).numbers == FOUR


REVENUES = "12400,5;13100;12800;13000"
TOTALS = {
    "a column by its heading": (
        f";w1;w2;w3;w4;Total\nCustomers;120;135;128;140;523\nRevenue;{REVENUES};1", ("Total",)),
    "a column in Ukrainian": (
        f"Тиждень;1;2;3;4;Разом\nCustomers;120;135;128;140;523\nRevenue;{REVENUES};9", ("Разом",)),
    "a column that is the sum": (
        f"Customers;120;135;128;140;523\nRevenue;{REVENUES};51300,5", ("F1", "F2")),
    "a row": (f"Customers;120;135;128;140\nRevenue;{REVENUES}\nTotal;1;2;3;4", ("Total",)),
    "a row where weeks stand down": (
        "W;Customers;Revenue\na;120;12400,5\nb;135;13100\nc;128;12800\nd;140;13000\nВсего:;523;51300,5", ("Всего:",)),
}  # fmt: skip


@pytest.mark.parametrize(("content", "left_out"), TOTALS.values(), ids=list(TOTALS))
def test_totals_are_left_out_and_named(content: str, left_out: tuple[str, ...]) -> None:
    read = filled(content)
    assert (read.wrong, read.numbers, read.left_out) == ((), FOUR, left_out)


def test_a_total_behind_fewer_weeks_is_left_out_by_its_heading_alone() -> None:
    read = filled(";w1;w2;w3;w4;Total\nCustomers;120;135;;;255")
    assert (read.wrong, read.numbers) == ((), {Measure.CUSTOMERS: (120, 135)})


MONEY = {
    "$1,150.00": ("USD", 115_000), "1.355,90 €": ("EUR", 135_590), "1,000.50": ("UAH", 100_050),
    "1 000,50 ₴": ("UAH", 100_050), "₴12,400": ("UAH", None), "$1,150": ("USD", None), "$1,150.00 ": ("USD", 115_000),
}  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), MONEY.items(), ids=list(MONEY))
def test_a_cell_holds_one_number(said: str, meant: tuple[str, int | None]) -> None:
    currency, minor = meant
    read = measure_sheet.read(Sheet((("Revenue", said),)), LABELS, currency, 4)
    if minor is None:
        assert [one.reason for one in read.wrong] == ["sum_twice"]
    else:
        assert (read.wrong, read.numbers) == ((), {Measure.REVENUE: (minor,)})


def test_a_wrong_cell_is_named_as_the_file_calls_it_where_weeks_stand_down() -> None:
    read = filled("Week;Customers;Revenue\n1;120;12400\n2;12o;13100")
    assert [(one.place, one.said, one.reason) for one in read.wrong] == [("B3", "12o", "not_a_number")]
    read = filled("Week;Customers;Guests\n1;120;5")
    assert [(one.place, one.reason) for one in read.wrong] == [("C1", "unknown")]


@pytest.mark.parametrize("content", ["Customers 120 135 128 140", "one:1\ntwo:2", "120;135"])
def test_a_file_of_which_no_number_was_read_knows_it(content: str) -> None:
    read = filled(content)
    assert read.numbers == {}
    assert read.digits or read.wrong


def workbook(cells: dict[str, Any], stored: dict[str, float]) -> bytes:
    """With the results that the program stored beside its formulas, which openpyxl does not write."""
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    saved = io.BytesIO()
    book.save(saved)
    return with_results(saved.getvalue(), stored)


def with_results(content: bytes, stored: dict[str, float]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            for place, value in stored.items() if part.filename == "xl/worksheets/sheet1.xml" else ():
                empty = re.compile(rf'(<c r="{place}"[^>]*><f>[^<]*</f>)<v ?/>'.encode())
                text, done = empty.subn(rf"\1<v>{value}</v>".encode(), text)
                assert done, f"{place} is no formula"
            new.writestr(part.filename, text)
    return made.getvalue()


def test_a_formula_counts_as_the_result_that_is_stored_with_it() -> None:
    cells = {"A1": "Customers", "B1": "=60*2", "C1": 135, "D1": "=B1+8", "E1": 140}
    read = filled(workbook(cells, {"B1": 120, "D1": 128}))
    assert (read.wrong, read.numbers) == ((), {Measure.CUSTOMERS: (120, 135, 128, 140)})
    assert read.computed == ("B1", "D1")


def test_a_formula_without_a_result_is_named() -> None:
    read = filled(workbook({"A1": "Customers", "B1": "=60*2"}, {}))
    assert [(one.place, one.reason) for one in read.wrong] == [("B1", "formula")]


def test_a_total_that_is_a_formula_is_left_out() -> None:
    cells = {"A1": "", "F1": "Total", "A2": "Customers", "B2": 1, "C2": 2, "D2": 3, "E2": 4, "F2": "=SUM(B2:E2)"}
    read = filled(workbook(cells, {"F2": 10}))
    assert (read.numbers, read.left_out, read.computed) == ({Measure.CUSTOMERS: (1, 2, 3, 4)}, ("Total",), ())


def test_noise_of_a_program_is_no_fraction() -> None:
    sheet = Sheet((("Customers", Decimal("100.0000000001"), Decimal("99.9999999999")), ("Revenue", Decimal("0.305"))))
    read = measure_sheet.read(sheet, LABELS, "UAH", 4)
    assert read.numbers[Measure.CUSTOMERS] == (100, 100)
    assert [one.reason for one in read.wrong] == ["too_precise"]
