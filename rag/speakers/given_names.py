"""Common given names, and which pronoun they go with.

They keep "she" from being taken for a man, and words like "Entrepreneur" from being taken for a
given name. What this module does not know: rarer names, and names that both women and men have
(Alex, Jordan, Taylor); of those nothing is said.
"""

_HE = frozenset(
    "aaron abdul abraham adam adrian ahmed alan albert alejandro alexander alfred ali allen andre"
    " andreas andrew anthony antonio arnold arthur barack barry ben benjamin bernard bill bob boris"
    " brad bradley brandon brian bruce bryan carl carlos chad charles chris christopher chuck"
    " clarence colin craig dan daniel darren dave david dean dennis derek diego dmitry don donald"
    " doug douglas dwight ed eddie eduardo edward elon emmanuel eric erik ernest ethan eugene"
    " evan felix fernando francisco frank fred frederick gary geoffrey george gerald giovanni glenn"
    " gordon graham greg gregory guillermo gustavo hakeem harold harry hassan henry herbert howard"
    " hugh hussein ian ibrahim igor isaac ivan jack jacob jaime jake james jamal jared jason javier"
    " jeff jeffrey jeremy jerome jerry jesus jim jimmy joe joel john johnny jon jonathan jorge jose"
    " joseph josh joshua juan juergen justin karl keith ken kenneth kevin kirk kurt kyle larry"
    " lawrence leonard liam lloyd louis lucas luis luke manuel marc marco marcus mario mark"
    " martin marvin matt matthew max melvin michael miguel mike mitch mohamed mohammed muhammad"
    " nathan neil nicholas nick nigel noah norman oleg oliver omar oscar pablo patrick paul pedro"
    " peter phil philip phillip pierre rafael ralph randy raymond ricardo richard rick rob robert"
    " roberto rodney roger roland ron ronald roy rupert russell ryan samuel scott sean sebastian"
    " sergei sergey seth shawn simon stanley stefan stephen steve steven stuart ted terrence"
    " theodore thomas tim timothy todd tom tomas tony trevor troy tyler victor vincent viktor"
    " vladimir volodymyr walter warren wayne wesley will william willie xavier"
    " yusuf zachary".split()
)
_SHE = frozenset(
    "abigail adriana agnes aisha alexandra alexandria alice alicia alison allison alyssa amanda"
    " amber amelia amy ana andrea angela angelina anita ann anna anne annette annie april audrey"
    " barbara beatrice becky bernice beth betty beverly bonnie brenda bridget"
    " brittany brooke camila"
    " carla carmen carol caroline carolyn catherine cathy charlotte chelsea cheryl christina"
    " christine cindy claire clara claudia colleen connie crystal cynthia daisy dana danielle dawn"
    " debbie deborah debra denise diana diane dolores donna doris dorothy eileen"
    " elaine eleanor elena"
    " elise elizabeth ella ellen elsa emily emma erica erika erin esther ethel eva evelyn fatima"
    " fiona florence frances gabriela gail georgia gina gladys gloria grace greta hannah hazel"
    " heather heidi helen helena helga hillary holly ida ilse ingrid irene isabel isabella ivanka"
    " jacqueline jane janet janice jasmine jean jeanne jenna jennifer jessica jill"
    " joan joanna joyce"
    " juanita judith judy julia juliana julie kamala karen karin katarina kate katherine kathleen"
    " kathryn kathy katie kayla kimberly kirsten kristen kristin kristina laura lauren"
    " leticia lillian linda lisa liz lois lori lorraine louise lucia lucy lynn madeleine madison"
    " maggie margaret maria marie marilyn marina marjorie martha mary maureen megan meghan melania"
    " melanie melissa mercedes meredith michele michelle mildred miranda molly monica muriel nadia"
    " nancy naomi natalia natalie natasha nicole nikki nina nora norma olga olivia pamela patricia"
    " paula pauline peggy penelope phyllis priscilla rachel rebecca regina renee"
    " rhonda rita roberta"
    " rosa rose rosemary ruth sally samantha sandra sara sarah serena sharon sheila shirley silvia"
    " simone sofia sonia sophia sophie stephanie sue susan suzanne svetlana sylvia tamara"
    " tammy tanya tara teresa theresa tiffany tina tracy ursula valerie vanessa veronica victoria"
    " virginia vivian wendy yolanda yvonne zoe".split()
)


def is_given_name(word: str) -> bool:
    """Tell whether a word is a common given name.

    >>> is_given_name("Helga"), is_given_name("Entrepreneur")
    (True, False)
    """
    return word.casefold() in _HE or word.casefold() in _SHE


def pronoun_of_name(name: str) -> str | None:
    """Return "he" or "she" where the given name says it.

    >>> pronoun_of_name("Helga Strand"), pronoun_of_name("Jordan Strand")
    ('she', None)
    """
    given = name.split()[0].casefold() if " " in name else ""
    if given in _SHE:
        return "she"
    return "he" if given in _HE else None
