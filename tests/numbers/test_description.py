"""The JSON export is as docs/export.schema.json describes it."""

from __future__ import annotations

import json
from pathlib import Path

from domain.results.export import PromoExport
from tests.numbers import random_promos

DESCRIPTION = Path(__file__).parents[2] / "docs" / "export.schema.json"
"""`uv run python -m tests.numbers.test_description` writes it anew."""


def described() -> str:
    return json.dumps(PromoExport.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"


def test_the_description_is_current() -> None:
    assert DESCRIPTION.read_text("utf-8") == described()


def test_what_is_written_reads_back_as_it_was() -> None:
    for seed in range(10):
        book = random_promos.book(random_promos.promo(seed), 2)
        assert PromoExport.model_validate_json(book.model_dump_json()) == book


if __name__ == "__main__":
    DESCRIPTION.write_text(described(), "utf-8")
