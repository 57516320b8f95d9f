"""Why two businesses fit or do not: what each reason says, as msgids."""

from __future__ import annotations

from templates.words.msgid import N_

REASONS: dict[str, str] = {
    "direct_competitor": N_("You sell the same, so a customer takes one of you or the other."),
    "indirect_competitor": N_("You serve the same need in different ways, so you may take customers from each other."),
    "no_competitor": N_("You do not compete."),
    "goods_complement": N_("What you sell goes together."),
    "goods_apart": N_("What you sell does not go together by itself; the offer has to connect it."),
    "prices_same": N_("Your prices are of the same kind."),
    "prices_any": N_("A present suits any prices."),
    "prices_differ": N_("Your prices are of different kinds; customers may not feel at home."),
    "prices_unknown": N_("One of you has not said what the prices are like."),
    "same_customers_yes": N_("The customers are the same people."),
    "same_customers_partly": N_("The customers are only partly the same people."),
    "same_customers_no": N_("The customers are other people."),
    "reputation_good": N_("The reputation is good."),
    "reputation_unknown": N_("The reputation is not known."),
    "reputation_bad": N_("The reputation is bad, and it would become yours too."),
    "grows_yes": N_("They want to grow as much as we do."),
    "grows_unsure": N_("Whether they want to grow as we do is not clear."),
    "grows_no": N_("They do not want to grow as we do."),
    "enough_yes": N_("Enough new customers to be worth the time."),
    "enough_unsure": N_("Whether it brings enough new customers is not clear."),
    "enough_no": N_("Too few new customers to be worth the time."),
    "experience_yes": N_("Their experience is useful to us."),
    "experience_unsure": N_("Whether their experience is useful to us is not clear."),
    "experience_no": N_("Their experience is of no use to us."),
    "pleasant_yes": N_("Pleasant to work with."),
    "pleasant_unsure": N_("Whether it is pleasant to work together is not clear."),
    "pleasant_no": N_("Not pleasant to work with."),
    "many_noes": N_("Two or more noes to the questions about working together."),
    "many_open": N_("Too much is not known yet. Ask each other first."),
}
