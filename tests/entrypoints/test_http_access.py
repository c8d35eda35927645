"""Access over HTTP: asked for, decided, invited, opened once; the terms accepted before acting."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conseillers_domain.terms import TERMS_VERSION
from tests.entrypoints.service import PASSWORD, STAFF, ZOE, Browser, Document, Service, faults, running

LOU = "lou@cci.fr"
ASKED, ADMIN = "/api/access-requests", "/api/admin"
FORM = {
    "institution": "cci",
    "first_name": "Lou",
    "last_name": "Delmas",
    "email": LOU,
    "wished": "Recrutement",
    "presentation": "Je conseille les entreprises.",
}
YES = {"outcome": "accepted", "agreement": {"by": "Hélène Dupuy", "on": "2026-11-20"}}
ACTIVATION = {
    "first_name": "Lou",
    "last_name": "Delmas",
    "password": "une phrase longue connue de moi seule",
    "terms_version": "1",
}
DATES = {"demonstrations": [{"at": "2026-12-01T09:00:00Z", "place": "https://visio.example/demo"}]}


@pytest.fixture
def staff(service: Service) -> Browser:
    return service.signed_in(STAFF)


@pytest.fixture
def listed(staff: Browser) -> Document:
    """The directory, now that Lou is in it."""
    document: Document = staff.get(f"{ADMIN}/directory").json()
    newcomer: Document = document["advisors"][0] | {"email": LOU, "first_name": "Lou", "last_name": "Delmas"}
    assert staff.patch(f"{ADMIN}/directory", {"advisors": [newcomer]}).status_code == 200
    return newcomer


def sent(service: Service) -> tuple[str, str]:
    """The link of the latest invitation, and its mail whole."""
    service.work_off()
    letter = next(one for one in reversed(service.letters()) if "/api/invitations/" in one)
    found = re.search(r"http://127.0.0.1:8000(/api/invitations/\S+)", letter)
    assert found is not None
    return found[1], letter


def test_everybody_reads_what_it_takes_to_ask(service: Service) -> None:
    told = service.visitor.get(ASKED).json()
    assert {"slug": "cci", "name": "CCI"} in told["institutions"]
    assert "@" in told["contact_email"]


def test_a_request_is_kept_once_and_told_to_staff(service: Service, staff: Browser) -> None:
    first = service.visitor.post(ASKED, FORM, headers={"idempotency-key": "k"})
    assert first.status_code == 201, first.text
    assert service.visitor.post(ASKED, FORM, headers={"idempotency-key": "k"}).json() == first.json()
    (line,) = staff.get(f"{ADMIN}/access-requests").json()["items"]
    assert (line["id"], line["state"], line["email"]) == (first.json()["id"], "waiting", LOU)
    service.work_off()
    (told,) = (one for one in service.letters() if "Demande d" in one and "acc" in one and LOU in one)
    assert "Je conseille les entreprises." in told


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"institution": "banque"}, {"/institution": "unknown_institution"}),
        ({"email": "lou@gmail.com"}, {"/email": "personal_address"}),
        ({"first_name": 3, "presentation": ""}, {"/first_name": "type", "/presentation": "required"}),
    ],
)
def test_a_request_is_refused_with_its_reasons(
    service: Service, changes: Document, wrong: dict[str, str]
) -> None:
    answer = service.visitor.post(ASKED, FORM | changes)
    assert (answer.status_code, faults(answer)) == (422, wrong)


def test_a_request_is_accepted_once_its_person_is_in_the_directory(service: Service, staff: Browser) -> None:
    request = service.visitor.post(ASKED, FORM).json()["id"]
    path = f"{ADMIN}/access-requests/{request}/decision"
    assert staff.post(path, YES | {"agreement": None}).status_code == 422
    refused = staff.post(path, YES)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not_in_directory")
    document = staff.get(f"{ADMIN}/directory").json()
    newcomer = document["advisors"][0] | {"email": LOU}
    staff.patch(f"{ADMIN}/directory", {"advisors": [newcomer]})
    accepted = staff.post(path, YES)
    assert accepted.status_code == 200, accepted.text
    assert accepted.json()["decision"]["agreed_by"] == "Hélène Dupuy"
    assert sent(service)[0]
    assert staff.get(f"{ADMIN}/access-requests?state=accepted").json()["total"] == 1


def test_who_is_invited_opens_their_account_then_signs_in(
    service: Service, staff: Browser, listed: Document
) -> None:
    invited = staff.post(f"{ADMIN}/invitations", {"email": LOU, **DATES})
    assert (invited.status_code, invited.json()["invited"]) == (201, 1)
    link, letter = sent(service)
    assert "text/calendar" in letter
    for _ in range(2):
        assert service.visitor.get(link).json()["email"] == LOU
    assert service.visitor.get(link).headers["cache-control"] == "no-store"
    wrong = ACTIVATION | {"password": "court", "terms_version": "0"}
    short = service.visitor.post(f"{link}/acceptance", wrong)
    assert faults(short).keys() == {"/password", "/terms_version"}
    opened = service.visitor.post(f"{link}/acceptance", ACTIVATION)
    assert opened.status_code == 201, opened.text
    assert opened.json() == {"email": LOU, "name": "Lou Delmas", "roles": ["advisor"]}
    assert service.visitor.get(link).json()["type"] == "/problems/invitation_used"
    assert service.visitor.post(f"{link}/acceptance", ACTIVATION).status_code == 404
    session = service.visitor.post("/api/session", {"email": LOU, "password": ACTIVATION["password"]})
    assert session.json()["person"]["teams"] == listed["teams"]


def test_a_former_link_is_dead_and_a_revoked_one_opens_nothing(
    service: Service, staff: Browser, listed: Document
) -> None:
    staff.post(f"{ADMIN}/invitations", {"institution": "cci"})
    former, _ = sent(service)
    (line,) = staff.get(f"{ADMIN}/invitations").json()["items"]
    renewed = staff.post(f"{ADMIN}/invitations/{line['id']}/renewal", {})
    assert (renewed.status_code, renewed.json()["number"]) == (200, 2)
    link, _ = sent(service)
    assert service.visitor.get(former).status_code == 404
    assert service.visitor.get(link).status_code == 200
    assert staff.ask("DELETE", f"{ADMIN}/invitations/{line['id']}").status_code == 204
    assert service.visitor.get(link).json()["type"] == "/problems/invitation_revoked"
    assert staff.get(f"{ADMIN}/invitations?state=revoked").json()["items"][0]["state_label"] == "annulée"
    assert listed["email"] == LOU


def test_access_is_staffs_alone(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    for path in ("access-requests", "invitations"):
        assert zoe.get(f"{ADMIN}/{path}").status_code == 404
    assert zoe.post(f"{ADMIN}/invitations", {"email": LOU}).status_code == 404
    assert service.visitor.get(f"{ADMIN}/invitations").status_code == 401


@pytest.fixture
def changed(folder: Path) -> Iterator[Service]:
    """The service, under terms that everybody has still to accept."""
    with running(folder, terms_version="2") as found:
        yield found


def test_terms_that_changed_are_accepted_before_acting_and_reading_goes_on(changed: Service) -> None:
    need = changed.a_need(terms_version="2")
    assert changed.visitor.get("/api/terms").json()["version"] == "2"
    assert changed.visitor.get("/api/catalogue").json()["terms_version"] == "2"
    zoe = changed.signed_in(ZOE)
    path = f"/api/needs/{need}/referrals/cci-47-rh/positions"
    refused = zoe.post(path, {"stance": "taken"})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/terms_to_accept")
    assert refused.json()["current"] == {"terms_version": "2"}
    assert zoe.get(f"/api/needs/{need}").status_code == 200
    assert zoe.get("/api/me/terms").json() == {"version": "2", "accepted_at": None, "to_accept": True}
    former = zoe.post("/api/me/terms", {"version": TERMS_VERSION})
    assert faults(former) == {"/version": "unknown_terms_version"}
    assert zoe.post("/api/me/terms", {"version": "2"}).json()["to_accept"] is False
    assert zoe.post(path, {"stance": "taken"}).status_code == 200
    assert changed.visitor.post("/api/session", {"email": ZOE, "password": PASSWORD}).status_code == 201
