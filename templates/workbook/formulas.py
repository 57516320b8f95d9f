"""Metrics as a spreadsheet computes them: `{name}` is the cell of an input. A second way beside `domain/results.py`."""

from __future__ import annotations

METRICS = {
    "roi": "({income}-{discounts}-{expenses})*100/{expenses}",
    "return_ratio": "{income}/({discounts}+{expenses})",
    "net_profit": "{income}-{discounts}-{expenses}",
    "average_check": "{sales}/{receipts}",
    "conversion": "{redeemed}*100/{contacts}",
    "acquisition_cost": "{marketing}/{new}",
    "promo_share": "{uses}*100/{all_receipts}",
    "returned_cost": "{expenses}/{returning}",
    "weekly_profit": "{profit_during}",
    "payback": "{expenses}*{weeks}/({income}-{discounts}-{expenses})",
    "per_customer": "{sales}/{uses}",
    "goal_pace": "{done}/{gone}",
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
    "expenses": "SUM({borne})",
    "marketing": 'SUMIF({purposes},"{marketing_word}",{borne})',
    "first_marketing": 'SUMIFS({borne},{purposes},"{marketing_word}",{paid_on},"<="&{first_week_ends})',
    "first_new": 'SUMIFS({newcomers},{days},"<="&{first_week_ends})',
    "discounts": "SUM({customers})*{cost}",
    "income": "SUM({takings})*{margin}/100",
    "weeks": "({until}-{starts}+1)/7",
    "length": "({ends}-{starts}+1)/7",
    "gone": "({until}-{starts}+1)/({ends}-{starts}+1)",
}
"""Inputs that follow from the days and expenses; the others are written as they are."""
