"""Routing tried on a whole directory given inline: every rule of the domain, as programs read it."""

from typing import Final

import pytest

from conseillers_adapters.sql.line import heard
from tests.entrypoints.service import Browser, Document, Service
from tests.entrypoints.simulated import (
    AGEN,
    LOT_ET_GARONNE,
    MAMOUDZOU,
    PARIS_2,
    VERSIONS,
    a_team,
    an_advisor,
    country,
    decided,
    kept,
    objection,
    zone,
)


def test_a_team_is_kept_by_its_branch(staff: Browser) -> None:
    assert decided(staff, country()) == {
        "kept": [{"team": "t", "by": "branch_zone"}],
        "set_aside": [],
        "notices": [{"team": "t", "code": "no_member"}],
        "versions": VERSIONS,
    }


@pytest.mark.parametrize(
    ("directory", "by"),
    [
        (country({"zones": [zone("commune", AGEN)]}), "team_zone"),
        (country({"zones": [zone("epci", "200096956")]}), "team_zone"),
        (country(branch={"zones": [zone("region", "75")]}), "branch_zone"),
        (country(branch={"zones": [], "level": "national"}), "national"),
        (
            country({"zones": [LOT_ET_GARONNE]}, branch={"zones": [], "level": "national"}),
            "team_zone",
        ),
    ],
)
def test_a_team_is_kept_by_what_covers_the_company(staff: Browser, directory: Document, by: str) -> None:
    assert kept(decided(staff, directory)) == [("t", by)]


@pytest.mark.parametrize(
    ("directory", "owner"),
    [
        (country({"closed": True}), "t"),
        (country(branch={"closed": True}), "b"),
        (country(institution={"closed": True}), "i"),
        (country({"closed": True}, branch={"closed": True, "zones": [zone("region", "11")]}), "t"),
    ],
)
def test_what_is_closed_receives_nothing(staff: Browser, directory: Document, owner: str) -> None:
    assert objection(decided(staff, directory)) == {
        "team": "t",
        "reason": "team_closed",
        "expected": "open",
        "actual": "closed",
        "owner": owner,
    }


def test_a_team_without_the_subject_is_in_neither_list(staff: Browser) -> None:
    decision = decided(staff, country({"competences": [{"subject": "contrat-de-travail"}]}))
    assert (decision["kept"], decision["set_aside"]) == ([], [])


@pytest.mark.parametrize(
    ("directory", "owner", "expected"),
    [
        (country(branch={"zones": [zone("departement", "48")]}), "b", [zone("departement", "48")]),
        (country({"zones": [zone("commune", "33063")]}), "t", [zone("commune", "33063")]),
        (
            country({"zones": [zone("region", "11")]}, branch={"level": "national", "zones": []}),
            "t",
            [zone("region", "11")],
        ),
        (country(branch={"zones": [], "level": "regional"}), "b", []),
    ],
)
def test_a_team_elsewhere_is_set_aside(
    staff: Browser, directory: Document, owner: str, expected: list[Document]
) -> None:
    assert objection(decided(staff, directory)) == {
        "team": "t",
        "reason": "outside_territory",
        "expected": expected,
        "actual": AGEN,
        "owner": owner,
    }


@pytest.mark.parametrize(
    ("commune", "covering"),
    [
        (PARIS_2, zone("commune", PARIS_2)),
        (PARIS_2, zone("commune", "75056")),
        (PARIS_2, zone("epci", "200054781")),
        ("69385", zone("commune", "69123")),
        ("13205", zone("departement", "13")),
        ("2A004", zone("departement", "2A")),
        ("01018", zone("commune", "01033")),
        ("01018", zone("departement", "01")),
        (MAMOUDZOU, zone("region", "06")),
    ],
)
def test_a_company_is_covered_by_all_that_contains_its_commune(
    staff: Browser, commune: str, covering: Document
) -> None:
    assert kept(decided(staff, country({"zones": [covering]}), commune=commune)) == [("t", "team_zone")]


CRAFT: Final = {"activity_rule": {"natures": ["ARTISANALE", "GESTION_DE_BIENS"], "any_nafa": True}}


def test_a_chamber_receives_the_activities_of_its_rule(staff: Browser) -> None:
    assert objection(decided(staff, country(institution=CRAFT), natures=["COMMERCIALE"], nafa=[])) == {
        "team": "t",
        "reason": "chamber_activity",
        "expected": ["ARTISANALE", "GESTION_DE_BIENS"],
        "actual": ["COMMERCIALE"],
        "owner": "i",
    }


@pytest.mark.parametrize(
    "company",
    [
        {"natures": ["COMMERCIALE", "ARTISANALE"]},
        {"natures": ["COMMERCIALE"], "nafa": ["1071CC"]},
        {"natures": []},
        {"natures": None},
        {},
    ],
)
def test_a_chamber_receives_what_it_cannot_tell(staff: Browser, company: Document) -> None:
    assert kept(decided(staff, country(institution=CRAFT), **company)) == [("t", "branch_zone")]


@pytest.mark.parametrize(
    ("opco", "actual", "commune", "expected", "own"),
    [
        ({}, "autre", AGEN, "i", False),
        ({}, None, AGEN, "i", False),
        ({}, "i", AGEN, "i", True),
        ({"siren": "123456782"}, "123456782", AGEN, "i", True),
        ({}, "i", MAMOUDZOU, "mayotte_only", False),
        ({"mayotte_only": True}, None, MAMOUDZOU, "mayotte_only", True),
        ({"mayotte_only": True}, "i", AGEN, "i", True),
        ({"mayotte_only": True}, "autre", AGEN, "i", False),
    ],
)
def test_a_company_has_one_skills_operator(
    staff: Browser, opco: Document, actual: str | None, commune: str, expected: str, own: bool
) -> None:
    directory = country(
        institution={"categories": ["opco"], **opco}, branch={"zones": [], "level": "national"}
    )
    decision = decided(staff, directory, commune=commune, opco=actual)
    if own:
        assert kept(decision) == [("t", "national")]
    else:
        assert objection(decision) == {
            "team": "t",
            "reason": "other_opco",
            "expected": expected,
            "actual": actual,
            "owner": "i",
        }


ANSWERED: Final = {
    "answer_conditions": [
        {"subject": "recruter-en-alternance", "groups": [{}]},
        {
            "subject": "recruter-en-alternance",
            "groups": [{"alternance_contrat": "apprentissage", "alternance_candidat": "true"}],
        },
    ]
}
APPRENTICES: Final = {"competences": [{"subject": "recruter-en-alternance"}]}


def test_answers_that_are_not_those_expected_set_aside(staff: Browser) -> None:
    given = {"alternance_contrat": "professionnalisation"}
    decision = decided(
        staff,
        country(APPRENTICES, institution=ANSWERED),
        subject="recruter-en-alternance",
        answers=given,
    )
    assert objection(decision) == {
        "team": "t",
        "reason": "answers",
        "expected": [{"alternance_contrat": "apprentissage", "alternance_candidat": "true"}],
        "actual": given,
        "owner": "i",
    }


@pytest.mark.parametrize(
    "given",
    [{}, {"alternance_contrat": "apprentissage"}, {"alternance_candidat": "true"}],
)
def test_a_question_left_open_never_excludes(staff: Browser, given: Document) -> None:
    decision = decided(
        staff, country(APPRENTICES, institution=ANSWERED), subject="recruter-en-alternance", answers=given
    )
    assert kept(decision) == [("t", "branch_zone")]


AWAY: Final = {"absences": [{"from": "2026-11-20", "to": "2026-11-23"}]}


def test_an_absent_team_is_replaced_by_its_delegate(staff: Browser) -> None:
    directory = country(
        a_team("t", delegate="d"),
        a_team("d", competences=[{"subject": "contrat-de-travail"}], zones=[zone("region", "11")]),
        advisors=[an_advisor("zoe", "t", **AWAY), an_advisor("alan", "d")],
    )
    decision = decided(staff, directory)
    assert kept(decision) == [("d", "delegate")]
    assert decision["set_aside"] == [
        {"team": "t", "reason": "absent", "expected": "d", "actual": "2026-11-23", "owner": "t"}
    ]
    assert decision["notices"] == []
    assert kept(decided(staff, directory, on="2026-11-24")) == [("t", "branch_zone")]


def test_a_delegate_that_holds_the_subject_is_kept_in_its_own_right(staff: Browser) -> None:
    directory = country(
        a_team("t", delegate="d"),
        a_team("d"),
        advisors=[an_advisor("zoe", "t", **AWAY), an_advisor("alan", "d")],
    )
    assert kept(decided(staff, directory)) == [("d", "branch_zone")]


@pytest.mark.parametrize(
    ("delegate", "advisors"),
    [
        (None, []),
        ("d", [an_advisor("alan", "d", **AWAY)]),
        ("d", []),
    ],
)
def test_an_absent_team_nobody_can_replace_is_kept_and_noticed(
    staff: Browser, delegate: str | None, advisors: list[Document]
) -> None:
    directory = country(
        a_team("t", delegate=delegate),
        a_team("d", competences=[{"subject": "contrat-de-travail"}]),
        advisors=[an_advisor("zoe", "t", **AWAY), *advisors],
    )
    decision = decided(staff, directory)
    assert kept(decision) == [("t", "branch_zone")]
    assert decision["notices"] == [{"team": "t", "code": "absent_without_delegate"}]


def test_a_team_of_which_somebody_is_there_is_kept(staff: Browser) -> None:
    directory = country(advisors=[an_advisor("zoe", "t", **AWAY), an_advisor("alan", "t")])
    decision = decided(staff, directory)
    assert kept(decision) == [("t", "branch_zone")]
    assert decision["notices"] == []


def test_the_rules_are_met_in_their_order(staff: Browser) -> None:
    everything: Document = {
        "closed": True,
        "zones": [zone("region", "11")],
        "criteria": [{"min_years": 99}],
    }
    chamber = {**CRAFT, "categories": ["opco"], **ANSWERED}
    reasons = []
    mendings: list[Document] = [{}, {"closed": False}, {"zones": []}]
    for mended in mendings:
        everything |= mended
        verdict = objection(decided(staff, country(everything, institution=chamber), natures=["COMMERCIALE"]))
        reasons.append(verdict["reason"])
    reasons.append(objection(decided(staff, country(everything, institution=chamber)))["reason"])
    reasons.append(objection(decided(staff, country(everything, institution=chamber), opco="i"))["reason"])
    assert reasons == ["team_closed", "outside_territory", "chamber_activity", "other_opco", "criterion"]


def test_every_team_that_holds_the_subject_is_in_one_list(staff: Browser) -> None:
    directory = country(
        a_team("c"),
        a_team("a", closed=True),
        a_team("b", zones=[zone("region", "11")]),
        a_team("d", competences=[{"subject": "recruter"}, {"subject": "recruter"}]),
        a_team("z", competences=[{"subject": "contrat-de-travail"}]),
    )
    decision = decided(staff, directory)
    assert kept(decision) == [("c", "branch_zone"), ("d", "branch_zone")]
    assert [one["team"] for one in decision["set_aside"]] == ["a", "b"]


def test_the_directory_in_force_is_tried_when_none_is_given(staff: Browser) -> None:
    answer = staff.post(
        "/api/admin/routing/simulations", {"subject": "recruter", "company": {"commune": AGEN}}
    ).json()
    assert kept(answer) == [("cci-47-rh", "branch_zone"), ("emploi-47", "branch_zone")]
    assert answer["versions"] == {"directory": "1", "geography": "2026", "rules": "1"}


def test_nothing_is_kept_of_a_simulation(shared: Service, staff: Browser) -> None:
    with heard() as statements:
        decided(staff, country())
    assert all(one.startswith("SELECT") for one in statements)
