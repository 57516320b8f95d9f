"""Five very different promos as they are typed and pressed: `> words` are typed, `[words]` is a button.

Buttons are named by their English words and looked for in the language of whoever presses; `[=words]` are the very
words on it.
"""

from __future__ import annotations

from tests.world.town import Actor

CAFE = """
> Кавʼярня «Зерно»
[Café]
[Kyiv]
[Every day]
[20:00]
[✓ Save]
"""
BOOKS = """
> Chapter One
[Bookshop]
[Kyiv]
[Mon–Sat]
[19:00]
[✓ Save]
"""
SALON = """
> Лилия
[Beauty salon]
> Одесса
[Tue–Sun]
[20:00]
[✓ Save]
"""
CLOTHES = """
> Шафа
[Clothes]
> Одеса
[Every day]
[21:00]
[✓ Save]
"""
GYM = """
> Iron Hall
[Fitness]
[Warsaw]
[Every day]
[22:00]
[✓ Save]
"""
BOWLS = """
> Зелёная миска
> Здоровое питание
[Warsaw]
[Every day]
[20:00]
[✓ Save]
"""
TOYS = """
> Дзиґа
[Toys]
[Lviv]
[Every day]
[20:00]
[✓ Save]
"""
KIDS_CLOTHES = """
> Карапуз
> Детская одежда
[Lviv]
[Every day]
[20:00]
[✓ Save]
"""
SWEETS = """
> Sugar Lane
> Sweets
[Lviv]
[Every day]
[20:00]
[✓ Save]
"""
CLUB = """
> Гурток «Промінь»
> Дитячі гуртки
[Lviv]
[Mon–Sat]
[19:00]
[✓ Save]
"""
FLOWERS = """
> Пион
[Flowers]
[Kyiv]
[Every day]
[20:00]
[✓ Save]
"""
BAKERY = """
> Crust
[Bakery]
[Kyiv]
[Every day]
[20:00]
[✓ Save]
"""

VOUCHERS = """
> Кава і книжка
[New customers]
> 120
[2]
[The whole promo]
> 60 людей, які ще не були в нас
> Наші постійні гості прийдуть по книжку після кави
[Single-use voucher]
[2]
> Кава в подарунок
> купон із книгарні та покупка від 400 ₴
[=Кавʼярня «Зерно»]
> 38
> 100
> Знижка 10 % на художні книжки
> купон із кавʼярні
[The partner]
> 45,50
> 100
> 30.11–27.12
> Друк 200 купонів до 28.11, фото; допис щопʼятниці
> Купони лежать біля каси; полиця «до кави» до 30.11, фото
> Олена й Марія; пʼять хвилин зі зміною першого дня
[Not used]
[Customers, sales and new ones]
[Before the discount, if there is one]
[Customers]
[Revenue]
[Done ▶]
> 40
[Each pays its own costs]
[0]
"""
MANICURE = """
> Маникюр к обновке
[Revenue]
> 90000
[2]
[The whole promo]
> Клиентки магазина, которые у нас ещё не были
> Больше покупок из двух вещей
[Gift with purchase]
[1]
> бесплатный маникюр
> чек магазина с двумя вещами
[=«Лилия»]
> 250
> 80
> с 1 по 31 декабря
> Пост в нашем канале каждый понедельник; 100 открыток до 27.11
> Открытка в каждый пакет; плакат на двери до 29.11, с фото
[The owners train the staff beforehand]
[Each mails its own customers]
> 1500
[once, in the first week]
> Ирина из «Лилии»
[Customers and sales]
[Before the discount, if there is one]
[Skip]
> 50
[All costs in equal parts]
[1]
> маникюр для каждого продавца
> 50
"""
CODE_WORD = """
> Sweat + salad
[Subscribers]
> 300
[2]
[The whole promo]
> 150 new members who care what they eat
> Gym people order lunch boxes online
[Code word]
> IRON
[1]
> 20 % off the first lunch box
> the code word at the checkout
[At every partner's]
> 4.50
[Skip]
[4 weeks from next Monday]
> Stories twice a week; a banner in the hall by 27 Nov, photo
> The word on the order page by 28 Nov
[Skip]
[Posts in each other's channels]
> 4000
[once a week]
[the owners]
[Customers only]
[Subscribers]
[Site visits]
[Done ▶]
[Skip]
[Each pays its own costs]
[Skip]
"""
SHARED_CARD = """
> Дитяча картка
[Receipts by the promo]
> 600
[4]
[The whole promo]
> Сімʼї з усього району
> Покупці сусідів, по дві сотні на кожного
[Shared card]
[1]
> знижка 10 % з карткою
> дитяча картка чотирьох крамниць
[At every partner's]
> 20
> 1000
> 30.11–24.01
> Друк 1000 карток до 27.11, фото; оренда аніматора
> Картки біля каси; наліпка на дверях до 29.11, фото
> Власники навчають своїх до 29.11
[Not used]
[Customers and sales]
[Before the discount, if there is one]
[Customers]
[Revenue]
[% of repeat customers]
[Done ▶]
> 30
[Locomotive and wagon (one funds more)]
> 55
[1]
> піца для зміни
> 100
"""
PILOT = """
> Цветы + хлеб
[Receipts by the promo]
> 40
[2]
[A pilot (two weeks, a small budget)]
> 3000
> Узнаем, приходят ли покупатели булочной
> Первый букет со скидкой для ваших гостей
[Mutual discount]
[1]
> −10 % на любой букет или хлеб
> чек партнёра за сегодня
[At every partner's]
> 15
> 100
[2 weeks from next Monday]
> 100 листовок до 28.11
> Листовка в каждый пакет
[Skip]
[Not used]
[Customers only]
[Skip]
> 10
[Each pays its own costs]
[0]
"""


async def does(who: Actor, script: str) -> None:
    """Every line of it, one after another."""
    for line in script.strip().splitlines():
        if line.startswith("> "):
            await who.says(line[2:])
        elif line.startswith("[="):
            await who.taps(line[2:-1])
        else:
            await who.presses(line[1:-1])


async def proposes(who: Actor, business: str, promo: str) -> str:
    """From /new to the link for the partners."""
    await who.says("/new")
    await does(who, business)
    await who.presses("Go through all of it")
    await does(who, promo)
    await who.presses("Propose to the partner ▶")
    return who.link(r"start=b_")


async def joins(who: Actor, link: str, business: str) -> None:
    await who.opens(link)
    await who.presses("Answer: 5 questions about my business")
    await does(who, business)


async def looks(who: Actor) -> None:
    """At what is newest on the table, if something newer than the card was said."""
    sign, look = who.tr("✍ Sign version %(n)s", n=""), who.tr("Look at it")
    newest = next(m for m in reversed(who.screen) if any(b.text.startswith((sign, look)) for b in m.buttons))
    if any(button.text == look for button in newest.buttons):
        await who.presses("Look at it", newest)


async def signs(who: Actor, version: int) -> None:
    await looks(who)
    await who.presses("✍ Sign version %(n)s", n=version)
    await who.presses("✍ I sign version %(n)s", n=version)
