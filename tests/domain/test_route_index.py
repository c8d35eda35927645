"""An index made from the one before is the index made afresh, whatever changed between the two."""

from collections.abc import Mapping

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.holders import Holder
from conseillers_domain.route_index import Filed, RouteIndex, changed
from conseillers_domain.routing import route
from tests.builders import SUBJECT, a_directory, a_team
from tests.domain.at_random import TODAY, Case, any_case
from tests.domain.country import COUNTRY

MANY = 40


def filed(index: RouteIndex) -> Mapping[str, Mapping[str, list[str]]]:
    """Who is found where, in no order; keys under which nobody is left count for nothing."""
    told = {subject: _by_key(one) for subject, one in index.holders.items()}
    return {subject: one for subject, one in told.items() if one}


def _by_key(one: Filed) -> dict[str, list[str]]:
    return {key: sorted(map(team_of, holders)) for key, holders in one.items() if holders}


def team_of(holder: Holder) -> str:
    return holder.team


@settings(max_examples=200, deadline=None)
@given(any_case(), any_case(), st.booleans())
def test_it_decides_as_the_one_made_afresh(before: Case, after: Case, small_change: bool) -> None:
    if small_change:
        # One team only is another: the index is mended, not made again.
        others = tuple(a_team(f"other-{rank}", SUBJECT, branch="b0") for rank in range(MANY))
        first, *rest = before.document.teams
        teams = (*rest, *others)
        before = evolve(before, document=evolve(before.document, teams=(first, *teams)))
        after = evolve(
            before,
            document=evolve(before.document, teams=(*after.document.teams[:1], *teams)),
            profile=after.profile,
        )
    former = RouteIndex.of(Directory(before.document, "1", before.suspended))
    directory = Directory(after.document, "2", after.suspended)
    mended, afresh = RouteIndex.of(directory, former), RouteIndex.of(directory)
    assert filed(mended) == filed(afresh)
    assert {one: dict(far) for one, far in mended.far.items() if far} == afresh.far
    assert all(list(far) == sorted(far) for far in mended.far.values())
    assert mended.crews == afresh.crews
    decisions = [route(after.profile, index, COUNTRY, TODAY) for index in (mended, afresh)]
    assert decisions[0] == evolve(decisions[1], far=decisions[0].far)
    assert decisions[0].set_aside == decisions[1].set_aside


def test_the_former_index_is_left_as_it_was() -> None:
    teams = [a_team(f"team-{rank}", SUBJECT) for rank in range(MANY)]
    former = RouteIndex.of(Directory(a_directory(*teams), "1"))
    before = filed(former), {one: dict(far) for one, far in former.far.items()}
    closed = a_directory(evolve(teams[0], closed=True), *teams[1:], a_team("new", SUBJECT, "investir"))
    after = RouteIndex.of(Directory(closed, "2"), former)
    assert (filed(former), former.far) == before
    assert [one.team.code for one in changed(former, after)] == ["team-0", "team-0", "new"]


def test_what_nobody_changed_is_not_made_again() -> None:
    document = a_directory(a_team("un", SUBJECT), a_team("deux", SUBJECT))
    former = RouteIndex.of(Directory(document, "1"))
    copy = DirectoryDocument(
        institutions=tuple(map(evolve, document.institutions)),
        branches=tuple(map(evolve, document.branches)),
        teams=tuple(map(evolve, document.teams)),
    )
    after = RouteIndex.of(Directory(copy, "2"), former)
    assert changed(former, after) == ()
    assert after.directory.version == "2"


def test_what_a_small_change_does_not_touch_is_shared_with_the_former_index() -> None:
    teams = [a_team(f"team-{rank}", SUBJECT) for rank in range(MANY)]
    former = RouteIndex.of(Directory(a_directory(*teams, a_team("other", "investir")), "1"))
    closed = a_directory(evolve(teams[0], closed=True), *teams[1:], a_team("other", "investir"))
    after = RouteIndex.of(Directory(closed, "2"), former)
    assert after.holders["investir"] is former.holders["investir"]
    assert after.far["investir"] is former.far["investir"]
    assert after.holders[SUBJECT] is not former.holders[SUBJECT]


def test_after_a_great_change_all_is_filed_anew() -> None:
    teams = [a_team(f"team-{rank}", SUBJECT) for rank in range(MANY)]
    former = RouteIndex.of(Directory(a_directory(*teams, a_team("other", "investir")), "1"))
    closed = a_directory(*(evolve(one, closed=True) for one in teams), a_team("other", "investir"))
    after = RouteIndex.of(Directory(closed, "2"), former)
    assert after.holders["investir"] is not former.holders["investir"]
    assert filed(after) == {"investir": {"national": ["other"]}}
