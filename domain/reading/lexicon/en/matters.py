"""English: what people ask about."""

from __future__ import annotations

from domain.reading.lexicon.parts import Words

_WHAT = r"what(?:.?s| is| are| does| do you mean by)?(?: an?| the)?(?: \w+)?"
_PEOPLE = r"(?:cashier|barista|assistant|employee|worker|staff|colleague|person)\w*"
_PROMO = r"(?:promo\w*|deal|campaign|it)"

MATTERS: dict[str, Words] = {
    "two_shops": (r"(?:two|both|2|several|three|3) (?:shops|stores|places|locations|cafes|jobs)",),
    "leave": (
        r"i (?:quit|resign|do not work|don.?t work|no longer work|am leaving|.?m leaving)",
        "unsubscribe",
        "how do i leave",
    ),
    "pilot": (rf"{_WHAT} pilot",),
    "minimum": (rf"{_WHAT} minimum",),
    "margin": (rf"{_WHAT} (?:gross )?margin",),
    "settlement": (rf"{_WHAT} settlement",),
    "by_codes": (rf"{_WHAT} floor", rf"{_WHAT} (?:by codes|without a card)"),
    "mechanic": (rf"{_WHAT} mechanic",),
    "baseline": (rf"{_WHAT} baseline",),
    "no_numbers": (
        r"(?:register|till|terminal|printer|internet|power|electricity)\b"
        r".{0,15}(?:broke|broken|down|dead|out|off|not work)",
        r"no (?:figures|numbers|data) (?:today|for today|yet)",
        r"(?:do not|don.?t|can.?t) (?:have|know|count|see) the (?:figures|numbers)",
    ),
    "staff": (
        r"no longer works?\b",
        r"(?:doesn.?t|does not) work (?:here|for us|with us)",
        r"(?:cashier|assistant|employee|staff|colleague)\w*.{0,20}(?:get in|log in|link|join)\b",
        rf"(?:add|invite|remove|fire|fired|connect|another|new|lost) .{{0,15}}{_PEOPLE}",
        rf"{_PEOPLE} .{{0,15}}(?:left|quit|lost|gone|join|access|phone|resigned)",
    ),
    "invited": (
        r"(?:got|received|sent|gave|have) .{0,15}(?:link|invitation|invite)",
        r"(?:link|invitation) .{0,15}(?:not|doesn.?t|won.?t) (?:open|work)\w*",
    ),
    "silent": (
        r"(?:partner|they|bakery|shop)\b.{0,20}(?:not|doesn.?t|hasn.?t|never|won.?t) (?:answer|repl|respond|sign)\w*",
        "partner is silent",
    ),
    "sharing": (
        r"(?:who|partners?|they|others|anyone|everybody) .{0,12}(?:see|know)\w*\b"
        r".{0,15}(?:sales|revenue|margin|numbers|figures|money)",
        r"(?:sales|revenue|margin|numbers) .{0,10}(?:private|hidden|secret|visible)",
    ),
    "reminders": (
        r"(?:stop|don.?t|do not|please no) .{0,10}(?:writ|messag|remind|notif|disturb|bother)\w*",
        r"(?:too many|so many|fewer) (?:messages|reminders|notifications)",
        r"(?:change|turn off|mute) .{0,10}(?:reminder|notification)s?",
    ),
    "fix": (
        r"(?:entered|typed|pressed|sent|wrote) .{0,20}(?:instead|wrong)",
        r"(?:undo|take back) (?:that|it|this|the last)",
        r"by (?:mistake|accident)",
        r"(?:entered|sent|reported) .{0,10}twice",
        r"(?:correct|fix|change|edit|undo|mend) .{0,25}(?:yesterday|report|number|figure|entry|mistake|day|today)\w*",
        r"(?:wrong|mistake|typo|mixed up|mistyped) .{0,20}(?:number|figure|report|yesterday)?",
        r"(?:number|figure|report)s? .{0,10}wrong",
    ),
    "expense": (
        r"(?:where|how) .{0,20}(?:expense|spent|receipt)s?",
        r"where .{0,15}costs?\b",
        r"(?:spent|paid) .{0,12}(?:on|for) .{0,20}(?:flyer|poster|print|ads?|advert|gift|cake)\w*",
    ),
    "owed": (
        r"when .{0,15}(?:pay|paid|payment)\b",
        r"(?:what|how much|who) .{0,10}(?:owe|owes)\b",
        r"when .{0,12}(?:get|be) paid",
        r"who pays whom",
    ),
    "pause": (r"\bpause\b", r"on hold", r"put .{0,15}hold"),
    "end": (
        rf"(?:end|stop|cancel|close|finish|quit) (?:the |our |this )?{_PROMO} (?:early|earlier|sooner|now)",
        r"(?:end|stop|cancel) (?:the |our |this )?(?:promo\w*|campaign)",
    ),
    "change": (
        rf"(?:change|edit|extend|prolong|move|shorten) (?:the |our |this )?(?:terms?|dates?|discount|offer|{_PROMO})\b",
        r"(?:longer|extend) .{0,12}(?:till|until|to)\b",
    ),
    "cards": (r"(?:print|download|make|need|where|get)\b.{0,20}(?:cards?|codes|vouchers|posters?|coupons?|flyers)\b",),
    "at_till": (
        r"code .{0,6}(?:not|doesn.?t|isn.?t|won.?t) (?:work|accept|pass|found)\w*",
        r"(?:customer|client|guest|somebody|someone) .{0,15}(?:show|give|has|bring|come)\w*"
        r" .{0,15}(?:card|code|voucher|coupon|phone|receipt)",
        r"what .{0,15}do with (?:the|this|a) (?:card|code|voucher|coupon)",
        "how .{0,10}redeem",
    ),
    "offer": (
        r"(?:without|no|lost|forgot) (?:a |the |their |his |her )?(?:card|receipt"
        r"|coupon|code)\b.{0,30}(?:discount|give|do|can)?",
        r"(?:two|2|several) (?:cards|discounts|coupons|codes)",
        r"how (?:many days|long) .{0,8}(?:left|still)",
        r"(?:when|until when|how long) .{0,12}(?:promo|campaign|deal|it)\w* .{0,8}(?:end|start|last|begin|run|over)\w*",
        r"what .{0,12}(?:tell|say to|give|offer|promise)\b.{0,10}(?:customer|client|guest)s?",
        r"what .{0,12}(?:customer|client|guest)s? .{0,6}get\b",
        r"(?:what|which) (?:is the |.?s the )?(?:discount|offer)\b",
    ),
    "week": (
        r"(?:weekly|last week.?s|this week.?s) (?:report|numbers|figures|results)",
        r"(?:report|numbers|figures) (?:for|of) (?:the |last |this )?week",
    ),
    "results": (
        r"how.{0,3} (?:is |are )?(?:it|we|things|the promo\w*) (?:going|doing)",
        r"(?:did|does|is) it (?:pay|paid|work|worth)\w*",
        r"how many (?:cards|flyers|codes) .{0,15}(?:give|gave|given|hand|handed)",
        r"(?:conversion|roi|average (?:check|receipt))",
    ),
    "ledger": (
        r"how many .{0,20}(?:did they|have they|they) (?:send|sent|bring|brought)",
        r"how many .{0,25}(?:sent|send|came from|from the|from them|to them|in all|in total|altogether)",
    ),
    "agreement": (r"(?:agreement|contract|pdf|signed (?:document|paper))",),
    "shop": (
        r"(?:change|new).{0,20}(?:hours|closing time|schedule)",
        r"(?:add|invite|another|second).{0,20}(?:co-?)?owner",
        r"(?:add|open|opened|another|new|second) .{0,12}(?:shop|store|location|cafe|branch|business)\b",
        r"(?:new|another|change|wrong) (?:the |our )?address",
        r"we (?:have )?moved",
        r"change .{0,12}(?:opening hours|closing time|working hours|name|profile)",
    ),
    "data": (
        r"(?:safe|legit|scam|secure|trust you)\b",
        r"sell .{0,10}data",
        r"(?:delete|erase|remove|forget) .{0,15}(?:me|my data|data|account|profile|everything)\b",
        r"what .{0,15}(?:know|store|stored|keep) about me",
        "personal data",
        "gdpr",
        "privacy",
    ),
    "language": (
        r"(?:change|switch|set) .{0,10}language",
        r"(?:speak|write|talk|in|to) (?:in )?(?:english|ukrainian|russian)\b",
    ),
    "human": (
        r"(?:talk|speak|write|chat) (?:to|with) (?:a |an |some)?(?:human|person"
        r"|people|operator|manager|someone|somebody)",
        r"(?:real person|support|helpdesk|help desk|contact you)\b",
        "are you (?:a )?(?:robot|bot|human|real)",
    ),
    "price": (
        r"how much (?:is|does|do) (?:it|this|this bot|the bot|that|tandem|you)(?: cost| charge)?(?: .{0,20})?$",
        r"(?:is it|is this|are you) (?:for )?(?:free|paid)\b",
        "what does (?:it|this) cost",
        r"(?:do i|do we) (?:have to )?pay (?:for (?:it|this)|you)",
        "subscription",
        "free of charge",
    ),
    "who": (
        r"who (?:are|r) (?:you|u)\b",
        r"what (?:are you|can you do|do you do|is tandem|does this bot do|is the bot for)\b",
        r"what is this(?: bot(?: for)?)?\W*$",
    ),
    "partner": (
        r"(?:find|looking for|search for|need) .{0,10}(?:a )?partner",
        r"(?:whom|who) .{0,15}(?:do|make|run) .{0,12}promo .{0,4}with",
        r"(?:invite|add|bring) .{0,10}partner",
    ),
    "start": (
        r"(?:sign|sing) ?up",
        r"register(?:ed|ing)? (?:here|with|me|us|my)",
        r"(?:install|download) .{0,6}(?:app|program)\w*",
        r"(?:how|where) (?:do|can|should) (?:i|we) (?:start|begin)",
        r"(?:want|like) to (?:try|start|begin)\b",
        "how does (?:it|this)(?: all)? work",
        "get started",
    ),
    "complaint": (
        r"(?:useless|annoying|stupid|terrible|awful|nonsense|hate)\b",
        r"(?:nothing|it|bot|button\w*) .{0,8}(?:works|n.?t work|not work)\w*",
        r"(?:i )?(?:don.?t|do not) (?:understand|get it)",
    ),
    "ready": (r"^(?:\w+ ){0,2}(?:discount|gift|draw|raffle|tasting|stamp|coupon|card|code word)s?(?: \w+){0,4}$",),
    "why": (
        r"can (?:i|it|we|this) .{0,12}(?:later|chang)\w*",
        r"why\b",
        r"what (?:is (?:this|that|it) )?for\b",
        "what does (?:that|this|it) mean",
        "do i (?:have to|need to)",
        "what should i (?:write|type|put|answer)",
    ),
    "export": (r"(?:excel|export|csv|spreadsheet)",),
    "day_off": (
        r"(?:closed|day off|not open|shut).{0,20}(?:tomorrow|next|mon|tues|wednes|thurs|fri|satur|sun|holiday|week)\w*",
        r"(?:tomorrow|next|mon|tues|wednes|thurs|fri|satur|sun|holiday|week)\w*"
        r" .{0,15}(?:closed|day off|not open|shut)\b",
        r"(?:on (?:holiday|vacation)|renovat\w+)",
    ),
    "seen": (
        r"(?:see|check|know|show me) .{0,10}what i (?:reported|sent|entered|wrote)",
        r"what (?:did|have) i (?:report|sent|send|enter|write|wrot)\w*",
        r"my (?:last|earlier) reports?\b",
    ),
    "reporting": (r"how (?:do|does|should|can) .{0,15}(?:report|count)\w*", r"(?:when|where) .{0,15}report\w*"),
}

HINTS: dict[str, Words] = {
    "results": ("statistic", "result", "analytic"),
    "ledger": ("sends", "sending", "disput", "disagre"),
    "reminders": ("remind", "notif"),
    "staff": ("cashier", "staff", "colleague"),
    "offer": ("discount", "code word", "condition", "receipt"),
    "owed": ("money", "pay", "bill", "owe"),
    "cards": ("cards?", "flyer", "poster", "print"),
    "change": ("dates?", "change"),
    "reporting": ("report",),
    "agreement": ("sign",),
    "partner": ("partner",),
    "shop": ("address",),
}
