"""What decisions on random directories must meet, each at least once, to prove anything."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from conseillers_domain.criteria import CONDITIONS
from conseillers_domain.directory import Branch, Level, Team
from conseillers_domain.routing import ABSENT_WITHOUT_DELEGATE, NO_MEMBER, Kept, Routing
from conseillers_domain.verdicts import By, Reason, SetAside
from tests.domain.at_random import Case

EVERY_CASE: Final = frozenset(
    {
        *(f"set aside: {reason}" for reason in Reason if reason is not Reason.SUBJECT_NOT_OFFERED),
        *(f"kept by {by}" for by in By),
        *(f"told: {notice}" for notice in (ABSENT_WITHOUT_DELEGATE, NO_MEMBER)),
        *(f"criterion: {name}" for name in CONDITIONS),
        *(f"closed: a {owner}" for owner in ("team", "branch", "institution")),
        *(f"criterion of a {owner}" for owner in ("team", "branch", "institution")),
        *(f"elsewhere: a {owner}" for owner in ("team", "branch")),
        "own zones in a national branch",
        "elsewhere, in a national branch",
        "another skills operator in Mayotte",
        "answers expected several times for the subject",
        "absent, others being suspended",
        "kept, somebody being suspended",
        "a delegate without the subject",
        "a delegate kept by its own right",
        "one delegate for several teams",
    }
)
OWNERS: Final = {"t": "team", "b": "branch", "i": "institution"}
"""By the first letter of their codes in random directories."""


def cases_of(case: Case, routing: Routing) -> Iterator[str]:
    """What a decision met, in the words of `EVERY_CASE`."""
    yield from (f"told: {notice.code}" for notice in routing.notices)
    replaced = Counter(one.expected for one in routing.set_aside if one.reason is Reason.ABSENT)
    for kept in routing.kept:
        yield f"kept by {kept.by}"
        yield from _of_a_kept_team(case, kept, replaced[kept.team])
    for one in routing.set_aside:
        yield f"set aside: {one.reason}"
        yield from _of_a_reason(case, one)


def holds(team: Team, subject: str) -> bool:
    """Whether it holds that subject."""
    return subject in {one.subject for one in team.competences}


def _of_a_kept_team(case: Case, kept: Kept, replaces: int) -> Iterator[str]:
    if kept.by is By.DELEGATE and not holds(_team(case, kept.team), case.profile.subject):
        yield "a delegate without the subject"
    if kept.by is not By.DELEGATE and replaces:
        yield "a delegate kept by its own right"
    if replaces > 1:
        yield "one delegate for several teams"
    if kept.by is By.TEAM_ZONE and _branch(case, kept.team).level is Level.NATIONAL:
        yield "own zones in a national branch"
    if _partly_suspended(case, kept.team):
        yield "kept, somebody being suspended"


def _of_a_reason(case: Case, one: SetAside) -> Iterator[str]:
    match one.reason:
        case Reason.TEAM_CLOSED:
            yield f"closed: a {OWNERS[one.owner[0]]}"
        case Reason.OUTSIDE_TERRITORY:
            yield f"elsewhere: a {OWNERS[one.owner[0]]}"
            if _branch(case, one.team).level is Level.NATIONAL:
                yield "elsewhere, in a national branch"
        case Reason.OTHER_OPCO if one.expected == "mayotte_only":
            yield "another skills operator in Mayotte"
        case Reason.CRITERION:
            yield f"criterion: {one.criterion}"
            yield f"criterion of a {OWNERS[one.owner[0]]}"
        case Reason.ANSWERS if _expects_answers_twice(case, one.owner):
            yield "answers expected several times for the subject"
        case Reason.ABSENT if _partly_suspended(case, one.team):
            yield "absent, others being suspended"
        case _:
            return


def _team(case: Case, code: str) -> Team:
    return next(one for one in case.document.teams if one.code == code)


def _branch(case: Case, team: str) -> Branch:
    return next(one for one in case.document.branches if one.code == _team(case, team).branch)


def _partly_suspended(case: Case, team: str) -> bool:
    members = [one for one in case.document.advisors if team in one.teams]
    return 0 < sum(one.email.lower() in case.suspended for one in members) < len(members)


def _expects_answers_twice(case: Case, institution: str) -> bool:
    (owner,) = (one for one in case.document.institutions if one.slug == institution)
    asked = [one for one in owner.answer_conditions if one.subject == case.profile.subject]
    return sum(any(one.groups) for one in asked) > 1
