"""The anomalies of coverage in words and in their places."""

from attrs import asdict, evolve

from conseillers_application.coverage_page import CoverageRequest, coverage_page_of
from conseillers_application.coverage_places import Lack, ToldDepartement, by_departement, lack_of
from conseillers_application.coverage_views import NamedZone, ToldAnomaly, ToldCoverage, told
from conseillers_domain.anomalies import Anomaly, AnomalyCode, NeverHolds, NeverReached, Severity
from conseillers_domain.anomaly_sentences import sentence
from conseillers_domain.directory import Directory
from conseillers_domain.territory import Geography, Zone, ZoneType
from tests.application.service import CATALOGUE, DIRECTORY
from tests.builders import SUBJECT, TODAY
from tests.domain.country import (
    COMMUNES,
    COUNTRY,
    LOT_ET_GARONNE,
    NOUVELLE_AQUITAINE,
    PARIS_DEPARTEMENT,
    in_commune,
)

IN_FORCE = Directory(DIRECTORY, "7")


def an_anomaly(
    code: AnomalyCode, *zones: Zone, institution: str | None = "cci", everywhere: bool = False
) -> Anomaly:
    return Anomaly(
        code=code,
        institution=institution,
        subject=SUBJECT,
        zones=zones,
        everywhere=everywhere,
        teams=("cci-47",),
        owner="cci-47",
        why=NeverReached.NO_SUBJECT,
    )


def in_words(*anomalies: Anomaly) -> ToldCoverage:
    return told(anomalies, IN_FORCE, COUNTRY, CATALOGUE)


def found(*anomalies: Anomaly, geography: Geography = COUNTRY) -> dict[str, ToldDepartement]:
    return {one.code: one for one in by_departement(in_words(*anomalies).items, geography)}


NOBODY_IN_PARIS = an_anomaly(AnomalyCode.NO_TEAM, PARIS_DEPARTEMENT, institution=None)


def test_an_anomaly_is_told_with_all_it_says_and_its_sentence() -> None:
    anomaly = Anomaly(
        code=AnomalyCode.CRITERION_NEVER_HOLDS,
        institution="cci",
        subject=SUBJECT,
        zones=(in_commune("47001"), LOT_ET_GARONNE),
        communes=2,
        teams=("cci-47",),
        conditions=(NeverHolds(owner="cci-47", criterion="max_years", expected=0),),
    )
    (item,) = in_words(anomaly).items
    assert item == ToldAnomaly(
        code=AnomalyCode.CRITERION_NEVER_HOLDS,
        severity=Severity.ERROR,
        institution="cci",
        subject=SUBJECT,
        sentence=sentence(anomaly, IN_FORCE, COUNTRY, CATALOGUE),
        zones=(
            NamedZone(type=ZoneType.COMMUNE, code="47001", name="Agen"),
            NamedZone(type=ZoneType.DEPARTEMENT, code="47", name="47"),
        ),
        communes=2,
        everywhere=False,
        teams=("cci-47",),
        conditions=(NeverHolds(owner="cci-47", criterion="max_years", expected=0),),
    )


def test_a_zone_that_nothing_bears_is_named_by_its_code() -> None:
    lost = in_commune("47999"), Zone(ZoneType.DEPARTEMENT, "20")
    (item,) = in_words(an_anomaly(AnomalyCode.UNKNOWN_ZONE, *lost)).items
    assert [zone.name for zone in item.zones] == ["47999", "20"]
    assert tuple(zone.zone for zone in item.zones) == lost


def test_the_versions_and_the_count_are_told() -> None:
    whole = in_words(NOBODY_IN_PARIS, NOBODY_IN_PARIS)
    assert asdict(whole.versions) == {"directory": "7", "geography": "2026"}
    assert whole.total == 2


def test_what_is_lacking_depends_on_whether_one_institution_or_all_of_them_fail() -> None:
    def lack(code: AnomalyCode, institution: str | None) -> Lack | None:
        (item,) = in_words(an_anomaly(code, PARIS_DEPARTEMENT, institution=institution)).items
        return lack_of(item)

    assert lack(AnomalyCode.NO_TEAM, None) is Lack.NOBODY
    placed = {code: lack(code, "cci") for code in AnomalyCode}
    assert placed == {
        AnomalyCode.NO_TEAM: Lack.TEAM,
        AnomalyCode.MISSING_COMMUNES: Lack.TEAM,
        AnomalyCode.NO_MEMBER: Lack.MEMBER,
        AnomalyCode.OVERLAP: Lack.CHOICE,
        AnomalyCode.CRITERION_NEVER_HOLDS: None,
        AnomalyCode.UNKNOWN_ZONE: None,
        AnomalyCode.TEAM_NEVER_REACHED: None,
    }


def test_every_departement_is_there_with_its_communes_corsica_between_19_and_21() -> None:
    departements = by_departement((), COUNTRY)
    assert [one.code for one in departements] == ["2A", "47", "55", "75", "85", "976"]
    assert [one.communes for one in departements] == [1, 2, 1, 2, 1, 1]
    assert not any(one.lacking for one in departements)


def test_a_region_is_spread_over_its_departements_and_a_commune_over_one() -> None:
    spread = found(
        an_anomaly(AnomalyCode.NO_MEMBER, NOUVELLE_AQUITAINE, in_commune("75056")),
        an_anomaly(AnomalyCode.NO_MEMBER, in_commune("75101")),
    )
    (whole,) = spread["47"].lacking[Lack.MEMBER].gaps
    assert whole.communes == 2
    paris = spread["75"].lacking[Lack.MEMBER]
    # The commune holds its arrondissement, which the other names alone.
    assert [gap.communes for gap in paris.gaps] == [2, 1]
    assert paris.communes == 2
    assert not spread["2A"].lacking


def test_communes_that_several_anomalies_touch_are_counted_once() -> None:
    agen, nerac = in_commune("47001"), in_commune("47195")
    lacking = found(
        an_anomaly(AnomalyCode.MISSING_COMMUNES, agen),
        an_anomaly(AnomalyCode.NO_TEAM, agen),
        an_anomaly(AnomalyCode.OVERLAP, agen, nerac),
    )["47"].lacking
    assert list(lacking) == [Lack.TEAM, Lack.CHOICE]
    assert (len(lacking[Lack.TEAM].gaps), lacking[Lack.TEAM].communes) == (2, 1)
    assert lacking[Lack.CHOICE].communes == 2


def test_what_is_everywhere_or_nowhere_is_in_no_departement() -> None:
    spread = found(
        an_anomaly(AnomalyCode.OVERLAP, LOT_ET_GARONNE, everywhere=True),
        an_anomaly(AnomalyCode.UNKNOWN_ZONE, Zone(ZoneType.DEPARTEMENT, "20")),
    )
    assert not any(one.lacking for one in spread.values())


def test_a_departement_without_a_name_is_told_by_its_code() -> None:
    nameless = Geography(version="2026", communes=COMMUNES, former={}, names={})
    assert found(geography=nameless)["47"].name == "47"


def test_a_page_names_what_its_anomalies_speak_of_and_what_was_asked() -> None:
    asked = CoverageRequest(institution="urssaf")
    gaps = in_words(
        NOBODY_IN_PARIS,
        evolve(an_anomaly(AnomalyCode.CRITERION_NEVER_HOLDS), subject=None),
    )
    page = coverage_page_of(gaps, asked, IN_FORCE, COUNTRY, CATALOGUE, TODAY)
    assert (page.on, page.asked, page.coverage) == (TODAY, asked, gaps)
    assert page.institutions == {"cci": "CCI de Lot-et-Garonne", "urssaf": "Urssaf"}
    assert page.subjects == {SUBJECT: CATALOGUE.subjects[SUBJECT].title}
    assert page.teams == {"cci-47": "CCI Emploi"}
    assert {one.code for one in page.departements if one.lacking} == {"75"}
