"""What is wrong in the teams and branches of an institution, whatever the place."""

from collections.abc import Iterable, Iterator

from conseillers_domain.anomalies import Anomaly, AnomalyCode
from conseillers_domain.institution_ground import Conditions, Ground, Holder
from conseillers_domain.territory import Zone


def team_anomalies(ground: Ground) -> Iterator[Anomaly]:
    """Unknown zones, criteria that nobody meets, teams that nobody reaches."""
    yield from _unknown_zones(ground)
    yield from _never_hold(ground)
    yield from _never_reached(ground)


def _unknown_zones(ground: Ground) -> Iterator[Anomaly]:
    """Those of closed branches and teams too: a directory that names them cannot be published any more."""
    for branch in ground.parts.branches:
        if zones := ground.atlas.territory(branch.zones).unknown:
            own = (h for h in ground.holders.values() if h.team.branch == branch.code and not h.team.zones)
            yield _unknown_zone(ground, branch.code, zones, own)
    for holder in ground.holders.values():
        if holder.unknown_zones:
            yield _unknown_zone(ground, holder.code, holder.unknown_zones, (holder,))


def _unknown_zone(ground: Ground, owner: str, zones: tuple[Zone, ...], holders: Iterable[Holder]) -> Anomaly:
    return Anomaly(
        code=AnomalyCode.UNKNOWN_ZONE,
        institution=ground.slug,
        subject=None,
        zones=zones,
        teams=tuple(holder.code for holder in holders),
        owner=owner,
    )


def _never_hold(ground: Ground) -> Iterator[Anomaly]:
    """The same conditions are told once for all the teams and subjects they bear on.

    The subject is None for the teams that have the contradiction on every subject they hold.
    """
    found: dict[tuple[Conditions, str | None], list[str]] = {}
    for holder in ground.open:
        for conditions, subjects in holder.never_hold.items():
            on_all = len(subjects) == len(holder.subjects)
            for subject in (None,) if on_all else subjects:
                found.setdefault((conditions, subject), []).append(holder.code)
    for (conditions, subject), teams in found.items():
        yield Anomaly(
            code=AnomalyCode.CRITERION_NEVER_HOLDS,
            institution=ground.slug,
            subject=subject,
            teams=tuple(teams),
            conditions=conditions,
        )


def _never_reached(ground: Ground) -> Iterator[Anomaly]:
    """A team that another open team names as its delegate may stand in for it, so it is reached."""
    delegates = {one.team.delegate for one in ground.open if one.team.delegate != one.code}
    for holder in ground.open:
        if holder.why_never_reached is not None and holder.code not in delegates:
            yield Anomaly(
                code=AnomalyCode.TEAM_NEVER_REACHED,
                institution=ground.slug,
                subject=None,
                teams=(holder.code,),
                why=holder.why_never_reached,
            )
