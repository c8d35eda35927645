"""A decision read back from what a need keeps of it."""

import json
from datetime import date

import pytest

from conseillers_adapters.documents import read, unstructure
from conseillers_application.decisions import KeptDecision, kept_decision
from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Absence
from conseillers_domain.routing import Profile
from tests.builders import SUBJECT, TODAY, a_directory, a_team, an_advisor
from tests.domain.country import a_profile, decided

AWAY = Absence(from_=TODAY, to=TODAY)
KNOWN = a_profile(
    {"apprentice": "true"},
    created_on=date(2019, 5, 1),
    naf="62.02A",
    headcount="12",
    natures=("COMMERCIALE",),
    nafa=(),
)


@pytest.mark.parametrize("profile", [a_profile(), KNOWN], ids=["unknown", "known"])
def test_a_decision_comes_back_from_its_json(profile: Profile) -> None:
    document = a_directory(
        a_team("kept", SUBJECT, branch="b"),
        a_team("old", SUBJECT, branch="b", criteria=(Criterion(min_years=40),)),
        a_team("away", SUBJECT, branch="b", delegate="kept"),
        advisors=[an_advisor("a@example.org", "kept"), an_advisor("b@example.org", "away", absences=(AWAY,))],
    )
    decision = kept_decision(decided(document, profile))
    assert {one.reason for one in decision.objections} == {"criterion", "absent"}
    again = read(KeptDecision, json.loads(json.dumps(unstructure(decision))))
    assert (again.profile, again.on, again.versions) == (profile, TODAY, decision.versions)
    assert (again.kept, again.notices) == (decision.kept, decision.notices)
    assert unstructure(again.objections) == unstructure(decision.objections)


def test_notices_come_back() -> None:
    decision = kept_decision(decided(a_directory(a_team("alone", SUBJECT))))
    (notice,) = read(KeptDecision, unstructure(decision)).notices
    assert (notice.team, notice.code) == ("alone", "no_member")
