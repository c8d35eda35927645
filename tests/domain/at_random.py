"""Directories and companies drawn at random, of any size, so that every rule has its say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Final, TypeVar

from attrs import Factory, evolve, field, frozen
from hypothesis import settings
from hypothesis import strategies as st

from conseillers_domain.company import CompanyFacts
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
    OPCO,
    Absence,
    ActivityRule,
    Advisor,
    AnswerConditions,
    Branch,
    Competence,
    DirectoryDocument,
    Institution,
    Level,
    Nature,
    Team,
)
from conseillers_domain.routing import Profile, Routing
from conseillers_domain.territory import Zone, ZoneType
from tests.builders import Changed
from tests.domain.country import decided

_T = TypeVar("_T")

YESTERDAY, TODAY, TOMORROW = date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)
ABSENCES: Final = tuple(
    Absence(from_=first, to=last)
    for first, last in (
        (YESTERDAY, YESTERDAY),
        (TOMORROW, TOMORROW),
        (TODAY, TODAY),
        (YESTERDAY, TODAY),
        (TODAY, TOMORROW),
    )
)
ZONES: Final = tuple(
    Zone(ZoneType(kind), code)
    for kind, codes in {
        "departement": ("47", "976"),
        "region": ("75", "11", "44"),
        "epci": ("200096956", "200054781"),
        "commune": ("47001", "75056", "75101", "55273", "55386"),
    }.items()
    for code in codes
)
CONDITIONS: Final[tuple[tuple[str, Changed], ...]] = (
    *(("min_years", years) for years in (0, 1, 5)),
    *(("max_years", years) for years in (0, 1, 6)),
    *(("min_headcount", size) for size in (0, 6, 10)),
    *(("max_headcount", size) for size in (0, 10, 20)),
    *(("accepted_naf", codes) for codes in (("62.02a",), ("62.02A", "47.11B"))),
    *(("accepted_legal_forms", codes) for codes in (("5710",), ("57.10", "5499"))),
    *(("excluded_naf", codes) for codes in (("6202a",), ("62.02A", "47.11B"))),
    *(("excluded_legal_forms", codes) for codes in (("5710",), ("5710", "54 99"))),
    *(("excluded_communes", codes) for codes in (("47001",), ("75056", "97611"), ("75101",), ("55386",))),
    *(("accepted_naf", ()), ("excluded_communes", ())),
)
"""What a criterion may ask for; the last two ask for nothing."""

YES, NO = {"a": "true"}, {"a": "false"}
ANSWERS: Final[Sequence[Mapping[str, str]]] = (
    *({}, YES, NO, {"b": "true"}, {"b": "false"}),
    *(YES | {"b": "true"}, YES | {"b": "false"}, NO | {"b": "false"}),
)
"""What may be answered, and what may be expected; nothing at all is one of them."""

ACTIVITY_RULES: Final = (
    ActivityRule(),
    ActivityRule(any_nafa=True),
    ActivityRule(natures=("ARTISANALE",)),
    ActivityRule(natures=("COMMERCIALE",), any_nafa=True),
)


@frozen
class Size:
    """How many there are of each, and the subjects; a need is most often about the first."""

    institutions: int = 2
    branches: int = 3
    teams: int = 4
    advisors: int = 7
    subjects: Sequence[str] = ("recruter", "investir")


@frozen
class Codes:
    """How those of a directory are named: by their rank."""

    institutions: tuple[str, ...]
    branches: tuple[str, ...]
    teams: tuple[str, ...]

    @classmethod
    def of(cls, size: Size) -> "Codes":
        """The codes of as many."""
        return cls(
            tuple(f"i{rank}" for rank in range(size.institutions)),
            tuple(f"b{rank}" for rank in range(size.branches)),
            tuple(f"t{rank}" for rank in range(size.teams)),
        )


@frozen
class Case:
    """A directory, who is suspended, a need."""

    document: DirectoryDocument
    suspended: frozenset[str]
    profile: Profile

    def decided(self) -> Routing:
        """The decision."""
        return decided(self.document, self.profile, on=TODAY, suspended=self.suspended)

    def under(self, **lists: Changed) -> "Case":
        """The same need under a directory some of whose lists are others."""
        return evolve(self, document=evolve(self.document, **lists))


@frozen
class Draw:
    """Draws directories of a size, and companies; what is simplest stands first in each choice."""

    random: Random
    size: Size = Factory(Size)
    codes: Codes = field(init=False, default=Factory(lambda draw: Codes.of(draw.size), takes_self=True))

    def case(self) -> Case:
        """A directory, who is suspended, a need."""
        document = self.document()
        emails = [one.email.lower() for one in document.advisors]
        suspended = frozenset(email for email in emails if self.once_in(6))
        return Case(document, suspended, self.profile())

    def document(self) -> DirectoryDocument:
        """A directory."""
        return DirectoryDocument(
            institutions=tuple(map(self.institution, self.codes.institutions)),
            branches=tuple(map(self.branch, self.codes.branches)),
            teams=tuple(map(self.team, self.codes.teams)),
            advisors=tuple(map(self.advisor, range(self.size.advisors))),
        )

    def institution(self, slug: str) -> Institution:
        """A chamber, a skills operator or neither."""
        conditions = self.some(2, lambda: AnswerConditions(subject=self.subject(), groups=self.groups()))
        return Institution(
            slug=slug,
            name="Institution",
            nature=Nature.STATE,
            categories=self.one((), (), (), ("chamber",), (OPCO,)),
            siren=self.one(None, "853000982"),
            closed=self.once_in(20),
            activity_rule=self.one(*ACTIVITY_RULES) if self.once_in(3) else None,
            mayotte_only=self.once_in(2),
            criteria=self.criteria(),
            answer_conditions=conditions if self.once_in(3) else (),
        )

    def branch(self, code: str) -> Branch:
        """A branch of one of them."""
        return Branch(
            code=code,
            institution=self.one(*self.codes.institutions),
            name="Antenne",
            level=self.one(Level.NATIONAL, *Level),
            closed=self.once_in(20),
            zones=self.some(3, lambda: self.one(*ZONES)),
            criteria=self.criteria(),
        )

    def team(self, code: str) -> Team:
        """A team of one of them, whose delegate may be anybody."""
        return Team(
            code=code,
            branch=self.one(*self.codes.branches),
            name="Équipe",
            mailbox="equipe@example.org",
            closed=self.once_in(20),
            delegate=self.one(*self.codes.teams) if self.once_in(2) else None,
            zones=self.some(3, lambda: self.one(*ZONES)) if self.once_in(4) else (),
            criteria=self.criteria(),
            competences=tuple(Competence(subject=self.subject()) for _ in range(1 + self.once_in(2))),
        )

    def advisor(self, rank: int) -> Advisor:
        """Somebody of one or two teams, now and then away."""
        return Advisor(
            email=f"A{rank}@example.org",
            first_name="Ana",
            last_name="Roux",
            branch=self.one(*self.codes.branches),
            teams=tuple(self.one(*self.codes.teams) for _ in range(1 + self.once_in(3))),
            absences=self.some(2, lambda: self.one(*ABSENCES)),
        )

    def criteria(self) -> tuple[Criterion, ...]:
        """Most often none."""
        return self.some(2, self.criterion) if self.once_in(4) else ()

    def criterion(self) -> Criterion:
        """One or two conditions, for every subject or some."""
        conditions = dict(self.one(*CONDITIONS) for _ in range(1 + self.once_in(3)))
        return Criterion(subjects=(self.subject(),) if self.once_in(3) else (), **conditions)

    def groups(self) -> tuple[Mapping[str, str], ...]:
        """Groups of expected answers."""
        return self.some(2, lambda: self.one(*ANSWERS))

    def profile(self) -> Profile:
        """A need of a company of which little or much is known."""
        facts = CompanyFacts(
            commune=self.one("47001", "47001", "75101", "75056", "55273", "55386", "97611"),
            created_on=self.one(None, date(2020, 2, 29), date(2021, 3, 1), date(2021, 3, 2), TODAY),
            legal_form=self.one(None, "5710", "5499", "54.99"),
            naf=self.one(None, "6202A", "47.11b"),
            headcount=self.one(None, "NN", "00", "03", "11", "53", "99"),
            natures=self.one(None, (), ("ARTISANALE",), ("COMMERCIALE",), ("COMMERCIALE", "LIBERALE")),
            nafa=self.one(None, (), ("1071DA",)),
            opco=self.one(None, *self.codes.institutions, "853000982", "nobody"),
        )
        return Profile(subject=self.subject(), facts=facts, answers=self.one(*ANSWERS, {"c": "true"}))

    def subject(self) -> str:
        """One of them, in small directories most often the first."""
        return self.one(self.size.subjects[0], *self.size.subjects)

    def one(self, *choices: _T) -> _T:
        """One of these."""
        return choices[self.random.randrange(len(choices))]

    def once_in(self, count: int) -> bool:
        """True once in so many."""
        return self.random.randrange(count) == count - 1

    def some(self, most: int, drawn: Callable[[], _T]) -> tuple[_T, ...]:
        """At most so many of what is drawn."""
        return tuple(drawn() for _ in range(self.random.randrange(most + 1)))


def seeded(seed: int, size: Size | None = None) -> Draw:
    """What draws the same at every run."""
    return Draw(Random(seed), size or Size())  # noqa: S311 - nothing secret is drawn


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    """Any small directory and need; what fails is told in its simplest form."""
    return Draw(draw(st.randoms(use_true_random=False))).case()


@st.composite
def any_criterion(draw: st.DrawFn) -> Criterion:
    """Any criterion."""
    return Draw(draw(st.randoms(use_true_random=False))).criterion()


def times(examples: int) -> settings:
    """So many examples; a profile that wants more than the usual hundred gets as many times more."""
    return settings(max_examples=examples * settings().max_examples // 100, deadline=None)
