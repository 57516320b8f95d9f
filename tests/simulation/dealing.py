"""Codes and money at random: uses, also of what cannot be used, what is given back, guesses, expenses."""

from __future__ import annotations

from datetime import timedelta

from domain.check_digit import complete
from tests.simulation.stage import Stage
from tests.world.town import Actor


async def redeems(stage: Stage, who: Actor) -> None:
    """Any code, also a used one, a void one, one of the own shop; sometimes two people at once."""
    code, place = stage.dice.choice(stage.codes), stage.own(who)
    stage.notes(f"{stage.name(who)} redeems {code}")
    after = stage.telegram.ticks
    await who.says(f"{code[:4]} {code[4:]}")
    if stage.find(who, "redeem:", after):
        if stage.dice.random() < 0.3:
            other = stage.owner_of(place)
            stage.telegram.forges(other.person, other.last, f"redeem:{code}")
        await stage.taps(who, "redeem:", twice=stage.dice.random() < 0.3, after=after)
    if stage.runs:
        stage.model.redeems(code, place, stage.today)


async def gives_back(stage: Stage, who: Actor) -> None:
    """An owner makes a use, or an unused code, void."""
    code, owner = stage.dice.choice(stage.codes), stage.dice.choice(stage.owners)
    use, after = stage.model.used(code), stage.telegram.ticks
    await owner.says(code)
    if stage.find(owner, f"void:{code}", after):
        stage.notes(f"{stage.name(owner)} makes {code} void" + (" (its use)" if use else ""))
        after = stage.telegram.ticks
        await stage.taps(owner, f"void:{code}")
        found = stage.find(owner, f"void:{code}", after)
        assert found, "no reason is asked"
        await stage.taps(owner, found[1], twice=stage.dice.random() < 0.3, after=after)
        if await other_agrees(stage, owner, "giveback", after):
            stage.model.gives_back(code)


async def other_agrees(stage: Stage, owner: Actor, what: str, after: int) -> bool:
    """Of an older day the other side is asked, which agrees or not; otherwise there is nothing to agree."""
    other = next(one for one in stage.owners if one is not owner)
    asked = stage.find(other, f"{what}:", after)
    if asked is None:
        return True
    agrees = stage.dice.random() < 0.7
    stage.notes(f"{stage.name(other)} {'agrees' if agrees else 'does not agree'}")
    await stage.taps(other, f"{what}:{asked[1].split(':')[1]}:{'yes' if agrees else 'no'}", after=after)
    return agrees


async def guesses(stage: Stage, who: Actor) -> None:
    """A typo is no guess; a number that nobody has made is one, and they are not many."""
    code = stage.dice.choice(stage.codes)
    await who.says(code[:-1] + str((int(code[-1]) + 1) % 10))
    if stage.now - stage.last_wrong > timedelta(minutes=15):
        stage.last_wrong = stage.now
        wrong = complete(f"{stage.dice.randrange(10**7):07}")
        if wrong not in stage.codes:
            await who.says(wrong)


async def spends(stage: Stage, who: Actor) -> None:
    """An expense with its purpose, common or not; or left without one, which does not count."""
    owner = stage.dice.choice(stage.owners)
    hundreds, common = stage.dice.randrange(1, 30), stage.dice.choice(("common", "common", "own"))
    after = stage.telegram.ticks
    stage.notes(f"{stage.name(owner)} spends {hundreds}00, {common}")
    await owner.says(f"/expense {hundreds}00 flyers")
    asked = stage.find(owner, "spent:", after)
    assert asked, "not asked what for"
    number = int(asked[1].split(":")[1])
    if stage.dice.random() < 0.15:
        return
    await stage.taps(owner, f"spent:{number}:marketing", twice=stage.dice.random() < 0.3, after=after)
    await stage.taps(owner, f"spent:{number}:marketing:{common}", twice=stage.dice.random() < 0.3, after=after)
    if common == "common":
        stage.model.common[number] = (stage.own(owner), hundreds * 100_00)
    if stage.dice.random() < 0.25:
        stage.notes(f"{stage.name(owner)} takes it back")
        await stage.forges(owner, f"unspend:{stage.cast.promo}:{number}:0")
        stage.model.common.pop(number, None)


async def confirms(stage: Stage, who: Actor) -> None:
    """After the last day an owner looks at the settlement and says yes; what is reported later makes it anew."""
    owner = stage.dice.choice(stage.owners)
    if stage.today > stage.model.ends:
        after = stage.telegram.ticks
        await stage.forges(owner, f"settle:{stage.cast.promo}")
        if stage.dice.random() < 0.7:
            stage.notes(f"{stage.name(owner)} confirms the settlement")
            await stage.taps(owner, "settled:", twice=stage.dice.random() < 0.3, after=after)
