"""The words that say what somebody is, and those that no name of a person has.

What this module does not know: any other language than English, and what a word means in its
sentence ("the head of the table").
"""

import re

from vectorstore.names import CALENDAR_WORDS

TITLES = frozenset(
    "rb qb wr lb cb te ol dl gm vp mp mep coo cto"
    " republican democrat democratic mr mrs ms miss dr prof gov sen rep gen col lt sgt"
    " capt maj rev sir dame sens reps msgr supt det cmdr adm ald atty reverend justice whip"
    " delegate cardinal ensign tempore tem".split()
)
PERSONS = frozenset(
    "spokesperson spokesman spokeswoman secretary president minister mayor governor"
    " senator councillor councilor councilman councilwoman congressman"
    " congresswoman judge auditor expert analyst observer scholar scientist"
    " professor doctor director head chief leader adviser advisor officer official"
    " commander general ambassador envoy lawyer attorney prosecutor teacher editor"
    " author writer reporter correspondent researcher fellow engineer owner founder"
    " ceo cfo executive manager coach captain actor actress singer producer baker"
    " farmer resident driver worker volunteer student veteran critic commentator"
    " deputy lawmaker representative chancellor premier boss partner member trustee"
    " planner broker mother father sister brother wife husband daughter son trader"
    " organiser organizer photographer speaker superintendent commissioner"
    " inspector sheriff detective nurse surgeon physician pilot painter astronaut"
    " negotiator mediator banker consultant forecaster guard soldier hunter miner"
    " whistleblower pollster lecturer dean principal creator inventor designer"
    " architect curator regulator administrator chair coordinator undersheriff"
    " undersecretary assemblyman assemblywoman alderman treasurer comptroller"
    " controller surveyor ombudsman trooper admiral brigadier colonel lieutenant"
    " sergeant corporal archbishop bishop pastor rabbi imam provost rector warden"
    " librarian archivist anchor showrunner quarterback striker goalkeeper"
    " midfielder defender pitcher skipper trainer referee counsel solicitor"
    " investigator technician operator supervisor foreman strategist lobbyist"
    " campaigner marshal constable coowner cofounder agent entrepreneur host councilmember"
    " farmworker forester drummer artist beekeeper tenant riverkeeper rapper comedian activist"
    " broadcaster snowboarder skier swimmer sprinter reviewer blogger podcaster filmmaker"
    " winemaker restaurateur gardener historian voter sponsor protester demonstrator organizer"
    " chairman chairwoman chairperson congressperson alderwoman patrolman frontman selectman"
    " policeman policewoman businessman businesswoman fireman firefighter paramedic parishioner"
    " magistrate plaintiff defendant survivor witness bassist guitarist pianist violinist".split()
)
PERSON_ENDING = re.compile(
    r"(?:[^\W\d_]{2,}(?:ist|ologist|ician|person|grapher|holder)|.*(?:wo)?man)$"
)
TITLE_ENDING = re.compile(
    r"(?:ologist|ician|(?:[Jj]ournal|[Ee]conom|[Ss]cient|[Ss]trateg|[Cc]olumn|[a-z]cultur)ist"
    r"|-(?:[a-z]+ed|[a-z]+ing|born|run|old|parent)"
    r"|(?:[a-z](?:inat|ig|ntat|ut|it|spect|duct)or|[Ss]heriff|[Ss]ergeant|[Ll]ieutenant"
    r"|[Ss]uperintendent|[Aa]ssistant|[a-z]neer))\.?$"
)
SURNAMES = frozenset(
    "baker farmer singer judge driver coach dean guard hunter miner fellow head speaker"
    " chancellor painter captain brother son sister partner major general banker creator bishop"
    " warden marshal constable pitcher skipper chair justice agent cardinal host tenant".split()
)
POLITE = frozenset("mr mrs ms miss dr sir dame republican democrat democratic".split())
CREDITS = frozenset("ap afp reuters getty images shutterstock courtesy photo redux".split())
"""Whose picture a caption shows: they stand before a name and are none of it."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
BY_CHANCE = frozenset("will april may june august".split())
"""Words that begin a sentence or name a month, and are given names as well."""
CROWNS = frozenset("king queen prince princess pope emperor sultan emir duke duchess".split())
GIVEN_TOO = frozenset("hunter guard miner son brother sister".split())
"""What somebody is in lower case, but no title before a name."""
NOT_PERSONS = frozenset("assist consist exist list resist twist whist mist fist insist".split())
GROUPS = frozenset(
    "authorities police investigators sources people others many supporters opponents"
    " witnesses republicans democrats neighbors neighbours parents fans users attorneys".split()
)
EXPERTS = frozenset("expert analyst observer scholar commentator critic pundit columnist".split())
SPOKESPEOPLE = frozenset("spokesperson spokesman spokeswoman secretary".split())
ORGANISATION = frozenset(
    "university institute ministry bank company inc corp party times post council union"
    " news service organization organisation agency center centre committee association"
    " department house street court office bureau board commission foundation group forum"
    " summit network school hospital city county state states nations united police"
    " centers centres institutes administration authority academy library fund services"
    " ministries college association federation club league corporation airlines motors"
    " society alliance coalition directorate division unit trust conservancy archive"
    " program programme museum zoo schools".split()
)

NEVER = (
    CALENDAR_WORDS
    | frozenset(
        "the a an in on at but and he she it they we i u.s u.s. u.k. uk us this"
        " that his her their its you if"
        " when while as after before there these those what who why how where no not for with"
        " by from to of or so wherever whenever yet still then now here perhaps maybe despite"
        " although though because since until unless whether once both each every another"
        " other several two three today yesterday yes our my your most many some one all"
        " however meanwhile additionally under should like said clearly is are was were does do did"
        " has have had can could would among amid during over through according even just only"
        " such same few neither either nor more most less much almost nearly about against above"
        " below between beyond within without upon out up down off also then thus so later earlier"
        " soon never always often sometimes instead indeed besides via per whose whom which"
        " everyone somebody someone nobody anyone everything nothing something having being"
        " regarding addressing asked speaking take make get let follow use unlike including"
        " jan feb aug sept oct nov dec fewer hours days weeks months years video"
        " watch read see".split()
    )
    | BY_CHANCE
)
PLACES = frozenset(
    "North South East West New Great Saudi Hong San Los Las Central Latin El Lake Mount Fort Port"
    " Gulf Cape Camp".split()
)
"""First words of places whose last word is used alone as well."""
