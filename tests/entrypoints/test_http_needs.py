"""What advisors read: their lists, the need sheet, the links of their mails."""

from base64 import urlsafe_b64encode

import pytest
from attrs import evolve

from tests.entrypoints.service import (
    ALAN,
    EMMA,
    MANAGER,
    OPERATOR,
    POST_OFFICE,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Document,
    Service,
    faults,
    the_directory,
)

NO_NEED = {"inbox": 0, "taken": 0, "closed": 0, "refused": 0, "expired": 0}


def several(service: Service, count: int) -> list[str]:
    """So many needs, one a minute, each of another company."""
    found = []
    for siret in SHOPS[:count]:
        service.clock.forward(minutes=1)
        found.append(service.a_need(siret=siret, email=f"x{siret}@atelier.fr"))
    return found


def ids(answer: Document) -> list[str]:
    return [item["id"] for item in answer["items"]]


def say(person: Browser, need: str, stance: str, team: str = "cci-47-rh", **more: object) -> None:
    answer = person.post(f"/api/needs/{need}/referrals/{team}/positions", {"stance": stance, **more})
    assert answer.status_code == 200, answer.text


def test_an_advisor_finds_the_need_put_before_their_team(service: Service) -> None:
    need = service.a_need()
    answer = service.signed_in(ZOE).get("/api/needs?tab=inbox")
    assert answer.json() == {
        "items": [
            {
                "id": need,
                "subject": {"slug": "recruter", "title": "Recruter un ou plusieurs salariés"},
                "company": {"name": "L’Épicerie fine", "commune_name": "Agen"},
                "deposited_at": "2026-11-23T09:00:00.000Z",
                "sent_at": "2026-11-23T09:00:00.000Z",
                "team": "cci-47-rh",
                "stance": "pending",
                "status": "pending",
            }
        ],
        "total": 1,
        "next": None,
        "counts": NO_NEED | {"inbox": 1},
    }


def test_each_need_is_in_one_of_the_five_tabs(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    late, taken, closed, refused, fresh = several(service, 5)
    say(zoe, taken, "taken")
    say(zoe, closed, "taken")
    say(zoe, closed, "closed_unreachable")
    say(zoe, refused, "refused", reason="no_capacity")
    wanted = {"inbox": [fresh, late], "taken": [taken], "closed": [closed], "refused": [refused]}
    for tab, needs in (wanted | {"expired": []}).items():
        answer = zoe.get(f"/api/needs?tab={tab}").json()
        assert (ids(answer), answer["total"]) == (needs, len(needs))
        assert answer["counts"] == {"inbox": 2, "taken": 1, "closed": 1, "refused": 1, "expired": 0}
    service.clock.forward(days=44, hours=23, minutes=57)
    zoe = service.signed_in(ZOE)
    assert ids(zoe.get("/api/needs?tab=expired").json()) == [late]
    assert ids(zoe.get("/api/needs").json()) == [fresh]


def test_a_list_is_narrowed_and_its_counts_with_it(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    recruit = service.a_need()
    service.clock.forward(days=2)
    sell = service.a_need(siret=POST_OFFICE, subject="contrat-de-travail", answers=..., email="p@poste.fr")
    asked = {
        "q=epicerie%20agen": [recruit],
        "q=BUREAU": [sell],
        "q=rien": [],
        "subject=recruter": [recruit],
        "theme=ressources-humaines": [recruit],
        "theme=ressources-humaines&subject=contrat-de-travail": [],
        "theme=inconnu": [],
        "since=2026-11-24": [sell],
        "until=2026-11-23": [recruit],
        "since=2026-11-23&until=2026-11-25": [sell, recruit],
        "branch=cci-47": [sell, recruit],
        "branch=cci-r75": [sell, recruit],
        "branch=emploi-47": [],
        "branch=inconnue": [],
    }
    zoe = service.signed_in(ZOE)
    for query, needs in asked.items():
        answer = zoe.get(f"/api/needs?{query}").json()
        assert ids(answer) == needs, query
        assert answer["counts"]["inbox"] == answer["total"] == len(needs)


def test_a_list_is_read_page_after_page(service: Service) -> None:
    zoe = service.signed_in(ZOE)
    needs = several(service, 5)
    pages, mark = [], ""
    while True:
        page = zoe.get(f"/api/needs?limit=2{mark}").json()
        assert page["total"] == 5
        pages.append(ids(page))
        if page["next"] is None:
            break
        mark = f"&cursor={page['next']}"
    assert pages == [needs[:2:-1], needs[2:0:-1], needs[:1]]


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("limit=0", "limit", "too_small"),
        ("limit=101", "limit", "too_big"),
        ("limit=beaucoup", "limit", "type"),
        ("tab=corbeille", "tab", "unknown_option"),
        ("since=hier", "since", "format"),
        ("until=2026-02-30", "until", "format"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    service: Service, query: str, parameter: str, code: str
) -> None:
    answer = service.signed_in(ZOE).get(f"/api/needs?{query}")
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["pointer"], fault["code"]) == (400, f"/{parameter}", code)


@pytest.mark.parametrize("text", ["a" * 60_000, "mot " * 2_000, "a" * 201])
def test_a_search_nobody_would_type_is_refused(service: Service, text: str) -> None:
    answer = service.signed_in(ZOE).get("/api/needs", params={"q": text})
    assert (answer.status_code, faults(answer)) == (422, {"/q": "too_long"})
    assert service.signed_in(ZOE).get("/api/needs", params={"q": "a " * 100}).status_code == 200


@pytest.mark.parametrize(
    "mark",
    ["x", "é", "====", "2026", urlsafe_b64encode(b"hier x").decode(), urlsafe_b64encode(b"\xff a").decode()],
)
def test_a_page_mark_that_is_not_ours_is_refused(service: Service, mark: str) -> None:
    answer = service.signed_in(ZOE).get("/api/needs", params={"cursor": mark})
    assert (answer.status_code, faults(answer)) == (422, {"/cursor": "format"})


def test_each_sees_the_needs_of_their_own_teams(service: Service) -> None:
    need = service.a_need(subject="contrat-de-travail", answers=...)
    readers = {ZOE: True, ALAN: True, MANAGER: True, EMMA: False, OPERATOR: False}
    for reader, sees in readers.items():
        browser = service.signed_in(reader)
        assert ids(browser.get("/api/needs").json()) == ([need] if sees else [])
        assert browser.get(f"/api/needs/{need}").status_code == (200 if sees else 404)
    assert service.signed_in(STAFF).get(f"/api/needs/{need}").status_code == 200


def test_a_need_of_others_and_one_that_is_none_are_told_the_same(service: Service) -> None:
    need, emma = service.a_need(subject="contrat-de-travail", answers=...), service.signed_in(EMMA)
    answers = [emma.get(f"/api/needs/{one}") for one in (need, "x", "é", "0" * 500)]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["detail"] for answer in answers} == {"Ce besoin n’existe pas."}


def test_the_sheet_says_everything_of_a_need(service: Service) -> None:
    origin = {"url": "https://partenaire.fr/aides", "campaign": "rentrée"}
    need = service.a_need(origin=origin)
    answer = service.signed_in(ZOE).get(f"/api/needs/{need}")
    sheet = answer.json()
    assert answer.headers["etag"] == f'"{sheet["version"]}"'
    assert sheet["company"] == {
        "siret": "00000001800010",
        "siren": "000000018",
        "name": "L’Épicerie fine",
        "naf": "47.11B",
        "naf_label": "Commerce d'alimentation générale",
        "headcount": "03",
        "headcount_label": "6 à 9 salariés",
        "address": None,
        "commune": "47001",
        "commune_name": "Agen",
        "created_on": "2019-05-01",
        "legal_form": None,
        "source": "essai",
        "as_of": "2026-11-23T09:00:00.000Z",
        "missing": ["address", "legal_form"],
    }
    assert sheet["contact"] == {
        "first_name": "Camille",
        "last_name": "Martin",
        "phone": "05 53 00 00 00",
        "email": "camille@atelier.fr",
    }
    assert sheet["answers"] == [
        {
            "key": "recrutement_premier",
            "question": "S’agit-il de la première embauche de l’entreprise\u00a0?",
            "value": "true",
            "label": "Oui",
        }
    ]
    assert sheet["origin"] == origin
    assert sheet["why"] == [
        (
            "Votre équipe «\u00a0Recrutement\u00a0» répond sur le sujet "
            "«\u00a0Recruter un ou plusieurs salariés\u00a0»."
        ),
        (
            "Le territoire de son antenne «\u00a0Antenne cci-47\u00a0» couvre la commune de l’entreprise "
            "(département Lot-et-Garonne)."
        ),
    ]
    assert (sheet["status"], sheet["status_label"], sheet["open_referrals"]) == ("pending", "en attente", 2)
    assert (sheet["description"], sheet["comments"]) == ("Nous cherchons une première salariée.", [])
    mine, other = sheet["referrals"]
    assert mine == {
        "team": "cci-47-rh",
        "team_name": "Recrutement",
        "institution": "CCI",
        "stance": "pending",
        "stance_label": "en attente",
        "sent_at": "2026-11-23T09:00:00.000Z",
        "mine": True,
        "next": ["taken", "refused"],
        "positions": [],
    }
    assert (other["team"], other["mine"], other["next"]) == ("emploi-47", False, [])


def test_staff_may_move_every_referral_and_reads_every_reason(service: Service) -> None:
    sheet = service.signed_in(STAFF).get(f"/api/needs/{service.a_need()}").json()
    assert [one["next"] for one in sheet["referrals"]] == [["taken", "refused"]] * 2
    assert len(sheet["why"]) == 4


def test_a_sheet_survives_the_directory_that_no_longer_has_its_teams(service: Service) -> None:
    need = service.a_need()
    without = the_directory()
    kept = tuple(team for team in without.teams if team.code != "emploi-47")
    advisors = tuple(one for one in without.advisors if one.email != EMMA)
    service.container.publish_directory().publish(evolve(without, teams=kept, advisors=advisors), by="essai")
    sheet = service.signed_in(ZOE).get(f"/api/needs/{need}").json()
    assert [(one["team_name"], one["institution"]) for one in sheet["referrals"]] == [
        ("Recrutement", "CCI"),
        ("emploi-47", ""),
    ]
