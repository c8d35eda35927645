"""The order of the rules: a team that every rule objects to is told the first, then the next once mended."""

import pytest
from attrs import evolve

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import (
    OPCO,
    Absence,
    ActivityRule,
    AnswerConditions,
    DirectoryDocument,
)
from conseillers_domain.verdicts import Reason
from tests.builders import SUBJECT, TODAY, a_directory, a_team, an_advisor, an_institution
from tests.domain.country import PARIS_DEPARTEMENT, a_profile, decided, verdict

PROFILE = a_profile({"apprentice": "false"}, natures=("COMMERCIALE",), headcount="03")
AWAY = (Absence(from_=TODAY, to=TODAY),)
ORDER = (
    Reason.TEAM_CLOSED,
    Reason.OUTSIDE_TERRITORY,
    Reason.CHAMBER_ACTIVITY,
    Reason.OTHER_OPCO,
    Reason.CRITERION,
    Reason.ANSWERS,
    Reason.ABSENT,
    Reason.SUSPENDED,
)


def objected_to_by(*reasons: Reason) -> DirectoryDocument:
    """A directory whose team « t » meets these objections; all its advisors are suspended."""
    institution = an_institution(
        "i",
        activity_rule=ActivityRule(natures=("ARTISANALE",)),
        categories=(OPCO,),
        criteria=(Criterion(max_headcount=5),),
        answer_conditions=(AnswerConditions(subject=SUBJECT, groups=({"apprentice": "true"},)),),
    )
    if Reason.CHAMBER_ACTIVITY not in reasons:
        institution = evolve(institution, activity_rule=None)
    if Reason.OTHER_OPCO not in reasons:
        institution = evolve(institution, categories=())
    if Reason.CRITERION not in reasons:
        institution = evolve(institution, criteria=())
    if Reason.ANSWERS not in reasons:
        institution = evolve(institution, answer_conditions=())
    zones = (PARIS_DEPARTEMENT,) if Reason.OUTSIDE_TERRITORY in reasons else ()
    closed = Reason.TEAM_CLOSED in reasons
    return a_directory(
        a_team("t", SUBJECT, branch="i", zones=zones, closed=closed, delegate="stand-in"),
        a_team("stand-in", "investir", branch="i"),
        institutions=[institution],
        advisors=[
            an_advisor("out@example.org", "t", absences=AWAY if Reason.ABSENT in reasons else ()),
            an_advisor("in@example.org", "stand-in"),
        ],
    )


@pytest.mark.parametrize("rank", range(len(ORDER)))
def test_the_first_rule_that_objects_gives_the_reason(rank: int) -> None:
    routing = decided(objected_to_by(*ORDER[rank:]), PROFILE, suspended=["out@example.org"])
    assert verdict(routing, "t").reason is ORDER[rank]


@pytest.mark.parametrize("reason", ORDER[:-1])
def test_each_rule_objects_alone(reason: Reason) -> None:
    assert verdict(decided(objected_to_by(reason), PROFILE), "t").reason is reason


def test_a_team_no_rule_objects_to_is_kept() -> None:
    assert decided(objected_to_by(), PROFILE).teams == ("t",)
