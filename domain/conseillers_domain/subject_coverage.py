"""Where an institution answers on a subject, and where it does not although it works there."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from conseillers_domain.anomalies import Anomaly, AnomalyCode
from conseillers_domain.institution_ground import Ground, Holder, together
from conseillers_domain.overlaps import overlap
from conseillers_domain.places import Atlas, Places
from conseillers_domain.shortest import alone, shortest


@frozen(eq=False)
class SubjectCoverage:
    """A subject that an institution offers: that a team of its, open or not, holds.

    `covered`: the places of its open teams that hold it. `anomalies`, in its `territory`:
    `no_team`: no open team holds it; the teams named are the closed ones.
    `missing_communes`: the part of the territory that no open team holding it covers.
    `no_member`: where some do, but none has an advisor who could act.
    `overlap`: where one same company reaches two of them or more.
    """

    holders: tuple[Holder, ...]
    territory: Places
    covered: Places
    anomalies: tuple[Anomaly, ...]

    @classmethod
    def of(cls, subject: str, ground: Ground, before: "SubjectCoverage | None") -> "SubjectCoverage":
        """`before`: the same subject before a change that may have left it as it is."""
        holders = ground.by_subject[subject]
        if before and (before.holders, before.territory) == (holders, ground.territory):
            return before
        opened = tuple(holder for holder in holders if holder.open)
        return cls(
            holders=holders,
            territory=ground.territory,
            covered=together(opened),
            anomalies=tuple(_anomalies(subject, ground, opened)),
        )


def _anomalies(subject: str, ground: Ground, opened: tuple[Holder, ...]) -> Iterator[Anomaly]:
    def at(code: AnomalyCode, places: Places, holders: Iterable[Holder] = ()) -> Anomaly:
        codes = tuple(holder.code for holder in holders)
        return anomaly_at(code, places, ground.atlas, institution=ground.slug, subject=subject, teams=codes)

    if not opened:
        yield at(AnomalyCode.NO_TEAM, ground.territory, ground.by_subject[subject])
        return
    covered = together(opened)
    if missing := ground.territory & ~covered:
        yield at(AnomalyCode.MISSING_COMMUNES, missing)
    if silent := covered & ~together(holder for holder in opened if holder.staffed):
        yield at(AnomalyCode.NO_MEMBER, silent, (holder for holder in opened if holder.places & silent))
    if found := overlap(holder.reaches[subject] for holder in opened):
        yield at(AnomalyCode.OVERLAP, found.places, (one for one in opened if one.code in found.teams))


def anomaly_at(
    code: AnomalyCode,
    places: Places,
    atlas: Atlas,
    *,
    institution: str | None,
    subject: str,
    teams: tuple[str, ...] = (),
) -> Anomaly:
    """An anomaly that is somewhere."""
    zones = shortest(places, atlas)
    return Anomaly(
        code=code,
        institution=institution,
        subject=subject,
        zones=zones,
        alone=alone(zones, places, atlas),
        communes=places.bit_count(),
        everywhere=places == atlas.everywhere,
        teams=teams,
    )
