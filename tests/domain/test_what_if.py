"""A changed directory tried on the past: who gains, who loses, who is left to nobody."""

from collections import Counter
from collections.abc import Iterable

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.directory import Absence, Directory, DirectoryDocument
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, route
from conseillers_domain.what_if import ORPHANS_TOLD, Effect, PastNeed, Touched, WhatIf, lasting, what_if
from tests.builders import TODAY, a_branch, a_directory, a_team, an_advisor
from tests.domain.at_random import TODAY as THAT_DAY
from tests.domain.at_random import Case, any_case
from tests.domain.country import AJACCIO, COUNTRY, LOT_ET_GARONNE, a_profile

LOCAL = a_team("locale", "recruter", zones=(LOT_ET_GARONNE,))
NATIONAL = a_team("nationale", "recruter")
OTHER = a_team("autre", "investir")
WHOLE = a_directory(LOCAL, NATIONAL, OTHER)


def needs(*profiles: Profile) -> tuple[PastNeed, ...]:
    return tuple(PastNeed(id=f"need-{rank}", profile=one, on=TODAY) for rank, one in enumerate(profiles, 1))


IN_AGEN, IN_AJACCIO = a_profile(), a_profile(commune=AJACCIO.code)
PAST = needs(IN_AGEN, IN_AGEN, IN_AJACCIO)


def index(document: DirectoryDocument, before: RouteIndex | None = None) -> RouteIndex:
    return RouteIndex.of(Directory(document, "1"), before)


def tried(
    after: DirectoryDocument, past: Iterable[PastNeed] = PAST, before: DirectoryDocument = WHOLE
) -> WhatIf:
    former = index(before)
    return what_if(past, former, index(after, former), COUNTRY)


def effect(team: str, needs: int, subject: str = "recruter") -> Effect:
    return Effect(team=team, subject=subject, needs=needs)


def test_nothing_changed_leaves_every_need_where_it_was() -> None:
    assert tried(WHOLE) == WhatIf(
        needs=3,
        gained=(),
        lost=(),
        orphaned=(),
        unchanged=(effect("locale", 2), effect("nationale", 3)),
        orphans=0,
        orphan_ids=(),
        undecided=0,
    )


def test_a_team_that_closes_loses_its_needs_and_another_gains_them() -> None:
    after = a_directory(
        evolve(LOCAL, closed=True),
        NATIONAL,
        OTHER,
        a_team("neuve", "recruter", zones=(LOT_ET_GARONNE,)),
    )
    found = tried(after)
    assert (found.lost, found.gained) == ((effect("locale", 2),), (effect("neuve", 2),))
    assert (found.unchanged, found.orphans) == ((effect("nationale", 3),), 0)


def test_a_need_that_nobody_would_receive_any_more_is_an_orphan_of_who_had_it() -> None:
    found = tried(a_directory(LOCAL, OTHER))
    assert found.lost == (effect("nationale", 3),)
    assert found.orphaned == (effect("nationale", 1),)
    assert (found.orphans, found.orphan_ids) == (1, ("need-3",))


def test_a_need_that_nobody_received_before_is_nobodys_orphan() -> None:
    alone = a_directory(LOCAL)
    found = tried(a_directory(evolve(LOCAL, closed=True)), needs(IN_AJACCIO), before=alone)
    assert (found.orphans, found.lost) == (0, ())


def test_orphans_are_all_counted_and_the_first_are_named() -> None:
    past = needs(*[IN_AGEN] * (ORPHANS_TOLD + 20))
    found = tried(DirectoryDocument(), past, before=a_directory(LOCAL))
    assert (found.orphans, len(found.orphan_ids)) == (ORPHANS_TOLD + 20, ORPHANS_TOLD)


def test_a_need_of_a_commune_that_nothing_knows_any_more_is_undecided() -> None:
    found = tried(WHOLE, needs(a_profile(commune="99999"), IN_AGEN))
    assert (found.needs, found.undecided) == (2, 1)


def test_a_delegate_that_changes_touches_who_it_stands_in_for() -> None:
    away = an_advisor("ana@example.org", "locale", absences=(Absence(from_=TODAY, to=TODAY),), branch="b")
    there = an_advisor("bob@example.org", "remplaçante", branch="b")
    branches = [a_branch("b")]
    team = evolve(LOCAL, branch="b", delegate="remplaçante")
    stand_in = a_team("remplaçante", "investir", branch="b")
    before = a_directory(team, stand_in, branches=branches, advisors=[away, there])
    after = evolve(before, advisors=(away,))
    found = tried(after, needs(IN_AGEN), before=before)
    assert (found.lost, found.gained) == ((effect("remplaçante", 1),), (effect("locale", 1),))


@settings(max_examples=150, deadline=None)
@given(any_case(), any_case(), st.lists(any_case(), max_size=3))
def test_it_says_what_deciding_everything_twice_says(before: Case, after: Case, others: list[Case]) -> None:
    former = RouteIndex.of(Directory(before.document, "1", before.suspended))
    now = RouteIndex.of(Directory(after.document, "2", after.suspended), former)
    asked = [one.profile for one in (before, after, *others)]
    past = tuple(PastNeed(id=str(rank), profile=one, on=THAT_DAY) for rank, one in enumerate(asked))
    found = what_if(past, former, now, COUNTRY)
    gained, lost, same = (Counter[tuple[str, str]]() for _ in range(3))
    orphans = 0
    for need in past:
        had, has = (
            {(team, need.profile.subject) for team in route(need.profile, one, COUNTRY, need.on).teams}
            for one in lasting(former, now)
        )
        gained.update(has - had)
        lost.update(had - has)
        same.update(had & has)
        orphans += bool(had) and not has
        if had != has:
            assert Touched.between(*lasting(former, now)).reaches(need.profile, COUNTRY)
            assert need.profile.subject in Touched.between(*lasting(former, now)).subjects
    for effects, expected in ((found.gained, gained), (found.lost, lost), (found.unchanged, same)):
        assert {(one.team, one.subject): one.needs for one in effects} == expected
    assert found.orphans == orphans


def test_it_is_tried_as_if_nobody_were_suspended() -> None:
    document = a_directory(LOCAL, advisors=[an_advisor("ana@example.org", "locale")])
    former = RouteIndex.of(Directory(document, "1", frozenset({"ana@example.org"})))
    closed = evolve(document, teams=(evolve(LOCAL, closed=True),))
    after = RouteIndex.of(Directory(closed, "2", former.directory.suspended), former)
    found = what_if(needs(IN_AGEN), former, after, COUNTRY)
    assert (found.lost, found.orphans) == ((effect("locale", 1),), 1)
