"""What everybody may read: catalogue, terms, companies, communes, the follow-up of one's own demand."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from conseillers_domain.catalogue import Integration, Landing, Transmission
from conseillers_domain.terms import TERMS_VERSION
from tests.entrypoints.service import AGEN_SHOP, CLOSED, ZOE, Document, Service, a_form, faults


def subjects(catalogue: Document) -> Iterator[Document]:
    return (subject for theme in catalogue["themes"] for subject in theme["subjects"])


def with_landings(service: Service, *landings: Landing) -> None:
    catalogue = service.container.read_catalogue().whole()
    with service.container.begin()() as work:
        work.catalogues.publish(
            evolve(catalogue, landings=(*catalogue.landings, *landings), version="2"), service.clock()
        )


def test_the_catalogue_gives_the_form_of_every_subject(shared: Service) -> None:
    catalogue = shared.visitor.get("/api/catalogue").json()
    assert (catalogue["landing"], catalogue["terms_version"]) == ("accueil", TERMS_VERSION)
    assert "441-1" in catalogue["warning"]
    assert len(catalogue["themes"]) >= 10
    found = {subject["slug"]: subject for subject in subjects(catalogue)}
    assert "autre-demande" in found
    recruit = found["recruter"]
    assert set(recruit) == {
        "slug",
        "title",
        "description",
        "explanation",
        "prefill",
        "attestation",
        "questions",
    }
    assert recruit["questions"] == [
        {
            "key": "recrutement_premier",
            "label": "S’agit-il de la première embauche de l’entreprise\u00a0?",
            "kind": "boolean",
            "position": 1,
            "options": [{"value": "true", "label": "Oui"}, {"value": "false", "label": "Non"}],
        }
    ]
    assert found["recruter-en-alternance"]["questions"][1]["position"] == 2
    assert found["rupture-et-litiges"]["attestation"].startswith("Je dirige cette entreprise")


def test_a_landing_shows_its_own_subjects(service: Service) -> None:
    with_landings(
        service,
        Landing(slug="crise", title="En crise", integration=Integration.IFRAME, subjects=("recruter",)),
    )
    catalogue = service.visitor.get("/api/catalogue?landing=crise").json()
    assert catalogue["landing"] == "crise"
    assert {one["slug"] for one in subjects(catalogue)} == {"recruter", "autre-demande"}
    refused = service.visitor.post("/api/demands", a_form(landing="crise", subject="contrat-de-travail"))
    assert faults(refused)["/subject"] == "unknown_subject"


def test_an_unknown_or_archived_landing_is_not_found(service: Service) -> None:
    with_landings(service, Landing(slug="ancienne", title="Ancienne", archived=True))
    for slug in ("nulle-part", "ancienne", ""):
        answer = service.visitor.get(f"/api/catalogue?landing={slug}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown_landing")


def test_a_paused_landing_says_when_to_come_back(service: Service) -> None:
    with_landings(service, Landing(slug="salon", title="Salon", paused=True))
    for answer in (
        service.visitor.get("/api/catalogue?landing=salon"),
        service.visitor.post("/api/demands", a_form(landing="salon")),
    ):
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/landing_paused")
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["title"] == "Service indisponible"


def test_a_landing_whose_demands_are_reviewed_holds_them_back(service: Service) -> None:
    with_landings(service, Landing(slug="revue", title="Revue", transmission=Transmission.REVIEWED))
    assert service.deposit(landing="revue")["state"] == "to_qualify"


@pytest.mark.parametrize("path", ["/api/terms", "/api/information-notice"])
def test_the_texts_are_published_with_their_version(shared: Service, path: str) -> None:
    text = shared.visitor.get(path).json()
    assert text["version"] == TERMS_VERSION
    assert text["title"]
    assert len(text["text"]) > 500


def test_companies_are_found_by_name_siren_and_siret(shared: Service) -> None:
    for question in ("épicerie fine", "EPICERIE FINE", AGEN_SHOP, AGEN_SHOP[:9], "000 000 018 00010"):
        found = shared.visitor.get("/api/companies/search", params={"q": question}).json()
        assert found["items"] == [
            {
                "siret": AGEN_SHOP,
                "siren": AGEN_SHOP[:9],
                "name": "L’Épicerie fine",
                "activity": "Commerce d'alimentation générale",
                "commune": "47001",
                "commune_name": "Agen",
                "postal_code": None,
                "open": True,
            }
        ]


def test_a_closed_company_is_found_and_said_to_be_closed(shared: Service) -> None:
    (found,) = shared.visitor.get(f"/api/companies/search?q={CLOSED}").json()["items"]
    assert found["open"] is False


@pytest.mark.parametrize("path", ["/api/companies/search", "/api/communes"])
def test_a_search_for_nothing_finds_nothing(shared: Service, path: str) -> None:
    for question in ("", "?q=", "?q=%20%20", "?q=zzzzzzzz"):
        answer = shared.visitor.get(path + question)
        assert (answer.status_code, answer.json()) == (200, {"items": []})


@pytest.mark.parametrize("path", ["/api/companies/search", "/api/communes"])
@pytest.mark.parametrize(("limit", "code"), [("0", "too_small"), ("101", "too_big"), ("dix", "type")])
def test_a_page_has_one_to_a_hundred_items(shared: Service, path: str, limit: str, code: str) -> None:
    answer = shared.visitor.get(f"{path}?q=agen&limit={limit}")
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["pointer"], fault["code"]) == (
        400,
        "/limit",
        code,
    )


@pytest.mark.parametrize("path", ["/api/companies/search", "/api/communes"])
def test_a_search_has_two_hundred_characters_at_most(shared: Service, path: str) -> None:
    assert shared.visitor.get(path, params={"q": "z" * 200}).status_code == 200
    answer = shared.visitor.get(path, params={"q": "z" * 201})
    assert (answer.status_code, faults(answer)) == (422, {"/q": "too_long"})


def test_a_silent_register_lets_companies_type_their_number(service: Service) -> None:
    service.registry.silent = True
    answer = service.visitor.get("/api/companies/search?q=fine")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/registry_silent")
    assert answer.headers["retry-after"] == "60"
    assert "SIRET" in answer.json()["detail"]


def test_communes_are_found_by_name_postal_code_and_code(shared: Service) -> None:
    for question in ("agen", "47000", "47001"):
        found = shared.visitor.get("/api/communes", params={"q": question}).json()["items"]
        assert found[0] == {
            "code": "47001",
            "name": "Agen",
            "departement": "47",
            "postal_codes": ["47000"],
        }
    assert len(shared.visitor.get("/api/communes?q=saint&limit=3").json()["items"]) == 3


def test_the_company_follows_its_demand_by_its_link(service: Service) -> None:
    receipt = service.deposit()
    seen = service.visitor.get(receipt["follow_url"]).json()
    assert seen == {
        "id": receipt["id"],
        "state": "transmitted",
        "state_label": "transmise aux conseillers",
        "status": "pending",
        "status_label": "en attente d’une réponse des conseillers",
        "subject": {"slug": "recruter", "title": "Recruter un ou plusieurs salariés"},
        "deposited_at": "2026-11-23T09:00:00.000Z",
        "institutions": ["Agence de l’emploi", "CCI"],
        "taken_by": [],
        "answer": None,
    }


def test_the_company_sees_who_took_its_need_and_since_when(service: Service) -> None:
    receipt = service.deposit()
    zoe = service.signed_in(ZOE)
    (item,) = zoe.get("/api/needs").json()["items"]
    service.clock.forward(minutes=5)
    path = f"/api/needs/{item['id']}/referrals/cci-47-rh/positions"
    assert zoe.post(path, {"stance": "taken"}).status_code == 200
    seen = service.visitor.get(receipt["follow_url"]).json()
    assert (seen["status"], seen["taken_by"]) == (
        "taken",
        [
            {
                "institution": "CCI",
                "team": "Recrutement",
                "advisor": "Zoé Marchand",
                "since": "2026-11-23T09:05:00.000Z",
            }
        ],
    )


def test_a_wrong_link_finds_nothing_whether_the_demand_exists_or_not(service: Service) -> None:
    mine, other = service.deposit(), service.deposit(siret="35600000000001")
    token = mine["follow_url"].partition("token=")[2]
    wrong = (
        f"/api/demands/{mine['id']}",
        f"/api/demands/{mine['id']}?token=",
        f"/api/demands/{mine['id']}?token={token[:-1]}",
        f"/api/demands/{mine['id']}?token=é",
        f"/api/demands/{other['id']}?token={token}",
        f"/api/demands/nulle?token={token}",
    )
    told = set()
    for path in wrong:
        answer = service.visitor.get(path)
        assert answer.status_code == 404
        told.add(answer.json()["detail"])
    assert told == {"Cette demande n’existe pas, ou le lien est incomplet."}


def test_an_address_that_leads_nowhere_is_a_problem_in_french(shared: Service) -> None:
    answer = shared.visitor.get("/api/nulle-part")
    assert (answer.status_code, answer.json()["title"]) == (404, "Introuvable")
    assert answer.headers["x-request-id"]
    answer = shared.visitor.put("/api/demands", {})
    assert (answer.status_code, answer.json()["type"]) == (405, "/problems/method_not_allowed")


def test_the_bare_address_leads_to_the_documentation(shared: Service) -> None:
    answer = shared.visitor.get("/")
    assert (answer.status_code, answer.url.path) == (200, "/api/docs")
