"""Staff reads and replaces the directory and the catalogue, whole or not at all."""

from copy import deepcopy

import pytest

from conseillers_adapters.documents import unstructure
from tests.entrypoints.service import (
    EMMA,
    MANAGER,
    OPERATOR,
    STAFF,
    ZOE,
    Document,
    Service,
    faults,
    the_directory,
)

DIRECTORY, CATALOGUE = "/api/admin/directory", "/api/admin/catalogue"
SIMULATION = {"subject": "recruter", "company": {"commune": "47001"}}


def the_document() -> Document:
    document: Document = unstructure(the_directory())
    return deepcopy(document)


@pytest.mark.parametrize("email", [ZOE, MANAGER, OPERATOR])
def test_what_is_for_staff_does_not_exist_for_others(service: Service, email: str) -> None:
    browser = service.signed_in(email)
    answers = [
        browser.get(DIRECTORY),
        browser.put(DIRECTORY, the_document()),
        browser.put(DIRECTORY, {"institutions": [{}]}),
        browser.post("/api/admin/routing/simulations", SIMULATION),
        browser.post("/api/admin/routing/simulations", SIMULATION | {"subject": "inconnu"}),
    ]
    if email != OPERATOR:
        answers += [browser.get(CATALOGUE), browser.put(CATALOGUE, {"themes": []})]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["detail"] for answer in answers} == {"Cette page n’existe pas."}


def test_the_directory_goes_out_and_in_again_unchanged(service: Service) -> None:
    staff = service.signed_in(STAFF)
    out = staff.get(DIRECTORY)
    assert (out.status_code, out.headers["etag"]) == (200, '"1"')
    assert out.json() == the_document()
    again = staff.put(DIRECTORY, out.json())
    assert (again.status_code, again.headers["etag"]) == (200, '"2"')
    assert again.json() == {"version": "2", "at": "2026-11-23T09:00:00.000Z"}
    assert staff.get(DIRECTORY).json() == out.json()


def test_a_new_directory_is_in_force_at_once(service: Service) -> None:
    staff, document = service.signed_in(STAFF), the_document()
    document["teams"] = [team for team in document["teams"] if team["code"] != "emploi-47"]
    document["advisors"] = [one for one in document["advisors"] if one["email"] != EMMA]
    assert staff.put(DIRECTORY, document).status_code == 200
    assert service.deposit()["institutions"] == ["CCI"]


def test_who_read_an_older_directory_replaces_nothing(service: Service) -> None:
    staff, document = service.signed_in(STAFF), the_document()
    assert staff.put(DIRECTORY, document, headers={"if-match": '"1"'}).status_code == 200
    answer = staff.put(DIRECTORY, document, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/stale")
    assert staff.put(DIRECTORY, document, headers={"if-match": "*"}).status_code == 200


WRONG: Document = {
    "institutions": [
        {"slug": "cci", "name": "CCI", "nature": "semi_public_body"},
        {"slug": "cci", "name": " ", "nature": "syndicat"},
        {
            "slug": "opco",
            "name": "Opco",
            "nature": "state",
            "criteria": [{"subjects": ["tricot"], "min_years": -1, "excluded_communes": ["99999"]}],
            "answer_conditions": [
                {"subject": "tricot", "groups": []},
                {"subject": "recruter", "groups": [{"recrutement_premier": "bof"}, {"autre": "true"}]},
            ],
        },
    ],
    "branches": [
        {"code": "a", "institution": "cci", "name": "A", "level": "local", "parent": "b"},
        {"code": "b", "institution": "cci", "name": "B", "level": "local", "parent": "a"},
        {"code": "c", "institution": "opco", "name": "C", "level": "mondial", "parent": "nulle"},
        {
            "code": "d",
            "institution": "nulle",
            "name": "D",
            "level": "local",
            "parent": "a",
            "zones": [{"type": "departement", "code": "20"}],
        },
        {},
    ],
    "teams": [
        {
            "code": "t",
            "branch": "a",
            "name": "T",
            "mailbox": "t",
            "competences": [{"subject": "tricot"}, {"subject": ""}],
            "zones": [{"type": "commune", "code": "47000"}, {"type": "commune", "code": "14513"}],
            "delegate": "nulle",
        },
        {"code": "u", "branch": "z", "name": "U", "mailbox": "u@u.fr", "competences": []},
        {},
    ],
    "advisors": [
        {
            "email": "zoe",
            "first_name": "Zoé",
            "last_name": "M",
            "branch": "z",
            "teams": ["t", "nulle"],
            "absences": [{"from": "2026-12-08", "to": "2026-12-01"}, {"from": "hier"}],
        },
        {"email": "a@cci.fr", "first_name": "A", "last_name": "B", "branch": "a", "teams": [1]},
        {"email": "A@cci.fr", "first_name": "A", "last_name": "B", "branch": "a", "teams": []},
    ],
    "pays": [],
}


def test_every_fault_of_a_directory_is_listed_and_nothing_is_imported(service: Service) -> None:
    staff = service.signed_in(STAFF)
    answer = staff.put(DIRECTORY, WRONG)
    assert answer.status_code == 422
    found = faults(answer)
    assert found == {
        "/institutions/1/slug": "duplicate",
        "/institutions/1/name": "required",
        "/institutions/1/nature": "unknown_option",
        "/institutions/2/criteria/0/subjects/0": "unknown_subject",
        "/institutions/2/criteria/0/min_years": "format",
        "/institutions/2/criteria/0/excluded_communes/0": "unknown_commune",
        "/institutions/2/answer_conditions/0/subject": "unknown_subject",
        "/institutions/2/answer_conditions/1/groups/0/recrutement_premier": "unknown_option",
        "/institutions/2/answer_conditions/1/groups/1/autre": "unknown_question",
        "/branches/0/parent": "cycle",
        "/branches/1/parent": "cycle",
        "/branches/2/level": "unknown_option",
        "/branches/2/parent": "unknown_branch",
        "/branches/3/institution": "unknown_institution",
        "/branches/3/parent": "other_institution",
        "/branches/3/zones/0/code": "unknown_zone",
        **{f"/branches/4/{key}": "required" for key in ("code", "institution", "name", "level")},
        "/teams/0/mailbox": "format",
        "/teams/0/competences/0/subject": "unknown_subject",
        "/teams/0/competences/1/subject": "required",
        "/teams/0/zones/0/code": "unknown_zone",
        "/teams/0/zones/1/code": "unknown_zone",
        "/teams/0/delegate": "unknown_team",
        "/teams/1/branch": "unknown_branch",
        **{f"/teams/2/{key}": "required" for key in ("code", "branch", "name", "mailbox", "competences")},
        "/advisors/0/email": "format",
        "/advisors/0/branch": "unknown_branch",
        "/advisors/0/teams/1": "unknown_team",
        "/advisors/0/absences/0/to": "before_start",
        "/advisors/0/absences/1/from": "format",
        "/advisors/0/absences/1/to": "required",
        "/advisors/1/teams/0": "type",
        "/advisors/2/email": "duplicate",
        "/pays": "unknown_field",
    }
    assert staff.get(DIRECTORY).headers["etag"] == '"1"'


def test_a_zone_that_is_no_more_names_its_successor(service: Service) -> None:
    document = the_document()
    document["branches"][1]["zones"] = [{"type": "commune", "code": "01003"}]
    answer = service.signed_in(STAFF).put(DIRECTORY, document)
    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/branches/1/zones/0/code", "unknown_zone")


def test_a_directory_may_be_larger_than_other_bodies(service: Service) -> None:
    staff, document = service.signed_in(STAFF), the_document()
    document["teams"][0]["competences"][0]["description"] = "x" * 3_000_000
    assert staff.put(DIRECTORY, document).status_code == 200
    assert staff.put(CATALOGUE, {"themes": [], "version": "x" * 3_000_000}).status_code == 413


def test_the_catalogue_goes_out_and_in_again_as_a_new_version(service: Service) -> None:
    staff = service.signed_in(STAFF)
    out = staff.get(CATALOGUE)
    assert (out.status_code, out.headers["etag"]) == (200, '"1"')
    again = staff.put(CATALOGUE, out.json())
    assert (again.status_code, again.headers["etag"]) == (200, '"2"')
    assert again.json() == out.json() | {"version": "2"}
    assert service.signed_in(OPERATOR).get(CATALOGUE).headers["etag"] == '"2"'


def test_who_read_an_older_catalogue_replaces_nothing(service: Service) -> None:
    staff = service.signed_in(STAFF)
    catalogue = staff.get(CATALOGUE).json()
    assert staff.put(CATALOGUE, catalogue, headers={"if-match": '"1"'}).status_code == 200
    answer = staff.put(CATALOGUE, catalogue, headers={"if-match": '"1"'})
    assert (answer.status_code, answer.json()["type"]) == (412, "/problems/stale")


def test_a_new_subject_is_offered_at_once(service: Service) -> None:
    staff = service.signed_in(STAFF)
    catalogue = staff.get(CATALOGUE).json()
    catalogue["themes"][0]["subjects"].append({"slug": "tricoter", "title": "Tricoter"})
    assert staff.put(CATALOGUE, catalogue).status_code == 200
    offered = service.visitor.get("/api/catalogue").json()["themes"][0]["subjects"]
    assert offered[-1]["slug"] == "tricoter"
    assert service.deposit(subject="tricoter", answers={})["state"] == "to_qualify"


def test_a_subject_that_exists_may_be_archived_but_not_taken_away(service: Service) -> None:
    staff = service.signed_in(STAFF)
    catalogue = staff.get(CATALOGUE).json()
    removed = catalogue["themes"][0]["subjects"].pop(0)
    for landing in catalogue["landings"]:
        landing["subjects"] = [slug for slug in landing["subjects"] if slug != removed["slug"]]
    answer = staff.put(CATALOGUE, catalogue)
    assert (answer.status_code, faults(answer)) == (422, {"/themes": "subject_in_use"})
    catalogue["themes"][0]["subjects"].insert(0, removed | {"archived": True})
    assert staff.put(CATALOGUE, catalogue).status_code == 200
    offered = service.visitor.get("/api/catalogue").json()["themes"][0]["subjects"]
    assert removed["slug"] not in {one["slug"] for one in offered}


def test_every_fault_of_a_catalogue_is_told(service: Service) -> None:
    staff = service.signed_in(STAFF)
    catalogue = staff.get(CATALOGUE).json()
    first = catalogue["themes"][0]
    first["subjects"][1]["questions"] = [{"key": "k", "label": "K", "kind": "choice"}]
    first["subjects"][2]["slug"] = first["subjects"][1]["slug"]
    assert faults(staff.put(CATALOGUE, catalogue)).keys() >= {
        "/themes/0/subjects/1/questions/0/choices",
        "/themes/0/subjects/2/slug",
    }
    answer = staff.put(CATALOGUE, {"themes": [{"slug": "a"}], "landings": 1})
    assert faults(answer) == {"/themes/0/title": "required", "/landings": "type"}
