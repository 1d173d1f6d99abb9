"""Zip archives: members, limits, damage."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from vectorstore.article import LoadedArticle, Rejected
from vectorstore.loaders.archives import MAX_MEMBERS, count_members, read_zip

Found = dict[str, LoadedArticle | Rejected]


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return path


def read(path: Path) -> Found:
    return {item.source: item for item in read_zip(path, "", path.name)}


def only_reason(path: Path) -> str:
    (item,) = read_zip(path, "", path.name)
    assert isinstance(item, Rejected)
    return item.reason


def test_members_are_read_in_order_and_have_a_place_in_the_archive(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.zip",
        {
            "news/b.txt": b"Text b.",
            "a.jsonl.gz": gzip.compress(b'{"text": "Text a."}\nbroken'),
            "__MACOSX/._b.txt": b"junk",
            ".hidden/c.txt": b"hidden",
            "picture.png": b"\x89PNG",
        },
    )
    found = read(path)
    assert list(found) == ["a.jsonl.gz:1", "a.jsonl.gz", "news/b.txt", "picture.png"]
    article = found["news/b.txt"]
    assert isinstance(article, LoadedArticle)
    assert article.raw == "Text b."
    assert article.location == f"{path}!news/b.txt"
    picture = found["picture.png"]
    assert isinstance(picture, Rejected)
    assert ".txt" in picture.reason
    assert count_members(path) == 3


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"../../out.txt": b"One.", "/etc/abs.txt": b"Two."})
    assert sorted(read(path)) == ["etc/abs.txt", "out.txt"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {"a.txt": b"One."}).read_bytes()
    reason = only_reason(archive(tmp_path / "outer.zip", {"inner.zip": inner}))
    assert reason.startswith("is an archive inside an archive")


def test_a_bomb_is_not_read_and_its_neighbour_is(tmp_path: Path) -> None:
    found = read(archive(tmp_path / "a.zip", {"bomb.txt": bytes(80_000_000), "ok.txt": b"Text."}))
    bomb = found["bomb.txt"]
    assert isinstance(bomb, Rejected)
    assert "suspiciously large" in bomb.reason
    assert isinstance(found["ok.txt"], LoadedArticle)


def test_too_many_members_are_refused_with_the_limit(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{n}.txt": b"" for n in range(MAX_MEMBERS + 1)})
    assert only_reason(path) == "holds 10,001 files and may hold 10,000: split the archive"
    assert count_members(path) == 0


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"Text."})
    data = bytearray(path.read_bytes())
    # The first flag bit, in the member's own header and in the directory at the end.
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert only_reason(path) == "is encrypted: pack it again without a password"


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("a.txt", "Text that will be damaged.")
        target.writestr("b.txt", "Whole text.")
    path.write_bytes(path.read_bytes().replace(b"will be", b"was not"))
    found = read(path)
    assert found["a.txt"] == Rejected("a.txt", "is damaged inside its archive: pack it again")
    assert isinstance(found["b.txt"], LoadedArticle)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert only_reason(path) == "is damaged or not a zip archive: pack it again"


def test_an_archive_without_files_is_told(tmp_path: Path) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    path = tmp_path / "a.zip"
    path.write_bytes(empty.getvalue())
    assert only_reason(path).startswith("is empty")
