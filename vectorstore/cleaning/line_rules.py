"""Rules for furniture that one line shows by its own words, in English, as one table.

What this module does not know: where on the page a line stands and what its neighbours are.
"""

import re
from dataclasses import dataclass

from vectorstore.article import Label
from vectorstore.cleaning.vocabulary import AGENCY, CREDIT_ONLY, NETWORK


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
