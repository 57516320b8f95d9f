"""Names of our own values, as msgids. `N_` marks a text for the catalogues and gives it back."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    return text


WORDS: dict[str, dict[str, str]] = {
    "category": {
        "cafe": N_("Café"), "bakery": N_("Bakery"), "restaurant": N_("Restaurant"), "grocery": N_("Grocery"),
        "healthy_food": N_("Healthy food"), "sweets": N_("Sweets"), "wine": N_("Wine"), "flowers": N_("Flowers"),
        "gifts": N_("Gifts"), "books": N_("Bookshop"), "beauty": N_("Beauty salon"), "clothes": N_("Clothes"),
        "shoes": N_("Shoes"), "accessories": N_("Accessories"), "jeweller": N_("Jeweller"), "toys": N_("Toys"),
        "kids_clothes": N_("Children's clothes"), "kids_clubs": N_("Children's clubs"),
        "kindergarten": N_("Kindergarten"), "fitness": N_("Fitness"), "sportswear": N_("Sportswear"),
        "pharmacy": N_("Pharmacy"), "pets": N_("Pet shop"), "vet": N_("Vet"), "dog_club": N_("Dog club"),
        "construction": N_("Construction"), "furniture": N_("Furniture"), "windows": N_("Windows"),
        "interior": N_("Interior"), "household": N_("Household goods"), "appliances": N_("Appliances"),
        "electrical": N_("Electrical goods"), "repair": N_("Repair"), "laundry": N_("Laundry"),
        "dry_cleaning": N_("Dry-cleaning"), "cleaning": N_("Cleaning"), "workwear": N_("Workwear"),
        "travel": N_("Travel"), "hotel": N_("Hotel"), "taxi": N_("Taxi"), "leisure": N_("Leisure goods"),
        "cinema": N_("Cinema"), "photo": N_("Photo studio"), "courses": N_("Courses"),
        "coworking": N_("Coworking"), "delivery": N_("Delivery"),
    },
    "price_tier": {"economy": N_("Economy"), "mass": N_("Mass market"), "premium": N_("Premium")},
    "goal": {
        "new_customers": N_("New customers"), "receipts": N_("Receipts by the promo"), "revenue": N_("Revenue"),
        "average_check": N_("Average check"), "repeat_visits": N_("Repeat visits"),
        "subscribers": N_("Subscribers"), "awareness": N_("Awareness"),
    },
    "mechanic": {
        "voucher": N_("Single-use voucher"), "code_word": N_("Code word"), "discount": N_("Mutual discount"),
        "gift": N_("Gift with purchase"), "bundle": N_("Bundle"), "contest": N_("Contest"),
        "event": N_("Joint event or tasting"), "card": N_("Shared card"), "flyers": N_("Joint ad or flyers"),
        "mailing": N_("Joint mailing"),
    },
    "direction": {
        "both": N_("At every partner's"), "initiator": N_("At the initiator's"), "partner": N_("At the partner's"),
    },
    "client_base": {
        "none": N_("Not used"), "mailing": N_("Each mails its own customers"),
        "posts": N_("Posts in each other's channels"),
    },
    "reporting": {
        "customers": N_("Customers only"), "sales": N_("Customers and sales"),
        "new": N_("Customers, sales and new ones"),
    },
    "split": {"own": N_("Each pays its own costs"), "equal": N_("All costs in equal parts")},
    "state": {
        "draft": N_("draft"), "proposed": N_("proposed"), "negotiating": N_("being agreed"), "signed": N_("signed"),
        "running": N_("running"), "paused": N_("paused"), "finishing": N_("finishing"), "closed": N_("closed"),
        "declined": N_("declined"), "withdrawn": N_("withdrawn"), "expired": N_("expired"),
        "cancelled": N_("cancelled"),
    },
    "section": {
        "goal": N_("Goal"), "gains": N_("What each gains"), "offer": N_("Offer"), "dates": N_("Dates"),
        "resources": N_("Initiator brings"), "needs": N_("Partner brings"), "people": N_("People and training"),
        "client_base": N_("Client base"), "reporting": N_("Reporting"), "money": N_("Money and rewards"),
    },
    "field": {
        "title": N_("Name"), "goal": N_("Goal"), "target": N_("Target"), "partners": N_("Businesses"),
        "gain_initiator": N_("The initiator gains"), "gain_partner": N_("The partner gains"),
        "mechanic": N_("Mechanic"), "offer": N_("The customer gets"), "direction": N_("Used"),
        "cost": N_("Cost of one use"), "limit": N_("Uses at most"), "dates": N_("Dates"),
        "resources": N_("The initiator brings"), "needs": N_("The partner brings"), "people": N_("People and training"),
        "client_base": N_("Client base"), "reporting": N_("Reported each day"), "minimum": N_("Agreed minimum each way"),
        "split": N_("Costs"), "perk": N_("Reward"),
        "name": N_("Business"), "category": N_("Category"), "city": N_("City"), "address": N_("Address"),
        "price_tier": N_("Prices"), "audience": N_("Customers"), "currency": N_("Currency"), "zone": N_("Time zone"),
        "weekdays": N_("Working days"), "closes": N_("Closes at"), "margin": N_("Gross margin"),
    },
    "language": {"uk": N_("Ukrainian"), "ru": N_("Russian"), "en": N_("English")},
}
