"""Random directories: what coverage finds is what the slow oracle finds, afresh or after a change."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.anomalies import Anomaly, AnomalyCode
from conseillers_domain.catalogue import Catalogue, Theme
from conseillers_domain.coverage import Coverage, coverage
from conseillers_domain.directory import Directory, DirectoryDocument
from tests.builders import a_catalogue
from tests.domain.at_random import Case, Size, any_case
from tests.domain.country import COMMUNES, COUNTRY
from tests.domain.coverage_oracle import CoverageOracle, Found, said

SUBJECTS = tuple(Size().subjects)
FULL = a_catalogue(*SUBJECTS)
SOMEWHERE = (AnomalyCode.NO_TEAM, AnomalyCode.MISSING_COMMUNES, AnomalyCode.NO_MEMBER, AnomalyCode.OVERLAP)

slowly = settings(max_examples=40, deadline=None)
at_random = settings(max_examples=80, deadline=None)


def looked_at(case: Case, catalogue: Catalogue = FULL, before: Coverage | None = None) -> Coverage:
    return coverage(Directory(case.document, "7", case.suspended), COUNTRY, catalogue, before)


def places_of(anomaly: Anomaly) -> frozenset[str]:
    alone = frozenset(anomaly.alone)
    return said(tuple(zone for zone in anomaly.zones if zone.code not in alone)) | alone


def found(anomaly: Anomaly) -> Found:
    assert anomaly.subject is not None
    return (anomaly.code, anomaly.institution, anomaly.subject, places_of(anomaly), anomaly.teams)


def never_hold(seen: Coverage, subjects_of: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {
        (team, subject)
        for one in seen.anomalies
        if one.code is AnomalyCode.CRITERION_NEVER_HOLDS
        for team in one.teams
        for subject in ([one.subject] if one.subject else subjects_of[team])
    }


@slowly
@given(any_case(), st.sampled_from((SUBJECTS, SUBJECTS, ("recruter",))))
def test_what_is_found_is_what_the_definitions_read_slowly_say(case: Case, asked: tuple[str, ...]) -> None:
    seen = looked_at(case, a_catalogue(*asked))
    oracle = CoverageOracle(case.document, case.suspended, asked)
    somewhere = [one for one in seen.anomalies if one.code in SOMEWHERE]
    assert sorted(map(found, somewhere), key=str) == sorted(oracle.somewhere(), key=str)
    for one in somewhere:
        assert one.communes == len(places_of(one))
        assert one.everywhere is (one.communes == len(COMMUNES))
    subjects_of = {t.code: {c.subject for c in t.competences} & set(asked) for t in case.document.teams}
    assert never_hold(seen, subjects_of) == oracle.never_hold()
    never_reached = [one for one in seen.anomalies if one.code is AnomalyCode.TEAM_NEVER_REACHED]
    assert sorted(one.teams for one in never_reached) == sorted((t,) for t in oracle.never_reached())


@st.composite
def changes(draw: st.DrawFn) -> tuple[Case, Case]:
    """A directory before and after any of its parts changed, some teams of it perhaps."""
    before, other = draw(any_case()), draw(any_case())
    kept = {
        part: getattr(draw(st.sampled_from((before, before, other))).document, part)
        for part in ("institutions", "branches", "advisors")
    }
    teams = zip(before.document.teams, other.document.teams, strict=True)
    kept["teams"] = tuple(draw(st.sampled_from((one, one, another))) for one, another in teams)
    suspended = draw(st.sampled_from((before, other))).suspended
    return before, evolve(before, document=DirectoryDocument(**kept), suspended=suspended)


@at_random
@given(changes())
def test_after_any_change_as_much_is_found_as_afresh(change: tuple[Case, Case]) -> None:
    before, after = change
    assert looked_at(after, before=looked_at(before)) == looked_at(after)


@at_random
@given(any_case())
def test_the_gravest_is_told_first_and_nothing_twice(case: Case) -> None:
    seen = looked_at(case).anomalies
    ranks = [one.severity.rank for one in seen]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(map(str, seen))) == len(seen)


@at_random
@given(any_case())
def test_a_subject_that_is_archived_is_as_if_nobody_held_it(case: Case) -> None:
    (theme,) = FULL.themes
    kept, archived = theme.subjects
    archived_one = Catalogue(themes=(evolve(theme, subjects=(kept, evolve(archived, archived=True))),))
    archived_theme = Catalogue(
        themes=(
            evolve(theme, subjects=(kept,)),
            Theme(slug="past", title="Passé", subjects=(archived,), archived=True),
        )
    )
    alone = looked_at(case, a_catalogue(kept.slug))
    assert looked_at(case, archived_one) == looked_at(case, archived_theme) == alone
