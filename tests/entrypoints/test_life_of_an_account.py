"""By HTTP alone: an account asked for, shut out, let in again; a person forgotten (CGU 4.3.A, 6.1, 6.2)."""

import re
from typing import Final

import pyotp

from tests.entrypoints.service import OPERATOR, STAFF, Browser, Service

LOU: Final = "lou@cci.fr"
PASSWORD: Final = "une phrase longue connue de moi seule"
ADMIN: Final = "/api/admin"


def _account_of(service: Service, staff: Browser) -> None:
    """Lou asks, is listed, agreed to by her team, invited, and opens her account by the link of her mail."""
    form = {"institution": "cci", "first_name": "Lou", "last_name": "Delmas", "email": LOU}
    words = {"wished": "Recrutement", "presentation": "Je conseille les entreprises."}
    asked = service.visitor.post("/api/access-requests", form | words)
    assert asked.status_code == 201, asked.text
    listed = staff.get(f"{ADMIN}/directory").json()["advisors"][0] | {"email": LOU, "first_name": "Lou"}
    assert staff.patch(f"{ADMIN}/directory", {"advisors": [listed]}).status_code == 200
    agreed = {"outcome": "accepted", "agreement": {"by": "Hélène Dupuy", "on": "2026-11-20"}}
    decided = staff.post(f"{ADMIN}/access-requests/{asked.json()['id']}/decision", agreed)
    assert decided.status_code == 200, decided.text
    service.work_off()
    (link,) = {
        found for letter in service.letters() for found in re.findall(r"/api/invitations/[\w-]+", letter)
    }
    opened = service.visitor.post(
        f"{link}/acceptance",
        {"first_name": "Lou", "last_name": "Delmas", "password": PASSWORD, "terms_version": "1"},
    )
    assert opened.status_code == 201, opened.text


def _signed_in(service: Service, totp: str | None = None) -> Browser:
    answer = service.visitor.post("/api/session", {"email": LOU, "password": PASSWORD, "totp": totp})
    assert answer.status_code == 201, answer.text
    return Browser(
        service.client,
        dict(line.split(";")[0].split("=", 1) for line in answer.headers.get_list("set-cookie")),
    )


def test_an_agent_joins_is_shut_out_is_let_in_again_and_the_company_is_forgotten(service: Service) -> None:
    staff, operator = service.signed_in(STAFF), service.signed_in(OPERATOR)
    _account_of(service, staff)

    lou = _signed_in(service)
    enrolment = lou.post("/api/me/totp", {"password": PASSWORD}).json()
    made = pyotp.TOTP(enrolment["secret"])
    confirmed = lou.post("/api/me/totp/confirmation", {"code": made.at(service.clock())})
    assert confirmed.status_code == 200, confirmed.text
    service.clock.forward(seconds=30)
    lou = _signed_in(service, made.at(service.clock()))

    need = service.a_need()
    service.work_off()
    assert any("Nouveau besoin" in letter for letter in service.letters())
    assert [one["id"] for one in lou.get("/api/needs").json()["items"]] == [need]
    path = f"/api/needs/{need}"
    assert lou.get(path).status_code == 200

    account = staff.get(f"{ADMIN}/accounts?email={LOU}").json()["id"]
    assert staff.post(f"{ADMIN}/accounts/{account}/suspension", {"motive": "security"}).status_code == 200
    assert lou.get(path).status_code == 401
    service.clock.forward(seconds=30)
    again = {"email": LOU, "password": PASSWORD, "totp": made.at(service.clock())}
    refused = service.visitor.post("/api/session", again)
    assert (refused.status_code, refused.json()["type"]) == (401, "/problems/suspended")

    bearer = {"authorization": f"Bearer {refused.json()['current']['incident_pass']}"}
    theft = {"kind": "misuse", "description": "On a signé à ma place."}
    assert service.visitor.post("/api/incidents", theft, headers=bearer).status_code == 201
    (incident,) = staff.get(f"{ADMIN}/incidents?state=declared").json()["items"]
    assert incident["kind_label"] == "usage malveillant"

    assert staff.post(f"{ADMIN}/accounts/{account}/lifting").status_code == 200
    assert lou.get(path).status_code == 401
    service.clock.forward(seconds=30)
    lou = _signed_in(service, made.at(service.clock()))
    taken = lou.post(f"{path}/referrals/cci-47-rh/positions", {"stance": "taken"})
    assert taken.status_code == 200, taken.text

    person = {"email": "camille@atelier.fr"}
    data = staff.post(f"{ADMIN}/persons/data", person)
    assert data.json()["demands"][0]["demand"]["contact"]["last_name"] == "Martin"
    done = staff.post(f"{ADMIN}/persons/erasure", person)
    assert done.status_code == 200, done.text
    assert staff.post(f"{ADMIN}/persons/data", person).status_code == 404
    assert "camille" not in lou.get(path).text.lower()

    verified = operator.post(f"{ADMIN}/audit/verifications", {})
    assert verified.json()["intact"] is True, verified.text
    log = staff.get(f"{ADMIN}/access-log?need={need}").json()["items"]
    assert any(line["person_name"] == "Lou Delmas" for line in log)
