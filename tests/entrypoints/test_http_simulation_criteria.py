"""Routing tried inline: each criterion, held or not, at each level of the directory."""

import pytest

from tests.entrypoints.service import Browser, Document
from tests.entrypoints.simulated import AGEN, country, decided, kept, objection


@pytest.mark.parametrize(
    ("criterion", "expected", "company", "actual"),
    [
        ("min_years", 3, {"created_on": "2023-11-24"}, 2),
        ("min_years", 3, {"created_on": None}, None),
        ("max_years", 3, {"created_on": "2023-11-23"}, 3),
        ("max_years", 3, {}, None),
        ("min_headcount", 20, {"headcount": "11"}, 10),
        ("min_headcount", 20, {"headcount": "ZZ"}, None),
        ("max_headcount", 49, {"headcount": "12"}, 49),
        ("max_headcount", 49, {}, None),
        ("max_headcount", 0, {"headcount": "NN"}, 0),
        ("accepted_naf", ["62.02A"], {"naf": "62.01Z"}, "62.01Z"),
        ("accepted_naf", ["62.02A"], {}, None),
        ("accepted_legal_forms", ["5710"], {"legal_form": "5499"}, "5499"),
        ("accepted_legal_forms", ["5710"], {}, None),
        ("excluded_naf", ["6202a"], {"naf": "62.02A"}, "62.02A"),
        ("excluded_legal_forms", ["5710"], {"legal_form": "5710"}, "5710"),
        ("excluded_communes", ["47001"], {}, AGEN),
    ],
)
@pytest.mark.parametrize("owner", ["t", "b", "i"])
def test_a_criterion_that_does_not_hold_is_told_with_its_owner(
    staff: Browser, owner: str, criterion: str, expected: object, company: Document, actual: object
) -> None:
    rule = {"criteria": [{criterion: expected}]}
    directory = {
        "t": country(rule),
        "b": country(branch=rule),
        "i": country(institution=rule),
    }[owner]
    assert objection(decided(staff, directory, **company)) == {
        "team": "t",
        "reason": "criterion",
        "criterion": criterion,
        "expected": expected,
        "actual": actual,
        "owner": owner,
    }


@pytest.mark.parametrize(
    ("criterion", "company"),
    [
        ({"min_years": 3}, {"created_on": "2023-11-23"}),
        ({"min_years": 1}, {"created_on": "2024-02-29"}),
        ({"max_years": 3}, {"created_on": "2023-11-24"}),
        ({"min_headcount": 0, "max_headcount": 1}, {"headcount": "NN"}),
        ({"min_headcount": 20, "max_headcount": 50}, {"headcount": "12"}),
        ({"accepted_naf": ["6202a"], "excluded_naf": ["62.01Z"]}, {"naf": "62.02A"}),
        ({"accepted_legal_forms": ["5710"]}, {"legal_form": "5710"}),
        ({"accepted_naf": [], "accepted_legal_forms": []}, {}),
        ({"excluded_naf": ["62.02A"], "excluded_legal_forms": ["1"], "excluded_communes": ["33063"]}, {}),
        ({"subjects": ["contrat-de-travail"], "min_headcount": 5_000}, {}),
        ({"subjects": ["recruter"], "max_headcount": 50}, {"headcount": "03"}),
    ],
)
def test_a_criterion_that_holds_lets_the_need_through(
    staff: Browser, criterion: Document, company: Document
) -> None:
    assert kept(decided(staff, country({"criteria": [criterion]}), **company)) == [("t", "branch_zone")]


def test_the_first_criterion_that_fails_is_told_team_first(staff: Browser) -> None:
    directory = country(
        {"criteria": [{"min_years": 0}, {"accepted_naf": ["1"], "max_years": 2}]},
        branch={"criteria": [{"min_headcount": 3}]},
        institution={"criteria": [{"min_headcount": 4}]},
    )
    verdict = objection(decided(staff, directory, created_on="2000-01-01"))
    assert (verdict["owner"], verdict["criterion"]) == ("t", "max_years")
