"""Staff changes the directory in part, tries it on the past, forces it, goes back, and reads why."""

import pytest
from attrs import frozen
from httpx import Response

from tests.entrypoints.service import (
    EMMA,
    PASSWORD,
    STAFF,
    ZOE,
    Browser,
    Document,
    Service,
    faults,
    the_directory,
)

DIRECTORY = "/api/admin/directory"
VERSIONS = f"{DIRECTORY}/versions"
WHAT_IF = f"{DIRECTORY}/what-if"
EMPLOI = {
    "code": "emploi-47",
    "branch": "emploi-47",
    "name": "Entreprises",
    "mailbox": "emploi-47@example.org",
    "competences": [{"subject": "recruter"}],
}
RH = {
    "code": "cci-47-rh",
    "branch": "cci-47",
    "name": "Recrutement",
    "mailbox": "cci-47-rh@example.org",
    "competences": [{"subject": "recruter"}, {"subject": "contrat-de-travail"}],
}
NARROWED = {"teams": [RH | {"criteria": [{"min_headcount": 250}]}, EMPLOI | {"closed": True}]}
"""A change after which nobody answers a small company."""


@frozen
class Staff:
    """Somebody of the service's own team, and the need somebody deposited."""

    browser: Browser
    service: Service
    need: str

    def patch(self, body: Document, **headers: str) -> Response:
        return self.browser.patch(DIRECTORY, body, headers=headers)


@pytest.fixture
def staff(service: Service) -> Staff:
    service.deposit()
    (item,) = service.signed_in(ZOE).get("/api/needs").json()["items"]
    return Staff(service.signed_in(STAFF), service, item["id"])


def test_a_part_of_the_directory_is_changed(staff: Staff) -> None:
    answer = staff.patch({"teams": [EMPLOI | {"name": "Employeurs"}], "why": "Nouveau nom"})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    teams = {one["code"]: one["name"] for one in staff.browser.get(DIRECTORY).json()["teams"]}
    assert teams == {"cci-47-rh": "Recrutement", "cci-47-eco": "Équipe cci-47-eco", "emploi-47": "Employeurs"}
    (latest, first) = staff.browser.get(VERSIONS).json()["items"]
    assert (latest["version"], latest["why"], latest["forced"]) == ("2", "Nouveau nom", None)
    assert first["version"] == "1"


def test_the_second_of_two_people_who_change_it_at_once_is_told(staff: Staff) -> None:
    body = {"teams": [EMPLOI | {"name": "Employeurs"}]}
    assert staff.patch(body, **{"if-match": '"1"'}).status_code == 200
    again = staff.patch({"teams": [RH | {"name": "RH"}]}, **{"if-match": '"1"'})
    assert (again.status_code, again.json()["type"]) == (412, "/problems/stale")


def test_every_fault_of_a_change_is_told_at_its_place_in_it(staff: Staff) -> None:
    body: Document = {
        "teams": [EMPLOI | {"branch": "nulle", "couleur": "bleu"}],
        "removed": {"teams": ["nulle"], "advisors": [EMMA.upper()]},
        "force": {},
    }
    answer = staff.patch(body)
    assert answer.status_code == 422
    assert {(one["pointer"], one["code"]) for one in answer.json()["errors"]} == {
        ("/teams/0/couleur", "unknown_field"),
        ("/force/reason", "required"),
        ("/removed/teams/0", "unknown"),
        ("/teams/0/branch", "unknown_branch"),
    }
    assert faults(answer)


def test_a_change_is_tried_refused_forced_and_reverted(staff: Staff) -> None:
    tried = staff.browser.post(WHAT_IF, {"patch": NARROWED})
    assert tried.status_code == 200
    effects = tried.json()
    assert (effects["needs"], effects["orphans"], effects["orphan_ids"]) == (1, 1, [staff.need])
    lost = [{"team": team, "subject": "recruter", "needs": 1} for team in ("cci-47-rh", "emploi-47")]
    assert (effects["lost"], effects["orphaned"], effects["gained"]) == (lost, lost, [])

    refused = staff.patch(NARROWED)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/would_orphan")
    assert refused.json()["current"]["ids"] == [staff.need]
    assert refused.json()["current"]["by_team"] == lost

    forced = staff.patch(NARROWED | {"why": "Réforme", "force": {"reason": "Décidé en comité"}})
    assert forced.status_code == 200
    assert staff.browser.get(VERSIONS).json()["items"][0]["forced"] == "Décidé en comité"

    back = staff.browser.post(f"{VERSIONS}/1/restoration", {"why": "Trop tôt"})
    assert (back.status_code, back.json()["version"]) == (200, "3")
    assert staff.browser.get(DIRECTORY).json() == staff.browser.get(f"{VERSIONS}/1").json()

    diff = staff.browser.get(f"{DIRECTORY}/diff?before=1&after=2").json()["teams"]
    assert [(one["team"], one["change"], [said["what"] for said in one["fields"]]) for one in diff] == [
        ("cci-47-rh", "changed", ["criteria"]),
        ("emploi-47", "changed", ["closed"]),
    ]
    assert staff.browser.get(f"{DIRECTORY}/diff?before=1&after=3").json()["teams"] == []


def test_a_whole_directory_that_would_orphan_is_refused_the_same_way(staff: Staff) -> None:
    document = staff.browser.get(DIRECTORY).json()
    document["teams"] = [one | {"closed": True} for one in document["teams"]]
    refused = staff.browser.put(DIRECTORY, document)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/would_orphan")
    assert staff.browser.put(DIRECTORY, document | {"force": {"reason": "Fin"}}).status_code == 200


def test_versions_are_read_by_pages(staff: Staff) -> None:
    for name in ("A", "B", "C"):
        staff.patch({"teams": [EMPLOI | {"name": name}]})
    page = staff.browser.get(f"{VERSIONS}?limit=3").json()
    assert [one["version"] for one in page["items"]] == ["4", "3", "2"]
    assert (page["total"], page["next"]) == (4, "2")
    last = staff.browser.get(f"{VERSIONS}?limit=3&cursor=2").json()
    assert ([one["version"] for one in last["items"]], last["next"]) == (["1"], None)
    assert staff.browser.get(f"{VERSIONS}?cursor=x").status_code == 422


@pytest.mark.parametrize("path", [f"{VERSIONS}/9", f"{VERSIONS}/x", f"{DIRECTORY}/diff?before=1&after=9"])
def test_a_version_that_never_was_is_not_found(staff: Staff, path: str) -> None:
    assert staff.browser.get(path).status_code == 404


def test_what_is_for_staff_does_not_exist_for_others(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    answers = [
        zoe.patch(DIRECTORY, {}),
        zoe.get(VERSIONS),
        zoe.get(f"{VERSIONS}/1"),
        zoe.post(f"{VERSIONS}/1/restoration", {}),
        zoe.get(f"{DIRECTORY}/diff?before=1&after=1"),
        zoe.post(WHAT_IF, {}),
        zoe.post("/api/admin/routing/replays", {"since": "2026-11-01", "until": "2026-11-30"}),
        zoe.get("/api/admin/needs/x/routing"),
        zoe.get(f"/api/admin/accounts?email={EMMA}"),
        zoe.post("/api/admin/accounts/x/suspension", {"motive": "urgency"}),
        zoe.post("/api/admin/accounts/x/lifting"),
        zoe.get(f"{DIRECTORY}/export"),
        zoe.get(f"{DIRECTORY}/template"),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_staff_reads_why_each_team_does_or_does_not_receive_a_need(staff: Staff) -> None:
    decision = staff.browser.get(f"/api/admin/needs/{staff.need}/routing").json()
    assert decision["versions"] == {"directory": "1", "geography": "2026", "rules": "1"}
    assert decision["company"]["commune"] == "47001"
    assert [(one["team"], one["team_name"], one["by"]) for one in decision["kept"]] == [
        ("cci-47-rh", "Recrutement", "branch_zone"),
        ("emploi-47", "Entreprises", "branch_zone"),
    ]
    assert "Lot-et-Garonne" in decision["kept"][0]["sentence"]
    assert decision["set_aside"] == []
    assert staff.browser.get("/api/admin/needs/x/routing").status_code == 404


def test_a_decision_is_told_in_the_names_of_its_time_and_taken_again_as_it_was(staff: Staff) -> None:
    assert staff.patch(NARROWED | {"force": {"reason": "Décidé"}}).status_code == 200
    staff.patch({"teams": [RH | {"name": "Autre nom"}], "force": {"reason": "x"}})
    decision = staff.browser.get(f"/api/admin/needs/{staff.need}/routing").json()
    assert [one["team_name"] for one in decision["kept"]] == ["Recrutement", "Entreprises"]
    replay = staff.browser.post(
        "/api/admin/routing/replays", {"since": "2026-11-23", "until": "2026-11-23"}
    ).json()
    assert replay == {
        "needs": 1,
        "same": 1,
        "differences": [],
        "undecided": 0,
        "unavailable": 0,
        "missing": [],
    }


def test_a_suspended_account_is_shut_out_and_its_team_passed_over(staff: Staff) -> None:
    emma = staff.service.signed_in(EMMA)
    account = staff.browser.get(f"/api/admin/accounts?email={EMMA.upper()}").json()
    assert (account["email"], account["suspended"]) == (EMMA, False)
    path = f"/api/admin/accounts/{account['id']}"
    suspended = staff.browser.post(f"{path}/suspension", {"motive": "security"})
    assert (suspended.status_code, suspended.json()["suspended"]) == (200, True)
    assert suspended.json()["silent_teams"] == ["emploi-47"]
    refused = emma.get("/api/needs")
    assert (refused.status_code, refused.json()["type"]) == (401, "/problems/session_over")
    again = staff.service.visitor.post("/api/session", {"email": EMMA, "password": PASSWORD})
    assert (again.status_code, again.json()["type"]) == (401, "/problems/suspended")
    simulated = staff.browser.post(
        "/api/admin/routing/simulations", {"subject": "recruter", "company": {"commune": "47001"}}
    ).json()
    assert [one["team"] for one in simulated["kept"]] == ["cci-47-rh"]
    assert [(one["team"], one["reason"]) for one in simulated["set_aside"]] == [("emploi-47", "suspended")]
    assert staff.browser.post(f"{path}/lifting").json()["suspended"] is False
    assert staff.service.signed_in(EMMA).get("/api/needs").status_code == 200
    assert staff.browser.post(f"{path}/suspension", {"motive": "ennui"}).status_code == 422
    assert len(the_directory().advisors) == 3


@pytest.mark.parametrize("days", [("0001-01-01", "2026-11-30"), ("2026-11-01", "9999-12-31")])
def test_days_of_other_centuries_are_refused(service: Service, days: tuple[str, str]) -> None:
    browser, period = service.signed_in(STAFF), {"since": days[0], "until": days[1]}
    asked: dict[str, Document] = {"/api/admin/routing/replays": {}, WHAT_IF: {"patch": {}}}
    for path, body in asked.items():
        answer = browser.post(path, body | period)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/out_of_range")


def test_a_return_asked_for_twice_under_the_same_key_is_made_once(staff: Staff) -> None:
    staff.patch({"teams": [EMPLOI | {"name": "Employeurs"}]})
    headers = {"idempotency-key": "un"}
    answers = [staff.browser.post(f"{VERSIONS}/1/restoration", {}, headers=headers).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert staff.browser.get(DIRECTORY).headers["etag"] == '"3"'


def test_what_a_list_says_of_a_version_names_who_published_it(staff: Staff) -> None:
    staff.patch({"teams": [EMPLOI | {"name": "Employeurs"}]})
    latest, first = staff.browser.get(VERSIONS).json()["items"]
    assert (latest["by_name"], first["by_name"]) == ("Équipe du service", None)
