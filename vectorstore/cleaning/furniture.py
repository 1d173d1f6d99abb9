"""The words and line shapes by which page furniture gives itself away, in English.

Every pattern is tried on one stripped line or one sentence of bounded length, so none of them
can become slow on a strange page. What this module does not know: where on the page a line
stands and what its neighbours are (cleaning.py looks at that).
"""

import re
from dataclasses import dataclass

from vectorstore.article import Label

LINE_LIMIT = 800
"""Longer lines are body text that may have furniture glued in, never furniture as a whole."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|reddit|pinterest|flipboard"
    r"|e-?mail|tumblr|vk|youtube|tiktok|threads|bluesky|messenger|viber|copy link|print|link|rss)"
)
AGENCY = (
    r"(?:getty images(?: [a-z]+)?|reuters|ap(?: photo)?|afp|epa(?:-efe)?|shutterstock|bloomberg"
    r"|anadolu(?: agency)?|xinhua|tass|istock|alamy|unsplash|wikimedia(?: commons)?|sipa usa"
    r"|usa today(?: sports| network)?|imagn images|zuma(?: press)?|press association"
    r"|associated press"
    r"|abaca|nurphoto|redux|sputnik|ria novosti|dpa|ukrinform|pixabay|depositphotos)"
)
CREDIT_ONLY = r"(?:pa(?: images| wire| media)?|cnn|nbc|cbs|abc|bbc|upi|pool|icon sportswire|ctk)"
"""Names that stand at the end of many sentences; a credit only after a stroke or `via`."""


@dataclass(frozen=True, slots=True)
class LineRule:
    """Furniture that one line shows by its own words."""

    name: str
    label: Label
    pattern: re.Pattern[str]
    """Must match the whole stripped line."""

    limit: int = 200
    """The longest line, in characters, this rule is tried on."""

    needs: tuple[str, ...] = ()
    """Lower-case words of which the line holds one; they spare most lines the pattern."""


def _rule(
    name: str, label: Label, pattern: str, limit: int = 200, needs: tuple[str, ...] = ()
) -> LineRule:
    return LineRule(name, label, re.compile(pattern, re.IGNORECASE), limit, needs)


LINE_RULES: tuple[LineRule, ...] = (
    _rule(
        "page control",
        "navigation",
        r"(?:skip to (?:main |the )?(?:content|navigation)|edit (?:post|page)|back to (?:top|home)"
        r"|(?:main |open |close |toggle )?(?:menu|navigation)|search|log ?in|sign in|register"
        r"|(?:next|previous) (?:article|post|story|page)|(?:load|show|view|see) (?:more|all)"
        r"|read more|continue reading|(?:story|article) continues below(?: this)?(?: ad\w*)?"
        r"|print this(?: article| page)?|up next|hide caption|toggle caption|enlarge this image"
        r"|home|page \d+ of \d+|\d+ of \d+)[.:…>»]*",
        60,
    ),
    _rule("text size bar", "navigation", r".{0,30}\d{4}-\d\d-\d\d\b.{0,40}\b\d+ ?px", 80),
    _rule(
        "reading time",
        "navigation",
        r"(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read| reading)?(?: time)?",
        30,
    ),
    _rule("breadcrumb", "navigation", r"home ?(?:[>»›/|→] ?[^>»›/|→.]{1,60}){1,6}", 160),
    _rule("advertisement marker", "navigation", r"\W*(?:advertis(?:e)?ment|ad feedback)\W*", 30),
    _rule(
        "tag list",
        "navigation",
        r"(?:tags?|topics|filed under|keywords|categories|posted in) ?:[^.!?]{1,180}"
        r"|(?:#\w+[ ,]*)+",
    ),
    _rule(
        "feedback prompt",
        "navigation",
        r"(?:(?:did|have|do) you |if you |)(?:find|found|spot(?:ted)?|see|seen|noticed?) "
        r"(?:a|an|any) (?:mistake|error|typo|problem)s?\b.{0,80}",
        120,
    ),
    _rule(
        "comment prompt",
        "navigation",
        r"(?:\d+ )?comments?(?: \(\d+\))?|(?:leave|post|add|write) a (?:comment|reply)\b.{0,60}"
        r"|join the (?:conversation|discussion)\W*|your email address will not be published.{0,60}"
        r"|be the first to comment\W*|(?:show|view|hide|load)(?: all)? comments\W*"
        r"|please indicate whether you're responding to content online.{0,60}",
        140,
    ),
    _rule(
        "audio or video notice",
        "media_notice",
        r"(?:this|the) (?:audio|voice|narration) (?:is|was) (?:created|generated|narrated|read)\b.*"
        r"|listen to (?:this|the) (?:article|story)\b.{0,60}|your browser does not support.*"
        r"|video player was slow to load.*|hit play on the player above.*"
        r"|prefer to listen\?.*|(?:\d+\. )?how relevant is this ad to you\?"
        r"|(?:please )?enable javascript.*|now playing\W*|loading\W*",
        500,
    ),
    _rule(
        "copyright or consent line",
        "legal",
        r"(?:copyright )?©.{1,180}|copyright (?:©|\(c\)|\d{4}).{0,180}"
        r"|.{0,120}\ball rights reserved\b.{0,120}"
        r"|(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*"
        r"|by (?:clicking|continuing|signing up|subscribing)\b.{0,80}\b(?:you|agree)\b.*"
        r"|(?:accept|reject|manage) (?:all|cookies|preferences)(?: cookies)?"
        r"|.{0,80}\bmay not be (?:published, broadcast|reproduced)\b.*"
        r"|we will use the (?:details|information) you have shared\b.*"
        r"|if you wish to object to the use of your data\b.*"
        r"|(?:privacy policy|terms (?:of (?:use|service)|(?:and|&) conditions)|cookie policy)"
        r"|.{0,120}\bearn (?:us|a|revenue)\b.{0,80}\b(?:commission|betting|affiliate)\b.*"
        r"|.{0,80} is a .{2,40} content partner\b.*"
        r"|(?:this is an? )?(?:sample|example|specimen|test) (?:page|text|article)\b.{0,100}"
        r"[,;:.–—-] ?(?:it is )?(?:not|no) (?:an? )?(?:real |actual )?(?:\w+ )?(?:report|article"
        r"|news|story)\b.{0,60}"
        r"|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|stated)"
        r" (?:here|herein|(?:in|by|on) (?:this|the)\b).{0,240}\b(?:do(?:es)? not (?:necessarily )?"
        r"(?:reflect|represent)|are (?:those of the|(?:his|her|their|the author['’]s) own"
        r"|(?:solely|entirely))).*",
        500,
        needs=(
            *("sample", "example", "specimen", "test ", "views", "opinions"),
            *("©", "copyright", "rights reserved", "cookie", "by clicking", "by continuing"),
            *("by signing", "by subscribing", "accept", "reject", "manage", "may not be", "policy"),
            *("you have shared", "use of your data", "terms", "earn ", "content partner"),
        ),
    ),
    _rule(
        "form line",
        "newsletter",
        r"(?:subscribe|sign up)(?: now| today| here| for free| & save)?\W*|\* indicates required"
        r"|(?:please,? )?enter (?:a |your |the )?(?:correct |valid )?e-?mail\b.{0,60}"
        r"|(?:your )?e-?mail address\W*|succ?ess?full?y subscribed\W*"
        r"|thank you for (?:signing up|subscribing)\b.*"
        r"|sign up (?:to|for) (?:our|the) (?:[\w’'-]+ ){0,5}(?:e-?mails?|alerts?|bulletin|briefing"
        r"|digest|mailing list)\W*|\* required(?: fields?)?",
        200,
    ),
    _rule(
        "newsletter by e-mail",
        "newsletter",
        r"[^.!?]{2,60}\b(?:by|per) e-?mail\b ?[:,–—-] ?[^.!?]{0,60}\b(?:free|every (?:day|morning"
        r"|evening|week\w*|month|\w+day))\b[^.!?]{0,40}[.!]?",
        140,
        ("mail",),
    ),
    _rule(
        "campaign goal",
        "donation",
        r"(?:(?:our|the|this) )?(?:[\w’'-]+ ){0,3}(?:goal|target)\b ?[:–—-] ?[$€£]?[\d,.]+k? "
        r"(?:more |new )?(?:\w+ )?(?:members|supporters|subscribers|donors|patrons|readers"
        r"|donations)\b.{0,80}",
        160,
        ("goal", "target"),
    ),
    _rule(
        "share words",
        "share_bar",
        rf"(?:share|tweet|pin it|send)(?:[ :]+(?:on|via|to|this|with|article|story|post|page|link"
        rf"|share|interview|column|conversation|report|review|video|podcast|us|friends|{NETWORK}|[|,:•·/]))*\W*"
        rf"|follow (?:us|our (?:pages?|channels?|accounts?))\b(?: (?:on|page|channel|in|at|and"
        rf"|for|{NETWORK}|google news))*[^.]{{0,60}}[!.]?"
        rf"|{NETWORK}(?:[ ,|•·/]+(?:and |share )?{NETWORK})+"
        rf"|[^.:]{{2,40}} on social(?: media)?:.{{2,90}}|(?:like|join"
        rf"|find) us on {NETWORK}\b.{{0,120}}",
        180,
    ),
    _rule(
        "contact line",
        "author_box",
        r"(?:contact|reach|follow|e-?mail)\b.{3,160}(?:@\w|\bon (?:twitter|x|facebook"
        r"|instagram)\b).*",
        320,
    ),
    _rule("contributors line", "author_box", r"\(?(?:contributing|original author):.{2,140}", 160),
    _rule(
        "photo label",
        "caption",
        r"(?:(?:file )?photo(?:graph)?s?|images?|pictures?|illustration|graphic|image source"
        r"|cover image)(?: (?:by|credits?|source|courtesy(?: of)?))?"
        r"(?: ?[:©/] ?.{2,220}| by [^.]{2,80})"
        r"|credit: ?.{2,80}|caption ?: ?.{2,240}",
        260,
    ),
    _rule(
        "credit in a caption",
        "caption",
        r".{4,300}\((?:(?:file |archive )?photo|picture|image|illustration|graphic|video) ?[:/] ?"
        r"[^()]{2,80}\)\.?"
        r"|[^.!?]{4,240}[.!?][”\"]? (?:photo(?:graph)?|picture|image|illustration|graphic) ?: ?"
        r"[^.!?:]{2,60}\.?",
        420,
        tuple(
            word + end
            for word in (
                "photo",
                "photograph",
                "picture",
                "image",
                "illustration",
                "graphic",
                "video",
            )
            for end in (":", " :", "/")
        ),
    ),
    _rule(
        "numbered figure",
        "caption",
        r"(?:figure|fig\.|chart|graph|map|table) \d{1,2}[.:] .{4,200}\bsources?: ?.{2,100}",
        330,
        ("source",),
    ),
    _rule(
        "credit at line end",
        "caption",
        rf".{{0,460}}(?:\((?:[^()]{{0,80}}[/,–-] ?)?|/|\bvia |, "
        rf"|\bphoto by .{{2,60}}){AGENCY}(?:/[\w ]{{2,30}}){{0,2}}\)?"
        rf"|.{{0,460}}(?:/|\bvia ){CREDIT_ONLY}\)?",
        500,
    ),
    _rule(
        "agency photo",
        "caption",
        r".{0,460}(?:\bGetty Images|\(AP Photo[^)]{0,60}\))",
        500,
        ("getty", "ap photo"),
    ),
    _rule(
        "link label",
        "related_story",
        r"\W{0,3}(?:(?:read|see|learn) (?:more|also|next)|also read|related(?: (?:story|stories"
        r"|articles?|news|reading|coverage))?"
        r"|see also|more(?: (?:news|here|stories))?|watch(?: now| more| live)?|listen(?: now)?"
        r"|don['’]t miss|further reading"
        r"|in case you missed it|icymi|you may (?:also )?like|must[- ]read"
        r"|recommended(?: reading)?|podcasts?)"
        r" ?[:|»›] ?.{3,180}",
        220,
    ),
    _rule(
        "link sentence",
        "related_story",
        r"(?:read (?:more|the full (?:story|article|report)|the latest|next)|click here"
        r"|see more|find out more)\b"
        r"(?: (?:about|on|from|of|here|at|in|to|for)\b.{0,120})?[.!>»]*",
        150,
    ),
)
"""Tried in this order; the first that matches names the line."""

CREDIT_BLOCKERS = re.compile(
    r"\b(?:according to|told|reported by|reports? (?:by|from)|citing|said"
    r"|contributing)\b[^.]{0,60}$",
    re.IGNORECASE,
)
"""A sentence that only names an agency as its source is no caption."""

SOURCE_LINE = re.compile(
    r"(?:sources?|credits?|data) ?: ?(?P<names>[^.!?:;]{2,120})", re.IGNORECASE
)
"""`Source: Name, Name` under a picture or a chart; the names are checked for capitals."""

GLUED_LABEL = re.compile(r"(?P<label>[^.:!?\d][^.:!?]{3,60}):(?P<rest>[“\"'‘]?[A-Z][^:]{9,160})")
"""A link label whose headline follows its colon without a space: two elements run together."""

LIST_HEADING = re.compile(
    r"(?:(?:the )?latest (?:news|headlines|stories|articles|posts)|more news|news ?feed"
    r"|top (?:stories|news|headlines)"
    r"|most (?:read|popular|viewed|commented|shared)(?: (?:in|on) [\w’' &-]{2,30}| today| now"
    r"| this week)?|trending(?: now)?|popular(?: now| posts"
    r"| stories)?"
    r"|editor(?:s['’]|['’]s|s)? (?:picks?|choice)|recommended(?: (?:for you|articles|stories"
    r"|reading))?"
    r"|related(?: (?:articles?|news|stories|posts|content|coverage|topics|links))?"
    r"|(?:also )?read (?:also|more|next)|also read"
    r"|see also|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:stories|headlines"
    r"|articles|coverage)(?: from .{2,40})?"
    r"|recent (?:posts|news|articles|stories)|further reading|in other news"
    r"|other news|similar (?:articles|news)|more to read|read this next|news in brief"
    r"|featured(?: stories)?|(?:more|also) (?:by|from) (?:this|the) (?:author|writer|columnist)"
    r"|in (?:the|our) next (?:issue|edition)|you may also like|coming up in the next issue"
    r"|what to read next|from our partners|sponsored(?: content)?|around the web)[:…»>]*",
    re.IGNORECASE,
)
OPEN_HEADING = re.compile(
    r"(?:(?:more|also|elsewhere) (?:on|from|in|by) [^.!?]{2,40}?|latest|newest"
    r"|more (?:conversations|interviews|reports|columns|essays|features|opinions?|analysis"
    r"|explainers|videos|podcasts|letters|reviews|views|comment(?:ary)?))[:…»>]*",
    re.IGNORECASE,
)
"""A heading that could also open a paragraph: it counts only with headlines below it."""

ARCHIVE_HEADING = re.compile(
    r"(?:news |monthly |our )?archives?\W*|archives? by (?:month|date)\W*", re.I
)
ARCHIVE_MONTH = re.compile(rf"{MONTH}\.?,? ?(?:\d{{4}})? ?(?:\(\d+\))?", re.IGNORECASE)
ARCHIVE_YEAR = re.compile(r"(?:19|20)\d\d ?(?:\(\d+\))?")

EDITORS_NOTE = re.compile(
    r"\W{0,3}(?:editor(?:s['’]|['’]s|s)?|author['’]s) note\b ?[:.–—-]?", re.IGNORECASE
)

DONATION_STRONG = re.compile(
    r"become an? (?:member|supporter|patron|digital subscriber)|gift (?:a )?membership"
    r"|gifting a membership"
    r"|funded by (?:our )?(?:readers|members)|\bsupport (?:our|local|independent|quality|us"
    r"|the) ?(?:quality |independent )?(?:journalism|newsroom|reporting)\b"
    r"|\bdonate (?:now|today|here|to us)|\bmake a (?:donation|contribution) (?:today|now)"
    r"|thanks to [\d,.]+ (?:supporters|readers|members)"
    r"|help us (?:get|reach|find) [\d,.]+ |[\d,.]+ new members|supporting our (?:journalism"
    r"|work)|visa ?,? ?master ?card"
    r"|buy (?:me|us) a coffee|support us on patreon",
    re.IGNORECASE,
)
DONATION_FIRM = re.compile(
    r"\b(?:like|enjoy(?:ed|ing)?|love|value|find) (?:what you(?:['’](?:re|ve))? (?:read|see|reading"
    r"|seeing)|this (?:article|story|piece|conversation|interview)|our (?:work|reporting"
    r"|journalism|coverage)) ?\?"
    r"|[\d,.]+ (?:new |more )?(?:readers|members|supporters|subscribers|donors|patrons)\b.{0,60}"
    r"\bwe (?:still )?need [\d,.]+"
    r"|(?-i:\b(?:Support|Back|Join|Help) (?:us|(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"|\b(?:Chip in|Give|Donate))"
    r" (?:with|for|from) (?:just |only |as little as )?[$€£]? ?\d[\d.]*(?: ?[a-z]+| ?[€$£])?"
    r" (?:a|per|each|every) (?:week|month|year)\b"
    r"|\bif (?:this|our)\b.{0,60}\b(?:worth|help\w*|useful|matters?|value\w*)\b.{0,40}"
    r"\b(?:donate|chip in)\b"
    r"|\blives? (?:from|on|off) (?:your |its )?(?:readers['’] )?donations\b.{0,160}\bdonate\b",
    re.IGNORECASE,
)
"""Appeals that a person who is quoted could make as well: not where anybody speaks."""
DONATION_BUTTON = re.compile(
    r"(?:Support|Back|Help|Join) (?:us|(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"|Become an? [a-z]{3,12}|(?:Give|Donate|Chip in|Contribute)(?: [a-z]{2,8}){0,2}"
)
"""A button, which is furniture only where it touches an appeal."""
DONATION_WEAK: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"readers like you|(?:our|your) (?:readers|community|support(?:ers)?)\b",
        r"\bour (?:mission|journalism|reporting|newsroom|work)\b",
        r"(?:financial )?contribution|\bdonat(?:e|ion|ing)|membership|\bmembers\b",
        r"free and accessible|(?:accessible|open|free) (?:to|for) (?:all|everyone|everybody)\b"
        r"|\bpaywall|\bindependent journalism",
        r"\b(?:paid for|funded|financed|carried) by (?:its|our|your) (?:readers|members|donors"
        r"|listeners|subscribers|community)|\bno (?:advertis\w+|ads|owners?)\b",
        r"(?:^|[.!?] )(?:please )?(?:give|donate|chip in|become|join|back|keep)\b",
        r"\bhelp us\b|\bsupport us\b|consider (?:supporting|donating|gifting|becoming|subscribing)",
    )
)
DONATION_TRIGGERS = (
    *("member", "support", "donat", "contribut", "reader", "help us", "coffee", "master"),
    *("paywall", "journalism", "patron", "like what you", "month", "chip in", "enjoy", "value"),
)
DONATION_ADDRESS = re.compile(
    r"\b(?:we|we['’]re|we['’]ve|our|us)\b|[.!?] (?:give|donate|join|support|become) ", re.IGNORECASE
)

NEWSLETTER_TRIGGERS = ("newsletter", "inbox", "subscri", "sign up", "signing up", "signup")
NEWSLETTER_CUE = re.compile(
    r"(?:\b(?:sign(?:ing)? up|signup|subscrib\w+|get|receive|join|want|deliver\w*|sent"
    r"|follow)\b.{0,140}"
    r"\b(?:newsletters?|inbox|(?:text|e-?mail|news) (?:alerts?|updates)|text messages)\b"
    r"|\bnewsletters?\b.{0,80}\b(?:sign up|subscribe|here|inbox|delivered|sent)\b"
    r"|\b(?:to|in) your (?:e-?mail )?inbox\b"
    r"|^\W*sign up (?:here|now|today|for free)\b|^\W*subscribe\W*$|^\W*subscribe (?:here|now"
    r"|today|to|&|and save)\b"
    r"|^\W*(?:not|already|are you) a (?:newsletter )?subscriber\b|\bunsubscribe\b"
    r"|^\W*(?:editor['’]s note:? )?a version of this (?:story|article"
    r"|piece) .{0,40}appear\w* in .{0,80}newsletter"
    r"|\bnewsletter subscription\b|\bsubscribe to (?:our|[\w.]+\.(?:com|org|net))\b)",
    re.IGNORECASE,
)
NEWSLETTER_ADDRESS = re.compile(
    r"\b(?:you|your|our|us|here|now|today|free|daily|weekly|this|sign up|subscribe)\b",
    re.IGNORECASE,
)
PROMOTIONAL = re.compile(
    r"\b(?:you|your|our|us)\b|^\W*(?:explore|discover|get|join|learn|follow|stay|support)\b",
    re.IGNORECASE,
)
"""How sentences around an invitation speak to the reader."""

NETWORK_LINE = re.compile(NETWORK, re.IGNORECASE)

REPORTED = re.compile(
    r"\b(?:said|says|told|wrote|writes|asked|according|announced|he|she|they|his|her|users"
    r"|customers)\b",
    re.IGNORECASE,
)
"""Words of reporting: a sentence that tells about a newsletter is no invitation to one."""

GLUED_INVITATION = (
    r"(?<=[\w”\"’)]) (?=(?:Sign up|Subscribe|SUBSCRIBE|SIGN UP) (?:to|for|&|here|now|today)\b)"
)
"""An invitation that begins with a capital where no sentence has ended."""

BUTTON_AFTER = re.compile(
    r"\s*(?:Sign up|SIGN UP|Subscribe|SUBSCRIBE(?: & SAVE)?)(?=\s+[A-Z“\"]|\s*$)"
)

INLINE_TOKENS = re.compile(
    r"\b(?:Hide|Show|Toggle|hide|toggle) [Cc]aption(?: \d{1,3} of \d{1,3}\b)?|\bAd Feedback\b"
    r"|(?<=[.!?”\"]) (?:Read more(?: here)?|Read More|Click here to read more)(?:[.»>]+|(?=\s*$))"
)
INLINE_TOKEN_TRIGGERS = ("caption", "ad feedback", "read more")

MASTHEAD_NAME = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){2,4}(?:[A-Z][\w.’'-]+)?, ?(?:founding |acting )?(?:president"
    r"|director(?: general)?|chair(?:man|woman|person)?"
    r"|editor[- ]in[- ]chief|chief editor|publisher|founder|secretary[- ]general)"
    r"|(?:[A-Z][\w.’'-]+ )[A-Z][\w.’'-]+, (?:President|Director|Editor-in-Chief|Publisher"
    r"|Founder|Chairman|Chairwoman)"
)
QUOTED_LINE = re.compile(r"[“\"«‘'][^“”\"«»]{10,180}[”\"»’']\.?")

AUTHOR_BIO_TRIGGERS = ("@", "follow", "reach", "contact", "email", "e-mail", "twitter")
AUTHOR_BIO_VERB = re.compile(r"\b(?:is|are|was) (?:an?|the)\b", re.IGNORECASE)
AUTHOR_BIO_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|columnist|writer|producer|journalist|author|contributor"
    r"|fellow|analyst)s?\b",
    re.IGNORECASE,
)
AUTHOR_BIO_CONTACT = re.compile(
    r"@\w|\b(?:follow|reach|contact|e-?mail)\b (?:him|her|them|me|us|at\b|on\b)"
    r"|\b(?:him|her|them) (?:on|at) (?:twitter|x|facebook|@)",
    re.IGNORECASE,
)
"""A biography: somebody is of a profession, and can be written to."""

_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}"
SIGNATURE_ENDS = ("USA TODAY", "Network", "AP", "Reuters", "AFP")
SIGNATURE = re.compile(
    rf"[—–-]{{0,2}} ?{_NAME}(?:,? (?:and )?{_NAME}){{0,5}}, (?:USA TODAY(?: Network)?|AP"
    rf"|Reuters|AFP)"
)

DESK_LINE = re.compile(
    r"from (?:the|our) (?:[\w’'-]+ ){0,3}(?:desk|correspondents?|staff|newsroom|bureau)\.?", re.I
)
"""Which desk a text comes from: a byline without a name."""

ABOUT_AUTHOR = re.compile(
    r"(?:about|meet) the (?:authors?|writers?|columnist|reporter|interviewer)[:.]?", re.IGNORECASE
)
CLOSING_BIO = re.compile(
    rf"{_NAME} (?:(?:has (?:written|reported|worked|been writing)|writes|reports|blogs|covers)\b"
    r"[^.]{0,120}\b(?:for|about|on) .{2,400}"
    r"|(?:is|was) (?:an?|the) (?:[\w’'-]+ ){0,4}(?:journalist|columnist|reporter|correspondent"
    r"|contributor|freelance\w*|staff writer|contributing writer|writer at|editor at)\b.{0,400})"
)
"""A person and what she writes: furniture only as the last thing on a page."""

BESIDE_FORM = re.compile(r"(?:go|ok|send|submit|(?:the |our )?newsletters?(?: sign-?up)?)\W*", re.I)
"""A button or the heading of a form, where a form touches it."""
