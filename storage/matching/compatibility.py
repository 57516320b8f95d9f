"""What two businesses answered about each other, and the verdicts that follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import orjson
from msgspec import Struct
from msgspec.structs import asdict

from domain.matching.compatibility import Answers, Criteria, Judgement, Verdict, judge
from domain.states import AGREED, OPEN_PROPOSAL
from storage import sql
from storage.db import Tx
from storage.records import Row


class Check(Struct, frozen=True):
    """A completed check of two businesses; `answers` by the business that gave them."""

    one: int
    other: int
    answers: dict[int, Answers]
    judgement: Judgement

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict


NEWEST = """SELECT answers FROM fit_answer WHERE business_id = {side} AND other_id = {other} ORDER BY id DESC LIMIT 1"""
COMPLETED = f"""
    SELECT c.*, ({NEWEST.format(side="c.one_id", other="c.other_id")}) AS one_said,
           ({NEWEST.format(side="c.other_id", other="c.one_id")}) AS other_said
    FROM fit_check c
"""


def _answers(text: str) -> Answers:
    return Answers(**orjson.loads(text))


def _check(row: Row) -> Check:
    said = {row["one_id"]: _answers(row["one_said"]), row["other_id"]: _answers(row["other_said"])}
    found = Criteria(row["competition"], row["goods"], row["prices"])
    return Check(row["one_id"], row["other_id"], said, judge(found, said))


async def verdicts(tx: Tx, business_ids: Iterable[int]) -> list[Check]:
    """The completed checks between any two of the given businesses."""
    ids = sql.numbers(business_ids)
    rows = await tx.all(
        f"{COMPLETED} WHERE c.one_id IN ({ids}) AND c.other_id IN ({ids}) ORDER BY c.one_id, c.other_id"
    )
    return [_check(row) for row in rows]


async def of_pair(tx: Tx, one: int, other: int) -> Check | None:
    """What both said, once both have."""
    return next(iter(await verdicts(tx, (one, other))), None)


async def said_by(tx: Tx, business_id: int, other_id: int) -> Answers | None:
    """A side's own newest answers. To be shown to that side alone while the check is not complete."""
    text = await tx.value(NEWEST.format(side=":business", other=":other"), business=business_id, other=other_id)
    return _answers(text) if text else None


async def answer(tx: Tx, business_id: int, other_id: int, given: Answers, now: datetime, by: int) -> None:
    await tx.write(
        """
        INSERT INTO fit_answer (business_id, other_id, answers, at, person_id)
        VALUES (:business, :other, :answers, :now, :by)
        """,
        business=business_id,
        other=other_id,
        answers=orjson.dumps(asdict(given)).decode(),
        now=now,
        by=by,
    )


async def complete(tx: Tx, one: int, other: int, found: Criteria, now: datetime, by: int) -> None:
    """Both sides have answered: keep what the profiles say at this moment."""
    await tx.write(
        """
        INSERT INTO fit_check (one_id, other_id, competition, goods, prices, at, person_id)
        VALUES (:one, :other, :competition, :goods, :prices, :now, :by) ON CONFLICT DO NOTHING
        """,
        one=min(one, other),
        other=max(one, other),
        now=now,
        by=by,
        **asdict(found),
    )


async def common_promo(tx: Tx, one: int, other: int) -> str | None:
    """The newest promo that both businesses take part in or are agreeing on."""
    value: str | None = await tx.value(
        f"""
        SELECT promo.id FROM promo
        JOIN party a ON a.promo_id = promo.id AND a.business_id = :one AND a.left_at IS NULL
        JOIN party b ON b.promo_id = promo.id AND b.business_id = :other AND b.left_at IS NULL
        WHERE promo.state IN ({sql.words(OPEN_PROPOSAL | AGREED)})
        ORDER BY promo.created_at DESC, promo.id LIMIT 1
        """,
        one=one,
        other=other,
    )
    return value
