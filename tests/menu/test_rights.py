"""Who may do what: every command and every button, by everybody, with the numbers of Olena's promos in it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot.routes.buttons import PRESSES
from bot.routes.commands import GROUP_COMMANDS, PRIVATE_COMMANDS
from tests.world import forging
from tests.world.mall import vouchers
from tests.world.town import Actor, a_town
from tests.world.village import Village, Watch

ONE_OF = 40
"""So many cases does the fast suite choose one of (tests/conftest.py)."""

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROLES = ("olena", "marta", "taras", "ira", "max", "zoe", "rita")
"""Owner of the promo, owner of the partner, cashier, the partner's cashier, member of the group without a role,
stranger, removed cashier."""

TABLE = """
what                                  olena  marta  taras  ira    max    zoe    rita

/start                                own    own    own    own    own    own    own
/start r_{running}-1                  yes    yes    yes    yes    -      -      -
/start r_{running}-1-fix              yes    yes    yes    yes    -      -      -
/start r_{negotiated}-1               yes    yes    -      -      -      -      -
/help                                 own    own    own    own    own    own    own
/settings                             own    own    own    own    own    own    own
/privacy                              own    own    own    own    own    own    own
/cancel                               own    own    own    own    own    own    own
/new                                  own    own    own    own    own    own    own
/promos                               own    own    own    own    own    own    own
/report                               yes    own    yes    own    own    own    own
/shift                                own    own    own    own    own    own    own
/today                                yes    own    yes    own    own    own    own
/report 5                             yes    own    yes    own    -      -      -
/staff                                yes    own    yes    own    -      -      -
/business                             yes    own    own    own    own    own    own
/undo                                 -      -      yes    -      -      -      -
/ideas                                yes    own    -      -      -      -      -
/code                                 -      -      -      -      -      -      -
/expense                              yes    yes    -      -      -      -      -
/expense 1200 flyers                  yes    yes    -      -      -      -      -
/export                               own    own    own    own    own    own    own
/compare                              own    own    own    own    own    own    own
/forgetme                             own    own    own    own    own    own    own
/health                               own    own    own    own    own    own    own
/stats                                own    own    own    own    own    own    own
/backup                               own    own    own    own    own    own    own
/block 1000                           own    own    own    own    own    own    own
/start c_{code}                       own    own    own    own    own    own    own

in the group: /start                  own    own    own    own    own    own    own
in the group: /status                 yes    yes    yes    yes    yes    -      yes
in the group: /week                   yes    yes    yes    yes    yes    -      yes
in the group: /help                   own    own    own    own    own    own    own
in the group: /settings               own    own    own    own    own    own    own
in the group: /report 5               yes    yes    yes    yes    -      -      -
in the group: /link                   own    own    own    own    own    own    own
in the group: /unlink                 yes    yes    -      -      -      -      -

f:{form}:{revision}:go                yes    -      -      -      -      -      -
f:{form}:{revision}:edit:title        yes    -      -      -      -      -      -
f:{form}:{revision}:back              yes    -      -      -      -      -      -
f:{form}:{revision}:later             yes    -      -      -      -      -      -
f:{form}:{revision}:ok                yes    -      -      -      -      -      -
f:{form}:{revision}:part:2            yes    -      -      -      -      -      -
f:{form}:{revision}:tick:0            yes    -      -      -      -      -      -
f:{change}:{changed}:go               -      yes    -      -      -      -      -
f:{change}:{changed}:ok               -      yes    -      -      -      -      -
f:{change}:{changed}:edit:target      -      yes    -      -      -      -      -
unchange:{change}                     -      yes    -      -      -      -      -
unchange:{form}                       -      -      -      -      -      -      -
menu:new                              own    own    own    own    own    own    own
menu:promos                           own    own    own    own    own    own    own
menu:report                           own    own    own    own    own    own    own
menu:today                            own    own    own    own    own    own    own
menu:staff                            yes    own    yes    own    -      -      -
menu:invitation                       own    own    own    own    own    own    own
new:1                                 yes    -      -      -      -      -      -
new:1:all                             yes    -      -      -      -      -      -
ready:1:gift                          yes    -      -      -      -      -      -
with:1:gift:bakery                    yes    -      -      -      -      -      -
asks:1:{negotiated}                   -      -      -      -      -      -      -
answer:{negotiated}:1                 yes    yes    -      -      -      -      -
now                                   own    own    own    own    own    own    own
menu:help                             own    own    own    own    own    own    own
mind:{negotiated}                     -      -      -      -      -      -      -
reoffer:{negotiated}                  -      -      -      -      -      -      -
drop:{draft}                          yes    -      -      -      -      -      -
drop:{draft}:yes                      yes    -      -      -      -      -      -
drop:{running}:yes                    -      -      -      -      -      -      -
copy:{draft}                          yes    -      -      -      -      -      -
copy:{proposed}                       yes    -      -      -      -      -      -
copy:{negotiated}                     yes    -      -      -      -      -      -
copy:{running}                        yes    -      -      -      -      -      -
logo:1                                yes    -      -      -      -      -      -
logo:1:none                           yes    -      -      -      -      -      -
business:1                            yes    -      -      -      -      -      -
legal:1                               yes    -      -      -      -      -      -
legal:1:{negotiated}:1                yes    -      -      -      -      -      -
place:1                               yes    -      -      -      -      -      -
place:new:1                           yes    -      -      -      -      -      -
shut:1                                yes    -      -      -      -      -      -
shut:1:yes                            yes    -      -      -      -      -      -
owner:1                               yes    -      -      -      -      -      -
own:1                                 -      -      -      -      -      -      -
join:{proposed}:new                   -      -      -      -      -      -      -
join:{proposed}:1                     -      -      -      -      -      -      -
join:{proposed}:2                     -      -      -      -      -      -      -
join:{negotiated}:2                   -      yes    -      -      -      -      -
notus:{proposed}                      -      -      -      -      -      -      -
promo:{running}                       yes    yes    yes    yes    -      -      -
promo:{negotiated}                    yes    yes    -      -      -      -      -
promo:{proposed}                      yes    -      -      -      -      -      -
promo:{draft}                         yes    -      -      -      -      -      -
sec:{negotiated}:1:6                  yes    yes    -      -      -      -      -
acc:{negotiated}:1:6                  yes    yes    -      -      -      -      -
obj:{negotiated}:1:3                  yes    yes    -      -      -      -      -
rem:{negotiated}:1:3                  yes    yes    -      -      -      -      -
obj:{running}:1:3                     -      -      -      -      -      -      -
rem:{running}:1:3                     -      -      -      -      -      -      -
chg:{negotiated}:1:brings.2           yes    yes    -      -      -      -      -
chg:{running}:1:target                -      -      -      -      -      -      -
amend:{running}                       yes    yes    -      -      -      -      -
amend:{negotiated}                    -      -      -      -      -      -      -
amend:{draft}                         -      -      -      -      -      -      -
no:{negotiated}:1                     yes    yes    -      -      -      -      -
why:{negotiated}:0                    yes    yes    -      -      -      -      -
why:{running}:0                       -      -      -      -      -      -      -
sign:{negotiated}:1                   yes    yes    -      -      -      -      -
signed:{negotiated}:1                 yes    yes    -      -      -      -      -
signed:{running}:1                    -      -      -      -      -      -      -
fair:{negotiated}                     yes    yes    -      -      -      -      -
fair:{running}                        yes    yes    -      -      -      -      -
fair:{proposed}                       -      -      -      -      -      -      -
hist:{running}:0                      yes    yes    -      -      -      -      -
hist:{negotiated}:0                   yes    yes    -      -      -      -      -
hist:{proposed}:0                     yes    -      -      -      -      -      -
ics:{running}                         yes    yes    -      -      -      -      -
ics:{negotiated}                      -      -      -      -      -      -      -
pitch:{draft}                         yes    -      -      -      -      -      -
pitch:{proposed}                      yes    -      -      -      -      -      -
pitch:{proposed}:pdf                  yes    -      -      -      -      -      -
pitch:{proposed}:share                yes    -      -      -      -      -      -
pitch:{negotiated}                    yes    yes    -      -      -      -      -
pitch:{negotiated}:share              yes    yes    -      -      -      -      -
pitch:{running}                       -      -      -      -      -      -      -
terms:{running}                       yes    yes    -      -      -      -      -
terms:{negotiated}                    -      -      -      -      -      -      -
pdf:{running}                         yes    yes    -      -      -      -      -
pdf:{negotiated}                      yes    yes    -      -      -      -      -
group:{running}                       yes    yes    -      -      -      -      -
week:{running}                        yes    yes    -      -      -      -      -
stop:{running}:pause                  yes    yes    -      -      -      -      -
stop:{running}:cancel                 yes    yes    -      -      -      -      -
stop:{running}:withdraw               -      -      -      -      -      -      -
stop:{proposed}:withdraw              yes    -      -      -      -      -      -
stop:{proposed}:pause                 -      -      -      -      -      -      -
stop:{negotiated}:withdraw            yes    -      -      -      -      -      -
stop:{negotiated}:cancel              -      -      -      -      -      -      -
unstop:{running}                      own    own    own    own    own    own    own
resume:{running}                      -      -      -      -      -      -      -
endnow:{running}:yes                  -      -      -      -      -      -      -
unnotice:{running}                    -      -      -      -      -      -      -
vote:{running}:extend                 -      -      -      -      -      -      -
again:{running}                       -      -      -      -      -      -      -
again:{draft}                         -      -      -      -      -      -      -
invite:1                              yes    -      -      -      -      -      -
revoke:1                              yes    -      -      -      -      -      -
work:1                                -      -      -      -      -      -      -
nowork                                own    own    own    own    own    own    own
remove:1:{taras}                      yes    -      -      -      -      -      -
remove:1:{taras}:yes                  yes    -      -      -      -      -      -
keep                                  own    own    own    own    own    own    own
links:1                               yes    -      -      -      -      -      -
limit:1:{link}                        yes    -      -      -      -      -      -
limit:1:{link}:5                      yes    -      -      -      -      -      -
endlink:1:{link}                      yes    -      -      -      -      -      -
role:1:{taras}:key                    yes    -      -      -      -      -      -
mywork                                own    own    yes    own    own    own    own
leave:1                               -      -      yes    -      -      -      -
leave:1:yes                           -      -      yes    -      -      -      -
learn:{running}:1                     yes    -      yes    -      -      -      -
quiz:{running}:1:{mark}:0:0           yes    -      yes    -      -      -      -
till:{running}:1                      yes    -      yes    -      -      -      -
trained:{running}                     yes    yes    -      -      -      -      -
duties:{running}                      yes    yes    -      -      -      -      -
duty:{duty}                           yes    yes    -      -      -      -      -
done:{duty}                           yes    -      -      -      -      -      -
prove:{duty}                          yes    -      -      -      -      -      -
proof:{duty}                          -      -      -      -      -      -      -
doubt:{duty}                          -      yes    -      -      -      -      -
later:{duty}:hour                     yes    -      -      -      -      -      -
give:{duty}                           yes    -      -      -      -      -      -
give:{duty}:{taras}                   yes    -      -      -      -      -      -
anyway:{running}                      yes    yes    -      -      -      -      -
movestart:{running}                   yes    yes    -      -      -      -      -
ask:{running}:1                       yes    -      yes    -      -      -      -
rep:{running}:1:2026-11-30:5          yes    -      yes    -      -      -      -
rep:{running}:1:2026-11-30:closed     yes    -      yes    -      -      -      -
rep:{running}:1:2026-11-30:other      yes    -      yes    -      -      -      -
hour:{running}:1:2026-11-30           yes    -      yes    -      -      -      -
morrow:{running}:1:2026-11-30         yes    -      yes    -      -      -      -
q:{question}:replace                  yes    -      yes    -      -      -      -
q:{question}:refuse                   yes    -      -      -      -      -      -
at:{question}:{running}:1             -      -      yes    -      -      -      -
fix:{running}:1:2026-11-30            yes    -      yes    -      -      -      -
undo:{running}:1:2026-11-30:1         yes    -      yes    -      -      -      -
part:{running}:1:2026-11-30:1         yes    -      yes    -      -      -      -
cards:{vouchers}                      -      yes    -      -      -      -      -
cards:{vouchers}:1                    -      yes    -      -      -      -      -
mat:{vouchers}                         yes    yes    -      -      -      -      -
lies:1:till                           -      -      -      -      -      -      -
cards:{vouchers}:1:20:0               -      yes    -      -      -      -      -
cards:{running}                       -      -      -      -      -      -      -
issue:{vouchers}:2:1:0                -      -      -      -      -      -      -
redeem:{code}                         yes    own    yes    own    own    own    own
redeem:{code}:1                       yes    own    yes    own    own    own    own
redeem:00000000                       own    own    own    own    own    own    own
letin:1000                            -      -      -      -      -      -      -
takeback:9                            own    own    own    own    own    own    own
scanned:{code}                        own    yes    yes    own    own    own    own
noredeem                              own    own    own    own    own    own    own
void:{code}:0                         -      yes    -      -      -      -      -
void:{code}:0:0                       -      yes    -      -      -      -      -
unvoid                                own    own    own    own    own    own    own
lang:ru                               own    own    own    own    own    own    own
shift:new                             own    own    own    own    own    own    own
shift:drop                            own    own    own    own    own    own    own
shift:1                               -      -      -      -      -      -      -
uses:on                               own    own    own    own    own    own    own
hours:when                            own    own    own    own    own    own    own
hours:10-22                           own    own    own    own    own    own    own
ideas:1                               yes    -      -      -      -      -      -
see:1:2                               yes    -      -      -      -      -      -
find:1:yes                            yes    -      -      -      -      -      -
meet:1:2                              yes    -      -      -      -      -      -
talk:1:yes                            -      yes    -      -      -      -      -
talk:1:no                             -      yes    -      -      -      -      -
pair:1:2                              yes    -      -      -      -      -      -
fit:{running}                         yes    yes    -      -      -      -      -
fit:{negotiated}                      yes    yes    -      -      -      -      -
ledger:{running}                      yes    yes    -      -      -      -      -
results:{running}:1                   yes    yes    -      -      -      -      -
results:{negotiated}:1                -      -      -      -      -      -      -
rate:{running}:5                      -      -      -      -      -      -      -
redo:{running}:1                      -      -      -      -      -      -      -
metric:{running}:1:coverage           yes    yes    -      -      -      -      -
pics:{running}                        yes    yes    -      -      -      -      -
pics:{running}:goal                   yes    yes    -      -      -      -      -
pics:{running}:around:2               yes    yes    -      -      -      -      -
pics:{running}:sent                   yes    yes    -      -      -      -      -
pics:{negotiated}                     -      -      -      -      -      -      -
ledger:{negotiated}                   -      -      -      -      -      -      -
check:{running}                       yes    yes    -      -      -      -      -
check:{negotiated}                    -      -      -      -      -      -      -
photo:{running}                       yes    yes    -      -      -      -      -
photo:{running}:2                     yes    -      -      -      -      -      -
photo:{negotiated}                    -      -      -      -      -      -      -
shop:{running}                        yes    yes    -      -      -      -      -
shop:{running}:1                      -      yes    -      -      -      -      -
nfile:{running}:before:csv            yes    yes    -      -      -      -      -
nyes:1                                yes    -      -      -      -      -      -
nyes:1:no                             yes    -      -      -      -      -      -
certs:{running}                       yes    yes    -      -      -      -      -
certs:{running}:1                     yes    yes    -      -      -      -      -
certs:{running}:9                     -      -      -      -      -      -      -
expl:{running}:1:1                    yes    yes    -      -      -      -      -
expl:{running}:2:1                    -      -      -      -      -      -      -
money:{running}                       yes    yes    -      -      -      -      -
money:{negotiated}                    -      -      -      -      -      -      -
numbers:{running}                     yes    yes    -      -      -      -      -
numbers:{running}:before              yes    yes    -      -      -      -      -
numbers:{negotiated}                  -      -      -      -      -      -      -
weeks:{running}:before:customers      yes    yes    -      -      -      -      -
weeks:{running}:before:customers:skip yes    yes    -      -      -      -      -
weeks:{running}:during:customers      -      -      -      -      -      -      -
weeks:{running}:before:profit         -      -      -      -      -      -      -
weeks:{negotiated}:before:customers   -      -      -      -      -      -      -
spend:{running}                       yes    yes    -      -      -      -      -
spend:{negotiated}                    -      -      -      -      -      -      -
spent:{expense}                       -      yes    -      -      -      -      -
spent:{expense}:marketing             -      yes    -      -      -      -      -
spent:{expense}:sum:500               -      yes    -      -      -      -      -
spent:{expense}:at:{vouchers}         -      yes    -      -      -      -      -
unspend:{running}                     yes    yes    -      -      -      -      -
unspend:{running}:{expense}           -      yes    -      -      -      -      -
unspend:{running}:{expense}:0         -      yes    -      -      -      -      -
receipt:{expense}                     -      -      -      -      -      -      -
rates:{running}                       yes    yes    -      -      -      -      -
rates:{running}:EUR                   yes    yes    -      -      -      -      -
rates:{negotiated}:EUR                -      -      -      -      -      -      -
settle:{running}                      yes    yes    -      -      -      -      -
settle:{negotiated}                   -      -      -      -      -      -      -
settlefile:{running}:pdf              -      -      -      -      -      -      -
settlefile:{negotiated}:pdf           -      -      -      -      -      -      -
settled:{running}:1                   -      -      -      -      -      -      -
unsettled:{running}:1                 -      -      -      -      -      -      -
without:{running}:1                   -      -      -      -      -      -      -
oldday:1:yes                           -      -      -      -      -      -      -
giveback:1:yes                         -      -      -      -      -      -      -
dsum:{dispute}:5:99999999999999999      -      -      -      -      -      -      -
paid:{running}:1:2:0                  -      -      -      -      -      -      -
got:{running}:1:2:1:yes               -      -      -      -      -      -      -
cal:{running}                         yes    yes    -      -      -      -      -
cal:{running}:1:2026-11-01            yes    -      -      -      -      -      -
cal:{negotiated}                      -      -      -      -      -      -      -
nospend:{running}                     yes    yes    -      -      -      -      -
export:{running}                      yes    yes    -      -      -      -      -
export:{running}:json                 yes    yes    -      -      -      -      -
export:{negotiated}                   -      -      -      -      -      -      -
compare                               own    own    own    own    own    own    own
aboutme                               own    own    own    own    own    own    own
forget                                own    own    own    own    own    own    own
soon:{running}                        yes    yes    -      -      -      -      -
soon:{running}:1                      yes    yes    -      -      -      -      -
soon:{negotiated}                     -      -      -      -      -      -      -
dis:{running}                         yes    yes    -      -      -      -      -
dis:{running}:2:2026-11-30            yes    -      -      -      -      -      -
dis:{running}:1:2026-11-30            -      yes    -      -      -      -      -
disp:{dispute}                        -      yes    -      -      -      -      -
disp:{dispute}:correct                -      yes    -      -      -      -      -
disp:{dispute}:mute                   -      yes    -      -      -      -      -
disp:{dispute}:agreed                 -      -      -      -      -      -      -
perk:{award}:1:yes                    yes    yes    -      -      -      -      -
perk:{award}:1:later                  yes    yes    -      -      -      -      -
perk:{award}:2:yes                    -      -      -      -      -      -      -
name:{award}:{taras}                  -      -      -      -      -      -      -
name:{approved}:{taras}               yes    -      -      -      -      -      -
hand:{reward}                         -      yes    -      yes    -      -      -
reward:{running}                      -      yes    -      yes    -      -      -
unhand                                own    own    own    own    own    own    own
"""
"""yes: it does or shows something of Olena's. own: it works, but touches only what is that person's.
-: nothing happens, and nothing is shown but a no."""

ROWS = {line[:38].strip(): dict(zip(ROLES, line[38:].split(), strict=True)) for line in TABLE.splitlines()[3:] if line}

SECRETS = {
    "what is needed from the partner": (r"Cherry4417", {"olena", "marta"}),
    "what the sides gain": (r"Guests on quiet mornings", {"olena", "marta"}),
    "the name of a cashier": (r"Taras", {"olena", "taras"}),
    "the sales": (r"98\W?765", {"olena", "marta", "taras"}),
    "the note of a report": (r"Canarynote", {"olena", "taras"}),
    "a promo in negotiation": (r"The negotiated", {"olena", "marta"}),
    "what was said of its sections": (r"Canaryremark", {"olena", "marta"}),
    "a change that was not sent yet": (r"Canarychange", {"marta"}),
    "a reward for the staff": (r"Canaryreward", {"olena", "marta", "taras", "ira"}),
    "a partner's own expense": (r"Canaryspent", {"marta"}),
    "a side's weekly numbers": (r"77\W?551", {"olena", "marta"}),
    "a doubt about a day": (r"Canarydoubt", {"olena", "marta"}),
    "who looks after the promo": (r"Olena and Marta tell", {"olena", "marta"}),
    "a proposal to somebody else": (r"The proposed|The draft", {"olena"}),
    "the name of a removed cashier": (r"Rita", {"olena", "rita"}),
}
NO = {
    "Only the side that has cancelled can take it back.", "You have said so already; it waits for the other sides.",
    "This is not available to you.", "This form is finished or was thrown away.", "This proposal is no longer open.",
    "You have no business here yet. /new begins with it.", "They no longer work there.", "That is answered already.",
    "No promo is linked to this group yet.", "Only owners of the promo's businesses can do that.",
    "This invitation no longer works. Ask your partner for a new link.", "There is a newer version. Here it is.",
    "The vote opens when the pilot is over.", "It can be confirmed when the promo is over.",
    "That expense was taken back already.", "The settlement has changed since. Here is how it stands.",
    "That cannot be entered now: its weeks are not over, or the terms do not compare it.",
    "That dispute waits for no answer of yours.",
    "That question is answered, or no longer asked.", "That week has not begun.",
    "Only staff of this promo's businesses report here.",
    "That is not possible now: the promo is at another stage.", "It goes on when the side that paused it says so.",
    "This invitation no longer works. Ask the owner for a new one.", "All right, nothing has changed.",
    "There is nothing to take back: the entry was changed since, or there is none.",
    "You have no codes to hand out now: they come with a running promo that works with single-use codes, at the shop "
    "that sends the customers.",
    "No promo is running at your shop right now, so there is nothing to report. "
    "When it runs, I will ask at closing time.",
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def built(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Village]:
    """Taras has reported, and has been asked which of two numbers he means. Marta has commented on the offer, and
    keeps a change for herself. Peony can be found, and Zerno has asked it for a talk."""
    async with a_town(tmp_path_factory.mktemp("village")) as town:
        village = await Village(town, "en").built()
        for who in (village.taras, village.ira, village.rita):
            village.telegram.adds(village.olena.person, village.group, who.person)
        village.zoes_group = village.telegram.group("Zoe's own", village.zoe.person, [village.telegram.bot])
        await village.writes(village.taras, "7 98765 new 2 # Canarynote", "9")
        await village.forge(village.marta, f"rem:{village.ids['negotiated']}:1:3")
        await village.marta.says("Canaryremark")
        await village.changes(village.marta, "people", "Marta alone, Canarychange")
        (form, revision) = village.table(f"SELECT id, revision FROM form WHERE subject = '{village.ids['draft']}'")[0]
        (change, changed) = village.table("SELECT id, revision FROM form WHERE kind = 'change'")[0]
        (taras,) = village.table("SELECT id FROM person WHERE name = 'Taras'")[0]
        (question,) = village.table("SELECT max(id) FROM report_question")[0]
        (link,) = village.table("SELECT token_hash FROM invitation WHERE location_id = 1 AND kind = 'staff'")[0]
        (mark,) = village.table(f"SELECT mark FROM lesson WHERE person_id = {taras}")[0]
        (duty,) = village.table("SELECT id FROM duty WHERE business_id = 1 AND kind = 'agreed'")[0]
        village.ids |= {"link": link[:12], "mark": mark, "duty": duty}
        village.ids |= {"form": form, "revision": revision, "taras": taras, "question": question}
        village.table("UPDATE business SET found_in = 'київ' WHERE id = 2")
        village.table(
            "INSERT INTO contact (asker_id, asked_id, asked_at, asked_by) "
            f"VALUES (1, 2, {int(village.snapshot.clock.timestamp())}, 1)"
        )
        village.ids |= {"change": change, "changed": changed}
        vouchers(village)
        village.table(
            "INSERT INTO dispute (promo_id, location_id, day, business_id, words, person_id, at) "
            f"VALUES ('{village.ids['running']}', 2, '2026-11-29', 1, 'Canarydoubt', 1, 1)"
        )
        village.ids["dispute"] = "1"
        village.table(
            "INSERT INTO certificate_count (promo_id, business_id, week, count, person_id, at) "
            f"VALUES ('{village.ids['running']}', 1, 1, 27, 1, 1)"
        )
        for number in (1, 2):
            village.table(
                "INSERT INTO award (promo_id, perk, giver_id, sender_id, nth, what, reached, reached_at) "
                f"VALUES ('{village.ids['running']}', 1, 2, 1, {number}, 'Canaryreward', 50, 1)"
            )
        for side in (1, 2):
            village.table(
                "INSERT INTO award_answer (award_id, asked, business_id, answer, person_id, at) "
                f"VALUES (2, 1, {side}, 'approved', {side}, 1)"
            )
        village.table("INSERT INTO reward (award_id, holder_id, number, person_id, at) VALUES (2, 1, '48217308', 1, 1)")
        village.table(
            "INSERT INTO measure_offer (promo_id, business_id, phase, numbers, currency, known, person_id, at) "
            f"VALUES ('{village.ids['running']}', 1, 'before', '{{\"customers\":[5]}}', 'UAH', 0, 1, 1)"
        )
        village.ids |= {"award": "1", "approved": "2", "reward": "1"}
        for purpose, common in (("NULL", "NULL"), ("'other'", "0")):
            village.table(
                "INSERT INTO expense (promo_id, business_id, minor, currency, what, paid_on, purpose, common, "
                f"person_id, at) VALUES ('{village.ids['running']}', 2, 70000, 'UAH', 'Canaryspent', "
                f"'2026-11-30', {purpose}, {common}, 2, 1)"
            )
        village.ids |= {"expense": "1"}
        village.table(
            "INSERT INTO measurement VALUES "
            f"('{village.ids['running']}', 2, 'customers', 'before', 1, 1, 77551, 'UAH', 2, 1)"
        )
        village.keep()
        yield village
        village.snapshot.close()


@pytest_asyncio.fixture(loop_scope="module")
async def village(built: Village) -> AsyncIterator[Village]:
    await built.reset()
    yield built
    assert built.telegram.violations == []


def test_the_table_knows_every_command_and_button() -> None:
    commands = {what.split()[0][1:] for what in ROWS if what.startswith("/")}
    in_groups = {what.split("/")[1].split()[0] for what in ROWS if what.startswith("in the group")}
    presses = {what.partition(":")[0] for what in ROWS if "/" not in what}
    assert (commands, in_groups, presses) == (set(PRIVATE_COMMANDS), set(GROUP_COMMANDS), set(PRESSES))


@pytest.mark.parametrize("what", ROWS)
async def test_rights(village: Village, what: str) -> None:
    refused = [role for role, mark in ROWS[what].items() if mark == "-"]
    found = await refusals(village, what, refused)
    for role in ROWS[what].keys() - refused:
        await village.reset()
        watch = Watch(village.snapshot)
        does(village, role, what)
        await village.town.settle()
        found += told(village, role, watch, what)
        if ROWS[what][role] == "yes":
            found += [] if effect(village, role, watch) else [f"{role} may, but nothing happens"]
        else:
            found += [f"{role} changed {line}" for line in watch.changes() if not owned(village, role, line)]
    assert found == []


async def refusals(village: Village, what: str, refused: Sequence[str]) -> list[str]:
    """What is wrong when these try: nothing happens, and nothing is shown but a no."""
    watch = Watch(village.snapshot)
    for role in refused:
        does(village, role, what)
    await village.town.settle()
    found = [f"somebody of {refused} changed {line}" for line in watch.changes()]
    for role in refused:
        found += told(village, role, watch, what)
        found += [f"{role} is shown {text!r}" for text in watch.reply(actor(village, role)).texts if text not in NO]
    return found


def actor(village: Village, role: str) -> Actor:
    found: Actor = getattr(village, role)
    return found


def does(village: Village, role: str, what: str) -> None:
    """Say it or press it, without waiting."""
    who, text = actor(village, role), what.format(**village.ids)
    if text.startswith("in the group: "):
        group = village.zoes_group if role == "zoe" else village.group
        village.telegram.says(who.person, group, text.removeprefix("in the group: "))
    elif text.startswith("/"):
        village.telegram.says(who.person, None, text)
    else:
        village.telegram.forges(who.person, who.last, text)


def told(village: Village, role: str, watch: Watch, what: str) -> list[str]:
    """What is wrong with what this person got to see."""
    reply = watch.reply(actor(village, role))
    shown = reply.words
    found = [
        f"{role} learns {secret}"
        for secret, (word, may) in SECRETS.items()
        if role not in may and re.search(word, shown)
    ]
    if what.startswith("in the group"):
        posts = watch.reply(village.zoes_group if role == "zoe" else village.group).words
        found += [f"the group learns {secret}" for secret, (word, _) in SECRETS.items() if re.search(word, posts)]
    found += [f"no answer to {role}'s press {press.data!r}" for press in reply.silent]
    return found + [f"{role}: {line}" for line in village.snapshot.broken()]


def effect(village: Village, role: str, watch: Watch) -> bool:
    """Something has changed, or was shown that is more than a no."""
    replies = [watch.reply(actor(village, role)), watch.reply(village.group)]
    return bool(watch.changes()) or any(reply.drawn or any(text not in NO for text in reply.texts) for reply in replies)


OWN_SHOPS = {"olena": {"1"}, "marta": {"2"}}


def owned(village: Village, role: str, line: str) -> bool:
    """A row of the person's own: their name is in it, or their shop's number."""
    (number,) = village.table(f"SELECT id FROM person WHERE telegram_id = {actor(village, role).person.id}")[0]
    table, _, row = line[2:].partition("(")
    values = [value.strip() for value in row.rstrip(")").split(", ")]
    columns = village.snapshot.eye.columns(table)
    columns = [column for column in columns if (table, column) not in HIDDEN]
    by_name = dict(zip(columns, values, strict=False))
    if table == "person":
        return bool(by_name["id"] == str(number))
    if table == "reward":
        return role == "marta"  # her side gives it, so she hands it over
    owner = by_name.get("person_id") or by_name.get("created_by") or by_name.get("joined_by")
    shop = by_name["asked_id"] if table == "contact" else by_name.get("business_id")  # who is asked answers
    return owner == str(number) or shop in OWN_SHOPS.get(role, set())


HIDDEN = {("form", "revision"), ("form", "message"), ("form", "changed_at")}


async def test_four_hundred_forgeries_change_nothing_of_others_and_tell_nothing(village: Village) -> None:
    """Of the ten thousand in tests/guarantees/test_forged.py."""
    assert await forging.run(village, ("zoe", "max", "rita", "marta"), 400, 100, 1) == []


# The late entry: only an owner lets it in ------------------------------------------------------


async def test_a_cashier_does_not_let_their_own_late_report_in(village: Village) -> None:
    await village.town.moves_to("2026-12-09 12:00")
    await village.taras.says("30.11 3")
    (question,) = village.table("SELECT max(id) FROM report_question")[0]
    watch = Watch(village.snapshot)
    await village.forge(village.taras, f"q:{question}:owner_ok", f"q:{question}:owner_ok")
    assert watch.changes() + village.snapshot.broken() == []
    await village.forge(village.olena, f"q:{question}:owner_ok")
    assert watch.changes()


async def test_a_removed_cashier_does_not_come_back_by_the_old_link(village: Village) -> None:
    watch = Watch(village.snapshot)
    await village.rita.opens(village.links["staff"])
    await village.forge(village.rita, "work:1")
    assert watch.changes() + village.snapshot.broken() == []


async def test_rights_end_with_the_removal(village: Village) -> None:
    """Taras has the question on his screen when Olena removes him."""
    await village.taras.says("/report")
    await village.forge(village.olena, f"remove:1:{village.ids['taras']}:yes")
    watch = Watch(village.snapshot)
    await village.press(village.taras, ":3")
    question, running = village.ids["question"], village.ids["running"]
    await village.forge(village.taras, f"q:{question}:replace", f"undo:{running}:1:2026-11-30:1")
    await village.writes(village.taras, "5", "/undo", "/report 5")
    assert [line for line in watch.changes() if "person(" not in line] + village.snapshot.broken() == []
    assert not re.search(r"98\W?765|Canarynote", watch.reply(village.taras).words)


# What has a time of its own --------------------------------------------------------------------

OTHERS = ROLES[2:]


async def allowed(village: Village, what: str, role: str) -> None:
    """Somebody who may: it has an effect, and shows nothing that is not theirs."""
    watch = Watch(village.snapshot)
    does(village, role, what)
    await village.town.settle()
    assert told(village, role, watch, what) == []
    assert effect(village, role, watch)


async def test_a_notice_is_taken_back_by_who_gave_it_and_shortened_by_the_other_side(village: Village) -> None:
    for act, who, others in (("unnotice:{running}", "marta", "olena"), ("endnow:{running}:yes", "olena", "marta")):
        await village.forge(village.marta, f"stop:{village.ids['running']}:cancel")
        await village.marta.says("The oven is broken")
        assert await refusals(village, act, [others, *OTHERS]) == []
        await allowed(village, act, who)


async def test_only_the_side_that_paused_a_promo_resumes_it(village: Village) -> None:
    await village.forge(village.marta, f"stop:{village.ids['running']}:pause")
    await village.marta.says("The oven is broken")
    assert await refusals(village, "resume:{running}", ["olena", *OTHERS]) == []
    assert await refusals(village, "stop:{running}:pause", ROLES) == []
    await allowed(village, "amend:{running}", "olena")
    await allowed(village, "resume:{running}", "marta")
    assert await refusals(village, "resume:{running}", ROLES) == []


async def test_after_a_pilot_its_owners_vote_and_nobody_else(village: Village) -> None:
    negotiated = village.ids["negotiated"]
    await village.changes(village.olena, "scale", "A pilot (two weeks, a small budget)")
    await village.olena.says("5000")
    await village.changes(village.olena, "dates", "2.12-8.12")
    await village.press(village.olena, ":ok")
    for who in (village.olena, village.marta):
        await village.forge(who, f"signed:{negotiated}:2")
    assert await refusals(village, "vote:{negotiated}:extend", ROLES) == []
    await village.town.moves_to("2026-12-09 09:05")
    assert await refusals(village, "vote:{negotiated}:extend", OTHERS) == []
    assert await refusals(village, "again:{negotiated}:28", OTHERS) == []
    assert await refusals(village, "vote:{negotiated}:maybe", ROLES) == []
    for role in ("olena", "marta"):
        await allowed(village, "again:{negotiated}", role)
        await allowed(village, "vote:{negotiated}:extend", role)
    assert village.table(f"SELECT count(*) FROM promo WHERE repeats = '{negotiated}'") == [(1,)]


async def test_a_link_to_a_pitch_shows_the_pitch_and_gives_no_right(village: Village) -> None:
    await village.forge(village.olena, f"pitch:{village.ids['proposed']}:share")
    link = village.olena.link("start=d_")
    for who in (village.zoe, village.max):
        watch = Watch(village.snapshot)
        await who.opens(link)
        assert watch.changes() == []
        assert "The proposed" in who.last.words
        assert who.last.buttons == []
    for what in (
        "promo:{proposed}",
        "pitch:{proposed}",
        "pitch:{proposed}:pdf",
        "pitch:{proposed}:share",
        "join:{proposed}:new",
        "hist:{proposed}:0",
        "copy:{proposed}",
    ):
        assert await refusals(village, what, ("zoe", "max")) == []


async def test_somebody_who_was_invited_reads_and_prints_the_pitch_but_does_not_spread_it(village: Village) -> None:
    await village.zoe.opens(village.links["proposed"])
    for how in ("", ":pdf"):
        watch = Watch(village.snapshot)
        await village.forge(village.zoe, f"pitch:{village.ids['proposed']}{how}")
        assert "The proposed" in watch.reply(village.zoe).words
    watch = Watch(village.snapshot)
    await village.forge(village.zoe, f"pitch:{village.ids['proposed']}:share")
    assert watch.changes() == []
    assert "start=d_" not in watch.reply(village.zoe).words
    for what in (
        "hist:{proposed}:0",
        "fair:{proposed}",
        "copy:{proposed}",
        "stop:{proposed}:withdraw",
        "sec:{proposed}:0:3",
        "chg:{proposed}:0:target",
    ):
        assert await refusals(village, what, ("zoe",)) == []


async def test_a_withdrawn_proposals_links_show_nothing_any_more(village: Village) -> None:
    await village.forge(village.olena, f"pitch:{village.ids['proposed']}:share")
    link = village.olena.link("start=d_")
    await village.forge(village.olena, f"stop:{village.ids['proposed']}:withdraw")
    await village.olena.says("Changed my mind")
    for url in (link, village.links["proposed"]):
        await village.zoe.opens(url)
        assert not re.search("The proposed|Cherry4417", village.zoe.last.words)
