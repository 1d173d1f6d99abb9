"""Questions made of headlines and leading sentences by asking for a name or number in them.

The passages are found by a search for the question, so that they tell the same thing in other
words; none of them holds the sentence that the question was made of, or a copy of it. Source of
the method: Lewis, Denoyer and Riedel, Unsupervised Question Answering by Cloze Translation, ACL
2019; Fabbri et al., Template-Based Question Generation from Retrieved Sentences, ACL 2020. What
this module does not know: whether such a question is good English.
"""

import random
import re
from collections.abc import Iterator, Sequence

from rag.terms.words import content_stems
from training.corpus import Chunk, Corpus
from training.entities import Entity, Kinds, find_entities, learn_kinds
from training.groups import Group, Passage
from training.spans import find_answer
from vectorstore.sentences import Span, sentence_spans

SEARCHED = 16
"""Chunks that are looked at for one question."""
LEADING_SENTENCES = 3
FURTHER_CHUNKS, FURTHER_SENTENCES = 3, 3
"""How many sentences are taken from the chunks behind the first, and from how many chunks."""
NAMING_CHUNKS = 6
"""Chunks of an article in which names are looked for."""
FEWEST_WORDS, MOST_WORDS = 6, 32
"""Words of a sentence that is made a question."""
FEWEST_STEMS = 3
"""Content words that a question has to have beside the answer."""
SHARED_STEMS = 2
"""Content words that a passage has to share with the question, beside the answer."""
SAME = 0.7
"""Share of the question's content words from which on a passage is taken for a copy of it."""
WINDOW = 500
"""Characters of a passage, or one sentence: short ones are read three times as fast."""
MOST_POSITIVES, MOST_NEGATIVES = 2, 4
_SENTENCE_END = re.compile(r"[\s.!?…,;:]+$")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]* $")


def make_cloze_groups(corpus: Corpus, an_article: int, seed: int) -> Iterator[Group]:
    """Yield up to `an_article` groups for each article, in an order given by `seed`."""
    kinds = learn_kinds(chunk.text for chunk in corpus.chunks)
    rng = random.Random(seed)
    articles = _articles(corpus)
    rng.shuffle(articles)
    for chunks in articles:
        made = 0
        for statement, entity in _askable(chunks, kinds, rng):
            name = f"{chunks[0].article:08d}_{made}"
            question = asked(statement, entity, fronted=rng.random() < 0.5)
            group = _group(name, question, entity.text, statement, corpus, rng)
            if group is not None:
                yield group
                made += 1
            if made == an_article:
                break


def _articles(corpus: Corpus) -> list[list[Chunk]]:
    articles: dict[int, list[Chunk]] = {}
    for chunk in corpus.chunks:
        articles.setdefault(chunk.article, []).append(chunk)
    return list(articles.values())


def _askable(chunks: Sequence[Chunk], kinds: Kinds, rng: random.Random) -> list[tuple[str, Entity]]:
    """Return sentences of an article with something to ask for in each, the headline first."""
    found = []
    for statement in _statements(chunks, rng):
        statement = " ".join(statement.split())
        if FEWEST_WORDS <= len(statement.split()) <= MOST_WORDS and not statement.endswith("?"):
            entities = _named_in(statement, chunks, kinds)
            if entities:
                found.append((statement, rng.choice(entities)))
    return found


def _statements(chunks: Sequence[Chunk], rng: random.Random) -> list[str]:
    """Return the headline, the first sentences, and some that begin a later chunk."""
    further = [
        sentence for chunk in chunks[1 : 1 + FURTHER_CHUNKS] for sentence in _first(chunk.text, 2)
    ]
    rng.shuffle(further)
    leading = _first(chunks[0].text, LEADING_SENTENCES)
    return [chunks[0].title, *leading, *further[:FURTHER_SENTENCES]]


def _first(text: str, count: int) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)[:count]]


def _named_in(statement: str, chunks: Sequence[Chunk], kinds: Kinds) -> list[Entity]:
    """Return what the article's text names, where it stands in the statement.

    Headlines have capitals everywhere: only names of the running text count, and of two names
    in one place the longer.
    """
    named = {
        entity.text: entity.asked_with
        for chunk in chunks[:NAMING_CHUNKS]
        for entity in find_entities(chunk.text, kinds)
    }
    found = []
    for text, word in named.items():
        place = _whole(text, statement)
        if place is not None:
            found.append(Entity(text, *place, word))
    return [e for e in found if not any(_inside(e, other) for other in found)]


def _whole(name: str, statement: str) -> tuple[int, int] | None:
    """Return where a name first stands in a statement; None where it is part of a longer one."""
    at = re.search(
        rf"""
        (?<! [\w-] ) (?<! [A-Z]\w[ ] ) (?<! \w[A-Z][ ] )
        {re.escape(name)}
        (?! [\w-] | '?\d | [ ][A-Z0-9] )
        """,
        statement,
        re.VERBOSE,
    )
    if at is None or _CAPITAL_BEFORE.search(statement[: at.start()]):
        return None
    return at.span()


def _inside(entity: Entity, other: Entity) -> bool:
    longer = other.end - other.start > entity.end - entity.start
    return longer and other.start <= entity.start and entity.end <= other.end


def asked(statement: str, entity: Entity, fronted: bool) -> str:
    """Return the statement as a question for the entity; `fronted`, the question word comes first.

    >>> e = Entity("Ada", 0, 3, "who")
    >>> asked("Ada wins the cup.", e, fronted=False)
    'Who wins the cup?'
    >>> e = Entity("Rome", 18, 22, "where")
    >>> asked("Ada wins a cup in Rome, at last.", e, fronted=True)
    'Where at last Ada wins a cup in?'
    """
    before = statement[: entity.start].strip(" “”\"'")
    after = _SENTENCE_END.sub("", statement[entity.end :]).strip(" “”\"',;:")
    after = re.sub(r"^(?:’s|'s)\s", "", after)
    if fronted and before:
        text = f"{entity.asked_with} {after} {_SENTENCE_END.sub('', before)}"
    else:
        text = f"{before} {entity.asked_with} {after}"
    text = " ".join(text.split())
    return f"{text[:1].upper()}{text[1:]}?"


def _group(
    name: str, question: str, answer: str, statement: str, corpus: Corpus, rng: random.Random
) -> Group | None:
    """Return the passages that are found for a question; None where none answers, or all do.

    `statement` is what it was made of. Chunks that hold the answer and little else of the
    question, or nearly all of it, are in neither list.
    """
    wanted = set(content_stems(question)) - set(content_stems(answer))
    if len(wanted) < FEWEST_STEMS:
        return None
    positives: list[tuple[float, Passage]] = []
    negatives: list[Passage] = []
    for number in corpus.search(question, SEARCHED):
        chunk = corpus.chunks[number]
        if statement in " ".join(chunk.text.split()):
            continue
        shared = len(wanted & set(corpus.stems[number]))
        places = find_answer(answer, chunk.text)
        if places and shared >= SHARED_STEMS:
            passage, stems = _window(chunk, places, rng)
            share = len(wanted & stems) / len(wanted)
            if share < SAME and len(wanted & stems) >= SHARED_STEMS:
                positives.append((share, passage))
        elif not places:
            negatives.append(_window(chunk, [], rng)[0])
    if not positives or not negatives:
        return None
    positives.sort(key=lambda found: -found[0])
    return Group(
        id=name,
        question=question,
        answer=answer,
        positives=tuple(p for _, p in positives[:MOST_POSITIVES]),
        negatives=tuple(negatives[:MOST_NEGATIVES]),
    )


def _window(chunk: Chunk, places: Sequence[Span], rng: random.Random) -> tuple[Passage, set[str]]:
    """Return sentences of a chunk around one of the places, or any, and their stems."""
    spans = sentence_spans(chunk.text) or [(0, len(chunk.text))]
    at = rng.choice(list(places))[0] if places else rng.randrange(len(chunk.text) or 1)
    middle = max((i for i, (start, _) in enumerate(spans) if start <= at), default=0)
    first, last = _grown(spans, middle, rng)
    start, end = spans[first][0], spans[last][1]
    inside = tuple((a - start, b - start) for a, b in places if start <= a and b <= end)
    text = chunk.text[start:end]
    # The title of an article tells what its headline was made of.
    return Passage(title="", text=text, spans=inside), set(content_stems(text))


def _grown(spans: Sequence[Span], middle: int, rng: random.Random) -> tuple[int, int]:
    """Return the numbers of the first and last sentence: as many about one as there is room for."""
    first = last = middle
    while True:
        options = [(first - 1, last), (first, last + 1)]
        rng.shuffle(options)
        fitting = [
            (a, b)
            for a, b in options
            if a >= 0 and b < len(spans) and spans[b][1] - spans[a][0] <= WINDOW
        ]
        if not fitting:
            return first, last
        first, last = fitting[0]
