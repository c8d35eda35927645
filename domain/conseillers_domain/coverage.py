"""Coverage: who would never be answered and who never asked, before any company finds out (couverture)."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from conseillers_domain.anomalies import Anomaly, AnomalyCode
from conseillers_domain.catalogue import FREE_TOPIC, Catalogue
from conseillers_domain.directory import Branch, Directory, Team
from conseillers_domain.institution_ground import Ground, Parts
from conseillers_domain.places import NOWHERE, Atlas, atlas_of
from conseillers_domain.routing import Versions
from conseillers_domain.subject_coverage import SubjectCoverage, anomaly_at
from conseillers_domain.team_anomalies import team_anomalies
from conseillers_domain.territory import Geography


@frozen(eq=False)
class Share:
    """What was found of one institution; `ground` is None when it is closed: there is nothing to see."""

    parts: Parts
    ground: Ground | None = None
    subjects: Mapping[str, SubjectCoverage] = field(factory=dict)
    others: tuple[Anomaly, ...] = ()

    @classmethod
    def of(cls, parts: Parts, asked: frozenset[str], atlas: Atlas, before: "Share | None") -> "Share":
        """Look at what is not as it was `before`."""
        if parts.institution.closed:
            return cls(parts)
        before = before or cls(parts)
        ground = Ground.of(parts, asked, atlas, before.ground)
        subjects = {
            subject: SubjectCoverage.of(subject, ground, before.subjects.get(subject))
            for subject in ground.by_subject
        }
        return cls(parts, ground, subjects, tuple(team_anomalies(ground)))

    @property
    def anomalies(self) -> Iterator[Anomaly]:
        """Subject by subject, then those of its teams."""
        for one in self.subjects.values():
            yield from one.anomalies
        yield from self.others


@frozen
class Coverage:
    """Every anomaly of a directory under one geography and one catalogue.

    `anomalies`: the gravest first, then by code, institution and subject; what concerns all
    institutions, or all subjects, before what concerns one. The rest is kept for the next computation.
    """

    versions: Versions
    anomalies: tuple[Anomaly, ...]
    shares: Mapping[str, Share] = field(repr=False, eq=False)
    atlas: Atlas = field(repr=False, eq=False)
    asked: frozenset[str] = field(repr=False, eq=False)

    def of(self, institution: str | None = None, subject: str | None = None) -> tuple[Anomaly, ...]:
        """Those of this institution, of this subject, or of both: what bears their names."""
        return tuple(
            one
            for one in self.anomalies
            if (institution is None or one.institution == institution)
            and (subject is None or one.subject == subject)
        )


def coverage(
    directory: Directory, geography: Geography, catalogue: Catalogue, before: Coverage | None = None
) -> Coverage:
    """Look at every institution, then at what all of them together leave out.

    Subjects and themes that are archived or unknown are left aside: nobody can ask for them. With the
    coverage `before` a change, only the institutions that changed are looked at.
    """
    atlas = atlas_of(geography)
    asked = frozenset(
        slug
        for slug, subject in catalogue.subjects.items()
        if not subject.archived and not catalogue.theme_of(slug).archived
    )
    known = before.shares if before and (before.atlas, before.asked) == (atlas, asked) else {}
    shares = dict[str, Share]()
    for parts in _parts(directory):
        slug = parts.institution.slug
        share = known.get(slug)
        shares[slug] = share if share and share.parts == parts else Share.of(parts, asked, atlas, share)
    anomalies = (
        *_unheld(asked - {FREE_TOPIC}, shares, atlas),
        *(one for share in shares.values() for one in share.anomalies),
    )
    return Coverage(
        versions=Versions(directory=directory.version, geography=geography.version),
        anomalies=tuple(sorted(anomalies, key=_gravest_first)),
        shares=shares,
        atlas=atlas,
        asked=asked,
    )


def _parts(directory: Directory) -> Iterator[Parts]:
    branches: dict[str, list[Branch]] = {slug: [] for slug in directory.institutions}
    teams: dict[str, list[Team]] = {slug: [] for slug in directory.institutions}
    of_branch = dict[str, list[Team]]()
    for branch in directory.document.branches:
        branches[branch.institution].append(branch)
        of_branch[branch.code] = teams[branch.institution]
    for team in directory.document.teams:
        of_branch[team.branch].append(team)
    staffed = _staffed(directory)
    for institution in directory.document.institutions:
        own = tuple(teams[institution.slug])
        yield Parts(
            institution=institution,
            branches=tuple(branches[institution.slug]),
            teams=own,
            staffed=frozenset(team.code for team in own if team.code in staffed),
        )


def _staffed(directory: Directory) -> set[str]:
    found, suspended = set[str](), directory.suspended
    for advisor in directory.document.advisors:
        if not suspended or advisor.email.lower() not in suspended:
            found.update(advisor.teams)
    return found


def _unheld(asked: frozenset[str], shares: Mapping[str, Share], atlas: Atlas) -> Iterator[Anomaly]:
    """For each subject, where no open team of any institution holds it."""
    for subject in asked:
        held = NOWHERE
        for share in shares.values():
            if subject in share.subjects:
                held |= share.subjects[subject].covered
        if left := atlas.everywhere & ~held:
            yield anomaly_at(AnomalyCode.NO_TEAM, left, atlas, institution=None, subject=subject)


def _gravest_first(anomaly: Anomaly) -> tuple[object, ...]:
    return (
        -anomaly.severity.rank,
        anomaly.code,
        anomaly.institution or "",
        anomaly.subject or "",
        anomaly.owner or "",
        anomaly.teams,
        str(anomaly.conditions),
    )
