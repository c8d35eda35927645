"""Staff changes who a need is before, over HTTP."""

from tests.entrypoints.service import STAFF, ZOE, Service, faults

ADD = {"team": "cci-47-eco", "reason": "Une équipe plus proche"}


def test_a_team_is_added_withdrawn_and_replaced_and_all_of_it_is_told(service: Service) -> None:
    need, staff = service.a_need(), service.signed_in(STAFF)
    path = f"/api/admin/needs/{need}"
    added = staff.post(f"{path}/referrals", ADD, headers={"idempotency-key": "k"})
    assert added.status_code == 201
    assert [one["team"] for one in added.json()["referrals"]] == ["cci-47-rh", "emploi-47", "cci-47-eco"]
    again = staff.post(f"{path}/referrals", ADD, headers={"idempotency-key": "k"})
    assert (again.json(), again.headers["etag"]) == (added.json(), added.headers["etag"])
    why = {"reason": "Une erreur"}
    gone = staff.post(f"{path}/referrals/emploi-47/withdrawal", why, headers={"if-match": '"0"'})
    assert (gone.status_code, gone.json()["type"]) == (412, "/problems/stale")
    gone = staff.post(f"{path}/referrals/emploi-47/withdrawal", why)
    assert [(one["team"], one["how"]) for one in gone.json()["left"]] == [("emploi-47", "withdrawn")]
    moved = staff.post(f"{path}/referrals/cci-47-eco/move", {"to": "cci-47-rh", "reason": "Doublon"})
    assert (moved.status_code, moved.json()["type"]) == (409, "/problems/already_asked")
    traces = staff.get(f"{path}/traces").json()["items"]
    assert [(one["gesture"], one["by"], one["reason"]) for one in traces] == [
        ("team_added", "Équipe du service", "Une équipe plus proche"),
        ("referral_withdrawn", "Équipe du service", "Une erreur"),
    ]


def test_all_that_a_team_has_is_handed_over(service: Service) -> None:
    need, staff = service.a_need(), service.signed_in(STAFF)
    path = "/api/admin/teams/cci-47-rh/referrals/move"
    answer = staff.post(path, {"to": "cci-47-eco", "reason": "Fermeture"})
    assert answer.json() == {"moved": 1, "kept": [], "more": False}
    zoe = service.signed_in(ZOE)
    assert zoe.get(f"/api/needs/{need}").status_code == 404
    assert zoe.get("/api/needs").json()["counts"]["inbox"] == 0


def test_every_fault_is_told_and_nobody_else_may(service: Service) -> None:
    need, staff, zoe = service.a_need(), service.signed_in(STAFF), service.signed_in(ZOE)
    path = f"/api/admin/needs/{need}/referrals"
    answer = staff.post(path, {"team": "nobody", "because": "x"})
    assert faults(answer) == {"/because": "unknown_field", "/reason": "required", "/team": "unknown_team"}
    assert zoe.post(path, ADD).status_code == 404
    assert zoe.post(f"{path}/cci-47-rh/withdrawal", {}).status_code == 404
    assert zoe.get(f"/api/admin/needs/{need}/traces").status_code == 404
