"""The catalogue is read by everybody and added to by who runs the service."""

import pytest
from attrs import evolve

from conseillers_application.publish_catalogue import PublishCatalogue, ReadCatalogue
from conseillers_domain.accounts import Role
from conseillers_domain.catalogue import Subject
from conseillers_domain.errors import Fault, Invalid, NotFound, Stale, Unavailable
from tests.application.service import CATALOGUE, Service
from tests.builders import an_account

THEME = CATALOGUE.themes[0]


def publish(service: Service) -> PublishCatalogue:
    """Replaces the catalogue."""
    return PublishCatalogue(begin=service.store.begin, now=service.now)


def read(service: Service) -> ReadCatalogue:
    """A visitor reads it."""
    return ReadCatalogue(read=service.store.read)


def test_a_visitor_reads_what_a_landing_offers(service: Service) -> None:
    offer = read(service)("partenaire")
    assert offer.landing.slug == "partenaire"
    assert [(theme.slug, [one.slug for one in subjects]) for theme, subjects in offer.themes] == [
        ("rh", ["recruter"]),
        ("autre", ["autre-demande"]),
    ]
    assert read(service)().landing.slug == "accueil"
    assert read(service).whole() == CATALOGUE


@pytest.mark.parametrize("landing", ["nulle-part", "archivée"])
def test_a_landing_that_is_not_there_is_not_found(service: Service, landing: str) -> None:
    with pytest.raises(NotFound) as refused:
        read(service)(landing)
    assert refused.value.code == "unknown_landing"


def test_a_paused_landing_says_so(service: Service) -> None:
    with pytest.raises(Unavailable):
        read(service)("en-pause")


@pytest.mark.parametrize("role", [Role.STAFF, Role.OPERATOR])
def test_a_catalogue_with_one_more_subject_comes_into_force(service: Service, role: Role) -> None:
    service.open_account(an_account("someone", role))
    more = evolve(THEME, subjects=(*THEME.subjects, Subject(slug="exporter", title="Exporter")))
    wider = evolve(CATALOGUE, themes=(more, *CATALOGUE.themes[1:]), version="whatever")
    published = publish(service)(service.person("someone"), wider)
    assert published.version == "2"
    assert read(service).whole() == published
    assert "exporter" in published.subjects


def test_a_subject_is_archived_and_never_taken_away(service: Service) -> None:
    fewer = evolve(CATALOGUE, themes=(evolve(THEME, subjects=THEME.subjects[:1]), *CATALOGUE.themes[1:]))
    with pytest.raises(Invalid) as refused:
        publish(service)(service.person("staff"), fewer)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [("/themes", "subject_in_use")] * 2
    assert "« ancien »" in refused.value.faults[0].message
    assert read(service).whole() == CATALOGUE


def test_every_fault_is_told_at_once(service: Service) -> None:
    twice = evolve(CATALOGUE, themes=(THEME, THEME))
    with pytest.raises(Invalid) as refused:
        publish(service)(service.person("staff"), twice)
    assert {one.code for one in refused.value.faults} == {"duplicate", "subject_in_use"}


def test_faults_of_shape_are_told_with_those_of_sense(service: Service) -> None:
    twice = evolve(CATALOGUE, themes=(THEME, evolve(THEME, subjects=())))
    known = (Fault("/themes/1/subjects", "required", "Ce champ est obligatoire."),)
    with pytest.raises(Invalid) as refused:
        publish(service)(service.person("staff"), twice, known=known)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [
        ("/themes/1/subjects", "required"),
        ("/themes/1/slug", "duplicate"),
    ]


def test_who_may_not_finds_nothing(service: Service) -> None:
    with pytest.raises(NotFound):
        publish(service)(service.person("ana"), CATALOGUE)


def test_who_read_an_older_catalogue_is_told_to_read_again(service: Service) -> None:
    publish(service)(service.person("staff"), CATALOGUE, expected_version="1")
    with pytest.raises(Stale, match="version 2"):
        publish(service)(service.person("staff"), CATALOGUE, expected_version="1")
    assert read(service).whole().version == "2"
