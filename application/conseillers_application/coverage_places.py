"""Where the anomalies of coverage are: each spread over the départements that hold its communes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_application.coverage_views import ToldAnomaly
from conseillers_domain.anomalies import AnomalyCode
from conseillers_domain.places import NOWHERE, Places, atlas_of
from conseillers_domain.territory import Geography, Zone, ZoneType


class Lack(StrEnum):
    """What companies of a place lack, the worst first."""

    NOBODY = "nobody"
    TEAM = "team"
    MEMBER = "member"
    CHOICE = "choice"


OF_AN_INSTITUTION: Final[Mapping[AnomalyCode, Lack]] = {
    AnomalyCode.NO_TEAM: Lack.TEAM,
    AnomalyCode.MISSING_COMMUNES: Lack.TEAM,
    AnomalyCode.NO_MEMBER: Lack.MEMBER,
    AnomalyCode.OVERLAP: Lack.CHOICE,
}
"""The anomalies that are somewhere; the others are in a team's own words, wherever it is."""


@frozen(kw_only=True)
class Gap:
    """An anomaly in one département: how many of its communes (and arrondissements) it touches."""

    anomaly: ToldAnomaly
    communes: int


@frozen(kw_only=True)
class Lacking:
    """All the anomalies of one kind in a département, and the communes that one of them touches."""

    gaps: tuple[Gap, ...]
    communes: int


@frozen(kw_only=True)
class ToldDepartement:
    """A département (or an overseas collectivity), with what companies lack there.

    `communes`: how many it has, municipal arrondissements included.
    """

    code: str
    name: str
    communes: int
    lacking: Mapping[Lack, Lacking]


def lack_of(anomaly: ToldAnomaly) -> Lack | None:
    """What companies lack where the anomaly is; None when it is in no place."""
    if anomaly.institution is None and anomaly.code is AnomalyCode.NO_TEAM:
        return Lack.NOBODY
    return OF_AN_INSTITUTION.get(anomaly.code)


def by_departement(anomalies: Iterable[ToldAnomaly], geography: Geography) -> tuple[ToldDepartement, ...]:
    """Every département, in the order of their codes, with what is found there and not everywhere."""
    atlas = atlas_of(geography)
    placed = [
        (lack, anomaly, atlas.covered(named.zone for named in anomaly.zones))
        for anomaly in anomalies
        if not anomaly.everywhere and (lack := lack_of(anomaly)) is not None
    ]
    return tuple(
        _departement(zone, places, placed, geography)
        for zone, places in sorted(atlas.larger.items(), key=lambda one: _rank(one[0].code))
        if zone.type is ZoneType.DEPARTEMENT
    )


def _departement(
    zone: Zone, inside: Places, placed: Iterable[tuple[Lack, ToldAnomaly, Places]], geography: Geography
) -> ToldDepartement:
    touched: defaultdict[Lack, Places] = defaultdict(lambda: NOWHERE)
    gaps: defaultdict[Lack, list[Gap]] = defaultdict(list)
    for lack, anomaly, places in placed:
        if here := places & inside:
            touched[lack] |= here
            gaps[lack].append(Gap(anomaly=anomaly, communes=here.bit_count()))
    return ToldDepartement(
        code=zone.code,
        name=geography.names.get(zone, zone.code),
        communes=inside.bit_count(),
        lacking={
            lack: Lacking(gaps=tuple(gaps[lack]), communes=touched[lack].bit_count())
            for lack in Lack
            if lack in gaps
        },
    )


def _rank(code: str) -> str:
    """Corsica's two départements stand where the one they were stood, between 19 and 21."""
    return f"20{code[1]}" if code in {"2A", "2B"} else code
