"""English: what trades are called besides our own names of them."""

from __future__ import annotations

from domain.reading.lexicon.parts import Words

TRADES: dict[str, Words] = {
    "cafe": ("coffee", "coffee.?(?:shop|house|bar)", "cafe"),
    "bakery": ("bread", "pastry", "baker.?s?"),
    "restaurant": ("bistro", "pizzeria", "diner", "pub", "bar"),
    "grocery": ("groceries", "food", "grocery (?:shop|store)", "supermarket"),
    "sweets": ("confectionery", "cakes", "candy"),
    "wine": ("wine (?:shop|bar)",),
    "flowers": ("florist.?s?", "flower shop", "bouquets"),
    "books": ("book ?(?:store|shop)", "books"),
    "beauty": ("hairdresser.?s?", "barber(?:shop)?", "nails?", "beauty", "salon"),
    "clothes": ("clothing(?: store| shop)?", "boutique", "fashion"),
    "fitness": ("gym", "yoga", "fitness club"),
    "toys": ("toy (?:shop|store)",),
    "jeweller": ("jewell?e?ry",),
    "gifts": ("souvenirs", "gift shop"),
}
