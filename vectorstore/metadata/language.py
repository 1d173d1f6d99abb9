"""Which language a text is written in.

What this module does not know: what the rest of the program does with other languages.
"""

from vectorstore.article import Field

_LETTERS_NEEDED = 40
_CHARACTERS_READ = 1000


def detect_language(text: str) -> Field:
    """Return the ISO 639-1 code of the language of `text`; unknown for fewer than 40 letters."""
    head = text[:_CHARACTERS_READ]
    if sum(map(str.isalpha, head)) < _LETTERS_NEEDED:
        return Field()
    import py3langid

    code, _score = py3langid.classify(head)
    return Field(code, "inferred")
