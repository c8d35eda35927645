"""What coverage finds as it is told to programs and people (`http.md` §4)."""

from collections.abc import Iterable

from attrs import frozen

from conseillers_domain.anomalies import Anomaly, AnomalyCode, NeverHolds, Severity
from conseillers_domain.anomaly_sentences import sentence
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory
from conseillers_domain.territory import Geography, Zone, ZoneType


@frozen(kw_only=True)
class NamedZone:
    """A zone with its official name; its code when the geography does not know it."""

    type: ZoneType
    code: str
    name: str

    @property
    def zone(self) -> Zone:
        """As the directory names it."""
        return Zone(self.type, self.code)


@frozen(kw_only=True)
class ToldAnomaly:
    """An anomaly with the sentence people read."""

    code: AnomalyCode
    severity: Severity
    institution: str | None
    subject: str | None
    sentence: str
    zones: tuple[NamedZone, ...]
    communes: int
    everywhere: bool
    teams: tuple[str, ...]
    conditions: tuple[NeverHolds, ...]


@frozen(kw_only=True)
class CoverageVersions:
    """The directory and the geography that were compared."""

    directory: str
    geography: str


@frozen(kw_only=True)
class ToldCoverage:
    """Every anomaly that was asked for, those that matter most first."""

    versions: CoverageVersions
    items: tuple[ToldAnomaly, ...]
    total: int


def told(
    anomalies: Iterable[Anomaly], directory: Directory, geography: Geography, catalogue: Catalogue
) -> ToldCoverage:
    """These anomalies in words."""
    items = tuple(_told(one, directory, geography, catalogue) for one in anomalies)
    versions = CoverageVersions(directory=directory.version, geography=geography.version)
    return ToldCoverage(versions=versions, items=items, total=len(items))


def _told(anomaly: Anomaly, directory: Directory, geography: Geography, catalogue: Catalogue) -> ToldAnomaly:
    return ToldAnomaly(
        code=anomaly.code,
        severity=anomaly.severity,
        institution=anomaly.institution,
        subject=anomaly.subject,
        sentence=sentence(anomaly, directory, geography, catalogue),
        zones=tuple(_named(zone, geography) for zone in anomaly.zones),
        communes=anomaly.communes,
        everywhere=anomaly.everywhere,
        teams=anomaly.teams,
        conditions=anomaly.conditions,
    )


def _named(zone: Zone, geography: Geography) -> NamedZone:
    commune = geography.communes.get(zone.code) if zone.type is ZoneType.COMMUNE else None
    name = commune.name if commune else geography.names.get(zone, zone.code)
    return NamedZone(type=zone.type, code=zone.code, name=name)
