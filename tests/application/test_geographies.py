"""Territories of several years: imported whole or not at all, listed, and tried on the directory."""

import pytest
from attrs import evolve

from conseillers_application.geographies import (
    GeographyLine,
    ImportGeography,
    ListGeographies,
    ReportGeography,
)
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.geography_document import CommuneColumns, GeographyDocument
from conseillers_domain.territory import ZoneType
from tests.application.service import Service
from tests.builders import NOW
from tests.domain.country import COUNTRY
from tests.domain.territories import DOCUMENT
from tests.domain.told import plain

OLD = evolve(DOCUMENT, version="2025")


def importing(service: Service) -> ImportGeography:
    return ImportGeography(begin=service.store.begin, now=service.now)


def listing(service: Service) -> ListGeographies:
    return ListGeographies(read=service.store.read, geography=COUNTRY)


def reporting(service: Service) -> ReportGeography:
    return ReportGeography(read=service.store.read, geography=COUNTRY)


def packaged() -> GeographyDocument:
    """The document of the packaged country."""
    communes = [*COUNTRY.communes.values()]
    named = {kind: {z.code: n for z, n in COUNTRY.names.items() if z.type is kind} for kind in ZoneType}
    return GeographyDocument(
        version=COUNTRY.version,
        regions=named[ZoneType.REGION],
        departements={
            code: (name, next(one.region for one in communes if one.departement == code))
            for code, name in named[ZoneType.DEPARTEMENT].items()
        },
        epci=named[ZoneType.EPCI],
        communes=CommuneColumns(
            code=tuple(one.code for one in communes),
            name=tuple(one.name for one in communes),
            departement=tuple(one.departement for one in communes),
            epci=tuple(one.epci for one in communes),
            postal_codes=tuple(" ".join(one.postal_codes) for one in communes),
            population=tuple(one.population for one in communes),
        ),
        arrondissements={one.code: one.within for one in communes if one.within},
        former=COUNTRY.former,
    )


def test_a_year_is_kept_beside_the_packaged_one_which_stays_in_force(service: Service) -> None:
    assert importing(service)(OLD, by="staff")
    assert listing(service)(service.person("staff")) == (
        GeographyLine(version="2026", in_force=True, packaged=True, at=None, by=None),
        GeographyLine(version="2025", in_force=False, packaged=False, at=NOW, by="staff"),
    )


def test_the_same_content_twice_changes_nothing(service: Service) -> None:
    importing(service)(OLD, by="staff")
    assert not importing(service)(evolve(OLD, source="INSEE"), by="other")
    assert [one.by for one in listing(service).all()] == [None, "staff"]


@pytest.mark.parametrize(
    "other", [evolve(OLD, former={}), evolve(OLD, regions={**OLD.regions, "84": "Rhône"}), DOCUMENT]
)
def test_a_version_that_has_another_content_is_refused(service: Service, other: GeographyDocument) -> None:
    importing(service)(OLD, by="staff")
    before = listing(service).all()
    with pytest.raises(Conflict) as refused:
        importing(service)(other, by="staff")
    assert plain(refused.value.sentence) == (
        f"Le découpage {other.version} existe déjà avec un autre contenu : "
        "donnez à celui-ci une autre version."
    )
    assert listing(service).all() == before


def test_the_packaged_content_is_there_already(service: Service) -> None:
    assert not importing(service)(packaged(), by="staff")


def test_every_fault_is_told_and_nothing_is_kept(service: Service) -> None:
    wrong = evolve(OLD, version="l’an 2025", former={"69232": "00000"})
    known = (Fault("/zut", "unknown_field", "Champ inconnu."),)
    with pytest.raises(Invalid) as refused:
        importing(service)(wrong, by="staff", known=known)
    assert [one.pointer for one in refused.value.faults] == ["/zut", "/version", "/former/69232"]
    assert len(listing(service).all()) == 1


def test_a_report_tells_what_another_year_breaks_and_redraws(service: Service) -> None:
    country = packaged()
    columns = country.communes
    here = tuple(
        "33" if code == "47195" else one for code, one in zip(columns.code, columns.departement, strict=True)
    )
    without_paris = {code: one for code, one in country.departements.items() if code != "75"}
    new = evolve(
        country,
        version="2027",
        departements={**without_paris, "33": ("Gironde", "75")},
        communes=evolve(columns, departement=tuple("47" if one == "75" else one for one in here)),
    )
    importing(service)(new, by="staff")
    report = reporting(service)(service.person("staff"), "2027")
    assert (report.version, report.against, report.directory) == ("2027", "2026", "1")
    assert [(one.owner, one.change.zone.code) for one in report.broken] == [("paris", "75")]
    (redrawn,) = report.redrawn
    assert (redrawn.owner, redrawn.change.gained, redrawn.change.lost) == ("cci-47", 1, 1)


def test_nothing_breaks_against_oneself(service: Service) -> None:
    report = reporting(service).report("2026")
    assert (report.broken, report.redrawn) == ((), ())


def test_only_staff_sees_them(service: Service) -> None:
    for ask in (listing(service), lambda who: reporting(service)(who, "2026")):
        with pytest.raises(NotFound):
            ask(service.person("ana"))


def test_a_version_that_nobody_imported_has_no_report(service: Service) -> None:
    with pytest.raises(NotFound) as refused:
        reporting(service)(service.person("staff"), "1789")
    assert refused.value.code == "unknown_geography"
