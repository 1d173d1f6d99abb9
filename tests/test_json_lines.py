"""JSON and JSON Lines: what is read, and the number of what is not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.article import LoadedArticle, Rejected
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.json_lines import read_json, read_json_lines

GOOD = json.dumps({"text": "A text."})


def lines(*texts: str) -> list[LoadedArticle | Rejected]:
    return list(read_json_lines(["\n".join(texts).encode()], "a.jsonl"))


def document(value: object) -> list[LoadedArticle | Rejected]:
    return list(read_json(json.dumps(value).encode(), "a.json", "/folder/a.json"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut o', "line 2: not JSON: Unterminated string"),
        ("no json at all", "line 2: not JSON: Expecting value (column 1)"),
        ('{"title": "only"}', 'line 2: has no "text"'),
        ('{"text": null}', 'line 2: has no "text"'),
        ('{"text": 7}', 'line 2: has a "text" that is no text'),
        ('{"text": " \\n\\u200b"}', 'line 2: its "text" is empty'),
        ("[1]", "line 2: is not an object"),
        ("[" * 100_000, "line 2: not JSON"),
        ('{"text": ' + "9" * 5000 + "}", "line 2: not JSON of articles"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_next_is_read(line: str, reason: str) -> None:
    first, bad, last = lines(GOOD, line, GOOD)
    assert isinstance(first, LoadedArticle)
    assert isinstance(bad, Rejected)
    assert bad.source == "a.jsonl"
    assert bad.reason.startswith(reason)
    assert "\n" not in bad.reason
    assert isinstance(last, LoadedArticle)


def test_empty_lines_count_but_are_no_error() -> None:
    (article,) = lines("", "  ", GOOD, "")
    assert isinstance(article, LoadedArticle)
    assert article.source == "a.jsonl:3"


def test_a_url_is_source_and_place() -> None:
    (article,) = lines('{"text": "A text.", "url": "https://example.org/a"}')
    assert isinstance(article, LoadedArticle)
    assert article.source == article.location == "https://example.org/a"


def test_a_line_without_url_that_moves_stays_the_same_article() -> None:
    (before,) = lines(GOOD)
    _, after = lines('{"text": "Another one."}', GOOD)
    assert isinstance(before, LoadedArticle)
    assert isinstance(after, LoadedArticle)
    assert before.location == after.location
    assert before.source != after.source


def test_lone_surrogates_become_replacement_characters() -> None:
    (article,) = lines('{"text": "a \\ud800 b", "title": "\\udfff t"}')
    assert isinstance(article, LoadedArticle)
    assert article.raw == "a \ufffd b"
    assert article.metadata.title.value == "\ufffd t"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_no_part_of_the_first_line(encoding: str) -> None:
    data = f'{{"text": "Café."}}\n{GOOD}'.encode(encoding)
    found = list(read_json_lines([data[:3], data[3:9], data[9:]], "a.jsonl"))
    assert [item.raw for item in found if isinstance(item, LoadedArticle)] == ["Café.", "A text."]


def test_an_array_in_a_jsonl_file_is_read() -> None:
    assert [item.source for item in lines("[", GOOD, ",", GOOD, "]")] == ["a.jsonl:1", "a.jsonl:2"]


def test_objects_a_line_in_a_json_file_are_read() -> None:
    found = list(read_json(f"{GOOD}\nbroken\n{GOOD}".encode(), "a.json", "/a.json"))
    assert [type(item) for item in found] == [LoadedArticle, Rejected, LoadedArticle]


def test_one_object_has_the_place_of_its_file() -> None:
    (article,) = document({"text": "A text."})
    assert isinstance(article, LoadedArticle)
    assert (article.source, article.location) == ("a.json", "/folder/a.json")


@pytest.mark.parametrize("wrap", [list, lambda items: {"articles": items}])
def test_the_items_of_an_array_are_numbered(wrap: object) -> None:
    assert callable(wrap)
    good, bad = document(wrap([{"text": "A text."}, {"title": "no text"}]))
    assert good.source == "a.json:1"
    assert bad == Rejected("a.json", 'item 2: has no "text"')


@pytest.mark.parametrize("value", [[], 3, None, "text", {"articles": 3}])
def test_a_document_of_something_else_is_refused(value: object) -> None:
    with pytest.raises(UnreadableArticle, match="holds no articles"):
        document(value)


def test_a_file_of_something_else_is_given_up_early() -> None:
    found = []
    with pytest.raises(UnreadableArticle, match="none of the first 100 lines"):
        for item in read_json_lines([b"no json\n" * 5000], "a.jsonl"):
            found.append(item)
    assert len(found) == 100


def test_an_empty_file_is_told() -> None:
    with pytest.raises(UnreadableArticle, match="is empty"):
        list(read_json_lines([b"\n \n"], "a.jsonl"))
    with pytest.raises(UnreadableArticle, match="is empty"):
        list(read_json(b" ", "a.json", "/a.json"))


@given(st.lists(st.text(max_size=30).map(lambda text: "A" + text), min_size=1), st.integers(1, 50))
def test_lines_are_the_same_however_the_file_is_cut_into_pieces(
    texts: list[str], size: int
) -> None:
    data = "\n".join(json.dumps({"text": text}, ensure_ascii=True) for text in texts).encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    whole = list(read_json_lines([data], "a.jsonl"))
    assert list(read_json_lines(pieces, "a.jsonl")) == whole
    assert len(whole) == len(texts)
