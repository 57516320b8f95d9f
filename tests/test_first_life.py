from tests.promo import running_promo
from tests.town import Town


async def test_a_promo_runs(town: Town) -> None:
    cast = await running_promo(town)
    await cast.taras.says("7")
    for a in (cast.olena, cast.marta, cast.taras, cast.ira):
        print("=====", a.person.first_name)
        for m in town.telegram.messages(a.person):
            print("<<" if m.from_bot else ">>", m.words, [b.text for b in m.buttons])
    for m in town.telegram.messages(cast.group):
        print("G", m.words)
    cast.taras.sees("Saved")
