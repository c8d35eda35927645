"""Accounts that are shut out for other motives or for ever, over HTTP (CGU 6.1)."""

import pytest
from attrs import frozen

from conseillers_domain.accounts import Role
from tests.entrypoints.service import (
    EMMA,
    PASSWORD,
    STAFF,
    ZOE,
    Browser,
    Service,
    faults,
)

BOSS = "direction@service.fr"
DECISIONS = "/api/admin/direction-decisions"


@frozen
class Office:
    """Those who suspend and those who decide, before a service."""

    service: Service
    staff: Browser
    boss: Browser

    def path(self, email: str) -> str:
        """Where an account is."""
        return f"/api/admin/accounts/{self.staff.get(f'/api/admin/accounts?email={email}').json()['id']}"

    def decided(self, email: str, measure: str) -> str:
        """A new decision of the direction."""
        answer = self.boss.post(DECISIONS, {"email": email, "measure": measure, "why": "Conseil"})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


@pytest.fixture
def office(service: Service) -> Office:
    service.container.add_account()(
        email=BOSS, name="Direction", password=PASSWORD, roles=frozenset({Role.DIRECTION})
    )
    return Office(service, service.signed_in(STAFF), service.signed_in(BOSS))


def test_another_motive_needs_a_decision_that_serves_once(office: Office) -> None:
    path = f"{office.path(EMMA)}/suspension"
    refused = office.staff.post(path, {"motive": "other"})
    assert (refused.status_code, faults(refused)) == (422, {"/decision": "required"})
    decision = office.decided(EMMA, "suspension")
    done = office.staff.post(path, {"motive": "other", "decision": decision})
    assert done.status_code == 200
    assert done.json()["changes"][0]["decision"] == decision
    office.staff.post(f"{office.path(EMMA)}/lifting")
    again = office.staff.post(path, {"motive": "other", "decision": decision})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/decision_used")


def test_an_ended_account_is_refused_for_ever(office: Office) -> None:
    emma, path = office.service.signed_in(EMMA), office.path(EMMA)
    decision = office.decided(EMMA, "end")
    ended = office.staff.post(f"{path}/end", {"decision": decision})
    assert ended.status_code == 200
    assert ended.json()["ended_at"]
    assert emma.get("/api/needs").status_code == 401
    refused = office.service.visitor.post("/api/session", {"email": EMMA, "password": PASSWORD})
    assert (refused.status_code, refused.json()["type"]) == (401, "/problems/account_ended")
    lifted = office.staff.post(f"{path}/lifting")
    assert (lifted.status_code, lifted.json()["type"]) == (409, "/problems/account_ended")


def test_roles_are_changed_and_the_session_is_over(office: Office) -> None:
    emma, path = office.service.signed_in(EMMA), office.path(EMMA)
    body = {"roles": ["advisor", "pilot"], "reason": "Suit les chiffres"}
    assert office.staff.post(f"{path}/roles", body).json()["roles"] == ["advisor", "pilot"]
    assert emma.get("/api/me").status_code == 401
    assert office.service.signed_in(EMMA).get("/api/me").json()["roles"] == ["advisor", "pilot"]
    wrong = office.staff.post(f"{path}/roles", {"roles": ["roi"], "reason": "Non"})
    assert wrong.status_code == 422


def test_decisions_are_the_directions_to_record_and_staff_reads_them(office: Office) -> None:
    decision = office.decided(ZOE, "end")
    for reader in (office.staff, office.boss):
        page = reader.get(DECISIONS).json()
        assert ([one["id"] for one in page["items"]], page["total"]) == ([decision], 1)
    body = {"email": ZOE, "measure": "end", "why": "Conseil"}
    zoe = office.service.signed_in(ZOE)
    for stranger in (office.staff, zoe):
        assert stranger.post(DECISIONS, body).status_code == 404
    assert zoe.get(DECISIONS).status_code == 404
    assert office.service.visitor.post(DECISIONS, body).status_code == 401


def test_a_decision_sent_again_is_recorded_once(office: Office) -> None:
    body, key = {"email": ZOE, "measure": "end", "why": "Conseil"}, {"idempotency-key": "k"}
    first, again = (office.boss.post(DECISIONS, body, headers=key) for _ in range(2))
    assert first.json() == again.json()


def test_the_needs_of_a_team_without_anybody_are_a_task(office: Office) -> None:
    office.service.deposit()
    office.staff.post(f"{office.path(EMMA)}/suspension", {"motive": "urgency"})
    tasks = "/api/admin/tasks?kind=orphan_referrals"
    (task,) = office.staff.get(tasks).json()["items"]
    assert (task["team"], task["referrals"], task["need"]) == ("emploi-47", 1, None)
    moved = office.staff.post(
        "/api/admin/teams/emploi-47/referrals/move", {"to": "cci-47-eco", "reason": "Plus personne"}
    )
    assert moved.json()["moved"] == 1
    office.service.container.end_silent_teams()()
    assert office.staff.get(tasks).json()["items"] == []
