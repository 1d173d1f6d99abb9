"""Whom a role in place of a name means, and whom it does not."""

import pytest

from rag.asking.role_holders import holds, role_of

TOLD = ("The Norlandish President Ada Holm came late.", "Mayor Ivo Lind of Osk left early.")


@pytest.mark.parametrize(
    "subject", ["Anna Berg", "the auditor Helga Strand", "President Holm", "the report", "Osk"]
)
def test_a_name_is_no_role(subject: str) -> None:
    assert role_of(subject) is None


@pytest.mark.parametrize(
    ("asked", "told", "meant"),
    [
        ("the spokeswoman", "spokesperson for the port", True),
        ("Holm's spokesman", "Ada Holm's press secretary", True),
        ("Holm's spokesman", "press secretary of the president", True),
        ("Holm's spokesman", "presidential spokesperson and adviser", True),
        ("Holm's spokesman", "spokesman for the mayor", False),
        ("the Ukrainian president", "President of Ukraine", True),
        ("the president of Ukraine", "President of Poland", False),
        ("the foreign minister", "deputy foreign minister", True),
        ("the foreign minister", "minister of finance", False),
        ("the chairwoman of the council", "chairman of the council", True),
        ("the mayor of Osk", None, False),
    ],
)
def test_who_holds_a_role(asked: str, told: str | None, meant: bool) -> None:
    role = role_of(asked)
    assert role is not None
    assert holds(role, told, TOLD) is meant


def test_a_state_owns_what_belongs_to_its_president() -> None:
    role = role_of("the Kremlin spokesman")
    assert role is not None
    assert holds(role, "Vladimir Putin's press secretary", ["Russian President Vladimir Putin"])
    assert not holds(role, "Ada Holm's press secretary", ["Russian President Vladimir Putin"])
