"""Staff's programs read where nobody answers in the directory in force."""

import pytest

from conseillers_domain.anomalies import AnomalyCode
from tests.entrypoints.service import MANAGER, OPERATOR, STAFF, ZOE, Browser, Document, Service, faults

COVERAGE = "/api/admin/coverage"
LOT_ET_GARONNE = {"type": "departement", "code": "47", "name": "Lot-et-Garonne"}


def read(staff: Browser, query: str = "") -> Document:
    answer = staff.get(COVERAGE + query)
    assert answer.status_code == 200, answer.text
    found: Document = answer.json()
    return found


def test_nobody_else_than_staff_knows_of_it(shared: Service) -> None:
    assert shared.visitor.get(COVERAGE).status_code == 401
    for email in (ZOE, MANAGER, OPERATOR):
        answer = shared.signed_in(email).get(COVERAGE)
        assert (answer.status_code, answer.json()["detail"]) == (404, "Cette page n’existe pas.")
        assert shared.signed_in(email).get(COVERAGE + "?institution=nulle").status_code == 404


def test_every_anomaly_is_told_with_its_place_and_its_sentence(staff: Browser) -> None:
    found = read(staff)
    assert found.keys() == {"versions", "items", "total"}
    assert found["versions"] == {"directory": "1", "geography": "2026"}
    assert found["total"] == len(found["items"]) > 0
    for item in found["items"]:
        assert item.keys() == {
            "code",
            "severity",
            "institution",
            "subject",
            "sentence",
            "zones",
            "communes",
            "everywhere",
            "teams",
            "conditions",
        }
        assert item["code"] in set(AnomalyCode)
        assert item["sentence"].endswith(".")
    # The team of economy receives big companies only, the other one of its chamber all of them.
    (twice,) = (one for one in found["items"] if one["code"] == "overlap")
    assert twice == twice | {
        "severity": "info",
        "institution": "cci",
        "subject": "contrat-de-travail",
        "zones": [LOT_ET_GARONNE],
        "communes": 319,
        "everywhere": False,
        "teams": ["cci-47-eco", "cci-47-rh"],
        "conditions": [],
    }


def test_where_nobody_at_all_answers_no_institution_is_named(staff: Browser) -> None:
    items = read(staff, "?subject=recruter&severity=error")["items"]
    (nobody,) = (one for one in items if one["institution"] is None)
    assert (nobody["code"], nobody["subject"], nobody["everywhere"]) == ("no_team", "recruter", False)
    assert {"type": "departement", "code": "48", "name": "Lozère"} not in nobody["zones"]
    assert LOT_ET_GARONNE not in nobody["zones"]
    assert {"type": "region", "code": "76", "name": "Occitanie"} in nobody["zones"]


@pytest.mark.parametrize(
    ("query", "field", "kept"),
    [
        ("institution=cci", "institution", {"cci"}),
        ("subject=contrat-de-travail", "subject", {"contrat-de-travail"}),
        ("severity=error", "severity", {"error"}),
        ("severity=warning", "severity", {"error"}),
        ("severity=info", "severity", {"error", "info"}),
    ],
)
def test_filters_keep_what_they_say(staff: Browser, query: str, field: str, kept: set[str]) -> None:
    found = read(staff, f"?{query}")
    assert {item[field] for item in found["items"]} == kept
    assert found["items"] == [item for item in read(staff)["items"] if item[field] in kept]
    assert found["total"] == len(found["items"])


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "institution=nulle&subject=nul",
            {"/institution": "unknown_institution", "/subject": "unknown_subject"},
        ),
        ("severity=grave", {"/severity": "unknown_option"}),
    ],
)
def test_a_filter_that_means_nothing_is_refused(staff: Browser, query: str, told: dict[str, str]) -> None:
    answer = staff.get(f"{COVERAGE}?{query}")
    assert (faults(answer), answer.headers["content-type"]) == (told, "application/problem+json")
    assert answer.status_code in {400, 422}


def test_a_criterion_that_nobody_meets_is_told_with_its_conditions(service: Service) -> None:
    staff = service.signed_in(STAFF)
    document = staff.get("/api/admin/directory").json()
    document["branches"][1]["criteria"] = [{"max_headcount": 50}]
    assert staff.put("/api/admin/directory", document).status_code == 200
    found = read(staff, "?institution=cci")
    assert found["versions"]["directory"] == "2"
    (never,) = (one for one in found["items"] if one["code"] == "criterion_never_holds")
    assert never["teams"] == ["cci-47-eco"]
    assert sorted(never["conditions"], key=str) == [
        {"owner": "cci-47", "criterion": "max_headcount", "expected": 50},
        {"owner": "cci-47-eco", "criterion": "min_headcount", "expected": 250},
    ]
