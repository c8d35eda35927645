"""Signing in and out; who may write; what a stranger is told."""

import pytest

from tests.entrypoints.service import (
    EMMA,
    MANAGER,
    PASSWORD,
    STAFF,
    ZOE,
    Browser,
    Service,
    faults,
)

TAKEN = {"stance": "taken"}


def test_somebody_signs_in_and_is_told_who_they_are(service: Service) -> None:
    answer = service.visitor.post("/api/session", {"email": f" {ZOE.upper()} ", "password": PASSWORD})
    opened = answer.json()
    assert answer.status_code == 201
    person = opened["person"]
    assert {key: person[key] for key in ("email", "name", "roles", "teams")} == {
        "email": ZOE,
        "name": "Zoé Marchand",
        "roles": ["advisor"],
        "teams": ["cci-47-rh"],
    }
    assert PASSWORD not in answer.text
    assert service.signed_in(ZOE).get("/api/me").json() == person
    assert service.signed_in(MANAGER).get("/api/me").json()["teams"] == ["cci-47-eco", "cci-47-rh"]


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(service: Service) -> None:
    answer = service.visitor.post("/api/session", {"email": ZOE, "password": PASSWORD})
    session, csrf = sorted(answer.headers.get_list("set-cookie"), key=len, reverse=True)
    for cookie in (session, csrf):
        assert "Secure" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    assert session.startswith("session=")
    assert "HttpOnly" in session
    assert csrf.startswith(f"csrftoken={answer.json()['csrf_token']};")
    assert "HttpOnly" not in csrf


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(service: Service) -> None:
    attempts = (
        {"email": ZOE, "password": "un autre mot de passe"},
        {"email": "personne@cci.fr", "password": PASSWORD},
        {"email": "", "password": ""},
        {"email": ZOE, "password": ""},
    )
    answers = [service.visitor.post("/api/session", attempt) for attempt in attempts]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].json()["type"] == "/problems/wrong_credentials"
    assert not any("set-cookie" in answer.headers for answer in answers)


def test_credentials_are_read_strictly(shared: Service) -> None:
    answer = shared.visitor.post("/api/session", {"email": 1, "remember": True})
    assert (answer.status_code, faults(answer)) == (
        422,
        {"/email": "type", "/password": "required", "/remember": "unknown_field"},
    )


OF_PEOPLE = (
    ("GET", "/api/me"),
    ("DELETE", "/api/session"),
    ("GET", "/api/needs"),
    ("GET", "/api/needs/x"),
    ("GET", "/n/x"),
    ("POST", "/api/needs/x/referrals/y/positions"),
    ("GET", "/api/admin/directory"),
    ("PUT", "/api/admin/directory"),
    ("GET", "/api/admin/catalogue"),
    ("PUT", "/api/admin/catalogue"),
    ("POST", "/api/admin/routing/simulations"),
)


@pytest.mark.parametrize(("method", "path"), OF_PEOPLE)
def test_a_stranger_is_asked_to_sign_in_before_anything_is_read(
    shared: Service, method: str, path: str
) -> None:
    answer = shared.visitor.ask(method, path, content=b"rien qui se lise")
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unidentified")
    assert answer.json()["title"] == "Identification nécessaire"


@pytest.mark.parametrize(("method", "path"), OF_PEOPLE)
def test_a_forged_session_is_no_session(shared: Service, method: str, path: str) -> None:
    forger = Browser(shared.client, {"session": "faux", "csrftoken": "faux"})
    answer = forger.ask(method, path, content=b"rien qui se lise")
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/session_over")


@pytest.mark.parametrize(
    ("method", "path"),
    [one for one in OF_PEOPLE if one[0] in {"PUT", "POST"} and one[1].startswith("/api/admin")],
)
def test_what_one_may_not_do_does_not_exist_whatever_is_sent(shared: Service, method: str, path: str) -> None:
    answer = shared.signed_in(ZOE).ask(method, path, content=b"rien qui se lise")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not_found")


@pytest.mark.parametrize("proof", ["", "faux", None])
def test_a_write_that_does_not_come_from_our_pages_is_refused(service: Service, proof: str | None) -> None:
    need, zoe = service.a_need(), service.signed_in(ZOE)
    from_elsewhere = Browser(service.client, {"session": zoe.cookies["session"]})
    path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
    headers = {} if proof is None else {"x-csrftoken": proof}
    from_elsewhere.cookies["csrftoken"] = proof or ""
    answer = from_elsewhere.post(path, TAKEN, headers={"x-csrftoken": "", **headers})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/csrf")
    assert zoe.get(f"/api/needs/{need}").json()["status"] == "pending"


def test_the_proof_of_one_session_is_worth_nothing_in_another(service: Service) -> None:
    need, zoe, emma = service.a_need(), service.signed_in(ZOE), service.signed_in(EMMA)
    mixed = Browser(service.client, zoe.cookies | {"csrftoken": emma.cookies["csrftoken"]})
    answer = mixed.post(f"/api/needs/{need}/referrals/cci-47-rh/positions", TAKEN)
    assert answer.status_code == 403


def test_the_proof_of_the_answer_is_the_one_of_the_cookie(service: Service) -> None:
    answer = service.visitor.post("/api/session", {"email": ZOE, "password": PASSWORD})
    zoe = service.signed_in(ZOE)
    assert answer.json()["csrf_token"] != zoe.cookies["csrftoken"]
    assert zoe.ask("DELETE", "/api/session").status_code == 204


def test_somebody_signs_out_and_their_session_is_worth_nothing(service: Service) -> None:
    zoe, elsewhere = service.signed_in(ZOE), service.signed_in(ZOE)
    answer = zoe.ask("DELETE", "/api/session")
    assert (answer.status_code, answer.content) == (204, b"")
    assert all("Max-Age=0" in cookie for cookie in answer.headers.get_list("set-cookie"))
    assert zoe.get("/api/me").json()["type"] == "/problems/session_over"
    assert elsewhere.get("/api/me").status_code == 200


def test_a_session_ends_after_twelve_hours(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    service.clock.forward(hours=11, minutes=59)
    assert zoe.get("/api/me").status_code == 200
    service.clock.forward(minutes=1)
    answer = zoe.get("/api/me")
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/session_over")


def test_an_answer_to_a_person_is_kept_by_no_cache(service: Service) -> None:
    assert service.signed_in(STAFF).get("/api/me").headers["cache-control"] == "no-store"
