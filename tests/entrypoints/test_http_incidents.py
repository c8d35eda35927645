"""Incidents over HTTP: declared by anybody with an account, followed by staff (CGU 6.2)."""

from tests.entrypoints.service import EMMA, OPERATOR, PASSWORD, STAFF, ZOE, Service, faults

DECLARE, ADMIN = "/api/incidents", "/api/admin/incidents"
THEFT = {"kind": "misuse", "description": "Un inconnu écrit en mon nom."}
BREACH = {"kind": "breach", "description": "=1+1", "since": "2026-11-23T08:00:00Z"}


def test_an_advisor_declares_in_two_gestures_and_staff_closes(service: Service) -> None:
    declared = service.signed_in(ZOE).post(DECLARE, THEFT)
    assert (declared.status_code, declared.json()["kind_label"]) == (201, "usage malveillant")
    service.work_off()
    assert any("Incident" in letter for letter in service.letters())
    staff = service.signed_in(STAFF)
    (line,) = staff.get(f"{ADMIN}?state=declared").json()["items"]
    path = f"{ADMIN}/{line['id']}"
    sheet = staff.get(path)
    assert (sheet.json()["description"], sheet.headers["etag"]) == (THEFT["description"], '"0"')
    early = staff.post(f"{path}/events", {"step": "close", "note": "Fini."})
    assert (early.status_code, early.json()["current"]) == (409, {"state": "declared"})
    qualified = {"step": "qualify", "note": "Vu.", "kind": "misuse"}
    assert staff.post(f"{path}/events", qualified, headers={"if-match": '"0"'}).status_code == 200
    assert staff.post(f"{path}/events", qualified, headers={"if-match": '"0"'}).status_code == 412
    closed = staff.post(f"{path}/events", {"step": "close", "note": "Mot de passe changé."})
    assert (closed.json()["state"], len(closed.json()["events"])) == ("closed", 2)


def test_who_is_suspended_declares_with_the_pass_of_the_refusal_and_nothing_else(
    service: Service,
) -> None:
    staff = service.signed_in(STAFF)
    account = staff.get(f"/api/admin/accounts?email={EMMA}").json()["id"]
    staff.post(f"/api/admin/accounts/{account}/suspension", {"motive": "urgency"})
    refused = service.visitor.post("/api/session", {"email": EMMA, "password": PASSWORD})
    assert (refused.status_code, refused.json()["type"]) == (401, "/problems/suspended")
    bearer = {"authorization": f"Bearer {refused.json()['current']['incident_pass']}"}
    assert service.visitor.post(DECLARE, THEFT, headers=bearer).status_code == 201
    assert service.visitor.get("/api/needs", headers=bearer).status_code == 401
    service.clock.forward(hours=1)
    late = service.visitor.post(DECLARE, THEFT, headers=bearer)
    assert (late.status_code, late.json()["type"]) == (401, "/problems/wrong_pass")
    wrong = service.visitor.post("/api/session", {"email": EMMA, "password": "un autre mot de passe"})
    assert "current" not in wrong.json()


def test_nobody_else_declares(service: Service) -> None:
    assert service.visitor.post(DECLARE, THEFT).status_code == 401
    forged = {"authorization": "Bearer x.1.y"}
    assert service.visitor.post(DECLARE, THEFT, headers=forged).status_code == 401
    zoe = service.signed_in(ZOE)
    assert zoe.post(DECLARE, THEFT, headers={"x-csrftoken": "x"}).status_code == 403


def test_what_is_wrong_with_an_incident_is_told(service: Service) -> None:
    wrong = {"kind": "fire", "description": "Un vol.", "since": "hier"}
    refused = service.signed_in(ZOE).post(DECLARE, wrong)
    assert refused.status_code == 422
    assert faults(refused).keys() == {"/kind", "/since"}
    later = service.signed_in(ZOE).post(DECLARE, THEFT | {"since": "2027-01-01T00:00:00Z"})
    assert faults(later) == {"/since": "future"}


def test_an_incident_sent_again_is_declared_once(service: Service) -> None:
    zoe, key = service.signed_in(ZOE), {"idempotency-key": "k"}
    first, again = (zoe.post(DECLARE, THEFT, headers=key).json() for _ in range(2))
    assert first == again


def test_incidents_are_staffs_to_read(service: Service) -> None:
    incident = service.signed_in(ZOE).post(DECLARE, THEFT).json()["id"]
    for stranger in (service.signed_in(ZOE), service.signed_in(OPERATOR)):
        for path in (ADMIN, f"{ADMIN}/{incident}", f"{ADMIN}/register.csv"):
            assert stranger.get(path).status_code == 404
        event = {"step": "note", "note": "Vu."}
        assert stranger.post(f"{ADMIN}/{incident}/events", event).status_code == 404


def test_a_breach_is_recalled_until_the_cnil_is_notified_and_is_in_the_register(
    service: Service,
) -> None:
    incident = service.signed_in(ZOE).post(DECLARE, BREACH).json()["id"]
    service.work_off(hours=25)
    service.container.mind_breaches()()
    service.work_off()
    recalled = [letter for letter in service.letters() if "CNIL" in letter or "Violation" in letter]
    assert recalled
    staff = service.signed_in(STAFF)
    event = {"step": "notify_cnil", "note": "Dossier 12."}
    assert staff.post(f"{ADMIN}/{incident}/events", event).json()["notified_at"]
    register = staff.get(f"{ADMIN}/register.csv")
    assert register.headers["content-type"].startswith("text/csv")
    assert "'=1+1" in register.text
    assert "notification à la CNIL (Équipe du service) : Dossier 12." in register.text
