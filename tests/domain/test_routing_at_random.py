"""Random directories and companies: the decision is the slow oracle's."""

from datetime import date
from random import Random

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.company import CompanyFacts
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
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
from tests.domain.country import decided
from tests.domain.oracle import Oracle

SUBJECTS = ("recruter", "investir")
INSTITUTIONS, BRANCHES, TEAMS = ("i0", "i1"), ("b0", "b1", "b2"), ("t0", "t1", "t2", "t3")
TODAY = date(2026, 3, 1)

seldom = st.sampled_from((False, False, False, False, True))
subjects = st.sampled_from((("recruter",), ("recruter",), ("investir",), ("investir", "recruter")))
nafs, legal_forms = st.sampled_from(("6202A", "4711B")), st.sampled_from(("5710", "5499"))
ZONES = (
    "commune 47001",
    "commune 75056",
    "commune 75101",
    "commune 55273",
    "commune 55386",
    "epci 200096956",
    "epci 200054781",
    "departement 47",
    "departement 976",
    "region 75",
    "region 11",
    "region 44",
)


def zone_of(text: str) -> Zone:
    """« departement 47 » as a zone."""
    kind, code = text.split()
    return Zone(ZoneType(kind), code)


def some(of: st.SearchStrategy[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    """At most that many of them, most often none."""
    return st.just(()) | st.lists(of, max_size=most).map(tuple)


zones = st.lists(st.sampled_from(ZONES).map(zone_of), max_size=4).map(tuple)
criteria = (
    st.just(())
    | st.just(())
    | st.lists(
        st.builds(
            Criterion,
            subjects=some(st.sampled_from(SUBJECTS), 1),
            min_years=st.sampled_from((None, None, 0, 1, 5)),
            max_years=st.sampled_from((None, None, 0, 1, 6)),
            min_headcount=st.sampled_from((None, None, 0, 6, 10)),
            max_headcount=st.sampled_from((None, None, 0, 10, 20)),
            accepted_naf=some(nafs),
            accepted_legal_forms=some(legal_forms),
            excluded_naf=some(nafs, 1),
            excluded_legal_forms=some(legal_forms, 1),
            excluded_communes=some(st.sampled_from(("47001", "75056", "75101", "55273", "55386")), 1),
        ),
        max_size=2,
    ).map(tuple)
)
yes_no = st.sampled_from(("true", "false"))
natures = st.sampled_from(("ARTISANALE", "COMMERCIALE"))
groups = st.lists(st.dictionaries(st.sampled_from("ab"), yes_no, max_size=2), max_size=2).map(tuple)
institutions = st.builds(
    Institution,
    slug=st.just(""),
    name=st.just("Institution"),
    nature=st.just(Nature.STATE),
    categories=st.sampled_from(((), (), ("opco",))),
    siren=st.sampled_from((None, "853000982")),
    closed=seldom,
    activity_rule=st.none() | st.builds(ActivityRule, natures=some(natures, 1), any_nafa=st.booleans()),
    mayotte_only=st.booleans(),
    criteria=criteria,
    answer_conditions=st.lists(
        st.builds(AnswerConditions, subject=st.sampled_from(SUBJECTS), groups=groups), max_size=2
    ).map(tuple),
)
branches = st.builds(
    Branch,
    code=st.just(""),
    institution=st.sampled_from(INSTITUTIONS),
    name=st.just("Antenne"),
    level=st.sampled_from(Level),
    closed=seldom,
    zones=zones,
    criteria=criteria,
)
teams = st.builds(
    Team,
    code=st.just(""),
    branch=st.sampled_from(BRANCHES),
    name=st.just("Équipe"),
    mailbox=st.just("equipe@example.org"),
    closed=seldom,
    delegate=st.none() | st.sampled_from(TEAMS),
    zones=st.just(()) | st.just(()) | zones,
    criteria=criteria,
    competences=subjects.map(lambda slugs: tuple(Competence(subject=slug) for slug in slugs)),
)
days = st.sampled_from((date(2026, 2, 28), TODAY, date(2026, 3, 2)))
absences = st.lists(st.builds(lambda a, b: Absence(from_=min(a, b), to=max(a, b)), days, days), max_size=2)
advisors = st.builds(
    Advisor,
    email=st.just(""),
    first_name=st.just("Ana"),
    last_name=st.just("Roux"),
    branch=st.sampled_from(BRANCHES),
    teams=st.lists(st.sampled_from(TEAMS), max_size=2).map(tuple),
    absences=absences.map(tuple),
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


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any of them."""
    crew = draw(st.lists(advisors, max_size=5))
    emails = [f"a{rank}@example.org" for rank in range(len(crew))]
    document = DirectoryDocument(
        institutions=tuple(evolve(draw(institutions), slug=slug) for slug in INSTITUTIONS),
        branches=tuple(evolve(draw(branches), code=code) for code in BRANCHES),
        teams=tuple(evolve(draw(teams), code=code) for code in TEAMS),
        advisors=tuple(evolve(one, email=email) for one, email in zip(crew, emails, strict=True)),
    )
    suspended = frozenset(one for one in emails if draw(seldom))
    return Case(document, suspended, draw(profiles))


facts = st.builds(
    CompanyFacts,
    commune=st.sampled_from(("47001", "47001", "75101", "75056", "55273", "55386", "97611")),
    created_on=st.sampled_from((None, date(2020, 2, 29), date(2021, 3, 1), date(2021, 3, 2), TODAY)),
    legal_form=st.none() | legal_forms,
    naf=st.none() | nafs,
    headcount=st.sampled_from((None, "NN", "00", "03", "11", "53", "99")),
    natures=st.none() | some(natures),
    nafa=st.sampled_from((None, (), ("1071DA",))),
    opco=st.sampled_from((None, "i0", "i1", "853000982", "nobody")),
)
profiles = st.builds(
    Profile,
    subject=st.just("recruter"),
    facts=facts,
    answers=st.dictionaries(st.sampled_from("abc"), yes_no),
)
at_random = settings(max_examples=300, deadline=None)
few = settings(max_examples=50, deadline=None)


@at_random
@given(cases())
def test_every_decision_is_that_of_the_rules_read_slowly_each_team_once_in_order(case: Case) -> None:
    routing = case.decided()
    expected = Oracle(case.document, case.profile, TODAY, case.suspended).verdicts()
    assert [(one.team, one.by) for one in routing.kept] == sorted(expected.kept.items())
    assert [(one.team, (one.reason, one.owner, one.criterion)) for one in routing.set_aside] == sorted(
        expected.set_aside.items()
    )
    assert [(one.team, one.code) for one in routing.notices] == sorted(expected.notices.items())


@few
@given(cases(), criteria, st.sampled_from((*TEAMS, *BRANCHES, *INSTITUTIONS)))
def test_one_more_criterion_never_adds_a_team(case: Case, added: tuple[Criterion, ...], owner: str) -> None:
    document = case.document
    narrowed = evolve(
        document,
        teams=tuple(
            evolve(one, criteria=(*one.criteria, *added)) if one.code == owner else one
            for one in document.teams
        ),
        branches=tuple(
            evolve(one, criteria=(*one.criteria, *added)) if one.code == owner else one
            for one in document.branches
        ),
        institutions=tuple(
            evolve(one, criteria=(*one.criteria, *added)) if one.slug == owner else one
            for one in document.institutions
        ),
    )
    assert set(evolve(case, document=narrowed).decided().teams) <= set(case.decided().teams)


@few
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_document_changes_nothing(case: Case, random: Random) -> None:
    document = case.document
    shuffled = DirectoryDocument(
        institutions=tuple(random.sample(document.institutions, len(document.institutions))),
        branches=tuple(random.sample(document.branches, len(document.branches))),
        teams=tuple(random.sample(document.teams, len(document.teams))),
        advisors=tuple(random.sample(document.advisors, len(document.advisors))),
    )
    one, other = case.decided(), evolve(case, document=shuffled).decided()
    assert (one.kept, one.set_aside, one.notices) == (other.kept, other.set_aside, other.notices)
