"""Staff reads where nobody answers in the directory in force."""

import pytest
from attrs import evolve

from conseillers_application import read_coverage as module
from conseillers_application.coverage_page import CoverageRequest
from conseillers_application.read_coverage import ReadCoverage
from conseillers_domain.anomalies import AnomalyCode, Severity
from conseillers_domain.coverage import Coverage, coverage
from conseillers_domain.errors import Fault, Invalid, NotFound
from tests.application.service import DIRECTORY, Service
from tests.builders import SUBJECT, TODAY, Changed
from tests.domain.country import COUNTRY

ALL = CoverageRequest()


@pytest.fixture
def read(service: Service) -> ReadCoverage:
    """Reads the coverage of that installation."""
    return ReadCoverage(read=service.store.read, geography=COUNTRY, now=service.now)


def test_staff_reads_every_anomaly_of_the_directory_in_force(service: Service, read: ReadCoverage) -> None:
    found = read(service.person("staff"), ALL)
    assert found.total == len(found.items) > 0
    assert (found.versions.directory, found.versions.geography) == ("1", "2026")
    assert AnomalyCode.OVERLAP in {one.code for one in found.items}
    assert read.current(ALL) == found


def test_to_others_it_does_not_exist(service: Service, read: ReadCoverage) -> None:
    with pytest.raises(NotFound, match="Cette page n’existe pas"):
        read(service.person("ana"), ALL)


@pytest.mark.parametrize(
    ("asked", "field", "kept"),
    [
        (CoverageRequest(institution="urssaf"), "institution", {"urssaf"}),
        (CoverageRequest(subject=SUBJECT), "subject", {SUBJECT}),
        (CoverageRequest(severity=Severity.ERROR), "severity", {Severity.ERROR}),
        (CoverageRequest(severity=Severity.WARNING), "severity", {Severity.ERROR, Severity.WARNING}),
        (CoverageRequest(severity=Severity.INFO), "severity", set(Severity)),
    ],
)
def test_what_is_asked_for_is_kept_and_nothing_else(
    service: Service, read: ReadCoverage, asked: CoverageRequest, field: str, kept: set[object]
) -> None:
    # Nobody is behind the team of Agen: with what is found already, there is some of each severity.
    service.publish(evolve(DIRECTORY, advisors=DIRECTORY.advisors[1:]))
    every = read.current(ALL).items
    found = read.current(asked).items
    assert found == tuple(one for one in every if getattr(one, field) in kept)
    assert {getattr(one, field) for one in found} == kept


def test_an_institution_or_a_subject_that_nobody_knows_is_refused(read: ReadCoverage) -> None:
    for ask in (read.current, read.page):
        with pytest.raises(Invalid) as refused:
            ask(CoverageRequest(institution="nulle", subject="nul"))
        assert refused.value.faults == (
            Fault("/institution", "unknown_institution", "Institution inconnue : « nulle »."),
            Fault("/subject", "unknown_subject", "Sujet inconnu : « nul »."),
        )


def test_a_page_is_made_of_the_same_anomalies_on_the_day_it_is(read: ReadCoverage) -> None:
    asked = CoverageRequest(institution="urssaf")
    page = read.page(asked)
    assert (page.on, page.asked) == (TODAY, asked)
    assert page.coverage == read.current(asked)


def test_what_was_found_is_kept_and_a_change_is_looked_at_from_there(
    service: Service, read: ReadCoverage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before: list[Coverage | None] = []

    def watched(*compared: Changed) -> Coverage:
        before.append(compared[-1])
        return coverage(*compared)

    monkeypatch.setattr(module, "coverage", watched)
    first = read.current(ALL)
    read.current(CoverageRequest(severity=Severity.ERROR))
    assert before == [None]
    service.without_team("cci-47")
    second = read.current(ALL)
    (_, known) = before
    assert known is not None
    assert known.versions.directory == first.versions.directory
    assert second.versions.directory == "2"
    assert second.items != first.items


def test_another_catalogue_is_another_coverage(service: Service, read: ReadCoverage) -> None:
    with service.store.read() as work:
        catalogue = work.catalogues.current()
    assert SUBJECT in {one.subject for one in read.current(ALL).items}
    archived = tuple(evolve(theme, archived=True) for theme in catalogue.themes)
    with service.store.begin() as work:
        work.catalogues.publish(evolve(catalogue, themes=archived, version="2"), service.at)
    # Nobody may ask for anything any more: what is left is of teams that nobody reaches.
    assert {one.subject for one in read.current(ALL).items} == {None}
