"""The ready promos in words: what each is called, and what it says of a shop and its partner."""

from __future__ import annotations

from msgspec import Struct

from domain.agreement.ready_promos import ReadyPromo
from templates.words.examples import EXAMPLES, Example
from templates.words.msgid import N_


class ReadyPromoWords(Struct, frozen=True):
    """Msgids. Without `offer` each side offers what such a shop offers; without `brings` it brings what such a shop
    brings."""

    name: str
    about: str
    condition: str
    offer: str = ""
    brings: str = ""


READY_PROMOS: dict[ReadyPromo, ReadyPromoWords] = {
    ReadyPromo.RECEIPT_CARD: ReadyPromoWords(
        N_("A card with every receipt"),
        N_("each of you hands out cards for the other; every card works once"),
        N_("with the partner's card"),
    ),
    ReadyPromo.GIFT: ReadyPromoWords(
        N_("A gift for two things bought"),
        N_("with the partner's receipt, whoever buys two things gets a present"),
        N_("buys two things and shows the partner's receipt"),
        N_("a small present"),
    ),
    ReadyPromo.CODE_WORD: ReadyPromoWords(
        N_("A code word for followers"),
        N_("you post a word in your channels, customers say it at the till"),
        N_("says the code word at the till"),
        N_("10 % off any purchase"),
        N_("a post with the code word every week"),
    ),
    ReadyPromo.STAMPS: ReadyPromoWords(
        N_("One stamp card for both"),
        N_("five stamps from either of you, the sixth visit is a present"),
        N_("brings a card with five stamps, no matter whose"),
        N_("a present with the sixth visit"),
        N_("stamp cards and a stamp by the till"),
    ),
    ReadyPromo.TASTING: ReadyPromoWords(
        N_("A tasting or master class"),
        N_("an evening together: guests of both come, and buy at a special price"),
        N_("comes to the tasting or master class"),
        N_("a tasting or master class, and 10 % off that day"),
        N_("a place, goods and somebody to run the evening"),
    ),
    ReadyPromo.MUTUAL: ReadyPromoWords(
        N_("15 % off at each other's"),
        N_("who bought from one of you gets 15 % off at the other"),
        N_("the partner's receipt of the last 7 days"),
        N_("15 % off any purchase"),
    ),
    ReadyPromo.CONTEST: ReadyPromoWords(
        N_("A draw with your prizes"),
        N_("each purchase is a ticket; the prizes come from both of you"),
        N_("makes any purchase and leaves the receipt's number"),
        N_("a ticket for the draw of both prizes"),
        N_("one prize, and a box for tickets by the till"),
    ),
}
ANY_SHOP = Example(
    N_("a partner"),
    N_("10 % off any purchase"),
    N_("the partner's receipt of the last 7 days"),
    N_("a shelf by the till for the partner's cards"),
    N_("a small present"),
)
SEASONS = (N_("WINTER"), N_("SPRING"), N_("SUMMER"), N_("AUTUMN"))
GAINS = (N_("New customers from the partner"), N_("New customers from us"))
PEOPLE = N_("The owners train the staff beforehand")
POSTING = N_("once a week"), N_("the owners")


def example(category: str) -> Example:
    return EXAMPLES.get(category, ANY_SHOP)
