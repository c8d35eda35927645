"""A company deposits: what it is answered, and every refusal with its place and its code."""

import pytest

from conseillers_adapters.registries.exchange import PATIENCE
from conseillers_adapters.sql.line import heard
from tests.entrypoints.service import (
    ABROAD,
    CLOSED,
    LOZERE,
    POST_OFFICE,
    UNKNOWN,
    Service,
    a_form,
    faults,
)

WRONG = [
    ("landing", "nulle-part", "/landing", "unknown_landing"),
    ("subject", ..., "/subject", "required"),
    ("subject", "", "/subject", "required"),
    ("subject", "tricoter", "/subject", "unknown_subject"),
    ("description", ..., "/description", "required"),
    ("description", " \n ", "/description", "required"),
    ("description", "x" * 10_001, "/description", "too_long"),
    ("description", "un \0 nul", "/description", "format"),
    ("first_name", ..., "/first_name", "required"),
    ("first_name", "  ", "/first_name", "required"),
    ("first_name", "x" * 101, "/first_name", "too_long"),
    ("last_name", ..., "/last_name", "required"),
    ("last_name", 12, "/last_name", "type"),
    ("phone", ..., "/phone", "required"),
    ("phone", "12", "/phone", "format"),
    ("phone", "0" * 41, "/phone", "too_long"),
    ("email", ..., "/email", "required"),
    ("email", "camille", "/email", "format"),
    ("email", "é" * 255, "/email", "too_long"),
    ("siret", ..., "/siret", "required"),
    ("siret", "123", "/siret", "format"),
    ("siret", "00000000000000", "/siret", "format"),
    ("siret", "00000001800011", "/siret", "luhn"),
    ("siret", "35600000000002", "/siret", "luhn"),
    ("siret", CLOSED, "/siret", "closed"),
    ("siret", ABROAD, "/siret", "foreign"),
    ("answers", ..., "/answers/recrutement_premier", "required"),
    ("answers", {"recrutement_premier": "peut-être"}, "/answers/recrutement_premier", "unknown_option"),
    ("answers", {"recrutement_premier": True}, "/answers/recrutement_premier", "type"),
    ("answers", {"recrutement_premier": "true", "âge/~": "3"}, "/answers/âge~1~0", "unknown_question"),
    ("answers", [], "/answers", "type"),
    ("origin", {"url": "x" * 2_001}, "/origin/url", "too_long"),
    ("origin", {"campaign": "x" * 201}, "/origin/campaign", "too_long"),
    ("origin", {"page": "x"}, "/origin/page", "unknown_field"),
    ("terms_version", ..., "/terms_version", "required"),
    ("terms_version", "0", "/terms_version", "unknown_terms_version"),
    ("declares_accuracy", ..., "/declares_accuracy", "required"),
    ("declares_accuracy", "true", "/declares_accuracy", "type"),
    ("declares_accuracy", None, "/declares_accuracy", "required"),
    ("creating_a_company", True, "/creating_a_company", "company_creation"),
    ("surname", "Martin", "/surname", "unknown_field"),
]


def test_a_company_deposits_and_its_demand_leaves_at_once(service: Service) -> None:
    answer = service.visitor.post("/api/demands", a_form())
    receipt = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/demands/{receipt['id']}"
    assert set(receipt) == {"id", "state", "follow_url", "institutions"}
    assert receipt["state"] == "transmitted"
    assert receipt["institutions"] == ["Agence de l’emploi", "CCI"]
    assert receipt["follow_url"].startswith(f"http://127.0.0.1:8000/api/demands/{receipt['id']}?token=")


@pytest.mark.parametrize(("name", "value", "place", "code"), WRONG)
def test_a_field_that_is_wrong_is_named(
    shared: Service, name: str, value: object, place: str, code: str
) -> None:
    answer = shared.visitor.post("/api/demands", a_form(**{name: value}))
    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert faults(answer) == {place: code}
    assert problem["type"] == f"/problems/{code}"
    assert problem["instance"] == "/api/demands"
    assert problem["title"] == "Points à corriger"
    assert problem["detail"] == problem["errors"][0]["message"]
    assert problem["detail"].endswith((".", ")", "»"))


def test_all_that_is_wrong_is_told_at_once(shared: Service) -> None:
    answer = shared.visitor.post(
        "/api/demands",
        {
            "landing": "nulle-part",
            "subject": "recruter",
            "description": None,
            "first_name": 1,
            "last_name": "",
            "phone": "12",
            "email": "camille",
            "siret": "00000001800011",
            "answers": {"recrutement_premier": "peut-être", "autre": "x"},
            "origin": {"url": "x" * 2_001, "page": "x"},
            "terms_version": "0",
            "declares_accuracy": False,
            "surname": "Martin",
        },
    )
    assert answer.status_code == 422
    assert faults(answer) == {
        "/landing": "unknown_landing",
        "/description": "required",
        "/first_name": "type",
        "/last_name": "required",
        "/phone": "format",
        "/email": "format",
        "/siret": "luhn",
        "/answers/recrutement_premier": "unknown_option",
        "/answers/autre": "unknown_question",
        "/origin/url": "too_long",
        "/origin/page": "unknown_field",
        "/terms_version": "unknown_terms_version",
        "/declares_accuracy": "required",
        "/surname": "unknown_field",
    }
    assert answer.json()["detail"] == "14 points sont à corriger."


def test_an_empty_document_is_told_all_it_lacks(shared: Service) -> None:
    answer = shared.visitor.post("/api/demands", {})
    wanted = ("subject", "description", "first_name", "last_name", "phone", "email", "siret")
    consents = ("terms_version", "declares_accuracy")
    assert faults(answer) == {f"/{name}": "required" for name in (*wanted, *consents)}


def test_a_creator_of_a_company_is_told_where_to_go_instead(shared: Service) -> None:
    answer = shared.visitor.post("/api/demands", a_form(siret="", creating_a_company=True))
    assert faults(answer) == {"/creating_a_company": "company_creation"}
    assert "formalites.entreprises.gouv.fr" in answer.json()["detail"]


def test_a_proposed_text_left_as_it_was_is_refused(shared: Service) -> None:
    form = a_form(subject="former-les-salaries", answers=...)
    proposed = "Personnes à former :\nCompétences à acquérir :\nDates souhaitées :"
    answer = shared.visitor.post("/api/demands", form | {"description": f"{proposed} 12"})
    assert faults(answer) == {"/description": "prefill_unchanged"}


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"bonjour", "application/json", 400, "not_json"),
        (b"", "application/json", 400, "not_json"),
        (b'{"subject": NaN}', "application/json", 400, "not_json"),
        (b"\xff\xfe", "application/json", 400, "not_json"),
        (b"[" * 60 + b"]" * 60, "application/json", 400, "too_deep"),
        (b"[" * 60_000 + b"]" * 60_000, "application/json", 400, "too_deep"),
        (b"[]", "application/json", 422, "type"),
        (b"null", "application/json", 422, "type"),
        (b"{}", "text/plain", 415, "unsupported_media_type"),
        (b"a=b", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b" " * 2_000_000, "application/json", 413, "too_large"),
    ],
)
def test_a_body_that_is_no_form_is_refused_unread(
    shared: Service, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = shared.visitor.ask("POST", "/api/demands", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_form_may_leave_out_and_null_what_is_optional(service: Service) -> None:
    receipt = service.deposit(origin=None, landing="accueil", creating_a_company=False)
    assert receipt["state"] == "transmitted"


def test_a_post_office_has_a_key_of_its_own(service: Service) -> None:
    assert service.deposit(siret=POST_OFFICE)["state"] == "transmitted"


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"siret": UNKNOWN}, "unknown_siret"),
        ({"siret": LOZERE}, "no_team"),
        ({"subject": "autre-demande", "answers": ...}, "free_topic"),
    ],
)
def test_what_somebody_must_look_at_first_waits(
    service: Service, changes: dict[str, object], flag: str
) -> None:
    told = service.visitor.post("/api/demands/eligibility", a_form(**changes))
    assert told.status_code == 200
    assert told.json() == {"outcome": "to_qualify", "institutions": [], "flags": [flag]}
    receipt = service.deposit(**changes)
    assert (receipt["state"], receipt["institutions"]) == ("to_qualify", [])


def test_the_same_company_again_is_looked_at_first(service: Service) -> None:
    service.deposit()
    told = service.visitor.post("/api/demands/eligibility", a_form(email="autre@atelier.fr")).json()
    assert told == {"outcome": "to_qualify", "institutions": [], "flags": ["D", "R"]}


def test_asking_what_would_happen_keeps_nothing(service: Service) -> None:
    for _ in range(2):
        told = service.visitor.post("/api/demands/eligibility", a_form())
        assert told.status_code == 200
        assert told.json() == {
            "outcome": "transmitted",
            "institutions": ["Agence de l’emploi", "CCI"],
            "flags": [],
        }
    with heard() as statements:
        service.visitor.post("/api/demands/eligibility", a_form())
    assert all(one.startswith("SELECT") for one in statements)


def test_asking_what_would_happen_refuses_as_a_deposit_does(shared: Service) -> None:
    answer = shared.visitor.post("/api/demands/eligibility", a_form(siret=CLOSED, email="camille"))
    assert (answer.status_code, faults(answer)) == (422, {"/email": "format"})
    answer = shared.visitor.post("/api/demands/eligibility", a_form(siret=CLOSED))
    assert (answer.status_code, faults(answer)) == (422, {"/siret": "closed"})


def test_a_silent_register_blocks_no_deposit(service: Service) -> None:
    assert PATIENCE < 3
    service.registry.silent = True
    told = service.visitor.post("/api/demands/eligibility", a_form()).json()
    assert told == {"outcome": "to_qualify", "institutions": [], "flags": ["registry_silent"]}
    receipt = service.deposit()
    assert (receipt["state"], receipt["institutions"]) == ("received", [])
    service.work_off(minutes=5)
    assert len(service.letters()) == 1
    service.registry.silent = False
    service.work_off(minutes=30)
    followed = service.visitor.get(receipt["follow_url"]).json()
    assert (followed["state"], followed["institutions"]) == ("transmitted", ["Agence de l’emploi", "CCI"])
    assert len(service.letters()) == 3


def test_a_closed_company_found_out_later_is_looked_at(service: Service) -> None:
    service.registry.silent = True
    receipt = service.deposit(siret=CLOSED)
    service.registry.silent = False
    service.work_off()
    assert service.visitor.get(receipt["follow_url"]).json()["state"] == "to_qualify"
