"""Metrics as a spreadsheet computes them: `{name}` is the cell of an input. A second way beside `domain/results.py`."""

from __future__ import annotations

METRICS = {
    "return_ratio": "({income}+MAX({dues},0))/({discounts}+{expenses}+MAX(-{dues},0))",
    "return_new": "({income_new}+MAX({dues},0))/({discounts_new}+{expenses}+MAX(-{dues},0))",
    "roi": "({income}-{discounts}-{expenses}+{dues})*100/({discounts}+{expenses}+MAX(-{dues},0))",
    "net_profit": "{income}-{discounts}-{expenses}+{dues}",
    "net_new": "{income_new}-{discounts_new}-{expenses}+{dues}",
    "average_check": "{sales}/{receipts}",
    "conversion": "{redeemed}*100/{issued}",
    "acquisition_cost": "({marketing}+MAX(-{dues},0))/{new}",
    "promo_share": "{uses}*100/{all_receipts}",
    "returned_cost": "{expenses}/{returning}",
    "weekly_profit": "{profit_during}",
    "payback": "{expenses}*{open_weeks}/({income}-{discounts}+{dues})",
    "per_customer": "{sales}/{buyers}",
    "goal_pace": "{done}*{open_all}/{open_gone}",
    "coverage": "{reported}*100/{expected}",
    "reaction": "{hours}",
}
LEVEL_PACE = "{done}"
"""Of a goal that does not add up over the days."""

INPUTS = {
    "uses": "SUM({customers})",
    "new": "SUM({newcomers})",
    "returning": 'SUMIF({newcomers},"<>",{customers})-SUM({newcomers})',
    "sales": "SUM({takings})",
    "receipts": 'SUMIF({takings},"<>",{customers})',
    "buyers": 'SUMIF({takings},"<>",{customers})',
    "expenses": "SUM({borne})",
    "marketing": 'SUMIF({purposes},"{marketing_word}",{borne})',
    "first_marketing": 'SUMIFS({borne},{purposes},"{marketing_word}",{paid_on},"<="&{first_week_ends})',
    "first_new": 'SUMIFS({newcomers},{days},"<="&{first_week_ends})',
    "discounts": 'SUMIF({takings},"<>",{customers})*{cost}',
    "income": "SUM({takings})*{margin}/100",
}
"""Inputs that follow from the days and expenses; the others are written as they are."""
