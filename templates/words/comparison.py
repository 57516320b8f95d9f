"""What the comparison of the sides warns about, as msgids."""

from __future__ import annotations

from templates.words.msgid import N_

FLAGS = {
    "gets_nothing": N_("This side gets nothing that is written down."),
    "gives_nothing": N_("This side gives nothing that is written down."),
    "bears_most": N_("This side bears most of the costs, and others gain customers too."),
    "no_customers": N_("No offer is used at its counter, so it receives no customers."),
}
