"""Routing: which teams receive a need, and why each of those that hold its subject does or does not.

Pure, total, deterministic: the same need, directory, geography and day give the same verdicts (CGU 2, 4.3).
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from typing import Final

from attrs import Factory, evolve, frozen

from conseillers_domain.company import CompanyFacts, FactsOnDay
from conseillers_domain.errors import NotFound
from conseillers_domain.holders import Holder, is_opco
from conseillers_domain.route_index import NOWHERE, Far, RouteIndex
from conseillers_domain.territory import Geography
from conseillers_domain.verdicts import By, Reason, SetAside

RULES: Final = "1"
"""The version of the rules below; it changes when a verdict may."""

MAYOTTE: Final = "976"

MAYOTTE_ONLY: Final = "mayotte_only"
"""What is expected of a skills operator for a company of Mayotte, instead of being its own."""


@frozen(kw_only=True)
class Profile:
    """What routing looks at in a need: its subject, the establishment's facts, the answers given.

    `answers`: question key → option value; a question left out is unanswered.
    """

    subject: str
    facts: CompanyFacts
    answers: Mapping[str, str] = Factory(dict)


@frozen
class Kept:
    """A team that receives the need, and by what."""

    team: str
    by: By


@frozen
class Notice:
    """Something staff should know of a team that is kept all the same."""

    team: str
    code: str


ABSENT_WITHOUT_DELEGATE: Final = "absent_without_delegate"
NO_MEMBER: Final = "no_member"


@frozen(kw_only=True)
class Versions:
    """Under which directory, geography and rules a decision was taken: with them it can be replayed."""

    directory: str
    geography: str
    rules: str = RULES


@frozen(kw_only=True, slots=False)
class Routing:
    """One decision: every team that holds the subject, and the delegates standing in, each once.

    `objections`: the teams of the territory that a later rule sets aside, and those replaced by their
    delegate; `far`: the verdict of each other team that holds the subject.
    """

    profile: Profile
    on: date
    versions: Versions
    kept: tuple[Kept, ...]
    objections: tuple[SetAside, ...]
    notices: tuple[Notice, ...]
    far: Far = NOWHERE

    @cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        """Every team set aside, by code; read when somebody asks, for most teams are merely elsewhere."""
        near = {kept.team for kept in self.kept} | {one.team for one in self.objections}
        elsewhere = (one for team, one in self.far.items() if team not in near)
        return tuple(sorted((*self.objections, *elsewhere), key=attrgetter("team")))

    def actual(self, verdict: SetAside) -> object:
        """What the rule found: for a team outside its territory, where this routing's company is."""
        outside = verdict.reason is Reason.OUTSIDE_TERRITORY
        return self.profile.facts.commune if outside else verdict.actual

    @property
    def teams(self) -> tuple[str, ...]:
        """The codes of the teams kept."""
        return tuple(kept.team for kept in self.kept)


_BY_TEAM: Final = attrgetter("team")

Rule = Callable[[Holder, Profile, FactsOnDay], SetAside | None]


def route(profile: Profile, index: RouteIndex, geography: Geography, on: date) -> Routing:
    """Decide. Raises UnknownCommune: an unknown place is never an empty answer."""
    company = _on_day(profile.facts, geography, on)
    keys = geography.key_texts(profile.facts.commune)
    kept: dict[str, Kept] = {}
    objections: dict[str, SetAside] = {}
    notices: list[Notice] = []
    stand_ins: list[str] = []
    for holder in index.near(profile.subject, keys):
        objection = None if holder.unconditional else _first_objection(holder, profile, company)
        if objection is None and not holder.crew.always_there:
            objection = _away(holder, index, on, notices, stand_ins)
        if objection is not None:
            objections[holder.crew.team] = objection
            continue
        if not holder.crew.members:
            notices.append(Notice(holder.crew.team, NO_MEMBER))
        kept[holder.crew.team] = _kept(holder.crew.team, holder.by)
    for team in stand_ins:
        objections.pop(team, None)
        kept.setdefault(team, Kept(team, By.DELEGATE))
    return Routing(
        profile=profile,
        on=on,
        versions=_versions(index.directory.version, geography.version),
        kept=tuple(sorted(kept.values(), key=_BY_TEAM)),
        objections=tuple(sorted(objections.values(), key=_BY_TEAM)),
        notices=tuple(sorted(notices, key=_BY_TEAM)) if notices else (),
        far=index.far.get(profile.subject, NOWHERE),
    )


@lru_cache(maxsize=2**17)
def _kept(team: str, by: By) -> Kept:
    return Kept(team, by)


@cache
def _versions(directory: str, geography: str) -> Versions:
    return Versions(directory=directory, geography=geography)


def ask(team: str, profile: Profile, index: RouteIndex, geography: Geography, on: date) -> Kept | SetAside:
    """The verdict of one team asked about by name. Raises NotFound for a team that does not exist."""
    asked = about(team, route(profile, index, geography, on), index)
    return asked.kept[0] if asked.kept else asked.set_aside[0]


def about(team: str, routing: Routing, index: RouteIndex) -> Routing:
    """A decision narrowed to one team asked about by name, even if it does not hold the subject.

    A delegate that stands in is told with the teams it stands in for.

    Raises NotFound for a team that does not exist.
    """
    if team not in index.directory.teams:
        raise NotFound(f"Équipe inconnue : « {team} ».")
    kept = tuple(one for one in routing.kept if one.team == team)
    return evolve(
        routing,
        kept=kept,
        objections=tuple(
            one for one in routing.objections if one.reason is Reason.ABSENT and one.expected == team
        )
        if kept
        else (_objection_of(team, routing, index),),
        notices=tuple(one for one in routing.notices if one.team == team),
        far=NOWHERE,
    )


def _objection_of(team: str, routing: Routing, index: RouteIndex) -> SetAside:
    for verdict in routing.set_aside:
        if verdict.team == team:
            return evolve(verdict, actual=routing.actual(verdict))
    return index.crews[team].closed or SetAside(
        team=team,
        reason=Reason.SUBJECT_NOT_OFFERED,
        expected=tuple(one.subject for one in index.directory.teams[team].competences),
        actual=routing.profile.subject,
        owner=team,
    )


def _on_day(facts: CompanyFacts, geography: Geography, on: date) -> FactsOnDay:
    return FactsOnDay.of(
        facts,
        on,
        communes=geography.own_codes(facts.commune),
        mayotte=geography.commune(facts.commune).departement == MAYOTTE,
    )


def _chamber_activity(holder: Holder, profile: Profile, _: FactsOnDay) -> SetAside | None:
    rule, facts = holder.institution.activity_rule, profile.facts
    if rule is None or not (rule.natures or rule.any_nafa) or not facts.natures:
        return None
    if (rule.any_nafa and facts.nafa) or not set(rule.natures).isdisjoint(facts.natures):
        return None
    return SetAside(
        team=holder.team,
        reason=Reason.CHAMBER_ACTIVITY,
        expected=rule.natures,
        actual=facts.natures,
        owner=holder.institution.slug,
    )


def _other_opco(holder: Holder, profile: Profile, company: FactsOnDay) -> SetAside | None:
    institution, opco = holder.institution, profile.facts.opco
    if not is_opco(institution):
        return None
    own = institution.mayotte_only if company.mayotte else _same(institution.slug, institution.siren, opco)
    if own:
        return None
    return SetAside(
        team=holder.team,
        reason=Reason.OTHER_OPCO,
        expected=MAYOTTE_ONLY if company.mayotte else institution.slug,
        actual=opco,
        owner=institution.slug,
    )


def _same(slug: str, siren: str | None, opco: str | None) -> bool:
    return opco is not None and opco in {slug, siren}


def _criterion(holder: Holder, _: Profile, company: FactsOnDay) -> SetAside | None:
    for check in holder.checks:
        if not check.holds(check.ready, company):
            return SetAside(
                team=holder.team,
                reason=Reason.CRITERION,
                expected=check.expected,
                actual=check.actual(company),
                owner=check.owner,
                criterion=check.criterion,
            )
    return None


def _answers(holder: Holder, profile: Profile, _: FactsOnDay) -> SetAside | None:
    given, groups = profile.answers, holder.groups
    if not groups or any(
        all(given.get(key, expected) == expected for key, expected in group.items()) for group in groups
    ):
        return None
    asked = {key for group in groups for key in group}
    return SetAside(
        team=holder.team,
        reason=Reason.ANSWERS,
        expected=groups,
        actual={key: given[key] for key in sorted(asked) if key in given},
        owner=holder.institution.slug,
    )


OBJECTIONS: Final[tuple[Rule, ...]] = (_chamber_activity, _other_opco, _criterion, _answers)
"""The rules a team of the territory meets, in their order; the first that objects gives the reason."""


def _first_objection(holder: Holder, profile: Profile, company: FactsOnDay) -> SetAside | None:
    for rule in OBJECTIONS:
        objection = rule(holder, profile, company)
        if objection is not None:
            return objection
    return None


def _away(
    holder: Holder, index: RouteIndex, on: date, notices: list[Notice], stand_ins: list[str]
) -> SetAside | None:
    """What becomes of a team whose members are away or suspended that day."""
    crew = holder.crew
    if crew.all_absent(on):
        delegate = index.crews.get(holder.delegate or "")
        if delegate is not None and delegate.stands_in_for(crew, on):
            stand_ins.append(delegate.team)
            return SetAside(
                team=crew.team,
                reason=Reason.ABSENT,
                expected=delegate.team,
                actual=on,
                owner=crew.team,
            )
        if crew.active:
            notices.append(Notice(crew.team, ABSENT_WITHOUT_DELEGATE))
    if not crew.active:
        return SetAside(team=crew.team, reason=Reason.SUSPENDED, expected=1, actual=0, owner=crew.team)
    return None
