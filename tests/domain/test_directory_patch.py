"""A change puts, replaces and takes out; what is wrong with it is told at its place in the change."""

import pytest
from attrs import evolve

from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.directory_patch import DirectoryPatch, Removed, apply
from conseillers_domain.errors import Fault
from tests.builders import a_branch, a_directory, a_team, an_advisor, an_institution

UN, DEUX, TROIS = (a_team(code, "recruter") for code in ("un", "deux", "trois"))
ANA, BOB = an_advisor("Ana@Example.org", "un"), an_advisor("bob@example.org", "deux")
WHOLE = a_directory(UN, DEUX, advisors=[ANA, BOB])


def changed(**parts: object) -> DirectoryDocument:
    patched = apply(DirectoryPatch(**parts), WHOLE)  # type: ignore[arg-type]
    assert patched.faults == ()
    return patched.document


def test_nothing_put_and_nothing_taken_out_changes_nothing() -> None:
    assert changed() == WHOLE


def test_what_is_replaced_keeps_its_place_and_what_is_new_comes_last() -> None:
    closed = evolve(UN, closed=True)
    document = changed(teams=(TROIS, closed), branches=(a_branch("trois"),))
    assert document.teams == (closed, DEUX, TROIS)
    assert [one.code for one in document.branches] == ["un", "deux", "trois"]
    assert document.institutions == WHOLE.institutions


def test_an_advisor_is_the_same_whatever_the_case_of_the_address() -> None:
    moved = evolve(ANA, email="ana@example.org", teams=("deux",))
    assert changed(advisors=(moved,)).advisors == (moved, BOB)
    assert changed(removed=Removed(advisors=("ANA@example.org",))).advisors == (BOB,)


def test_codes_are_not_the_same_when_their_case_is_not() -> None:
    other = a_team("UN", "recruter")
    assert changed(teams=(other,)).teams == (UN, DEUX, other)
    patched = apply(DirectoryPatch(removed=Removed(teams=("UN",))), WHOLE)
    assert patched.document.teams == (UN, DEUX)
    assert [one.code for one in patched.faults] == ["unknown"]


def test_parts_are_taken_out() -> None:
    document = changed(
        removed=Removed(
            institutions=("deux",), branches=("deux",), teams=("deux",), advisors=("bob@example.org",)
        )
    )
    assert document == a_directory(UN, advisors=[ANA])


@pytest.mark.parametrize(
    ("patch", "faults"),
    [
        (DirectoryPatch(teams=(UN, DEUX, evolve(UN, closed=True))), [("/teams/2", "duplicate")]),
        (DirectoryPatch(removed=Removed(branches=("un", "nulle"))), [("/removed/branches/1", "unknown")]),
        (
            DirectoryPatch(teams=(UN,), removed=Removed(teams=("un",))),
            [("/removed/teams/0", "contradiction")],
        ),
        (
            DirectoryPatch(
                institutions=(an_institution("x"), an_institution("x")), removed=Removed(teams=("x",))
            ),
            [("/institutions/1", "duplicate"), ("/removed/teams/0", "unknown")],
        ),
    ],
)
def test_a_change_that_contradicts_itself_is_told(
    patch: DirectoryPatch, faults: list[tuple[str, str]]
) -> None:
    assert [(one.pointer, one.code) for one in apply(patch, WHOLE).faults] == faults


def told(patch: DirectoryPatch, *faults: Fault, already: tuple[Fault, ...] = ()) -> list[tuple[str, str]]:
    found = apply(patch, WHOLE).told(faults, lambda: already)
    return [(one.pointer, one.message) for one in found]


def test_a_fault_of_the_whole_is_told_at_its_place_in_the_change() -> None:
    patch = DirectoryPatch(teams=(TROIS, DEUX))
    assert [one.code for one in apply(patch, WHOLE).document.teams] == ["un", "deux", "trois"]
    faults = [Fault(f"/teams/{rank}/branch", "unknown_branch", "…") for rank in (1, 2)]
    assert told(patch, *faults) == [("/teams/1/branch", "…"), ("/teams/0/branch", "…")]


LOST = Fault("/teams/1/branch", "unknown_branch", "Antenne inconnue : « deux ».")


def test_a_fault_in_what_was_not_put_names_it_and_comes_of_what_was_taken_out() -> None:
    patch = DirectoryPatch(removed=Removed(branches=("deux",)))
    assert told(patch, LOST) == [("/removed", "« deux » : Antenne inconnue : « deux ».")]


def test_what_was_wrong_already_keeps_nothing_else_from_changing() -> None:
    patch = DirectoryPatch(removed=Removed(teams=("un",)))
    assert apply(patch, WHOLE).document.teams == (DEUX,)
    now = Fault("/teams/0/branch", "unknown_branch", "Antenne inconnue : « deux ».")
    assert told(patch, now, already=(LOST,)) == []
    assert told(patch, now, already=(Fault("/teams/0/branch", LOST.code, LOST.message),)) != []
