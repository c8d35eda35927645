"""Coverage once more, slowly and with sets of codes, from its definitions: what the code is held to."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import combinations, product
from typing import Final, NamedTuple, TypeAlias

from attrs import frozen

from conseillers_domain.company import CompanyFacts
from conseillers_domain.directory import DirectoryDocument, Institution, Team
from conseillers_domain.routing import Profile
from conseillers_domain.territory import Zone
from tests.domain.country import COMMUNES
from tests.domain.oracle import Book, Oracle

TODAY: Final = date(2026, 3, 1)
EVERYWHERE: Final = frozenset(COMMUNES)

Found: TypeAlias = tuple[str, str | None, str, frozenset[str], tuple[str, ...]]
"""Code, institution, subject, communes, teams."""


class Company(NamedTuple):
    """A company the directory may meet; one of each is a grid fine enough for the random criteria."""

    commune: str
    age: int
    headcount: str
    naf: str | None
    legal_form: str | None


GRID: Final = tuple(
    Company(*values)
    for values in product(
        sorted(COMMUNES),
        (0, 1, 5, 6),
        ("NN", "03", "11", "53"),
        ("6202A", "4711B", None),
        ("5710", "5499", None),
    )
)


def covered(zone: Zone) -> frozenset[str]:
    """The communes and arrondissements that a zone covers."""
    found = set()
    for code, commune in COMMUNES.items():
        whole = COMMUNES[commune.within or code]
        here = {
            ("commune", code),
            ("commune", whole.code),
            ("epci", whole.epci),
            ("departement", whole.departement),
            ("region", whole.region),
        }
        if (zone.type.value, zone.code) in here:
            found.add(code)
    return frozenset(found)


def said(zones: tuple[Zone, ...]) -> frozenset[str]:
    """The communes that these zones cover together."""
    return frozenset(code for zone in zones for code in covered(zone))


@frozen(slots=False)
class CoverageOracle:
    """One directory to be looked at; `asked`: the subjects in the catalogue."""

    document: DirectoryDocument
    suspended: frozenset[str]
    asked: tuple[str, ...]

    @cached_property
    def rules(self) -> Oracle:
        """The rules of routing, for whom the institutions and the members of teams are."""
        return Oracle(self.book, Profile(subject="", facts=CompanyFacts(commune="")), TODAY)

    @cached_property
    def book(self) -> Book:
        """The directory, opened once."""
        return Book.of(self.document, self.suspended)

    def somewhere(self) -> Iterator[Found]:
        """What is wrong with the subjects, and where."""
        for institution in self.document.institutions:
            if institution.closed:
                continue
            for subject in self.asked:
                yield from self.of_subject(institution, subject)
        for subject in self.asked:
            opened = [t for t in self.document.teams if self.is_open(t) and self.holds(t, subject)]
            left = EVERYWHERE.difference(*map(self.places, opened))
            if left:
                yield "no_team", None, subject, left, ()

    def of_subject(self, institution: Institution, subject: str) -> Iterator[Found]:
        """Of one institution."""
        slug, territory = institution.slug, self.territory(institution)
        own = [t for t in self.teams_of(institution) if self.holds(t, subject)]
        opened = [team for team in own if self.is_open(team)]
        if own and not opened:
            yield "no_team", slug, subject, territory, tuple(sorted(t.code for t in own))
        if not opened:
            return
        somebody = frozenset[str]().union(*(self.places(team) for team in opened))
        able = {code for team in opened if self.staffed(team) for code in self.places(team)}
        if territory - somebody:
            yield "missing_communes", slug, subject, territory - somebody, ()
        if somebody - able:
            silent = [t.code for t in opened if not self.staffed(t) and self.places(t) & (somebody - able)]
            yield "no_member", slug, subject, somebody - able, tuple(sorted(silent))
        places, teams = set[str](), set[str]()
        for one, other in combinations(opened, 2):
            both = self.received(one, subject) & self.received(other, subject)
            if both:
                places |= {company.commune for company in both}
                teams |= {one.code, other.code}
        if places:
            yield "overlap", slug, subject, frozenset(places), tuple(sorted(teams))

    def never_hold(self) -> set[tuple[str, str]]:
        """The open teams and subjects whose criteria no company of their territory meets."""
        found = set()
        for team in filter(self.is_open, self.document.teams):
            here = self.places(team) or EVERYWHERE
            for subject in self.asked:
                met = (c for c in GRID if c.commune in here and self.meets(team, subject, c))
                if self.holds(team, subject) and next(met, None) is None:
                    found.add((team.code, subject))
        return found

    def never_reached(self) -> set[str]:
        """The open teams that receive no company, and that no other open one names as delegate."""
        return {
            team.code
            for team in filter(self.is_open, self.document.teams)
            if not any(self.received(team, s) for s in self.asked if self.holds(team, s))
            and not any(
                other.delegate == team.code
                for other in filter(self.is_open, self.teams_of(self.rules.institution(team)))
                if other.code != team.code
            )
        }

    def meets(self, team: Team, subject: str, company: Company) -> bool:
        """Whether a company meets the criteria of a team, its branch and its institution."""
        return next(self.decision(team, subject, company).criteria_that_fail(team), None) is None

    def received(self, team: Team, subject: str) -> set[Company]:
        """The companies that nothing keeps from that team."""
        return {c for c in GRID if next(self.decision(team, subject, c).objections(team), None) is None}

    def decision(self, team: Team, subject: str, company: Company) -> Oracle:
        """A need of that company, of the team's own skills operator if it is one."""
        facts = CompanyFacts(
            commune=company.commune,
            created_on=date(TODAY.year - company.age, TODAY.month, TODAY.day),
            headcount=company.headcount,
            naf=company.naf,
            legal_form=company.legal_form,
            opco=self.rules.institution(team).slug,
        )
        return Oracle(self.book, Profile(subject=subject, facts=facts), TODAY)

    def teams_of(self, institution: Institution) -> list[Team]:
        """Its teams, open or not."""
        return [team for team in self.document.teams if self.rules.institution(team) == institution]

    def holds(self, team: Team, subject: str) -> bool:
        """Whether it has the competence."""
        return any(one.subject == subject for one in team.competences)

    def is_open(self, team: Team) -> bool:
        """Whether it is, and its branch, and its institution."""
        return next(self.rules.closed(team), None) is None

    def staffed(self, team: Team) -> bool:
        """Whether an advisor of it could act."""
        return any(not suspended for suspended, _ in self.rules.members(team))

    def places(self, team: Team) -> frozenset[str]:
        """Its territory."""
        branch = self.rules.branch(team)
        if not team.zones and branch.level == "national":
            return EVERYWHERE
        return said(team.zones or branch.zones)

    def territory(self, institution: Institution) -> frozenset[str]:
        """Of its open branches, and of the own zones of its open teams."""
        found = set[str]()
        for branch in self.document.branches:
            if branch.institution == institution.slug and not branch.closed:
                found |= EVERYWHERE if branch.level == "national" else said(branch.zones)
        for team in self.teams_of(institution):
            if self.is_open(team):
                found |= said(team.zones)
        return frozenset(found)
