"""Routing once more, slowly and team by team, from the rules themselves: what the code is held to."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

from attrs import Factory, define

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Advisor, Branch, DirectoryDocument, Institution, Team
from conseillers_domain.routing import Profile, Routing
from tests.domain.country import COMMUNES, FORMER

BRACKETS: Final = {
    "NN": (0, 0),
    "00": (0, 0),
    "03": (6, 9),
    "11": (10, 19),
    "53": (10000, 99999),
}
"""Those the random companies have; the others are tested one by one."""


def among(code: str | None, codes: tuple[str, ...]) -> bool:
    """Whether it is one of these codes, however they are written."""
    return code is not None and letters(code) in map(letters, codes)


def letters(code: str) -> str:
    """Its letters and digits."""
    return "".join(filter(str.isalnum, code)).lower()


Objection: TypeAlias = tuple[str, str, str | None]
"""A reason, its owner, the criterion that fails if it is one."""


Lists: TypeAlias = tuple[list[tuple[str, str]], list[tuple[str, Objection]], list[tuple[str, str]]]
"""Kept, set aside, notices: each team once, by code."""


@define
class Verdicts:
    """Team → by what it is kept; team → reason, owner, criterion; team → notice."""

    kept: dict[str, str] = Factory(dict)
    set_aside: dict[str, Objection] = Factory(dict)
    notices: dict[str, str] = Factory(dict)

    def lists(self) -> Lists:
        """The same as a decision has to say it."""
        return sorted(self.kept.items()), sorted(self.set_aside.items()), sorted(self.notices.items())


def lists(routing: Routing) -> Lists:
    """What a decision says, as it says it."""
    return (
        [(one.team, one.by) for one in routing.kept],
        [(one.team, (one.reason, one.owner, one.criterion)) for one in routing.set_aside],
        [(one.team, one.code) for one in routing.notices],
    )


@define
class Book:
    """A directory opened where one reads: who holds a subject, who is who, who is in a team."""

    holders: Mapping[str, list[Team]]
    teams: Mapping[str, Team]
    branches: Mapping[str, Branch]
    institutions: Mapping[str, Institution]
    advisors: Mapping[str, list[Advisor]]
    suspended: frozenset[str]

    @classmethod
    def of(cls, document: DirectoryDocument, suspended: frozenset[str]) -> "Book":
        """That document, read once."""
        holders, advisors = dict[str, list[Team]](), dict[str, list[Advisor]]()
        for team in document.teams:
            for subject in {one.subject for one in team.competences}:
                holders.setdefault(subject, []).append(team)
        for advisor in document.advisors:
            for code in set(advisor.teams):
                advisors.setdefault(code, []).append(advisor)
        return cls(
            holders,
            {one.code: one for one in document.teams},
            {one.code: one for one in document.branches},
            {one.slug: one for one in document.institutions},
            advisors,
            suspended,
        )


@define
class Oracle:
    """One decision to be taken."""

    book: Book
    profile: Profile
    on: date

    def verdicts(self) -> Verdicts:
        """What becomes of every team that holds the subject."""
        found, stand_ins = Verdicts(), []
        for team in self.book.holders.get(self.profile.subject, []):
            objection: Objection | None = next(self.objections(team), None)
            delegate = self.delegate_of(team) if objection is None and self.away(team) else None
            if objection is None and delegate is not None:
                objection = ("absent", team.code, None)
                stand_ins.append(delegate)
            if objection is None and self.all_suspended(team):
                objection = ("suspended", team.code, None)
            if objection is not None:
                found.set_aside[team.code] = objection
                continue
            found.kept[team.code] = self.by(team)
            if self.away(team):
                found.notices[team.code] = "absent_without_delegate"
            if not self.members(team):
                found.notices[team.code] = "no_member"
        for code in stand_ins:
            found.set_aside.pop(code, None)
            found.kept.setdefault(code, "delegate")
        return found

    def branch(self, team: Team) -> Branch:
        """Its branch."""
        return self.book.branches[team.branch]

    def institution(self, team: Team) -> Institution:
        """Its institution."""
        return self.book.institutions[self.branch(team).institution]

    def members(self, team: Team) -> list[tuple[bool, bool]]:
        """Its advisors: suspended or not, absent that day or not."""
        return [
            (
                one.email.lower() in self.book.suspended,
                any(absence.from_ <= self.on <= absence.to for absence in one.absences),
            )
            for one in self.book.advisors.get(team.code, [])
        ]

    def objections(self, team: Team) -> Iterator[Objection]:
        """Those of the first seven rules, in their order."""
        yield from self.closed(team)
        if self.by(team) == "":
            yield "outside_territory", team.code if team.zones else team.branch, None
        yield from self.of_another_institution(self.institution(team))
        yield from self.criteria_that_fail(team)
        if not self.answers_suit(self.institution(team)):
            yield "answers", self.institution(team).slug, None

    def closed(self, team: Team) -> Iterator[Objection]:
        """The team, then its branch, then its institution."""
        if team.closed:
            yield "team_closed", team.code, None
        if self.branch(team).closed:
            yield "team_closed", team.branch, None
        if self.institution(team).closed:
            yield "team_closed", self.institution(team).slug, None

    def of_another_institution(self, institution: Institution) -> Iterator[Objection]:
        """Chambers, then skills operators."""
        rule, facts = institution.activity_rule, self.profile.facts
        if rule is not None and (rule.natures or rule.any_nafa) and facts.natures:
            received = [one for one in facts.natures if one in rule.natures]
            if not received and not (rule.any_nafa and facts.nafa):
                yield "chamber_activity", institution.slug, None
        if "opco" in institution.categories:
            own = facts.opco is not None and facts.opco in (institution.slug, institution.siren)
            if not (institution.mayotte_only if self.in_mayotte() else own):
                yield "other_opco", institution.slug, None

    def criteria_that_fail(self, team: Team) -> Iterator[Objection]:
        """Of the team, then of the branch, then of the institution."""
        branch, institution = self.branch(team), self.institution(team)
        for owner, criteria in (
            (team.code, team.criteria),
            (branch.code, branch.criteria),
            (institution.slug, institution.criteria),
        ):
            for criterion in criteria:
                if criterion.subjects and self.profile.subject not in criterion.subjects:
                    continue
                for name, wanted, holds in self.table(criterion):
                    if wanted not in (None, ()) and not holds:
                        yield "criterion", owner, name

    def by(self, team: Team) -> str:
        """By what its territory covers the company; nothing when it does not."""
        branch, here = self.branch(team), self.here()
        if team.zones:
            return "team_zone" if any((z.type.value, z.code) in here for z in team.zones) else ""
        if branch.level == "national":
            return "national"
        return "branch_zone" if any((z.type.value, z.code) in here for z in branch.zones) else ""

    def communes(self) -> set[str]:
        """The codes its commune answers to."""
        given = self.profile.facts.commune
        present = COMMUNES[given if given in COMMUNES else FORMER[given]]
        return {given, present.within or present.code}

    def here(self) -> set[tuple[str, str]]:
        """Every zone that covers it."""
        (whole,) = (COMMUNES[c] for c in self.communes() if c in COMMUNES and not COMMUNES[c].within)
        return {
            *(("commune", code) for code in self.communes()),
            ("epci", whole.epci or "none"),
            ("departement", whole.departement),
            ("region", whole.region),
        }

    def in_mayotte(self) -> bool:
        """Whether it is there."""
        return ("departement", "976") in self.here()

    def age(self) -> int | None:
        """Full years of the company that day."""
        born = self.profile.facts.created_on
        if born is None:
            return None
        met = (self.on.month, self.on.day) >= (born.month, born.day)
        return self.on.year - born.year - (0 if met else 1)

    def table(self, criterion: Criterion) -> list[tuple[str, object, bool]]:
        """The table of the criteria, line by line: its name, what is wanted if anything, whether it holds."""
        facts, age = self.profile.facts, self.age()
        low, high = BRACKETS.get(facts.headcount or "", (None, None))
        least, most = criterion.min_years, criterion.max_years
        fewest, under = criterion.min_headcount, criterion.max_headcount
        naf, form = facts.naf, facts.legal_form
        return [
            ("min_years", least, age is not None and age >= (least or 0)),
            ("max_years", most, age is not None and age < (most or 0)),
            ("min_headcount", fewest, low is not None and low >= (fewest or 0)),
            ("max_headcount", under, high is not None and high < (under or 0)),
            ("accepted_naf", criterion.accepted_naf, among(naf, criterion.accepted_naf)),
            (
                "accepted_legal_forms",
                criterion.accepted_legal_forms,
                among(form, criterion.accepted_legal_forms),
            ),
            ("excluded_naf", criterion.excluded_naf, not among(naf, criterion.excluded_naf)),
            (
                "excluded_legal_forms",
                criterion.excluded_legal_forms,
                not among(form, criterion.excluded_legal_forms),
            ),
            (
                "excluded_communes",
                criterion.excluded_communes,
                not self.communes() & set(criterion.excluded_communes),
            ),
        ]

    def answers_suit(self, institution: Institution) -> bool:
        """Whether one group of expected answers is met, when there is any."""
        groups = []
        for conditions in institution.answer_conditions:
            if conditions.subject == self.profile.subject:
                groups += [group for group in conditions.groups if len(group) > 0]
        met = []
        for group in groups:
            wrong = [
                key
                for key, expected in group.items()
                if key in self.profile.answers and self.profile.answers[key] != expected
            ]
            met.append(not wrong)
        return not groups or True in met

    def away(self, team: Team) -> bool:
        """Whether all its advisors are absent; a suspended one counts only when all of them are."""
        members = self.members(team)
        able = [absent for suspended, absent in members if not suspended]
        return bool(members) and all(able or [absent for _, absent in members])

    def all_suspended(self, team: Team) -> bool:
        """Whether it has advisors and every one is suspended."""
        members = self.members(team)
        return bool(members) and all(suspended for suspended, _ in members)

    def delegate_of(self, team: Team) -> str | None:
        """The team that can stand in for it."""
        other = self.book.teams.get(team.delegate or "nobody")
        if (
            other is not None
            and self.branch(other).institution == self.branch(team).institution
            and not (other.closed or self.branch(other).closed or self.institution(other).closed)
            and any(not suspended and not absent for suspended, absent in self.members(other))
        ):
            return other.code
        return None
