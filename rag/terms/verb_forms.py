"""The past of irregular verbs, which no stemmer knows: who led is who leads.

What this module does not know: which word of two that are written alike is meant, so that forms
which mostly are something else ("saw", "left", "known", "given") are left out.
"""

_PASTS = (
    "led lead, found find, held hold, won win, lost lose, told tell, met meet, paid pay, sold "
    "sell, sent send, spent spend, built build, lent lend, fought fight, taught teach, caught "
    "catch, brought bring, bought buy, thought think, sought seek, kept keep, slept sleep, "
    "swept sweep, dealt deal, meant mean, fled flee, fed feed, bred breed, shot shoot, slid "
    "slide, struck strike, hung hang, dug dig, spun spin, stood stand, understood understand, "
    "withstood withstand, sat sit, began begin, begun begin, drank drink, sang sing, sung sing, "
    "sank sink, sunk sink, swam swim, swum swim, rang ring, ran run, overran overrun, came "
    "come, became become, overcame overcome, gave give, forgave forgive, took take, taken take, "
    "undertook undertake, undertaken undertake, shook shake, shaken shake, spoke speak, spoken "
    "speak, broke break, stole steal, stolen steal, chose choose, chosen choose, froze freeze, "
    "frozen freeze, woke wake, wrote write, written write, drove drive, driven drive, rode "
    "ride, ridden ride, rose rise, risen rise, arose arise, hid hide, hidden hide, bit bite, "
    "bitten bite, fell fall, fallen fall, befell befall, grew grow, grown grow, knew know, "
    "threw throw, thrown throw, flew fly, flown fly, drew draw, withdrew withdraw, withdrawn "
    "withdraw, blew blow, blown blow, wore wear, tore tear, swore swear, sworn swear, ate eat, "
    "eaten eat, forgot forget, forgotten forget, forbade forbid, forbidden forbid, went go, "
    "heard hear, laid lay, overtook overtake, overthrew overthrow, overthrown overthrow, "
    "rebuilt rebuild, resold resell, repaid repay, misled mislead, upheld uphold, withheld "
    "withhold, undid undo"
)
_BASES = dict(pair.split() for pair in _PASTS.split(","))


def base_form(word: str) -> str:
    """Return the form of a verb that its other forms are made of, or the word itself.

    >>> base_form("led"), base_form("paid"), base_form("leads"), base_form("tram")
    ('lead', 'pay', 'leads', 'tram')
    """
    return _BASES.get(word, word)
