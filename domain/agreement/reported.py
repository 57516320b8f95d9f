"""What has to be reported each day for the goal to be known."""

from __future__ import annotations

from domain.agreement.fields import Answers
from domain.options import Goal, Reporting

MEASURED_BY: dict[Goal, Reporting | None] = {
    Goal.RECEIPTS: None,
    Goal.SUBSCRIBERS: None,
    Goal.AWARENESS: None,
    Goal.NEW_CUSTOMERS: Reporting.NEW,
    Goal.REPEAT_VISITS: Reporting.NEW,
    Goal.REVENUE: Reporting.SALES,
    Goal.AVERAGE_CHECK: Reporting.SALES,
}
"""The least that has to be reported for a goal to be known; None: what every report says, or no report at all."""
_REPORTS = (Reporting.CUSTOMERS, Reporting.SALES, Reporting.NEW)


def unmeasured(answers: Answers) -> Reporting | None:
    """What has to be reported for the goal to be known; None if the agreed reporting tells it."""
    needed = MEASURED_BY.get(Goal(answers["goal"])) if answers.get("goal") else None
    agreed = Reporting(answers.get("reporting") or Reporting.SALES)
    return needed if needed and _REPORTS.index(agreed) < _REPORTS.index(needed) else None
