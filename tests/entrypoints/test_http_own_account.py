"""The way in and one's own account, over HTTP: delays, second factor, sessions, forgotten passwords."""

import re
from pathlib import Path

import pyotp
import pytest
from anyio import Event, create_task_group, run, sleep
from httpx import Response

from conseillers_domain.errors import Unavailable
from conseillers_entrypoints.http.lane import Lane
from tests.entrypoints.service import PASSWORD, STAFF, ZOE, Service, faults, running

BETTER = "girafe lampe tournevis"


def sign_in(
    service: Service, password: str = PASSWORD, email: str = ZOE, totp: str | None = None
) -> Response:
    return service.visitor.post("/api/session", {"email": email, "password": password, "totp": totp})


@pytest.mark.parametrize("email", [ZOE, "personne@cci.fr"])
def test_who_keeps_failing_is_told_when_to_come_back_whether_the_account_exists_or_not(
    service: Service, email: str
) -> None:
    answers = [sign_in(service, "faux", email) for _ in range(6)]
    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert answers[-1].headers["retry-after"] == "60"
    assert answers[-1].json() == {
        "type": "/problems/held_off",
        "title": "Trop de demandes",
        "status": 429,
        "detail": "Trop d’essais en peu de temps : réessayez dans une minute.",
        "instance": "/api/session",
    }
    service.clock.forward(minutes=1)
    assert sign_in(service, "faux", email).status_code == 401


def test_a_second_factor_is_installed_asked_for_and_removed(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    assert faults(zoe.post("/api/me/totp", {"password": "faux"})) == {"/password": "wrong_password"}
    enrolment = zoe.post("/api/me/totp", {"password": PASSWORD}).json()
    assert enrolment.keys() == {"secret", "uri", "qr"}
    assert enrolment["qr"].startswith("data:image/svg+xml")
    made = pyotp.TOTP(enrolment["secret"])
    assert faults(zoe.post("/api/me/totp/confirmation", {"code": "000000"})) == {"/code": "wrong_code"}
    codes = zoe.post("/api/me/totp/confirmation", {"code": made.at(service.clock())}).json()["codes"]
    assert len(codes) == 10
    answer = sign_in(service)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/totp_required")
    assert sign_in(service, "faux", totp=codes[0]).json()["type"] == "/problems/wrong_credentials"
    assert sign_in(service, totp="000000").json()["type"] == "/problems/wrong_totp"
    assert sign_in(service, totp=codes[0]).status_code == 201
    assert sign_in(service, totp=codes[0]).json()["type"] == "/problems/wrong_totp"
    service.clock.forward(seconds=30)
    assert sign_in(service, totp=made.at(service.clock())).status_code == 201
    assert zoe.post("/api/me/totp", {"password": PASSWORD}).status_code == 409
    assert zoe.ask("DELETE", "/api/me/totp", json={"code": codes[1]}).status_code == 204
    assert sign_in(service).status_code == 201


def test_one_sees_one_s_sessions_and_closes_them(service: Service) -> None:
    desk, phone = service.signed_in(ZOE), service.signed_in(ZOE)
    mine = desk.get("/api/me/sessions").json()["items"]
    assert [one["current"] for one in mine].count(True) == 1
    assert mine[0].keys() == {"id", "current", "network", "opened_at", "seen_at", "expires_at"}
    other = next(one["id"] for one in mine if not one["current"])
    assert service.signed_in(STAFF).ask("DELETE", f"/api/me/sessions/{other}").status_code == 404
    assert desk.ask("DELETE", f"/api/me/sessions/{other}").status_code == 204
    assert phone.get("/api/me").status_code == 401
    assert desk.get("/api/me").status_code == 200


def test_a_new_password_ends_the_other_sessions(service: Service) -> None:
    desk, phone = service.signed_in(ZOE), service.signed_in(ZOE)
    refused = desk.patch("/api/me", {"password": "zoe@cci.fr zoe@cci.fr", "name": ""})
    assert faults(refused) == {
        "/name": "required",
        "/password": "guessable",
        "/present_password": "required",
    }
    assert "Ce mot de passe se devine" in refused.text
    changed = desk.patch("/api/me", {"name": "Zoé", "password": BETTER, "present_password": PASSWORD})
    assert (changed.status_code, changed.json()["name"]) == (200, "Zoé")
    assert phone.get("/api/me").status_code == 401
    assert desk.get("/api/me").status_code == 200
    assert sign_in(service).status_code == 401
    assert sign_in(service, BETTER).status_code == 201


def a_link(service: Service) -> str:
    """Where the link of the latest mail leads."""
    service.work_off()
    found = re.findall(r"/api/password-resets/[\w-]{43}", service.letters()[-1].replace("=\n", ""))
    return str(found[0])


def test_a_forgotten_password_is_chosen_again_by_the_link_of_a_mail(service: Service) -> None:
    phone = service.signed_in(ZOE)
    asked = [service.visitor.post("/api/password-resets", {"email": one}) for one in (ZOE, "personne@cci.fr")]
    assert [one.status_code for one in asked] == [202, 202]
    assert asked[0].json() == asked[1].json()
    link = a_link(service)
    assert len(service.letters()) == 1
    for method in ("GET", "HEAD", "GET"):
        assert service.visitor.ask(method, link).status_code == 200
    assert service.visitor.get(link).json() == {"expires_at": "2026-11-23T15:00:00.000Z", "shortest": 15}
    assert phone.get("/api/me").status_code == 200
    refused = service.visitor.post(link, {"password": "conseillersentreprises"})
    assert faults(refused) == {"/password": "guessable"}
    assert service.visitor.post(link, {"password": BETTER}).status_code == 204
    assert phone.get("/api/me").status_code == 401
    assert sign_in(service, BETTER).status_code == 201
    over = service.visitor.post(link, {"password": BETTER})
    assert (over.status_code, over.json()["type"]) == (404, "/problems/reset_over")
    service.work_off()
    assert len(service.letters()) == 2


def test_no_secret_is_written_in_a_mail_but_the_link(service: Service) -> None:
    service.visitor.post("/api/password-resets", {"email": ZOE})
    link = a_link(service)
    service.visitor.post(link, {"password": BETTER})
    service.work_off()
    assert not any(BETTER in letter or PASSWORD in letter for letter in service.letters())


def test_staff_that_leaves_its_desk_is_signed_out(folder: Path) -> None:
    with running(folder, staff_idle_minutes=30) as service:
        staff, zoe = service.signed_in(STAFF), service.signed_in(ZOE)
        service.clock.forward(minutes=29)
        assert staff.get("/api/me").status_code == 200
        service.clock.forward(minutes=30)
        assert staff.get("/api/me").json()["type"] == "/problems/session_over"
        assert zoe.get("/api/me").status_code == 200


def test_the_lane_lets_one_through_at_a_time_and_has_the_last_come_back() -> None:
    async def rush() -> tuple[int, int, int]:
        lane, inside, most, through, refused = Lane(share=1.0, waiting=4), 0, 0, 0, 0
        leave = Event()

        async def one() -> None:
            nonlocal inside, most, through, refused
            try:
                async with lane.turn():
                    inside += 1
                    most = max(most, inside)
                    await leave.wait()
                    inside -= 1
                    through += 1
            except Unavailable as told:
                refused += (told.code, told.retry_after) == ("busy", 5)

        async with create_task_group() as group:
            for _ in range(10):
                group.start_soon(one)
            await sleep(0.01)
            leave.set()
        return most, through, refused

    assert run(rush) == (1, 5, 5)


def test_whoever_fails_in_the_lane_leaves_it_to_the_next() -> None:
    async def fail_then_pass() -> bool:
        lane = Lane(share=0.5, waiting=1)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                async with lane.turn():
                    raise ZeroDivisionError
        async with lane.turn():
            return True

    assert run(fail_then_pass)
