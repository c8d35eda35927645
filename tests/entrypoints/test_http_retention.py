"""Retention over HTTP: an operator has it run, dry or not, and reads what it did."""

from typing import Final

from tests.entrypoints.service import OPERATOR, STAFF, Service

RUNS: Final = "/api/admin/retention/runs"


def test_an_operator_runs_it_dry_then_for_good_and_reads_the_signed_accounts(service: Service) -> None:
    receipt = service.deposit()
    service.clock.forward(days=4 * 365)
    operator = service.signed_in(OPERATOR)
    dry, run = (operator.post(RUNS, {"dry_run": dry}).json() for dry in (True, False))
    for told in (dry, run):
        (company,) = (one for one in told["classes"] if one["keeping"] == "company")
        assert (company["things"], company["kept_days"], company["then"]) == (1, 1095, "anonymisés")
        assert told["intact"]
        assert told["signature"]
    assert (dry["dry_run"], run["dry_run"], run["complete"]) == (True, False, True)
    assert run["by"] == operator.get("/api/me").json()["id"]
    assert operator.get(f"{RUNS}/{run['id']}/certificate").json() == run
    assert operator.get(RUNS).json() == {"items": [run, dry], "next": None}
    seen = service.signed_in(STAFF).get(f"/api/admin/demands/{receipt['id']}").json()
    assert (seen["contact"]["email"], seen["company"]["siret"], seen["alike"]) == ("", "", [])


def test_nobody_else_does_and_a_run_that_never_was_is_not_found(service: Service) -> None:
    staff, operator = service.signed_in(STAFF), service.signed_in(OPERATOR)
    assert [staff.post(RUNS, {}).status_code, staff.get(RUNS).status_code] == [404, 404]
    assert service.visitor.get(RUNS).status_code == 401
    assert operator.get(f"{RUNS}/0/certificate").status_code == 404
    assert operator.post(RUNS, {"dry": True}).status_code == 422


def test_nothing_more_comes_of_what_is_forgotten_and_no_mail_leaves(service: Service) -> None:
    need = service.a_need()
    service.work_off(hours=1)
    service.clock.forward(days=4 * 365)
    staff, operator = service.signed_in(STAFF), service.signed_in(OPERATOR)
    assert operator.post(RUNS, {}).status_code == 201
    assert service.letters() == []
    sheet = staff.get(f"/api/needs/{need}").json()
    assert (sheet["description"], sheet["why"], sheet["contact"]["email"]) == ("", [], "")
    routing = staff.get(f"/api/admin/needs/{need}/routing")
    assert (routing.status_code, routing.json()["type"]) == (404, "/problems/forgotten")
    path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
    refused = staff.post(path, {"stance": "taken"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/forgotten")
    service.work_off(days=1)
    assert [one for one in service.letters() if "Bonjour " in one and "atelier.fr" in one] == []
