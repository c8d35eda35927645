"""Routing tried inline: what makes no sense is refused, every fault at its place."""

from typing import Final

import pytest

from tests.entrypoints.service import Browser, Document, faults
from tests.entrypoints.simulated import (
    AGEN,
    a_team,
    country,
    zone,
)

REFUSED: Final[list[tuple[Document, dict[str, str]]]] = [
    ({}, {"/subject": "required", "/company": "required"}),
    ({"subject": "", "company": {"commune": ""}}, {"/subject": "required", "/company/commune": "required"}),
    ({"subject": "tricot", "company": {"commune": AGEN}}, {"/subject": "unknown_subject"}),
    (
        {"subject": "recruter", "company": {"commune": "47000"}},
        {"/company/commune": "unknown_commune"},
    ),
    (
        {"subject": "recruter", "company": {"commune": AGEN}, "answers": {"autre": "true"}},
        {"/answers/autre": "unknown_question"},
    ),
    (
        {"subject": "recruter", "company": {"commune": AGEN}, "answers": {"recrutement_premier": "bof"}},
        {"/answers/recrutement_premier": "unknown_option"},
    ),
    (
        {
            "subject": "recruter",
            "company": {"commune": AGEN},
            "directory": country({"zones": [zone("departement", "47"), zone("departement", "20")]}),
        },
        {"/directory/teams/0/zones/1/code": "unknown_zone"},
    ),
    (
        {
            "subject": "recruter",
            "company": {"commune": AGEN},
            "directory": country({"branch": "nulle"}),
        },
        {"/directory/teams/0/branch": "unknown_branch"},
    ),
    (
        {"subject": "recruter", "company": {"commune": AGEN}, "on": "demain"},
        {"/on": "format"},
    ),
    (
        {
            "subject": "tricot",
            "on": 3,
            "company": {"commune": "00000", "naf": 1, "couleur": "bleu", "natures": "ARTISANALE"},
            "directory": country(
                a_team("t", competences=[{"subject": "tricot"}], delegate="nulle"),
                institution={"nature": "x"},
            ),
        },
        {
            "/subject": "unknown_subject",
            "/on": "type",
            "/company/commune": "unknown_commune",
            "/company/naf": "type",
            "/company/couleur": "unknown_field",
            "/company/natures": "type",
            "/directory/institutions/0/nature": "unknown_option",
            "/directory/teams/0/competences/0/subject": "unknown_subject",
            "/directory/teams/0/delegate": "unknown_team",
        },
    ),
]


@pytest.mark.parametrize(("body", "wrong"), REFUSED)
def test_a_simulation_that_makes_no_sense_is_refused(
    staff: Browser, body: Document, wrong: dict[str, str]
) -> None:
    answer = staff.post("/api/admin/routing/simulations", body)
    codes = set(wrong.values())
    assert (answer.status_code, faults(answer)) == (422, wrong)
    expected = codes.pop() if len(codes) == 1 else "invalid"
    assert answer.json()["type"] == f"/problems/{expected}"
