"""What kinds of business there are and which complete each other: the same customer, another purchase."""

from __future__ import annotations

COMPLEMENTS: dict[str, tuple[str, ...]] = {
    "cafe": ("bakery", "books", "flowers", "beauty", "coworking", "sweets"),
    "bakery": ("cafe", "grocery", "flowers", "kids_clubs", "delivery"),
    "restaurant": ("flowers", "taxi", "hotel", "wine", "cinema", "sweets"),
    "grocery": ("bakery", "household", "wine", "delivery", "pets"),
    "healthy_food": ("fitness", "beauty", "pharmacy", "sports_goods", "sportswear"),
    "sweets": ("cafe", "flowers", "toys", "gifts"),
    "wine": ("restaurant", "grocery", "gifts", "flowers"),
    "flowers": ("cafe", "sweets", "jeweller", "gifts", "restaurant", "beauty"),
    "gifts": ("flowers", "books", "jeweller", "sweets", "toys"),
    "books": ("cafe", "gifts", "toys", "courses", "cinema"),
    "beauty": ("clothes", "fitness", "jeweller", "flowers", "cafe", "photo"),
    "clothes": ("beauty", "shoes", "accessories", "jeweller", "laundry"),
    "shoes": ("clothes", "accessories", "sportswear", "repair"),
    "accessories": ("clothes", "jeweller", "beauty", "gifts"),
    "jeweller": ("accessories", "gifts", "clothes", "flowers", "photo"),
    "toys": ("kids_clothes", "sweets", "cafe", "kids_clubs", "kindergarten", "books"),
    "kids_clothes": ("toys", "kids_clubs", "kindergarten", "photo"),
    "kids_clubs": ("toys", "kids_clothes", "books", "bakery"),
    "kindergarten": ("toys", "kids_clothes", "kids_clubs", "photo"),
    "fitness": ("sports_goods", "healthy_food", "sportswear", "beauty", "pharmacy"),
    "sportswear": ("fitness", "healthy_food", "shoes"),
    "sports_goods": ("fitness", "healthy_food", "leisure", "kids_clubs"),
    "pharmacy": ("fitness", "healthy_food", "beauty", "kids_clothes"),
    "pets": ("vet", "grocery", "dog_club", "photo"),
    "vet": ("pets", "dog_club", "pharmacy"),
    "dog_club": ("pets", "vet", "photo"),
    "construction": ("furniture", "windows", "interior", "household", "electrical"),
    "furniture": ("interior", "windows", "household", "appliances", "construction"),
    "windows": ("construction", "furniture", "interior"),
    "interior": ("furniture", "construction", "windows", "flowers"),
    "household": ("furniture", "grocery", "appliances", "cleaning"),
    "appliances": ("electrical", "repair", "furniture", "household"),
    "electrical": ("appliances", "construction", "repair"),
    "repair": ("appliances", "electrical", "shoes"),
    "laundry": ("workwear", "dry_cleaning", "cleaning", "clothes"),
    "dry_cleaning": ("laundry", "clothes", "workwear"),
    "cleaning": ("laundry", "household", "construction"),
    "workwear": ("laundry", "construction", "shoes"),
    "travel": ("leisure", "clothes", "hotel", "taxi", "photo"),
    "hotel": ("travel", "restaurant", "taxi", "leisure"),
    "taxi": ("restaurant", "hotel", "travel", "cinema"),
    "leisure": ("travel", "sportswear", "cafe"),
    "cinema": ("restaurant", "cafe", "books", "taxi"),
    "photo": ("beauty", "kids_clothes", "jeweller", "flowers"),
    "courses": ("books", "cafe", "coworking"),
    "coworking": ("cafe", "courses", "delivery"),
    "delivery": ("bakery", "grocery", "restaurant"),
}
CATEGORIES = tuple(COMPLEMENTS)
SAME_NEED: tuple[frozenset[str], ...] = (
    frozenset({"cafe", "restaurant"}),  # a meal out
    frozenset({"bakery", "sweets"}),  # something for tea
    frozenset({"grocery", "healthy_food"}),  # food for the home
    frozenset({"clothes", "sportswear"}),  # something to wear
    frozenset({"clothes", "workwear"}),
    frozenset({"sports_goods", "sportswear"}),  # to train in
    frozenset({"kids_clubs", "courses"}),  # lessons
    frozenset({"household", "electrical"}),  # lamps and small things for the home
    frozenset({"taxi", "delivery"}),  # a car with a driver
)
"""Categories that serve one need: a customer takes one or the other. Never those that complete each other."""
GIFTS = frozenset({"gifts", "flowers", "sweets"})
"""A present suits a shop of any price tier."""
COMMON = ("cafe", "bakery", "flowers", "books", "beauty", "clothes", "restaurant", "fitness", "grocery", "toys")
