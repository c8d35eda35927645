"""The satisfaction survey over HTTP: a link that serves once, what staff reads and shares."""

import re

import pytest

from tests.entrypoints.service import STAFF, ZOE, Document, Service, faults

GLAD = {"contacted": True, "useful": True, "mark": 5, "comment": "Parfait", "agrees_to_share": True}


@pytest.fixture
def link(service: Service) -> str:
    """The address that a company was sent, its need helped ten days ago."""
    need, zoe = service.a_need(), service.signed_in(ZOE)
    for stance in ({"stance": "taken"}, {"stance": "closed_helped", "help": ["advice"]}):
        zoe.post(f"/api/needs/{need}/referrals/cci-47-rh/positions", stance)
    service.work_off(days=10)
    assert service.container.ask_for_survey()(need)
    before = set(service.letters())
    service.work_off(minutes=1)
    (letter,) = set(service.letters()) - before
    found = re.search(r"http://127.0.0.1:8000(/api/surveys/\S+)", letter)
    assert found is not None
    return found[1]


def test_a_company_is_asked_and_answers_once(service: Service, link: str) -> None:
    company = service.visitor
    asked = company.get(link).json()
    assert asked["questions"][0] == {
        "key": "contacted",
        "kind": "boolean",
        "label": "Un conseiller vous a-t-il appelé ou rencontré ?",
    }
    assert (asked["institutions"], asked["thanks"]) == (["CCI"], None)
    answer = company.post(link, GLAD)
    assert answer.status_code == 201
    assert answer.json()["thanks"].startswith("Merci")
    again = company.post(link, GLAD)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already_answered")
    assert again.json()["detail"] == company.get(link).json()["thanks"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"mark": 6}, {"/mark": "out_of_range"}),
        ({"mark": "cinq"}, {"/mark": "type"}),
        ({"contacted": None}, {"/contacted": "required"}),
        ({"comment": "x" * 5001, "mark": 0}, {"/comment": "too_long", "/mark": "out_of_range"}),
    ],
)
def test_what_is_wrong_is_told_by_its_place(
    service: Service, link: str, changes: Document, wrong: dict[str, str]
) -> None:
    answer = service.visitor.post(link, GLAD | changes)
    assert (answer.status_code, faults(answer)) == (422, wrong)
    assert service.visitor.post(link, GLAD).status_code == 201


def test_a_wrong_link_is_not_found(service: Service, link: str) -> None:
    assert service.visitor.get(link + "x").status_code == 404
    assert service.visitor.post("/api/surveys/x", GLAD).status_code == 404


def test_staff_reads_and_shares(service: Service, link: str) -> None:
    service.visitor.post(link, GLAD)
    staff, zoe = service.signed_in(STAFF), service.signed_in(ZOE)
    (line,) = staff.get("/api/admin/surveys").json()["items"]
    assert (line["answers"], line["shared_at"]) == (GLAD, None)
    path = f"/api/admin/surveys/{line['id']}/sharing"
    assert zoe.get("/api/admin/surveys").status_code == zoe.post(path).status_code == 404
    before = set(service.letters())
    assert staff.post(path).json()["shared_by"] == "Équipe du service"
    assert staff.post(path).json()["type"] == "/problems/already_shared"
    service.work_off(minutes=1)
    (letter,) = set(service.letters()) - before
    assert "To: cci-47-rh@example.org" in letter
    assert "Parfait" in letter
