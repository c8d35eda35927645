"""The anomalies of a coverage report as its page lists them: by institution, then by subject."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from attrs import frozen

from conseillers_application.coverage_page import CoveragePage
from conseillers_application.coverage_views import NamedZone, ToldAnomaly
from conseillers_domain.territory import ZoneType

ALL_TOGETHER: Final = "Toutes les institutions ensemble"
WHATEVER: Final = "Quel que soit le sujet"
ANY_SUBJECT: Final = 0
"""The rank of what is of no subject; those of subjects begin at one."""


@frozen(kw_only=True)
class SubjectLink:
    """A subject one can keep alone on the page: its rank there, how many anomalies it has."""

    rank: int
    title: str
    count: int


@frozen(kw_only=True)
class Line:
    """An anomaly with its zones and teams as people name them."""

    anomaly: ToldAnomaly
    zones: tuple[str, ...]
    teams: tuple[str, ...]


@frozen(kw_only=True)
class SubjectGroup:
    """The anomalies of an institution on one subject."""

    rank: int
    title: str
    lines: tuple[Line, ...]


@frozen(kw_only=True)
class InstitutionGroup:
    """The anomalies of one institution, or of all of them together."""

    rank: int
    name: str
    subjects: tuple[SubjectGroup, ...]

    @property
    def count(self) -> int:
        """How many anomalies there are."""
        return sum(len(subject.lines) for subject in self.subjects)


def subject_links(page: CoveragePage) -> tuple[SubjectLink, ...]:
    """The subjects of the page, in the order of the catalogue."""
    counts = Counter(one.subject for one in page.coverage.items)
    return tuple(
        SubjectLink(rank=rank, title=title, count=counts[slug])
        for rank, (slug, title) in enumerate(page.subjects.items(), 1)
        if counts[slug]
    )


def groups(page: CoveragePage) -> tuple[InstitutionGroup, ...]:
    """What is of all institutions together, then each of them in the order of the directory."""
    ranks = {None: 0} | {slug: rank for rank, slug in enumerate(page.institutions, 1)}
    found = sorted(page.coverage.items, key=lambda one: ranks[one.institution])
    return tuple(
        InstitutionGroup(
            rank=ranks[slug],
            name=page.institutions.get(slug or "", ALL_TOGETHER),
            subjects=tuple(_by_subject(of_one, page)),
        )
        for slug, of_one in groupby(found, key=lambda one: one.institution)
    )


def _by_subject(anomalies: Iterable[ToldAnomaly], page: CoveragePage) -> Iterator[SubjectGroup]:
    ranks = {None: ANY_SUBJECT} | {slug: rank for rank, slug in enumerate(page.subjects, 1)}
    for slug, of_one in groupby(
        sorted(anomalies, key=lambda one: ranks[one.subject]), key=lambda one: one.subject
    ):
        yield SubjectGroup(
            rank=ranks[slug],
            title=page.subjects.get(slug or "", WHATEVER),
            lines=tuple(_line(one, page) for one in of_one),
        )


def _line(anomaly: ToldAnomaly, page: CoveragePage) -> Line:
    return Line(
        anomaly=anomaly,
        zones=tuple(map(zone_name, anomaly.zones)),
        teams=tuple(f"{page.teams[code]} ({code})" for code in anomaly.teams),
    )


def zone_name(zone: NamedZone) -> str:
    """A zone by its kind and its official name: `département Lozère (48)`; an EPCI says what it is itself."""
    kind = "" if zone.type is ZoneType.EPCI else f"{zone.type.label} "
    return f"{kind}{zone.name} ({zone.code})"
