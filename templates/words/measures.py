"""Names of the times that weekly numbers are of."""

from __future__ import annotations

from templates.words.msgid import N_

MEASURES = {
    "phase": {"before": N_("before"), "during": N_("during"), "after": N_("after")},
    "phase_days": {
        "before": N_("four weeks before the promo"),
        "during": N_("the weeks of the promo"),
        "after": N_("four weeks after the promo"),
    },
    "phase_button": {
        "before": N_("Before the promo"),
        "during": N_("During the promo"),
        "after": N_("After the promo"),
    },
}
