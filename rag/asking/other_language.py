"""In which language a question is asked, where that is surely not English.

Letters of another alphabet tell, and the small words that a question cannot do without: "warum",
"pourquoi". The statistics of letters (py3langid) only name the language of other alphabets: a line
is too short for them to be sure. What this module does not know: languages without a list here that
are written in Latin letters.
"""

import re

from rag.terms.words import STOP_WORDS, fold

NAMES = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "kk": "Kazakh",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}

_SMALL = {
    "de": "warum wieso wer wie wann wo welche welcher welches wurde wurden wird werden ist sind hat"
    " haben hatte das der die den dem ein eine einen nicht uber und oder von mit bei zum zur fur"
    " im vom kostet gesagt sagte",
    "fr": "pourquoi qui que quoi quand comment combien quel quelle quels quelles est sont ont le la"
    " les des du un une aux ne pas dans sur et avec pour dit",
    "es": "por que quien cuando como donde cuanto cuantos cual el la los las del un una es son fue"
    " han se y con para sobre dijo",
    "it": "perche chi che cosa quando come dove quanto quale il lo la gli le di del della un una e"
    " sono ha hanno non con per su detto",
    "pt": "quem quando como onde quanto qual o os as do da dos das um uma e sao foi nao com para"
    " sobre disse porque",
    "nl": "waarom wie wat wanneer waar hoe hoeveel welke het een van niet met voor over heeft"
    " hebben werd zijn gezegd",
    "pl": "dlaczego kto co kiedy gdzie jak ile ktory jest sa nie w na z do o przez powiedzial",
    "sv": "varfor vem vad nar var hur vilken det ett och inte med for om har ar sade",
    "tr": "neden nicin kim ne zaman nerede nasil kac hangi ve bir bu ile icin dedi mi",
}
_LISTED = {code: frozenset(words.split()) - STOP_WORDS for code, words in _SMALL.items()}
_CYRILLIC = frozenset("be bg mk mn ru sr uk".split())
FEWEST = 2
"""Small words of another language that make a question one of it; one is enough at its beginning,
where English words have no place."""
_WORD = re.compile(r"[^\W\d_]+")


def other_language(question: str) -> str | None:
    """Return the code of the language of a question that is not in English, or None.

    >>> other_language("Warum tritt Kasachstan nicht bei?"), other_language("Who is Uali?")
    ('de', None)
    >>> other_language("Who wrote 'La casa de papel'?") is None
    True
    """
    words = _WORD.findall(fold(question))
    letters = "".join(words)
    if sum(not _is_latin(char) for char in letters) * 2 > len(letters) > 0:
        import py3langid

        code = str(py3langid.classify(question)[0])
        # A line of Cyrillic letters is taken for any of several languages.
        return "ru" if code in _CYRILLIC else code
    if not words:
        return None
    english = sum(word in STOP_WORDS for word in words)
    hits = {code: [word for word in words if word in known] for code, known in _LISTED.items()}
    code = max(hits, key=lambda one: len(hits[one]))
    found = hits[code]
    surely = len(found) >= FEWEST or (bool(found) and found[0] == words[0])
    return code if surely and len(found) > english else None


def _is_latin(char: str) -> bool:
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
