"""What a link names: read strictly, because anyone can write one."""

import pytest

from ui.reader.links import ArticlePlace, Link, Place, read_link, read_name

ID = "0123456789abcdef"
CITED = Place("cite", "0123abcd", 1)
WHOLE = ArticlePlace(ID, f"article-{ID}")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cite-0123abcd-1", CITED),
        ("passage-0123abcd-12", Place("passage", "0123abcd", 12)),
        (f"article-{ID}", WHOLE),
        (f"article-{ID}-12-40", ArticlePlace(ID, f"article-{ID}-12-40", 12, 40)),
        (
            f"article-{ID}-12-40-89abcdef",
            ArticlePlace(ID, f"article-{ID}-12-40-89abcdef", 12, 40, "89abcdef"),
        ),
        ("cite-0123ABCD-1", None),
        ("cite-0123abcd-0", None),
        ("cite-0123abcd-99999", None),
        ("cite-0123abcd-1\n", None),
        ("cite-0123abcd-１", None),
        (f"article-{ID}-12", None),
        (f"article-{ID}--1-40", None),
        (f"article-{ID}-12-99999999", None),
        (f"article-{ID}0", None),
        ("article-../../etc/passwd", None),
        ("../../etc/passwd", None),
        ("<img src=x>", None),
        (None, None),
        ({"id": "cite-0123abcd-1"}, None),
    ],
)
def test_only_well_formed_names_are_followed(
    name: object, expected: Place | ArticlePlace | None
) -> None:
    assert read_name(name) == expected


def test_a_name_leads_back_to_its_link() -> None:
    for name in ("cite-0123abcd-1", "passage-0123abcd-12", f"article-{ID}-12-40-89abcdef"):
        place = read_name(name)
        assert place is not None and place.name == name


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, None),
        ({"c": "7", "__theme": "dark", "view": "raw", "at": "1-2"}, None),
        ({"open": "cite-0123abcd-1"}, Link(CITED, None, raw=False)),
        ({"article": ID, "view": "raw"}, Link(None, WHOLE, raw=True)),
        (
            {"open": "cite-0123abcd-1", "article": ID, "at": "12-40-89abcdef"},
            Link(
                CITED,
                ArticlePlace(ID, f"article-{ID}-12-40-89abcdef", 12, 40, "89abcdef"),
                raw=False,
            ),
        ),
        ({"open": "why-0123abcd"}, Link(None, None, raw=False)),
        ({"open": f"article-{ID}"}, Link(None, None, raw=False)),
        ({"article": "../../etc/passwd"}, Link(None, None, raw=False)),
        ({"article": ID, "at": "12-40;drop"}, Link(None, None, raw=False)),
        ({"article": ID, "view": "<script>"}, Link(None, WHOLE, raw=False)),
    ],
)
def test_an_address_asks_for_what_is_well_formed_in_it(
    query: dict[str, str], expected: Link | None
) -> None:
    assert read_link(query) == expected
