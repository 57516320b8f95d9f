"""For every category an example of what it gives, asks, brings and rewards; short enough for buttons."""

from __future__ import annotations

from msgspec import Struct

from templates.words.msgid import N_


class Example(Struct, frozen=True):
    """Msgids. `goods` names promos; `offer` is what a partner's customer gets, under `condition`; `brings` is
    what the business does for the promo; `perk` rewards the other side's staff."""

    goods: str
    offer: str
    condition: str
    brings: str
    perk: str


RECEIPT = N_("the partner's receipt of the last 7 days")
ORDER = N_("orders with the partner's receipt")
BOOKING = N_("books and brings the partner's card")
CODE = N_("orders with the partner's code word")

BAG = N_("the partner's flyer in every bag")
BOX = N_("the partner's card in every box")
SHELF = N_("a shelf by the till for the partner's cards")
TABLES = N_("the partner's card on every table")
BILL = N_("the partner's card with every bill")
MIRROR = N_("the partner's card at every mirror")
PARENTS = N_("a poster where parents wait")
VISIT = N_("the partner's card after every visit")
CREW = N_("a word from our crew to every customer")
STAND = N_("a stand of the partner in our showroom")
CLEAN = N_("the partner's card on every finished order")
POSTS = N_("a post a week in our channel")

EXAMPLES: dict[str, Example] = {
    "cafe": Example(
        N_("coffee"), N_("the second cup of coffee free"), RECEIPT, TABLES, N_("a coffee every morning for a week")),
    "bakery": Example(
        N_("bread"), N_("a bun free with any loaf"), RECEIPT, BAG, N_("a fresh loaf every Friday for a month")),
    "restaurant": Example(
        N_("dinner"), N_("a dessert free with any main course"), RECEIPT, BILL, N_("a lunch for two")),
    "grocery": Example(
        N_("groceries"), N_("any fruit at −15 %"), RECEIPT, BAG, N_("a basket of fruit for the team")),
    "healthy_food": Example(
        N_("healthy food"), N_("a snack bar free with any purchase"), RECEIPT, SHELF,
        N_("healthy snacks for the team for a week")),
    "sweets": Example(
        N_("sweets"), N_("a box of biscuits free with any cake"), RECEIPT, BOX, N_("a cake for the team")),
    "wine": Example(
        N_("wine"), N_("the second bottle at −30 %"), RECEIPT, SHELF, N_("a wine tasting for two")),
    "flowers": Example(
        N_("flowers"), N_("a rose free with any bouquet"), RECEIPT, N_("the partner's card in every bouquet"),
        N_("a bouquet for the counter every Monday")),
    "gifts": Example(
        N_("gifts"), N_("wrapping free with any gift"), RECEIPT, BAG, N_("a gift for every birthday in the team")),
    "books": Example(
        N_("books"), N_("the second book at −20 %"), RECEIPT, N_("the partner's bookmark in every book"),
        N_("a book of choice every month")),
    "beauty": Example(
        N_("manicure"), N_("a hand mask free with any manicure"), BOOKING, MIRROR, N_("a free manicure")),
    "clothes": Example(
        N_("clothes"), N_("the second item at −20 %"), RECEIPT, BAG, N_("a shirt or a blouse of choice")),
    "shoes": Example(
        N_("shoes"), N_("a care kit free with any pair"), RECEIPT, BOX, N_("a pair of slippers for the shift")),
    "accessories": Example(
        N_("bags and belts"), N_("any belt or scarf at −20 %"), RECEIPT, BAG, N_("an umbrella or a scarf of choice")),
    "jeweller": Example(
        N_("jewellery"), N_("one ring cleaned and polished free"), RECEIPT, BOX,
        N_("a silver pendant for the best cashier")),
    "toys": Example(
        N_("toys"), N_("a small toy free with any purchase"), RECEIPT, BAG, N_("a board game for the team")),
    "kids_clothes": Example(
        N_("children's clothes"), N_("socks free with any two items"), RECEIPT, BAG,
        N_("a child's T-shirt of choice")),
    "kids_clubs": Example(
        N_("children's classes"), N_("one trial class free"), BOOKING, PARENTS, N_("a month of classes for a child")),
    "kindergarten": Example(
        N_("kindergarten"), N_("one trial day free"), BOOKING, PARENTS, N_("a Saturday morning of childminding")),
    "fitness": Example(
        N_("fitness"), N_("a week of training free"), BOOKING, N_("a poster in the changing room"),
        N_("a pass for a month")),
    "sportswear": Example(
        N_("sportswear"), N_("any sports T-shirt at −20 %"), RECEIPT, BAG, N_("a sports T-shirt of choice")),
    "sports_goods": Example(
        N_("sports goods"), N_("a sports bottle free with any purchase"), RECEIPT, SHELF,
        N_("rackets or a bicycle for a weekend")),
    "pharmacy": Example(
        N_("vitamins"), N_("any vitamins at −10 %"), RECEIPT, SHELF, N_("a first-aid kit for the shop")),
    "pets": Example(
        N_("pet food"), N_("a treat free with any pet food"), RECEIPT, BAG, N_("a bag of food for a pet")),
    "vet": Example(
        N_("a vet's check-up"), N_("the first check-up free"), BOOKING, VISIT, N_("a yearly check-up for a pet")),
    "dog_club": Example(
        N_("dog training"), N_("one training session free"), BOOKING, POSTS, N_("a month of training with a dog")),
    "construction": Example(
        N_("renovation"), N_("a visit and an estimate free"), ORDER, CREW, N_("a handyman in the shop for a day")),
    "furniture": Example(
        N_("furniture"), N_("delivery and assembly free"), ORDER, STAND, N_("an armchair for the staff room")),
    "windows": Example(
        N_("windows"), N_("an insect screen free with any window"), ORDER, CREW,
        N_("all windows of the shop adjusted")),
    "interior": Example(
        N_("interior design"), N_("an hour with a designer free"), BOOKING, STAND,
        N_("a designer's hand for the shop window")),
    "household": Example(
        N_("things for the home"), N_("a kitchen towel free with any purchase"), RECEIPT, SHELF,
        N_("a tea set for the staff room")),
    "appliances": Example(
        N_("appliances"), N_("delivery and installation free"), ORDER, BOX, N_("a kettle for the staff room")),
    "electrical": Example(
        N_("lamps"), N_("any lamp at −15 %"), RECEIPT, SHELF, N_("a desk lamp")),
    "repair": Example(
        N_("repairs"), N_("diagnostics free"), RECEIPT, CLEAN, N_("a phone or a watch repaired free")),
    "laundry": Example(
        N_("laundry"), N_("the second load free"), RECEIPT, CLEAN, N_("uniforms washed free for a month")),
    "dry_cleaning": Example(
        N_("dry-cleaning"), N_("a shirt cleaned free with any coat"), RECEIPT, CLEAN, N_("a coat cleaned free")),
    "cleaning": Example(
        N_("cleaning"), N_("windows washed free with any cleaning"), BOOKING, CREW, N_("one big cleaning of the shop")),
    "workwear": Example(
        N_("workwear"), N_("a logo free on any uniform"), ORDER, BAG, N_("an apron with a name for everyone")),
    "travel": Example(
        N_("trips"), N_("insurance free with any tour"), ORDER, N_("a line in our letter to travellers"),
        N_("a one-day excursion for two")),
    "hotel": Example(
        N_("a night away"), N_("breakfast and a late check-out free"), BOOKING, N_("the partner's card in every room"),
        N_("a night for two")),
    "taxi": Example(
        N_("taxi"), N_("the first ride at −50 %"), CODE, N_("the partner's card in every car"),
        N_("five free rides home")),
    "leisure": Example(
        N_("camping gear"), N_("a tent for a day free"), RECEIPT, SHELF, N_("a hammock or a thermos flask")),
    "cinema": Example(
        N_("films"), N_("the second ticket free on weekdays"), RECEIPT, N_("the partner on the screen before the film"),
        N_("two cinema tickets")),
    "photo": Example(
        N_("photos"), N_("one printed portrait free"), BOOKING, VISIT, N_("a portrait for everyone in the team")),
    "courses": Example(
        N_("courses"), N_("the first lesson free"), BOOKING, N_("a word to every group before the lesson"),
        N_("a month of a course of choice")),
    "coworking": Example(
        N_("coworking"), N_("one working day free"), BOOKING, N_("a poster by the coffee machine"),
        N_("a meeting room for a day")),
    "delivery": Example(
        N_("delivery"), N_("the first delivery free"), CODE, N_("the partner's card with every order"),
        N_("five free deliveries")),
}  # fmt: skip
