"""The rules of routing as plain tuples, for what decisions are measured against; they explain nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from conseillers_domain.company import HEADCOUNTS, age_in_years, plain_code
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import OPCO, Advisor, Institution
from conseillers_domain.routing import Profile


class Rules(NamedTuple):
    """What a team’s institution, branch and own criteria ask for a subject."""

    natures: frozenset[str]
    nafa: bool
    opco: frozenset[str]
    mayotte_only: bool
    criteria: tuple[tuple[Any, ...], ...]
    groups: tuple[tuple[tuple[str, str], ...], ...]


class Asked(NamedTuple):
    """A need, its company’s facts prepared for that day."""

    profile: Profile
    age: int | None
    bracket: tuple[int, int] | None
    naf: str | None
    form: str | None
    own: tuple[str, ...]
    mayotte: bool


def asked(profile: Profile, on: date, own: tuple[str, ...], *, mayotte: bool) -> Asked:
    """Prepare a need."""
    facts = profile.facts
    return Asked(
        profile,
        None if facts.created_on is None else age_in_years(facts.created_on, on),
        HEADCOUNTS.get(facts.headcount or ""),
        None if facts.naf is None else plain_code(facts.naf),
        None if facts.legal_form is None else plain_code(facts.legal_form),
        own,
        mayotte,
    )


def rules_of(institution: Institution, criteria: Iterable[Criterion], subject: str) -> Rules:
    """What these values ask for that subject."""
    rule = institution.activity_rule
    named = frozenset(filter(None, (institution.slug, institution.siren)))
    return Rules(
        natures=frozenset() if rule is None else frozenset(rule.natures),
        nafa=rule is not None and rule.any_nafa,
        opco=named if OPCO in institution.categories else frozenset(),
        mayotte_only=institution.mayotte_only,
        criteria=tuple(
            as_tuple(criterion)
            for criterion in criteria
            if not criterion.subjects or subject in criterion.subjects
        ),
        groups=tuple(
            tuple(group.items())
            for condition in institution.answer_conditions
            if condition.subject == subject
            for group in condition.groups
            if group
        ),
    )


def as_tuple(criterion: Criterion) -> tuple[Any, ...]:
    """A criterion ready for `holds`."""
    return (
        criterion.min_years,
        criterion.max_years,
        criterion.min_headcount,
        criterion.max_headcount,
        {plain_code(code) for code in criterion.accepted_naf},
        {plain_code(code) for code in criterion.accepted_legal_forms},
        {plain_code(code) for code in criterion.excluded_naf},
        {plain_code(code) for code in criterion.excluded_legal_forms},
        set(criterion.excluded_communes),
    )


def receives(rules: Rules, need: Asked) -> bool:
    """Whether no rule of a team of the territory objects."""
    facts, answers = need.profile.facts, need.profile.answers
    natures, nafa, opco, mayotte_only, criteria, groups = rules
    if natures and facts.natures and natures.isdisjoint(facts.natures) and not (nafa and facts.nafa):
        return False
    if opco and not (mayotte_only if need.mayotte else facts.opco in opco):
        return False
    return all(holds(one, need.age, need.bracket, need.naf, need.form, need.own) for one in criteria) and (
        not groups or any(all(answers.get(key, value) == value for key, value in group) for group in groups)
    )


def holds(
    criterion: tuple[Any, ...],
    age: int | None,
    bracket: tuple[int, int] | None,
    naf: str | None,
    form: str | None,
    own: tuple[str, ...],
) -> bool:
    """Whether a criterion holds for these facts."""
    oldest, youngest, fewest, most, nafs, forms, no_nafs, no_forms, no_communes = criterion
    return (
        (oldest is None or (age is not None and age >= oldest))
        and (youngest is None or (age is not None and age < youngest))
        and (fewest is None or (bracket is not None and bracket[0] >= fewest))
        and (most is None or (bracket is not None and bracket[1] < most))
        and (not nafs or naf in nafs)
        and (not forms or form in forms)
        and naf not in no_nafs
        and form not in no_forms
        and no_communes.isdisjoint(own)
    )


def all_away(members: Iterable[Advisor], on: date) -> bool:
    """Whether there are members and every one is away that day."""
    absent = [advisor.absent(on) for advisor in members]
    return bool(absent) and all(absent)
